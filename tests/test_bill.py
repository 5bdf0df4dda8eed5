"""The software bill is a CycloneDX document, holds what the locks hold, and gives each package a licence."""

import json

import bill
import pytest
from conftest import SOURCE
from jsonschema import Draft7Validator
from packaging.utils import canonicalize_name
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

BILL = json.loads(bill.BILL.read_text(encoding="utf-8"))
SCHEMA = "bom-1.6.SNAPSHOT.schema.json"


@pytest.fixture(scope="module")
def form() -> Draft7Validator:
    """The schema of CycloneDX 1.6, as its library carries it."""
    (folder,) = (SOURCE / ".venv-validators/lib").glob("python*/site-packages/cyclonedx/schema/_res")
    held = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.schema.json")}
    base = held[SCHEMA]["$id"].rpartition("/")[0]
    known = [(f"{base}/{name}", Resource(text, DRAFT7)) for name, text in held.items()]
    return Draft7Validator(held[SCHEMA], registry=Registry().with_resources(known))


def test_it_follows_the_schema_of_cyclonedx(form):
    assert [error.message for error in form.iter_errors(BILL)] == []
    (first, *_) = BILL["components"]
    for change in ({"type": "package"}, {"licenses": [{"license": {"id": "Free"}}]}):
        assert not form.is_valid({**BILL, "components": [{**first, **change}]}), change


def test_it_holds_what_the_locks_hold():
    listed = {canonicalize_name(one["name"]): one["version"] for one in BILL["components"]}
    assert listed == bill.locked(), "the bill is stale: docs/dependencies.md says how it is made"
    assert all(
        one["purl"] == f"pkg:pypi/{canonicalize_name(one['name'])}@{one['version']}" for one in BILL["components"]
    )


def test_every_package_has_a_licence_and_every_need_is_listed():
    assert all(one["licenses"] for one in BILL["components"])
    refs = {one["bom-ref"] for one in BILL["components"]}
    assert {d["ref"] for d in BILL["dependencies"]} == refs
    assert {below for d in BILL["dependencies"] for below in d.get("dependsOn", [])} <= refs


def test_it_names_no_address_but_that_of_its_form():
    text = bill.BILL.read_text(encoding="utf-8")
    assert text.count("://") == 1 and BILL["$schema"].startswith("http://cyclonedx.org/")
