"""The files that give pages their form, by the names under which a rule hands them to its job."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from compendium.paths import ROOT, path_of

FILES = {
    "html": "workflow/templates/report.html",
    "style": "workflow/templates/report.css",
    "typst": "workflow/templates/report.typ",
    "figures": "workflow/templates/matplotlibrc",
    "script": "workflow/templates/report.js",
    "evidence_style": "workflow/templates/evidence.css",
    "filter": "workflow/filters/report.lua",
    "names": "workflow/filters/names.lua",
    "numbers": "workflow/filters/numbers.lua",
    "format": "workflow/filters/format.lua",
    "closing": "workflow/templates/closing.md",
    "closing_brief": "workflow/templates/closing-brief.md",
    "references": "raw/references.json",
}


@dataclass(frozen=True)
class Templates:
    """Where each of `FILES` lies."""

    paths: Mapping[str, Path]

    @classmethod
    def given(cls, inputs: Mapping[str, str]) -> "Templates":
        """Those among the inputs of a job. Raises KeyError for one that its rule does not hand over."""
        return cls({name: ROOT / inputs[name] for name in FILES})

    @classmethod
    def found(cls) -> "Templates":
        """Those of the compendium, for who makes a page outside a job."""
        return cls({name: path_of(file) for name, file in FILES.items()})

    def __getitem__(self, name: str) -> Path:
        """The path of a file."""
        return self.paths[name]

    def text(self, name: str) -> str:
        """What a file says."""
        return self.paths[name].read_text(encoding="utf-8")
