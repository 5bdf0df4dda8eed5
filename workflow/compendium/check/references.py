"""The documents that the compendium names, and the list of frozen tables: both can be read."""

from collections.abc import Iterator

from compendium.check.material import Material
from compendium.problem import Problem
from compendium.source import checksums, references
from compendium.unusable import Unusable


def check(material: Material) -> Iterator[Problem]:
    """References that are incomplete, or given twice."""
    for load in (references.load, checksums.recorded):
        try:
            load()
        except Unusable as error:
            yield from error.problems
