"""Write bill.cdx.json, the software bill of the locked environment: CycloneDX, with licences, the same bytes each time.

    .venv/bin/python tests/bill.py PATH/OF/cyclonedx-py

cyclonedx-py (package cyclonedx-bom) reads what is installed in .venv, which `./reproduce` made; docs/dependencies.md
says how it is had. What is no part of the build's locks is left out, and so are addresses, which are not the same
wherever packages are served.
"""

import importlib.metadata
import json
import re
import subprocess
import sys
from pathlib import Path

import wheels
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
BILL = ROOT / "bill.cdx.json"
LOCKS = ("requirements.lock", "sources.lock")
PYTHON = "3.11.9"  # with which the published bytes were made
# Words by which the text of a licence is known.
MARKS = {"Apache-2.0": r"Apache License\s+Version 2\.0", "MIT": r"Permission is hereby granted, free of charge"}
KEPT = ("type", "bom-ref", "name", "version", "purl", "licenses")


def locked() -> dict[str, str]:
    """Version of every package of the build's locks, by name, on Linux x86-64."""
    found = (r for lock in LOCKS for r, _ in wheels.wanted(lock, PYTHON))
    return {canonicalize_name(r.name): str(r.specifier).removeprefix("==") for r in found}


def bill(program: str) -> dict:
    """The bill, of what the program tells of the environment."""
    command = [program, "environment", "--output-reproducible", "--sv", "1.6", str(ROOT / ".venv/bin/python")]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    kept = [c for c in told["components"] if canonicalize_name(c["name"]) in locked()]
    known = {c["bom-ref"] for c in kept}
    needs = [
        {"ref": d["ref"], **({"dependsOn": below} if (below := sorted(known & set(d.get("dependsOn", [])))) else {})}
        for d in told["dependencies"]
        if d["ref"] in known
    ]
    tools = [{k: tool[k] for k in ("type", "name", "version")} for tool in told["metadata"]["tools"]["components"]]
    return {
        "$schema": told["$schema"],
        "bomFormat": told["bomFormat"],
        "specVersion": told["specVersion"],
        "version": 1,
        "metadata": {"tools": {"components": sorted(tools, key=lambda tool: tool["name"])}},
        "components": sorted((_component(c) for c in kept), key=lambda c: canonicalize_name(c["name"])),
        "dependencies": sorted(needs, key=lambda d: d["ref"]),
    }


def _component(told: dict) -> dict:
    """A package with its licences: those that it declares, or what the text says that lies in it."""
    found = {key: told[key] for key in KEPT if key in told}
    found["purl"] = f"pkg:pypi/{canonicalize_name(told['name'])}@{told['version']}"
    if "licenses" not in found:
        found["licenses"] = [{"license": {"id": _by_text(told["name"]), "acknowledgement": "concluded"}}]
    return found


def _by_text(name: str) -> str:
    """SPDX name of the licence that lies in a package which declares none. Raises LookupError for another text."""
    held = importlib.metadata.files(name) or []
    texts = [file.read_text() for file in held if re.match(r"(LICEN[CS]E|COPYING)", file.name)]
    found = {spdx for text in texts for spdx, mark in MARKS.items() if re.search(mark, text)}
    if len(found) != 1:
        raise LookupError(f"{name} declares no licence, and its files tell of {sorted(found) or 'none that is known'}")
    return found.pop()


def main(program: str) -> None:
    """Write the bill."""
    BILL.write_text(json.dumps(bill(program), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
