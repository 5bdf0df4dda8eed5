"""The workflow of a crate and its run: each rule as software, each job as an action, and one action over all."""

from collections.abc import Callable, Iterable

from rocrate.model import ContextEntity
from rocrate.rocrate import ROCrate

from compendium.build import record
from compendium.decision.config import metadata

WORKFLOW = "Snakefile"
LANGUAGE = "https://w3id.org/workflowhub/workflow-ro-crate#snakemake"
BIOSCHEMAS = "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE"
RUN = "#run"
MAKER = "#maintainers"
TIME = "The time is that of the release: a build leaves none, so that it can be repeated byte for byte."


def add(crate: ROCrate, identifier: str, kind: str, /, **properties: object) -> None:
    """Add an entity that is no file."""
    crate.add(ContextEntity(crate, identifier, properties={"@type": kind, **properties}))


def workflow(version: str, rules: Iterable[str], commit: str | None) -> dict:
    """Properties of the file that is the main workflow; `version` is that of its language."""
    return {
        "@type": ["File", "SoftwareSourceCode", "ComputationalWorkflow"],
        "name": metadata()["title"],
        "description": "The rules by which raw tables become tidy tables, measures and reports.",
        "version": metadata()["version"],
        "conformsTo": {"@id": BIOSCHEMAS},
        "programmingLanguage": {"@id": LANGUAGE},
        "author": {"@id": MAKER},
        "hasPart": linked(script(rule) for rule in rules),
        **({"identifier": {"@id": "#commit"}} if commit else {}),
    }


def language(crate: ROCrate, version: str, commit: str | None) -> None:
    """Add what the workflow is written in, and the commit that it is of, where there is one."""
    about = {"name": "Snakemake", "alternateName": "Snakemake workflow", "version": version}
    add(crate, LANGUAGE, "ComputerLanguage", **about, url={"@id": "https://snakemake.github.io"})
    add(crate, BIOSCHEMAS, "CreativeWork", name="ComputationalWorkflow", version="1.0")
    if commit:
        add(crate, "#commit", "PropertyValue", name="Commit", propertyID="git commit", value=commit)


def rule(name: str, requirements: list[dict]) -> dict:
    """Properties of the script that the jobs of a rule run."""
    return {
        "@type": ["File", "SoftwareSourceCode"],
        "name": f"Rule {name}",
        "description": f"What {WORKFLOW} runs for this rule; the logic is in the packages workflow/compendium and of the study.",
        "version": metadata()["version"],
        "programmingLanguage": "Python",
        "softwareRequirements": requirements,
    }


def script(rule: str) -> str:
    """Path of the script of a rule."""
    return f"workflow/scripts/{rule}.py"


def actions(crate: ROCrate, jobs: list[record.Record], known: Callable[[str], str]) -> list[dict]:
    """Add every job as an action, and one that is the run of the workflow; returns their references, that one first.

    `known` gives the file or folder of the crate that stands for a path.
    """
    made = {path for job in jobs for path in (*job.outputs, job.path)}
    given = sorted({known(path) for job in jobs for path in job.inputs if path not in made})
    _action(crate, RUN, "Run of the workflow", WORKFLOW, given, sorted(map(known, made)))
    return [{"@id": RUN}, *({"@id": _job(crate, job, known)} for job in jobs)]


def _job(crate: ROCrate, done: record.Record, known: Callable[[str], str]) -> str:
    """One job as an action; returns its identifier."""
    identifier = f"#job-{done.path.rpartition('/')[2].removesuffix('.json')}"
    said = ", ".join(done.wildcards.values())
    name = f"{done.rule.replace('_', ' ').capitalize()}{f': {said}' if said else ''}"
    _action(crate, identifier, name, script(done.rule), map(known, done.inputs), map(known, [*done.outputs, done.path]))
    return identifier


def _action(
    crate: ROCrate, identifier: str, name: str, instrument: str, read: Iterable[str], made: Iterable[str]
) -> None:
    add(
        crate,
        identifier,
        "CreateAction",
        name=name,
        description=TIME,
        instrument={"@id": instrument},
        agent={"@id": MAKER},
        endTime=f"{metadata()['released']}T00:00:00+00:00",
        object=linked(read),
        result=linked(made),
    )


def linked(identifiers: Iterable[str]) -> object:
    """References, each once; a single one is no list."""
    found = [{"@id": identifier} for identifier in dict.fromkeys(identifiers)]
    return found[0] if len(found) == 1 else found
