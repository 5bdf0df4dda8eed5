"""One problem planted, one problem reported, with its address; ten planted, ten reported."""

import re

import pytest

T1, T2, R1 = "raw/sanchez-2021/table1.csv", "raw/sanchez-2021/table2.csv", "raw/rouvinski/table1.csv"
PAIRS, CLAIMS = "raw/contradictions/pairs.csv", "raw/rouvinski/claims.csv"
L1 = "raw/border-facts-latin-america/border-dyads.csv"


def cell(name, row, column, text):
    return lambda c: c.set_cell(name, row, column, text)


def replace(name, old, new):
    return lambda c: (c / name).write_bytes((c / name).read_bytes().replace(old, new, 1))


def prepend(name, what):
    return lambda c: (c / name).write_bytes(what + (c / name).read_bytes())


# Kind of problem, its file, its line (0: none), its column (0: none), and how to plant it.
PLANTS = {
    "wrong value": ("keyings disagree", T1, 10, 4, cell(T1, 10, 4, "0")),
    "wrong value in table 2": ("keyings disagree", T2, 4, 2, cell(T2, 4, 2, "0")),
    "wrong count": ("keyings disagree", R1, 4, 2, cell(R1, 4, 2, "45")),
    "ragged row": ("ragged row", T1, 7, 14, replace(T1, b"Costa Rica,", b"Costa Rica,,")),
    "unknown column": ("unknown column", R1, 1, 3, replace(R1, b"Korea", b"Corea")),
    "unknown country": ("unknown country name", T2, 5, 1, cell(T2, 5, 1, "Chille")),
    "unknown country in a mark": ("unknown country name", T2, 2, 4, cell(T2, 2, 4, "(concurrent from Rusia)")),
    "unknown mark": ("unknown mark", T1, 9, 3, cell(T1, 9, 3, "X")),
    "unknown count": ("unknown mark", R1, 2, 2, cell(R1, 2, 2, "two")),
    "mark in the wrong column": ("mark in the wrong kind of column", T1, 2, 2, cell(T1, 2, 2, "x (Abkhazia)")),
    "bare mark in a merged column": ("mark in the wrong kind of column", T1, 2, 14, cell(T1, 2, 14, "x")),
    "party in the wrong column": ("mark in the wrong kind of column", R1, 4, 2, cell(R1, 4, 2, "44 (Taiwan)")),
    "duplicate row": ("duplicate row", T1, 21, 1, lambda c: (c / T1).open("a").write("Peru" + ",0" * 13 + "\n")),
    "byte order mark": ("byte order mark", T1, 1, 0, prepend(T1, b"\xef\xbb\xbf")),
    "CRLF": ("CRLF line ends", T2, 1, 0, lambda c: (c / T2).write_bytes((c / T2).read_bytes().replace(b"\n", b"\r\n"))),
    "smart quote": ("smart quote", R1, 5, 2, cell(R1, 5, 2, "‘2")),
    "Unicode minus": ("Unicode minus", R1, 5, 2, cell(R1, 5, 2, "−2")),
    "decimal comma": ("decimal comma", R1, 5, 2, cell(R1, 5, 2, "2,0")),
    "thin space": ("thin or non-breaking space", R1, 5, 2, cell(R1, 5, 2, "2\u2009")),
    "non-breaking space": ("thin or non-breaking space", T1, 3, 1, cell(T1, 3, 1, "Bolivia\u00a0")),
    "date": ("text that looks like a date", R1, 6, 2, cell(R1, 6, 2, "2-Jan")),
    "date with slashes": ("text that looks like a date", R1, 6, 2, cell(R1, 6, 2, "1/2/2021")),
    "float": ("text that looks like a changed number", R1, 6, 2, cell(R1, 6, 2, "2.0")),
    "exponent": ("text that looks like a changed number", R1, 6, 2, cell(R1, 6, 2, "2E+00")),
    "leading zero": ("unknown mark", R1, 6, 2, cell(R1, 6, 2, "02")),
    "spreadsheet error": ("error made by a spreadsheet", T1, 4, 2, cell(T1, 4, 2, "#REF!")),
    "formula": ("formula", R1, 19, 2, cell(R1, 19, 2, "=SUM(B2:B18)")),
    "invalid UTF-8": ("invalid UTF-8", T1, 3, 1, replace(T1, b"Bolivia", b"Boliv\xeda")),
    "empty file": ("empty file", R1, 1, 0, lambda c: (c / R1).write_bytes(b"")),
    "missing file": ("missing file", T2, 0, 0, lambda c: (c / T2).unlink()),
    "unlisted file": ("file that no package lists", "raw/rouvinski/t.csv", 0, 0, lambda c: (c / "raw/rouvinski/t.csv").write_text("a\n1\n")),
    "no card": ("source without a card", "raw/new", 0, 0, lambda c: (c / "raw/new").mkdir()),
    "bad YAML": ("YAML that does not parse", "raw/rouvinski/datapackage.yaml", 2, 0, replace("raw/rouvinski/datapackage.yaml", b"name: rouvinski", b"name: [rouvinski")),
    "bad card": ("unknown word", "raw/rouvinski/datapackage.yaml", 29, 7, replace("raw/rouvinski/datapackage.yaml", b"cells: counts", b"cells: numbers")),
    "printed total": ("printed total", R1, 19, 3, lambda c: [c.set_cell(n, 19, 3, "10") for n in (R1, "raw/rouvinski/table1.second.csv")]),
    "keying": ("keyings disagree", T1, 2, 2, cell("raw/sanchez-2021/table1.second.csv", 2, 2, "0")),
    "unknown place": ("unknown place", PAIRS, 2, 4, cell(PAIRS, 2, 4, "S99999")),
    "unknown cell of a pair": ("unknown cell", PAIRS, 2, 6, cell(PAIRS, 2, 6, "raw/sanchez-2021/table1.csv#cell=99,6")),
    "unknown comparison": ("unknown comparison", CLAIMS, 3, 8, cell(CLAIMS, 3, 8, "more than")),
    "query of two statements": ("query that cannot be asked", CLAIMS, 3, 7, cell(CLAIMS, 3, 7, "SELECT 1; SELECT 2")),
    "member of no list": ("member of no list", CLAIMS, 3, 2, cell(CLAIMS, 3, 2, "RC99")),
    "rival value": ("value that its constraint forbids", L1, 4, 5, cell(L1, 4, 5, "400 km, https://example.org/lengths")),
}  # fmt: skip


