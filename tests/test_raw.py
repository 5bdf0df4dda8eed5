"""What tables by others look like: leavings, separators, encodings, print that looks damaged, sizes, characters."""

import os
import socket
import stat
import unicodedata

import pandas as pd
import pytest
from conftest import SOURCE

from crossborder import states

R1, R2 = "raw/rouvinski/table1.csv", "raw/rouvinski/table1.second.csv"
TABLE = (SOURCE / R1).read_text(encoding="utf-8")


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


PRINT = ("-ito", "-pis", "@name", "=", "==", "+ito", "-(n)", "-5", "032", "008", "-", "--", "+/-", "A1", "2-3")
LIKE = ("1/2", "12/13", "May 1998", "Jun 14", "2-Jan", "2020-01-02", "2.0", "1E+05", "TRUE", "1,5")
RUN = ("=SUM(A1)", "=lo", "+A1", "-2+3", "@SUM(1,2)", "-cmd|' /C calc'!A0", "#REF!", "#N/A")


def quoted(texts) -> str:
    return "form\n" + "".join('"' + text.replace('"', '""') + '"\n' for text in texts)


def test_sound_print_passes_and_what_may_be_print_can_be_declared(checker):
    told = {
        "plain": (PRINT, "form"),
        "may-be": (LIKE, "form"),
        "run": (RUN, "form|typography: free"),
        "free": ((*PRINT, "−", *LIKE), "form|typography: free"),
        "as-printed": (RUN, 'form|as_printed: "The column prints clitics."'),
    }
    for key, (texts, field) in told.items():
        checker.add(f"mine-{key}", quoted(texts), field)
    checker.add("mine-heading", "May 1998,12/13,1/2\n1,2,3\n", "May 1998", "12/13", "1/2")
    answer = checker.check()
    found = {
        key: [p for p in answer.problems if p["file"] == f"raw/mine-{key}/table1.csv"] for key in (*told, "heading")
    }
    assert [key for key in found if found[key]] == ["may-be", "run"], answer.report
    assert len(found["may-be"]) == len(LIKE) and len(found["run"]) == len(RUN), answer.report
    for key, say in (
        ("may-be", "may be print: then say `typography: free` for the field 'form'"),
        ("run", "as_printed"),
    ):
        assert all(say in problem["todo"] for problem in found[key]), answer.report


def test_characters_are_named_with_their_place_also_where_typography_is_free(checker):
    planted = ["\u200b", "\u202e", "\ue000", "\U000e0041", "\x1b", "\ufeff", "\u0378", "\ufe0f", "\t", "\ufdd0"]
    words = ["Аrgentina", "Pеru", "Κenya"]
    table = "name,note\n" + "".join(f"a{i},x{c}y\n" for i, c in enumerate(planted))
    table += "".join(f"b{i},{word}\n" for i, word in enumerate(words))
    checker.add("mine", table, "name", "note|typography: free")
    answer = checker.check()
    assert [(p["line"], p["column"]) for p in answer.problems] == [
        (line, 2) for line in range(2, 2 + len(planted + words))
    ]
    assert answer.report.isprintable() or set(answer.report) - {"\n"} == {c for c in answer.report if c.isprintable()}
    checker.add("mine", table, "name", 'note|characters: "Printed so."')
    assert not checker.check().problems


TOTAL = (
    'C099,"{file}#cell=19,2",60,60,no-change,{status},"Nobody can tell.",rouvinski: Table 1,maintainers,2026-11-22\n'
)


@pytest.mark.parametrize("status", ["accepted", "proposed", "none"])
def test_a_total_that_nobody_can_settle_is_left_by_an_accepted_entry_alone(checker, status):
    for name in (R1, R2):
        (checker / name).write_text(TABLE.replace("\nBrazil,44,", "\nBrazil,45,"), encoding="utf-8")
    if status != "none":
        with (checker / "raw/corrections.csv").open("a", encoding="utf-8") as file:
            file.write(TOTAL.format(file=R1, status=status))
    answer = checker.check()
    if status == "accepted":
        assert not answer.problems, answer.report
    else:
        assert answer.kinds == ["printed total"] and "no-change" in answer.report, answer.report


def test_names_that_several_states_share_are_known():
    for name in ("Korea", "Congo", "the Congo", "KOREA", "Virgin Islands", "Guiana", "Czechoslovakia"):
        assert len(states.sharing(name)) > 1 and states.code(name) is None, name
    for name in ("South Korea", "DR Congo", "Guinea", "Sudan", "Samoa", "Ireland", "Macedonia", "China"):
        assert not states.sharing(name) and states.code(name), name


