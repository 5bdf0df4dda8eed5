"""Make the faces of this folder of their originals: the letters of the languages of reports, without hints, renamed.

    python subset.py FOLDER

needs fonttools 4.68.0 and brotli 1.2.1, which the build does not. FOLDER holds the originals that README.md names.
The licence reserves the names of the originals, so a subset has another.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FACES = {  # file here: file of the original, family, style
    "serif": ("PTSerif_400Regular.ttf", "Compendium Serif", "Regular"),
    "serif-italic": ("PTSerif_400Regular_Italic.ttf", "Compendium Serif", "Italic"),
    "serif-bold": ("PTSerif_700Bold.ttf", "Compendium Serif", "Bold"),
    "narrow": ("PTSansNarrow_400Regular.ttf", "Compendium Sans", "Regular"),
    "narrow-bold": ("PTSansNarrow_700Bold.ttf", "Compendium Sans", "Bold"),
}
LETTERS = (  # Latin with its accents, Cyrillic with the letters of Kazakh, marks, arrows, what stands in formulas
    *((0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x2C6, 0x2C7), (0x2D8, 0x2DD), (0x300, 0x304), (0x306, 0x308)),
    *((0x30A, 0x30C), (0x327, 0x328), (0x400, 0x45F), (0x490, 0x493), (0x49A, 0x49B), (0x4A2, 0x4A3), (0x4AE, 0x4B1)),
    *((0x4BA, 0x4BB), (0x4D8, 0x4D9), (0x4E8, 0x4E9), (0x2009, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022)),
    *((0x2026, 0x2026), (0x202F, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A), (0x20AC, 0x20AC), (0x20B8, 0x20B8)),
    *((0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2193), (0x2202, 0x2202), (0x2212, 0x2212), (0x221A, 0x221A)),
    *((0x2248, 0x2248), (0x2260, 0x2265), (0x25CA, 0x25CA), (0xFB01, 0xFB02)),
)
KEPT = ("ccmp", "kern", "liga", "locl", "mark", "mkmk", "lnum", "tnum")


def main(folder: Path) -> None:
    """Write every face, for Typst and for pages."""
    for name, (original, family, style) in FACES.items():
        font = TTFont(folder / original, recalcTimestamp=False)
        options = subset.Options(hinting=False, layout_features=list(KEPT), name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
        maker = subset.Subsetter(options)
        maker.populate(unicodes=[code for first, last in LETTERS for code in range(first, last + 1)])
        maker.subset(font)
        full = f"{family} {style}"
        for number, text in ((1, family), (2, style), (3, f"{full} {font['head'].fontRevision:.3f}"), (4, full)):
            _rename(font, number, text)
        _rename(font, 13, "SIL Open Font License, Version 1.1: http://scripts.sil.org/OFL")
        _rename(font, 6, full.replace(" ", "-").replace("-", "", 1))
        for kind, flavor in (("ttf", None), ("woff2", "woff2")):
            font.flavor = flavor
            font.save(Path(__file__).with_name(f"{name}.{kind}"), reorderTables=True)


def _rename(font: TTFont, number: int, text: str) -> None:
    for record in [one for one in font["name"].names if one.nameID == number]:
        font["name"].setName(text, number, record.platformID, record.platEncID, record.langID)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
