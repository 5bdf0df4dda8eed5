"""Adapter: the rule's wildcards and files, to the package."""

from crossborder import forks

if not forks.ran(snakemake, "tabulate"):  # noqa: F821
    from crossborder.job import run
    from crossborder.tabulate.write import write

    run(snakemake, "tabulate", write)  # noqa: F821
