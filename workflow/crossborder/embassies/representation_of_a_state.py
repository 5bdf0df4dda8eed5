"""Diplomatic representation of one state across the ocean: its missions in both directions, and its rank.

Parameter `focus`: the alpha-3 code of a state of either side of both printed tables.
"""

from compendium.result.results import Results
from crossborder.embassies.representation.focus import finding, focus, rank
from crossborder.embassies.representation.sides import states_of, with_sides


def measure(results: Results) -> None:
    """Fill the results and frames of a report on one state and its partners."""
    states = states_of(with_sides(results.tables["missions"]))
    focus(results, states)
    rank(results, states)
    finding(results)
