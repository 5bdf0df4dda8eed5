"""What was measured, kept as JSON: each part with its costs, facts and failures, its date, machine and versions."""

import datetime
import json
import os
import platform
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from command import Cost
from parts import Measured

GIBIBYTE = 2**30


@dataclass(frozen=True)
class Part:
    """One part as it was measured, and where; `quick` with small sizes, which judge no aim."""

    measured: Measured
    repetitions: int
    date: str
    machine: dict[str, str | float]
    versions: dict[str, str]
    command: str
    quick: bool


def machine() -> dict[str, str | float]:
    """Processor, cores, memory in GiB, system, and how many processes wanted a core in the minute before."""
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        "memory": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIBIBYTE, 1),
        "system": f"{platform.system()} {platform.release().partition('-')[0]}",
        "load": round(os.getloadavg()[0], 1),
    }


def _processor() -> str:
    try:
        found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    except OSError:
        found = None
    return found[1].strip() if found else platform.processor() or platform.machine()


def today() -> str:
    """The day in UTC."""
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def read(path: Path) -> dict[str, Part]:
    """Parts by name; none where the file is not there. Raises ValueError where it is no such file."""
    if not path.is_file():
        return {}
    try:
        return {name: _part(**part) for name, part in json.loads(path.read_text(encoding="utf-8")).items()}
    except (TypeError, KeyError, AttributeError, ValueError) as error:
        raise ValueError(f"{path} is no file that the benchmark wrote: {error}; remove it and measure anew") from None


def _part(measured: dict, **more: object) -> Part:
    costs = {name: [Cost(*cost) for cost in found] for name, found in measured["costs"].items()}
    return Part(Measured(costs, measured["facts"], measured["failed"]), **more)


def write(path: Path, parts: dict[str, Part]) -> None:
    """Write parts, each cost as [wall seconds, processor seconds, bytes]."""
    found = {name: asdict(part) for name, part in parts.items()}
    for part in found.values():
        costs = part["measured"]["costs"]
        part["measured"]["costs"] = {name: [list(cost.values()) for cost in each] for name, each in costs.items()}
    text = json.dumps(found, ensure_ascii=False, indent=1)
    # A cost is one line.
    text = re.sub(r"\[\s+([\d.]+),\s+([\d.]+),\s+(\d+)\s+\]", r"[\1, \2, \3]", text)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", encoding="utf-8")
