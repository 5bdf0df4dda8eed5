"""Each line of code, label and cell reruns what uses it, and no more."""

import json
import os
import subprocess

import pytest
from reruns import ELECTORS, VOTES, asking, one_vote_more, own, set_electors

pytestmark = pytest.mark.slow

PAGES = ("returns-table1", "returns-table2", "gazette-claims")


REPORTS = ("votes-adams", "votes-baker", "turnout", "corrections")


# A harmless line in a module, and the jobs that use it. What only runs jobs, checks or explains makes no output.
EDITS = {
    **{
        f"compendium/{name}": set()
        for name in (
            "build/engine", "build/run_job", "build/record", "build/plan", "build/reasons", "build/of_raw", "build/explain",
            "build/lock",
            "report/trace", "report/chain", "report/copied", "verbs/why", "archive/pack",
        )
    },
    "compendium/check/shape": {"check"},
    "compendium/table/totals": {"clean-vote_totals", "scenario-C001"},
    "compendium/table/claims": {
        *("check", "evaluate-claims", "scenario-C001", "scenario-C002"),
        *("scenario-as-built", "scenario-definition-first-votes", "scenario-definition-turnout-turnout"),
    },
    "compendium/report/data_package": {"downloads", "data_page"},
    "compendium/report/data_page": {"data_page"},
    "compendium/report/index": {"index"},
    "compendium/report/headlines_table": {"headlines-corrections"},
    "compendium/report/evidence/marks": {f"evidence-{page}" for page in PAGES},
    "compendium/report/evidence/standing": {"standing"},
    "compendium/report/evidence/summary": {f"report-{report}" for report in REPORTS},
    "election/study": set(),
    "election/turnout": {"measure-turnout", "scenario-C001", "scenario-C002", "scenario-definition-turnout-turnout"},
    "election/drawing": {"report-votes-adams", "report-votes-baker"},
}  # fmt: skip


def test_a_line_of_code_reruns_what_uses_it_and_no_more(built):
    """And `why` names the module."""
    with asking(built) as asked:
        for name, jobs in EDITS.items():
            path = built / f"workflow/{name}.py"
            text = path.read_text(encoding="utf-8")
            path.write_text(f"{text}\n\n_HARMLESS = None\n", encoding="utf-8")
            assert asked() == jobs, name
            if name == "election/drawing":
                assert "workflow/election/drawing.py" in built.run("why").stdout
            path.write_text(text, encoding="utf-8")


OF_THE_STUDY = {
    "study": set(),
    "states/judges": set(),
    "borders/check_regions": set(),
    "embassies/marks": {"clean-missions"},
    "texts/trade": {"clean-trade"},
    "twinnings/twinned_cities": {"measure-twinned-cities"},
    "twinnings/counts": {"report-twinned-cities"},
}


def test_code_of_the_study_is_a_reason_of_the_jobs_that_use_it_and_of_no_other():
    from compendium.build import reasons
    from compendium.decision import config, schemas

    jobs = [("clean", {"table": name}) for name in schemas.tabulated()]
    jobs += [(rule, {"report": key}) for rule in ("measure", "report") for key in config.reports()]
    behind = {(rule, *w.values()): set(json.loads(reasons.REASONS[rule]["code"](**w))) for rule, w in jobs}
    for name, using in OF_THE_STUDY.items():
        file = f"workflow/crossborder/{name}.py"
        assert {"-".join(job) for job, files in behind.items() if file in files} == using, name


def test_every_reason_has_its_words():
    from compendium.build import explain, reasons
    from compendium.build.record import Change

    names = {name for mine in reasons.REASONS.values() for name in mine} - {"raw", "ledger"}  # told by file and entry
    assert all(list(explain.causes({"made": [Change("reason", name)]})) != [""] for name in names)


def test_a_changed_raw_table_is_told_down_to_the_cell(built):
    """Where the last commit holds what was built from; else the file alone is named."""
    table = f"{VOTES}.csv"
    kept = {name: (built / name).read_bytes() for name in (table, f"{VOTES}.second.csv")}
    one_vote_more(built)
    assert f"{table} changed\n" in built.run("why").stdout
    for name, content in kept.items():
        (built / name).write_bytes(content)
    commands = (["init", "-q"], ["add", table], ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x"])
    for command in commands:
        subprocess.run(["git", *command], cwd=built.path, check=True)
    one_vote_more(built)
    said = built.run("why").stdout
    assert "Elm × Adams: '230' → '231'" in said and "'1943' → '1944'" in said, said


def test_a_mended_cell_leaves_the_reports_alone_that_do_not_read_it(built):
    """And mended back, everything is as before. What runs is what changes."""
    before = built.outputs()
    set_electors(built, 5, "91")
    os.utime(built / f"{ELECTORS}.csv", (0, 0))  # new content, old clock
    assert f"{ELECTORS}.csv changed" in built.run("why").stdout
    done = built.run()
    assert done.returncode == 0, done.stderr
    ran = {job.removeprefix("Report ") for job in built.jobs(done.stderr) if job.startswith("Report ")}
    assert {"turnout"} <= ran <= {"turnout", "votes-adams", "votes-baker", "corrections"}, ran
    changed = set(built.differs(before))
    assert "reports/turnout.html" in changed
    measured = {name.split("/")[2] for name in changed if name.startswith("processed/reports/")}
    assert ran == measured
    set_electors(built, 5, "90")
    assert built.run().returncode == 0
    assert built.differs(before) == []


def test_a_label_reruns_what_computes_its_result_and_a_description_the_codebook_alone(built):
    path = "workflow/schemas/results/votes.yaml"
    built.edit(
        path, "label: Votes, unit: votes, n: cells with votes}", "label: Votes, unit: votes, n: cells that hold any}"
    )
    assert own(built) == {"check", "data_page"}
    built.edit(path, "label: Votes,", "label: All votes,")
    jobs = own(built)
    assert {job for job in jobs if not job.startswith("scenario-")} == {
        *("check", "data_page", "measure-votes-adams", "measure-votes-baker")
    }
    assert "a schema changed" in built.run("why").stdout
    built.edit("workflow/schemas/results/common.yaml", "label: Finding", "label: Answer")
    assert {"measure-turnout", "measure-corrections"} <= own(built)
