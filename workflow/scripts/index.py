"""Adapter: the rule's wildcards and files, to the package."""

from crossborder import forks

if not forks.ran(snakemake, "index"):  # noqa: F821
    from crossborder.job import run
    from crossborder.render.index import write

    run(snakemake, "index", write)  # noqa: F821
