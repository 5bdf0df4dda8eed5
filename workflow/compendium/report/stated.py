"""Files at the top of the compendium that say how to cite, deposit and use it; all follow from what is decided."""

from collections.abc import Callable

from compendium.report import cite, deposit, reuse

FILES: dict[str, Callable[[], str]] = {
    "CITATION.cff": cite.cff,
    ".zenodo.json": lambda: cite.as_json(deposit.zenodo()),
    "codemeta.json": cite.codemeta,
    reuse.PATH: reuse.toml,
    cite.README: cite.readme,
}


def made() -> dict[str, str]:
    """Content of every one of them by its path."""
    return {name: make() for name, make in FILES.items()}
