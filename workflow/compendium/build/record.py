"""The record of a finished job: what went in, what came out, and the reasons it had.

It is an output of the job, written last. An output is current when its record exists, its own
content and that of every input are as recorded, and the reasons are the same now. Nothing else is
believed: no clock, and no memory of Snakemake's.
"""

import contextlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from compendium import atomic
from compendium.build import plan, reasons
from compendium.decision import checked_files
from compendium.failure import Refused
from compendium.paths import BUILT, ROOT, OutsideError, is_output, output, path_of
from compendium.source import fingerprint
from compendium.source.leavings import is_leaving
from compendium.steady import steady
from compendium.unusable import Unusable

UNSEEN = (".gitignore", ".snakemake_timestamp")  # Snakemake puts the latter into folders that are outputs


@dataclass(frozen=True)
class Record:
    """One finished job. `inputs` and `outputs` map paths to SHA-256."""

    path: str
    rule: str
    wildcards: dict[str, str]
    inputs: dict[str, str]
    outputs: dict[str, str]
    reasons: dict[str, str]

    def targets(self) -> list[str]:
        """What a build is asked for and this job makes: itself, its outputs, and folders that are outputs as a whole."""
        folders = {str(PurePosixPath(name).parent) for name in self.outputs}
        return [self.path, *self.outputs, *sorted(folders.intersection(plan.folders()))]


@dataclass(frozen=True)
class Change:
    """One thing that makes outputs stale: what kind, which file or reason, and before and after."""

    kind: str
    what: str
    before: str = ""
    after: str = ""


class ChangedMeanwhile(Refused):
    """A file that a job read is not the one that it started with."""


def digests(names: Iterable[str]) -> dict[str, str]:
    """SHA-256 of files by name, in the order of the names; for a folder, of every file in it."""
    return {name: fingerprint.of_file(name) for name in sorted(each for name in names for each in _each(name))}


def _each(name: str) -> list[str]:
    return _below(name) if path_of(name).is_dir() else [name]


def write(
    path: str, rule: str, wildcards: dict[str, str], inputs: dict[str, str], outputs: Iterable[str], why: dict[str, str]
) -> None:
    """Write the record of a job whose outputs are complete.

    `inputs` are digests taken before the job read anything. Raises ChangedMeanwhile where a file has another now:
    what was made of it cannot be told.
    """
    if changed := [name for name, known in digests(inputs).items() if known != inputs[name]]:
        raise ChangedMeanwhile(
            f"{', '.join(changed)} changed while it was read; run ./reproduce again, which makes this output anew."
        )
    atomic.write_json(
        output(path),
        {
            "rule": rule,
            "wildcards": wildcards,
            "inputs": inputs,
            "outputs": digests(outputs),
            "reasons": why,
        },
    )


def read_all() -> list[Record]:
    """Records of the jobs that finished; one that cannot be read, or that names other folders, counts as absent."""
    found = []
    for path in sorted((ROOT / plan.RECORDS).glob("*.json")):
        try:
            record = Record(path.relative_to(ROOT).as_posix(), **json.loads(path.read_text(encoding="utf-8")))
            good = all(map(is_output, record.outputs)) and all(map(_inside, record.inputs))
        except (ValueError, TypeError, AttributeError, OSError):
            continue
        if good:
            found.append(record)
    return found


def _inside(name: str) -> bool:
    return not name.startswith("/") and ".." not in PurePosixPath(name).parts


class Now:
    """Files and all that is decided as they are now, each looked at once."""

    def __init__(self) -> None:
        self.state = checked_files.state()
        self._digests: dict[str, str] = {}

    def digest(self, name: str) -> str:
        """SHA-256 of a file; none where there is no file."""
        if name not in self._digests:
            self._digests[name] = fingerprint.of_file(name) if path_of(name).is_file() else ""
        return self._digests[name]


def changes(record: Record, now: Now) -> list[Change]:
    """What differs between a record and the files and reasons as they are now."""
    found = [_file(name, known, "output", now) for name, known in record.outputs.items()]
    found += [_file(name, known, "input", now) for name, known in record.inputs.items()]
    try:
        why = reasons.current(record.rule, record.wildcards, now.state)
    except (KeyError, TypeError, OSError):
        return [Change("config", "no longer part of the configuration")]
    found += [
        Change("reason", name, record.reasons.get(name, ""), why.get(name, ""))
        for name in sorted({*why, *record.reasons})
        if why.get(name) != record.reasons.get(name)
    ]
    return [change for change in found if change]


def _file(name: str, known: str, kind: str, now: Now) -> Change | None:
    found = now.digest(name)
    if not found:
        return Change(f"{kind} missing", name)
    return None if found == known else Change(f"{kind} changed", name)


