"""Reasons for evidence to be written again: what a page of a raw table shows, and what a report calls cells by."""

from collections.abc import Callable
from dataclasses import asdict
from functools import cache

from compendium.build import digests
from compendium.decision import codings, config, ledger, schemas
from compendium.report.evidence import pages, words
from compendium.result.scenario import headlines
from compendium.source import fingerprint
from compendium.source.cards import Table


def _table(page: str) -> Table:
    return pages.shown()[page]


def _card(page: str) -> str:
    return digests.cards([_table(page)])


def _entries(page: str) -> str:
    """Entries on the table in full, since the page tells all of each."""
    return fingerprint.of_value(list(map(asdict, ledger.touching({_table(page).path}))))


def _codings(page: str) -> str:
    path = _table(page).path
    return fingerprint.of_value([asdict(one) for one in codings.codings() if one.file == path])


# Reasons of the page of a raw table, by its name.
OF_PAGE: dict[str, Callable[..., str]] = {"card": _card, "ledger": _entries, "codings": _codings}


def headlines_told() -> str:
    """Headlines, and the reports that stand for them."""
    return fingerprint.of_value([headlines.text(), config.load()["reports"]])


def cards_behind(report: str) -> str:
    """What the cards say of the raw tables that the numbers of a report may rest on."""
    return digests.cards(pages.behind(config.reports()[report]))


def labelled(report: str) -> str:
    """Headings and row labels of these tables, by which a report names cells: no other cell reruns it."""
    tables = pages.behind(config.reports()[report])
    return fingerprint.of_value({table.path: _labels(table.path, digests.short(table.path)) for table in tables})


def described(report: str) -> str:
    """Schemas of the frames that a report shows, and what numbers are called in its language."""
    mine = config.reports()[report]
    return fingerprint.of_value([schemas.all_frames(mine.measure), schemas.labels(mine.language)])


@cache
def _labels(path: str, digest: str) -> str:
    return fingerprint.of_value(words.labels(path)) if digest else ""