def problems(said: str) -> list[tuple[str, str]]:
    """File and kind of each reported problem."""
    return re.findall(
        r"^(\S+?)(?:, line \d+)?(?:, column \d+(?: “[^”]*”)?)?(?:, cell=[\d,]+)?: (.+)$", said, re.MULTILINE
    )


@pytest.mark.parametrize("plant", PLANTS.values(), ids=PLANTS)
def test_one_planted_problem_is_reported_with_its_address(checker, plant):
    kind, name, line, column, act = plant
    act(checker)
    said_of_all = checker.check().report
    found = [said for said in said_of_all.split("\n") if said.startswith(name)]
    assert any(said.endswith(f": {kind}") for said in found), said_of_all
    said = next(said for said in found if said.endswith(f": {kind}"))
    assert not line or f", line {line}," in said or f", line {line}:" in said
    assert not column or f", column {column} " in said or f", column {column}," in said or f", column {column}:" in said
    if column and name not in (L1, PAIRS, CLAIMS) and name.endswith(".csv"):  # which are collected, not printed
        assert "printed in" in said_of_all and "Table" in said_of_all
    for word in ("found", "expected", "to do"):
        assert word in said_of_all
    assert len(problems(said_of_all.split("\n\n")[0])) == 1, said_of_all


def test_ten_problems_of_ten_kinds_are_ten(checker):
    chosen = (
        cell(T1, 9, 3, "X"),
        cell(T1, 10, 4, "0"),
        cell(T1, 3, 1, "Bolivia\u00a0"),
        cell(T1, 2, 2, "x (Abkhazia)"),
        cell(T2, 5, 1, "Chille"),
        cell(T2, 4, 4, "#REF!"),
        cell(R1, 5, 2, "−2"),
        cell(R1, 6, 2, "2-Jan"),
        cell(R1, 4, 2, "44.0"),
        lambda c: (c / "raw/rouvinski/t.csv").write_text("a\n1\n"),
    )
    for act in chosen:
        act(checker)
    said_of_all = checker.check().report
    found = problems(said_of_all)
    assert len({kind for _, kind in found}) == 10, said_of_all
    assert "\n10 problems in 4 files" in said_of_all, said_of_all


def test_the_raw_material_as_it_stands_has_no_problem(fresh):
    done = fresh.run("check")
    assert (done.returncode, done.stderr) == (0, "")


def test_thousands_of_problems_are_all_counted(checker):
    text = (checker / T1).read_text(encoding="utf-8")
    rows = "".join(f"Atlantis {i}" + ",?" * 13 + "\n" for i in range(100))
    (checker / T1).write_text(text + rows, encoding="utf-8")
    assert "\n1400 problems in 1 file" in checker.check().report


@pytest.mark.slow
def test_no_report_stands_beside_a_problem(built):
    built.set_cell("raw/returns/table1.csv", 3, 3, "X")
    for done in (built.run(), built.snakemake()):
        assert done.returncode == 1
        assert "unknown mark" in done.stderr + done.stdout
        left = [name for name in built.outputs() if name.startswith("reports/")]
        assert all(name.startswith("reports/fonts/") for name in left), left  # faces of pages say nothing


def test_plain_snakemake_refuses_a_fresh_tree_with_a_problem(unbuilt):
    (unbuilt / "raw/returns/table1.csv").unlink()
    done = unbuilt.snakemake()
    assert done.returncode == 1
    assert "missing file" in done.stderr + done.stdout
    assert not unbuilt.outputs()


def test_a_changed_raw_file_is_named(fresh):
    for name in (R1, "raw/rouvinski/table1.second.csv"):
        fresh.set_cell(name, 2, 2, "3")
        fresh.set_cell(name, 3, 2, "")
        fresh.set_cell(name, 19, 2, "61")
    assert f"{R1} is not as it was frozen" in fresh.run("check").stderr
    assert f"{R1} is not as it was frozen" in fresh.run("status").stdout
