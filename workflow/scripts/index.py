"""Adapter: the rule's wildcards and files, to the package."""

from crossborder.job import run
from crossborder.render.index import write

run(snakemake, "index", write)  # noqa: F821
