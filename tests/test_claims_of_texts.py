"""What the texts say, held against the tables: counted by independent lines, and movable by the data."""

import json
from dataclasses import replace

import pyarrow.parquet as pq
import pytest
from claimed import rows
from conftest import SOURCE
from movable import unmoved

from compendium.decision import decisions, schemas
from compendium.table import query, records, store
from compendium.table.claims import evaluate
from compendium.table.kinds import tabulate


@pytest.mark.parametrize(
    ("source", "least"), [("sanchez-2021", 200), ("kulumzhanova-ospanova", 140), ("efe-2014", 25), ("rouvinski", 25)]
)
def test_a_text_is_transcribed_as_far_as_it_bears(source, least):
    assert len(rows(f"{source}/facts.csv")) > least


@pytest.mark.slow
def test_the_audit_finds_what_is_known_to_be_wrong(original):
    found = {row["id"]: row for row in pq.read_table(original / "processed/tables/claims.parquet").to_pylist()}
    places = {(r["region"], r["section"], r["paragraph"], r["words"]) for r in found.values() if not r["part_of"]}
    assert len(places) >= 60
    assert (found["SC51"]["found"], found["SC51"]["verdict"]) == ("BOL; CUB; MEX", "partly")
    assert [found[f"SC51.{n}"]["verdict"] for n in (1, 2, 3)] == ["contradicted", "supported", "supported"]
    assert (found["SC47"]["found"], found["SC47"]["verdict"]) == ("6", "contradicted")
    assert found["SC40"]["verdict"] == found["SC41"]["verdict"] == "partly"
    assert (found["RC03"]["found"], found["RC03"]["verdict"]) == ("48.4", "partly")
    assert (found["RC05"]["found"], found["RC05"]["verdict"]) == ("4", "supported")
    for row in found.values():
        assert row["cells"]
        assert (row["verdict"] == "not checkable") == bool(row["not_checkable"])


def test_a_verdict_follows_its_cells():
    """The two proposed entries that move a mark from Bolivia to Brazil, as the text has it, are accepted."""
    decided = decisions.load()
    turned = tuple(replace(e, status="accepted") if e.id in ("C001", "C002") else e for e in decided.entries)
    (claim,) = [row for row in records.tabulate("claims", decided) if row["id"] == "SC51"]
    verdicts = []
    for made in (decided, decided.supposing(turned)):
        named = schemas.named(claim["query"])
        tables = query.Tables({name: store.arrow(tabulate(name, made), schemas.table(name)) for name in named})
        verdicts += [(row["found"], row["verdict"]) for row in evaluate([claim], tables, made)]
    assert verdicts[1] == ("BRA; CUB; MEX", "supported") != verdicts[0]


def results(original, report):
    table = pq.read_table(original / f"processed/reports/{report}/results.parquet").to_pylist()
    return {r["id"].split("/")[1]: r for r in table}


@pytest.mark.slow
def test_headlines_equal_counts_over_the_raw_tables(original):
    facts = {source: rows(f"{source}/facts.csv") for source in ("sanchez-2021", "efe-2014", "kulumzhanova-ospanova")}
    coded = [
        f for f in facts["kulumzhanova-ospanova"] if f["predicate"].endswith((", Latin America", ", Central Asia"))
    ]
    policy = results(original, "us-policy")
    assert policy["coded"]["number"] == len(coded)
    assert policy["presidents"]["number"] == len({f["subject"] for f in coded})
    claims = [c for s in SOURCE.glob("raw/*/claims.csv") for c in rows(f"{s.parent.name}/claims.csv")]
    audit = results(original, "audit")
    assert audit["statements"]["number"] == sum(not c["part_of"] for c in claims)
    assert audit["not-checkable"]["number"] == sum(bool(c["not_checkable"]) for c in claims)
    assert audit["contradictions"]["number"] == len(rows("contradictions/pairs.csv"))
    assert (
        audit["supported"]["number"] + audit["partly"]["number"] + audit["contradicted"]["number"]
        == (audit["checked"]["number"])
    )


@pytest.mark.slow
@pytest.mark.parametrize("report", ["audit", "us-policy", "outreach-kazakhstan", "outreach-mexico"])
def test_every_result_says_how_many_observations_stand_behind_it(original, report):
    named = {"focus", "region", "text"}
    for key, row in results(original, report).items():
        assert row["n"] is not None or key in named, key
        assert row["cells"] or row["number"] == 0, key


def test_a_place_of_a_contradiction_is_a_place():
    known = {f["id"] for path in SOURCE.glob("raw/*/facts.csv") for f in rows(f"{path.parent.name}/facts.csv")}
    known |= {reference["id"] for reference in json.loads((SOURCE / "raw/references.json").read_text(encoding="utf-8"))}
    for pair in rows("contradictions/pairs.csv"):
        for side in ("a", "b"):
            assert pair[side] in known or "#cell=" in pair[side], pair


@pytest.fixture(scope="module")
def held():
    """All claims as they come out now, and the tidy tables that they ask."""
    decided = decisions.load()
    asked = records.tabulate("claims", decided)
    names = set().union(*(schemas.named(claim["query"]) for claim in asked if claim["query"]))
    tables = {name: store.arrow(tabulate(name, decided), schemas.table(name)) for name in sorted(names)}
    return evaluate(asked, query.Tables(tables), decided), tables


def test_every_verdict_changes_with_the_data_behind_it(held):
    assert unmoved(*held) == {}


def test_what_a_text_says_of_itself_is_counted_apart(held):
    """By independent lines: the files of the cells, and the queries."""
    for row in held[0]:
        files = {cell.partition("#")[0] for cell in row["cells"]} if row["query"] else set()
        own = files == {f"raw/{row['region']}/facts.csv"}
        assert (row["against"] == "itself") == own, row["id"]
        if own:
            assert not {"missions", "twinnings", "frameworks", "borders"} & schemas.named(row["query"])
    apart = [row["id"] for row in held[0] if row["against"] == "itself" and not row["part_of"]]
    assert len(apart) == 17
