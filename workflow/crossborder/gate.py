"""The gate before Snakemake: no job starts on raw material with a problem, or on outputs in doubt."""

import sys

from crossborder import check, record
from crossborder.problem import report

# What Snakemake can be asked besides running jobs. A lint and the listings set a number of cores of their own.
ASKS = {
    *("--lint", "--list", "--list-rules", "-l", "--list-target-rules", "--lt", "--print-compilation"),
    *("--dag", "--rulegraph", "--filegraph", "--d3dag", "--summary", "-S", "--detailed-summary", "-D"),
    *("--list-changes", "--lc", "--list-input-changes", "--li", "--list-params-changes", "--lp"),
    *("--unlock", "--cleanup-metadata", "--cm", "--containerize", "--generate-unit-tests", "--report"),
}


def enter(workflow: object) -> None:
    """Check, then withdraw what is not current. Raises WorkflowError with all problems.

    Nothing is removed by a dry run, a lint or a listing.
    """
    from snakemake.exceptions import WorkflowError

    if not workflow.is_main_process:
        return
    real = (
        workflow.resource_settings.cores is not None
        and not workflow.output_settings.dryrun
        and ASKS.isdisjoint(argument.partition("=")[0] for argument in sys.argv)
    )
    problems = check.run()
    if problems:
        if real:
            record.remove_reports()
        raise WorkflowError(f"\n{report(problems)}")
    if real:
        record.withdraw()
