"""The gate before Snakemake: no job starts on raw material with a problem, or on outputs in doubt."""

from crossborder import check, plan, record
from crossborder.problem import report


def enter(workflow: object) -> None:
    """Check, then withdraw what is not current. Raises WorkflowError with all problems.

    Nothing is removed by a dry run.
    """
    from snakemake.exceptions import WorkflowError

    if not workflow.is_main_process:
        return
    real = not workflow.output_settings.dryrun
    problems = check.run()
    if problems:
        if real:
            close()
        raise WorkflowError(f"\n{report(problems)}")
    if real:
        record.withdraw()


def close() -> list[str]:
    """Withdraw every report: what stands next to broken raw data would look current."""
    published = [name for name in plan.published() if (record.ROOT / name).is_file()]
    record.remove(published)
    return published
