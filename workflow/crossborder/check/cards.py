"""Cards that do not parse, or that ask for what the package does not have."""

from collections.abc import Iterator

from crossborder.cards import RAW, CardError, package_files, tables_of
from crossborder.check.material import Material
from crossborder.leavings import holds_only
from crossborder.problem import Problem
from crossborder.root import relative


def check(material: Material) -> Iterator[Problem]:
    for folder in sorted(p for p in RAW.iterdir() if p.is_dir() and not holds_only(p)):
        if not (folder / "datapackage.yaml").is_file():
            yield Problem(
                file=relative(folder),
                kind="source without a card",
                found="no datapackage.yaml",
                expected="a datapackage.yaml that lists every file of the source",
                todo="write the card (docs/cards.md), or move the folder out of raw/",
            )
    if not package_files():
        yield Problem("raw", "no source", "no raw/*/datapackage.yaml", "at least one", "put the raw tables back")
    for path in package_files():
        try:
            material.tables.extend(tables_of(path))
        except CardError as error:
            for line, found, expected in error.faults:
                yield Problem(
                    error.path,
                    "card that does not parse",
                    found,
                    expected,
                    "mend the card; docs/cards.md says what each field means",
                    line=line,
                )
