"""Clients that people deposit with take what the archive says of itself, and send it as it is."""

import hashlib
import json
import os
import re
import subprocess
import zipfile
from pathlib import Path

import jsonschema
import pytest
import yaml
from conftest import SOURCE

from compendium.build import git
from compendium.report import deposit

PYTHON = SOURCE / ".venv-validators/bin/python"
COMMIT, DIGEST = "0123456789abcdef0123456789abcdef01234567", "f" * 64
SCHEMA = os.environ.get("ZENODRAFT_SCHEMA")  # where zenodraft's schema lies, which no package carries


def asked(tmp_path: Path, client: str, metadata: dict, *more: str) -> subprocess.CompletedProcess:
    """What a client would send, made in a folder and a home of its own."""
    assert PYTHON.is_file(), "./reproduce test makes the environment of the validators"
    file = tmp_path / "metadata.json"
    file.write_text(json.dumps(metadata), encoding="utf-8")
    command = [PYTHON, SOURCE / "tests/deposit_clients.py", client, str(file), *more]
    home = {**os.environ, "HOME": str(tmp_path), "PYSTOW_HOME": str(tmp_path)}
    return subprocess.run(command, cwd=tmp_path, env=home, capture_output=True, text=True)


def sent(done: subprocess.CompletedProcess) -> list[dict]:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_zenodo_client_sends_creators_licence_subjects_sources_and_commit(tmp_path):
    metadata = deposit.zenodo(COMMIT, DIGEST)
    classed, whole = (one["body"]["metadata"] for one in sent(asked(tmp_path, "zenodo", metadata)) if "body" in one)
    assert whole == metadata
    # The client's own class has no field for subjects and related identifiers, and drops them.
    assert classed == {key: value for key, value in metadata.items() if key in classed}
    assert {"title", "creators", "license", "keywords", "version", "notes"} <= set(classed)
    assert DIGEST in whole["notes"] and COMMIT in whole["notes"]
    assert f"swh:1:rev:{COMMIT}" in {one["identifier"] for one in whole["related_identifiers"]}
    assert whole["license"] == "CC-BY-4.0" and len(whole["subjects"]) > 1


def test_zenodo_client_refuses_a_creator_without_a_comma(tmp_path):
    done = asked(tmp_path, "zenodo", {**deposit.zenodo(), "creators": [{"name": "maintainers"}]})
    assert done.returncode and "Family name, given names" in done.stderr


@pytest.mark.skipif(not SCHEMA, reason="set ZENODRAFT_SCHEMA to zenodraft's schema.json: no package carries it")
def test_zenodraft_accepts_the_metadata():
    schema = json.loads(Path(str(SCHEMA)).read_text(encoding="utf-8"))
    jsonschema.validate(deposit.zenodo(COMMIT, DIGEST), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**deposit.zenodo(), "license": "Public domain"}, schema)


def test_datacite_accepts_the_metadata_and_refuses_others(tmp_path):
    metadata = deposit.datacite(COMMIT, DIGEST)
    (draft,) = sent(asked(tmp_path, "datacite", metadata))
    held = draft["body"]["data"]["attributes"]
    assert {key: held[key] for key in metadata} == metadata
    assert held["alternateIdentifiers"][0]["alternateIdentifier"] == f"swh:1:rev:{COMMIT}"
    for change in ({"publicationYear": None}, {"creators": [{}]}, {"types": {"resourceTypeGeneral": "Compendium"}}):
        assert asked(tmp_path, "datacite", metadata | change).returncode, change


