"""What a reader can copy from a report, as an id: addresses of pages, fragments, ids, a printed number with its report."""

import html
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, unquote

from compendium.report.evidence import pages

PAGE = re.compile(
    r"(?:.*/)?(?P<page>[A-Za-z0-9._-]+)\.(?:html|js|pdf|docx|ipynb|png)(?:\?[^#]*)?(?:#(?P<fragment>.*))?", re.DOTALL
)
ENDS = ".,;:"  # of the sentence in which a text stood
AROUND = " \t\r\n\"'`“”‘’«»<>()[]"


def read(text: str) -> str:
    """The id or the addresses that a copied text stands for; a text that is none of these stays as it is.

    Gives REPORT/NAME, REPORT/FRAME/ROW, or FILE#cell=… with one or more addresses parted by semicolons.
    """
    text = html.unescape(text).rstrip(AROUND + ENDS).lstrip(AROUND)
    match = PAGE.fullmatch(text)
    if not match:
        return text
    page, fragment = match["page"], unquote(match["fragment"] or "")
    named = dict(parse_qsl(fragment.replace("+", "%2B"), keep_blank_values=True, separator="&"))
    if named.get("result"):
        return named["result"]
    tables = pages.shown()
    if page in tables and named.get("cell"):
        return f"{tables[page].path}#cell={named['cell']}"
    name = fragment.removeprefix("evidence-")
    return f"{page}/{name}" if name else page


def addresses(text: str) -> list[str]:
    """Addresses of FILE#cell=4,6;5,6-7,8, one each."""
    file, _, cells = text.partition("#cell=")
    return [f"{file}#cell={cell.strip()}" for cell in cells.split(";")]


def printed(text: str, reports: Mapping[str, object]) -> tuple[str, str] | None:
    """Report and number of a text that has both, in whichever order: `votes-by-county 48.4`; None where it has not."""
    for separator in (None, ":", ","):
        parts = [part.strip(AROUND) for part in text.split(separator)]
        for part in parts:
            if part in reports and len(parts) > 1:
                return part, text.replace(part, "", 1).strip(AROUND + ":,")
    return None
