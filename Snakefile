"""From printed tables to reports: check, clean, measure, scenario, report."""

import os
import sys
from pathlib import Path

# The code is found from this file; what is built is the folder that Snakemake works in.
CODE = Path(str(workflow.current_basedir))
sys.path.insert(0, str(CODE / "workflow"))

from compendium import folder

if folder.CODE != CODE:
    raise WorkflowError(f"{CODE}: one Snakemake builds one compendium, and this one has begun with {folder.CODE}.")
folder.use(os.getcwd())

from compendium.build import engine

engine.enter(workflow)

from compendium.build import environment, inputs, plan, reasons
from compendium.decision import checked_files, config as decided, schemas
from compendium.paths import located, path_of, unformatted
from compendium.report import download_files, fonts, search
from compendium.report.evidence import pages
from compendium.result.scenario.jobs import scenarios
from compendium.source import references

environment.prepare()


configfile: located(decided.PATH)


engine.require_own(config)

TABLES = schemas.tables()
REPORTS = decided.reports()
PAGES = list(pages.shown())
TELLING = plan.telling()
SCENARIOS = scenarios() if TELLING else {}


onstart:
    engine.start(workflow)


# What is built in the end; docs/design.md has the way to it.
rule all:
    default_target: True
    input:
        inputs.tidy(TABLES),
        expand("processed/scenarios/{scenario}.parquet", scenario=SCENARIOS),
        expand("reports/{report}.{format}", report=REPORTS, format=plan.FORMATS),
        expand("reports/data/{report}", report=REPORTS),
        expand("reports/{report}-headlines.csv", report=TELLING),
        expand("reports/evidence/{page}.{suffix}", page=REPORTS, suffix=["html", "js"]),
        expand("reports/evidence/{page}.html", page=PAGES),
        "reports/evidence/standing.js",
        list(download_files.outputs().values()),
        list(fonts.outputs().values()),
        "reports/data.html",
        "reports/index.html",
        list(plan.sitemap().values()),


include: "workflow/rules/common.smk"
include: "workflow/rules/check.smk"
include: "workflow/rules/clean.smk"
include: "workflow/rules/measure.smk"
include: "workflow/rules/scenario.smk"
include: "workflow/rules/report.smk"
