"""Labels that do not collide: each takes the first free place beside its point, or is left out."""

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from compendium.report import drawing

PAD = 0.6  # points between labels
# Where a label may lie beside its point, in the order in which it is tried: right, left, above, below, corners.
SIDES = (
    (1, 0, "left", "center"),
    (-1, 0, "right", "center"),
    (0, 1, "center", "bottom"),
    (0, -1, "center", "top"),
    (0.7, 0.7, "left", "bottom"),
    (-0.7, 0.7, "right", "bottom"),
    (0.7, -0.7, "left", "top"),
    (-0.7, -0.7, "right", "top"),
)
ALIGNED = {"left": 0, "right": 1, "bottom": 0, "top": 1, "center": 0.5}  # share of a text before its point


class Labels:
    """Labels of one axes, and the boxes that are taken, in pixels."""

    def __init__(self, axes: Axes):
        self.axes = axes
        figure = axes.get_figure()
        self.renderer = FigureCanvasAgg(figure).get_renderer()
        self.pixels = figure.dpi / 72  # to a point
        self.boxes: list[np.ndarray] = []  # corners, since a Bbox is slow to read
        self.points: list[np.ndarray] = []

    @classmethod
    def of(cls, axes: Axes) -> "Labels":
        """The labels of an axes, the same for all who ask."""
        if not hasattr(axes, "_labels"):
            axes._labels = cls(axes)
        return axes._labels

    def keep_clear(self, x: float, y: float, radius: float) -> None:
        """Let no label lie on a circle (radius in points) about a point."""
        px, py = self.axes.transData.transform((x, y))
        reach = radius * self.pixels
        self.points.append(np.array([[px - reach, py - reach], [px + reach, py + reach]]))

    def forget_points(self) -> None:
        """Let later labels lie on the points that were kept clear so far, though not on labels."""
        self.points = []

    def taken(self, drawn: Artist) -> None:
        """Let no label lie on what is drawn already."""
        self.boxes.append(drawn.get_window_extent(self.renderer).get_points())

    def beside(
        self, x: float, y: float, label: str, radius: float, needed: bool = False, **style: object
    ) -> Text | None:
        """Write a label beside a circle about a point, or nothing where all sides are taken.

        One that is needed may lie on points that others keep clear of, never on another label.
        """
        away = radius + 1.5
        places = [((right * away, up * away), ha, va) for right, up, ha, va in SIDES]
        for boxes in ((*self.boxes, *self.points), self.boxes)[: 1 + needed]:
            if text := self._written(x, y, label, places, style, boxes):
                return text
        return None

    def on(
        self, x: float, y: float, label: str, shifts: Sequence[float] = (0, 8, -8, 16, -16), **style: object
    ) -> Text | None:
        """Write a label centred on a point, or off it by the first shift (points upwards) that is free, or nothing."""
        places = [((0, up), "center", "center") for up in shifts]
        return self._written(x, y, label, places, style, (*self.boxes, *self.points))

    def _written(
        self, x: float, y: float, label: str, places: Sequence[tuple], style: dict, boxes: Sequence[np.ndarray]
    ) -> Text | None:
        """A label at the first place (offset in points, alignment) that is in the axes and free of boxes."""
        text = self.axes.annotate(
            label, (x, y), (0, 0), textcoords="offset points", zorder=5, annotation_clip=False, **style
        )
        drawing.with_halo(text)
        size = text.get_window_extent(self.renderer).size  # the slow part, and the same at every place
        frame = self.axes.get_window_extent(self.renderer)
        for offset, ha, va in places:
            box = self._box((x, y), offset, size, ha, va)
            inside = frame.x0 <= box.x0 and box.x1 <= frame.x1 and frame.y0 <= box.y0 and box.y1 <= frame.y1
            if inside and not box.count_overlaps(boxes):
                text.set(position=offset, ha=ha, va=va)
                self.boxes.append(box.get_points())
                return text
        text.remove()
        return None

    def _box(self, point: tuple[float, float], offset: tuple[float, float], size: np.ndarray, ha: str, va: str) -> Bbox:
        """Box in pixels of a text of a size at an offset from a point, with what is kept free about it."""
        share = np.array([ALIGNED[ha], ALIGNED[va]])
        corner = self.axes.transData.transform(point) + np.multiply(offset, self.pixels) - share * size
        return Bbox([corner, corner + size]).padded(PAD * self.pixels)
