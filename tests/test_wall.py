"""The machinery knows nothing of the study; every public function says what it gives."""

import ast
import csv
import re
import subprocess
import sys
import tokenize
from itertools import product
from pathlib import Path
from string import ascii_uppercase

from conftest import SOURCE

MACHINERY = SOURCE / "workflow/compendium"
STUDY = "crossborder"
# Words of the subject, whatever they stand in: a name of a function, a remark, a message.
SUBJECT = re.compile(
    r"embass|consulate|kazakh|\bborders?\b|border_|_border|cross.?border|latin.?america|central.?asia|twinn|dyad"
    r"|\bgeopolit|\bdiplomat|foreign.mission",
    re.IGNORECASE,
)
OTHERS = ("install.py", "installer.py")  # of the standard library alone; they make the environment


def modules(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def dotted(path: Path) -> str:
    parts = path.relative_to(SOURCE / "workflow").with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports(path: Path) -> set[str]:
    """Modules that a file imports, and those that a text in it names as `package.module` or `package.module:name`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: a relative import hides where it leads"
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found |= set(re.findall(r"\b(?:compendium|crossborder)(?:\.\w+)+", node.value))
    return found


def test_the_machinery_imports_nothing_of_the_study_not_even_by_name():
    everything = [*modules(MACHINERY), *modules(SOURCE / "workflow/scripts")]
    assert len(everything) > 100
    for path in everything:
        assert not {name for name in imports(path) if name.split(".")[0] == STUDY}, path
        assert STUDY not in path.read_text(encoding="utf-8"), path


def test_the_study_is_found_by_its_register_alone():
    """Nothing else of the repository's code names a module of the study, tests and notebooks left out."""
    for path in [SOURCE / "Snakefile", *SOURCE.glob("workflow/rules/*.smk"), *SOURCE.glob("workflow/*.py")]:
        assert STUDY not in path.read_text(encoding="utf-8"), path


def test_the_machinery_names_no_state_border_embassy_or_publisher():
    from crossborder.states import is_code, name

    states = {name(code) for code in map("".join, product(ascii_uppercase, repeat=3)) if is_code(code)}
    with (SOURCE / "config/publishers.csv").open(encoding="utf-8", newline="") as file:
        publishers = {row["publisher"] for row in csv.DictReader(file)}
    assert len(states) > 100 and len(publishers) > 100
    names = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(states | publishers)))})\b")
    for path in modules(MACHINERY):
        with path.open("rb") as file:
            for token in tokenize.tokenize(file.readline):
                if token.type in (tokenize.NAME, tokenize.STRING, tokenize.COMMENT):
                    assert not (found := SUBJECT.search(token.string)), f"{path}, line {token.start[0]}: {found[0]}"
                    if token.type != tokenize.NAME:
                        assert not (found := names.search(token.string)), f"{path}, line {token.start[0]}: {found[0]}"


def test_the_schemas_of_the_machinery_name_nothing_of_the_study():
    words = re.compile(rf"{SUBJECT.pattern}|countr|nation|publisher_", re.IGNORECASE)
    files = sorted((SOURCE / "workflow/schemas").glob("*.*"))
    assert len(files) > 8
    for path in files:
        if path.name != "references.schema.json":  # words of CSL-JSON
            assert not (found := words.search(path.read_text(encoding="utf-8"))), f"{path}: {found[0]}"


# In the order in which data flow; the check comes behind the results, whose descriptions it reads.
ROOMS = ("source", "decision", "table", "result", "check", "report", "build", "archive", "author", "verbs")


def test_every_room_of_the_machinery_rests_on_earlier_ones():
    assert {path.parent.name for path in MACHINERY.glob("*/__init__.py")} == set(ROOMS)
    for path in modules(MACHINERY):
        room = path.relative_to(MACHINERY).parts[0]
        for name in imports(path):
            other = name.split(".")[1] if name.startswith("compendium.") else ""
            if room in ROOMS and other in ROOMS:
                assert ROOMS.index(other) <= ROOMS.index(room), f"{path} imports {name}"


def public(path: Path):
    """Public functions, classes and methods of a module."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, node
            if isinstance(node, ast.ClassDef):
                for inner in node.body:
                    if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_"):
                        yield f"{node.name}.{inner.name}", inner


def test_every_module_and_public_function_says_what_it_gives():
    silent = []
    for path in [*modules(MACHINERY), *modules(SOURCE / f"workflow/{STUDY}")]:
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path
        silent += [f"{dotted(path)}:{name}" for name, node in public(path) if not ast.get_docstring(node)]
    assert not silent, f"{len(silent)} say nothing: {silent}"


def test_each_rule_writes_out_all_its_reasons():
    from compendium.build.reasons import REASONS

    written: dict[str, list[str]] = {}
    for path in (SOURCE / "workflow/rules").glob("*.smk"):
        for call in re.findall(r"\*\*because\(([^)]*)\)", path.read_text(encoding="utf-8").replace("\n", " ")):
            rule, *names = re.findall(r'"(\w+)"', call)
            written.setdefault(rule, []).extend(names)
    assert {rule: sorted(names) for rule, names in written.items()} == {
        rule: sorted(names) for rule, names in REASONS.items()
    }


def test_what_only_asks_whether_all_is_current_loads_no_library_of_tables():
    """Loading one takes longer than the answer: of a build, of what is stale, and of the record that each job writes."""
    asked = ("verbs.build", "verbs.check", "verbs.status", "build.run_job")
    code = f"import sys\nfor name in {asked}: __import__(f'compendium.{{name}}')\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(SOURCE / "workflow")}, capture_output=True, text=True
    )
    loaded = {name for name in done.stdout.split() if name in ("pandas", "pyarrow", "numpy", "nbformat", "matplotlib")}
    assert (loaded, done.stderr) == (set(), "")
