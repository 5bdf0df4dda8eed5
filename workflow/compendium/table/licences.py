"""Licences of raw tables, as their packages state them, and of what is made of them: those of all that it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass

from compendium.decision import schemas
from compendium.decision.config import Report, metadata, reports
from compendium.source import cards
from compendium.source.spdx import OWN_TERMS
from compendium.steady import kept
from compendium.table.raw_tables import printed_tables

SPDX = "https://spdx.org/licenses/"


@dataclass(frozen=True)
class Terms:
    """What a source is passed on under: its folder below `raw/`, title, licences by SPDX name, and the attribution asked for."""

    folder: str
    title: str
    licences: dict[str, str]  # title of each by its name
    attribution: str

    @property
    def beyond_ours(self) -> bool:
        """Whether more is to be said of it than of what is ours."""
        return bool(self.attribution) or set(self.licences) != {ours()}


def ours() -> str:
    """SPDX name of the licence of text and data."""
    return metadata()["licences"]["data_and_text"]


@kept
def terms() -> list[Terms]:
    """Terms of every source, by folder. Raises Unusable."""
    return [_terms(path.parent.name, cards.load(path)) for path in cards.package_files()]


def _terms(folder: str, package: dict) -> Terms:
    named = {licence["name"]: licence.get("title", licence["name"]) for licence in package["licenses"]}
    return Terms(folder, package["title"], named, package.get("attribution", ""))


def behind(*tables: str) -> list[Terms]:
    """Terms of the sources behind tidy tables; what is evaluated rests on all others."""
    evaluated = set(schemas.evaluated())
    names = {*tables, *(schemas.tabulated() if evaluated & set(tables) else [])}
    folders = {table.package for name in names for table in printed_tables(name)}
    return [one for one in terms() if one.folder in folders]


def behind_report(report: Report) -> list[Terms]:
    """Terms of the sources behind a report and behind those whose results it reads; scenarios rest on all."""
    found, waiting = {report.key: report}, [report]
    while waiting:
        below = {key: reports()[key] for key in waiting.pop().beneath if key not in found}
        found |= below
        waiting.extend(below.values())
    if any(one.scenarios for one in found.values()):
        return terms()
    return behind(*(name for one in found.values() for name in one.tables))


def told(*found: Terms) -> list:
    """All that is said of sources, as plain values."""
    return [[one.folder, one.title, one.licences, one.attribution] for one in found]


def names(found: Iterable[Terms]) -> list[str]:
    """SPDX names for what is made of sources: ours first, each once."""
    return list(dict.fromkeys([ours(), *sorted({name for one in found for name in one.licences})]))


def expression(names: Iterable[str]) -> str:
    """Names as one SPDX expression."""
    return " AND ".join(names)


def described(names: Iterable[str]) -> list[dict]:
    """Licences as a Frictionless Data Package lists them: SPDX names with their page, terms of sources with their title."""
    titles = {name: title for one in terms() for name, title in one.licences.items()}
    return [
        {"name": name, "title": titles.get(name, name)}
        if name.startswith(OWN_TERMS)
        else {"name": name, "path": f"{SPDX}{name}"}
        for name in names
    ]
