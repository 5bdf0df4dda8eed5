"""Adapter: the rule's wildcards and files, to the package."""

from compendium.build.run_job import run
from compendium.result.scenario.job import write

run(snakemake, "scenario", write)  # noqa: F821
