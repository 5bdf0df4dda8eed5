"""Convert with pandoc and Typst: one source to HTML, DOCX and PDF."""

import base64
import hashlib
import io
import os
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import nbformat
import pypandoc
import typst
from PIL import Image

from compendium.decision.config import ENGLISH, epoch, metadata
from compendium.paths import path_of
from compendium.report import drawing, fonts, lettering, word, words
from compendium.report.templates import Templates

NOTEBOOK = "ipynb+citations+footnotes+bracketed_spans+header_attributes+fenced_divs+link_attributes+implicit_figures+pipe_tables+table_captions-raw_html-raw_tex-raw_attribute-raw_markdown"
MARKDOWN = "markdown-raw_html-raw_tex-raw_attribute-tex_math_dollars-latex_macros-markdown_in_html_blocks"
STANDARDS = ["ua-1", "a-2a"]
PICTURE_PPI = 150  # of figures in DOCX
PICTURE_COLOURS = 256  # as many as a palette holds: no difference is seen, and a map takes a third
PIXELS_PER_INCH, COLOURS = 50, 64  # of thumbnails: a page 413 pixels wide, a third of the size that all colours take


class ConversionError(RuntimeError):
    """pandoc or Typst refused; the message is theirs."""


@dataclass(frozen=True)
class Document:
    """What pandoc read, with citations set: a file, the folder of its pictures, and what gives it its form."""

    path: Path
    media: Path
    templates: Templates
    language: str = ENGLISH


def read(source: Path, templates: Templates, *, reader: str = NOTEBOOK, variables: dict, media: Path) -> Document:
    """Read a file once for all formats. `variables` are texts for template and filter, as they are. Raises ConversionError.

    They go in one by one: in a metadata file pandoc reads a text as Markdown, and a key with two hyphens
    comes out with a dash. The drawings of a notebook are put into `media`.
    """
    texts = [
        (key, text)
        for key, value in {**words.variables(ENGLISH), **variables, **_common()}.items()
        for text in ([value] if isinstance(value, str) else value)
    ]
    language = variables.get("report-language", ENGLISH)
    document = Document(source.with_name("document.json"), media, templates, language)
    references = templates["references"]
    arguments = [
        *(source, f"--from={reader}", "--to=json", f"--output={document.path}", "--ipynb-output=all"),
        *(f"--metadata={key}={text}" for key, text in texts),
        *([f"--extract-media={media}"] if reader == NOTEBOOK else []),
        *(
            f"--lua-filter={templates['filter']}",
            f"--lua-filter={templates['names']}",
            f"--lua-filter={templates['numbers']}",
            "--citeproc",
            f"--bibliography={references.parent.name}/{references.name}",
        ),
        "--metadata=link-citations=true",
    ]
    _run(arguments, "reading", templates)
    return document


def _written(document: Document, to: str, output: Path, *more: str) -> None:
    """Write a document in a format. Raises ConversionError."""
    arguments = [
        *(document.path, "--from=json", f"--to={to}", f"--output={output}", "--standalone", "--wrap=none"),
        *(
            f"--metadata=folder={document.media}",
            f"--lua-filter={document.templates['format']}",
            *more,
        ),
    ]
    _run(arguments, f"to {to}", document.templates)


def _run(arguments: list, what: str, templates: Templates) -> None:
    """Run pandoc in its sandbox: it reads the files that its command names, and asks no address."""
    here = templates["references"].parents[1]  # DOCX keeps the name of the bibliography as it is given
    command = [pypandoc.get_pandoc_path(), "--sandbox", *arguments]
    done = subprocess.run(command, cwd=here, capture_output=True, text=True, encoding="utf-8", env=os.environ)
    if done.returncode or done.stderr.strip():
        raise ConversionError(f"pandoc, {what}: {done.stderr.strip()}")


def _common() -> dict:
    about = metadata()
    return {
        "version": about["version"],
        "released": about["released"].isoformat(),
        "author": [person["name"] for person in about["authors"]],
        "compendium": about["title"],
        "licence-text": about["licences"]["data_and_text"],
        "licence-code": about["licences"]["code"],
    }


