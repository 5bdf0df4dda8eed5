"""What a text is called where no citation can stand, as in a figure."""

from functools import cache

from compendium.result import sentence
from compendium.source.references import load


def cited(key: str) -> str:
    """Authors of a reference, else its short title. Raises KeyError for a key that no reference has."""
    one = references()[key]
    names = [author.get("family") or author.get("literal") for author in one.get("author", [])]
    return sentence.listed(names) if names else str(one.get("title-short") or one["title"])


@cache
def references() -> dict[str, dict]:
    """References as CSL-JSON by their key, read once. Raises Unusable."""
    return {key: one.described for key, one in load().items()}
