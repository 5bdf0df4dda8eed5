"""Stock validators accept the archive: BagIt, RO-Crate, Frictionless, CFF and CodeMeta."""

import json
import shutil
import subprocess
from pathlib import Path

import frictionless
import pyarrow.parquet as pq
import pytest
from conftest import SOURCE

TOOLS = SOURCE / ".venv-validators"
CONTEXT = "https://w3id.org/ro/crate/1.1/context"
# Recommendations that are not followed, each with its reason.
EXCEPTIONS = {
    "process-run-crate-0.5_5.1": "a rule is a script of this archive, named by its path; a package is named by its package URL",
    "process-run-crate-0.5_3.2": "the scripts are in this archive, and packages have no page that is the same wherever they are served",
    "ro-crate-1.1_31.2": "the maintainers have no page, and none is invented",
}


def tool(name: str, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess:
    program = TOOLS / "bin" / name
    assert program.is_file(), "./reproduce test makes the environment of the validators"
    return subprocess.run([program, *arguments], cwd=cwd, capture_output=True, text=True)


@pytest.mark.slow
def test_bagit_accepts_the_bag(small_unpacked):
    done = tool("python", "-m", "bagit", "--validate", str(small_unpacked))
    assert done.returncode == 0, done.stderr


PROFILES = ("process-run-crate", "workflow-ro-crate", "workflow-run-crate")


@pytest.mark.slow
@pytest.mark.parametrize("profile", PROFILES)
def test_the_crate_follows_three_profiles(small_unpacked, tmp_path, profile):
    import rocrate

    context = Path(rocrate.__file__).parent / "data/ro-crate.jsonld"
    done = tool("python", str(SOURCE / "tests/crate_cache.py"), str(tmp_path / "cache"), CONTEXT, str(context))
    assert done.returncode == 0, done.stderr
    said = tmp_path / "said.json"
    offline = ("--offline", "--cache-path", str(tmp_path / "cache"))
    shown = ("--output-format", "json", "--output-file", str(said), "--no-paging")
    asked = ("--profile-identifier", profile, "--requirement-severity", "recommended")
    tool("rocrate-validator", "-y", "validate", *offline, *shown, *asked, str(small_unpacked / "data"))
    found = json.loads(said.read_text(encoding="utf-8"))
    assert found["skipped_checks"] == 0
    issues = {(i["severity"], i["check"]["identifier"], i["message"]) for i in found["issues"]}
    assert not {i for i in issues if i[0] == "REQUIRED"}, issues
    expected = {name for name in EXCEPTIONS if name.startswith("ro-crate") or profile != "workflow-ro-crate"}
    assert {identifier for _, identifier, _ in issues} == expected, issues


@pytest.mark.slow
def test_every_file_of_the_crate_has_a_licence_that_the_crate_describes(unpacked):
    graph = json.loads((unpacked / "data/ro-crate-metadata.json").read_text(encoding="utf-8"))["@graph"]
    known = {entity["@id"]: entity for entity in graph}
    files = [e for e in graph if {"File", "Dataset"} & {*([e["@type"]] if isinstance(e["@type"], str) else e["@type"])}]
    assert len(files) > 400
    for entity in files:
        named = entity.get("license", [])
        for one in named if isinstance(named, list) else [named]:
            assert known[one["@id"]]["name"], entity["@id"]
        assert named, entity["@id"]


@pytest.mark.slow
def test_every_job_of_the_build_is_an_action_of_the_crate(unpacked, original):
    graph = json.loads((unpacked / "data/ro-crate-metadata.json").read_text(encoding="utf-8"))["@graph"]
    actions = {e["@id"]: e for e in graph if e["@type"] == "CreateAction"}
    records = list((original / "processed/records").glob("*.json"))
    whole = actions.pop("#run")
    assert len(actions) == len(records)
    assert whole["instrument"] == {"@id": "Snakefile"}
    assert {"@id": "raw/corrections.csv"} in whole["object"] and {"@id": "reports/audit.pdf"} in whole["result"]
    assert not {one["@id"] for one in whole["object"]} & {one["@id"] for one in whole["result"]}
    made = actions["#job-measure-outreach-kazakhstan"]
    assert made["instrument"] == {"@id": "workflow/scripts/measure.py"} and made["agent"] == {"@id": "#maintainers"}
    assert {"@id": "reports/data/missions.parquet"} in made["object"]
    assert {"@id": "processed/reports/outreach-kazakhstan/results.parquet"} in made["result"]
    assert made["endTime"].startswith("20") and made["endTime"].endswith("T00:00:00+00:00")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["datapackage.json", "reports/data/datapackage.json"])
