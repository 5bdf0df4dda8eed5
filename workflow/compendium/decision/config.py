"""The configuration `config/config.yaml`, and the compendium's `metadata.yaml`."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from compendium import study
from compendium.decision import definitions, schemas, value_tables
from compendium.problem import Problem
from compendium.source import cards, identifiers, valid
from compendium.source.yaml_text import Document
from compendium.steady import kept

PATH = "config/config.yaml"
METADATA = "metadata.yaml"
TODO = "mend it; docs/config.md describes each key"
ENGLISH = "en"  # of a report whose configuration names no language


@dataclass(frozen=True)
class Report:
    """One report: its notebook, measure, tidy tables and parameters; `kinds` says what each parameter is."""

    key: str
    notebook: str
    title: str
    subtitle: str
    measure: str
    tables: tuple[str, ...]
    parameters: dict
    scenarios: bool = False  # whether it tells of scenarios, and thereby of all raw tables
    kinds: dict = field(default_factory=dict)
    definitions: tuple[str, ...] = ()  # terms that its measure asks for
    whole: bool = False  # whether it tells of all raw tables, whatever its tidy tables are made of
    names: tuple[str, ...] = ()  # notebooks whose reports it leads to wherever it names them

    def frames(self) -> list[str]:
        """Names of the frames of its measure."""
        return sorted(schemas.all_frames(self.measure))

    def files(self) -> list[str]:
        """Files of decisions that kinds of its parameters rest on."""
        rests = study.adds("PARAMETER_FILES")
        return sorted({rests[kind] for name, kind in self.kinds.items() if kind in rests and name in self.parameters})

    def of_kind(self, *kinds: str) -> list[str]:
        """Values of its parameters of some kinds."""
        return [value for name, value in self.parameters.items() if self.kinds.get(name) in kinds]

    @property
    def called(self) -> list[str]:
        """What other reports call it: the name of what it is about, else its subtitle."""
        subjects = study.adds("SUBJECTS")
        named = [study.get(subjects[kind])(value) for kind in subjects for value in self.of_kind(kind)]
        return named or [self.subtitle]

    @property
    def language(self) -> str:
        """Language that it is written in."""
        return next(iter(self.of_kind("language")), ENGLISH)

    @property
    def restates(self) -> str | None:
        """Key of the report that it says again, shorter or in another language."""
        return next(iter(self.of_kind("report")), None)

    @property
    def beneath(self) -> list[str]:
        """Keys of the reports whose results it reads."""
        return self.of_kind("report", "results")

    def meant(self) -> list[list]:
        """What its terms mean; all that every term could mean, where it tells of scenarios."""
        return definitions.meant(definitions.load() if self.scenarios else self.definitions, whole=self.scenarios)

    def printed(self) -> list[cards.Table]:
        """Raw tables behind it."""
        if self.scenarios or self.whole:
            return list(cards.tables())
        tables = dict.fromkeys([*self.tables, *(name for key in self.beneath for name in reports()[key].tables)])
        return cards.feeding(*(fed for name in tables for fed in schemas.fed_by(name)))


def document() -> Document:
    """Validated configuration with the place of each part. Raises Unusable."""
    return valid.load("config", PATH, TODO, _faults)


def load() -> dict:
    """Validated configuration. Raises Unusable."""
    return document().value


def _faults(found: Document) -> Iterator[Problem]:
    yield from _named(found)
    yield from _parameters(found)


def _named(found: Document) -> Iterator[Problem]:
    """Names that are none, and names of what is not there."""
    config, there, known = found.value, schemas.tables(), value_tables.are_known()
    for what, key in (("notebook", "notebooks"), ("report", "reports")):
        for name in config[key]:
            if wrong := identifiers.refuse(what, name):
                yield found.problem([key, name], "name that cannot be used", repr(name), wrong, TODO)
    for name, notebook in config["notebooks"].items():
        path = ["notebooks", name]
        if wrong := identifiers.refuse("measure", notebook["measure"]):
            measure = notebook["measure"]
            yield found.problem([*path, "measure"], "name that cannot be used", repr(measure), wrong, TODO)
        for number, table in enumerate(notebook["tables"]):
            if table not in there and known:
                expected = valid.closest(table, there)
                yield found.problem([*path, "tables", number], "unknown tidy table", repr(table), expected, TODO)
        for parameter in notebook.get("parameters", {}):
            if wrong := identifiers.refuse("parameter", parameter):
                where = [*path, "parameters", parameter]
                yield found.problem(where, "name that cannot be used", repr(parameter), wrong, TODO)
    for key, report in config["reports"].items():
        if report["notebook"] not in config["notebooks"]:
            expected = valid.closest(report["notebook"], config["notebooks"])
            yield found.problem(
                ["reports", key, "notebook"], "unknown notebook", repr(report["notebook"]), expected, TODO
            )
    yield from _indexed(found)


def _indexed(found: Document) -> Iterator[Problem]:
    """Reports of the index, and of those that every one leads to, that are none, or that are named twice."""
    sections = found.value.get("index", {}).get("sections", [])
    listed = [(["index", "sections", number, "reports"], one["reports"]) for number, one in enumerate(sections)]
    yield from _named_once(found, listed, "each report in one section")
    yield from _named_once(found, [(["linked"], found.value.get("linked", []))], "each report once")


def _named_once(found: Document, lists: list[tuple[list, list[str]]], expected: str) -> Iterator[Problem]:
    """Members of lists, each with its path, that are no report, or that stand in one of them already."""
    seen: set[str] = set()
    for where, keys in lists:
        for place, key in enumerate(keys):
            path = [*where, place]
            if key not in found.value["reports"]:
                near = valid.closest(key, found.value["reports"]) or "a key of reports"
                yield found.problem(path, "unknown report", repr(key), near, TODO)
            elif key in seen:
                yield found.problem(path, "report named twice", repr(key), expected, TODO)
            seen.add(key)


TYPES = {
    "pair": lambda value: _texts(value) and len(value) == 2,
    "texts": lambda value: _texts(value),
    "switch": lambda value: isinstance(value, bool),
}
KINDS = ("source", "text", "texts", "switch", "report", "results", "language")  # of parameters; the study adds others
WORDS = {
    "pair": "a list of two texts",
    "texts": "a list of texts",
    "switch": "true or false",
}


def _texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) and one for one in value)


def _parameters(found: Document) -> Iterator[Problem]:
    """Parameters that a notebook does not take, that a report lacks, or that are of another type."""
    for key, report in found.value["reports"].items():
        path, given = ["reports", key, "parameters"], report["parameters"]
        takes = found.value["notebooks"].get(report["notebook"], {}).get("parameters", {})
        if report["notebook"] not in found.value["notebooks"]:
            continue
        for name in given.keys() - takes.keys():
            expected = valid.closest(name, takes) or "none"
            todo = f"mend the name, or list it under notebooks/{report['notebook']}/parameters with what it is"
            yield found.problem([*path, name], "unknown parameter", repr(name), expected, todo)
        for name in (name for name, kind in takes.items() if kind != "switch" and name not in given):
            todo = f"add it: notebooks/{report['notebook']}/parameters lists it"
            yield found.problem(path, "missing parameter", f"no {name}", f"{name}, a {takes[name]}", todo)
        for name in given.keys() & takes.keys():
            kind = takes[name]
            kind = "pair" if kind in study.adds("PAIRS") else kind
            fits = TYPES.get(kind, lambda value: isinstance(value, str) and bool(value))
            if not fits(given[name]):
                expected = study.adds("PAIRS").get(takes[name]) or WORDS.get(kind, f"text: a {kind}")
                yield found.problem([*path, name], "wrong type", valid.shown(given[name]), expected, TODO)


@kept
def reports() -> dict[str, Report]:
    """All reports by key, in the order of the configuration. Raises Unusable."""
    return dict(_reports(document()))


@cache
def _reports(found: Document) -> dict[str, Report]:
    """Kept by content, since every reason of every job asks for it."""
    config = found.value
    return {
        key: Report(
            key=key,
            notebook=report["notebook"],
            title=config["notebooks"][report["notebook"]]["title"],
            subtitle=report["subtitle"],
            measure=config["notebooks"][report["notebook"]]["measure"],
            tables=tuple(config["notebooks"][report["notebook"]]["tables"]),
            parameters=report["parameters"],
            scenarios=config["notebooks"][report["notebook"]].get("scenarios", False),
            kinds=config["notebooks"][report["notebook"]].get("parameters", {}),
            definitions=tuple(config["notebooks"][report["notebook"]].get("definitions", ())),
            whole=config["notebooks"][report["notebook"]].get("whole", False),
            names=tuple(config["notebooks"][report["notebook"]].get("names", ())),
        )
        for key, report in config["reports"].items()
    }


def restating(key: str) -> list[Report]:
    """Reports that say one again, in the order of the configuration."""
    return [report for report in reports().values() if report.restates == key]


def linked(key: str) -> list[Report]:
    """Reports that another one leads to at its head and its end: those that every report leads to, but itself."""
    every = reports()
    return [every[name] for name in load().get("linked", []) if name != key]


def index() -> dict:
    """How the index of reports is set out: `title`, `introduction` and `sections`, as far as they are given."""
    return load().get("index", {})


def metadata() -> dict:
    """What the compendium says of itself. Raises Unusable."""
    return valid.load("metadata", METADATA, TODO).value


def epoch() -> int:
    """Seconds from 1970 to the release date, UTC: the only time that outputs carry."""
    released = metadata()["released"]
    return int(datetime.datetime(released.year, released.month, released.day, tzinfo=datetime.UTC).timestamp())
