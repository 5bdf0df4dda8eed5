"""The gate before Snakemake: no job starts on raw material with a problem, or on outputs in doubt."""

from crossborder import check, record
from crossborder.problem import report


def enter(workflow: object) -> None:
    """Check, then withdraw what is not current. Raises WorkflowError with all problems.

    Nothing is removed by a dry run, a lint or a listing.
    """
    from snakemake.exceptions import WorkflowError

    if not workflow.is_main_process:
        return
    # Only a run of jobs is given cores: a lint, a listing or a graph is not.
    real = workflow.resource_settings.cores is not None and not workflow.output_settings.dryrun
    problems = check.run()
    if problems:
        if real:
            record.remove_reports()
        raise WorkflowError(f"\n{report(problems)}")
    if real:
        record.withdraw()
