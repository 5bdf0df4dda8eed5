"""Files that are missing, empty, or not listed by their package."""

from collections.abc import Iterator

from crossborder.cards import RAW, Table, schema_files
from crossborder.check.material import Material
from crossborder.problem import Problem
from crossborder.root import ROOT, relative

BESIDE = {"references.json", "corrections.csv", "checksums.sha256"}


def check(material: Material) -> Iterator[Problem]:
    for table in material.tables:
        yield from _listed(table)
    packages = {table.package for table in material.tables}
    listed = {table.path for table in material.tables}
    listed |= {name for package in packages for name in schema_files(RAW / package / "datapackage.yaml")}
    for path in sorted(p for p in RAW.rglob("*") if p.is_file()):
        name = relative(path)
        beside = path.parent == RAW and path.name in BESIDE
        in_checked_package = path.parent == RAW or path.relative_to(RAW).parts[0] in packages
        if in_checked_package and not beside and path.name != "datapackage.yaml" and name not in listed:
            yield Problem(
                file=name,
                kind="file that no package lists",
                found="a file without a resource",
                expected="every file below raw/ is a resource of its datapackage.yaml",
                todo="add it to the package with its card, or move it out of raw/",
            )
    for name in sorted(BESIDE):
        if not (RAW / name).is_file():
            yield Problem(f"raw/{name}", "missing file", "nothing", "the file", "put it back from version control")


def _listed(table: Table) -> Iterator[Problem]:
    path = ROOT / table.path
    where = {"file": table.path, "printed": table.printed}
    if not path.is_file():
        yield Problem(
            **where,
            kind="missing file",
            found="nothing",
            expected=f"the file that raw/{table.package}/datapackage.yaml lists as {table.name!r}",
            todo="put it back from version control, or take it off the package",
        )
    elif not path.stat().st_size:
        yield Problem(
            **where,
            kind="empty file",
            found="0 bytes",
            expected="a header and at least one record",
            todo="put it back from version control",
            line=1,
        )
    if table.second and not (ROOT / table.second).is_file():
        yield Problem(
            table.second,
            "missing file",
            "nothing",
            f"the second keying of {table.path}",
            "put it back, or take second_keying off the card",
        )
