"""Cut this process off from its machine, as far as the kernel lets a user do that (Linux 5.12 or later).

    python -I cutoff.py LEVEL WRITABLE SEEN COMMAND ...

In namespaces of its own the command has no network. At the level `all` it has no other process in sight either, can
write below the folders WRITABLE and `/dev/shm` alone, and where users keep files and sockets it sees nothing but
WRITABLE and SEEN (both lists in JSON). Exit code: that of the command, or 7 and one line of what is not allowed here.
"""

import ctypes
import errno
import json
import os
import signal
import sys

NEW = {"user": 0x10000000, "mount": 0x00020000, "network": 0x40000000, "process": 0x20000000, "message": 0x08000000}
BIND, RECURSIVE, PRIVATE, NOSUID, NODEV = 0x1000, 0x4000, 0x40000, 0x2, 0x4
MOUNT_SETATTR, AT_FDCWD, AT_RECURSIVE, READ_ONLY = 442, -100, 0x8000, 0x1
NO_NEW_PRIVILEGES, DIE_WITH_PARENT, DROP_BOUND = 38, 1, 24
CAPABILITIES = 64
ALL, NETWORK = "all", "network"
LEVELS = {ALL: sum(NEW.values()), NETWORK: NEW["user"] | NEW["network"]}
NOT_ALLOWED = 7
HIDDEN = ("/home", "/root", "/run", "/tmp", "/var/tmp", "/mnt", "/media", "/srv")
LIBC = ctypes.CDLL(None, use_errno=True)


def main(arguments: list[str]) -> int:
    """Run a command cut off; returns its exit code, or 7 where that is not allowed."""
    level, writable, seen, command = arguments[0], json.loads(arguments[1]), json.loads(arguments[2]), arguments[3:]
    try:
        _namespaces(LEVELS[level])
    except OSError as error:
        return _refused(error)
    child = os.fork()  # the first process of the new namespace of processes, if there is one
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) % 256
    try:
        _call("ask to end with its parent", "prctl", DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
        if level == ALL:
            _file_system(writable, seen)
        _give_up_rights()
        os.chdir(writable[0])
        return _first(command)
    except OSError as error:
        return _refused(error)


def _refused(error: OSError) -> int:
    print(error.strerror or error, file=sys.stderr, flush=True)
    return NOT_ALLOWED


def _first(command: list[str]) -> int:
    """Start the command, and wait for all that it leaves, as the first process has to."""
    started = os.posix_spawnp(command[0], command, os.environ)
    while True:
        pid, status = os.wait()
        if pid == started:
            return os.waitstatus_to_exitcode(status) % 256


def _namespaces(flags: int) -> None:
    user, group = os.geteuid(), os.getegid()
    _call("make namespaces", "unshare", flags)
    for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def _file_system(writable: list[str], seen: list[str]) -> None:
    """All is read-only but the writable folders; what is hidden is empty but for these and what is seen."""
    _mount("", "/", "", RECURSIVE | PRIVATE)
    kept = {path: os.open(path, os.O_PATH) for path in sorted({*writable, *seen})}
    for folder in [path for path in HIDDEN if os.path.isdir(path) and not os.path.islink(path)]:
        _mount("tmpfs", folder, "tmpfs", NOSUID | NODEV)
    for path, held in kept.items():
        os.makedirs(path, exist_ok=True)
        _mount(f"/proc/self/fd/{held}", path, "", BIND | RECURSIVE)
    _mount("proc", "/proc", "proc", NOSUID | NODEV)
    if os.path.isdir("/dev/shm"):
        _mount("tmpfs", "/dev/shm", "tmpfs", NOSUID | NODEV)
    _set_read_only("/", True)
    for path in (*writable, *(["/dev/shm"] if os.path.isdir("/dev/shm") else [])):
        _set_read_only(path, False)


def _give_up_rights() -> None:
    """What was needed for the above, so that it cannot be undone."""
    for number in range(CAPABILITIES):
        LIBC.prctl(DROP_BOUND, number, 0, 0, 0)  # fails for numbers that this kernel does not have
    _call("give up rights", "prctl", NO_NEW_PRIVILEGES, 1, 0, 0, 0)


def _mount(source: str, target: str, kind: str, flags: int) -> None:
    _call(f"mount {target}", "mount", source.encode(), target.encode(), kind.encode(), ctypes.c_ulong(flags), None)


def _set_read_only(path: str, whether: bool) -> None:
    """Set or clear the flag of the mounts at and, where it is set, below a path (mount_setattr(2))."""
    attributes = (ctypes.c_uint64 * 4)(READ_ONLY if whether else 0, 0 if whether else READ_ONLY, 0, 0)
    where = (AT_FDCWD, path.encode(), AT_RECURSIVE, attributes, ctypes.sizeof(attributes))
    _call(f"make {path} {'read-only' if whether else 'writable'}", "syscall", MOUNT_SETATTR, *where)


def _call(what: str, function: str, *arguments: object) -> None:
    """Call a function of the C library. Raises OSError where it fails, or where this system has none."""
    found = getattr(LIBC, function, None)
    if found is None or found(*arguments):
        number = ctypes.get_errno() if found else errno.ENOSYS
        raise OSError(number, f"it does not let a user {what} ({os.strerror(number)})")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
