"""Make the environments of this compendium from its locks, with the standard library alone.

    python -I workflow/install.py build|test|slurm

`build` makes `.venv`; `test` also adds what the tests need, and makes `.venv-validators`. `./reproduce` calls it.
`slurm` also makes `.venv-slurm`, which hands jobs to a cluster (docs/cluster.md): nothing but a user calls it.
Nothing is installed that no hash covers: wheels come from a lock, packages that are published as source only are
built with the tools of `build-tools.lock`, which stay outside the environment. exit code: 4 no environment was made.
"""

import fcntl
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from installer import Failed, Installer

ROOT = Path(__file__).resolve().parents[1]
MARK = ".made-by-reproduce"
TOOLS = "build-tools.lock"
TEST = "requirements-test.lock"
SCRIPT = re.compile(rb"\A(#![^\n]*/bin/python[^\n]*\n|#!/bin/sh\n'''exec' [^\n]*\n' '''\n)")

# Settings of IPython: the path stays right when the environment is moved with its folder.
KERNELS = """import importlib.util
import pathlib
import sys

if importlib.util.find_spec("compendium") is None:
    sys.path.append(str(pathlib.Path(__file__).resolve().parents[3] / "workflow"))
"""


@dataclass(frozen=True)
class Environment:
    """A folder of packages, and the locks that it is made from: one of wheels, one of sources."""

    folder: Path
    wheels: str
    sources: str
    about: str

    @property
    def python(self) -> Path:
        return self.folder / "bin/python"

    def made_here(self) -> bool:
        """Whether this script made it, so that it may be removed."""
        return not self.folder.is_symlink() and (self.folder / MARK).is_file()

    def ready(self, *more: str) -> bool:
        """Whether it runs and holds what its locks say, and `more` locks."""
        held = all(_same(ROOT / name, self.folder / name) for name in (self.wheels, self.sources, *more))
        return held and subprocess.run([self.python, "-c", ""], capture_output=True).returncode == 0


BUILD = Environment(
    ROOT / ".venv", "requirements.lock", "sources.lock", "Making the environment in .venv (once; a minute or two) ..."
)
VALIDATORS = Environment(
    ROOT / ".venv-validators",
    "requirements-validators.lock",
    "sources-validators.lock",
    "Adding the archive's validators in .venv-validators ...",
)
# Over the build's, whose packages it finds beside its own: it holds what its lock adds to that one's.
SLURM = Environment(
    ROOT / ".venv-slurm", "requirements-slurm.lock", BUILD.wheels, "Adding what Slurm needs in .venv-slurm ..."
)


