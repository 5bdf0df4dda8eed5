"""The RO-Crate: every file described, under which licence, and the run of the workflow with every job of it."""

import json
import mimetypes
import re
from collections.abc import Collection

from rocrate.rocrate import ROCrate

from compendium.archive import crate_run
from compendium.archive.crate_run import MAKER, WORKFLOW, add, linked
from compendium.build import plan, record
from compendium.decision.config import metadata, reports
from compendium.paths import ROOT, relative
from compendium.report import cite, reuse
from compendium.report.evidence import pages
from compendium.source import cards
from compendium.source.fingerprint import of_bytes
from compendium.table import licences

PATH = "ro-crate-metadata.json"
WORKFLOW_CRATE = "https://w3id.org/workflowhub/workflow-ro-crate/1.0"
# Profiles that the crate follows, with name and version.
PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": ("Process Run Crate", "0.5"),
    "https://w3id.org/ro/wfrun/workflow/0.5": ("Workflow Run Crate", "0.5"),
    WORKFLOW_CRATE: ("Workflow RO-Crate", "1.0"),
}
# Folders that are described as one thing, not file by file.
FOLDERS = {
    ".ci/": "What continuous integration runs",
    ".github/": "What a hosted runner runs, and the form of a report on a wrong cell",
    "docs/": "Documentation",
    "profiles/": "Snakemake profile",
    "tests/": "Tests",
    "workflow/": "Rules, scripts, templates, schemas and the package with all logic",
}
FORMATS = {
    ".cff": "application/yaml",
    ".gitignore": "text/plain",
    ".in": "text/plain",
    ".ipynb": "application/x-ipynb+json",
    ".lock": "text/plain",
    ".md": "text/markdown",
    ".parquet": "application/vnd.apache.parquet",
    ".sha256": "text/plain",
    ".toml": "application/toml",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
}
SOFTWARE = (
    "snakemake",
    "pandas",
    "pyarrow",
    "papermill",
    "matplotlib",
    "seaborn",
    "duckdb",
    "pypandoc-binary",
    "typst",
)
PACKAGE = "pkg:pypi/"  # package URLs, which name a package wherever it is served
# Terms that the context of RO-Crate 1.1 lacks.
TERMS = {"sha256": "https://w3id.org/ro/terms/workflow-run#sha256", "creditText": "http://schema.org/creditText"}


def text(names: Collection[str], more: dict[str, bytes], commit: str | None) -> str:
    """The metadata file. `names` are the archived files; `more` are those made for the archive, by path."""
    crate, jobs, software = ROCrate(), record.read_all(), _locked()
    rules = sorted({done.rule for done in jobs})
    _about(crate, software)
    crate_run.language(crate, software["snakemake"], commit)
    described = _Described(crate, [*names, *more])
    special = {
        WORKFLOW: crate_run.workflow(software["snakemake"], rules, commit),
        cite.README: {"about": {"@id": "./"}},
        **{path: {"name": title} for path, title in _titles().items()},
    }
    for name in sorted({*names, *more}):
        if not name.startswith(tuple(FOLDERS)):
            content = more[name] if name in more else (ROOT / name).read_bytes()
            described.file(name, content, {"name": name, **special.get(name, {})})
    for folder, title in FOLDERS.items():
        described.folder(folder, title)
    needs = [{"@id": f"{PACKAGE}{name}@{version}"} for name, version in software.items()]
    for rule in rules:
        path = crate_run.script(rule)
        described.file(path, (ROOT / path).read_bytes(), crate_run.rule(rule, needs))
    root = crate.root_dataset
    root["mainEntity"] = {"@id": WORKFLOW}
    root["mentions"] = crate_run.actions(crate, jobs, _known)
    found = crate.metadata.generate()
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _about(crate: ROCrate, software: dict[str, str]) -> None:
    """What the crate says of itself: the root, its maker, licences, profiles and software."""
    about = metadata()
    crate.name = about["title"]
    crate.description = about["description"].strip()
    crate.datePublished = about["released"]
    crate.metadata.extra_terms.update(TERMS)
    crate.metadata["conformsTo"] = linked([crate.metadata.PROFILE, WORKFLOW_CRATE])
    root = crate.root_dataset
    root["license"] = {"@id": _licence(licences.ours())}
    root["version"] = about["version"]
    words = about["keywords"]
    root["keywords"] = words[0] if len(words) == 1 else words  # as the specification writes one value
    root["author"] = root["publisher"] = {"@id": MAKER}
    root["conformsTo"] = linked(PROFILES)
    root["creditText"] = cite.text()
    if link := cite.link():
        root["identifier"] = link
    add(crate, MAKER, "Organization", name=about["authors"][0]["name"])
    for profile, (name, version) in PROFILES.items():
        add(crate, profile, "CreativeWork", name=name, version=version)
    titles = {name: title for one in licences.terms() for name, title in one.licences.items()}
    for name in sorted({name for one in reuse.annotations() for name in one.licences}):
        page = {} if name.startswith(licences.OWN_TERMS) else {"identifier": _licence(name)}
        add(crate, _licence(name), "CreativeWork", name=name, description=titles.get(name, name), **page)
    for name, version in software.items():
        add(crate, f"{PACKAGE}{name}@{version}", "SoftwareApplication", name=name, version=version)


