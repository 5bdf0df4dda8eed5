"""Write the archived artifact: dist/NAME-VERSION.zip, the same bytes on every run.

It holds what is given, decided and built, as a BagIt bag, an RO-Crate and a Frictionless Data Package,
with verify.py, which checks it with nothing but Python. With --doi the DOI that the place of deposit
reserved goes into metadata.yaml and from there into every citation, report and descriptor.
"""

import argparse
import re
import sys

from compendium import atomic
from compendium.archive import contents, pack, release, verify
from compendium.build import git, record
from compendium.escape import terminal
from compendium.paths import ROOT
from compendium.verbs import build

DOI = re.compile(r"10\.[0-9]{4,9}/[-._;()/:A-Za-z0-9]*[-_()/A-Za-z0-9]")


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument("--doi", help="DOI that the place of deposit reserved, such as 10.1234/abcd")


def run(arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code."""
    if arguments.doi and (code := _with_doi(arguments.doi)):
        return code
    if due := record.stale():
        print(f"{len(due)} files are stale; build first: ./reproduce", file=sys.stderr)
        return 1
    if old := release.stale():
        print(f"not as built: {', '.join(old)}; write them with: ./reproduce release", file=sys.stderr)
        return 1
    commit, changed = git.commit(), git.uncommitted(contents.KEPT)
    for line in changed:
        print(f"not committed: {line}", file=sys.stderr)
    for name in contents.left_out():
        print(terminal(f"left out, as a file of a program or a person here: {name}"), file=sys.stderr)
    named = f"{commit} and what is not committed" if commit and changed else commit
    try:
        path = pack.archive(named)
    except contents.NotArchived as error:
        for line in str(error).split("\n"):
            print(terminal(line), file=sys.stderr)
        print("No archive is written until this is mended.", file=sys.stderr)
        return 1
    found = verify.problems(verify.opened(path))
    for name, why in found:
        print(f"{name}: {why}", file=sys.stderr)
    if found:
        path.unlink()
        print("The archive does not verify, so it was not kept.", file=sys.stderr)
        return 1
    size = path.stat().st_size / 1e6
    print(f"{path.relative_to(ROOT)}: {size:.1f} MB, verified. Check it anywhere with: python verify.py")
    beside = pack.deposited(path, named)
    print(f"Beside it, for its deposit (docs/release.md): {', '.join(file.name for file in beside)}")
    return 0


def _with_doi(doi: str) -> int:
    """Put a DOI into metadata.yaml and make again what prints it; returns an exit code."""
    if not DOI.fullmatch(doi):
        print(f"{doi!r} is no DOI; expected 10.PREFIX/SUFFIX without https://doi.org/", file=sys.stderr)
        return 2
    path = ROOT / "metadata.yaml"
    text = path.read_text(encoding="utf-8")
    changed, lines = re.subn(r"^doi: \S+", f"doi: {doi}", text, flags=re.MULTILINE)
    if lines != 1:
        print("metadata.yaml has no line “doi: null” or one with a DOI; write one", file=sys.stderr)
        return 2
    atomic.write_bytes(path, changed.encode())
    code = build.everything()
    if not code:
        release.write()
    return code
