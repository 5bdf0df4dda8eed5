"""Notebooks are checked before a build: what no build could execute is a problem with its place."""

import ast
import json

import pytest

from compendium.source import notebook_code

NAME = "notebooks/twinned-cities.ipynb"


@pytest.fixture
def notebook(checker):
    before = (checker / NAME).read_bytes()
    yield checker
    (checker / NAME).write_bytes(before)


def damaged(change):
    """A change of the parsed notebook, as one of its text."""

    def changed(text: str) -> str:
        notebook = json.loads(text)
        change(notebook)
        return json.dumps(notebook, ensure_ascii=False, indent=1)

    return changed


CODE = "measured = open_report(report)"
DAMAGES = {
    "no JSON": (lambda text: text[:-20], "notebook that cannot be read"),
    "nothing": (lambda _: "", "notebook that cannot be read"),
    "a list": (lambda _: "[]", "notebook of another format"),
    "many levels": (lambda _: "[" * 100_000, "notebook that cannot be read"),
    "third format": (lambda text: text.replace('"nbformat": 4', '"nbformat": 3'), "notebook of another format"),
    "unknown format": (
        lambda text: text.replace('"nbformat_minor": 5', '"nbformat_minor": 55'),
        "notebook of another format",
    ),
    "cell without a source": (damaged(lambda n: n["cells"][2].pop("source")), "notebook of another format"),
    "another language": (
        damaged(lambda n: n["metadata"]["kernelspec"].update(language="R")),
        "notebook of another language",
    ),
    "no parameters": (damaged(lambda n: n["cells"][0].update(metadata={})), "notebook without its parameters"),
    "an open bracket": (lambda text: text.replace(CODE, CODE[:-1]), "code that does not parse"),
    "another encoding": (lambda text: text.encode().replace(CODE.encode(), b"# \xe9\\n" + CODE.encode()), "invalid UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize("what", DAMAGES)
def test_what_no_build_could_execute_is_a_problem(notebook, what):
    change, kind = DAMAGES[what]
    found = change((notebook / NAME).read_text(encoding="utf-8"))
    (notebook / NAME).write_bytes(found if isinstance(found, bytes) else found.encode())
    answer = notebook.check()
    assert [(p["file"], p["kind"]) for p in answer.problems] == [(NAME, kind)], answer.report
    assert answer.problems[0]["line"] and answer.problems[0]["todo"]


def test_the_line_of_code_that_does_not_parse_is_that_of_the_file(notebook):
    notebook.edit(NAME, CODE, CODE[:-1])
    (problem,) = notebook.check().problems
    lines = (notebook / NAME).read_text(encoding="utf-8").split("\n")
    assert CODE[:-1] in lines[problem["line"] - 1] and "cell 2, line 4" in problem["found"]


def test_what_jupyter_writes_is_no_problem(notebook):
    notebook.edit(NAME, CODE, f'%matplotlib inline\\n",\n    "{CODE}')
    text = (notebook / NAME).read_text(encoding="utf-8")
    (notebook / NAME).write_text(damaged(lambda n: n.update(metadata={}))(text), encoding="utf-8")
    assert not notebook.check().problems


def test_imports_beside_a_magic_are_followed():
    code = notebook_code.python("%matplotlib inline\nfrom compendium import check\n!ls")
    assert "check" in [node.names[0].name for node in ast.walk(ast.parse(code)) if isinstance(node, ast.ImportFrom)]


def test_plain_snakemake_tells_it_without_a_traceback(plain):
    plain.edit("notebooks/corrections.ipynb", CODE, CODE[:-1])
    said = plain.snakemake("--cores", "1")
    assert said.returncode and "code that does not parse" in said.stdout + said.stderr
    assert "Traceback" not in said.stdout + said.stderr
