"""The job of the rule `check`, done by `./reproduce` itself: it has checked before it starts Snakemake."""

from compendium.build import inputs, plan, reasons, record
from compendium.check import job
from compendium.paths import relative
from compendium.problem import Problem
from compendium.unusable import Unusable


def keep() -> list[Problem]:
    """Keep that the raw material has no problem, as the rule would; else the problems, and nothing is kept.

    Only for who holds the folder's lock.
    """
    (output, path), now = plan.checked(), record.Now()
    if any(mine.path == path and not record.changes(mine, now) for mine in record.read_all()):
        return []
    digests = record.digests(map(relative, inputs.of_check()["raw"]))
    try:
        job.write({}, {}, {"checked": output})
    except Unusable as error:
        return error.problems
    record.write(path, "check", {}, digests, [output], reasons.current("check", {}))
    return []
