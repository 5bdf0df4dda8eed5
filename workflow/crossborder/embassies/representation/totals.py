"""Both tables as wholes: embassies, concurrent missions, and the states with most of them."""

import pandas as pd

from compendium.result.results import Results, listed
from crossborder.states import name

DIRECTIONS = {1: "of post-Soviet states in Latin America", 2: "of Latin American states in the post-Soviet states"}
FIRST = 4  # hosts that are named as those with most embassies


def whole(results: Results, missions: pd.DataFrame, states: pd.DataFrame) -> None:
    """Counts of both tables, their states and cells."""
    for table, words in DIRECTIONS.items():
        of = states[states["table"] == table]
        _counts(results, table, words, of)
        _leaders(results, table, of[of["status"] == "embassy"], of)
    for side, label in (("latin", "Latin American states"), ("post_soviet", "Post-Soviet states and Mongolia")):
        count = states[side].nunique()
        key = f"{side.replace('_', '-')}-states"
        results.number(key, f"{label} in the tables", count, "states", states["cells"], n=count)
    results.number("cells", "Printed cells of both tables", len(missions), "cells", missions["cells"], n=len(missions))


def _counts(results: Results, table: int, words: str, of: pd.DataFrame) -> None:
    embassies, concurrent = of[of["status"] == "embassy"], of[of["status"] == "concurrent"]
    results.count(f"embassy-table-{table}", f"Embassies {words}", embassies, of=of, unit="embassies")
    results.count(f"concurrent-table-{table}", f"Concurrent accreditations {words}", concurrent, of=of, unit="missions")
    label = f"Share of state cells with an embassy, table {table}"
    results.share(f"embassy-share-table-{table}", label, len(embassies), len(of), of["cells"], n=len(of))
    results.number(
        f"cells-table-{table}", f"Cells of states in table {table}", len(of), "cells", of["cells"], n=len(of)
    )


def _leaders(results: Results, table: int, embassies: pd.DataFrame, of: pd.DataFrame) -> None:
    cells = of["cells"]
    sent = embassies.groupby("sender").size()
    most = sorted(sent[sent == sent.max()].index)
    label = f"State with most embassies, table {table}"
    results.add(f"top-sender-table-{table}", label, listed(map(name, most)), cells, n=len(of))
    label = f"Embassies of the state with most, table {table}"
    results.number(f"top-sender-count-table-{table}", label, int(sent.max()), "embassies", cells, n=len(of))
    hosts = embassies.groupby("host").size().sort_values(ascending=False, kind="stable")
    first = hosts.head(FIRST)
    label = f"Hosts with most embassies, table {table}"
    results.add(f"top-hosts-table-{table}", label, listed(map(name, sorted(first.index))), cells, n=len(of))
    label = f"Share of embassies in these hosts, table {table}"
    results.share(f"top-hosts-share-table-{table}", label, first.sum(), hosts.sum(), cells, n=int(hosts.sum()))
