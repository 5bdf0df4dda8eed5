"""Packages of hash-locked lists into an environment, with uv where it runs, else with pip.

The user's settings of indexes, certificates and proxies are kept; settings that would put packages elsewhere, or
choose others, do not reach in. Caches lie in the folder, and are removed when all is installed.
"""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

# Names of pip's options, https://pip.pypa.io/en/stable/cli/pip/, that say where packages come from.
PIP = re.compile(
    r"(extra-)?index-url|no-index|find-links|trusted-host|(client-)?cert|proxy|(default-)?timeout|retries"
    r"|keyring-provider|use-feature|cache-dir|no-cache-dir"
)
# The same of uv, https://docs.astral.sh/uv/reference/settings/ and .../environment/.
UV = re.compile(
    r"index.*|default-index|extra-index-url|find-links|no-index|native-tls|system-certs|(allow-)?insecure-host|http-.*"
    r"|offline|keyring-provider|cache-dir|no-cache|link-mode|concurrent-.*|request-timeout|ssl-cert.*"
)
EXACT = ("--no-deps", "--require-hashes")
WHEELS = ("--only-binary", ":all:")
SOURCES = ("--no-binary", ":all:", "--no-build-isolation")
CAUSES = (
    (r"No space left|Disk quota exceeded|ENOSPC", "the disk is full; make room"),
    (r"DO NOT MATCH THE HASHES|[Hh]ash mismatch", "what was downloaded is not what the lock names: its digest differs"),
    (r"CERTIFICATE_VERIFY_FAILED|invalid peer certificate|SSLError", "the index's certificate is not trusted here"),
    (
        r"NewConnectionError|NameResolution|name resolution|unreachable|ConnectionReset|refused|timed out|Max retries"
        r"|Could not fetch URL|[Ff]ailed to fetch|dns error|error sending request|ProxyError|network was disabled",
        "the package index is not in reach; this step needs the network, or a folder of packages named to pip",
    ),
    (
        r"from versions: none",
        "no index or folder of packages in reach has a locked package; this step needs the network",
    ),
    (r"Read-only file system|Permission denied", "a file or folder cannot be written"),
    (
        r"No matching distribution|no usable wheels|no wheels|no version of|not found in the (package )?registry",
        "a locked package is not offered for this system and Python",
    ),
)


class Failed(RuntimeError):
    """No environment could be made; the message is a sentence for the user."""


