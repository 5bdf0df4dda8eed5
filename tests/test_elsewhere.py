"""Plain Snakemake in other folders, as a module, with other options: it works, or a sentence says why not."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from conftest import SOURCE, Compendium

pytestmark = pytest.mark.slow
TABLE = "processed/tables/electorate.parquet"


def plainly(folder, *arguments: str) -> subprocess.CompletedProcess:
    """Run Snakemake in a folder, as in an activated environment."""
    folder.mkdir(parents=True, exist_ok=True)
    variables = {**os.environ, "PYTHONPATH": "", "PATH": f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}"}
    command = [sys.executable, "-m", "snakemake", "--cores", "2", *arguments]
    return subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True)


def succeeds(folder, *arguments: str) -> str:
    done = plainly(folder, *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_what_lies_in_another_folder_counts_and_the_rest_is_taken_from_beside_the_code(built, tmp_path):
    before, other = built.outputs(), Compendium(tmp_path / "ö ther")
    everything = ("--snakefile", str(built / "Snakefile"), "--directory", str(other.path))
    succeeds(built.path, *everything, TABLE, "reports/turnout.html")
    made = other.outputs()
    assert made[TABLE] == before[TABLE] and made["reports/turnout.html"] == before["reports/turnout.html"]
    assert {name: before[name] for name in made if "/records/" not in name} == {
        name: content for name, content in made.items() if "/records/" not in name
    }
    assert built.differs(before) == []
    records = b"".join(content for name, content in made.items() if "/records/" in name)
    assert str(tmp_path).encode() not in records and str(built.path).encode() not in records
    assert "Nothing to be done" in succeeds(built.path, *everything, TABLE)
    shutil.copytree(built / "raw", other / "raw")
    for name in ("raw/returns/table2.csv", "raw/returns/table2.second.csv"):
        other.edit(name, "Dogwood,90", "Dogwood,91")
    succeeds(built.path, *everything, TABLE)
    assert other.outputs()[TABLE] != before[TABLE]
    assert built.differs(before) == []


def test_a_folder_within_the_compendium_is_refused_unless_it_is_one_of_its_own(built):
    done = plainly(built.path, "--directory", "docs and more", TABLE)
    assert done.returncode == 1
    said = " ".join((done.stdout + done.stderr).split())
    assert "is no compendium of its own: it has no config/config.yaml" in said and "Traceback" not in said
    assert not (built / "docs and more/processed").exists()


def test_another_workflow_may_use_the_rules_under_names_of_its_own(built, tmp_path):
    other = Compendium(tmp_path / "user")
    other.path.mkdir()
    (other / "Snakefile").write_text(
        f'module election:\n    snakefile: "{built / "Snakefile"}"\n\n\nuse rule * from election as election_*\n'
        f'\n\nrule mine:\n    input: "{TABLE}"\n    output: "mine.txt"\n    shell: "wc -c < {{input}} > {{output}}"\n'
    )
    said = succeeds(other.path, "mine.txt")
    assert "election_clean" in said
    assert (other / "mine.txt").read_text().strip() == str(len(built.outputs()[TABLE]))
    assert other.outputs()[TABLE] == built.outputs()[TABLE]


def test_a_configuration_that_is_not_the_files_is_refused(built, tmp_path):
    for given in (("--config", "reports=none"), ("--configfile", str(tmp_path / "mine.yaml"))):
        (tmp_path / "mine.yaml").write_text("reports: none\n")
        done = plainly(built.path, *given, "--dry-run")
        said = " ".join((done.stdout + done.stderr).split())
        assert done.returncode == 1 and "differs from config/config.yaml in reports" in said, said
        assert "Traceback" not in said
    assert "Nothing to be done" in succeeds(built.path, "--configfile", "config/config.yaml")


@pytest.mark.long
def test_the_unit_tests_that_snakemake_generates_pass(built):
    """Each runs one job in a folder that holds its declared inputs and config/ alone: what is declared is what is read."""
    succeeds(built.path, "--generate-unit-tests", "unit", "--forceall")
    rules = {path.stem.removeprefix("test_") for path in (built / "unit").glob("test_*.py")}
    assert {"check", "clean", "evaluate", "measure_votes", "scenario", "report", "data_page", "index"} <= rules
    variables = {"PATH": f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}", "PYTHONPATH": ""}
    command = [sys.executable, "-m", "pytest", "unit", "-q", "-n2", "-p", "no:cacheprovider", "--rootdir", "unit"]
    done = built.call([*command, "-c", "/dev/null"], variables)
    assert done.returncode == 0, done.stdout[-6000:]


def test_the_rules_tell_the_story_in_the_order_of_the_way(built):
    listed = succeeds(built.path, "--list-rules")
    rules = ("check", "clean", "evaluate", "measure_votes", "scenario", "report", "data_page", "index")
    assert all(re.search(rf"^{rule} \(\w.+\.\)$", listed, re.MULTILINE) for rule in rules)  # each says what it does
    graph = succeeds(built.path, "--rulegraph", "--forceall")
    number = {label: key for key, label in re.findall(r'(\d+)\[label = "(\w+)"', graph)}
    arrows = set(re.findall(r"(\d+) -> (\d+)", graph))
    for above, below in (
        ("check", "clean"),
        ("clean", "measure_votes"),
        ("measure_votes", "report"),
        ("report", "index"),
    ):
        assert (number[above], number[below]) in arrows, (above, below)


def test_snakemakes_own_report_holds_the_reports(built, tmp_path):
    succeeds(built.path, "--report", str(tmp_path / "all.zip"))
    import zipfile

    with zipfile.ZipFile(tmp_path / "all.zip") as made:
        names = made.namelist()
        text = "".join(made.read(name).decode("utf-8", "replace") for name in names if name.endswith((".html", ".js")))
    assert sum(name.endswith(("votes-adams.html", "turnout.html")) for name in names) == 2
    assert "Data and codebook" in text


def test_what_the_catalogue_of_workflows_asks_is_there(tmp_path):
    assert (SOURCE / "workflow/Snakefile").read_text().startswith('include: "../Snakefile"\n')
    assert (SOURCE / "config/README.md").is_file() and (SOURCE / ".snakemake-workflow-catalog.yml").is_file()
    assert (SOURCE / ".test/config/config.yaml").is_file()
    other = tmp_path / "test"
    shutil.copytree(SOURCE / ".test", other)
    said = succeeds(SOURCE, "--snakefile", "workflow/Snakefile", "--directory", str(other))
    assert "steps (100%) done" in said
    assert (other / "reports/corrections.html").is_file()
