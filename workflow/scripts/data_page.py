"""Adapter: the rule's wildcards and files, to the package."""

from crossborder.job import run
from crossborder.render.data_page import write

run(snakemake, "data_page", write)  # noqa: F821
