"""Adapter: the rule's wildcards and files, to the package."""

from crossborder import forks

if not forks.ran(snakemake, "data_page"):  # noqa: F821
    from crossborder.job import run
    from crossborder.render.data_page import write

    run(snakemake, "data_page", write)  # noqa: F821
