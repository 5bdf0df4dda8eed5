"""Changes in words: what makes outputs stale, and which."""

import json
from collections.abc import Iterable
from pathlib import Path

from compendium.build import git, record
from compendium.build.record import Change
from compendium.decision import ledger
from compendium.decision.config import reports
from compendium.escape import terminal
from compendium.paths import path_of
from compendium.result import named_results
from compendium.result.measures import measures
from compendium.source import cards, fingerprint, grid
from compendium.source.address import parse
from compendium.table import cell_words

CELLS = 5  # of a changed raw table that are named
PLAIN = {
    "sources": "a card names other sources (datapackage.yaml)",
    "licences": "a card states another licence or attribution (datapackage.yaml)",
    "scenario": "a scenario changed (raw/corrections.csv, or a file of config/)",
    "scenarios": "a scenario came or went (raw/corrections.csv, or together in config/config.yaml)",
    "card": "a card changed (datapackage.yaml)",
    "codings": "config/codings.csv changed for its cells",
    "labels": "a table or a heading that a page names is called otherwise (datapackage.yaml, or a heading of a raw table)",
    "headlines": "a headline changed (config/headlines.yaml)",
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
            found.setdefault(terminal(sentence), []).append(name)
    return found


def _roots(changes: list[Change], stale: dict[str, list[Change]]) -> list[Change]:
    """First causes behind changes that only follow from others."""
    roots: list[Change] = []
    for change in changes:
        if change.kind != "follows":
            roots.append(change)
        elif change.what in stale:
            roots.extend(_roots(stale[change.what], stale))
        else:  # what no rule makes any more
            roots.append(Change("config", change.what))
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
        return "; ".join(_differing(change))
    if change.what in ("vocabularies", "decided"):
        return f"{_modules(change)} changed"
    if change.what == "code":
        return f"the code behind it changed (comments and formatting do not count): {_modules(change)}"
    if change.what == "ledger":
        return f"{ledger.PATH}: {', '.join(_entries(change))}"
    return PLAIN[change.what]


def _modules(change: Change) -> str:
    """Files that differ between two states; all of it where the older state does not say."""
    try:
        before, after = (json.loads(text or "{}") for text in (change.before, change.after))
    except ValueError:
        return "everything"
    changed = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    more = f" and {len(changed) - CELLS} more" if len(changed) > CELLS else ""
    return ", ".join(changed[:CELLS]) + more


def _differing(change: Change) -> list[str]:
    """Raw tables that changed, with their cells where the last commit holds what was built from."""
    before, after = (json.loads(text or "{}") for text in (change.before, change.after))
    changed = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    return [f"{name} changed{_cells(name, before.get(name, ''))}" for name in changed]


def _cells(name: str, digest: str) -> str:
    """Cells in which a raw table differs from the state with this digest, or nothing where git does not have it."""
    held = git.show("HEAD", name)
    if not held or not digest or not fingerprint.of_bytes(held).startswith(digest) or not path_of(name).is_file():
        return ""
    old, new = grid.parse(name, held.decode()), grid.read(name)
    if [len(record) for record in old.records] != [len(record) for record in new.records]:
        return f" (from {old.height} records to {new.height})"
    places = [(r, c) for r, record in enumerate(old.records, 1) for c in range(1, len(record) + 1)]
    found = [(place, old.get(*place), new.get(*place)) for place in places if old.get(*place) != new.get(*place)]
    told = [f"{_place(f'{name}#cell={r},{c}')}: {a!r} → {b!r}" for (r, c), a, b in found[:CELLS]]
    more = f"; {len(found) - CELLS} more cells" if len(found) > CELLS else ""
    return f" ({'; '.join(told)}{more})" if told else ""


def _entries(change: Change) -> list[str]:
    """Entries that were added, removed or changed between two states of the ledger."""
    before, after = ({e[0]: e for e in json.loads(text or "[]")} for text in (change.before, change.after))
    words = []
    for key in sorted({*before, *after}):
        if before.get(key) != after.get(key):
            word = "added" if key not in before else "removed" if key not in after else "changed"
            words.append(f"{key} {word} ({_place((after.get(key) or before[key])[1])})")
    return words


def _place(cell: str) -> str:
    """A cell in words: the printed table, and its row and column."""
    (place,) = parse(cell)
    tables = {table.path: table for table in cards.tables()}
    found = grid.read(place.file)
    table = tables.get(place.file)
    words = cell_words.by_labels(table, found)(place.row, place.column)
    return f"{table.printed if table else place.file}, {words}"


def summary(names: Iterable[str]) -> str:
    """Outputs as a phrase: tidy tables and reports by name, the rest by number."""
    names = list(names)
    tables = sorted({n.removeprefix("processed/tables/").rpartition(".")[0] for n in names if _is_table(n)})
    due = reports_of(names)
    rest = sum(not n.startswith("reports/") and not _is_table(n) for n in names)
    parts = [f"tables {', '.join(tables)}"] if tables else []
    parts += [f"reports {', '.join(due)}"] if due else []
    parts += [f"{rest} more files in processed/"] if rest else []
    return "; ".join(parts)


def reports_of(names: Iterable[str]) -> list[str]:
    """Keys of the reports among outputs."""
    named = {n.removeprefix("reports/").rpartition(".")[0] for n in names if n.startswith("reports/")}
    return sorted(named & set(reports()))


def _is_table(name: str) -> bool:
    return name.startswith("processed/tables/") and name.endswith(".parquet")


def parts_of(key: str) -> list[tuple[str, str]]:
    """What a current report was made from, each part with its name: raw tables, entries, tidy tables, results, software."""
    report = reports()[key]
    behind = report.printed()
    touching = [entry for entry in ledger.touching({table.path for table in behind}) if entry.status == "accepted"]
    found = record.read_all()
    by_output = {name: mine for mine in found for name in (mine.path, *mine.outputs)}
    above, waiting = set(), [f"reports/{key}.html"]
    while waiting:
        mine = by_output.get(waiting.pop())
        if mine and mine.path not in above:
            above.add(mine.path)
            waiting.extend(mine.inputs)
    jobs = [mine for mine in found if mine.path in above]
    return [
        ("notebook", f"notebooks/{report.notebook}.ipynb"),
        ("measure", f"{fingerprint.file_of(measures()[report.measure])}, parameters {report.parameters}"),
        ("results", f"{len(named_results.results(key))}, in processed/reports/{key}/results.parquet"),
        ("tidy tables", f"{', '.join(report.tables) or 'none'}"),
        ("entries", f"{', '.join(entry.id for entry in touching) or 'none'} accepted"),
        *(("raw table", f"{table.path}   {fingerprint.of_file(table.path)[: fingerprint.LENGTH]}   {table.printed}") for table in behind),
        ("jobs", f"{len(jobs)}: {', '.join(sorted(Path(job.path).stem for job in jobs))}"),
        ("lock", f"requirements.lock   {fingerprint.of_file('requirements.lock')[: fingerprint.LENGTH]}"),
    ]  # fmt: skip


def made_from(key: str) -> str:
    """The same as text."""
    report = reports()[key]
    lines = [f"{key}: {report.title}, {report.subtitle}", *(f"  {part:14} {of}" for part, of in parts_of(key))]
    return "\n".join(map(terminal, lines))
