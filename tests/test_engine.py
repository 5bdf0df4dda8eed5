"""What rests on Snakemake's own interfaces is known, guarded, and can be done without."""

import asyncio
import inspect
import sys
from types import SimpleNamespace

import pytest
from conftest import SOURCE

from compendium.build import engine, interfaces
from compendium.build.interfaces import Interface


@pytest.fixture
def other(monkeypatch):
    """Interfaces as another version of Snakemake might have them; what was found before is forgotten."""

    def put(*found: Interface, version: str = "") -> None:
        monkeypatch.setattr(interfaces, "INTERFACES", found)
        if version:
            monkeypatch.setattr(interfaces, "version", lambda: version)
        interfaces.faults.cache_clear()

    yield put
    interfaces.faults.cache_clear()


def test_snakemake_has_every_interface_that_a_build_rests_on():
    said = "\n".join(interfaces.notices())
    assert not said, f"{said}\nRead the new version, mend workflow/compendium/build/engine.py, and add it to TRIED."


def test_every_interface_has_its_use_and_reason():
    assert {one.use for one in interfaces.INTERFACES} == set(interfaces.INSTEAD)
    assert all(one.reason for one in interfaces.INTERFACES)


def test_what_engine_replaces_is_listed():
    """No attribute of Snakemake's is set that the guard does not know."""
    source = (SOURCE / "workflow/compendium/build/engine.py").read_text(encoding="utf-8")
    for one in interfaces.INTERFACES:
        assert one.name in source, one.name
    for line in source.splitlines():
        if line.strip().startswith(("from snakemake", "import snakemake")):
            module = line.split()[1]
            known = {owner.partition(":")[0] for owner, *_ in interfaces.INTERFACES}
            assert module in known | {"snakemake.exceptions", "snakemake.common.configfile"}, line


def test_a_changed_snakemake_is_told_and_not_used(other):
    other(
        Interface("snakemake.script:PythonScript", "perform_script", ("self",), "serve", "is gone"),
        Interface("snakemake.cli", "parse_args", ("argv", "more"), "run", "takes more"),
        Interface("snakemake.nowhere:Job", "run", None, "end", "has no module"),
        Interface("snakemake.dag:DAG", "forced", None, "decide", "is on no instance"),
        version="10.1.0",
    )
    told = interfaces.notices()
    assert told[0] == "Snakemake 10.1.0 was not tried here; 9.27 was."
    assert "in place of snakemake.script.PythonScript.perform_script there is nothing" in told[1]
    assert "there is one that takes argv" in told[2]
    assert told[4].startswith("Snakemake 10.1.0: in place of snakemake.dag.DAG.forced there is nothing.")
    assert len(told) == 5
    assert [interfaces.changed(use) for use in ("decide", "serve", "end", "run")] == [True] * 4


def test_the_version_counts_to_its_second_number(other):
    other(version="9.27.99")
    assert interfaces.notices() == []
    other(version="9.28.0")
    assert len(interfaces.notices()) == 1


def test_the_configuration_is_read_by_a_public_function():
    from snakemake.common import configfile

    assert list(inspect.signature(configfile.load_configfile).parameters) == ["configpath"]


def test_a_cluster_is_asked_as_often_as_the_option_says(monkeypatch):
    """Not as the plugin would have it, which waits longer each time."""
    from snakemake_interface_executor_plugins.executors.remote import RemoteExecutor

    waited = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(RemoteExecutor, "sleep", RemoteExecutor.sleep)
    monkeypatch.setattr(asyncio, "sleep", sleep)
    engine._ask_steadily.__wrapped__()
    option = SimpleNamespace(seconds_between_status_checks=7)
    workflow = SimpleNamespace(remote_execution_settings=option)
    executor = SimpleNamespace(workflow=workflow, next_seconds_between_status_checks=60)
    asyncio.run(RemoteExecutor.sleep(executor))
    assert waited == [7]


COUNTED = """
import sys
from snakemake.scheduling.job_scheduler import JobScheduler
own, turns = JobScheduler.job_selector, []
def counted(scheduler, jobs):
    turns.append(len(jobs))
    return own(scheduler, jobs)
JobScheduler.job_selector = counted
from compendium.__main__ import guarded
code = guarded(["build"])
print("turns", len(turns))
sys.exit(code)
"""


@pytest.mark.slow
def test_the_scheduler_turns_no_more_often_than_jobs_start_and_end(unbuilt):
    done = unbuilt.call([sys.executable, "-c", COUNTED])
    assert done.returncode == 0, done.stderr
    jobs, turns = len(unbuilt.jobs(done.stderr)), int(done.stdout.rpartition("turns ")[2])
    assert jobs > 10
    assert turns <= 2 * jobs, (turns, jobs)


CHANGED = """
import sys
from compendium.build import interfaces
from compendium.build.interfaces import Interface
interfaces.INTERFACES = tuple(
    Interface(one.owner, one.name, ("self", "other"), one.use, one.reason) if one.use in USES else one
    for one in interfaces.INTERFACES
)
from compendium.__main__ import guarded
sys.exit(guarded(["build"]))
"""


@pytest.mark.long
@pytest.mark.slow
def test_without_its_own_interfaces_snakemake_makes_the_same_bytes(unbuilt, small):
    code = CHANGED.replace("USES", repr(("decide", "serve", "end", "run")))
    done = unbuilt.call([sys.executable, "-c", code])
    assert done.returncode == 0, done.stderr
    assert unbuilt.differs(small.outputs()) == []
