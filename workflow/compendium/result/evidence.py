"""What every report says of its evidence: the entries of the ledger that touch a number of it."""

from compendium.result.ledger_rows import ledger_rows, touched
from compendium.result.results import Results
from compendium.source.cards import Table


def measure(results: Results, printed: list[Table]) -> None:
    """Frame `ledger`, one row an entry on a cell behind one of the results measured before, and how many there are."""
    behind = {cell for row in results.rows for cell in row["cells"]}
    results.frames["ledger"] = ledger_rows(touched(results.decided.entries, behind), printed)
    cells = [row["cells"] for row in results.frames["ledger"]]
    results.number("ledger-entries", len(cells), cells, n=len(cells))
