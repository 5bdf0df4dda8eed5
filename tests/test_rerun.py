"""What changed runs again, and nothing else; what cannot be shown to be current is made again."""

import json
import os
import shutil
import signal
import time

import pytest

pytestmark = pytest.mark.slow


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
        "Report votes-adams",  # with the picture that it had, so that the index stands
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


@pytest.mark.long
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
