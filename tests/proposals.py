"""Any text, and what a reader proposes as a page writes it."""

import json

from hypothesis import settings
from hypothesis import strategies as st

from compendium.source import characters

CALM = settings(deadline=None, max_examples=60)


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


ANY_TEXT = TEXT.filter(lambda text: not list(characters.faults(text)))


ENTRY = st.fixed_dictionaries(
    {
        "cell": st.just("raw/a/b.csv#cell=2,2"),
        "printed": ANY_TEXT,
        "corrected": ANY_TEXT,
        "kind": st.sampled_from(["slip", "misprint", "reading"]),
        "reason": ANY_TEXT,
        "evidence": ANY_TEXT,
    }
)


def plain(text: str) -> str:
    """Text with the number of each character that is not printed."""
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)


def written(entry: dict) -> str:
    """An entry as an evidence page writes it; test_browser has the page's own."""
    lines = [f"{key}: {plain(json.dumps(value, ensure_ascii=False))}" for key, value in entry.items()]
    return "# A proposed correction\n- " + "\n  ".join(lines) + "\n"
