"""A Slurm of one node on this machine, with its own folder, key, sockets and ports: nothing of the system's is touched."""

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = (
    "munged",
    "slurmctld",
    "slurmd",
    "sbatch",
    "scancel",
    "scontrol",
    "sinfo",
    "squeue",
    "srun",
)  # slurm-wlm, munge
CORES = 2
MEMORY = 4000  # MB that the node offers
WAIT = 120  # seconds until a daemon answers, or a job is over, on a machine that does much else
PATHS = f"{os.environ.get('PATH', os.defpath)}:/usr/local/sbin:/usr/sbin:/sbin"  # daemons lie where a user's PATH ends
# Slurm's own names, https://slurm.schedmd.com/slurm.conf.html
CONF = """
ClusterName=one
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={ports[0]}
SlurmdPort={ports[1]}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
CredType=cred/munge
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
KillWait=2
ReturnToService=2
SlurmdParameters=config_overrides
NodeName=node NodeHostname={host} NodeAddr=127.0.0.1 CPUs={cores} RealMemory={memory} State=UNKNOWN
PartitionName=main Nodes=node Default=YES MaxTime=INFINITE State=UP
"""


class Missing(RuntimeError):
    """No Slurm can be started here; the message says why."""


@dataclass(frozen=True)
class Slurm:
    """A running Slurm: its folder, and the variables by which its clients find it."""

    folder: Path
    env: dict[str, str]

    def call(self, *command: str) -> str:
        """What a client prints."""
        return subprocess.run(command, env=self.env, capture_output=True, text=True, check=True).stdout

    def jobs(self) -> dict[str, str]:
        """States of all jobs that Slurm remembers, by number."""
        lines = self.call("squeue", "--noheader", "--states=all", "--format=%i|%T").splitlines()
        return dict(line.split("|") for line in lines)

    def running(self) -> list[str]:
        """Numbers of the jobs that are not over."""
        return [number for number, state in self.jobs().items() if state in ("PENDING", "RUNNING", "COMPLETING")]

    def wait_until(self, true, seconds: float = WAIT) -> None:
        """Wait until a function of this is true."""
        until = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < until, (self.jobs(), self.said())
            time.sleep(0.1)

    def said(self) -> str:
        """The ends of what the daemons wrote."""
        logs = sorted(self.folder.glob("*.log"))
        return "\n".join(f"{log.name}: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}" for log in logs)


@contextmanager
def started() -> Iterator[Slurm]:
    """Have a Slurm within. Raises Missing where it is not installed or does not start."""
    if absent := [name for name in PROGRAMS if not shutil.which(name, path=PATHS)]:
        raise Missing(f"{', '.join(absent)} not found; on Debian: apt-get install slurm-wlm munge")
    # A socket's path is short, and the daemons accept no folder that others may write.
    with tempfile.TemporaryDirectory(prefix="slurm-", dir="/tmp", ignore_cleanup_errors=True) as name:
        slurm = Slurm(Path(name), {**os.environ, "PATH": f"{name}/bin:{PATHS}", "SLURM_CONF": f"{name}/slurm.conf"})
        processes: list[subprocess.Popen] = []
        try:
            _configure(slurm.folder)
            processes.append(_daemon(slurm, *_munged(slurm.folder)))
            _until(slurm, processes, (slurm.folder / "munge.socket").exists)
            processes.append(_daemon(slurm, "slurmctld", "-D", "-i"))
            processes.append(_daemon(slurm, "slurmd", "-D", "-N", "node"))
            _until(slurm, processes, lambda: _state(slurm) == "idle")
            yield slurm
        finally:
            with suppress(OSError, subprocess.CalledProcessError):
                if left := slurm.running():
                    slurm.call("scancel", "--signal=KILL", "--full", *left)
                    slurm.call("scancel", *left)
            for process in reversed(processes):
                process.terminate()
                try:
                    process.wait(WAIT)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


def _configure(folder: Path) -> None:
    folder.chmod(0o755)
    for name in ("state", "spool"):
        (folder / name).mkdir()
    (folder / "key").touch(0o600)
    (folder / "key").write_bytes(os.urandom(128))
    with socket.socket() as one, socket.socket() as other:
        for each in (one, other):
            each.bind(("127.0.0.1", 0))
        ports = [each.getsockname()[1] for each in (one, other)]
    host = socket.gethostname().partition(".")[0]
    text = CONF.format(folder=folder, host=host, ports=ports, user=getpass.getuser(), cores=CORES, memory=MEMORY)
    (folder / "slurm.conf").write_text(text.lstrip(), encoding="utf-8")
    (folder / "cgroup.conf").touch()  # else that of /etc may be read
    # A job step forgets the variables of Slurm, and so where its configuration lies.
    client = shutil.which("srun", path=PATHS)
    (folder / "bin").mkdir()
    (folder / "bin/srun").write_text(
        f'#!/bin/sh\nSLURM_CONF={folder}/slurm.conf exec {client} "$@"\n', encoding="ascii"
    )
    (folder / "bin/srun").chmod(0o755)


def _munged(folder: Path) -> list[str]:
    own = [f"--{kind}={folder / name}" for kind, name in (("key-file", "key"), ("socket", "munge.socket"))]
    own += [f"--{kind}-file={folder}/munge.{kind}" for kind in ("pid", "seed", "log")]
    return ["munged", "--foreground", "--force", *own]


def _daemon(slurm: Slurm, *command: str) -> subprocess.Popen:
    with open(slurm.folder / f"{command[0]}.out.log", "wb") as log:
        return subprocess.Popen(command, env=slurm.env, stdin=subprocess.DEVNULL, stdout=log, stderr=log)


def _state(slurm: Slurm) -> str:
    done = subprocess.run(["sinfo", "-h", "-o", "%T"], env=slurm.env, capture_output=True, text=True)
    return done.stdout.strip()


def _until(slurm: Slurm, processes: list[subprocess.Popen], true) -> None:
    until = time.monotonic() + WAIT
    while not true():
        if time.monotonic() > until or any(process.poll() is not None for process in processes):
            raise Missing(f"Slurm does not start:\n{slurm.said()}")
        time.sleep(0.05)
