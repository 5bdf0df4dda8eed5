"""Adapter: the rule's wildcards and files, to the package."""

from crossborder import forks

if not forks.ran(snakemake, "measure"):  # noqa: F821
    from crossborder.job import run
    from crossborder.measure.write import write

    run(snakemake, "measure", write)  # noqa: F821
