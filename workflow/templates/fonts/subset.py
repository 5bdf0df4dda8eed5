"""Make the faces of this folder of their originals: the letters of the languages of reports, without hints, renamed.

    PYTHONPATH=workflow python workflow/templates/fonts/subset.py FOLDER

needs fonttools 4.68.0 and brotli 1.2.1, which the build does not. FOLDER holds the originals that README.md names.
The licence reserves the names of the originals, so a subset has another.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from compendium.report.fonts import PARTS, codes

FACES = {  # file here: file of the original, family, style
    "serif": ("PTSerif_400Regular.ttf", "Compendium Serif", "Regular"),
    "serif-italic": ("PTSerif_400Regular_Italic.ttf", "Compendium Serif", "Italic"),
    "serif-bold": ("PTSerif_700Bold.ttf", "Compendium Serif", "Bold"),
    "narrow": ("PTSansNarrow_400Regular.ttf", "Compendium Sans", "Regular"),
    "narrow-bold": ("PTSansNarrow_700Bold.ttf", "Compendium Sans", "Bold"),
}
KEPT = ("ccmp", "kern", "liga", "locl", "mark", "mkmk", "lnum", "tnum")


def main(folder: Path) -> None:
    """Write every face, for Typst and for pages."""
    for name, (original, family, style) in FACES.items():
        font = TTFont(folder / original, recalcTimestamp=False)
        _reduce(font, {code for part in PARTS for code in codes(part)})
        full = f"{family} {style}"
        for number, text in ((1, family), (2, style), (3, f"{full} {font['head'].fontRevision:.3f}"), (4, full)):
            _rename(font, number, text)
        _rename(font, 13, "SIL Open Font License, Version 1.1: http://scripts.sil.org/OFL")
        _rename(font, 6, full.replace(" ", "-").replace("-", "", 1))
        font.save(Path(__file__).with_name(f"{name}.ttf"), reorderTables=True)
        parts(name)


def parts(name: str) -> None:
    """Write the parts of a face, for pages, from the whole one."""
    for part in PARTS:
        font = TTFont(Path(__file__).with_name(f"{name}.ttf"), recalcTimestamp=False)
        _reduce(font, codes(part))
        font.flavor = "woff2"
        font.save(Path(__file__).with_name(f"{name}-{part}.woff2"), reorderTables=True)


def _reduce(font: TTFont, letters: set[int]) -> None:
    options = subset.Options(hinting=False, layout_features=list(KEPT), name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    maker = subset.Subsetter(options)
    maker.populate(unicodes=sorted(letters))
    maker.subset(font)


def _rename(font: TTFont, number: int, text: str) -> None:
    for record in [one for one in font["name"].names if one.nameID == number]:
        font["name"].setName(text, number, record.platformID, record.platEncID, record.langID)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
