"""A page that is Markdown of ours: what comes from data is named in it, and filled by the filter as text."""

import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from compendium import atomic
from compendium.report import pandoc
from compendium.report.templates import Templates


@dataclass
class Page:
    """Texts of a page by their names, and what gives it its form."""

    templates: Templates
    texts: dict[str, str] = field(default_factory=dict)

    def text(self, words: str) -> str:
        """Markdown that stands for a text, which itself is never read as Markdown."""
        name = f"text-{len(self.texts)}"
        self.texts[name] = words
        return f"[]{{.text #{name}}}"

    def write(self, markdown: str, output: Path, variables: dict[str, str], pictures: Path, head: str = "") -> None:
        """Write the page as HTML, whole or not at all; its pictures lie below a folder. Raises ConversionError.

        `head` is HTML of ours for its head (`page_head`).
        """
        atomic.write_bytes(output, self.html(markdown, variables, pictures, head=head).encode())

    def html(
        self,
        markdown: str,
        variables: dict[str, str],
        pictures: Path,
        *,
        head: str = "",
        script: str = "",
        contents: bool = True,
    ) -> str:
        """The page as HTML; `head` is HTML of ours for its head, `script` the only one that it runs. Raises ConversionError."""
        with tempfile.TemporaryDirectory() as name:
            source, texts, made = (Path(name) / part for part in ("page.md", "texts.json", "page.html"))
            source.write_text(markdown, encoding="utf-8")
            texts.write_text(json.dumps(self.texts), encoding="utf-8")
            given = {**variables, "texts": str(texts)}
            document = pandoc.read(source, self.templates, reader=pandoc.MARKDOWN, variables=given, media=pictures)
            faces = f"{variables.get('up', '')}fonts/"
            pandoc.html(document, made, head, script=script, faces=faces, contents=contents)
            return made.read_text(encoding="utf-8")
