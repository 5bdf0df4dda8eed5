"""Mutate every file that is given or decided, one place at a time, and say what becomes of each mutation.

named      check reports a problem, with its place
elsewhere  check reports a problem in another file, which rests on the one that was changed
carried    what the cell says now stands in a tidy table, or in what is read of a decision, exactly
told       a notice says that a raw table is not as frozen, or the reasons of jobs tell of a decision
harmless   what is read is the same: a comment, a format
silent     none of these; traceback, timeout, breaks (the build would stop after a check that passed): defects

    python tests/fuzz.py --seed 1 --mutations 2000

With --election the compendium is that of `tests/fixture`, whose check takes a tenth of the time.
"""

import argparse
import gc
import io
import json
import os
import random
import resource
import select
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from assembled import with_study  # noqa: E402
from conftest import copy  # noqa: E402
from fuzzed import affected, ask_claims, carried, forget, read_the_rest, reasons_now, studies, tables_of, tabulated  # noqa: E402
from mutations import Mutation, mutations  # noqa: E402
from remembered import remember  # noqa: E402

DEFECTS = ("silent", "traceback", "timeout", "breaks")
CLASSES = ("named", "elsewhere", "carried", "told", "harmless", *DEFECTS)
# Prose that no job reads: of a decision, and of a card as a whole.
PROSE = ("reason", "evidence", "decided_by", "title", "description", "keyed", "notes", "path", "note")
SECONDS, MEMORY = 60, 1 << 30  # that a mutation may take, and bytes beyond what the sound compendium takes


@dataclass
class Verdict:
    """What became of one mutation."""

    file: str
    what: str
    verdict: str
    detail: str = ""


