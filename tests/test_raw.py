"""What tables by others look like: leavings, separators, encodings, print that looks damaged, sizes, characters."""

import unicodedata

import pytest
from raw_files import R1, R2, TABLE


def lines(text: str, sign: str = ",") -> str:
    return text.replace(",", sign)


LEFT = (
    "raw/.DS_Store", "raw/rouvinski/._table1.csv", "raw/rouvinski/.~lock.table1.csv#", "raw/rouvinski/~$table1.csv",
    "raw/rouvinski/.table1.csv.swp", "raw/rouvinski/table1.csv~", "raw/Thumbs.db", "raw/rouvinski/desktop.ini",
    "raw/.ipynb_checkpoints/corrections-checkpoint.csv", "raw/rouvinski/.ipynb_checkpoints/table1-checkpoint.csv",
    "raw/__MACOSX/rouvinski/table1.csv", "raw/old/.DS_Store", "raw/.Trash-1000/files/table1.csv", "raw/x.nfs/.nfs0001",
)  # fmt: skip


def test_leavings_are_no_problem_and_one_line(fresh):
    for name in LEFT:
        (fresh / name).parent.mkdir(parents=True, exist_ok=True)
        (fresh / name).write_bytes(b"x")
    done = fresh.run("check")
    assert done.returncode == 0, done.stderr
    assert len(done.stderr.strip().split("\n")) == 1 and "Left by desktop programs" in done.stderr, done.stderr
    for name in (
        "raw/rouvinski/table1 (1).csv",
        "raw/rouvinski/table1.sync-conflict-20260101-120000-A.csv",
        "raw/t.csv",
    ):
        (fresh / name).write_text(TABLE, encoding="utf-8")
    said = fresh.run("check").stderr
    assert said.count("file that no package lists") == 3 and "3 problems in 3 files" in said, said


# What a file is, and the words that name it; the file stands in place of a printed table that the ledger, a coding,
# a second keying and claims are about.
OTHERS = {
    "semicolons": (b"\xef\xbb\xbf" + lines(TABLE, ";").replace("\n", "\r\n").encode(), "semicolons"),
    "tabs": (lines(TABLE, "\t").encode(), "tabs"),
    "bars": (lines(TABLE, "|").encode(), "vertical bars"),
    "semicolons below": (TABLE.split("\n")[0].encode() + b"\n" + lines(TABLE.split("\n", 1)[1], ";").encode(), "semicolons"),
    "sep line": (("sep=,\n" + TABLE).encode(), "sep=,"),
    "sep line of semicolons": (("\ufeffsep=;\r\n" + lines(TABLE, ";")).encode(), "semicolons"),
    "UTF-16 with a mark": (lines(TABLE, "\t").encode("utf-16"), "UTF-16"),
    "UTF-16 big-endian": (b"\xfe\xff" + TABLE.encode("utf-16-be"), "UTF-16"),
    "UTF-16 without a mark": (TABLE.encode("utf-16-le"), "UTF-16, little-endian"),
    "UTF-16 of Cyrillic": ("страна,Қазақстан\nПеру,Ұлытау\n".encode("utf-16-be"), "UTF-16, big-endian"),
    "UTF-32": (TABLE.encode("utf-32"), "UTF-32"),
    "UTF-32 without a mark": (TABLE.encode("utf-32-be"), "UTF-32, big-endian"),
    "Windows-1252": (TABLE.replace("Bolivia", "México").encode("cp1252"), "Windows-1252"),
    "Windows-1251": (TABLE.replace("Bolivia", "Боливия").encode("cp1251"), "Боливия"),
    "cut off": (TABLE.encode() + "é".encode()[:1], "ends within a character"),
    "NUL": (TABLE.replace("Bolivia", "Bol\0ivia").encode(), "NUL"),
    "whole lines in quotes": ("".join(f'"{line}"\n' for line in TABLE.split("\n") if line).encode(), "whole lines"),
    "one column": (lines(TABLE, " ").encode(), "one column"),
    "unclosed quote": (TABLE.replace("Bolivia,", '"Bolivia,').encode(), "opens here on line 3"),
    "text after a quote": (TABLE.replace("Bolivia,", '"Bol"ivia,').encode(), "after the quote that opens and closes on line 3"),
    "workbook": (b"PK\x03\x04" + bytes(40), "workbook"),
    "web page": (b"<!DOCTYPE html>\n<html>", "web page"),
    "pointer": (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "Git LFS"),
    "merge": (("<<<<<<< HEAD\n" + TABLE + "=======\n>>>>>>> b\n").encode(), "two versions"),
    "blanks": (b"\n \n\n", "nothing but blanks"),
    "long cell": (TABLE.replace("Bolivia", "x" * 140_000).encode(), "140,000 characters"),
}  # fmt: skip


NAMES = TABLE.split("\n")[0].split(",")


