"""Adapter: the rule's wildcards and files, to the package."""

from crossborder.job import run
from crossborder.measure.write import write

run(snakemake, "measure", write)  # noqa: F821
