"""Adapter: the rule's wildcards and files, to the package."""

from crossborder import forks

if not forks.ran(snakemake, "report"):  # noqa: F821
    from crossborder.job import run
    from crossborder.render.report import write

    run(snakemake, "report", write)  # noqa: F821
