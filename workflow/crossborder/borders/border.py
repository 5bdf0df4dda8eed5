"""One border close up: its conditions and where they stand, what was tried, who says otherwise, what others did.

Parameters: `dyad`, the border; `among`, the group of borders that its conditions are set against; `beside`,
the group whose nearest borders among those are sought. A border of `among` is set against the others.
"""

from compendium.result import sentence
from compendium.result.results import Results
from crossborder.borders.closeup.about import About, about, row
from crossborder.borders.closeup.closures import closures
from crossborder.borders.closeup.nearest import nearest
from crossborder.borders.closeup.people import people
from crossborder.borders.closeup.rivals import rivals
from crossborder.borders.closeup.standing import standing
from crossborder.borders.closeup.told import told
from crossborder.borders.closeup.tried import tried
from crossborder.borders.conditions import map_frames

WINDOW = 2.5  # degrees about the line within which places are drawn
AROUND = 2  # lengths of the line on each side of it within which states are kept: a map is at most 3.2 times as wide
TOLERANCE = 0.004  # degrees: finer than a line is wide on a map of one border


def measure(results: Results) -> None:
    """Fill the results and frames of a report on one border."""
    found = about(results)
    _called(results, found)
    standing(results, found)
    people(results, found)
    nearest(results, found)
    rivals(results, found)
    closures(results, found)
    tried(results, found)
    shapes, names = results.tables["shapes"], results.codings.get("unit-name", {})
    around = map_frames.window(shapes, found.dyad, WINDOW, AROUND)
    results.frames["map_shapes"] = map_frames.shapes(shapes, [found.dyad], TOLERANCE, around)
    results.frames["map_shapes"] += map_frames.units(shapes, found.dyad, names)
    window = map_frames.window(shapes, found.dyad, WINDOW)
    results.frames["map_places"] = map_frames.places(results.tables["places"], 0, window)
    told(results, found)


def _called(results: Results, found: About) -> None:
    """What sentences call the border, the groups, and the comparison of both groups."""
    mine = row(results, found)
    every = [mine[name] for name in mine.index if name.startswith("cells_")]
    results.add("border", found.own.name, every, n=len(every))
    results.number("among-borders", len(found.among.dyads), every, n=1, group=found.among.name)
    place, beside = found.whole.place, found.beside.place
    for name, text in (("among", place.name()), ("within", place.within()), ("of", place.of())):
        results.add("{called}", text, every, n=len(found.among.dyads), called=name)
    results.add("beside", beside.name(), every, n=len(found.beside.dyads))
    compared = f"{sentence.capital(place.name())} and {beside.name()}"
    results.add("compared", compared, every, n=len(found.whole.dyads) + len(found.beside.dyads))
