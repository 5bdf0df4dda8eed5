"""Closures of borders: codes of the scheme `closure`, described in docs/codings.md."""

import re

EPISODES = re.compile(r"(?:(?:political|pandemic)=\d{4}(?:,\d{4})*(?: |$)){1,2}")


def is_code(code: str) -> bool:
    """Whether a text is a code: years by reason, such as `political=1998,2010 pandemic=2020`."""
    return bool(EPISODES.fullmatch(code))


def episodes(code: str) -> dict[str, list[int]]:
    """First years of closures by their reason."""
    pairs = (part.split("=") for part in code.split())
    return {reason: [int(year) for year in years.split(",")] for reason, years in pairs}