def main(what: str) -> int:
    """Make what is missing, one process at a time in a folder. Returns the exit code."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    try:
        with _alone() as lock:
            _make(BUILD, lock)
            if what == "test":
                _add_tests(lock)
                _make(VALIDATORS, lock)
            if what == "slurm":
                _add_slurm(lock)
    except Failed as error:
        _say(f"reproduce: {error}")
        return 4
    except OSError as error:
        _say(f"reproduce: no environment was made: {error.strerror} ({error.filename or 'no file is named'}).")
        return 4
    except KeyboardInterrupt:
        _say("reproduce: stopped; what was not finished is made the next time.")
        return 130
    return 0


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()


@contextmanager
def _alone() -> Iterator[int]:
    """Hold the lock of the folder, which ends with the last process that holds it; give its descriptor.

    A file system without locks is gone on with.
    """
    try:
        file = (ROOT / ".venv.lock").open("a")
    except OSError as error:
        raise Failed(
            f"{ROOT} cannot be written ({error.strerror}), and it has no environment yet; copy it to a folder that can be."
        ) from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say("Another ./reproduce is making the environment of this folder; waiting for it ...")
            fcntl.flock(file, fcntl.LOCK_EX)
        except OSError:
            pass
        yield file.fileno()


def _make(environment: Environment, lock: int, anew: bool = False) -> None:
    """Make an environment that is not ready, and mend the paths of one that was moved with its folder."""
    if not anew and _stands(environment):
        return
    installer = _empty(environment, lock)
    installer.wheels(ROOT / environment.wheels)
    installer.sources(ROOT / environment.sources, ROOT / TOOLS)
    installer.check()
    if environment is BUILD:
        _install_code(environment)
    _keep_locks(environment)


def _install_code(environment: Environment) -> None:
    """Let every kernel of the environment find the packages of this compendium, wherever both are moved.

    Kernels alone: another Python, such as that of a rebuilt archive or a plain Snakemake, is told where its own are.
    """
    own = environment.folder / "etc/ipython"  # IPython reads the settings of its environment there
    own.mkdir(parents=True, exist_ok=True)
    (own / "ipython_config.py").write_text(KERNELS, encoding="utf-8")


def _stands(environment: Environment) -> bool:
    """Whether an environment is ready; the paths of one that was moved with its folder are mended."""
    ready = environment.ready()
    if ready and environment.made_here():
        _mend_paths(environment)
    return ready


def _empty(environment: Environment, lock: int) -> Installer:
    """What installs into an environment that holds nothing yet."""
    _clear(environment.folder, environment.made_here())
    _say(environment.about)
    environment.folder.mkdir()
    (environment.folder / MARK).write_bytes(os.fsencode(environment.folder))
    installer = Installer(environment.folder, ROOT, lock)
    installer.make()
    return installer


def _keep_locks(environment: Environment) -> None:
    """Copies of the locks say what an environment holds."""
    for name in (environment.wheels, environment.sources):
        shutil.copyfile(ROOT / name, environment.folder / name)


def _add_slurm(lock: int) -> None:
    """Make the environment that hands jobs to Slurm, over that of the build.

    It is not held against the requirements once more: its lock repeats the pins of the build's, as a test sees to, and
    uv does not look beyond one environment.
    """
    if _stands(SLURM):
        return
    installer = _empty(SLURM, lock)
    (own,) = SLURM.folder.glob("lib/python*/site-packages")
    below = BUILD.folder / own.relative_to(SLURM.folder)
    (own / "build.pth").write_text(os.path.relpath(below, own) + "\n", encoding="utf-8")
    installer.wheels(_more(ROOT / SLURM.wheels, SLURM.folder))
    shutil.rmtree(installer.cache)
    _keep_locks(SLURM)


def _clear(folder: Path, ours: bool) -> None:
    """Remove an environment that this script made. Raises Failed for anything else that holds something."""
    if ours:
        shutil.rmtree(folder)
    elif folder.is_symlink():
        raise Failed(
            f"{folder} is a link to {os.readlink(folder)}, which does not hold the locked packages; "
            "remove the link, and ./reproduce makes an environment of its own."
        )
    elif folder.is_dir() and not os.listdir(folder):
        folder.rmdir()
    elif folder.exists():
        raise Failed(
            f"{folder} was not made by this version of ./reproduce (it has no file {MARK}), and is left alone; "
            "move it away or remove it, and ./reproduce makes its own."
        )


def _add_tests(lock: int) -> None:
    """Add to the build's environment what only the tests need; what an interruption left is written again."""
    wanted, held = ROOT / TEST, BUILD.folder / TEST
    if _same(wanted, held):
        return
    begun = held.with_suffix(".begun")
    if BUILD.folder.is_symlink():
        _clear(BUILD.folder, ours=False)
    if held.exists() or (begun.exists() and not _same(wanted, begun)):
        _make(BUILD, lock, anew=True)
    _say("Adding what the tests need ...")
    shutil.copyfile(wanted, begun)
    installer = Installer(BUILD.folder, ROOT, lock)
    installer.wheels(_more(wanted, BUILD.folder))
    installer.check()
    begun.replace(held)


def _more(lock: Path, folder: Path) -> Path:
    """What a lock adds to the build's, as a lock in a folder."""
    build = set(_blocks(ROOT / BUILD.wheels))
    more = folder / "added.lock"
    more.write_text("\n".join(text for name, text in _blocks(lock).items() if name not in build), encoding="utf-8")
    return more


def _blocks(lock: Path) -> dict[str, str]:
    """The requirements of a lock by the names of the packages (one may stand there for several markers)."""
    found: dict[str, str] = {}
    for block in re.split(r"\n(?=[a-z0-9])", lock.read_text(encoding="utf-8")):
        if named := re.match(r"([a-z0-9][a-z0-9._-]*)(\[[^]]*\])?==", block):
            found[named[1]] = f"{found.get(named[1], '')}{block}\n"
    return found


def _mend_paths(environment: Environment) -> None:
    """Let the scripts of an environment name the folder that it was moved to."""
    mark, here = environment.folder / MARK, os.fsencode(environment.folder)
    if mark.read_bytes() == here:
        return
    subprocess.run([environment.python, "-m", "venv", "--without-pip", environment.folder], check=True)
    quoted = re.sub(rb'([\\"$`])', rb"\\\1", here)
    head = b"#!/bin/sh\n'''exec' \"" + quoted + b'/bin/python" "$0" "$@"\n\' \'\'\'\n'
    for path in (environment.folder / "bin").iterdir():
        if path.is_file() and not path.is_symlink() and SCRIPT.match(text := path.read_bytes()):
            path.write_bytes(SCRIPT.sub(lambda _: head, text, count=1))
    mark.write_bytes(here)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
