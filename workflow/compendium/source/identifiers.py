"""Names that become files, folders, rules and addresses: one pattern each, and none of them is a path.

Whatever writes or removes a file of such a name may ask here once more: `refuse("report", key)`.
"""

import re
from collections.abc import Iterable

LONGEST = 80  # characters: with a folder and a suffix well below the 255 bytes of a file system
# Names that Windows keeps for devices, in any case and with any suffix.
DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
# Names of files below reports/ that are not those of a report.
TAKEN = {"report": ("data", "index", "standing")}
_WORDS = "lower-case letters and digits, parted by hyphens", re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*")
_IDENTIFIER = "lower-case letters, digits and underscores, a letter first", re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
# What each kind of name may be: in words, and as a pattern.
PATTERNS: dict[str, tuple[str, re.Pattern[str]]] = {
    "entry": ("letters and digits, a letter first, such as C008", re.compile(r"[A-Za-z][A-Za-z0-9]*")),
    "report": _WORDS,
    "notebook": _WORDS,
    "source": _WORDS,
    "reference": _WORDS,
    "group": _WORDS,
    "sub-region": _WORDS,
    "result": _WORDS,
    "headline": _WORDS,
    "table": _IDENTIFIER,
    "frame": _IDENTIFIER,
    "measure": _IDENTIFIER,
    "parameter": _IDENTIFIER,
    "term": _WORDS,
    "alternative": _WORDS,
    "list": ("letters and digits, such as 18A", re.compile(r"[A-Za-z0-9]+")),
    "resource": (
        "lower-case letters, digits, hyphens and points, a letter or digit first",
        re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?"),
    ),
    "row": ("letters, digits, hyphens and points, a letter first, such as SC01", re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[.-][A-Za-z0-9]+)*")),
    "scenario": (
        "ids of entries, or a choice or term and a measure, parted by hyphens",
        re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:-[A-Za-z][A-Za-z0-9_]*)*"),
    ),
    "file": (
        "letters, digits, points, hyphens and underscores, a letter or digit first, no folder",
        re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?"),
    ),
}  # fmt: skip


def refuse(what: str, name: object) -> str:
    """What a name of this kind should be, where it is not; empty where the name is good.

    `what` is a key of PATTERNS. Raises KeyError for another.
    """
    words, pattern = PATTERNS[what]
    if not isinstance(name, str) or not pattern.fullmatch(name):
        return words
    if len(name) > LONGEST:
        return f"at most {LONGEST} characters"
    if DEVICES.fullmatch(name):
        return "a name that Windows does not keep for a device"
    if name in (taken := TAKEN.get(what, ())):
        return f"a name that is not taken: {', '.join(taken)} are files beside the reports"
    return ""


def alike(names: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of different names that a file system without upper and lower case takes for one."""
    first: dict[str, str] = {}
    found = []
    for name in dict.fromkeys(names):
        other = first.setdefault(name.casefold(), name)
        if other != name:
            found.append((other, name))
    return found
