"""The documents that the compendium names, and the list of frozen tables: both can be read."""

from collections.abc import Iterator

from crossborder import checksums, references
from crossborder.check.material import Material
from crossborder.problem import Problem
from crossborder.unusable import Unusable


def check(material: Material) -> Iterator[Problem]:
    for load in (references.load, checksums.recorded):
        try:
            load()
        except Unusable as error:
            yield from error.problems
