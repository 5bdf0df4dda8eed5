"""The faces of figures: the narrow one of all formats, and behind it what matplotlib ships.

A font of the same name that the system has would draw other bytes, so none of the system's is kept. A character that
all faces lack is drawn as the box that the Last Resort font has for its script.
"""

import warnings
from pathlib import Path

import matplotlib
from matplotlib import font_manager

from compendium.paths import path_of
from compendium.report.fonts import FOLDER

NARROW = ("narrow", "narrow-bold")
_SHIPPED = Path(matplotlib.get_data_path())


def use() -> None:
    """Leave matplotlib the fonts that it ships and our narrow face."""
    manager = font_manager.fontManager
    manager.ttflist = [font for font in manager.ttflist if Path(font.fname).is_relative_to(_SHIPPED)]
    for name in NARROW:
        manager.addfont(path_of(f"{FOLDER}/{name}.ttf"))
    warnings.filterwarnings("ignore", r"Glyph .* missing from font", UserWarning)  # the box says so


use()
