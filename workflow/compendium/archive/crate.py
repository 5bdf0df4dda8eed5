"""The RO-Crate: every file described, and every job of the build as what it read, made and ran with."""

import json
import mimetypes
import re
from collections.abc import Collection, Iterable

from rocrate.model import ContextEntity
from rocrate.rocrate import ROCrate

from compendium.build import plan, record
from compendium.decision.config import metadata, reports
from compendium.paths import ROOT, relative
from compendium.report import cite
from compendium.source import cards
from compendium.source.fingerprint import of_bytes

PATH = "ro-crate-metadata.json"
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
# Folders that are described as one thing, not file by file.
FOLDERS = {
    ".ci/": "What continuous integration runs",
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
WORKFLOW = "Snakefile"
# Terms that the context of RO-Crate 1.1 lacks.
TERMS = {"sha256": "https://w3id.org/ro/terms/workflow-run#sha256", "creditText": "http://schema.org/creditText"}
MAKER = "#maintainers"


def text(names: Collection[str], more: dict[str, bytes]) -> str:
    """The metadata file. `names` are the archived files; `more` are those made for the archive, by path."""
    crate = ROCrate()
    _about(crate)
    titles = _titles()
    for name in sorted({*names, *more}):
        if not name.startswith(tuple(FOLDERS)):
            content = more[name] if name in more else (ROOT / name).read_bytes()
            _file(crate, name, content, name=titles.get(name, name))
    for folder, title in FOLDERS.items():
        if not any(name.startswith(folder) for name in names):
            continue
        crate.add_dataset(ROOT / folder, folder, properties={"name": title, "description": title})
    jobs = record.read_all()
    for rule in sorted({done.rule for done in jobs}):
        _rule(crate, rule)
    crate.root_dataset["mentions"] = [{"@id": _job(crate, done)} for done in jobs]
    found = crate.metadata.generate()
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _about(crate: ROCrate) -> None:
    """What the crate says of itself: the root, its maker, licences, profile and software."""
    about = metadata()
    spdx = {key: f"{cite.SPDX}{name}" for key, name in about["licences"].items()}
    crate.name = about["title"]
    crate.description = about["description"].strip()
    crate.datePublished = about["released"]
    crate.metadata.extra_terms.update(TERMS)
    root = crate.root_dataset
    root["license"] = {"@id": spdx["data_and_text"]}
    root["version"] = about["version"]
    root["keywords"] = ", ".join(about["keywords"])
    root["author"] = root["publisher"] = {"@id": MAKER}
    root["conformsTo"] = {"@id": PROFILE}
    root["creditText"] = cite.text()
    if link := cite.link():
        root["identifier"] = link
    _add(crate, MAKER, "Organization", name=about["authors"][0]["name"])
    _add(crate, PROFILE, "CreativeWork", name="Process Run Crate", version="0.5")
    for key, url in spdx.items():
        _add(crate, url, "CreativeWork", name=about["licences"][key], identifier=url)
    for name, version in _locked().items():
        _add(
            crate,
            f"{PACKAGE}{name}@{version}",
            "SoftwareApplication",
            name=name,
            version=version,
        )


def _add(crate: ROCrate, identifier: str, kind: str, /, **properties: object) -> None:
    crate.add(ContextEntity(crate, identifier, properties={"@type": kind, **properties}))


def _locked() -> dict[str, str]:
    """Versions of the software that jobs run, as locked."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    found = dict(re.findall(r"^([\w.-]+)(?:\[[^]]*\])?==(\S+)", lock, re.MULTILINE))
    return {name: found[name] for name in SOFTWARE}


def _titles() -> dict[str, str]:
    """Titles of raw tables and reports by path."""
    found = {relative(ROOT / t.path): t.printed for t in cards.tables()}
    for key, report in reports().items():
        found |= {
            f"reports/{key}.{suffix}": f"{report.title}: {report.subtitle}"
            for suffix in ("html", "pdf", "docx", "ipynb")
        }
        if report.scenarios:
            found[f"reports/{key}-headlines.csv"] = f"{report.title}: headlines by definitions"
    return found


def _file(crate: ROCrate, path: str, content: bytes, **properties: object) -> None:
    """A file with what it is, and its size and digest."""
    suffix = "." + path.rpartition("/")[2].rpartition(".")[2]
    kind = FORMATS.get(suffix) or mimetypes.guess_type(path)[0] or "text/plain"
    held = {"encodingFormat": kind, "contentSize": str(len(content)), "sha256": of_bytes(content)}
    crate.add_file(ROOT / path, path, properties={**properties, **held})


def _rule(crate: ROCrate, rule: str) -> None:
    """A rule as the software that its jobs ran: the script of the same name."""
    path = _script(rule)
    properties = {
        "@type": ["File", "SoftwareSourceCode"],
        "name": f"Rule {rule}",
        "description": f"What {WORKFLOW} runs for this rule; the logic is in the packages workflow/compendium and of the study.",
        "version": metadata()["version"],
        "programmingLanguage": "Python",
        "softwareRequirements": [{"@id": f"{PACKAGE}{name}@{version}"} for name, version in _locked().items()],
    }
    _file(crate, path, (ROOT / path).read_bytes(), **properties)


def _script(rule: str) -> str:
    return f"workflow/scripts/{rule}.py"


def _job(crate: ROCrate, done: record.Record) -> str:
    """One job as an action; returns its identifier."""
    about = metadata()
    name = done.path.rpartition("/")[2].removesuffix(".json")
    said = ", ".join(done.wildcards.values())
    _add(
        crate,
        f"#job-{name}",
        "CreateAction",
        name=f"{done.rule.replace('_', ' ').capitalize()}{f': {said}' if said else ''}",
        description="The time is that of the release: a build leaves none, so that it can be repeated byte for byte.",
        instrument={"@id": _script(done.rule)},
        agent={"@id": MAKER},
        endTime=f"{about['released']}T00:00:00+00:00",
        object=_linked(_known(path) for path in done.inputs),
        result=_linked(map(plan.archived_as, [*done.outputs, done.path])),
    )
    return f"#job-{name}"


def _linked(identifiers: Iterable[str]) -> object:
    """References, each once; a single one is no list."""
    found = [{"@id": identifier} for identifier in dict.fromkeys(identifiers)]
    return found[0] if len(found) == 1 else found


def _known(path: str) -> str:
    """The file that was read, or the folder that stands for it."""
    return next((folder for folder in FOLDERS if path.startswith(folder)), plan.archived_as(path))
