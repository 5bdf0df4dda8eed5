"""What a notebook needs to present a report: its measures, tables and figures, and nothing that computes."""

import os
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import matplotlib
import pandas as pd
from IPython.display import display
from matplotlib.figure import Figure

from compendium.decision import schemas
from compendium.decision.config import Report, reports
from compendium.failure import Refused
from compendium.paths import ROOT
from compendium.report import asked, conditions, drawing, kernel, prose, table
from compendium.report.templates import Templates
from compendium.result import placeholders
from compendium.result.named_results import UnknownResult, by_name, folder
from compendium.source import valid
from compendium.table import store


@dataclass
class Measured:
    """Results and frames of one report."""

    report: Report
    results: dict[str, str]
    numbers: dict[str, float | None] = field(default_factory=dict)
    published: bool = False  # by a build, which has read the notebook for what it asks
    asked: list[str] = field(default_factory=list)  # frames since a figure or a table was last shown
    shown: Counter[str] = field(default_factory=Counter)  # how often a table has been shown under a name

    def __getitem__(self, name: str) -> str:
        """A named result as it is printed. Raises UnknownResult."""
        if name not in self.results:
            raise UnknownResult(name, self.results)
        return self.results[name]

    def holds(self, name: str, predicate: str, to: str | float | None = None) -> bool:
        """Whether something holds of a result, as in a condition of prose: `holds("top-share", "above", 50)`.

        Raises KeyError for an unknown result or predicate, and ValueError for one without a number.
        """
        return conditions.holds(self.numbers, name, predicate, to)

    def frame(self, name: str) -> pd.DataFrame:
        """A frame of the report's measure; it counts as behind the figure that is shown next."""
        self.asked.append(name)
        return store.read(folder(self.report.key) / f"{name}.parquet").to_pandas()

    def tidy(self, name: str) -> pd.DataFrame:
        """A tidy table, whichever it is; a build takes it for an input of the report where its name stands in the call.

        Raises Refused for a name that no table has, for one that is not written out, and before the table is built.
        """
        if name not in schemas.tables():
            raise Refused(f"There is no tidy table {name!r}. {valid.closest(name, schemas.tables())}")
        if name not in asked.tables(f"notebooks/{self.report.notebook}.ipynb") and self.published:
            raise Refused(
                f"Write the name of the table into the call, tidy({name!r}): a build reads calls, and finds none."
            )
        path = ROOT / f"processed/tables/{name}.parquet"
        if not path.is_file():
            raise Refused(f"The tidy table {name!r} is not built yet: ./reproduce builds it.")
        return store.read(path).to_pandas()

    def _repr_html_(self) -> str:
        """Every number that prose may name, for who writes a notebook."""
        found = by_name(self.report.key)
        rows = [{"name": f"{{{name}}}", "value": r["value"], "label": r["label"]} for name, r in found.items()]
        return pd.DataFrame(rows).to_html(index=False)

    def fill(self, text: str, grammar: re.Pattern[str] = placeholders.PLAIN) -> str:
        """A text with the results that `{name}` stands for, as they are. Raises UnknownResult."""
        return placeholders.fill(text, self.__getitem__, grammar)

    def caption(self, markdown: str) -> str:
        """A caption as it is said, with its results. Raises UnknownResult, and ValueError for a faulty condition."""
        self.fill(markdown, placeholders.MARKDOWN)  # names are known in what is not said, too
        return self.fill(prose.said_of(markdown, self.numbers), placeholders.MARKDOWN)

    def table(
        self,
        name: str,
        columns: list[str] | dict[str, str],
        caption: str,
        rows: pd.DataFrame | None = None,
        identifier: str = "",
    ) -> None:
        """Show columns of a frame as a table; `rows` is the part of the frame to show, `identifier` its anchor.

        Columns by name have the labels of the schema as heads; a mapping of names has heads in another language.
        The caption is Markdown with `{name}` for results, which is filled when the report is made. Raises
        UnknownResult, KeyError for a column that the frame does not have, and ValueError for rows that are not the
        frame's own, whose cells nobody would know.
        """
        whole = self.frame(name)
        frame = whole if rows is None else rows
        if rows is not None and not (
            rows.index.isin(whole.index).all() and whole.loc[rows.index, list(columns)].equals(rows[list(columns)])
        ):
            raise ValueError(
                f"rows that are shown of {name!r} are not rows of it: leave their index and values as they are"
            )
        made = table.table(
            frame,
            schemas.all_frames(self.report.measure)[name],
            columns,
            caption,
            identifier=self._anchor(identifier or name),
            name=name,
        )
        made["data"] = self._behind([name])
        plain = self.caption(caption)
        display({table.MEDIA: made, "text/html": table.html(made, plain), "text/plain": plain}, raw=True)

    def matrix(self, caption: str, frame: str = "values", rows: pd.DataFrame | None = None) -> None:
        """Show the frame `values` of the measure `matrix` as it is printed: a row a line, a column a heading.

        `rows` is the part of the frame to show. Raises UnknownResult for a name in the caption that is none.
        """
        values = self.frame(frame) if rows is None else rows
        made = table.matrix(values, caption, identifier=self._anchor(frame), name=frame)
        made["data"] = self._behind([frame])
        plain = self.caption(caption)
        display({table.MEDIA: made, "text/html": table.html(made, plain), "text/plain": plain}, raw=True)

    def _anchor(self, name: str) -> str:
        """Identifier of a table on its page: one frame may be shown several times."""
        self.shown[name] += 1
        again = "" if self.shown[name] == 1 else f"-{self.shown[name]}"
        return f"table-{name.replace('_', '-')}{again}"

    def figure(
        self,
        figure: Figure,
        name: str,
        caption: str,
        alt: str,
        picture: bool = False,
        frames: Sequence[str] = (),
    ) -> None:
        """Show a figure as SVG; the alt text states what it shows. DOCX gets a PNG of the same drawing.

        The caption is Markdown, the alt text is not; both have `{name}` for results. `picture` makes it the one that
        stands for the report in the index, in place of the first. `frames` are what it draws, whose CSV files are
        linked below it; without them those count that were asked for since the last figure or table. Raises
        UnknownResult.
        """
        self.caption(caption)
        if pyplot := sys.modules.get("matplotlib.pyplot"):
            pyplot.close(figure)  # it is shown here, and not once more
        about = {"alt": self.fill(alt), "caption": caption, "identifier": f"figure-{name}"}
        about["data"] = self._behind(frames or self.asked)
        if picture:
            about["picture"] = "yes"
        bundle = {"image/svg+xml": drawing.drawn(figure), "text/plain": about["alt"]}
        display(bundle, raw=True, metadata={"image/svg+xml": about})

    def _behind(self, frames: Sequence[str]) -> str:
        """Names of frames, once each; what is shown next begins anew."""
        named = " ".join(dict.fromkeys(frames))
        self.asked.clear()
        return named


def open_report(key: str) -> Measured:
    """Measures of a report. Raises KeyError for a key that the configuration does not have.

    In a kernel of Jupyter, wherever its notebook lies, work goes on in the folder of the compendium and in its style
    of figures, as in a build.
    """
    published = kernel.publishing()
    if not published:
        os.chdir(ROOT)
        matplotlib.rc_file(Templates.found()["figures"])
    found = by_name(key)
    values, numbers = ({name: result[what] for name, result in found.items()} for what in ("value", "number"))
    return Measured(reports()[key], values, numbers, published)
