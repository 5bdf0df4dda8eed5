"""Why the compendium cannot be used as it stands: problems of files that decide something."""

from collections.abc import Sequence

from compendium.failure import Refused
from compendium.problem import Problem


class Unusable(Refused):
    """A file that decides something and cannot be read; `problems` says where, and what to do."""

    def __init__(self, problems: Sequence[Problem]):
        self.problems = list(problems)
        super().__init__("\n".join(map(str, self.problems)))
