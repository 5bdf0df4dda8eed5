"""How unequal and how connected two states are: capitals, products, stability, languages, organisations, disputes."""

from crossborder.borders import geodesy
from crossborder.borders.open_data.rows import Border, Held, Row

YEARS = (2024, 2022)
OFFICIAL = {"official", "de facto official"}
# What the text of 2015 is about, so that it counts as a dispute: not water, crime or flight alone.
DISPUTED = {"claim or dispute", "delimitation or demarcation"}
# Bodies of security, of faith and of lending whose members lie in one region of the world, or in one and its donors.
OTHER_REGIONAL = ("ADB", "BCIE", "CDB", "EAPC", "EBRD", "IADB", "IDB", "OIC", "OSCE", "PFP")
SAME = {"CABEI": "BCIE"}  # one bank under its English and its Spanish name


def measure(border: Border, held: Held) -> None:
    """Rows about both states of a border."""
    _capitals(border, held)
    _products(border, held)
    _stability(border, held)
    _languages(border, held)
    _organisations(border, held)
    _disputes(border, held)


def _capitals(border: Border, held: Held) -> None:
    states = held.by_state("states")
    both = [states[side] for side in border.sides]
    places = [(float(row["longitude"]), float(row["latitude"])) for row in both]
    names = " – ".join(row["capital"] for row in both)
    vintage = held.vintage("states")
    distance = geodesy.distance_km(*places)
    border.add("capital_distance_km", distance, "km", "geodesic on WGS 84", both, value=names, vintage=vintage)
    landlocked = all(float(row["coast_km"]) == 0 for row in both)
    border.add("both_landlocked", float(landlocked), None, "1 when neither state has a coast", both, vintage=vintage)


def _products(border: Border, held: Held) -> None:
    """Larger over smaller product per head, in two series."""
    states, table = held.by_state("states"), held.by_state("products")
    both = [states[side] for side in border.sides]
    for year in YEARS:
        heads = [row[f"product_per_head_{year}"] for row in both]
        method = f"larger over smaller product per head at purchasing power parity, {year}"
        border.add(f"product_ratio_{year}", _ratio(heads), None, method, both, vintage=held.vintage("states"))
    listed = [table[side] for side in border.sides if side in table]
    heads = [row["product_per_head"] for row in listed] if len(listed) == len(border.sides) else []
    method = "larger over smaller expenditure-side product per head at chained purchasing power parity, 2017"
    border.add("product_ratio_2017", _ratio(heads), None, method, listed, vintage=held.vintage("products"))


def _ratio(heads: list[str]) -> float | None:
    return max(map(float, heads)) / min(map(float, heads)) if heads and all(heads) else None


def _stability(border: Border, held: Held) -> None:
    states = held.by_state("stability")
    both = [states[side] for side in border.sides]
    weaker = min(both, key=lambda row: float(row["estimate"]))
    border.add(
        "stability_weaker",
        float(weaker["estimate"]),
        "standard normal",
        f"lower of both estimates of political stability, {weaker['year']}",
        both,
        value=weaker["country"],
        vintage=held.vintage("stability"),
    )


def _languages(border: Border, held: Held) -> None:
    """Languages official on both sides, and the one that most people share: the smaller of both shares of speakers."""
    one, other = ({row["language"]: row for row in held.rows["languages"] if row["country"] == s} for s in border.sides)
    shared = {name: (one[name], other[name]) for name in sorted({*one} & {*other})}
    official = [name for name, rows in shared.items() if all(row["status"] in OFFICIAL for row in rows)]
    vintage = held.vintage("languages")
    behind = [row for name in official for row in shared[name]] or [*one.values(), *other.values()]
    border.add(
        "official_languages",
        len(official),
        "languages",
        "languages official in both states",
        behind,
        value="; ".join(official) or None,
        n=len(official),
        vintage=vintage,
    )
    share = {name: min(float(row["speakers_per_cent"]) for row in rows) for name, rows in shared.items()}
    best = max(share, key=lambda name: (share[name], name), default=None)
    border.add(
        "shared_language",
        share[best] if best else 0.0,
        "per cent",
        "speakers of the language that both states share most, in the state where they are fewer",
        list(shared[best]) if best else [*one.values(), *other.values()],
        value=best,
        vintage=vintage,
    )


def _organisations(border: Border, held: Held) -> None:
    """Organisations of which both are members, after corrections, of three lists; other standings do not count.

    A list that has no organisation of which either is a member was made for other parts of the world, and tells nothing.
    """
    states = held.by_state("organisations")
    one, other = (states[side] for side in border.sides)
    names = [name for name in one.values if name != "country" and one[name] == other[name] == "member"]
    more = [[r for r in held.rows["other organisations"] if r["country"] == side] for side in border.sides]
    mine, theirs = (
        {SAME.get(r["organisation"], r["organisation"]) for r in rows if r["standing"] == "member"} for rows in more
    )
    shared = sorted(mine & theirs)
    any_of = {name for row in (one, other) for name in row.values if row[name] == "member"}
    any_regional = any_of | ((mine | theirs) & set(OTHER_REGIONAL))
    lists = {
        "organisations": ("regional organisations", names, [one, other], any_of),
        "organisations_regional": (
            "regional organisations, with those of security, faith and lending,",
            [*names, *(name for name in shared if name in OTHER_REGIONAL)],
            [one, other, *more[0], *more[1]],
            any_regional,
        ),
        "organisations_all": (
            "all organisations that are listed",
            [*names, *shared],
            [one, other, *more[0], *more[1]],
            any_regional | mine | theirs,
        ),
    }
    for condition, (what, found, behind, covered) in lists.items():
        border.add(
            condition,
            len(found) if covered else None,
            "organisations",
            f"{what} of which both states are members",
            behind,
            value="; ".join(found) or None,
            n=len(found),
            vintage=held.vintage("organisations"),
        )


def _disputes(border: Border, held: Held) -> None:
    """Whether either page of 2015 names the other state about a claim, a dispute or an open line."""
    named = held.of_border("disputes", border.dyad)
    about: list[Row] = [row for row in named if DISPUTED & set(row["about"].split("; "))]
    kinds = sorted({kind for row in named for kind in row["about"].split("; ")})
    border.add(
        "dispute_2015",
        float(bool(about)),
        None,
        "1 when either page names the other about a claim, a dispute or an open line",
        named,
        value="; ".join(kinds) or None,
        n=len(named),
        vintage=held.vintage("disputes"),
    )
