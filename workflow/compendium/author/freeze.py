"""Freeze raw files: record them as they are, once they were compared with the print."""

from collections.abc import Iterable
from pathlib import Path

from compendium import atomic, check
from compendium.author.naming import ways
from compendium.failure import Refused
from compendium.paths import ROOT
from compendium.problem import report
from compendium.source import checksums, plain_text


def named(texts: Iterable[str]) -> list[str]:
    """Raw files that paths name, each a file or the folder of a source; also those that are frozen and gone.

    A path is taken from where the user stands, or from the root. Raises Refused for one that names no raw file.
    """
    known = {*checksums.present(), *_recorded()}
    found: list[str] = []
    for text in texts:
        names = [name for name in ways(text) if name in known]
        names += [name for way in ways(text) for name in sorted(known) if Path(name).parent.as_posix() == way]
        if not names:
            raise Refused(
                f"{text} is no raw table, card or schema: name a file such as raw/SOURCE/table1.csv, or the folder of a source."
            )
        found += names
    return list(dict.fromkeys(found))


def freeze(names: Iterable[str]) -> list[str]:
    """Record files as they are, and leave out those that are gone; a sentence for each, none where nothing changes.

    Raises Refused where the check finds a problem in one of them: what is frozen is what was found to be sound.
    """
    names, now, then = list(names), checksums.present(), _recorded()
    moved = [name for name in names if now.get(name) != then.get(name)]
    if problems := [problem for problem in check.run() if problem.file in moved]:
        raise Refused(f"{report(problems)}\n\nNothing was frozen.")
    digests = {name: digest for name, digest in {**then, **{n: now.get(n, "") for n in moved}}.items() if digest}
    if moved:
        atomic.write_bytes(ROOT / checksums.PATH, checksums.text(digests).encode())
    return [f"{name}: {_said(name, now, then)}." for name in moved]


def _recorded() -> dict[str, str]:
    return checksums.recorded() if plain_text.exists(checksums.PATH) else {}


def _said(name: str, now: dict[str, str], then: dict[str, str]) -> str:
    if name not in now:
        return "is gone, and frozen no more"
    return "frozen anew" if name in then else "frozen"