class Installer:
    """Installs into the environment `folder` of the compendium `root`; `held` is a lock that its processes keep."""

    def __init__(self, folder: Path, root: Path, held: int):
        self.folder, self.root, self.held = folder, root, held
        self.cache = root / ".cache/packages"
        self.log = root / ".cache/install.log"
        self.cache.mkdir(parents=True, exist_ok=True)
        self.uv = uv if (uv := shutil.which("uv")) and _runs(uv, "--version") else None

    @property
    def python(self) -> str:
        return str(self.folder / "bin/python")

    def make(self) -> None:
        """Make the empty environment, with pip where uv is not there."""
        self.log.unlink(missing_ok=True)
        done = self._run([sys.executable, "-m", "venv", *(["--without-pip"] if self.uv else []), str(self.folder)], {})
        if done.returncode and cause_of(self.log.read_text(encoding="utf-8", errors="replace")) is None:
            raise Failed(
                f"{sys.executable} cannot make virtual environments; "
                "install its venv module (on Debian: apt-get install python3-venv), or uv."
            )
        self._judge(done.returncode, "the environment was not made")

    def wheels(self, lock: Path) -> None:
        """Install the wheels of a lock, compiled now: without bytecode every start of Python costs seconds."""
        again = "--reinstall" if self.uv else "--ignore-installed"
        compiled = "--compile-bytecode" if self.uv else "--compile"
        self._install(*EXACT, *WHEELS, again, compiled, "-r", str(lock))

    def sources(self, lock: Path, tools: Path) -> None:
        """Build and install the packages of a lock with the tools of another, which are gone afterwards."""
        beside = self.folder / "build-tools"
        self._install(*EXACT, *WHEELS, "--target", str(beside), "-r", str(tools))
        self._install(*EXACT, *SOURCES, "-r", str(lock), path=beside)
        shutil.rmtree(beside)

    def check(self) -> None:
        """Hold every package's requirements against what is installed, and end: the caches go."""
        if self.uv:
            done = self._run([self.uv, "pip", "check", "--python", self.python], self._settings)
        else:
            done = self._run([self.python, "-m", "pip", "check"], self._settings)
        self._judge(done.returncode, "the installed packages do not fit each other")
        shutil.rmtree(self.cache)

    def _install(self, *arguments: str, path: Path | None = None) -> None:
        if self.uv:
            command = [self.uv, "pip", "install", "--quiet", "--python", self.python]
        else:
            command = [self.python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
        more = {"PYTHONPATH": str(path)} if path else {}
        done = self._run([*command, *arguments], {**self._settings, **more})
        self._judge(done.returncode, "the packages were not installed")

    @cached_property
    def _settings(self) -> dict[str, str]:
        """Variables that hold the user's settings which are kept, and keep out the others."""
        if self.uv:
            kept = {name: value for name, value in os.environ.items() if is_of_uv(name)}
            own = self.folder / "uv.toml"
            own.write_text(uv_settings(), encoding="utf-8")
            return {"UV_CACHE_DIR": str(self.cache), **kept, "UV_CONFIG_FILE": str(own), "UV_PYTHON_DOWNLOADS": "never"}
        done = subprocess.run(
            [self.python, "-m", "pip", "config", "list"], env=_clean(pip=True), capture_output=True, text=True
        )
        if done.returncode:
            raise Failed(f"pip cannot read its configuration: {(done.stderr.strip().splitlines() or ['?'])[-1]}")
        cache = {"PIP_CACHE_DIR": str(self.cache)}
        return {**cache, **_pip_settings(done.stdout), "PIP_CONFIG_FILE": os.devnull, "PIP_USE_PEP517": "1"}

    def _run(self, command: list[str], variables: Mapping[str, str]) -> subprocess.CompletedProcess:
        """Run a command in the environment's folder, and add what it says to the log."""
        with self.log.open("a", encoding="utf-8") as log:
            print("$", *command, file=log, flush=True)
            return subprocess.run(
                command,
                cwd=self.folder,
                env={**_clean(), **variables},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=(self.held,),
            )

    def _judge(self, code: int, what: str) -> None:
        """Raises Failed with what the log names as the cause."""
        if code:
            said = self.log.read_text(encoding="utf-8", errors="replace").rpartition("\n$ ")[2]
            cause = cause_of(said) or (said.strip().splitlines() or ["nothing was said"])[-1]
            raise Failed(
                f"{what}: {cause}. All that was said stands in {self.log}; run the same again when it is mended."
            )


def _runs(*command: str) -> bool:
    return subprocess.run(command, capture_output=True).returncode == 0


def cause_of(said: str) -> str | None:
    """The cause of a failure in words, as far as what was said tells it; else None."""
    return next((cause for pattern, cause in CAUSES if re.search(pattern, said)), None)


def _clean(pip: bool = False) -> dict[str, str]:
    """The variables of the user without those of Python, uv and, but for `pip`, pip."""
    out = ("PYTHON", "UV_", "VIRTUAL_ENV", "CONDA_PREFIX", *(() if pip else ("PIP_",)))
    return {name: value for name, value in os.environ.items() if not name.startswith(out)}


def _pip_settings(listed: str) -> dict[str, str]:
    """What `pip config list` says of the options that are kept, as variables: those of a command over global ones.

    pip passes over an empty one.
    """
    lines = [re.match(r"(global|install|:env:)\.([a-z-]+)=(.*)", line) for line in listed.splitlines()]
    order = ("global", "install", ":env:")
    kept = (m for m in lines if m and PIP.fullmatch(m[2]) and ast.literal_eval(m[3]))
    found = sorted(kept, key=lambda m: order.index(m[1]))
    return {f"PIP_{m[2].upper().replace('-', '_')}": ast.literal_eval(m[3]) for m in found}


def is_of_uv(name: str) -> bool:
    """Whether a variable says where uv takes packages from, so that it is kept."""
    return name.startswith("UV_") and bool(UV.fullmatch(name[3:].lower().replace("_", "-")))


def uv_settings() -> str:
    """The kept settings of uv's configuration files, as one such file: the user's over the system's."""
    named = os.environ.get("UV_CONFIG_FILE")
    home = Path(os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config"))
    kept: dict[str, object] = {}
    for path in [Path(named)] if named else [Path("/etc/uv/uv.toml"), home / "uv/uv.toml"]:
        try:
            found = tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError:
            continue
        except ValueError as error:
            raise Failed(f"{path}: uv's configuration cannot be read: {error}") from None
        for table in (found, found.get("pip", {})):
            kept |= {name: value for name, value in table.items() if UV.fullmatch(name)}
    return "".join(f"{name} = {_toml(value)}\n" for name, value in kept.items())


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)} = {_toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value)
