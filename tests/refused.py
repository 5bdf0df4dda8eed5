"""Phrases that no report may have: wrong grammar of numbers, empty lists, codes, words of the machine.

`hits` finds them in the visible text of a page. After a build this names each phrase that there still is:

    python tests/refused.py REPORTS
"""

import csv
import html
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from bs4 import BeautifulSoup, NavigableString, Tag

COLUMNS = ("report", "pattern", "phrase")
UNSEEN = ("script", "style", "code", "pre", "nav", "template", "title", "svg")
BLOCKS = ("p", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption", "td", "th", "div", "blockquote", "section")  # fmt: skip
PLURAL = "agreements|borders|cells|centres|claims|closures|codings|conditions|countries|embassies|entries|events|failures|frameworks|initiatives|missions|organisations|others|pairs|people|rows|sources|statements|states|territories|towns|values|years"
NUMBER = r"(?<![\w.,–/-])(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(?![\w–/-]|[.,]\d)"
WORDS = ("joint-control", "water energy", "treaty_or_law", "ngo", "official_or_promoter", "vice_ministerial", "head_of_state")  # fmt: skip
ALONE = ("normal",)  # a word of the machine where it is all that a cell says


@dataclass(frozen=True)
class Piece:
    """A piece of visible text: its kind is prose, caption, alt, cell or figure; `alone`: its table has one row."""

    kind: str
    text: str
    alone: bool = False


def pieces(page: str) -> Iterator[Piece]:
    """Visible text of a page, block by block, as a reader has it; lists of references are others' words."""
    soup = BeautifulSoup(page, "html.parser")
    for unseen in [*soup.find_all(UNSEEN), *soup.find_all(id="refs")]:
        unseen.decompose()
    for image in soup.find_all("img"):
        yield Piece("alt", _line(str(image.get("alt", ""))))
        yield from (Piece("figure", text) for text in _drawn(str(image.get("src", ""))))
    for block in soup.find_all(BLOCKS):
        text = _line(_own(block))
        if text:
            yield Piece(_kind(block), text, _alone(block))


def _drawn(source: str) -> Iterator[str]:
    """Texts of a figure that matplotlib drew: each stands in a remark before its letters."""
    start, _, encoded = source.partition(",")
    if start == "data:image/svg+xml":
        for remark in re.findall(r"<!-- (.*?) -->", unquote(encoded)):
            yield _line(html.unescape(remark))


def _own(block: Tag) -> str:
    """Text of a block without that of the blocks in it."""
    parts = []
    for child in block.children:
        if type(child) is NavigableString:
            parts.append(str(child))
        elif _titled(child):
            parts.append(" ")
        elif isinstance(child, Tag) and child.name not in BLOCKS and child.name not in ("table", "ul", "ol", "dl"):
            parts.append(" " if child.name == "br" else _own(child))
    return "".join(parts)


def _titled(child: object) -> bool:
    """Whether it is a link to a page of others, whose title is theirs."""
    return isinstance(child, Tag) and child.name == "a" and str(child.get("href", "")).startswith(("http:", "https:"))


def _kind(block: Tag) -> str:
    if block.name in ("figcaption", "caption") or block.find_parent(("figcaption", "caption")):
        return "caption"
    return "cell" if block.name in ("td", "th") or block.find_parent(("td", "th")) else "prose"


def _alone(block: Tag) -> bool:
    body = block.find_parent("tbody") if block.name == "td" or block.find_parent("td") else None
    return body is not None and len(body.find_all("tr")) == 1


def _line(text: str) -> str:
    return " ".join(text.split())


def _pairs(text: str) -> Iterator[str]:
    """Two numbers beside one another with unlike decimals; years and what stands behind a table's name are none."""
    joined = re.compile(rf"(?<!Table )(?<!Figure ){NUMBER}( per cent| %)? (?:and|to|against|or) (?={NUMBER})")
    for match in joined.finditer(text):
        other = re.compile(NUMBER).match(text, match.end())
        here, there = match[2] or "", other[2] or "" if other else ""
        if other and len(here) != len(there):
            yield match[0] + other[0]


def _finder(pattern: str) -> Callable[[str], list[str]]:
    return lambda text: [match[0] for match in re.finditer(pattern, text)]


_long = _finder(r"(?<![\w.,/:#=–-])\d{5,}(?![\w–-])")
AWARDS = re.compile(r"\bawards? [\d, and]+")  # identifiers of grants, which an attribution demands


def _words(text: str) -> list[str]:
    return re.findall(rf"(?<![\w-])(?:{'|'.join(WORDS)})(?![\w-])", text)


def _underscores(text: str) -> list[str]:
    """Words with an underscore that are no address."""
    return [word for word in text.split() if "_" in word and "://" not in word and "doi.org" not in word]


SAID = ("prose", "caption", "alt")
EVERYWHERE = (*SAID, "cell", "figure")
# Name of a pattern, the kinds of text in which it is refused, and what finds it.
PATTERNS: dict[str, tuple[tuple[str, ...], Callable[[str], list[str]]]] = {
    "one and a plural": (EVERYWHERE, _finder(rf"(?<![\w.,–-])(?<!Table )(?<!Figure )1 (?:more )?(?:are|were|have|of them (?:are|were)|{PLURAL})\b")),
    "0 more": (EVERYWHERE, _finder(r"(?<![\w.,])0 more\b")),
    "empty sentence": (SAID, _finder(r"\b(?:On|In|Of|At|For)(?: the)? 0 \w+|\b0 entries\b")),
    "list of none": (SAID, _finder(r"[:,;] none(?=[.,;:)]|$)")),
    "none in brackets": (EVERYWHERE, _finder(r"\(none\)")),
    "all of all": (EVERYWHERE, _finder(r"(?<![\w.,])(\d+(?:,\d{3})*) of (?:the |all )?\1(?![\w,]*\d|\.\d)")),
    "code of a pair": (EVERYWHERE, _finder(r"\b[A-Z]{3}-[A-Z]{3}\b")),
    "no separator of thousands": (EVERYWHERE, _finder(r"(?<![\w.])\d{4,}\.\d")),
    "long number": (SAID, lambda text: _long(AWARDS.sub("", text))),
    "count with decimals": (SAID, _finder(rf"(?<![\w.,])[\d,]+\.0+ (?:{PLURAL})\b")),
    "unlike decimals": (SAID, lambda text: list(_pairs(text))),
    "exponent": (EVERYWHERE, _finder(r"(?<![\w.])\d(?:\.\d+)?e[+-]\d+")),
    "underscore": (EVERYWHERE, _underscores),
    "word of the machine": (EVERYWHERE, _words),
}  # fmt: skip


def hits(page: str) -> Iterator[tuple[str, str]]:
    """Name of the pattern and the phrase, for each that is refused in a page."""
    for piece in pieces(page):
        for name, (kinds, find) in PATTERNS.items():
            if piece.kind in kinds:
                yield from ((name, found) for found in find(piece.text))
        if piece.kind == "cell" and piece.text in ALONE:
            yield "word of the machine", piece.text
        if piece.alone and piece.text == "none":
            yield "table of nothing", piece.text


def counted(page: str) -> Counter[str]:
    """How often a page has each pattern."""
    return Counter(name for name, _ in hits(page))


def pages(folder: Path) -> list[Path]:
    """Pages of reports and the index; the page of data tells of columns by their names."""
    return [path for path in sorted(folder.glob("*.html")) if path.stem != "data"]


def main(folder: Path) -> None:
    """Write each phrase that is found, as CSV."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    for path in pages(folder):
        writer.writerows((path.stem, *found) for found in hits(path.read_text(encoding="utf-8")))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
