"""Changes in words: what makes outputs stale, and which."""

import json
from collections.abc import Iterable

from crossborder import ledger
from crossborder.record import Change

PLAIN = {
    "code": "the code behind it changed (comments and formatting do not count)",
    "card": "a card changed (datapackage.yaml)",
    "codings": "config/codings.csv changed for its cells",
    "publishers": "config/publishers.csv changed",
    "regions": "config/regions.yaml changed",
    "config": "its configuration changed (config/config.yaml)",
    "schema": "a schema changed (workflow/schemas)",
    "metadata": "metadata.yaml changed",
    "lock": "requirements.lock changed",
}


def causes(stale: dict[str, list[Change]]) -> dict[str, list[str]]:
    """Outputs by the sentence that says why they are stale; what merely follows is named with its cause."""
    found: dict[str, list[str]] = {}
    for name, changes in stale.items():
        for sentence in dict.fromkeys(_sentence(c) for c in _roots(changes, stale)):
            found.setdefault(sentence, []).append(name)
    return found


def _roots(changes: list[Change], stale: dict[str, list[Change]]) -> list[Change]:
    """First causes behind changes that only follow from others."""
    roots: list[Change] = []
    for change in changes:
        roots.extend(_roots(stale[change.what], stale) if change.kind == "follows" else [change])
    return roots


def _sentence(change: Change) -> str:
    if change.kind == "never built":
        return "never built, or the record of it is gone"
    if change.kind == "output missing":
        return f"{change.what} is missing"
    if change.kind == "output changed":
        return f"{change.what} is not what was built: it was changed by hand"
    if change.kind in ("input missing", "input changed"):
        return f"{change.what} {change.kind.split()[1]}"
    if change.kind == "config":
        return "no longer part of the configuration"
    return _reason(change)


def _reason(change: Change) -> str:
    if change.what == "second":
        return "a second keying or a second coding changed"
    if change.what == "raw":
        return f"{', '.join(_differing(change))} changed"
    if change.what == "ledger":
        return f"{ledger.PATH}: {', '.join(_entries(change))}"
    return PLAIN[change.what]


def _differing(change: Change) -> list[str]:
    before, after = (json.loads(text or "{}") for text in (change.before, change.after))
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def _entries(change: Change) -> list[str]:
    """Entries that were added, removed or changed between two states of the ledger."""
    before, after = ({e[0]: e for e in json.loads(text or "[]")} for text in (change.before, change.after))
    words = []
    for key in sorted({*before, *after}):
        if before.get(key) != after.get(key):
            word = "added" if key not in before else "removed" if key not in after else "changed"
            cell = (after.get(key) or before[key])[1]
            words.append(f"{key} {word} ({cell})")
    return words


def summary(names: Iterable[str]) -> str:
    """Outputs as a phrase: reports by name, the rest by number."""
    names = list(names)
    reports = sorted({n.removeprefix("reports/").rpartition(".")[0] for n in names if n.startswith("reports/")})
    rest = sum(not n.startswith("reports/") for n in names)
    parts = [f"reports {', '.join(reports)}"] if reports else []
    return " and ".join([*parts, *([f"{rest} files in processed/"] if rest else [])])