def _licence(name: str) -> str:
    """Identifier of a licence: its page at SPDX, or a name within the crate for terms of a source."""
    return f"#{name}" if name.startswith(licences.OWN_TERMS) else f"{licences.SPDX}{name}"


def _locked() -> dict[str, str]:
    """Versions of the software that jobs run, as locked."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    found = dict(re.findall(r"^([\w.-]+)(?:\[[^]]*\])?==(\S+)", lock, re.MULTILINE))
    return {name: found[name] for name in SOFTWARE}


def _titles() -> dict[str, str]:
    """Titles of raw tables and reports by path."""
    found = {relative(ROOT / t.path): t.printed for t in cards.tables()}
    found |= {pages.path(name): f"{table.printed}, cell by cell" for name, table in pages.shown().items()}
    for key, report in reports().items():
        found[pages.path(key)] = f"{report.title}: {report.subtitle}, evidence"
        found |= {
            f"reports/{key}.{suffix}": f"{report.title}: {report.subtitle}"
            for suffix in ("html", "pdf", "docx", "ipynb")
        }
        if report.scenarios:
            found[f"reports/{key}-headlines.csv"] = f"{report.title}: headlines by definitions"
    return found


class _Described:
    """Files and folders of a crate, each with its licence."""

    def __init__(self, crate: ROCrate, names: list[str]):
        self.crate, self.names, self.stated = crate, names, reuse.annotations()

    def file(self, path: str, content: bytes, properties: dict) -> None:
        """Add a file with what it is, its licence, size and digest."""
        suffix = "." + path.rpartition("/")[2].rpartition(".")[2]
        kind = FORMATS.get(suffix) or mimetypes.guess_type(path)[0] or "text/plain"
        held = {"encodingFormat": kind, "contentSize": str(len(content)), "sha256": of_bytes(content)}
        self.crate.add_file(ROOT / path, path, properties={**properties, **held, "license": self._of([path])})

    def folder(self, folder: str, title: str) -> None:
        """Add a folder that holds something, with the licences of all that it holds."""
        if within := [name for name in self.names if name.startswith(folder)]:
            about = {"name": title, "description": title, "license": self._of(within)}
            self.crate.add_dataset(ROOT / folder, folder, properties=about)

    def _of(self, paths: list[str]) -> object:
        return linked(_licence(name) for path in paths for name in reuse.of_file(path, self.stated))


def _known(path: str) -> str:
    """The file that was read, or the folder that stands for it."""
    return next((folder for folder in FOLDERS if path.startswith(folder)), plan.archived_as(path))
