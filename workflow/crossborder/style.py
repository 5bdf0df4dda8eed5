"""Figures of the reports: each draws one frame and computes nothing."""

from compendium.report import figure_fonts  # noqa: F401  (the faces that figures are drawn with)

# Dark to light in this order, so that grey prints and colour-blind readers keep the difference.
DARK, MIDDLE, LIGHT, PAPER, INK, ACCENT = "#12355b", "#5b9bb8", "#cfe3ea", "#f7f7f5", "#222222", "#b3541e"
