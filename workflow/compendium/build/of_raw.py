"""Reasons that raw tables give a job: their content, and what was decided about their cells."""

import json
from collections.abc import Iterable, Sequence

from compendium.build import digests
from compendium.decision import codings, config, ledger
from compendium.source import cards
from compendium.table import vocabulary


def raw(tables: Sequence[cards.Table]) -> str:
    """Content of raw files: an old clock hides no change."""
    return json.dumps({t.path: digests.short(t.path) for t in tables})


def applied(tables: Sequence[cards.Table]) -> str:
    """Accepted entries on these tables; a typo mended in a reason changes nothing."""
    return json.dumps(
        [[e.id, e.cell, e.corrected] for e in ledger.touching({t.path for t in tables}) if e.status == "accepted"],
        ensure_ascii=False,
    )


def told(tables: Sequence[cards.Table]) -> str:
    """Entries as a report prints them, reasons included."""
    return json.dumps(
        [
            [e.id, e.cell, e.printed, e.corrected, e.kind, e.status, e.reason]
            for e in ledger.touching({t.path for t in tables})
        ],
        ensure_ascii=False,
    )


def coded(tables: Sequence[cards.Table]) -> str:
    """What was coded on cells of these tables, without its reason."""
    paths = {t.path for t in tables}
    return json.dumps([[c.cell, c.scheme, c.code] for c in codings.codings() if c.file in paths])


def second(report: config.Report) -> str:
    """Second codings, and of a report that tells of the whole second keyings, which it compares with the first."""
    paths = {t.path for t in report.printed()}
    keyed = {t.second: digests.short(t.second) for t in report.printed() if t.second and report.whole}
    return json.dumps([keyed, [[c.cell, c.code] for c in codings.codings(codings.SECOND) if c.file in paths]])


def vocabularies(tables: Sequence[cards.Table], codes: Iterable[str] = ()) -> str:
    """Files that vocabularies of these tables, and of the codes of a tidy table, rest on."""
    named = {*codes} | labels(tables) | {f["vocabulary"] for t in tables for f in t.fields if "vocabulary" in f}
    return digests.content({vocabulary.file_of(name) for name in named} - {""})


def labels(tables: Sequence[cards.Table]) -> set[str]:
    """Vocabularies of the labels of matrices."""
    return {name for table in tables for name in vocabulary.named_by(table)}
