"""Labels as parts of ids of results."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 60  # characters of a label in an id


def slugs(labels: Iterable[str]) -> dict[str, str]:
    """A part of an id for each label, each another: letters and digits of ASCII, or its number where it has none."""
    found: dict[str, str] = {}
    for number, label in enumerate(dict.fromkeys(labels), start=1):
        plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST].strip("-") or str(number)
        found[label] = slug if slug not in found.values() else f"{slug}-{number}"
    return found
