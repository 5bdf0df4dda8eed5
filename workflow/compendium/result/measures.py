"""Which module computes a measure: those of the machinery, and those that the study adds."""

from collections.abc import Callable

from compendium import study

MEASURES = {
    "corrections": "compendium.result.corrections",
    "making": "compendium.result.making",
    "matrix": "compendium.result.matrix",
    "series": "compendium.result.series",
}


def measures() -> dict[str, str]:
    """Dotted name of the module of each measure; its function is called `measure` as well."""
    return {**MEASURES, **study.adds("MEASURES")}


def function(name: str) -> Callable[..., None]:
    """The function of a measure. Raises KeyError for an unknown one."""
    return study.get(f"{measures()[name]}:measure")
