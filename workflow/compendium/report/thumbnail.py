"""The picture that stands for a report: the figure that is marked as such, else its first, with its alt text in it.

Where a report has no figure, its first page stands for it.
"""

import io
from pathlib import Path

import nbformat
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from compendium.report.prose import FIGURE

WIDTH, HEIGHT, COLOURS = 640, 520, 32  # at most, in pixels
KEY = "Description"  # of PNG: what is seen
SOURCE = "Source"  # of PNG: the figure that it is, which lies whole in the folder of the report's data


def write(notebook: nbformat.NotebookNode, media: Path, output: Path) -> None:
    """Write the picture of an executed notebook, whose drawings lie in `media`; leave the page where there is none."""
    about = [o.metadata[FIGURE] for c in notebook.cells for o in c.get("outputs", []) if FIGURE in o.get("data", {})]
    if not about:
        return
    shown = next((one for one in about if "picture" in one), about[0])
    whole = Image.open(media / f"{shown['identifier']}.png").convert("RGB")
    whole.thumbnail((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    told, made = PngInfo(), io.BytesIO()
    told.add_itxt(KEY, shown["alt"])
    told.add_itxt(SOURCE, shown["identifier"])
    whole.quantize(COLOURS, dither=Image.Dither.NONE).save(made, "PNG", optimize=True, pnginfo=told)
    output.write_bytes(made.getvalue())


def alt(picture: Path) -> str | None:
    """What is seen in a picture that is a figure; None for that of a page."""
    return _told(picture, KEY)


def figure(picture: Path) -> str | None:
    """Identifier of the figure that a picture is; None for that of a page."""
    return _told(picture, SOURCE)


def _told(picture: Path, key: str) -> str | None:
    with Image.open(picture) as found:
        told = found.info.get(key)
    return None if told is None else str(told)
