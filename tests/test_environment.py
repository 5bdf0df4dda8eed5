"""The environment is the lock: hashed, without an address, the same for conda; any folder is one to work in."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
import yaml
from conftest import SOURCE


def pins(name: str) -> dict[str, str]:
    text = (SOURCE / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9_.-]+)(?:\[[^]]*\])?==([^ ;\\]+)", text, re.MULTILINE))


@pytest.mark.parametrize(
    "lock", sorted([*SOURCE.glob("*.lock"), *SOURCE.glob("workflow/*/*/requirements.lock")]), ids=lambda path: path.name
)
def test_every_pin_has_hashes_and_no_address_stands_in_the_lock(lock):
    text = lock.read_text(encoding="utf-8")
    assert not re.search(r"https?://|index-url|find-links", text)
    blocks = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    assert len(blocks) > (10 if lock.name.startswith("requirements") else 0)
    assert all("==" in block and "--hash=sha256:" in block for block in blocks if block.strip())


def test_direct_dependencies_are_locked():
    direct = re.findall(r"^([a-z][\w-]*)", (SOURCE / "requirements.in").read_text(encoding="utf-8"), re.MULTILINE)
    locked = {name.replace("_", "-") for name in pins("requirements.lock")}
    assert {name.replace("_", "-") for name in direct} <= locked
    assert {"snakemake", "pandas", "pyarrow", "jupyter", "papermill", "seaborn"} <= set(direct)


@pytest.mark.parametrize("more", ["requirements-test.lock", "workflow/crossborder/snapshot/requirements.lock"])
def test_a_lock_on_top_of_the_build_only_adds(more):
    build, all_of_it = pins("requirements.lock"), pins(more)
    assert {name: all_of_it.get(name) for name in build} == build


MODULES = {
    "country-converter": "country_converter",
    "pypandoc_binary": "pypandoc",
    "pillow": "PIL",
    "jsonschema-rs": "jsonschema_rs",
}
# What a direct dependency needs and hands on: the parts of Jupyter, of Snakemake, of pandas and of seaborn.
CARRIED = {
    *("IPython", "nbformat", "traitlets", "numpy", "matplotlib", "yaml", "snakemake_interface_logger_plugins"),
    *("snakemake_interface_executor_plugins", "installer", "packaging"),
}
STARTED = {"jupyter"}  # a program: ./reproduce lab


def imports(tree: ast.Module) -> Iterator[str]:
    """Top-level names of the modules that a module imports, or asks for by their name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("find_spec"):
            yield ast.literal_eval(node.args[0]).partition(".")[0]


def test_the_build_needs_what_it_imports_and_nothing_else():
    """Modules of the snapshot and of the shipped fonts, which are made in environments of their own, are none of the build's."""
    direct = re.findall(r"^([a-z][\w-]*)", (SOURCE / "requirements.in").read_text(encoding="utf-8"), re.MULTILINE)
    files = [path for path in (SOURCE / "workflow").rglob("*.py") if not {"snapshot", "fonts"} & set(path.parts)]
    imported = {name for path in files for name in imports(ast.parse(path.read_text(encoding="utf-8")))}
    assert {name for name in direct if MODULES.get(name, name) not in imported} == STARTED
    own = {path.stem for path in files} | {path.name for path in (SOURCE / "workflow").iterdir()}
    others = imported - set(sys.stdlib_module_names) - own - {MODULES.get(name, name) for name in direct}
    assert others <= CARRIED, f"imported, and no direct dependency: {others - CARRIED}"
    for name in ("geopandas", "networkx", "h5py", "rdata"):
        assert name not in imported | {*pins("requirements.lock")}


def test_the_lock_for_slurm_agrees_with_the_build():
    """Its environment lies over that of the build, and takes from there what both name."""
    build, own = pins("requirements.lock"), pins("requirements-slurm.lock")
    added = own.keys() - build.keys()
    assert added == {"snakemake-executor-plugin-slurm", "snakemake-executor-plugin-slurm-jobstep"}
    assert {name: build[name] for name in own.keys() - added} == {name: own[name] for name in own.keys() - added}


def test_conda_gets_python_and_the_same_lock():
    environment = yaml.safe_load((SOURCE / "environment.yml").read_text(encoding="utf-8"))
    python = next(d for d in environment["dependencies"] if isinstance(d, str) and d.startswith("python"))
    assert tuple(map(int, re.findall(r"\d+", python))) >= (3, 11)
    (through_pip,) = [d["pip"] for d in environment["dependencies"] if isinstance(d, dict)]
    assert all(isinstance(line, str) for line in through_pip)
    assert set(through_pip) == {"--require-hashes", "--only-binary=:all:", "-r requirements.lock"}
    sources = {name.replace("-", "_"): version for name, version in pins("sources.lock").items()}
    assert {f"{name}={version}" for name, version in sources.items()} <= set(map(str, environment["dependencies"]))


def test_help_and_exit_codes(unbuilt):
    done = unbuilt.run("--help")
    assert done.returncode == 0
    for word in ("build", "check", "test", "status", "why", "trace", "lab", "exit codes"):
        assert word in done.stdout
    assert unbuilt.run("no-such-verb").returncode == 2
    assert unbuilt.run("trace").returncode == 2


def test_verbs_work_from_any_working_directory(unbuilt, tmp_path):
    assert unbuilt.run("check", cwd=tmp_path).returncode == 0
    assert os.listdir(unbuilt / "processed") == [".gitignore"]


def test_jobs_run_where_the_path_of_python_has_a_space(unbuilt):
    (unbuilt / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    python = str(unbuilt / ".venv/bin/python")
    assert " " in python
    target = "processed/tables/vote_totals.parquet"
    done = subprocess.run(
        [python, "-m", "snakemake", "--cores", "1", target],
        cwd=unbuilt.path,
        env={**os.environ, "PYTHONPATH": str(unbuilt / "workflow")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert (unbuilt / target).is_file()
