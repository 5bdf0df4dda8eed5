"""Sound print passes, names and totals that need a decision are told, and what is no plain file is a problem."""

import os
import socket
import stat

import pandas as pd
import pytest
from raw_files import R1, R2, TABLE

from crossborder import states

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
