"""Adapter: the rule's wildcards and files, to the package."""

from crossborder.job import run
from crossborder.tabulate.write import write

run(snakemake, "tabulate", write)  # noqa: F821
