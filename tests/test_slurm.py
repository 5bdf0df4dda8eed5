"""The profile for Slurm, on a Slurm of one node that is started for it; docs/cluster.md."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import slurm
import yaml
from conftest import SOURCE, Compendium, _shared

from compendium.build import plan

PROFILE = SOURCE / "profiles/slurm/config.yaml"
LOCAL = {"fonts", "index"}  # rules whose job the controller does itself
INSTALLED = (
    "workflow/install.py",
    "workflow/installer.py",
    "requirements.lock",
    "requirements-slurm.lock",
    "sources.lock",
)
DRAWING = "workflow/election/drawing.py"  # of two reports
VOTES = ["report-votes-adams.json", "report-votes-baker.json"]


def missing(why: str) -> None:
    """Skip, and fail where all that the tests need is meant to be there."""
    if os.environ.get("CI") == "true":
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture(scope="session")
def python(tmp_path_factory):
    """The Python that hands jobs to Slurm, of an environment that the documented command makes."""

    def make(folder: Path) -> None:
        for name in INSTALLED:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(SOURCE / name, folder / name)
        (folder / ".venv").symlink_to(sys.prefix, target_is_directory=True)
        command = [sys.executable, "-I", "workflow/install.py", "slurm"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        if done.returncode:
            missing(done.stderr)

    return _shared(tmp_path_factory, "with slurm", make) / ".venv-slurm/bin/python"


@pytest.fixture(scope="session")
def node():
    """A running Slurm."""
    try:
        with slurm.started() as running:
            yield running
    except slurm.Missing as error:
        missing(str(error))


class Gate:
    """A figure of two reports that says that it is drawn, and waits until it is let go on."""

    def __init__(self, compendium: Compendium, folder: Path):
        self.entered, self.opened = folder / "entered", folder / "opened"
        wait = f"""    import time
    from pathlib import Path
    Path({str(self.entered)!r}).touch()
    until = time.monotonic() + 300
    while not Path({str(self.opened)!r}).exists() and time.monotonic() < until:
        time.sleep(0.02)
"""
        compendium.edit(DRAWING, "    figure = Figure", f"{wait}    figure = Figure")


class Cluster:
    """Builds of a compendium that a Slurm does."""

    def __init__(self, node: slurm.Slurm, python: Path, compendium: Compendium):
        self.node, self.compendium = node, compendium
        self.command = [str(python), "-m", "snakemake", "--profile", "profiles/slurm"]
        self.command += ["--seconds-between-status-checks", "1", "--latency-wait", "5"]
        self.env = {**node.env, "PYTHONPATH": ""}
        self.before = set(node.jobs())
        profile = compendium / "profiles/slurm/config.yaml"
        text = profile.read_text(encoding="utf-8")
        own = {plan.measure_rule(name): "results" for name in ("votes", "turnout")}
        for rule, group in own.items():
            text = text.replace("\ngroups:\n", f"\ngroups:\n  {rule}: {group}\n")
        profile.write_text(text, encoding="utf-8")

    def build(self, *arguments: str) -> subprocess.CompletedProcess:
        """Build, and return what was said when it is over."""
        command = [*self.command, *arguments]
        done = subprocess.run(
            command, cwd=self.compendium.path, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        (self.compendium / "slurm.log").write_text(done.stdout)
        return done

    def start(self) -> subprocess.Popen:
        """Begin a build whose words go to a file."""
        with (self.compendium / "slurm.log").open("wb") as log:
            return subprocess.Popen(self.command, cwd=self.compendium.path, env=self.env, stdout=log, stderr=log)

    def wait(self, running: subprocess.Popen, gate: Gate) -> None:
        """Return as soon as a job has come to the gate."""
        self.node.wait_until(lambda: gate.entered.exists() or running.poll() is not None)
        assert running.poll() is None, self.said

    @property
    def said(self) -> str:
        return (self.compendium / "slurm.log").read_text()

    def jobs(self) -> dict[str, str]:
        """States of the jobs of this compendium."""
        return {number: state for number, state in self.node.jobs().items() if number not in self.before}


@pytest.fixture
def cluster(node, python, built):
    """Slurm, and a compendium that is built."""
    yield Cluster(node, python, built)
    for number in node.running():
        node.call("scancel", "--signal=KILL", "--full", number)
        node.call("scancel", number)
    node.wait_until(lambda: not node.running())


def profile() -> dict:
    return yaml.safe_load(PROFILE.read_text(encoding="utf-8"))


def test_the_profile_has_resources_and_a_group_for_each_rule_and_no_other():
    rules = {rule for stage in plan.stages() for rule in stage.rules} - LOCAL
    assert set(profile()["set-resources"]) == rules
    assert set(profile()["groups"]) == rules
    for rule, resources in profile()["set-resources"].items():
        assert resources.keys() == {"mem_mb", "runtime"}, rule
        assert all(isinstance(number, int) and number > 0 for number in resources.values()), rule


def test_the_rules_that_the_controller_does_are_local_in_the_workflow():
    text = "".join(path.read_text(encoding="utf-8") for path in (SOURCE / "workflow/rules").glob("*.smk"))
    blocks = re.split(r"^ *rule ?", text, flags=re.MULTILINE)
    assert {block.partition(":")[0] for block in blocks if "localrule: True" in block} == LOCAL


def test_the_plugin_is_not_in_the_build_environment():
    """It runs Slurm's clients when it is imported, and so with each build."""
    for name in ("requirements.lock", "requirements-test.lock"):
        assert "snakemake-executor-plugin-slurm" not in (SOURCE / name).read_text(encoding="utf-8"), name