def test_frictionless_accepts_both_packages(small_unpacked, name, monkeypatch):
    monkeypatch.chdir(small_unpacked / "data")
    report = frictionless.validate(name)
    assert report.valid, report.to_summary()
    package = json.loads((small_unpacked / "data" / name).read_text(encoding="utf-8"))
    assert all(
        r["schema"]["fields"] and (r.get("sources") or r["path"].startswith("evidence/")) for r in package["resources"]
    )
    assert package["licenses"] and package["sources"]


def test_the_citation_file_follows_its_schema():
    done = tool("cffconvert", "--validate", "--infile", str(SOURCE / "CITATION.cff"))
    assert done.returncode == 0, done.stdout + done.stderr


EXPAND = """
import json, sys
from importlib.resources import files
from pyld import jsonld
context = json.loads((files("somesy") / "codemeta/schema-3.jsonld").read_text(encoding="utf-8"))
found = json.load(open(sys.argv[1], encoding="utf-8"))
assert found["@context"] == "https://w3id.org/codemeta/3.0", found["@context"]
(expanded,) = jsonld.expand({**found, "@context": context["@context"]})
print(json.dumps([sorted(found), sorted(expanded)]))
"""


def test_every_term_of_codemeta_is_one_of_its_context():
    done = tool("python", "-c", EXPAND, str(SOURCE / "codemeta.json"))
    assert done.returncode == 0, done.stderr
    given, expanded = json.loads(done.stdout)
    assert len(expanded) == len(given) - 1, "a key that the context lacks is dropped when it is expanded"
    assert all(term.startswith(("@", "http")) for term in expanded)


@pytest.fixture(params=["small", pytest.param("original", marks=pytest.mark.slow)])
def tables(request, tmp_path) -> Path:
    """A copy of the downloads of an invented election, and of this compendium."""
    folder = request.getfixturevalue(request.param) / "reports/data"
    for path in folder.iterdir():
        if path.is_file():
            shutil.copy(path, tmp_path)
    return tmp_path


def test_tables_are_as_csv_on_the_web_describes_them(tables):
    """Types, codes, ranges, keys and references of every row; `--lax`, since a reference may be empty."""
    done = tool("csvwvalidate", "--lax", "csv-metadata.json", cwd=tables)
    assert done.returncode == 0 and "OK" in done.stdout, done.stdout + done.stderr
    claims = (tables / "claims.csv").read_text(encoding="utf-8")
    (tables / "claims.csv").write_text(claims + claims[claims.index("\n") + 1 :], encoding="utf-8")
    assert tool("csvwvalidate", "--lax", "csv-metadata.json", cwd=tables).returncode


LOAD = """
import json
import mlcroissant
data = mlcroissant.Dataset(jsonld="croissant.json")
print(json.dumps({one.uuid: sum(1 for _ in data.records(one.uuid)) for one in data.metadata.record_sets}))
"""


def test_a_loader_of_data_sets_reads_every_row_of_the_tables(tables):
    done = tool("mlcroissant", "validate", "--jsonld", "croissant.json", cwd=tables)
    assert done.returncode == 0 and "Done" in done.stderr and "WARNING" not in done.stderr, done.stderr
    done = tool("python", "-c", LOAD, cwd=tables)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {p.stem: pq.read_metadata(p).num_rows for p in sorted(tables.glob("*.parquet"))}
