"""Adapter: the rule's wildcards and files, to the package."""

from compendium.build.run_job import run
from compendium.report.evidence.table_page import write

run(snakemake, "evidence", write)  # noqa: F821
