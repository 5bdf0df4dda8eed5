"""Figures of the reports: each draws one frame and computes nothing.

A character that DejaVu Sans lacks is drawn as the box that the Last Resort font has for its script.
"""

import warnings
from pathlib import Path

import matplotlib
from matplotlib import font_manager

# A font of the same name that the system has would draw other bytes.
_SHIPPED = Path(matplotlib.get_data_path())
font_manager.fontManager.ttflist = [
    font for font in font_manager.fontManager.ttflist if Path(font.fname).is_relative_to(_SHIPPED)
]
warnings.filterwarnings("ignore", r"Glyph .* missing from font", UserWarning)  # the box says so

# Dark to light in this order, so that grey prints and colour-blind readers keep the difference.
DARK, MIDDLE, LIGHT, PAPER, INK, ACCENT = "#12355b", "#5b9bb8", "#cfe3ea", "#f7f7f5", "#222222", "#b3541e"
