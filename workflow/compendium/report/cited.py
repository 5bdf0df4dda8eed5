"""What a text is called where no citation can stand, as in a figure."""

import json
from functools import cache

from compendium.paths import path_of
from compendium.result import sentence


def cited(key: str) -> str:
    """Authors of a reference, else its short title. Raises KeyError for a key that no reference has."""
    one = references()[key]
    names = [author.get("family") or author.get("literal") for author in one.get("author", [])]
    return sentence.listed(names) if names else str(one.get("title-short") or one["title"])


@cache
def references() -> dict[str, dict]:
    """References by their key."""
    return {one["id"]: one for one in json.loads(path_of("raw/references.json").read_text(encoding="utf-8"))}
