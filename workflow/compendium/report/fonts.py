"""The faces of all formats: a text face and a narrow one, subsets made by `workflow/templates/fonts/subset.py`.

A report carries them within, so that it can be handed on as one file: of each face the parts whose letters it has.
All other pages find every part in `reports/fonts/`, and a browser loads those that it needs. Typst takes whole faces from the
templates.
"""

import base64
import re
from pathlib import Path

from compendium import atomic
from compendium.paths import output, path_of

FOLDER = "workflow/templates/fonts"
SERIF, NARROW = "Compendium Serif", "Compendium Sans"
FACES = {  # file: family, weight, style
    "serif": (SERIF, 400, "normal"),
    "serif-italic": (SERIF, 400, "italic"),
    "serif-bold": (SERIF, 700, "normal"),
    "narrow": (NARROW, 400, "normal"),
    "narrow-bold": (NARROW, 700, "normal"),
}
PARTS = {  # of each face: the codes of its letters, as CSS has them
    "core": "U+20-7E,U+A0,U+A9,U+AB,U+B7,U+BB,U+2013-2014,U+2018-201D,U+2026",
    "accents": (
        "U+A7,U+B0,U+B6,U+BA,U+C1,U+C9,U+CD,U+D1,U+D3,U+D6,U+DA,U+DC,U+E1,U+E3-E4,U+E7,U+E9-EA,U+ED,U+F1,U+F3-F6,"
        "U+FA,U+FC-FD"
    ),
    "russian": "U+401,U+410-44F,U+451,U+2116",
    "turkic": (
        "U+11E-11F,U+130-131,U+147-148,U+15E-15F,U+16C-16D,U+17D-17E,U+406,U+40E,U+456,U+45E,U+492-493,U+49A-49B,"
        "U+4A2-4A3,U+4AE-4B1,U+4BA-4BB,U+4D8-4D9,U+4E8-4E9"
    ),
    "rare": (
        "U+A1-A6,U+A8,U+AA,U+AC-AF,U+B1-B5,U+B8-B9,U+BC-C0,U+C2-C8,U+CA-CC,U+CE-D0,U+D2,U+D4-D5,U+D7-D9,U+DB,"
        "U+DD-E0,U+E2,U+E5-E6,U+E8,U+EB-EC,U+EE-F0,U+F2,U+F7-F9,U+FB,U+FE-11D,U+120-12F,U+132-146,U+149-15D,"
        "U+160-16B,U+16E-17C,U+17F,U+218-21B,U+2C6-2C7,U+2D8-2DD,U+300-304,U+306-308,U+30A-30C,U+327-328,U+400,"
        "U+402-405,U+407-40D,U+40F,U+450,U+452-455,U+457-45D,U+45F,U+490-491,U+2009-2012,U+2015,U+201E,"
        "U+2020-2022,U+202F-2030,U+2032-2033,U+2039-203A,U+20AC,U+20B8,U+2122,U+2190-2193,U+2202,U+2212,U+221A,"
        "U+2248,U+2260-2265,U+25CA,U+FB01-FB02"
    ),
}
LICENCES = ("OFL-serif.txt", "OFL-narrow.txt")
_SLANTED = re.compile("<em>(.*?)</em>", re.DOTALL)  # what a page sets in italics
MARK = "<style>\n"  # where the style of a page begins, and the rules of the faces go: pandoc drops remarks


def sources() -> dict[str, str]:
    """Files that pages read, by a name for each."""
    return {_name(file): f"{FOLDER}/{file}" for file in _files()}


def drawn() -> dict[str, str]:
    """Files that Typst reads, by a name for each."""
    return {f"typst_{_name(name)}": f"{FOLDER}/{name}.ttf" for name in FACES}


def outputs() -> dict[str, str]:
    """The same files in `reports/`, by the same names."""
    return {_name(file): f"reports/fonts/{file}" for file in _files()}


def write(_wildcards: dict, inputs: dict[str, str], outputs: dict[str, str]) -> None:
    """Write `reports/fonts/`: what pages find there, with the licences."""
    for name, path in outputs.items():
        atomic.write_bytes(output(path), Path(inputs[name]).read_bytes())


def codes(part: str) -> set[int]:
    """Codes of the letters of a part."""
    ends = [span.removeprefix("U+").partition("-") for span in PARTS[part].split(",")]
    return {code for first, _, last in ends for code in range(int(first, 16), int(last or first, 16) + 1)}


def rules(where: str | None = None, page: str = "") -> str:
    """CSS of the faces: all in the folder of this address, or within a page those parts whose letters it has."""
    slanted = "".join(_SLANTED.findall(page))
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style}; font-display: swap; '
        f"src: url({_address(f'{name}-{part}', where)}) format('woff2'); unicode-range: {PARTS[part]}; }}"
        for name, (family, weight, style) in FACES.items()
        for part in (PARTS if where is not None else _parts(page if style == "normal" else slanted))
    )


def _parts(text: str) -> list[str]:
    letters = {ord(letter) for letter in set(text)}
    return [part for part in PARTS if letters & codes(part)]


def _address(name: str, where: str | None) -> str:
    if where is not None:
        return f"{where}{name}.woff2"
    return f"data:font/woff2;base64,{base64.b64encode(path_of(f'{FOLDER}/{name}.woff2').read_bytes()).decode()}"


def _files() -> tuple[str, ...]:
    return (*(f"{name}-{part}.woff2" for name in FACES for part in PARTS), *LICENCES)


def _name(file: str) -> str:
    return file.partition(".")[0].replace("-", "_").lower()
