"""All that rests on interfaces of Snakemake that it does not promise to keep, each with its reason.

Snakemake decides by clocks and by its own memory what runs again; here contents decide (`record`). So its jobs are told
which outputs are outdated, and its looks at clocks are left out. Nothing is removed for that: an output goes when the
job that replaces it starts.
"""

import asyncio
import contextlib
import io
import logging
import shlex
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from compendium import check
from compendium.build import interfaces, job_server, lock, plan, record, rights
from compendium.decision import config
from compendium.failure import Ended, Refused, sentence
from compendium.paths import located
from compendium.problem import report
from compendium.source import cards

_planned: set[str] | None = None  # what was outdated when Snakemake was last asked what to run
_signal = 0  # the signal that told the build to end, as soon as one did


def _no_jobs() -> None:
    """There is no server whose jobs a signal has to end."""


_end_jobs: Callable[[], None] = _no_jobs  # else Snakemake waits for the jobs that run, however long they take


def enter(workflow: object) -> None:
    """What the Snakefile begins with: contents decide what runs, and there is a plan.

    Changes no file. Raises WorkflowError: for a folder that cannot be built in, with all problems of the material where
    no plan can be made of it, and in a job whose build has ended and was followed by another.
    """
    from snakemake.exceptions import WorkflowError

    _decide_by_contents()
    try:
        if not workflow.is_main_process:
            _run_together()
            lock.share()  # on a cluster's node: a Snakemake of its own, which removes what its job makes anew
            return
        lock.forget()
        _ask_steadily()
        rights.require_root()  # where nothing can be written Snakemake fails on its own notes
    except Refused as error:
        raise WorkflowError(str(error)) from None
    try:
        plan.targets()
        cards.tables()
    except Exception:
        if problems := check.run():
            raise WorkflowError(f"\n{report(problems)}") from None
        raise


def require_own(given: dict) -> None:
    """Refuse a configuration that is not the one of the compendium's file: what it made could not be made again.

    Raises WorkflowError with the keys that differ. No configuration at all, as a module may be given, is none.
    """
    from snakemake.common.configfile import load_configfile
    from snakemake.exceptions import WorkflowError

    own = load_configfile(located(config.PATH))
    if given and given != own:
        keys = sorted(key for key in {*given, *own} if given.get(key) != own.get(key))
        raise WorkflowError(
            f"The configuration given to Snakemake differs from {config.PATH} in {', '.join(keys)}."
            f" Change that file instead: outputs are told with what they were made of, and can be made again."
        )


def start(workflow: object) -> None:
    """What happens once all targets are known and before the first job: the folder's lock, and what a build clears.

    `./reproduce` has done it by then. Raises WorkflowError.
    """
    from snakemake.exceptions import WorkflowError

    if not workflow.is_main_process or lock.is_held():
        return
    try:
        lock.take()
        rights.require()
        record.require_own()
    except (lock.Busy, Refused, OSError) as error:
        raise WorkflowError(sentence(error)) from None
    if _planned is not None and record.outdated() != _planned:
        raise WorkflowError("Another build ended while this one was prepared; run it again.")
    for name in [] if workflow.dag_settings.targets else record.clear():
        print(f"removed, since nothing makes it any more: {name}", file=sys.stderr)


@cache
def _decide_by_contents() -> None:
    """Have Snakemake's decisions rest on records alone; once a process.

    What is outdated is put into `forcefiles`: as an option (`--forcerun`) the same files would become targets. Where
    Snakemake has changed, it decides as it does elsewhere, by its own memory and by clocks, which is said.
    """
    for line in interfaces.notices():
        print(line, file=sys.stderr)
    if interfaces.changed("decide"):
        return
    from snakemake.dag import DAG
    from snakemake.jobs import Job

    own = DAG.update_needrun

    async def update_needrun(dag: DAG, create_inventory: bool = False) -> None:
        if dag.workflow.is_main_process:
            global _planned
            _planned = record.outdated()
            dag.forcefiles |= _planned
        await own(dag, create_inventory=create_inventory)

    async def nothing(*_: object) -> None:
        return None

    DAG.update_needrun = update_needrun
    DAG.check_output_mtime = nothing
    Job.output_mintime = property(nothing)


@cache
def _ask_steadily() -> None:
    """Have a cluster asked for the states of jobs as often as `--seconds-between-status-checks` says; once a process.

    Slurm's plugin asks ten seconds later each time, whatever that option says, and so sees the end of a job of a minute
    after two.
    """
    if interfaces.changed("ask"):
        return
    from snakemake_interface_executor_plugins.executors.remote import RemoteExecutor

    async def sleep(executor: RemoteExecutor) -> None:
        await asyncio.sleep(executor.workflow.remote_execution_settings.seconds_between_status_checks)

    RemoteExecutor.sleep = sleep