@pytest.mark.parametrize("name", ["Korea", "the Congo"])
def test_a_name_that_several_states_share_is_ambiguous_until_it_is_coded(checker, name):
    for part in ("raw/sanchez-2021/table2.csv", "raw/sanchez-2021/table2.second.csv"):
        checker.set_cell(part, 5, 1, name)
        checker.set_cell(part, 2, 4, f"(concurrent from {name})")
    answer = checker.check()
    assert answer.kinds == ["ambiguous country name"] * 2 and " or " in answer.problems[0]["expected"], answer.report
    with (checker / "config/codings.csv").open("a", encoding="utf-8") as file:
        for cell in ("5,1", "2,4"):
            file.write(
                f'"raw/sanchez-2021/table2.csv#cell={cell}",entity,CHL,Said.,sanchez-2021: Table 2,maintainers,2026-11-22\n'
            )
    assert not checker.check().problems


def test_what_is_no_plain_file_is_a_problem_each(checker):
    raw = checker / "raw/rouvinski"
    (raw / "facts.csv").unlink()
    os.mkfifo(raw / "facts.csv")
    os.mkfifo(raw / "pipe")
    with socket.socket(socket.AF_UNIX) as made:
        here = os.getcwd()
        os.chdir(raw)
        made.bind("s")
        os.chdir(here)
    (raw / "claims.csv").unlink()
    (raw / "claims.csv").mkdir()
    (checker / "raw/wgi/stability.csv").unlink()
    (checker / "raw/wgi/stability.csv").symlink_to("/etc/passwd")
    (checker / "raw/cldr/lost").symlink_to("/nowhere/x.csv")
    (checker / "raw/cldr/away").symlink_to("/etc")
    (checker / "raw/cldr/a/b/c/d/e").mkdir(parents=True)
    answer = checker.check()
    found = {(problem["file"].removeprefix("raw/"), problem["kind"]) for problem in answer.problems}
    assert found == {
        ("rouvinski/facts.csv", "no plain file"), ("rouvinski/pipe", "no plain file"), ("rouvinski/s", "no plain file"),
        ("rouvinski/claims.csv", "folder in place of a file"), ("wgi/stability.csv", "link"), ("cldr/lost", "link"),
        ("cldr/away", "link"), ("cldr/a/b/c/d", "folder that is too deep"),
    }, answer.report  # fmt: skip
    assert "out of raw/" in answer.report and "to nothing" in answer.report


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_cannot_be_read_is_a_problem(checker):
    (checker / R1).chmod(0)
    (checker / "raw/cldr/x").mkdir()
    (checker / "raw/cldr/x").chmod(stat.S_IWUSR)
    answer = checker.check()
    assert sorted(answer.kinds) == ["file that cannot be read", "folder that cannot be read"], answer.report


def test_limits_are_said(checker):
    tables = {
        "100,000": "a,b\n" + "1,2\n" * 110_000,
        "1,000": ",".join(f"c{i}" for i in range(1_200)) + "\n",
        "3,000,000 columns": "a,b\n" + ",".join("xy" for _ in range(3_000_000)) + "\n",
        "4,000,000": "a,b\n" + "," * 5_000_000,
        "32 MB": "a,b\n" + "x" * 40_000_000,
    }
    for number, table in enumerate(tables.values()):
        checker.add(f"mine-{number}", table, "a", "b")
    answer = checker.check()
    assert len(answer.problems) == len(tables), answer.report[:5000]
    for problem, words in zip(answer.problems, tables, strict=True):
        assert words in problem["found"] + problem["expected"] and "docs/cards.md" in problem["todo"], problem


def test_a_report_tells_which_total_was_left_as_printed_and_why():
    from compendium.decision import ledger
    from compendium.decision.decisions import Decisions
    from compendium.result import patterns
    from compendium.result.results import Results
    from crossborder.twinnings.printed_totals import agreeing_totals, with_sums

    entry = dict.fromkeys(ledger.COLUMNS, "") | {"id": "C099", "kind": "no-change", "reason": "Nobody can tell."}
    counted = pd.DataFrame({"column": ["JPN", "JPN", "KOR"], "count": [60, 1, 9], "territory": ["BRA", "PER", "PER"]})
    counted["cells"] = [[f"{R1}#cell=2,{column}"] for column in (2, 2, 3)]
    totals = pd.DataFrame({"partner": ["JPN", "KOR"], "total": [60, 9], "corrections": [["C099"], []]})
    totals["cells"] = [[f"{R1}#cell=19,{column}"] for column in (2, 3)]
    decided, described = Decisions((ledger.Entry(**entry, line=2),)), patterns.of_measure("twinned_cities")
    results = Results("x", {}, {}, decided, measure="twinned_cities", described=described)
    results.frames["totals"] = with_sums(results, counted, totals)
    agreeing_totals(results)
    assert results.value("totals-agreeing") == "1"
    assert results.value("totals-left") == "Japan (printed 60, sum 61, left as printed: Nobody can tell)"
