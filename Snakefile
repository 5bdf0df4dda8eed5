"""From printed tables to reports: check, tabulate, measure, report."""

import json
import sys
from pathlib import Path

# The package is found from the Snakefile, so that no working directory and no installation matters.
sys.path.insert(0, str(Path(workflow.basedir) / "workflow"))

from compendium.build import engine, environment, plan, reasons
from compendium.decision import schemas
from compendium.decision.config import PATH as CONFIG, reports
from compendium.paths import ROOT, unformatted
from compendium.result.scenario import jobs
from compendium.result.scenario.jobs import scenarios
from compendium.result.scenario.scenarios import file_of

environment.prepare()

# Snakemake would call a tree with broken raw data finished when its outputs are there.
engine.enter(workflow)


onstart:
    engine.start(workflow)


configfile: CONFIG


rule all:
    default_target: True
    input:
        plan.tables(),
        plan.measures(),
        plan.supposed(),
        plan.published(),


include: "workflow/rules/common.smk"
include: "workflow/rules/tabulate.smk"
include: "workflow/rules/measure.smk"
include: "workflow/rules/scenario.smk"
include: "workflow/rules/report.smk"
