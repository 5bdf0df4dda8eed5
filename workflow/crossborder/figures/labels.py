"""Labels that do not collide: each takes the first free place beside its point, or is left out."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import Bbox

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


class Labels:
    """Labels of one axes, and the boxes that are taken, in pixels."""

    def __init__(self, axes: Axes):
        self.axes = axes
        figure = axes.get_figure()
        self.renderer = FigureCanvasAgg(figure).get_renderer()
        self.pixels = figure.dpi / 72  # to a point
        self.boxes: list[Bbox] = []
        self.points: list[Bbox] = []

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
        self.points.append(Bbox([[px - reach, py - reach], [px + reach, py + reach]]))

    def forget_points(self) -> None:
        """Let later labels lie on the points that were kept clear so far, though not on labels."""
        self.points = []

    def taken(self, text: Text) -> None:
        """Let no label lie on a text that is drawn already."""
        self.boxes.append(text.get_window_extent(self.renderer))

    def beside(
        self, x: float, y: float, label: str, radius: float, needed: bool = False, **style: object
    ) -> Text | None:
        """Write a label beside a circle about a point, or nothing where all sides are taken.

        One that is needed may lie on points that others keep clear of, never on another label.
        """
        for boxes in ((*self.boxes, *self.points), self.boxes)[: 1 + needed]:
            for right, up, ha, va in SIDES:
                offset = (right * (radius + 1.5), up * (radius + 1.5))
                if text := self._tried(x, y, label, offset, ha, va, style, boxes):
                    return text
        return None

    def on(
        self, x: float, y: float, label: str, shifts: Sequence[float] = (0, 8, -8, 16, -16), **style: object
    ) -> Text | None:
        """Write a label centred on a point, or off it by the first shift (points upwards) that is free, or nothing."""
        for up in shifts:
            if text := self._tried(x, y, label, (0, up), "center", "center", style, (*self.boxes, *self.points)):
                return text
        return None

    def _tried(
        self, x: float, y: float, label: str, offset: tuple, ha: str, va: str, style: dict, boxes: Sequence[Bbox]
    ) -> Text | None:
        text = self.axes.annotate(
            label, (x, y), offset, textcoords="offset points", ha=ha, va=va, zorder=5, annotation_clip=False, **style
        )
        text.set_path_effects([withStroke(linewidth=1.6, foreground="white", alpha=0.8)])
        box = text.get_window_extent(self.renderer).padded(PAD * self.pixels)
        frame = self.axes.get_window_extent(self.renderer)
        inside = frame.x0 <= box.x0 and box.x1 <= frame.x1 and frame.y0 <= box.y0 and box.y1 <= frame.y1
        if inside and not box.count_overlaps(boxes):
            self.boxes.append(box)
            return text
        text.remove()
        return None
