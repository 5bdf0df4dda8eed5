"""Maps: one scale for all panels, labels that do not collide, a drawing small enough to embed."""

import io
from itertools import combinations

import pandas as pd
import pyproj
import pytest
import shapely
from matplotlib.figure import Figure
from matplotlib.text import Annotation

from compendium.decision import codings, decisions
from compendium.table.kinds import tabulate
from crossborder.borders import geodesy
from crossborder.borders.conditions import map_frames as drawn
from crossborder.borders.figures import labels, maps

DYADS = ["ARG-BOL", "ARG-PRY", "BRA-PRY", "COL-VEN", "KAZ-KGZ", "KAZ-TKM", "KAZ-UZB"]


@pytest.fixture(scope="module")
def shapes():
    return pd.DataFrame(tabulate("shapes", decisions.load()))


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
def regions(shapes, places):
    values = pd.DataFrame({"dyad": DYADS, "group": ["Left"] * 4 + ["Right"] * 3, "value": [1.0, 2, 3, None, 5, 6, 7]})
    return maps.regions(pd.DataFrame(drawn.shapes(shapes, DYADS, drawn.TOLERANCE)), places, values, "Value", "Right")


def test_all_panels_have_one_scale(regions):
    scales = []
    for axes in regions.axes[:2]:
        west, east = axes.get_xlim()
        scales.append(axes.get_window_extent().width / (east - west))
    assert scales[0] == pytest.approx(scales[1], rel=1e-6)


def test_labels_of_a_map_do_not_collide_and_name_the_borders(regions, shapes, places):
    for axes in regions.axes[:2]:
        assert overlaps(axes) == []
    assert {"Kazakhstan–Kyrgyzstan", "Kazakhstan–Turkmenistan", "Kazakhstan–Uzbekistan"} <= {
        text.get_text() for text in regions.axes[1].texts
    }
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


def test_a_border_without_a_value_is_told_in_the_legend(regions):
    assert "no value (1)" in [text.get_text() for legend in regions.legends for text in legend.get_texts()]


def test_a_map_is_under_a_megabyte(regions):
    written = io.StringIO()
    regions.savefig(written, format="svg")
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
