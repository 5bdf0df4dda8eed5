"""Proposed corrections as an evidence page writes them: a list in YAML, one entry a cell, that a reader sends."""

import re

from compendium.problem import Problem
from compendium.source import plain_text, valid, yaml_text
from compendium.unusable import Unusable

TODO = "copy the text again from the page of the cell; docs/corrections.md shows one"
BEGINS = re.compile(r"^- ?(?:cell|printed|corrected|kind|reason|evidence):", re.MULTILINE)
QUOTED = re.compile(r"^(?:> ?)+")
QUOTES = re.compile(r'(?<!\\)(?:\\\\)*"')  # marks of quotation that no backslash takes away
SIGNED = ("--", "___")  # lines that begin what a mail program puts below a letter


def read(name: str, raw: bytes) -> list[dict[str, str]]:
    """Entries of a file: `cell`, `printed`, `corrected`, `kind`, `reason`, `evidence` of each. Raises Unusable.

    What mail programs do is undone: line ends, marks of a quotation, spaces that do not break, texts broken over lines,
    words before and after the list.
    """
    try:
        text = raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{raw[error.start]:02x}"
        raise Unusable([Problem(name, "invalid UTF-8", found, "UTF-8 text", plain_text.AGAIN, line=line)]) from None
    document = yaml_text.parse(name, _listed(text.replace("\r\n", "\n").replace("\r", "\n")))
    valid.require("proposal", document, TODO)
    return document.value  # type: ignore[return-value]


def _listed(text: str) -> str:
    """The list within a text, with empty lines in the place of all else, so that lines keep their numbers."""
    text = "\n".join(map(_plain, text.split("\n")))
    match = BEGINS.search(text)
    if not match:
        return text
    before, after = text[: match.start()], text[match.start() :]
    kept: list[str] = []
    within = False  # a quoted text that a mail program has broken
    for line in after.split("\n"):
        if within:
            line = f"    {line.lstrip()}"
        elif line.strip() and (not line.startswith(("-", " ", "#")) or line.rstrip() in SIGNED):
            break
        kept.append(line)
        within ^= len(QUOTES.findall(line)) % 2 == 1
    return "\n" * before.count("\n") + "\n".join(kept)


def _plain(line: str) -> str:
    """A line without marks of a quotation, indented by plain spaces."""
    line = QUOTED.sub("", line)
    words = line.lstrip()
    return line[: len(line) - len(words)].replace("\u00a0", " ") + words