@pytest.mark.slow
def test_rocrate_inveniordm_sends_the_record_and_reads_the_crate(unpacked, tmp_path):
    crate = tmp_path / "crate"
    crate.mkdir()
    (crate / "ro-crate-metadata.json").write_bytes((unpacked / "data/ro-crate-metadata.json").read_bytes())
    metadata = deposit.invenio(COMMIT, DIGEST)
    found = sent(asked(tmp_path, "inveniordm", metadata, str(crate)))
    (record,) = [one["body"] for one in found if one["address"] == "https://place.test/api/records"]
    assert record == metadata
    read = next(one["body"] for one in found if one["address"] == "crate")["metadata"]
    mine = metadata["metadata"]
    for key in ("title", "description", "publication_date", "version"):
        assert read[key] == mine[key], key
    assert read["rights"][0]["title"] == {"en": "CC-BY-4.0"} and read["rights"][0]["link"].endswith("/CC-BY-4.0")
    assert read["creators"][0]["person_or_org"]["name"] == "maintainers"
    assert {one["subject"] for one in read["subjects"]} <= {one["subject"] for one in mine["subjects"]}


@pytest.mark.slow
def test_an_archive_lies_beside_its_digest_and_what_each_place_is_told(archive):
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    said = archive.with_name(f"{archive.name}.sha256").read_text(encoding="utf-8")
    assert said == f"{digest}  {archive.name}\n"
    for form in deposit.FORMS:
        text = archive.with_name(f"{archive.stem}.{form}.json").read_text(encoding="utf-8")
        assert digest in text and json.loads(text)


@pytest.mark.slow
def test_an_archive_names_the_commit_that_it_is_made_of_and_what_is_beyond_it(built):
    """In bag, crate, README and all that is told to places of deposit."""
    assert built.run("release").returncode == 0
    committer = ("-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false")
    for command in (["init", "-q"], ["add", "-A"], [*committer, "commit", "-q", "-m", "m"]):
        assert built.call(["git", *command]).returncode == 0
    commit = built.call(["git", "rev-parse", "HEAD"]).stdout.strip()
    assert built.run("archive").returncode == 0
    (path,) = (built / "dist").glob("*.zip")
    assert _named(path) == {commit}
    assert built.run("archive").returncode == 0 and _named(path) == {commit}
    (built / "config/candidates.csv").touch()
    with (built / "CHANGELOG.md").open("a") as file:
        file.write("more\n")
    done = built.run("archive")
    assert "not committed" in done.stderr and _named(path) == {f"{commit} and what is not committed"}


def _named(path: Path) -> set[str]:
    """Commits that an archive names."""
    with zipfile.ZipFile(path) as file:
        held = {
            name.partition("/")[2]: file.read(name).decode()
            for name in file.namelist()
            if name.endswith((".txt", "metadata.json"))
        }
    graph = {one["@id"]: one for one in json.loads(held["data/ro-crate-metadata.json"])["@graph"]}
    found = {graph[graph["Snakefile"]["identifier"]["@id"]]["value"]}
    found |= set(re.findall(r"^Source-Commit: (.*)$", held["bag-info.txt"], re.MULTILINE))
    return found | set(re.findall(r"^Commit: (.*)$", held["README.txt"], re.MULTILINE))


def test_a_folder_that_is_in_no_commit_names_none(tmp_path, monkeypatch):
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    (tmp_path / "within").mkdir()
    monkeypatch.setattr(git, "ROOT", tmp_path / "within")
    assert git.commit() is None


def test_a_person_is_told_in_the_form_of_each_place(tmp_path, monkeypatch):
    about = yaml.safe_load((SOURCE / "metadata.yaml").read_text(encoding="utf-8"))
    person = {"name": "A. Ñuñez", "family": "Ñuñez", "given": "A.", "orcid": "0000-0002-1825-0097"}
    monkeypatch.setattr(deposit, "metadata", lambda: about | {"authors": [person]})
    assert deposit.zenodo()["creators"] == [{"name": "Ñuñez, A.", "orcid": "0000-0002-1825-0097"}]
    (creator,) = deposit.invenio()["metadata"]["creators"]
    assert creator["person_or_org"]["type"] == "personal" and creator["person_or_org"]["family_name"] == "Ñuñez"
    (draft,) = sent(asked(tmp_path, "datacite", deposit.datacite()))
    assert draft["body"]["data"]["attributes"]["creators"][0]["nameType"] == "Personal"
    sent(asked(tmp_path, "zenodo", deposit.zenodo()))
