"""Jobs in forks of one process that has the imports behind it: starting Python costs more than most jobs.

`./reproduce` starts the server for the time of a build. Plain Snakemake has none, and runs each job in a
process of its own, with the same bytes.
"""

import contextlib
import gc
import importlib
import os
import runpy
import select
import shlex
import signal
import socket
import socketserver
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from compendium import study
from compendium.paths import ROOT
from compendium.result.measures import measures
from compendium.result.scenario import headlines, jobs
from compendium.table.kinds import kinds

# Named, not imported: what a job needs is the business of its script.
PRELOADED = (
    *("snakemake.script", "compendium.table.job", "compendium.table.claims", "compendium.result.job"),
    *(
        "compendium.report.job",
        "compendium.report.evidence.table_page",
        "compendium.report.evidence.standing",
        "compendium.report.headlines_table",
        "compendium.report.data_page",
        "compendium.report.index",
        "compendium.report.notebook",
    ),
    "matplotlib.backends.backend_svg",
    # What those load when a table is first read, a notebook first run, a picture first opened: in each fork anew.
    *("pyarrow.dataset", "pyarrow.pandas_compat", "pandas.core.methods.to_dict"),
    *("IPython.core.magics", "IPython.core.completerlib", "IPython.core.logger", "IPython.core.application"),
    *("PIL.BmpImagePlugin", "PIL.GifImagePlugin", "PIL.JpegImagePlugin", "PIL.PpmImagePlugin"),
)
WHERE_INSTALLED = ("black",)  # papermill writes parameters by it where the tests' packages are
GOOD, BAD = b"\0", b"\1"
LONGEST = 70  # bytes of a folder's path: an address of a socket holds 108 on Linux, and fewer elsewhere
POLL = 0.2  # seconds between looks at whether the build still runs


def preload(more: Iterable[str] = ()) -> None:
    """Load what jobs would load each for itself, and some modules more; of the tests' packages what is there."""
    for name in (*PRELOADED, *more):
        importlib.import_module(name)
    for name in WHERE_INSTALLED:
        with contextlib.suppress(ModuleNotFoundError):
            importlib.import_module(name)


class Lost(ConnectionError):
    """The server, or the fork that had a job, is gone without an answer."""


@dataclass(frozen=True)
class Server:
    """A server to ask, by its socket; `number` is that of its process."""

    path: str
    number: int

    def end(self) -> None:
        """End the server and all its jobs, whose `execute` then raises Lost."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.number, signal.SIGTERM)

    def execute(self, script: str) -> bool:
        """Have a script executed; whether it ended well. Raises Lost."""
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.connect(self.path)
                connection.sendall(os.path.abspath(script).encode())
                connection.shutdown(socket.SHUT_WR)
                said = connection.recv(1)
        except OSError as error:
            raise Lost(f"The server of jobs is gone ({error}); was it killed, for want of memory?") from None
        if not said:
            raise Lost("The process of a job was killed, perhaps for want of memory.")
        return said == GOOD


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    """Have a server within that imports what jobs need, and then waits for them."""
    with _folder() as folder:
        path = f"{folder}/socket"
        listening = socket.socket(socket.AF_UNIX)
        listening.bind(path)
        listening.listen(128)  # a job may knock before the imports are done
        python = shlex.split(sys.executable)[0]  # quoted where its path has a space
        numbers = (str(listening.fileno()), str(os.getpid()))
        server = subprocess.Popen(
            [python, "-m", "compendium.build.job_server", *numbers], cwd=ROOT, pass_fds=[listening.fileno()]
        )
        listening.close()
        try:
            yield Server(path, server.pid)
        finally:
            server.terminate()
            server.wait()


def _folder() -> tempfile.TemporaryDirectory:
    """A folder that only this user can enter, with a path that the address of a socket can hold."""
    usual = tempfile.gettempdir()
    return tempfile.TemporaryDirectory(prefix="jobs-", dir=usual if len(os.fsencode(usual)) <= LONGEST else "/tmp")


class _Job(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        good = True
        try:
            runpy.run_path(self.rfile.read().decode())
        except SystemExit as end:
            good = not end.code
        except BaseException:
            traceback.print_exc()
            good = False
        with contextlib.suppress(BrokenPipeError):  # the build may have ended meanwhile
            self.wfile.write(GOOD if good else BAD)


class _Server(socketserver.ForkingMixIn, socketserver.UnixStreamServer):
    max_children = 128
    build = 0

    def service_actions(self) -> None:
        """End all forks with the build, however it ended: the next one must be alone."""
        super().service_actions()
        if os.getppid() != self.build:
            self.end()

    def end(self, *_: object) -> None:
        for child in self.active_children or ():
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        os._exit(0)


def _parse() -> None:
    """Fill the caches of cards, schemas and configuration, which else every fork parses anew."""
    headlines.load()
    for dotted in study.adds("CACHED"):
        study.get(dotted)()
    for key in jobs.scenarios():
        jobs.inputs(key)


def main(descriptor: int, build: int) -> None:
    """Serve on a listening socket until the process of the build ends."""
    server = _Server("", _Job, bind_and_activate=False)
    server.build = build
    server.socket.close()
    server.socket = socket.socket(fileno=descriptor)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    modules = {study.module_of(dotted) for dotted in (*kinds().values(), *measures().values())}
    preload([*sorted(modules), *study.adds("PRELOADED")])
    while not select.select([server.socket], [], [], POLL)[0]:  # once the first job knocks, the raw material is checked
        server.service_actions()
    _parse()
    gc.freeze()  # else each fork copies what its collector looks at
    signal.signal(signal.SIGTERM, server.end)
    server.serve_forever(POLL)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
