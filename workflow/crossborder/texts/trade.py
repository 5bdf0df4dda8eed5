"""Trade of the texts, and of the collected events that give an amount."""

from compendium.decision.decisions import Decisions
from compendium.source import numbers
from compendium.table import records, statements
from crossborder.texts.periods import months, part


def tabulate(name: str, decided: Decisions) -> list[dict]:
    """Statements on trade, then events of the type trade: turnover of the first state with the second."""
    rows = statements.tabulate(name, decided)
    rows += [_of_event(event) for event in records.tabulate("events", decided) if _is_trade(event)]
    return [{**row, "months": months(row["period"])} for row in rows]


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
        "period": f"{said} {event['date'][:4]}" if (said := part(event["description"] or "")) else event["date"],
        "year": int(event["date"][:4]),
        "place": event["locator"],
    }
