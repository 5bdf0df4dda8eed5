"""Languages that each state recognises or that one in a hundred speaks, with the share of speakers."""

import json
import tarfile
from pathlib import Path

from crossborder.snapshot.scope import Rows, Scope, alpha2

FILE = "package/supplemental/territoryInfo.json"
LEAST = 1  # per cent of speakers of a language without status


def missing(scope: Scope) -> list[str]:
    """States without a language."""
    return scope.lacking("cldr", "languages")


def take(package: Path, _scope: Scope, asked: list[str]) -> dict[str, Rows]:
    """Rows of `languages`; the status is empty for a language that has none."""
    with tarfile.open(package) as archive:
        territories = json.load(archive.extractfile(FILE))["supplemental"]["territoryInfo"]
    return {
        "languages": [
            {
                "country": iso3,
                "language": language,
                "speakers_per_cent": float(spoken["_populationPercent"]),
                "status": spoken.get("_officialStatus", "").replace("_", " "),
            }
            for iso3, two in alpha2(asked).items()
            for language, spoken in sorted(territories.get(two, {}).get("languagePopulation", {}).items())
            if "_officialStatus" in spoken or float(spoken["_populationPercent"]) >= LEAST
        ]
    }
