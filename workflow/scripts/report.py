"""Adapter: the rule's wildcards and files, to the package."""

from crossborder.job import run
from crossborder.render.report import write

run(snakemake, "report", write)  # noqa: F821
