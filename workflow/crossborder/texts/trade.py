"""Trade of the texts, and of the collected events that give an amount."""

from compendium.decision.decisions import Decisions
from compendium.source import numbers
from compendium.table import records, statements


def tabulate(name: str, decided: Decisions) -> list[dict]:
    """Statements on trade, then events of the type trade: turnover of the first state with the second."""
    return statements.tabulate(name, decided) + [
        _of_event(event) for event in records.tabulate("events", decided) if _is_trade(event)
    ]


def _is_trade(event: dict) -> bool:
    return event["type"] == "trade" and event["value_usd_million"] is not None


def _of_event(event: dict) -> dict:
    million = event["value_usd_million"]
    reporter, partner = event["countries"].split(";")
    return {
        **{name: event[name] for name in ("id", "region", "corrections", "cells")},
        "reporter": reporter,
        "partner": partner,
        "flow": "turnover",
        "value": numbers.plain(million),
        "unit": "million USD",
        "usd": million * 1e6,
        "period": event["date"],
        "year": int(event["date"][:4]),
        "place": event["locator"],
    }
