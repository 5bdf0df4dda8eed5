"""Adapter: the rule's wildcards and files, to the package."""

from crossborder.job import run
from crossborder.suppose.write import write

run(snakemake, "scenario", write)  # noqa: F821
