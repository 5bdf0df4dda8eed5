"""Which neighbours the Factbook of 2015 names under international disputes, and about what."""

import json
import re
import tarfile
from pathlib import Path

from crossborder.snapshot.scope import Rows, Scope
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


def missing(scope: Scope) -> list[str]:
    """States whose page told of no land neighbour."""
    return scope.lacking("factbook-2015", "disputes")


def take(package: Path, scope: Scope, asked: list[str]) -> dict[str, Rows]:
    """Rows of `disputes`: the page of a country, a land neighbour that it names, and the kinds of clauses that do.

    They are those of the borders of the states that are asked for, from the pages of both sides.
    """
    borders = set(scope.beside(asked))
    states = sorted({state for key in borders for state in key.split("-")})
    with tarfile.open(package) as archive:
        pages = [json.load(archive.extractfile(m)) for m in archive.getmembers() if PAGE.fullmatch(m.name)]
    texts, names = {}, {}
    for page in pages:
        short = page.get("Government", {}).get("Country name", {}).get("conventional short form", {}).get("text")
        if short and (iso3 := code(short)) in states:
            texts[iso3] = page["Transnational Issues"].get("Disputes - international", {}).get("text", "")
            names[iso3] = short
    if missing := set(states) - set(texts):
        raise ValueError(f"no page for {sorted(missing)}")
    return {
        "disputes": [
            {"country": country, "neighbour": neighbour, "about": "; ".join(about)}
            for country in states
            for neighbour in states
            if "-".join(sorted((country, neighbour))) in borders
            if (about := _about(texts[country], names[neighbour]))
        ]
    }


def _about(text: str, name: str) -> list[str]:
    """Kinds of the clauses with a name in them; `other` where none of the words stands beside it."""
    clauses = [clause for clause in text.split(";") if re.search(rf"\b{re.escape(name)}", clause)]
    found = [kind for kind, words in ABOUT.items() if any(re.search(words, clause) for clause in clauses)]
    return found or ["other"] if clauses else []
