"""Adapter: the rule's wildcards and files, to the package."""

from crossborder import forks

if not forks.ran(snakemake, "describe_tables"):  # noqa: F821
    from crossborder.describe import write
    from crossborder.job import run

    run(snakemake, "describe_tables", write)  # noqa: F821
