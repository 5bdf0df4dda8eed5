"""Write files of the material only where the check finds nothing new in them."""

from collections.abc import Container, Mapping

from compendium import atomic, check
from compendium.paths import ROOT
from compendium.problem import Problem


def attempt(files: Mapping[str, bytes], besides: Container[str] = ()) -> list[Problem]:
    """Write files, named from the root, all or none; the problems that were not there before, for which none is written.

    Problems of the kinds `besides` are no reason to write nothing.
    """
    before = {name: (ROOT / name).read_bytes() if (ROOT / name).is_file() else None for name in files}
    known = {str(problem) for problem in check.run()}
    try:
        for name, content in files.items():
            atomic.write_bytes(ROOT / name, content)
        found = [problem for problem in check.run() if str(problem) not in known]
        problems = [problem for problem in found if problem.kind not in besides]
    except BaseException:
        _put_back(before)
        raise
    if problems:
        _put_back(before)
    return problems


def _put_back(before: Mapping[str, bytes | None]) -> None:
    for name, content in before.items():
        path = ROOT / name
        if content is not None:
            atomic.write_bytes(path, content)
        elif path.exists():
            path.unlink()
            if not any(path.parent.iterdir()):
                path.parent.rmdir()
