"""The record of a finished job: what went in, what came out, and the reasons it had.

It is an output of the job, written last. An output is current when its record exists, its own
content and that of every input are as recorded, and the reasons are the same now. Nothing else is
believed: no clock, and no memory of Snakemake's.
"""

import json
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass

from crossborder import fingerprint, plan, reasons
from crossborder.root import ROOT
from crossborder.store import write_json

BUILT = ("processed", "reports")


@dataclass(frozen=True)
class Record:
    """One finished job. `inputs` and `outputs` map paths to SHA-256."""

    path: str
    rule: str
    wildcards: dict[str, str]
    inputs: dict[str, str]
    outputs: dict[str, str]
    reasons: dict[str, str]


@dataclass(frozen=True)
class Change:
    """One thing that makes outputs stale: what kind, which file or reason, and before and after."""

    kind: str
    what: str
    before: str = ""
    after: str = ""


def write(
    path: str, rule: str, wildcards: dict[str, str], inputs: Iterable[str], outputs: Iterable[str], why: dict[str, str]
) -> None:
    """Write the record of a job whose outputs are complete."""
    write_json(
        ROOT / path,
        {
            "rule": rule,
            "wildcards": wildcards,
            "inputs": {name: fingerprint.of_file(name) for name in sorted(inputs)},
            "outputs": {name: fingerprint.of_file(name) for name in sorted(outputs)},
            "reasons": why,
        },
    )


def read_all() -> list[Record]:
    """Records of the jobs that finished; one that cannot be read counts as absent."""
    found = []
    for path in sorted((ROOT / plan.RECORDS).glob("*.json")):
        try:
            found.append(Record(path.relative_to(ROOT).as_posix(), **json.loads(path.read_text(encoding="utf-8"))))
        except (ValueError, TypeError):
            continue
    return found


def changes(record: Record) -> list[Change]:
    """What differs between a record and the files and reasons as they are now."""
    found = [_file(name, known, "output") for name, known in record.outputs.items()]
    found += [_file(name, known, "input") for name, known in record.inputs.items()]
    try:
        now = reasons.current(record.rule, record.wildcards)
    except (KeyError, OSError):
        return [Change("config", "no longer part of the configuration")]
    found += [
        Change("reason", name, record.reasons.get(name, ""), now.get(name, ""))
        for name in sorted({*now, *record.reasons})
        if now.get(name) != record.reasons.get(name)
    ]
    return [change for change in found if change]


def _file(name: str, known: str, kind: str) -> Change | None:
    if not (ROOT / name).is_file():
        return Change(f"{kind} missing", name)
    return None if fingerprint.of_file(name) == known else Change(f"{kind} changed", name)


def stale() -> dict[str, list[Change]]:
    """Targets that are not current, with what makes them so; those below a stale one follow it."""
    targets = plan.targets()
    why: dict[str, list[Change]] = {}
    covered: set[str] = set()
    found = read_all()
    for record in found:
        covered |= {record.path, *record.outputs}
        if seen := changes(record):
            why.update(dict.fromkeys([record.path, *record.outputs], seen))
    for name in targets:
        if name not in covered:
            why[name] = [Change("never built", name)]
    return {name: seen for name, seen in _downstream(found, why).items() if name in set(targets)}


def _downstream(found: list[Record], why: dict[str, list[Change]]) -> dict[str, list[Change]]:
    grown = True
    while grown:
        grown = False
        for record in found:
            above = [Change("follows", name) for name in record.inputs if name in why]
            if above and record.path not in why:
                why.update(dict.fromkeys([record.path, *record.outputs], above))
                grown = True
    return why


def orphans() -> list[str]:
    """Built files that no rule makes any more."""
    targets = set(plan.targets())
    return sorted(name for folder in BUILT for name in _built(folder) if name not in targets)


def _built(folder: str) -> list[str]:
    """Files below a folder of outputs."""
    files = (path for path in (ROOT / folder).rglob("*") if path.is_file() and path.name != ".gitignore")
    return [path.relative_to(ROOT).as_posix() for path in files]


def withdraw() -> list[str]:
    """Remove what is not current and what no rule makes; returns the orphans, which are news.

    Only outputs whose own record fails are removed: what merely follows may turn out the same, so an
    input that is about to be made again says nothing yet.
    """
    lost, found, planned = orphans(), read_all(), set(plan.targets())
    current = [
        record
        for record in found
        if all(change.kind == "input missing" and change.what in planned for change in changes(record))
    ]
    covered = {name for record in current for name in (record.path, *record.outputs)}
    remove(lost)
    remove(name for record in found if record not in current for name in (record.path, *record.outputs))
    remove(planned - covered)
    _settle()
    return lost


def remove_reports() -> int:
    """Remove everything published, known to the plan or not; returns the number of files."""
    names = _built("reports")
    remove(names)
    return len(names)


def remove(names: Iterable[str]) -> None:
    """Delete files and the folders that are empty after it."""
    for name in names:
        path = ROOT / name
        path.unlink(missing_ok=True)
        for folder in path.relative_to(ROOT).parents:
            if len(folder.parts) > 1 and (ROOT / folder).is_dir() and not any((ROOT / folder).iterdir()):
                (ROOT / folder).rmdir()


def _settle() -> None:
    """Give current outputs one time that no input is younger than.

    Snakemake looks at clocks first and knows contents only while its own memory lasts.
    """
    found = read_all()
    inputs = [_time(name) for record in found for name in record.inputs]
    outputs = [name for record in found for name in (record.path, *record.outputs)]
    if outputs and max(inputs, default=0) > min(_time(name) for name in outputs):
        now = max(time.time_ns(), *inputs)
        for name in outputs:
            os.utime(ROOT / name, ns=(now, now))


def _time(name: str) -> int:
    """Time of a file; 0 for an input that was withdrawn and will be made again."""
    path = ROOT / name
    return path.stat().st_mtime_ns if path.is_file() else 0
