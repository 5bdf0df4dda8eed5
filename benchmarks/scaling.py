"""The page `docs/scaling.md`: what a hundred thousand tables and a billion cells would cost, by measured unit costs."""

from collections.abc import Callable
from dataclasses import dataclass

from aims import of
from kept import GIBIBYTE, Part
from page import WARNING, table

from compendium.source import limits

TABLES, CELLS = 100_000, 1_000_000_000
DAY, MINUTE = 86_400, 60
INTRODUCTION = """\
# A hundred thousand tables, a billion cells

On paper: unit costs that `./reproduce bench` measured ([performance.md](performance.md)), times {tables} tables and \
{cells} cells. Nothing here is typed: the numbers are those of `benchmarks/measured.json`, and the same command writes \
this page. Each line is straight, which the measured sizes bear and nothing beyond them does: it says what breaks, and \
in which order, not when to the hour.

## Unit costs

"""
BREAKS = """\
## What breaks, and in which order

The bound of memory is that of the machine; a build may take a day on its cores, a no-op a minute. The bounds of \
files, cells and bytes are set by us (`workflow/compendium/source/limits.py`): a check refuses what is beyond them, in a \
sentence, so that nobody waits for the others.

"""
AFTER = """\

## In which order the changes pay

1. **Sources as archives of their own.** A source of many tables is one file with a digest, and a card for all of them; the bounds then hold for one source. Nothing else is worth doing before.
2. **A check for each source.** Today one process checks everything, and holds every grid. As a rule for each source, with a record, a check runs where its source changed, beside others, and its memory is that of one source. What looks across sources (names, references, claims) reads what each check found.
3. **A job for many tables.** The work of a small table costs less than starting its job, selecting it and recording it. A rule for each source, which writes all of its tidy tables, has as many jobs as there are sources; the plan, its memory and the records shrink alike.
4. **Records in one store.** What is current is asked of every record, one file each. A store with one row for each file (its size and times, then its digest) is read once; a digest over all rows of a source answers for it.
5. **Tidy tables as one data set.** Parquet partitioned by source in place of a file for each raw table: queries, the data page and measures read what they ask for, not every table.
6. **Scenarios where they are asked for.** Each entry of the ledger is computed on every build that moves it. Beyond some thousand entries those of a headline are computed with the build, and the others by `./reproduce impact`.
7. **A cluster last.** It divides what is left by the number of its nodes, and adds the cost of a submission to each job: without jobs for many tables it makes things worse.
"""


@dataclass(frozen=True)
class Unit:
    """A unit cost: what it is of, its parts, and its value. `value` raises KeyError where something was not measured."""

    says: str
    value: Callable[[dict[str, Part]], float]
    printed: Callable[[float], str]


def _slope(parts: dict[str, Part], part: str, what: str, kind: str) -> float:
    """What one more of what a part counts costs, between its few and its many."""
    found = parts[part].measured
    few, many = (int(found.facts[name]) for name in ("few", "many"))

    def at(count: int) -> float:
        return getattr(of(found, f"{what} {count}"), kind)

    return (at(many) - at(few)) / (many - few)


def _cell(parts: dict[str, Part], rule: str, kind: str) -> float:
    return _slope(parts, "memory", rule, kind) / parts["memory"].measured.facts["columns"]


def _mean(parts: dict[str, Part], rule: str) -> float:
    return parts["build"].measured.facts[f"seconds {rule}"]


def _bytes(parts: dict[str, Part]) -> float:
    facts = parts["memory"].measured.facts
    return facts[f"bytes {int(facts['many'])}"] / facts["many"] / facts["columns"]


def seconds(value: float) -> str:
    """A duration, in the unit that fits."""
    for size, unit in ((2 * DAY, "days"), (2 * 3600, "h"), (2 * MINUTE, "min"), (1, "s"), (1e-3, "ms"), (1e-6, "µs")):
        if abs(value) >= size:
            return f"{value / {'days': DAY, 'h': 3600, 'min': MINUTE}.get(unit, size):,.1f} {unit}"
    return f"{value * 1e9:,.1f} ns"


