"""The interfaces of Snakemake that it does not promise to keep, and what `engine` does with each.

A version that was not tried is named. An interface that is gone, or takes other arguments, is not used: `engine`
has a plainer way for each, and says so.
"""

import contextlib
import inspect
import re
from functools import cache
from importlib import import_module
from typing import NamedTuple

TRIED = ("9.27",)  # versions, as far as the second number, that the tests ran with


class Interface(NamedTuple):
    """An attribute of a module, a class or its instances; what it takes (None: it is not called); use, and reason."""

    owner: str
    name: str
    takes: tuple[str, ...] | None
    use: str
    reason: str


INTERFACES = (
    Interface(
        *("snakemake.dag:DAG", "update_needrun", ("self", "create_inventory"), "decide"),
        "asks `forcefiles` for the outputs whose jobs must run, where what is outdated is put",
    ),
    Interface(
        *("snakemake.dag:DAG", "forcefiles", None, "decide"),
        "holds the outputs whose jobs must run",
    ),
    Interface(
        *("snakemake.dag:DAG", "check_output_mtime", ("self", "job", "expanded_output"), "decide"),
        "fails a job whose input bears a time that the machine's clock has not reached",
    ),
    Interface(
        *("snakemake.jobs:Job", "output_mintime", None, "decide"),
        "is the time that inputs are compared with; without one they are not",
    ),
    Interface(
        *("snakemake.dag:DAG", "update_groups", ("self",), "step"),
        "puts jobs into groups as the options say, which a job on a cluster's node is not told",
    ),
    Interface(
        *("snakemake_interface_executor_plugins.executors.remote:RemoteExecutor", "sleep", ("self",), "ask"),
        "waits as long as the plugin of a cluster says before it asks for the states of jobs again",
    ),
    Interface(
        *("snakemake.script:PythonScript", "execute_script", ("self", "fname", "edit"), "serve"),
        "starts a Python for each job, which costs more than most jobs",
    ),
    Interface(
        *("snakemake.scheduling.job_scheduler:JobScheduler", "exit_gracefully", ("self", "args"), "end"),
        "handles SIGTERM, and would go on doing so between passes",
    ),
    Interface(
        *("snakemake.scheduling.job_scheduler:JobScheduler", "schedule", ("self",), "end"),
        "would start jobs after a signal",
    ),
    Interface(
        *("snakemake.cli", "parse_args", ("argv",), "run"),
        "reads options and profile as the command does, in this process, whose imports are done",
    ),
    Interface(
        *("snakemake.cli", "args_to_api", ("args", "parser"), "run"),
        "runs what the command would run",
    ),
)
INSTEAD = {
    "decide": "Snakemake decides by its own memory and by clocks what runs again; ./reproduce status tells what is stale.",
    "ask": "The end of a cluster's job is seen later.",
    "step": "On a cluster the jobs of a group run one after another.",
    "serve": "Each job is run in a process of its own, which takes longer.",
    "end": "Snakemake handles signals by itself; a build that was ended may say less.",
    "run": "Each pass is a process of its own.",
}


def version() -> str:
    """Version of Snakemake."""
    from snakemake import __version__

    return str(__version__)


@cache
def faults() -> tuple[tuple[Interface, str], ...]:
    """Interfaces that are not as they were tried, each with what is there instead."""
    with contextlib.suppress(ImportError):  # each that lacks it is told below
        import_module("snakemake.api")  # its modules import each other, and begin here
    found = []
    for one in INTERFACES:
        module, _, attribute = one.owner.partition(":")
        try:
            owner = import_module(module)
            owner = getattr(owner, attribute) if attribute else owner
            there = _attribute(owner, one.name)
        except (ImportError, AttributeError):
            found.append((one, "nothing"))
            continue
        if one.takes is None:
            continue
        try:
            takes = tuple(inspect.signature(there).parameters)
        except (TypeError, ValueError):
            found.append((one, "what cannot be called"))
            continue
        if takes != one.takes:
            found.append((one, f"one that takes {', '.join(takes) or 'nothing'}"))
    return tuple(found)


def _attribute(owner: object, name: str) -> object:
    """What a module, a class or, as its source shows, each of its instances has by that name. Raises AttributeError."""
    try:
        return inspect.getattr_static(owner, name)
    except AttributeError:
        if inspect.isclass(owner) and re.search(rf"\bself\.{name}\b", inspect.getsource(owner)):
            return None
        raise


def changed(use: str) -> bool:
    """Whether an interface of this use is not as it was tried."""
    return any(one.use == use for one, _ in faults())


def notices() -> list[str]:
    """What a user is told: a version that was not tried, and each interface that changed, with what is done instead."""
    said = []
    if ".".join(version().split(".")[:2]) not in TRIED:
        said.append(f"Snakemake {version()} was not tried here; {' and '.join(TRIED)} was.")
    for one, there in faults():
        owner = one.owner.replace(":", ".")
        said.append(f"Snakemake {version()}: in place of {owner}.{one.name} there is {there}. {INSTEAD[one.use]}")
    return said
