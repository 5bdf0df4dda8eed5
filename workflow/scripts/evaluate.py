"""Adapter: the rule's wildcards and files, to the package."""

from crossborder.job import run
from crossborder.tabulate.claims import write

run(snakemake, "evaluate", write)  # noqa: F821