def size(value: float) -> str:
    """A number of bytes, in the unit that fits."""
    for limit, unit in ((1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB")):
        if abs(value) >= limit:
            return f"{value / limit:,.1f} {unit}"
    return f"{value:,.1f} bytes"


def number(value: float) -> str:
    """A number of things, whole from a hundred on."""
    return f"{value:,.0f}" if value >= 100 else f"{value:,.3g}"


UNITS = {
    "table": Unit("A table, built", lambda p: _slope(p, "scale", "build", "processor"), seconds),
    "work": Unit("of it, the work itself (bare process)", lambda p: _slope(p, "scale", "bare", "processor"), seconds),
    "job": Unit(
        "of it, the job: planned, selected, started, recorded",
        lambda p: _slope(p, "scale", "build", "processor") - _slope(p, "scale", "bare", "processor"),
        seconds,
    ),
    "plan": Unit("A job, in the memory of the largest process", lambda p: _slope(p, "scale", "build", "memory"), size),
    "record": Unit("A record, asked whether it is current", lambda p: _slope(p, "scale", "noop", "processor"), seconds),
    "bytes": Unit("A cell, in a raw table", _bytes, size),
    "check": Unit("A cell, checked", lambda p: _cell(p, "check", "processor"), seconds),
    "check memory": Unit("A cell, in the memory of the check", lambda p: _cell(p, "check", "memory"), size),
    "clean": Unit("A cell, cleaned", lambda p: _cell(p, "clean", "processor"), seconds),
    "clean memory": Unit("A cell, in the memory of clean", lambda p: _cell(p, "clean", "memory"), size),
    "measure": Unit("A measure of this study", lambda p: _mean(p, "measure"), seconds),
    "report": Unit("A report of this study, in all formats", lambda p: _mean(p, "report"), seconds),
    "scenario": Unit("A scenario of this study", lambda p: _mean(p, "scenario"), seconds),
    "entries": Unit(
        "Scenarios of this study, by a million raw cells",
        lambda p: 1e6 * p["build"].measured.facts["jobs scenario"] / p["build"].measured.facts["cells"],
        number,
    ),
}


@dataclass(frozen=True)
class Growth:
    """Something that grows: by what unit, with what, in how it is printed, up to what bound, and what carries it."""

    says: str
    unit: Callable[[dict[str, Part]], float]
    count: int
    printed: Callable[[float], str]
    bound: Callable[[dict[str, Part]], float]
    carries: str


def _of(name: str) -> Callable[[dict[str, Part]], float]:
    return UNITS[name].value


def _ram(parts: dict[str, Part]) -> float:
    return float(next(iter(parts.values())).machine["memory"]) * GIBIBYTE


def _day(parts: dict[str, Part]) -> float:
    return DAY * float(next(iter(parts.values())).machine["cores"])


GROWTHS = (
    Growth("Files below `raw/`", lambda _: 1, TABLES, number, lambda _: limits.FILES, "sources as archives (1)"),
    Growth(
        "Cells of all raw tables", lambda _: 1, CELLS, number, lambda _: limits.ALL_CELLS, "sources as archives (1)"
    ),
    Growth("Bytes of all raw tables", _of("bytes"), CELLS, size, lambda _: limits.ALL_BYTES, "sources as archives (1)"),
    Growth("Memory of the check", _of("check memory"), CELLS, size, _ram, "a check for each source (2)"),
    Growth("Processor time of the check", _of("check"), CELLS, seconds, _day, "a check for each source (2)"),
    Growth("Memory of clean, were it one table", _of("clean memory"), CELLS, size, _ram, "parts of tables (1, 5)"),
    Growth("Processor time of clean, by cells", _of("clean"), CELLS, seconds, _day, "a cluster (7)"),
    Growth("Processor time of a build, by tables", _of("table"), TABLES, seconds, _day, "a job for many tables (3)"),
    Growth("Memory of the plan", _of("plan"), TABLES, size, _ram, "a job for many tables (3)"),
    Growth("A no-op", _of("record"), TABLES, seconds, lambda _: MINUTE, "records in one store (4)"),
    Growth(
        "Processor time of scenarios, entries as frequent as in this study",
        lambda p: UNITS["scenario"].value(p) * UNITS["entries"].value(p) / 1e6,
        CELLS,
        seconds,
        _day,
        "scenarios where they are asked for (6)",
    ),
)
MISSING, SMALL = "not measured", "too small to measure"


def text(parts: dict[str, Part]) -> str:
    """The page as Markdown."""
    units = [[unit.says, _told(unit, parts)] for unit in UNITS.values()]
    known, unknown = [], []
    for growth in GROWTHS:
        try:
            known.append((_reached(growth, parts), growth))
        except (KeyError, ZeroDivisionError):
            unknown.append([growth.says, MISSING, MISSING, MISSING, growth.carries])
    known.sort(key=lambda pair: pair[0])
    rows = [_row(growth, reached, parts) for reached, growth in known]
    head = ["What grows", f"At {CELLS:,} cells in {TABLES:,} tables", "Bound", "Reached at", "Carried by"]
    return "".join(
        [
            INTRODUCTION.format(tables=f"{TABLES:,}", cells=f"{CELLS:,}"),
            f"{WARNING.strip()}\n\n" if any(part.quick for part in parts.values()) else "",
            table(["Unit", "Processor time, or size"], units),
            "\n",
            BREAKS,
            table(head, [*rows, *unknown]),
            AFTER,
        ]
    )


def _told(unit: Unit, parts: dict[str, Part]) -> str:
    try:
        value = unit.value(parts)
    except (KeyError, ZeroDivisionError):
        return MISSING
    return unit.printed(value) if value > 0 else SMALL


def _reached(growth: Growth, parts: dict[str, Part]) -> float:
    """The part of what is wanted at which the bound is reached; above one it is not reached."""
    unit = growth.unit(parts)
    return growth.bound(parts) / (unit * growth.count) if unit > 0 else float("inf")


def _row(growth: Growth, reached: float, parts: dict[str, Part]) -> list[str]:
    things = "tables" if growth.count == TABLES else "cells"
    unit = growth.unit(parts)
    whole = growth.printed(unit * growth.count) if unit > 0 else SMALL
    at = f"{number(reached * growth.count)} {things}" if reached < 1 else "not reached"
    return [growth.says, whole, growth.printed(growth.bound(parts)), at, growth.carries]
