"""Adapter: the rule's wildcards and files, to the package."""

from crossborder.describe import write
from crossborder.job import run

run(snakemake, "describe_tables", write)  # noqa: F821