def test_a_profile_is_run_by_the_python_that_has_the_plugin(unbuilt):
    """And with the cores that the profile names."""
    python = unbuilt / ".venv-slurm/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "plugin: $*"\n', encoding="ascii")
    python.chmod(0o755)
    assert unbuilt.run("--", "--profile", "profiles/slurm").stdout == "plugin: -m snakemake --profile profiles/slurm\n"
    assert "plugin" not in unbuilt.run("--", "--version").stdout


@pytest.mark.long
@pytest.mark.slow
def test_slurm_makes_the_same_bytes_in_few_jobs(node, python, unbuilt, small):
    cluster, steps = Cluster(node, python, unbuilt), node.steps()
    done = cluster.build()
    assert done.returncode == 0, done.stdout
    assert unbuilt.differs(small.outputs()) == []
    assert list(cluster.jobs().values()) == ["COMPLETED"] * 4  # tables, results, reports, pages
    assert node.steps() - steps == 4
    assert "Nothing to build" in unbuilt.run().stdout


@pytest.mark.slow
def test_a_job_that_fails_says_why_to_who_started_the_build(cluster):
    built = cluster.compendium
    built.edit(DRAWING, "    figure = Figure", "    raise ValueError('the river is too wide')\n    figure = Figure")
    done = cluster.build()
    assert done.returncode == 1
    assert "ValueError: the river is too wide" in done.stdout, done.stdout
    assert list(cluster.jobs().values()) == ["FAILED"]
    assert not list((built / "processed/records").glob("report-votes-*"))
    assert not list((built / "reports").glob("votes-*"))


@pytest.mark.slow
def test_a_cancelled_job_leaves_no_record_and_nothing_half_done(cluster, tmp_path):
    built = cluster.compendium
    before = set(built.outputs())
    gate = Gate(built, tmp_path)
    running = cluster.start()
    cluster.wait(running, gate)
    (number,) = cluster.jobs()
    cluster.node.call("scancel", number)
    assert running.wait(60) == 1
    assert cluster.jobs()[number] == "CANCELLED" and "CANCELLED" in cluster.said, cluster.said
    gone = before - set(built.outputs())
    assert gone == {
        name for name in before if re.search(r"^reports/(data/|evidence/)?votes-\w+[./]|records/report-votes", name)
    }
    assert set(built.outputs()) <= before


@pytest.mark.slow
def test_a_build_waits_for_the_jobs_of_a_killed_controller_and_takes_what_they_made(cluster, tmp_path):
    built = cluster.compendium
    gate = Gate(built, tmp_path)
    running = cluster.start()
    cluster.wait(running, gate)
    done = built.run()
    assert done.returncode == 3 and "Another build is running" in done.stderr, done.stderr
    running.kill()
    running.wait()
    done = built.run()
    assert done.returncode == 3 and "Jobs of a build that was ended are still running" in done.stderr, done.stderr
    gate.opened.touch()
    cluster.node.wait_until(lambda: not cluster.node.running())
    assert list(cluster.jobs().values()) == ["COMPLETED"], cluster.said
    assert sorted(path.name for path in (built / "processed/records").glob("report-votes-*")) == VOTES
    done = built.run()
    assert done.returncode == 0 and "Nothing to build" in done.stdout, done.stdout + done.stderr


@pytest.mark.slow
def test_a_queued_job_of_a_killed_controller_does_nothing_beside_a_newer_build(cluster):
    built, node = cluster.compendium, cluster.node
    built.edit(DRAWING, "height=0.7", "height=0.6")
    node.call("scontrol", "update", "nodename=node", "state=drain", "reason=test")
    try:
        running = cluster.start()
        node.wait_until(cluster.jobs)
        running.kill()
        running.wait()
        done = built.run()
        assert done.returncode == 0, done.stderr
        before = built.outputs()
    finally:
        node.call("scontrol", "update", "nodename=node", "state=resume")
    node.wait_until(lambda: not node.running())
    assert list(cluster.jobs().values()) == ["FAILED"]
    log = "".join(path.read_text() for path in (built / ".snakemake/slurm_logs").rglob("*.log"))
    assert "has ended, and another has begun" in log, log
    assert built.differs(before) == [] and "Nothing to build" in built.run().stdout
