"""What changed runs again, and nothing else; what cannot be shown to be current is made again."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.slow

VOTES, ELECTORS = "raw/returns/table1", "raw/returns/table2"


def nothing_runs(compendium) -> bool:
    before = compendium.outputs()
    done = compendium.run()
    assert done.returncode == 0, done.stderr
    said = [line for line in done.stderr.splitlines() if "is not as it was frozen" not in line]  # a notice, no job
    return "Nothing to build" in done.stdout and not said and not compendium.differs(before)


def test_a_second_build_builds_nothing(built):
    assert nothing_runs(built)
    assert built.run("status").returncode == 0
    assert built.run("why").stdout == "Nothing is stale.\n"


@pytest.mark.parametrize("clock", [0, 4_000_000_000])
def test_touched_files_rebuild_nothing(built, clock):
    for path in built.path.rglob("*"):
        if path.is_file() and ".snakemake" not in path.parts:
            os.utime(path, (clock, clock))
    assert nothing_runs(built)
    assert "Nothing to be done" in (done := built.snakemake()).stderr + done.stdout


def test_comments_docstrings_and_formatting_rebuild_nothing(built):
    built.edit("Snakefile", "rule all:", "# A remark.\nrule all:")
    built.edit("workflow/rules/clean.smk", "rule clean:", "# A remark.\nrule clean:")
    built.edit("workflow/compendium/source/grammar.py", '"""Cell grammars: how', '"""Grammars of cells: how')
    built.edit("workflow/compendium/decision/ledger.py", "PATH = ", "# A remark.\nPATH  =  ")
    built.edit("workflow/scripts/report.py", "run(snakemake", "# A remark.\nrun(snakemake")
    for name in ("raw/returns/datapackage.yaml", "config/config.yaml", "metadata.yaml", "requirements.lock"):
        (built / name).write_text("# A remark.\n" + (built / name).read_text(encoding="utf-8"), encoding="utf-8")
    assert nothing_runs(built)
    assert "Nothing to be done" in (done := built.snakemake()).stderr + done.stdout


def test_changed_code_rebuilds(built):
    built.edit("workflow/election/drawing.py", "height=0.7", "height=0.6")
    said = built.run("why").stdout
    assert "code behind it changed" in said
    assert "votes-adams" in said
    assert "turnout" not in said
    assert built.jobs(built.run().stderr) == ["Report votes-adams", "Report votes-baker", "Write the index of reports"]


PAGES = ("returns-table1", "returns-table2", "gazette-claims")
REPORTS = ("votes-adams", "votes-baker", "turnout", "corrections")
# A harmless line in a module, and the jobs that use it. What only runs jobs, checks or explains makes no output.
EDITS = {
    **{
        f"compendium/{name}": set()
        for name in (
            "build/engine", "build/run_job", "build/record", "build/plan", "build/reasons", "build/explain", "build/lock",
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
TOLD = """
import json
from compendium.build import record
stale = record.stale()
own = {name for name, changes in stale.items() if any(change.kind != "follows" for change in changes)}
print(json.dumps(sorted(name.rpartition("/")[2].removesuffix(".json") for name in own if "/records/" in name)))
"""


def own(compendium) -> set[str]:
    """Jobs that would run again for a reason of their own."""
    told = compendium.call([sys.executable, "-c", TOLD])
    assert told.returncode == 0, told.stderr
    return set(json.loads(told.stdout))


def test_a_line_of_code_reruns_what_uses_it_and_no_more(built):
    """And `why` names the module."""
    for name, jobs in EDITS.items():
        path = built / f"workflow/{name}.py"
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}\n\n_HARMLESS = None\n", encoding="utf-8")
        assert own(built) == jobs, name
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


def set_electors(compendium, county_row: int, electors: str):
    """In both keyings."""
    for name in (f"{ELECTORS}.csv", f"{ELECTORS}.second.csv"):
        compendium.set_cell(name, county_row, 2, electors)


def one_vote_more(compendium):
    """Elm and Adams: in both keyings and in the printed total."""
    for name in (f"{VOTES}.csv", f"{VOTES}.second.csv"):
        compendium.set_cell(name, 6, 2, "231")
        compendium.set_cell(name, 7, 2, "1944")


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


def test_a_lost_memory_of_snakemake_costs_nothing(built):
    shutil.rmtree(built / ".snakemake")
    for number, path in enumerate(sorted(built.path.rglob("*"))):
        if path.is_file():
            os.utime(path, (number, number))
    assert nothing_runs(built)


@pytest.mark.parametrize("asked", ["--lint", "--list-rules", "--summary", "--rulegraph", "--dry-run"])
def test_asking_snakemake_removes_nothing(built, asked):
    built.edit("workflow/compendium/source/numbers.py", "1e3", "1000")
    before = built.outputs()
    built.snakemake(asked)
    assert built.differs(before) == []


def test_a_lost_record_costs_its_own_job_and_what_follows_stands(built):
    before = built.outputs()
    for name in ("clean-votes", "report-votes-adams"):
        (built / f"processed/records/{name}.json").unlink()
    assert built.run("status").returncode == 1
    assert built.jobs(built.run().stderr) == [
        "Clean votes",
        "Evaluate claims against all other tables",
        "Report votes-adams",
        "Write the index of reports",
    ]
    assert built.differs(before) == []


def test_a_report_edited_by_hand_is_made_again(built):
    before = built.outputs()
    (built / "reports/turnout.html").write_text("<p>60 per cent</p>", encoding="utf-8")
    assert "changed by hand" in built.run("why").stdout
    assert built.run().returncode == 0
    assert built.differs(before) == []


def test_a_report_taken_out_of_the_configuration_is_removed_and_named(built):
    text = (built / "config/config.yaml").read_text(encoding="utf-8")
    start = text.index("  votes-baker:")
    (built / "config/config.yaml").write_text(
        text[:start] + text[text.index("  turnout:\n", start) :], encoding="utf-8"
    )
    done = built.run()
    assert done.returncode == 0, done.stderr
    assert "nothing makes it any more: reports/votes-baker.html" in done.stderr
    assert not [name for name in built.outputs() if "baker" in name]


BREAKS = {
    "clean": ("workflow/compendium/table/counts.py", '    rows = []\n    for table in cards.feeding', '    raise RuntimeError("broken")\n    rows = []\n    for table in cards.feeding'),
    "downloads": ("workflow/compendium/report/data_package.py", "    whole = metadata()", '    raise RuntimeError("broken")\n    whole = metadata()'),
    "measure": ("workflow/election/turnout.py", "    polled = ", '    raise RuntimeError("broken")\n    polled = '),
    "report": ("workflow/filters/report.lua", "local function fill(span)", 'error("broken")\nlocal function fill(span)'),
    "data_page": ("workflow/compendium/report/data_page.py", "TITLE, FILE = ", 'raise RuntimeError("broken")\nTITLE, FILE = '),
    "index": ("workflow/compendium/report/index.py", "    about, page = metadata(), Page(Templates.given(inputs))", '    raise RuntimeError("broken")\n    about, page = metadata(), Page(Templates.given(inputs))'),
}  # fmt: skip


@pytest.mark.parametrize("rule", BREAKS)
def test_a_rule_that_failed_and_was_mended_leaves_no_trace(built, rule):
    before = built.outputs()
    name, old, new = BREAKS[rule]
    good = (built / name).read_text(encoding="utf-8")
    built.edit(name, old, new)
    done = built.run()
    assert done.returncode == 1
    assert "broken" in done.stderr
    left = {name: content for name, content in built.outputs().items() if "/records/" not in name}
    assert all(before[kept] == content for kept, content in left.items()), "a failed build changed a file"
    if rule == "report":
        gone = [name for name in before if name.startswith("reports/") and name.endswith(".pdf") and name not in left]
        assert gone and all(name in done.stderr for name in gone), "what a failed job took away is named"
    (built / name).write_text(good, encoding="utf-8")
    done = built.run()
    assert done.returncode == 0, done.stderr
    assert built.differs(before) == []


def test_two_builds_at_once_the_second_says_so(built):
    import fcntl

    with (built / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = built.run()
    assert done.returncode == 3
    assert "Another build is running" in done.stderr


FAULTS = {
    "votes": ("raise ValueError('no such thing')", "no such thing"),
    "turnout": ("import sys\nprint('careful', file=sys.stderr)", "careful"),
    "corrections": ("measured['no-such-result']", "no-such-result"),
}


def test_a_cell_that_fails_or_complains_leaves_no_report(built):
    """A notebook each, all in one build."""
    for name, (cell, _) in FAULTS.items():
        path = built / f"notebooks/{name}.ipynb"
        notebook = json.loads(path.read_text(encoding="utf-8"))
        notebook["cells"].append(
            {"cell_type": "code", "id": "more", "metadata": {}, "source": cell, "execution_count": None, "outputs": []}
        )
        path.write_text(json.dumps(notebook), encoding="utf-8")
    done = built.run("build", "--keep-going")
    assert done.returncode == 1
    assert [says for _, says in FAULTS.values() if says not in done.stderr] == []
    assert [name for name in built.outputs() if name.startswith("reports/") and name.endswith(".pdf")] == []


def test_prose_with_an_unknown_result_fails_the_build(built):
    slip = '[x]{.when result=\\"turnout\\" is=\\"abov\\" to=\\"0\\"}'
    built.edit("notebooks/turnout.ipynb", "# The answer", f"# The answer {{turnuot}} {slip}")
    done = built.run()
    assert done.returncode == 1
    said = " ".join(done.stderr.split())
    assert "notebooks/turnout.ipynb: unknown result in cell" in said
    assert "{turnuot} in" in said and "turnout? There are" in said and "Traceback" not in said
    assert "notebooks/turnout.ipynb: unknown predicate in cell" in said and "above? There are" in said
    assert not [name for name in built.outputs() if name.startswith("reports/turnout")]


def test_a_build_killed_after_every_third_record_ends_with_the_same_bytes(small, unbuilt):
    records, kills = unbuilt / "processed/records", 0
    while (there := len(list(records.glob("*.json")))) + 3 < len(list((small / "processed/records").glob("*.json"))):
        build = unbuilt.start()
        until = time.monotonic() + 300
        while len(list(records.glob("*.json"))) < there + 3:
            assert build.poll() in (None, 3) and time.monotonic() < until
            if build.poll() == 3:  # forks of the last build hold its lock until they have seen that it is gone
                build = unbuilt.start()
            time.sleep(0.005)
        assert build.poll() is None
        build.send_signal(signal.SIGKILL)
        build.wait()
        kills += 1
    assert kills >= 4
    done = unbuilt.run()
    while done.returncode == 3:
        time.sleep(0.2)
        done = unbuilt.run()
    assert done.returncode == 0, done.stderr
    assert unbuilt.differs(small.outputs()) == []


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
