"""What changed runs again, and nothing else; what cannot be shown to be current is made again."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest
from conftest import FEW, leave

pytestmark = pytest.mark.slow

R1, SECOND = "raw/rouvinski/table1.csv", "raw/rouvinski/table1.second.csv"
REPRESENTATION = [f"diplomatic-representation-{key}" for key in ("azerbaijan", "brazil", "kazakhstan")]


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
    for name in ("raw/rouvinski/datapackage.yaml", "config/config.yaml", "metadata.yaml", "requirements.lock"):
        (built / name).write_text("# A remark.\n" + (built / name).read_text(encoding="utf-8"), encoding="utf-8")
    assert nothing_runs(built)
    assert "Nothing to be done" in (done := built.snakemake()).stderr + done.stdout


def test_changed_code_rebuilds(built):
    built.edit("workflow/crossborder/twinnings/counts.py", "height=0.7", "height=0.6")
    said = built.run("why").stdout
    assert "code behind it changed" in said
    assert "twinned-cities" in said
    assert "diplomatic" not in said
    assert built.jobs(built.run().stderr) == ["Report twinned-cities", "Write the index of reports"]


# A harmless line in a module, and the jobs that use it. What only runs jobs, checks or explains makes no output.
EDITS = {
    **{
        f"compendium/{name}": set()
        for name in (
            "build/engine", "build/run_job", "build/record", "build/plan", "build/reasons", "build/explain", "build/lock",
            "report/trace", "check/shape", "verbs/why", "archive/pack",
        )
    },
    "compendium/table/totals": {"clean-twinning_totals"},
    "compendium/table/claims": {"evaluate-claims"},
    "compendium/report/data_package": {"describe_tables", "data_page"},
    "compendium/report/data_page": {"data_page"},
    "compendium/report/index": {"index"},
    "crossborder/study": set(),
    "crossborder/states/judges": set(),
    "crossborder/borders/check_regions": set(),
    "crossborder/embassies/marks": {"clean-missions"},
    "crossborder/texts/trade": {"clean-trade"},
    "crossborder/twinnings/twinned_cities": {"measure-twinned-cities"},
    "crossborder/twinnings/counts": {"report-twinned-cities"},
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
    told = compendium._call([sys.executable, "-c", TOLD], None, None)
    assert told.returncode == 0, told.stderr
    return set(json.loads(told.stdout))


def test_a_line_of_code_reruns_what_uses_it_and_no_more(built):
    """And `why` names the module."""
    for name, jobs in EDITS.items():
        path = built / f"workflow/{name}.py"
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}\n\n_HARMLESS = None\n", encoding="utf-8")
        assert own(built) == jobs, name
        if name == "crossborder/twinnings/counts":
            assert "workflow/crossborder/twinnings/counts.py" in built.run("why").stdout
        path.write_text(text, encoding="utf-8")


def test_a_label_reruns_what_computes_its_result_and_a_description_the_codebook_alone(built):
    path = "workflow/schemas/results/twinned_cities.yaml"
    built.edit(path, "description: Sum of", "description: The sum of")
    built.edit(path, "n: territories with a count in the column", "n: territories of the column")
    assert own(built) == {"data_page"}
    built.edit(path, "label: Territories with one agreement,", "label: Territories with a single agreement,")
    jobs = own(built)
    assert {job for job in jobs if not job.startswith("scenario-")} == {"data_page", "measure-twinned-cities"}
    assert "a schema changed" in built.run("why").stdout
    built.edit("workflow/schemas/results/comparison.yaml", "label: Agreement of both codings", "label: Agreement")
    assert own(built) == jobs
    built.edit("workflow/schemas/results/common.yaml", "label: Finding", "label: Answer")
    measured = {job for job in own(built) if job.startswith("measure-")}
    assert measured == {f"measure-{key}" for key in FEW}


def mend_a_twinning_cell(compendium):
    """Peru and Japan: one agreement more, in both keyings and in the printed total."""
    for name in (R1, SECOND):
        compendium.set_cell(name, 16, 2, "3")
        compendium.set_cell(name, 19, 2, "61")


def test_every_reason_has_its_words():
    from compendium.build import explain, reasons
    from compendium.build.record import Change

    names = {name for mine in reasons.REASONS.values() for name in mine} - {"raw", "ledger"}  # told by file and entry
    assert all(explain._sentence(Change("reason", name)) for name in names)


def test_a_changed_raw_table_is_told_down_to_the_cell(built):
    """Where the last commit holds what was built from; else the file alone is named."""
    mend_a_twinning_cell(built)
    assert f"{R1} changed\n" in built.run("why").stdout
    built.set_cell(R1, 16, 2, "2")
    built.set_cell(R1, 19, 2, "60")
    for command in (["init", "-q"], ["add", R1], ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=built.path, check=True)
    mend_a_twinning_cell(built)
    said = built.run("why").stdout
    assert "Peru × Japan: '2' → '3'" in said and "'60' → '61'" in said, said


def test_a_mended_twinning_cell_leaves_the_representation_reports_alone(built):
    before = built.outputs()
    mend_a_twinning_cell(built)
    os.utime(built / R1, (0, 0))  # new content, old clock
    said = built.run("why").stdout
    assert f"{R1} changed" in said
    done = built.run()
    assert done.returncode == 0, done.stderr
    jobs = built.jobs(done.stderr)
    assert "Report twinned-cities" in jobs
    assert not [job for job in jobs if "diplomatic" in job]
    after = built.outputs()
    changed = {name for name in before if before[name] != after[name]}
    assert "reports/twinned-cities.html" in changed
    assert not [name for name in changed if "diplomatic" in name]
    mend = {R1: before, SECOND: before}
    for name in mend:
        built.set_cell(name, 16, 2, "2")
        built.set_cell(name, 19, 2, "60")
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
    for name in ("clean-missions", "report-twinned-cities"):
        (built / f"processed/records/{name}.json").unlink()
    assert built.run("status").returncode == 1
    assert built.jobs(built.run().stderr) == [
        "Describe the tidy tables as a data package",
        "Evaluate claims against all other tables",
        "Report twinned-cities",
        "Tabulate missions",
        "Write the index of reports",
    ]
    assert built.differs(before) == []


def test_a_report_edited_by_hand_is_made_again(built):
    before = built.outputs()
    (built / "reports/twinned-cities.html").write_text("<p>60 per cent</p>", encoding="utf-8")
    assert "changed by hand" in built.run("why").stdout
    assert built.run().returncode == 0
    assert built.differs(before) == []


def test_a_report_taken_out_of_the_configuration_is_removed_and_named(built):
    text = (built / "config/config.yaml").read_text(encoding="utf-8")
    start = text.index("  diplomatic-representation-brazil:")
    (built / "config/config.yaml").write_text(
        text[:start] + text[text.index("  twinned-cities:\n", start) :], encoding="utf-8"
    )
    done = built.run()
    assert done.returncode == 0, done.stderr
    assert "nothing makes it any more: reports/diplomatic-representation-brazil.html" in done.stderr
    assert not [name for name in built.outputs() if "brazil" in name]


BREAKS = {
    "clean": ("workflow/compendium/table/counts.py", '    rows = []\n    for table in cards.feeding', '    raise RuntimeError("broken")\n    rows = []\n    for table in cards.feeding'),
    "describe_tables": ("workflow/compendium/report/data_package.py", "    about = metadata()", '    raise RuntimeError("broken")\n    about = metadata()'),
    "measure": ("workflow/crossborder/twinnings/twinned_cities.py", "    _finding(results, rows)\n\n", '    raise RuntimeError("broken")\n\n'),
    "report": ("workflow/filters/report.lua", "local function fill(span)", 'error("broken")\nlocal function fill(span)'),
    "data_page": ("workflow/compendium/report/data_page.py", "LISTED = 12", 'LISTED = 12\nraise RuntimeError("broken")'),
    "index": ("workflow/compendium/report/index.py", "    about, page = metadata(), Page()", '    raise RuntimeError("broken")\n    about, page = metadata(), Page()'),
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


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("raise ValueError('no such thing')", "no such thing"),
        ("import sys\nprint('careful', file=sys.stderr)", "careful"),
        ("measured['no-such-result']", "no-such-result"),
    ],
)
def test_a_cell_that_fails_or_complains_leaves_no_report(built, cell, says):
    path = built / "notebooks/twinned-cities.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"].append(
        {"cell_type": "code", "id": "more", "metadata": {}, "source": cell, "execution_count": None, "outputs": []}
    )
    path.write_text(json.dumps(notebook), encoding="utf-8")
    done = built.run()
    assert done.returncode == 1
    assert says in done.stderr
    assert not [name for name in built.outputs() if name.startswith("reports/twinned-cities")]


def test_prose_with_an_unknown_result_fails_the_build(built):
    built.edit("notebooks/twinned-cities.ipynb", "{top-territory} has", "{top-teritory} has")
    done = built.run()
    assert done.returncode == 1
    said = " ".join(done.stderr.split())
    assert "notebooks/twinned-cities.ipynb: unknown result in cell 4, line 3 of it" in said
    assert "{top-teritory} in" in said and "top-territory? There are" in said and "Traceback" not in said
    assert not [name for name in built.outputs() if name.startswith("reports/twinned-cities")]


MUTATIONS = {
    "raw/sanchez-2021/table1.csv": [(10, 4, "0")],
    "raw/sanchez-2021/table2.csv": [(20, 4, "0")],
    "raw/rouvinski/table1.csv": [(16, 2, "3"), (19, 2, "61")],
    "raw/factbook/organisations.csv": [(2, 4, "member")],
    "raw/geonames/countries.csv": [(2, 3, "22740650")],
}


@pytest.mark.parametrize("table", MUTATIONS)
def test_the_reports_that_run_are_those_whose_measures_change(built, table):
    before = built.outputs()
    for row, column, text in MUTATIONS[table]:
        for name in (table, table.replace(".csv", ".second.csv")):
            if (built / name).is_file():
                built.set_cell(name, row, column, text)
    done = built.run()
    assert done.returncode == 0, done.stderr
    after = built.outputs()
    changed = {
        name.split("/")[2] for name in after if name.startswith("processed/reports/") and after[name] != before[name]
    }
    ran = {job.removeprefix("Report ") for job in built.jobs(done.stderr) if job.startswith("Report ")}
    assert ran == changed


def test_a_build_killed_at_twenty_moments_ends_with_the_same_bytes(small, fresh):
    leave(fresh, FEW)
    moments = random.Random(20_261_122)
    for _ in range(20):
        build = fresh.start()
        time.sleep(moments.uniform(0.8, 3))
        build.send_signal(signal.SIGKILL)
        build.wait()
    done = fresh.run()
    while done.returncode == 3:  # forks of the last build hold its lock until they have seen that it is gone
        time.sleep(0.2)
        done = fresh.run()
    assert done.returncode == 0, done.stderr
    assert fresh.differs(small.outputs()) == []
