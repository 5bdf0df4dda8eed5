"""docs/cards.md and docs/measures.md on tables of values: complete, and followed to the letter they give a report."""

import json
import re
import shutil

import assembled
import pytest
import yaml
from conftest import SOURCE, Compendium

from compendium.table import query, store

CARDS, MEASURES = ((SOURCE / f"docs/{name}.md").read_text(encoding="utf-8") for name in ("cards", "measures"))
SCHEMAS = SOURCE / "workflow/schemas"


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def test_every_key_of_a_table_of_values_is_told():
    section = CARDS.partition("## Tables of values")[2].partition("## What is checked")[0]
    card = json.loads((SCHEMAS / "card.schema.json").read_text(encoding="utf-8"))
    words = [*card["$defs"]["values"]["properties"], *card["$defs"]["missing"]["additionalProperties"]["enum"]]
    words += ["all", "group", "running", "within", "headings", "column"]
    words += re.findall(r"[a-z ]+(?=[|)])", card["$defs"]["forms"]["additionalProperties"]["pattern"])
    assert not [word for word in words if f"`{word}`" not in section and f": {word}`" not in section]


def test_every_tidy_table_is_listed():
    from compendium.decision import schemas

    listed = MEASURES.partition("<!-- tidy tables -->\n")[2].partition("<!-- end")[0].splitlines()[2:]
    wanted = [
        f"| `{name}` | {schemas.table(name)['title']} | `{schemas.table(name)['kind']}` |" for name in schemas.tables()
    ]
    assert listed == wanted, "between the marks of docs/measures.md there should be\n" + "\n".join(wanted)


@pytest.mark.parametrize("measure", ["matrix", "series"])
def test_every_result_and_frame_of_a_measure_is_told(measure):
    from compendium.result.patterns import of_file

    told = MEASURES.partition(f"### `measure: {measure}`")[2].partition("\n### ")[0]
    ids = [form.replace("*", "LABEL") for pattern in of_file(measure) for form in pattern.forms()]
    frames = yaml.safe_load((SCHEMAS / f"frames/{measure}.yaml").read_text(encoding="utf-8"))
    assert len(ids) > 10 and not [name for name in (*ids, *frames) if f"`{name}`" not in told]


def test_every_measure_of_the_machinery_is_told():
    from compendium.result.measures import MEASURES as OWN

    assert [name for name in OWN if f"### `measure: {name}`" in MEASURES] == list(OWN)


def test_every_column_is_told():
    from compendium.decision import value_tables

    card = {"rows": "province", "columns": "year"}
    columns = {field["name"] for field in value_tables._fields(card, value_tables.TOTAL)}
    assert not [name for name in columns if f"`{name}`" not in MEASURES]


@pytest.mark.slow
def test_the_documents_followed_give_a_report(tmp_path):
    """The card of docs/cards.md, the configuration, notebook and commands of docs/measures.md, and nothing else."""
    assembled.plain(tmp_path / "own")
    made = Compendium(tmp_path / "own")
    yearbook = assembled.FIXTURE / "tables/raw/yearbook"
    package = yaml.safe_load((yearbook / "datapackage.yaml").read_text(encoding="utf-8"))
    (card,) = (yaml.safe_load(block) for block in blocks(CARDS, "yaml") if "layout: values" in block)
    assert card["resources"] == package["resources"][:1]
    (made / "raw/yearbook").mkdir()
    (made / "raw/yearbook/datapackage.yaml").write_text(
        yaml.safe_dump(package | card, allow_unicode=True), encoding="utf-8"
    )
    shutil.copy2(yearbook / "catch.csv", made / "raw/yearbook/catch.csv")
    shutil.copy2(assembled.FIXTURE / "tables/raw/references.json", made / "raw/references.json")
    (told,) = blocks(MEASURES, "yaml")
    config = yaml.safe_load((made / "config/config.yaml").read_text(encoding="utf-8"))
    for key, part in yaml.safe_load(told).items():
        config[key] |= part
    (made / "config/config.yaml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
    notebook = json.loads((assembled.FIXTURE / "tables/notebooks/catch.ipynb").read_text(encoding="utf-8"))
    prose = [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"][:1]
    for cell, code in zip(notebook["cells"][1::3], blocks(MEASURES, "python"), strict=True):
        cell["source"] = code
    notebook["cells"] = [notebook["cells"][0], notebook["cells"][1], *prose, notebook["cells"][4]]
    (made / "notebooks/catch.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    (commands,) = blocks(MEASURES, "sh")
    for line in commands.splitlines():
        done = made.run(*line.removeprefix("./reproduce ").split())
        assert done.returncode == 0, (line, done.stdout + done.stderr)
    assert "raw/yearbook/catch.csv" in done.stdout
    (sql,) = blocks(MEASURES, "sql")
    asked = query.Tables({"catch": store.read(made / "processed/tables/catch.parquet")}).ask(sql)
    assert asked == [(13.1, ["raw/yearbook/catch.csv#cell=2,3"])]
    assert "Dune rose most" in (made / "reports/catch.html").read_text(encoding="utf-8")