@steady()
def stale() -> dict[str, list[Change]]:
    """Targets that are not current, with what makes them so; those below a stale one follow it."""
    targets = plan.targets()
    why: dict[str, list[Change]] = {}
    covered: set[str] = set()
    found, now = read_all(), Now()
    for record in found:
        covered.update(record.targets())
        if seen := changes(record, now):
            why.update(dict.fromkeys(record.targets(), seen))
    for name in targets:
        if name not in covered:
            why[name] = [Change("never built", name)]
    planned = set(targets)
    return {name: seen for name, seen in _downstream(found, why).items() if name in planned}


def _downstream(found: list[Record], why: dict[str, list[Change]]) -> dict[str, list[Change]]:
    grown, same = True, set(plan.checked())  # a check that finds nothing says the same each time
    while grown:
        grown = False
        for record in found:
            above = [Change("follows", name) for name in record.inputs if name in why and name not in same]
            if above and record.path not in why:
                why.update(dict.fromkeys(record.targets(), above))
                grown = True
    return why


@steady()
def outdated() -> set[str]:
    """Targets that a build has to make again whatever else it makes: their own record fails, or there is none.

    What merely follows may turn out the same, so an input that is about to be made again says nothing yet.
    """
    planned, now = set(plan.targets()), Now()
    current = [
        record
        for record in read_all()
        if all(change.kind == "input missing" and change.what in planned for change in changes(record, now))
    ]
    return planned - {name for record in current for name in record.targets()}


def files() -> list[str]:
    """Every file that a build makes, those within folders that are made as a whole by the records of their jobs."""
    folders = set(plan.folders())
    within = {name for record in read_all() for name in record.outputs if str(PurePosixPath(name).parent) in folders}
    return sorted({*plan.targets()} - folders | within)


def orphans() -> list[str]:
    """Files that a job made, as its record says, and that no rule makes any more."""
    made = {name for record in read_all() for name in (record.path, *record.outputs)}
    return sorted(name for name in made - set(files()) if (ROOT / name).is_file())


def foreign() -> list[str]:
    """Files in the folders of outputs that no rule makes and no record names; the halves of killed jobs are not told."""
    known = {name for record in read_all() for name in (record.path, *record.outputs)} | set(plan.targets())
    return sorted(name for folder in BUILT for name in _below(folder) if name not in known and not _is_half(name))


def require_own() -> None:
    """Look at the folders that are made anew as a whole. Raises Refused where one holds what no build can have made."""
    others = [
        name
        for folder in plan.folders()
        for name in _below(folder)
        if not plan.IN_FOLDER.fullmatch(name.removeprefix(f"{folder}/")) and not is_leaving(name) and not _is_half(name)
    ]
    if others:
        raise Refused(
            f"{', '.join(others)}: made by no rule, in a folder that a build makes anew as a whole. Move it elsewhere,"
            " so that it is not lost. Nothing was built or removed."
        )


def _below(folder: str) -> list[str]:
    files = (path for path in (ROOT / folder).rglob("*") if path.is_file() and path.name not in UNSEEN)
    return [path.relative_to(ROOT).as_posix() for path in files]


def _is_half(name: str) -> bool:
    """Whether a name is that of a file that a job was still writing."""
    last = PurePosixPath(name).name
    return last.startswith(".") and last.endswith(atomic.PART)


def clear() -> list[str]:
    """Remove what no rule makes any more and what killed jobs left half-written; returns the names of the former.

    Only for who holds the folder's lock.
    """
    gone = orphans()
    remove([*gone, *(name for folder in BUILT for name in _below(folder) if _is_half(name))])
    return gone


def withdraw_reports() -> int:
    """Remove every report that was built, and nothing that was not; returns the number of files."""
    made = {name for record in read_all() for name in record.outputs}
    with contextlib.suppress(Unusable):  # what is planned is unknown then, and what was made is not
        made |= set(plan.published())
    names = [name for name in sorted(made) if name.startswith("reports/") and (ROOT / name).is_file()]
    remove(names)
    return len(names)


def remove(names: Iterable[str]) -> None:
    """Delete outputs and the folders that are empty after it. Raises OutsideError before anything is deleted."""
    paths = []
    for name in names:
        try:
            paths.append(output(name))
        except OutsideError:
            if (ROOT / name).exists():
                raise
    for path in paths:
        path.unlink(missing_ok=True)
        for folder in path.relative_to(ROOT).parents:
            if len(folder.parts) > 1 and (ROOT / folder).is_dir() and _is_empty(ROOT / folder):
                (ROOT / folder / UNSEEN[1]).unlink(missing_ok=True)
                (ROOT / folder).rmdir()


def _is_empty(folder: Path) -> bool:
    return not {one.name for one in folder.iterdir()} - {UNSEEN[1]}
