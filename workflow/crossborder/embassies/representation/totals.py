"""Both tables as wholes: embassies, concurrent missions, and the states with most of them."""

import pandas as pd

from compendium.result.results import Results
from compendium.result.sentence import listed
from crossborder.states import name
from crossborder.states.names import told

FIRST = 4  # hosts that are named as those with most embassies


def whole(results: Results, missions: pd.DataFrame, states: pd.DataFrame) -> None:
    """Counts of both tables, their states and cells."""
    for table in (1, 2):
        of = states[states["table"] == table]
        _counts(results, table, of)
        _leaders(results, table, of[of["status"] == "embassy"], of)
    for side in ("latin", "post_soviet"):
        count = states[side].nunique()
        results.number(f"{side.replace('_', '-')}-states", count, states["cells"], n=count)
    results.number("cells", len(missions), missions["cells"], n=len(missions))


def _counts(results: Results, table: int, of: pd.DataFrame) -> None:
    embassies, concurrent = of[of["status"] == "embassy"], of[of["status"] == "concurrent"]
    results.count(f"embassy-table-{table}", embassies, of=of)
    results.count(f"concurrent-table-{table}", concurrent, of=of)
    said = of[of["status"] != "blank"]
    results.share("embassy-share-table-{table}", len(embassies), len(said), said["cells"], n=len(said), table=table)
    results.number("cells-table-{table}", len(of), of["cells"], n=len(of), table=table)


def _leaders(results: Results, table: int, embassies: pd.DataFrame, of: pd.DataFrame) -> None:
    cells = of["cells"]
    sent = embassies.groupby("sender").size()
    most = sorted(sent[sent == sent.max()].index)
    results.add("top-sender-table-{table}", listed(map(told, most)), cells, n=len(of), table=table)
    results.number("top-sender-count-table-{table}", int(sent.max()), cells, n=len(of), table=table)
    hosts = embassies.groupby("host").size().sort_values(ascending=False, kind="stable")
    first = hosts.head(FIRST)
    results.add(
        "top-hosts-table-{table}", listed(map(told, sorted(first.index, key=name))), cells, n=len(of), table=table
    )
    results.share("top-hosts-share-table-{table}", first.sum(), hosts.sum(), cells, n=int(hosts.sum()), table=table)
