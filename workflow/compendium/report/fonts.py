"""The faces of all formats: a text face and a narrow one, subsets made by `workflow/templates/fonts/subset.py`.

A report carries them within, so that it can be handed on as one file; other pages find them in `reports/fonts/`. Typst
takes the same faces from the templates.
"""

import base64
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
LICENCES = ("OFL-serif.txt", "OFL-narrow.txt")
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


def rules(where: str | None = None) -> str:
    """CSS of the faces: each within the page, or in the folder of this address."""
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style}; font-display: swap; '
        f"src: url({_address(name, where)}) format('woff2'); }}"
        for name, (family, weight, style) in FACES.items()
    )


def _address(name: str, where: str | None) -> str:
    if where is not None:
        return f"{where}{name}.woff2"
    return f"data:font/woff2;base64,{base64.b64encode(path_of(f'{FOLDER}/{name}.woff2').read_bytes()).decode()}"


def _files() -> tuple[str, ...]:
    return (*(f"{name}.woff2" for name in FACES), *LICENCES)


def _name(file: str) -> str:
    return file.partition(".")[0].replace("-", "_").lower()
