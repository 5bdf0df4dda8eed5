"""Which records of events tell that states met, or that something was opened or signed, each told once."""

import pandas as pd

NO_EVENTS = ("trade", "interview")  # a figure and an article: nobody met, and nothing was opened or signed


def meetings(rows: pd.DataFrame) -> pd.DataFrame:
    """Events without figures of trade and interviews, and without those that another record dates more precisely.

    Two records are of one event when they have the same type and states and one date fits the other.
    """
    rows = rows[~rows["type"].isin(NO_EVENTS)]
    told = [(row.type, _states(row.countries), row.date or "") for row in rows.itertuples()]
    again = [any(one[:2] == other[:2] and other[2].startswith(f"{one[2]}-") for other in told) for one in told]
    return rows[~pd.Series(again, index=rows.index, dtype=bool)]


def _states(countries: str | None) -> frozenset[str]:
    return frozenset((countries or "").split(";"))
