"""The parts of the benchmark: what is done, A B A B, as often as it is asked for.

Each returns what it cost, by what was measured; `facts` are other numbers, `failed` says what could not be had.
"""

import csv
import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import subjects
from command import Broke, Cost
from subjects import BARE, OURS, SUBJECTS
from workshop import BUILT, RECORDS, ROOT, Workshop

EMPTY = "rule nothing:\n    input:\n        [],\n"  # a workflow that has nothing to do
SIZES = {False: (1, 100, 1000), True: (1, 2, 4)}  # tables of the synthetic compendia, by whether the run is quick
ROWS = {False: (100_000, 1_000_000), True: (100, 1000)}  # records of the one large table
TABLE_ROWS = 20


@dataclass
class Measured:
    """What a part measured: costs by name, each repetition; facts by name; what failed, with the reason."""

    costs: dict[str, list[Cost]] = field(default_factory=dict)
    facts: dict[str, float] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    def measure(self, name: str, what: Callable[[], Cost]) -> None:
        """Measure once more, unless it has failed before."""
        if name in self.failed:
            return
        try:
            cost = what()
        except Exception as error:  # one takes no other with it
            self.failed[name] = str(error) if isinstance(error, Broke) else f"{type(error).__name__}: {error}"
            print(f"  {name}: {self.failed[name]}", file=sys.stderr, flush=True)
        else:
            self.costs.setdefault(name, []).append(cost)
            print(f"  {name:24} {cost.wall:8.1f} s wall {cost.processor:8.1f} s processor", file=sys.stderr, flush=True)


@dataclass(frozen=True)
class Bench:
    """Where it is measured, how often, and against what."""

    shop: Workshop
    repetitions: int
    against: tuple[str, ...]
    broken: dict[str, Broke] = field(default_factory=dict)  # what could not be built, so that it is tried once

    def chosen(self, without: Iterable[str] = ()) -> list[subjects.Subject]:
        """This compendium's own command, and the others that were asked for."""
        return [one for key, one in SUBJECTS.items() if key not in without and key in (OURS, *self.against)]

    def built(self, subject: subjects.Subject) -> Path:
        """The copy that a subject has built, as the first part left it, or built now. Raises Broke."""
        folder = self.shop.folder / "copies" / subject.key
        if not (folder / "reports/index.html").is_file():
            self.build(subject)
        return folder

    def build(self, subject: subjects.Subject) -> Cost:
        """Build a fresh copy. Raises Broke."""
        if subject.key in self.broken:
            raise self.broken[subject.key]
        folder = self.shop.fresh(subject.key)
        try:
            subject.prepare(self.shop, folder)
            return subject.build(self.shop, folder)
        except Broke as error:
            self.broken[subject.key] = error
            shutil.rmtree(folder)
            raise


def build(bench: Bench) -> Measured:
    """A build from nothing, of each subject."""
    found, seconds = Measured(), []
    for _ in range(bench.repetitions):
        for subject in bench.chosen():
            found.measure(subject.key, lambda subject=subject: bench.build(subject))
        if BARE in found.costs:
            seconds.append(subjects.seconds_by_rule(bench.built(SUBJECTS[BARE])))
    for rule in {rule for one in seconds for rule in one}:
        each = [second for one in seconds for second in one[rule]]
        found.facts |= {f"seconds {rule}": sum(each) / len(each), f"jobs {rule}": len(each) / len(seconds)}
    found.facts["cells"] = sum(map(_cells, (bench.shop.original / "raw").glob("*/*.csv")))
    mine = digests(bench.built(SUBJECTS[OURS])) if OURS in found.costs else {}
    for key in found.costs:
        theirs = digests(bench.built(SUBJECTS[key]))
        found.facts[f"same {key}"] = sum(theirs.get(name) == digest for name, digest in mine.items())
    found.facts["outputs"] = len(mine)
    return found


