"""The pages on which a table is printed, as every message, caption, page and draft says them."""

import re

SEVERAL = re.compile(r"\d\s*-\s*\d|[–—,;&]|\band\b")  # a range or a list; A-3 is one page


def said(card: dict) -> str:
    """The pages that a card gives, behind “p.” or “pp.”: “p. 11”, “pp. 154–172”; empty where it gives none."""
    pages = str(card.get("pages") or "").strip()
    return f"{'pp.' if SEVERAL.search(pages) else 'p.'} {pages}" if pages else ""
