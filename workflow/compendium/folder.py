"""Which folder is built: that of the code, unless Snakemake works in another."""

import os
from pathlib import Path

VARIABLE = "COMPENDIUM_FOLDER"  # jobs run in processes of their own, which inherit it
CODE = Path(__file__).resolve().parents[2]


def use(folder: str) -> None:
    """Build in another folder. Only before `compendium.paths` is imported, which keeps what it finds."""
    os.environ[VARIABLE] = folder


def used() -> Path:
    """The folder that is built."""
    return Path(os.environ.get(VARIABLE) or CODE)
