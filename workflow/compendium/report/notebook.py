"""What a notebook needs to present a report: its measures, tables and figures, and nothing that computes."""

import io
from dataclasses import dataclass

import pandas as pd
from IPython.display import display
from matplotlib.figure import Figure

from compendium.decision import schemas
from compendium.decision.config import Report, reports
from compendium.report import table
from compendium.result.named_results import folder, results
from compendium.table import store


@dataclass
class Measured:
    """Results and frames of one report."""

    report: Report
    results: dict[str, str]

    def __getitem__(self, name: str) -> str:
        """Text of a named result. Raises KeyError for an unknown one."""
        return self.results[name]

    def frame(self, name: str) -> pd.DataFrame:
        """A frame of the report, by name."""
        return store.read(folder(self.report.key) / f"{name}.parquet").to_pandas()

    def fill(self, text: str) -> str:
        """Text with `{name}` replaced by results, for alt texts. A value is inserted as it is, never read again."""
        return text.format_map(self.results)

    def refer(self, text: str) -> str:
        """Markdown with `{name}` replaced by references to results, which the filter fills: a value is no Markdown."""
        return text.format_map({name: f'[]{{.value id="{name}"}}' for name in self.results})

    def table(
        self, name: str, columns: list[str], caption: str, rows: pd.DataFrame | None = None, identifier: str = ""
    ) -> None:
        """Show columns of a frame as a table; `rows` is the part of the frame to show, `identifier` its anchor."""
        frame = self.frame(name) if rows is None else rows
        made = table.table(
            frame,
            schemas.all_frames(self.report.measure)[name],
            columns,
            self.refer(caption),
            identifier=f"table-{identifier or name.replace('_', '-')}",
        )
        plain = self.fill(caption)
        display({table.MEDIA: made, "text/html": table.html(made, plain), "text/plain": plain}, raw=True)

    def figure(self, figure: Figure, name: str, caption: str, alt: str) -> None:
        """Show a figure as SVG; the alt text states what it shows. DOCX gets a PNG of the same drawing."""
        about = {"alt": self.fill(alt), "caption": self.refer(caption), "identifier": f"figure-{name}"}
        svg = io.StringIO()
        figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
        bundle = {"image/svg+xml": svg.getvalue(), "text/plain": about["alt"]}
        display(bundle, raw=True, metadata={"image/svg+xml": about})


def open_report(key: str) -> Measured:
    """Measures of a report. Raises KeyError for a key that the configuration does not have."""
    return Measured(reports()[key], {r["id"].partition("/")[2]: r["value"] for r in results(key)})