class Sound:
    """The compendium before it is mutated: what the caches of every later check begin with."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in [n for n in sys.modules if n.partition(".")[0] in ("compendium", *studies())]:
            del sys.modules[name]  # of the compendium that was copied
        sys.path.insert(0, str(root / "workflow"))
        remember()
        from compendium import check
        from compendium.build import plan
        from compendium.paths import ROOT
        from compendium.source import checksums

        assert root == ROOT, f"the package of {ROOT} is imported, not that of {root}"
        if problems := check.run():
            raise SystemExit(f"the compendium has a problem before anything is mutated:\n{problems[0]}")
        if notices := checksums.notices():
            raise SystemExit(notices[0])
        plan.targets()
        self.reasons = reasons_now()
        self.tables = tables_of(set(tabulated()))
        ask_claims(self.tables, set(self.tables))

    def judge(self, mutation: Mutation) -> Verdict:
        """Verdict on a mutation that is in place."""
        forget()
        try:
            kind, detail = self._judged(mutation)
        except MemoryError:
            kind, detail = "traceback", "MemoryError"
        except BaseException as error:
            kind, detail = "traceback", _last(error)
        return Verdict(mutation.file, mutation.what, kind, detail)

    def _judged(self, mutation: Mutation) -> tuple[str, str]:
        from compendium import check
        from compendium.source import checksums

        if problems := check.run():
            own = [p for p in problems if p.file == mutation.file]
            shown = (own or problems)[0]
            kind = "named" if own else "elsewhere"
            return kind, f"{shown.file}, line {shown.line}, column {shown.column}: {shown.kind}: {shown.found[:60]}"
        notices = [line for line in checksums.notices() if mutation.file in line]
        try:
            tables = self.tables | tables_of(affected(mutation.file))
            ask_claims(tables, {name for name, table in tables.items() if not table.equals(self.tables[name])})
            if not mutation.file.startswith("raw/") or mutation.file.endswith(".json"):
                read_the_rest()
            reasons = self.reasons if notices else reasons_now()
        except BaseException as error:
            return "breaks", _last(error)
        if mutation.cell is not None and (found := carried(mutation.cell, tables, self.tables)):
            return "carried", found
        if notices:
            return "told", notices[0]
        if changed := sorted(key for key in {*reasons, *self.reasons} if reasons.get(key) != self.reasons.get(key)):
            return "told", f"{len(changed)} reasons, such as {changed[0]}"
        differing = mutation.differences()
        if not differing:
            return "harmless", "what is read is the same"
        if all(name in PROSE and isinstance(new, str) for name, new in differing):
            return "carried", f"prose, read as written: {differing[0][0]}"
        return "silent", str(differing[:2])[:120]


def _last(error: BaseException) -> str:
    place = traceback.extract_tb(error.__traceback__)
    own = [f for f in place if any(f"/{name}/" in f.filename for name in ("compendium", *studies()))] or list(place)
    where = f"{Path(own[-1].filename).name}:{own[-1].lineno}" if own else ""
    return f"{type(error).__name__} at {where}: {str(error)[:160]}"


def _child(sound: Sound, mutation: Mutation, pipe: int) -> None:
    """Judge in a process of its own, with bounds, and hand the verdict back."""
    size = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    resource.setrlimit(resource.RLIMIT_AS, (size + MEMORY, size + MEMORY))
    sys.stdout = sys.stderr = io.StringIO()
    answer = json.dumps(asdict(sound.judge(mutation))).encode()
    while answer:
        answer = answer[os.write(pipe, answer) :]


def _forked(sound: Sound, mutation: Mutation) -> Verdict:
    ours, theirs = os.pipe()
    if not (child := os.fork()):
        status = 1
        try:
            os.close(ours)
            _child(sound, mutation, theirs)
            status = 0
        finally:
            os._exit(status)
    os.close(theirs)
    answer, until = b"", time.monotonic() + SECONDS
    while select.select([ours], [], [], max(0, until - time.monotonic()))[0]:
        if not (part := os.read(ours, 1 << 16)):
            break
        answer += part
    else:
        os.kill(child, signal.SIGKILL)
        answer = b""
    os.close(ours)
    _, status = os.waitpid(child, 0)
    if answer:
        return Verdict(**json.loads(answer))
    late = os.WIFSIGNALED(status) and time.monotonic() >= until
    return Verdict(mutation.file, mutation.what, "timeout" if late else "traceback", f"status {status}")


def tried(root: Path, chosen: list[Mutation]) -> list[Verdict]:
    """Verdicts on mutations of a sound copy of the compendium, one at a time."""
    sound, found = Sound(root), []
    gc.freeze()  # what is kept is never copied into a child for being looked at
    for mutation in chosen:
        path = root / mutation.file
        content = path.read_bytes()
        path.write_bytes(mutation.after)
        try:
            found.append(_forked(sound, mutation))
        finally:
            path.write_bytes(content)
    return found


def run(seed: int, count: int, workers: int, match: str = "", make: Callable[[Path], object] = copy) -> list[Verdict]:
    """Verdicts on seeded mutations, shared among workers that each have a compendium that is made for them."""
    with tempfile.TemporaryDirectory() as folder:
        make(sound := Path(folder).resolve() / "sound")
        chosen = mutations(sound, random.Random(seed), count, match)
        running = []
        for number in range(workers):
            answer = Path(folder) / f"{number}.json"
            if not (child := os.fork()):
                status = 1
                try:
                    make(mine := Path(folder).resolve() / f"copy {number}")
                    found = tried(mine, chosen[number::workers])
                    answer.write_text(json.dumps([asdict(v) for v in found]), encoding="utf-8")
                    status = 0
                except BaseException:
                    traceback.print_exc()
                finally:
                    os._exit(status)
            running.append((child, answer))
        for child, _ in running:
            _, status = os.waitpid(child, 0)
            if status:
                raise SystemExit(f"a worker ended with the status {status}")
        return [Verdict(**v) for _, answer in running for v in json.loads(answer.read_text(encoding="utf-8"))]


def table(found: list[Verdict]) -> str:
    """Number of mutations by file and verdict."""
    kinds = Counter((_group(v.file), v.verdict) for v in found)
    groups = sorted({group for group, _ in kinds})
    lines = [f"{'':34}" + "".join(f"{name:>10}" for name in CLASSES)]
    for group in groups:
        lines.append(f"{group:34}" + "".join(f"{kinds[group, name]:10}" for name in CLASSES))
    total = Counter(v.verdict for v in found)
    return "\n".join([*lines, f"{f'all {len(found)}':34}" + "".join(f"{total[name]:10}" for name in CLASSES)])


def _group(file: str) -> str:
    if file.endswith("datapackage.yaml"):
        return "cards"
    if file.endswith(".schema.yaml"):
        return "schemas of raw tables"
    if file.startswith("raw/") and file.count("/") == 2:
        return "second keyings" if ".second." in file else "raw tables"
    return file


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mutations", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--match", default="", help="files whose path holds this")
    parser.add_argument("--election", action="store_true", help="mutate the compendium of tests/fixture")
    parser.add_argument("--json", type=Path, help="file for all verdicts")
    arguments = parser.parse_args()
    start = time.monotonic()
    make = with_study if arguments.election else copy
    found = run(arguments.seed, arguments.mutations, arguments.workers, arguments.match, make)
    if arguments.json:
        arguments.json.write_text(
            json.dumps([asdict(v) for v in found], indent=1, ensure_ascii=False), encoding="utf-8"
        )
    print(table(found))
    defects = [v for v in found if v.verdict in DEFECTS]
    for v in sorted(defects, key=lambda v: (v.verdict, v.detail, v.file)):
        print(f"{v.verdict:10} {v.file}: {v.what}   {v.detail}")
    print(f"{len(found)} mutations in {time.monotonic() - start:.0f} s; {len(defects)} defects.")
    return 1 if defects else 0


if __name__ == "__main__":
    raise SystemExit(main())
