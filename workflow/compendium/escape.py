"""What stands between a text that others wrote and where it is shown: one function each.

| to                | by                                                                        |
|-------------------|---------------------------------------------------------------------------|
| HTML, DOCX, Typst | `text` of `workflow/filters/format.lua`: a text is never read as Markdown |
| HTML of notebooks | `html`                                                                    |
| Markdown          | `markdown`                                                                |
| prose of notebooks | `prose`                                                                  |
| a link            | `address`                                                                 |
| a terminal        | `terminal`                                                                |
| CSV               | `store.text`                                                              |
| a workbook        | `workbook`; its cell is marked as text by who writes it                   |
| SVG               | matplotlib, with `text.parse_math` off (`workflow/templates/matplotlibrc`) |
| a file name       | `names.refuse`: nothing is escaped, what is no name is refused            |
"""

import html as _html
import re
from urllib.parse import urlsplit

MARKS = re.compile(r"[\\`*_{}\[\]<>()#$~^|!@&\"']")
PROSE_MARKS = re.compile(r"[\\`*_{}\[\]<>#$~^|!@&]")
AT_START = re.compile(r"^(\s*)([-+](?!\d)|[=:.(]|\d+(?=[.)](?:\s|$)))", re.MULTILINE)
AT_EDGE = re.compile(r"^[ \t]+|[ \t]+$")  # spaces that Markdown would drop, or take for an indented block
ESCAPED = re.compile(r"\\(.)")
ADDRESSED = re.compile(r"(?<=\w)(?=://)|(?<=www)(?=\.)|(?<=\.)(?=\.)|(?<=-)(?=-)", re.IGNORECASE)
CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # what a workbook reads as a character's code (ECMA-376, ST_Xstring)
CELL = 32_767  # characters that a cell of a workbook holds (Office Open XML, limits of Excel)
UNSAFE = re.compile(r"[\s\x00-\x20\x7f\"'<>\\^`{|}]")


def html(text: str) -> str:
    """Text as content or as an attribute in quotes of HTML."""
    return _html.escape(text, quote=True)


def markdown(text: str, marks: re.Pattern[str] = MARKS) -> str:
    """Text as a part of a line of Markdown, for CommonMark and its dialects. A line break becomes a space."""
    line = " ".join(text.splitlines())
    marked = marks.sub(lambda match: f"\\{match.group()}", line)
    return ADDRESSED.sub(r"\\", AT_START.sub(_at_start, marked))


def prose(text: str) -> str:
    """Text as a part of the Markdown of a notebook, for Jupyter and code hosts. A line break stays one.

    Dollars, backslashes and at signs stand in elements of their own: MathJax reads the page once more and would find
    formulas, and Jupyter puts formulas where it finds `@@0@@`.
    Brackets stay bare where they are none of Markdown: to some readers, those behind a backslash are a formula's.
    """
    lines = (AT_EDGE.sub(_entities, markdown(line, PROSE_MARKS)) for line in re.split(r"\r\n?|\n", text))
    return "<br>".join(ESCAPED.sub(_apart, line) for line in lines)


def _entities(spaces: re.Match[str]) -> str:
    return "".join(f"&#{ord(space)};" for space in spaces.group())


def _apart(escaped: re.Match[str]) -> str:
    return f"<span>{escaped.group()}</span>" if escaped.group(1) in "$\\@" else escaped.group()


def _at_start(match: re.Match[str]) -> str:
    space, mark = match.groups()
    return f"{space}\\{mark}" if not mark.isdigit() else f"{space}&#{ord(mark[0])};{mark[1:]}"


def address(text: object) -> str | None:
    """The address of a link, or None for what is no plain http or https address: that stays text.

    A host is needed; a user, a password, spaces, quotes and control characters are refused.
    """
    if not isinstance(text, str) or not text.isprintable() or UNSAFE.search(text):
        return None
    try:
        parts = urlsplit(text)
        there = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return None
    return text if there and parts.scheme in ("http", "https") and "@" not in parts.netloc else None


def terminal(text: object) -> str:
    """Text for a line of a terminal: what is not printed (control, direction, private) stands as `\\x1b` or `\\u202e`.

    Nothing can move the cursor, change colours, turn the direction of a line or begin another one.
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in str(text))


def workbook(text: str) -> str:
    """Text for a cell of a workbook (.xlsx) of which no part is read as the code of a character; `CELL` is the longest."""
    return CODED.sub("_x005F_", text)
