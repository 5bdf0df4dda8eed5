"""Write a file of the material only where the check finds nothing new in it."""

from compendium import atomic, check
from compendium.paths import ROOT
from compendium.problem import Problem


def attempt(name: str, content: bytes) -> list[Problem]:
    """Write a file, named from the root; the problems that were not there before, for which it is put back as it was."""
    path = ROOT / name
    before = path.read_bytes() if path.is_file() else None
    known = {str(problem) for problem in check.run()}
    atomic.write_bytes(path, content)
    problems = [problem for problem in check.run() if str(problem) not in known]
    if problems and before is None:
        path.unlink()
    elif problems:
        atomic.write_bytes(path, before)
    return problems
