"""Files that decide something, an entry of the ledger, and whether a report tells of a line."""

import re

T1 = "raw/sanchez-2021/table1.csv"


LEDGER, CODINGS, PUBLISHERS = "raw/corrections.csv", "config/codings.csv", "config/publishers.csv"


REFERENCES, FROZEN = "raw/references.json", "raw/checksums.sha256"


def is_told(said: str, name: str, line: int, kind: str, found: str) -> None:
    """That a problem is told with its place, and with all that a reader needs."""
    place = rf"^{re.escape(name)}, line {line}(?:, column \d+(?: “[^”]*”)?)?: {re.escape(kind)}$"
    for match in re.finditer(place, said, re.MULTILINE):
        told = said[match.end() :].split("\n    to do ")[0]
        if found in told and "\n    expected " in told:
            return
    raise AssertionError(f"{name}, line {line}: {kind}: {found}\nis not in\n{said}")


ENTRY = {
    "id": "C100", "cell": f"{T1}#cell=10,4", "printed": "x", "corrected": "0", "kind": "misprint", "status": "proposed",
    "reason": "A reason.", "evidence": "sanchez-2021: text", "decided_by": "maintainers", "date": "2026-11-22",
}  # fmt: skip
