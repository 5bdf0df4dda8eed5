"""Maps: what a report is about is large, labels that do not collide, a drawing small enough to embed."""

import io
from itertools import combinations

import pandas as pd
import pyproj
import pytest
import shapely
from matplotlib.figure import Figure
from matplotlib.text import Annotation

from compendium.decision import codings, decisions
from compendium.table import geometry
from compendium.table.kinds import tabulate
from crossborder.borders import geodesy
from crossborder.borders.conditions import map_frames as drawn
from crossborder.borders.figures import labels, maps

DYADS = ["ARG-BOL", "ARG-PRY", "BRA-PRY", "COL-VEN", "KAZ-KGZ", "KAZ-TKM", "KAZ-UZB"]


@pytest.fixture(scope="module")
def shapes():
    made = pd.DataFrame(tabulate("shapes", decisions.load()))
    return made.assign(shape=made["shape"].map(geometry.wkb))  # as the table is stored


@pytest.fixture(scope="module")
def places():
    return pd.DataFrame(drawn.places(pd.DataFrame(tabulate("places", decisions.load())), drawn.LEAST))


def overlaps(axes) -> list[tuple[str, str]]:
    """Pairs of labels of an axes that lie on one another."""
    texts = [child for child in axes.get_children() if isinstance(child, Annotation) and child.get_text()]
    renderer = labels.Labels.of(axes).renderer
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in texts]
    return [(a, b) for (a, one), (b, other) in combinations(boxes, 2) if one.overlaps(other)]


@pytest.fixture(scope="module")
def pairs(shapes, places):
    frame = pd.DataFrame(drawn.shapes(shapes, DYADS, drawn.TOLERANCE))
    named = [dyad for dyad in DYADS if dyad.startswith("KAZ")]
    first = pd.DataFrame({"dyad": named, "analogue": ["ARG-BOL", "COL-VEN", "ARG-BOL"]})
    return maps.pairs(frame, places, first, named, "A finding")


def test_the_borders_that_a_report_is_about_are_drawn_larger_than_the_others(pairs):
    large, small = (axes.get_window_extent().width / (axes.get_xlim()[1] - axes.get_xlim()[0]) for axes in pairs.axes)
    assert large > 2 * small


def test_labels_of_a_map_do_not_collide_and_name_the_borders_and_those_most_like_them(pairs, shapes, places):
    large, small = ({text.get_text() for text in axes.texts} for axes in pairs.axes)
    for axes in pairs.axes:
        assert overlaps(axes) == []
    assert {"1  Kazakhstan–Kyrgyzstan", "2  Kazakhstan–Turkmenistan", "3  Kazakhstan–Uzbekistan"} <= large
    assert {"Russia", "China", "Kazakhstan"} <= large
    assert {"Argentina–Bolivia (1, 3)", "Colombia–Venezuela (2)"} <= small and not any("Brazil–" in t for t in small)
    for dyad in ("KAZ-UZB", "COL-VEN"):
        rows = drawn.shapes(shapes, [dyad], 0.01) + drawn.units(
            shapes, dyad, codings.by_cell(decisions.load().codings, "unit-name")
        )
        figure = maps.border(pd.DataFrame(rows), places, dyad, "Title")
        assert overlaps(figure.axes[0]) == []
        assert len(figure.axes[0].texts) > 8
        if dyad == "KAZ-UZB":
            named = {text.get_text() for text in figure.axes[0].texts}
            assert "South Kazakhstan" not in {row["name"] for row in rows} and named


def test_a_map_is_under_a_megabyte(pairs):
    written = io.StringIO()
    pairs.savefig(written, format="svg")
    assert len(written.getvalue()) < 1_000_000


def test_areas_keep_their_size_in_the_projection_of_a_panel():
    square = shapely.box(65, 40, 66, 41)
    far = shapely.box(50, 50, 51, 51)
    projection = geodesy.equal_area(shapely.union_all([square, far]))
    for shape in (square, far):
        measured = abs(pyproj.Geod(ellps="WGS84").geometry_area_perimeter(shape)[0]) / 1e6
        fine = shapely.segmentize(shape, 0.05)
        assert geodesy.project(fine, projection).area == pytest.approx(measured, rel=2e-3)


def test_a_label_without_room_is_left_out_unless_it_is_needed():
    axes = Figure(figsize=(2, 2)).add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, 10), ylim=(0, 10))
    mine = labels.Labels.of(axes)
    for x in range(11):
        for y in range(11):
            mine.keep_clear(x, y, 3)
    assert mine.beside(5, 5, "a town", 2) is None
    assert mine.beside(5, 5, "a capital", 2, needed=True) is not None
    assert mine.on(5, 5, "a state") is None
