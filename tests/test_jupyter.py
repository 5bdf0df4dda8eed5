"""What is tried in Jupyter is what a build does: same folder, packages and style; what a report cannot show is named."""

import copy
import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from conftest import SOURCE, Compendium, succeeds
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from compendium.report import saved

NOTEBOOK = "notebooks/turnout.ipynb"


def bare(where: dict[str, str], folder: Path, notebooks: list[nbformat.NotebookNode]) -> None:
    """Execute notebooks as an editor would: in a kernel that is given variables, from any folder."""
    from jupyter_client.manager import start_new_kernel

    variables = {**where, "PATH": os.environ["PATH"], "HOME": str(folder)}
    manager, client = start_new_kernel(kernel_name="python3", cwd=str(folder), env=variables)
    client.stop_channels()
    try:
        for notebook in notebooks:
            NotebookClient(notebook, km=manager, timeout=120).execute()
    finally:
        manager.shutdown_kernel(now=True)


def packages(compendium: Compendium) -> dict[str, str]:
    """What tells a kernel that the packages are those of a compendium."""
    return {"PYTHONPATH": str(compendium / "workflow")}


def add(compendium: Compendium, code: str) -> None:
    """Put one more cell at the end of a notebook."""
    notebook = nbformat.read(compendium / NOTEBOOK, as_version=4)
    notebook.cells.append(new_code_cell(code, id=f"more-{len(notebook.cells)}"))
    nbformat.write(notebook, compendium / NOTEBOOK)


def test_every_kernel_of_the_environment_finds_the_packages_and_no_other_python_does(tmp_path):
    """Another Python is told where its packages are: of an archive that is rebuilt, they are the archive's."""
    made = Path(sys.prefix).resolve().parent  # what a link in place of the environment leads to
    cell = new_code_cell("import compendium; print(compendium.__file__)")
    bare({"PYTHONPATH": ""}, tmp_path, [new_notebook(cells=[cell])])
    assert cell.outputs[0].text.strip() == str(made / "workflow/compendium/__init__.py")
    done = subprocess.run(
        [sys.executable, "-I", "-c", "import compendium"], cwd=tmp_path, capture_output=True, text=True
    )
    assert "No module named 'compendium'" in done.stderr


@pytest.mark.slow
def test_every_notebook_runs_bare_in_any_folder(original, tmp_path):
    notebooks = [nbformat.read(path, as_version=4) for path in sorted((SOURCE / "notebooks").glob("*.ipynb"))]
    assert len(notebooks) > 5
    bare(packages(original), tmp_path, notebooks)
    shown = [sum(len(cell.get("outputs", [])) for cell in notebook.cells) for notebook in notebooks]
    assert all(shown), shown


def test_work_in_a_kernel_is_work_in_the_folder_with_tidy_tables_and_numbers_at_hand(small, tmp_path):
    code = [
        'from compendium.report.notebook import open_report\nmeasured = open_report("turnout")',
        "import os, matplotlib\n(os.getcwd(), matplotlib.rcParams['font.size'])",
        'measured.tidy("votes").columns.tolist()',
        "measured",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
        'measured.tidy("votesx")',
    ]
    notebook = new_notebook(cells=[new_code_cell(source) for source in code[:-1]])
    bare(packages(small), tmp_path, [notebook])
    said = json.dumps([cell.outputs for cell in notebook.cells])
    assert str(small.path) in said and "'candidate'" in said and "{finding}" in said and "image/png" in said
    wrong = new_notebook(cells=[new_code_cell(code[0]), new_code_cell(code[-1])])
    with pytest.raises(Exception, match=r"There is no tidy table 'votesx'.*votes"):
        bare(packages(small), tmp_path, [wrong])


@pytest.mark.parametrize(
    ("code", "told", "todo"),
    [
        ("import matplotlib.pyplot as plt\nplt.plot([1, 2]);", "shows a figure of pyplot", "measured.figure("),
        ('measured.frame("turnouts")', "shows a DataFrame", "measured.table("),
        ("measured", "shows a DataFrame or other HTML", "measured.table("),
        ("1 + 1", "shows the value of its last line", "semicolon"),
    ],
)
def test_what_has_no_number_and_caption_is_refused_by_name_and_not_dropped(built, code, told, todo):
    add(built, code)
    done = built.run("turnout")
    assert done.returncode == 1 and told in done.stderr and "Traceback" not in done.stderr, done.stderr
    assert "turnout.ipynb, cell" in done.stderr and todo in done.stderr


def test_a_tidy_table_that_a_notebook_asks_for_is_an_input_of_its_report(built):
    add(built, 'electors = measured.tidy("votes")["count"].sum();')
    succeeds(built, "turnout")
    record = json.loads((built / "processed/records/report-turnout.json").read_text(encoding="utf-8"))
    assert "processed/tables/votes.parquet" in json.dumps(record["inputs"])
    add(built, 'name = "labels"; measured.tidy(name);')
    done = built.run("turnout")
    assert done.returncode == 1 and "Write the name of the table into the call, tidy('labels')" in done.stderr


def test_a_notebook_is_saved_without_what_a_run_left_in_it():
    cell = new_code_cell("1", outputs=[nbformat.v4.new_output("stream", text="1")], execution_count=3)
    cell.metadata = {"tags": ["parameters"], "execution": {"began": "now"}}
    notebook = new_notebook(cells=[cell, nbformat.v4.new_markdown_cell("x", metadata={"slideshow": {}})])
    model = {"type": "notebook", "content": copy.deepcopy(notebook)}
    saved.strip(model, path="x.ipynb", contents_manager=None)
    found = model["content"]["cells"]
    assert (found[0]["outputs"], found[0]["execution_count"]) == ([], None)
    assert [dict(cell["metadata"]) for cell in found] == [{"tags": ["parameters"]}, {}]
    assert found[1]["source"] == "x"
    saved.strip({"type": "file", "content": "text"})


def test_jupyter_lab_takes_the_hook():
    from jupyter_server.services.contents.filemanager import FileContentsManager
    from traitlets.config import Config

    given = Config({"FileContentsManager": {"pre_save_hook": "compendium.report.saved.strip"}})
    assert FileContentsManager(config=given).pre_save_hook is saved.strip
