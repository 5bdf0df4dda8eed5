"""Which neighbours the Factbook of 2015 names under international disputes, and about what."""

import json
import re
import tarfile
from pathlib import Path

from crossborder.snapshot.scope import STATES, dyads
from crossborder.states import code

PAGE = re.compile(r"package/[^/]+/[a-z]{2}\.json")
# What a clause is about, by the words that it has.
ABOUT = {
    "claim or dispute": r"dispute|claim|International Court|ICJ",
    "delimitation or demarcation": r"delimit|demarcat",
    "sea": r"maritime|sea\b|seabed|islands?\b",
    "water": r"water-sharing|paper mills",
    "crime or flight": r"narcotic|smuggling|trafficking|squatters|cross the porous",
}


def take(package: Path) -> dict[str, list[dict]]:
    """Rows of `disputes`: the page of a country, a land neighbour that it names, and the kinds of clauses that do."""
    with tarfile.open(package) as archive:
        pages = [json.load(archive.extractfile(m)) for m in archive.getmembers() if PAGE.fullmatch(m.name)]
    texts, names = {}, {}
    for page in pages:
        short = page.get("Government", {}).get("Country name", {}).get("conventional short form", {}).get("text")
        if short and (iso3 := code(short)) in STATES:
            texts[iso3] = page["Transnational Issues"].get("Disputes - international", {}).get("text", "")
            names[iso3] = short
    if missing := set(STATES) - set(texts):
        raise ValueError(f"no page for {sorted(missing)}")
    return {
        "disputes": [
            {"country": country, "neighbour": neighbour, "about": "; ".join(about)}
            for country in sorted(STATES)
            for neighbour in sorted(STATES)
            if "-".join(sorted((country, neighbour))) in dyads()
            if (about := _about(texts[country], names[neighbour]))
        ]
    }


def _about(text: str, name: str) -> list[str]:
    """Kinds of the clauses with a name in them; `other` where none of the words stands beside it."""
    clauses = [clause for clause in text.split(";") if re.search(rf"\b{re.escape(name)}", clause)]
    found = [kind for kind, words in ABOUT.items() if any(re.search(words, clause) for clause in clauses)]
    return found or ["other"] if clauses else []