@pytest.mark.parametrize("what", ["semicolons", "UTF-16 with a mark", "one column", "unclosed quote"])
def test_one_cause_is_one_problem_whatever_is_said_of_the_table(checker, what):
    content, words = OTHERS[what]
    (checker / R1).write_bytes(content)
    answer = checker.check()
    assert len(answer.problems) == 1, answer.report
    assert answer.problems[0]["file"] == R1 and words in answer.report, answer.report


def test_every_cause_is_named(checker):
    for number, (content, _) in enumerate(OTHERS.values()):
        checker.add(f"mine-{number}", content, *NAMES)
    answer = checker.check()
    for number, (what, (_, words)) in enumerate(OTHERS.items()):
        mine = [problem for problem in answer.problems if problem["file"] == f"raw/mine-{number}/table1.csv"]
        assert len(mine) == 1 and words in mine[0]["found"] + mine[0]["todo"], (what, mine)
    assert len(answer.problems) == len(OTHERS)


SAFE = {
    "byte order mark": b"\xef\xbb\xbf" + TABLE.encode(),
    "CRLF line ends": TABLE.replace("\n", "\r\n").encode(),
    "CR line ends": TABLE.replace("\n", "\r").encode(),
    "mixed line ends": TABLE.replace("\n", "\r\n", 3).encode(),
    "empty lines at the end": (TABLE + "\n\n").encode(),
    "stray space": TABLE.replace("Peru,", "Peru ,").encode(),
    "thin or non-breaking space": TABLE.replace("Peru,", "Peru\u00a0,").encode(),
}


def test_what_is_safe_is_one_problem_a_file_and_is_mended(checker):
    (checker / R1).write_bytes(SAFE["CRLF line ends"])
    for number, content in enumerate(SAFE.values()):
        checker.add(f"mine-{number}", content, *NAMES)
    answer = checker.check()
    assert answer.kinds == [*SAFE, "CRLF line ends"], answer.report
    assert "check --fix mends all of them" in answer.report
    mended = checker.check(fix=True)
    assert not mended.problems and len(mended.said) == len(SAFE) + 1, mended.report
    for name in (R1, *(f"raw/mine-{number}/table1.csv" for number in range(len(SAFE)))):
        assert (checker / name).read_text(encoding="utf-8") == TABLE, name


def test_mending_keeps_every_other_byte_and_tells_of_guards(checker):
    keyed = 'a,b,c\n"x, y", p,"q ""r"" "\n"",  ,"\u00e9"\nCafe\u0301," two\n lines ",-ito \n\n'
    name = checker.add("mine", "\ufeff" + keyed, "a", "b", "c|typography: free")
    entry = f'C900,"{name}#cell=2,2"," p"," p",no-change,accepted,A word,rouvinski: Table 1,maintainers,2026-11-22\n'
    with (checker / "raw/corrections.csv").open("a", encoding="utf-8") as file:
        file.write(entry)
    said = checker.check(fix=True).said
    kept = (checker / name).read_bytes().decode()
    assert kept == 'a,b,c\n"x, y",p,"q ""r"" "\n"",,"\u00e9"\nCaf\u00e9,"two\n lines",-ito \n', said
    assert any("C900" in line and "renew the entry" in line for line in said), said


def test_decomposed_letters_are_one_problem_a_file(checker):
    text = unicodedata.normalize("NFD", "name,place\nMéxico,São\nPerú,Ñandú\nBrasília,Córdoba\n")
    checker.add("mine", text, "name", "place")
    answer = checker.check()
    assert answer.kinds == ["decomposed letters"] and "6 cells" in answer.report, answer.report
    assert not checker.check(fix=True).problems
    checker.add("mine", text, "name|characters: printed apart", "place|characters: printed apart")
    assert not checker.check().problems


def test_after_five_of_a_kind_in_a_column_the_rest_are_counted(checker):
    rows = "".join(f"Place {i} ,{3000 + i}\n" for i in range(924))
    checker.add("mine", f"division,all\n{rows}", "division", "all")
    answer = checker.check()
    assert len(answer.problems) == 924
    assert answer.report.count(": stray space\n") == 5 and len(answer.report) < 4000
    assert "and 919 more in this column: stray space. ./reproduce check --fix mends them all." in answer.report
    assert "924 problems in 1 file" in answer.report
    assert "924 cells trimmed" in checker.check(fix=True).said[0]


def test_disagreeing_keyings_are_counted_likewise(checker):
    for row in range(2, 12):
        checker.set_cell(R2, row, 2, "7")
    answer = checker.check()
    assert answer.report.count("keyings disagree\n") == 5 and "more in this column: keyings disagree" in answer.report


def test_an_empty_row_is_an_empty_row(checker):
    (checker / R1).write_text(TABLE.replace("Chile", "\n,,,,\nChile", 1), encoding="utf-8")
    answer = checker.check()
    assert [k for k in answer.kinds if k != "keyings of different shape"] == ["empty row", "empty row"], answer.report