def _cells(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(map(len, csv.reader(file)))


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of each output of a built copy by its path, records of jobs aside."""
    files = (path for name in BUILT for path in (folder / name).rglob("*") if path.is_file())
    named = {
        path.relative_to(folder).as_posix(): path
        for path in files
        if path.name not in (".gitignore", ".snakemake_timestamp")
    }
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in sorted(named.items())
        if not name.startswith(f"{RECORDS}/")
    }


def noop(bench: Bench) -> Measured:
    """A build where all is current, and `snakemake -n` of a workflow that has nothing to do."""
    found = Measured()
    empty = bench.shop.folder / "empty"
    empty.mkdir(exist_ok=True)
    (empty / "Snakefile").write_text(EMPTY, encoding="utf-8")
    command = [sys.executable, "-m", "snakemake", "-n"]
    for _ in range(bench.repetitions):
        for subject in bench.chosen(without=[BARE]):
            found.measure(subject.key, lambda one=subject: one.build(bench.shop, bench.built(one)))
        found.measure("empty", lambda: bench.shop.run(command, empty, bench.shop.variables()))
    return found


def sentence(bench: Bench) -> Measured:
    """A build after one sentence of prose was changed."""
    return _changed(bench, bench.shop.change_sentence, bench.chosen(without=[BARE]))


def correction(bench: Bench) -> Measured:
    """A build after one printed cell was corrected, and a build from nothing to hold it against."""
    return _changed(bench, bench.shop.correct_cell, [SUBJECTS[OURS]], whole=True)


def _changed(
    bench: Bench, change: Callable[[Path], None], chosen: list[subjects.Subject], whole: bool = False
) -> Measured:
    found = Measured()

    def after(subject: subjects.Subject) -> Cost:
        folder = bench.shop.copy(bench.built(subject), "changed")
        change(folder)
        return subject.build(bench.shop, folder)

    for number in range(bench.repetitions):
        for subject in chosen if not number else [SUBJECTS[OURS]]:  # rivals once: some of them build all anew
            if whole:
                found.measure("whole", lambda subject=subject: bench.build(subject))
            found.measure(subject.key, lambda subject=subject: after(subject))
    return found


def scale(bench: Bench) -> Measured:
    """Synthetic compendia of few and many tables: built from nothing, built again, and run by the bare process."""
    found, shop = Measured(), bench.shop
    ours, bare = SUBJECTS[OURS], SUBJECTS[BARE]
    sources = {
        count: shop.synthetic(shop.folder / f"tables-{count}", tables=count, rows=TABLE_ROWS, reports=1)
        for count in SIZES[shop.quick]
    }
    for _ in range(bench.repetitions):
        for count, source in sources.items():
            folder = shop.copy(source, "scale")
            found.measure(f"build {count}", lambda folder=folder: ours.build(shop, folder))
            if f"build {count}" in found.failed:
                continue
            found.measure(f"noop {count}", lambda folder=folder: ours.build(shop, folder))
            found.facts[f"records {count}"] = len(list((folder / RECORDS).glob("*.json")))
            folder = shop.copy(source, "scale")
            found.measure(f"bare {count}", lambda folder=folder: bare.build(shop, folder))
    few, many = SIZES[shop.quick][1:]
    found.facts |= {"few": few, "many": many, "rows": TABLE_ROWS}
    return found


def memory(bench: Bench) -> Measured:
    """Check and clean of a compendium with one table of many records, with the limits lifted."""
    found, shop = Measured(), bench.shop
    few, many = ROWS[shop.quick]
    found.facts |= {"few": few, "many": many}
    for rows in (few, many):
        folder = shop.synthetic(shop.folder / f"rows-{rows}", tables=1, rows=rows, reports=0)
        (raw,) = (folder / "raw").glob("synthetic-*/*.csv")
        found.facts |= {f"bytes {rows}": raw.stat().st_size, "columns": 4}
        for words in (("check",), ("clean", "table_00000")):
            command = [sys.executable, "-P", ROOT / "benchmarks/records.py", *words]
            found.measure(
                f"{words[0]} {rows}",
                lambda command=command, folder=folder: shop.run(command, folder, shop.within(folder)),
            )
        shutil.rmtree(folder)
    return found


def environment(bench: Bench) -> Measured:
    """The build's environment made from its locks by uv, whose cache holds every package."""
    found, shop = Measured(), bench.shop
    tools = shop.folder / "tools"
    tools.mkdir(exist_ok=True)

    def make() -> Cost:
        if not (tools / "uv").exists():
            (tools / "uv").symlink_to(shop.rivals / "bin/uv")
        folder = shop.copy(shop.original, "environment")
        (folder / ".venv").unlink()
        # Where packages come from is the user's to say, in a home that is only read.
        given = {name: os.environ[name] for name in ("HOME", "XDG_CONFIG_HOME") if name in os.environ}
        given |= {"PATH": f"{tools}:{shop.variables()['PATH']}", "UV_CACHE_DIR": str(shop.folder / "cache/uv")}
        base = getattr(sys, "_base_executable", sys.executable)
        command = [base, "-I", str(folder / "workflow/install.py"), "build"]
        cost = shop.run(command, folder, {**shop.variables(), **given})
        shutil.rmtree(folder)
        return cost

    found.measure("filling the cache", make)
    if not found.failed:
        for _ in range(bench.repetitions):
            found.measure("warm", make)
    return found


PARTS: dict[str, Callable[[Bench], Measured]] = {
    part.__name__: part for part in (build, noop, sentence, correction, scale, memory, environment)
}