def html(
    document: Document,
    output: Path,
    head: str = "",
    links: str = "",
    script: str = "",
    faces: str | None = None,
    contents: bool = True,
) -> None:
    """Self-contained HTML with one stylesheet and, where it is asked for, a table of contents.

    `head` is HTML of ours for its head, `links` for the line below its title that leads to other pages, `script` the
    only script that the page runs: its policy names its digest. Its faces are within, or in the folder whose address
    is given.
    """
    script = script.strip()  # as the template does
    more = (
        f"--template={document.templates['html']}",
        f"--variable=style={document.templates.text('style')}",
        *([f"--variable=head={head}"] if head else []),
        *([f"--variable=links={links}"] if links else []),
        *([f"--variable=script={script}", f"--variable=policy={policy(script)}"] if script else []),
        "--embed-resources",
        "--shift-heading-level-by=1",  # the title is the only heading of the first level
        *(["--toc", "--toc-depth=3"] if contents else []),
        "--section-divs",
    )
    _written(document, "html5", output, *more)
    page = output.read_text(encoding="utf-8")  # the faces are too long for a command, and pandoc would fetch them
    output.write_text(page.replace(fonts.MARK, f"{fonts.MARK}{fonts.rules(faces, page)}\n", 1), encoding="utf-8")


def policy(script: str) -> str:
    """What a page may run: this script, and files of its own folder that it asks for, from a server or from a disk."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"'sha256-{digest}' 'self' file:"


def docx(document: Document, output: Path) -> None:
    """Word document. Its table of contents would stay empty until a reader updates it, so there is none."""
    reference = document.media / "reference.docx"
    reference.write_bytes(word.reference())
    _written(document, "docx", output, f"--reference-doc={reference}")
    output.write_bytes(word.finished(output.read_bytes(), document.language))


def pictures(notebook: nbformat.NotebookNode, folder: Path) -> None:
    """Each figure of an executed notebook in `folder`, by its identifier.

    There are .svg, .png drawn by Typst, .uri, which a page embeds, and -print.svg, which goes into the PDF.
    """
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if "image/svg+xml" in output.get("data", {}):
                name = output.metadata["image/svg+xml"]["identifier"]
                svg = "".join(output.data["image/svg+xml"])
                (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
                (folder / f"{name}.uri").write_text(drawing.address(svg), encoding="utf-8")
                (folder / f"{name}-print.svg").write_text(lettering.lettered(svg), encoding="utf-8")
                drawn = _drawn(folder / f"{name}.svg", PICTURE_PPI)
                (folder / f"{name}.png").write_bytes(_of_few_colours(drawn, PICTURE_COLOURS))


def _drawn(picture: Path, ppi: int) -> bytes:
    """PNG of an SVG, or of the first page of a PDF."""
    page = f'#set page(width: auto, height: auto, margin: 0pt)\n#image("{picture.name}")'
    source = picture.with_suffix(".typ")
    source.write_text(page, encoding="utf-8")
    return typst.compile(str(source), root=str(source.parent), format="png", ppi=ppi, ignore_system_fonts=True)


def _fonts() -> Path:
    """Folder of the fonts that matplotlib ships; importing it for that would take longer than Typst does."""
    found = find_spec("matplotlib")
    if not found or not found.origin:
        raise ModuleNotFoundError("matplotlib is not installed; ./reproduce makes the environment")
    return Path(found.origin).with_name("mpl-data") / "fonts/ttf"


def pdf(document: Document, output: Path, thumbnail: Path) -> None:
    """PDF/UA-1 and PDF/A-2a through Typst, and a PNG of the first page."""
    media = document.media
    text = media / "report.typ"
    _written(document, "typst-citations", text, f"--template={document.templates['typst']}")
    folders = [str(path_of(fonts.FOLDER)), str(_fonts())]
    try:
        compiler = typst.Compiler(str(text), root=str(media), font_paths=folders, ignore_system_fonts=True)
        output.write_bytes(compiler.compile(pdf_standards=STANDARDS, timestamp=epoch()))
    except typst.TypstError as error:
        raise ConversionError(f"Typst: {error.message}\n{error.diagnostic}") from error
    thumbnail.write_bytes(_of_few_colours(_drawn(output, PIXELS_PER_INCH), COLOURS))


def _of_few_colours(png: bytes, colours: int) -> bytes:
    """A PNG with a palette."""
    made = io.BytesIO()
    whole = Image.open(io.BytesIO(png)).convert("RGB")
    whole.quantize(colours, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    return made.getvalue()