@cache
def _run_together() -> None:
    """Have what a cluster was given as one job run as one step of it; once a process.

    On the node a Snakemake starts a step for each job, one after another, each with a Snakemake of its own. Of these
    options it is told nothing: it reads no profile.
    """
    if interfaces.changed("step"):
        return
    from snakemake.dag import DAG

    own = DAG.update_groups

    def update_groups(dag: DAG) -> None:
        settings = dag.workflow.group_settings
        settings.overwrite_groups = {rule.name: "step" for rule in dag.workflow.rules}
        settings.group_components = {"step": sys.maxsize}
        own(dag)

    DAG.update_groups = update_groups


@contextlib.contextmanager
def served(server: job_server.Server) -> Iterator[None]:
    """Have Snakemake's scripts executed by a server within, not by a new Python each.

    Where Snakemake has changed, each has a Python of its own. So has a script whose server is gone, or whose fork was
    killed; that is said once.
    """
    if interfaces.changed("serve"):
        yield
        return
    from snakemake.script import PythonScript

    global _end_jobs
    own = PythonScript.execute_script
    said: set[str] = set()

    def execute(script: PythonScript, name: str, edit: bool = False) -> None:
        try:
            good = server.execute(name)
        except job_server.Lost as lost:
            if _signal:
                raise subprocess.CalledProcessError(1, name) from None
            if str(lost) not in said:
                said.add(str(lost))
                print(f"  {lost} Its jobs are run in processes of their own.", file=sys.stderr)
            own(script, name, edit)
        else:
            if not good:
                raise subprocess.CalledProcessError(1, name)

    PythonScript.execute_script, _end_jobs = execute, server.end
    try:
        yield
    finally:
        PythonScript.execute_script, _end_jobs = own, _no_jobs


@contextlib.contextmanager
def ending() -> Iterator[None]:
    """Have SIGTERM and SIGINT end the passes within: `run` then raises Ended or KeyboardInterrupt.

    Each scheduler of Snakemake's sets a handler of its own for SIGTERM, which stays when its pass is over and then ends
    nothing; after a SIGINT it only says that the pass did not succeed. Where Snakemake has changed, its handlers stay.
    """
    if interfaces.changed("end"):
        yield
        return
    from snakemake.scheduling.job_scheduler import JobScheduler

    own_exit, own_schedule = JobScheduler.exit_gracefully, JobScheduler.schedule

    def exit_gracefully(scheduler: JobScheduler, number: int, frame: object) -> None:
        _remember(number)
        # In a thread: the interrupted code may hold the lock that this waits for.
        threading.Thread(target=own_exit, args=(scheduler, number, frame), daemon=True).start()

    def schedule(scheduler: JobScheduler) -> bool:
        return not _signal and own_schedule(scheduler)

    def end(number: int, _frame: object) -> None:
        _remember(number)
        raise KeyboardInterrupt if number == signal.SIGINT else Ended

    JobScheduler.exit_gracefully, JobScheduler.schedule = exit_gracefully, schedule
    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        JobScheduler.exit_gracefully, JobScheduler.schedule = own_exit, own_schedule


def _remember(number: int) -> None:
    global _signal
    _signal = number
    _end_jobs()


def run(stage: plan.Stage, options: Iterable[str]) -> bool:
    """One pass: the rules and targets of a stage, in this process; whether all went well.

    Raises Ended or KeyboardInterrupt where a signal came.

    Snakemake's own lock is not needed: the folder's is held. Where Snakemake has changed, the pass is a process of its
    own, which is asked as a user would ask.
    """
    # What earlier stages made is there: their rules would only be asked again, which takes most of a pass.
    rules = ["--allowed-rules", *stage.rules] if stage.rules else []
    # What is outdated is told: Snakemake's own looks at parameters and lists of inputs would cost a second, and add nothing.
    looks = [] if interfaces.changed("decide") else ["--rerun-triggers", "mtime"]
    given = ["--nolock", "--logger", "progress", *options, *looks, *rules, "--", *stage.targets]
    if interfaces.changed("run"):
        with lock.lent():
            return not subprocess.run([*shlex.split(sys.executable), "-m", "snakemake", *given], check=False).returncode
    from snakemake.cli import args_to_api, parse_args

    said = io.StringIO()  # it announces the profile each time
    try:
        with contextlib.redirect_stderr(said):
            parser, settings = parse_args(given)
    except SystemExit:
        raise Refused(f"Snakemake refuses its options, perhaps those of profiles/: {said.getvalue().strip()}") from None
    # The limit of jobs in a second starts a timer at each turn of the scheduler, and each timer another turn.
    settings.max_jobs_per_timespan = None
    logging.raiseExceptions = False  # on a full disk each line for Snakemake's log would print a traceback of its own
    good = args_to_api(settings, parser)
    if _signal:
        raise KeyboardInterrupt if _signal == signal.SIGINT else Ended
    return good
