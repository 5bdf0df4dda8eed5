"""`./reproduce bench`: every aim is in the page, the page is what the command writes, and a part can be measured."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SOURCE, Compendium

HERE = SOURCE / "benchmarks"
DATA = "benchmarks/measured.json"
# What the aims are about, and their limits, as they were set.
AIMS = {
    "over the bare process, wall time": "0.9",
    "over the bare process, processor time": "1.05",
    "over make with papermill and nbconvert, wall time": "0.25",
    "over an empty `snakemake -n`": "1.15",
    "sentence": "5 s",
    "embassy": "0.3",
    "A table at .*, wall time": "1.05",
    "A table at .*, processor time": "1.05",
    "check of": "1 GB",
    "clean of": "1 GB",
    "uv, warm": "30 s",
}


def bench(*arguments: str) -> subprocess.CompletedProcess:
    return Compendium(SOURCE).run("bench", *arguments)


def rows(page: str, heading: str) -> list[list[str]]:
    """Rows of the first table below a heading, its head left out."""
    section = page.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.fixture
def kept(tmp_path) -> Path:
    """A folder with what was measured last, to write pages of."""
    (tmp_path / DATA).parent.mkdir()
    (tmp_path / DATA).write_bytes((SOURCE / DATA).read_bytes())
    return tmp_path


def test_the_pages_are_what_the_command_writes_and_hold_every_aim(kept):
    done = bench("--pages", "--to", str(kept))
    assert done.returncode == 0, done.stderr
    for name in ("performance.md", "performance.svg", "scaling.md"):
        assert (kept / "docs" / name).read_bytes() == (SOURCE / "docs" / name).read_bytes(), name
    aims = rows((SOURCE / "docs/performance.md").read_text(encoding="utf-8"), "Aims")
    for words, limit in AIMS.items():
        (row,) = [row for row in aims if re.search(words, row[0])]
        assert row[1] == limit
        assert row[3] in ("met", "**not met**") or row[3].startswith("not "), row
    assert len(aims) == len(AIMS)


def test_an_aim_is_met_by_what_was_measured_alone(kept):
    """Another number in the file is another verdict in the page; what is missing is said."""
    measured = json.loads((kept / DATA).read_text(encoding="utf-8"))
    costs = measured["noop"]["measured"]["costs"]
    costs["empty"], costs["reproduce"] = [[2.0, 2.0, 1]] * 3, [[9.0, 2.0, 1], [2.2, 2.0, 1], [2.1, 2.0, 1]]
    measured.pop("environment", None)
    measured["noop"]["quick"] = False
    failed = {"costs": {}, "facts": {}, "failed": {"memory": "the disk is full"}}
    measured["memory"] = {**measured["noop"], "measured": failed}

    def judged() -> dict[str, list[str]]:
        (kept / DATA).write_text(json.dumps(measured), encoding="utf-8")
        assert bench("--pages", "--to", str(kept)).returncode == 0
        aims = rows((kept / "docs/performance.md").read_text(encoding="utf-8"), "Aims")
        return {words: row[2:] for words in AIMS for row in aims if re.search(words, row[0])}

    found = judged()
    assert found["over an empty `snakemake -n`"] == ["1.10", "met"]
    assert found["uv, warm"] == ["—", "not measured: the part `environment` was not run"]
    assert found["check of"] == ["—", "not measured: the disk is full"]
    assert "not measured" in (kept / "docs/scaling.md").read_text(encoding="utf-8")
    costs["reproduce"][1] = [2.4, 2.0, 1]
    assert judged()["over an empty `snakemake -n`"] == ["1.20", "**not met**"]


def test_a_quick_run_measures_and_tells_what_it_could_not_have(tmp_path):
    done = bench("memory", "--quick", "--to", str(tmp_path))
    assert done.returncode == 0, done.stderr
    part = json.loads((tmp_path / DATA).read_text(encoding="utf-8"))["memory"]
    assert part["command"] == f"./reproduce bench memory --quick --to {tmp_path}" and part["repetitions"] == 1
    for wall, processor, memory in (cost for found in part["measured"]["costs"].values() for cost in found):
        assert 0 < processor < 60 and wall > 0 and 20e6 < memory < 1e9
    page = (tmp_path / "docs/performance.md").read_text(encoding="utf-8")
    assert [row[0] for row in rows(page, "Many records")] == [
        f"{rule}, {count} records" for count in ("100", "1,000") for rule in ("Check", "Clean")
    ]
    assert "the part `build` was not run" in page and "not judged: small sizes" in page


def test_words_that_mean_nothing_are_refused(tmp_path):
    for arguments in (["nonsense"], ["--repetitions", "0"], ["--against", "cmake"]):
        done = bench(*arguments, "--to", str(tmp_path))
        assert done.returncode == 2 and "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_compendium_without_a_benchmark_says_so(unbuilt):
    done = unbuilt.run("bench")
    assert done.returncode == 1 and "benchmarks" in done.stderr and "Traceback" not in done.stderr


def test_the_bare_process_makes_the_bytes_of_a_build(small, unbuilt):
    done = unbuilt.call([sys.executable, "-P", str(HERE / "jobs.py"), "run", "took.json"], {"PYTHONHASHSEED": "0"})
    assert done.returncode == 0, done.stderr
    own = {name: content for name, content in small.outputs().items() if not name.startswith("processed/records/")}
    assert Compendium(unbuilt.path).differs(own) == []


def test_what_is_changed_is_there_to_change(monkeypatch, tmp_path):
    """A sentence and a cell of this compendium, each as study.yaml says."""
    monkeypatch.syspath_prepend(str(HERE))
    from workshop import Workshop

    shop = Workshop(tmp_path, quick=False)
    copy = shop.fresh("changed")
    before = {name: (copy / name).read_bytes() for name in ("raw/corrections.csv", "notebooks/twinned-cities.ipynb")}
    shop.change_sentence(copy)
    shop.correct_cell(copy)
    assert all((copy / name).read_bytes() != content for name, content in before.items())
    checked = Compendium(copy).run("check")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_lock_of_the_rivals_has_hashes_and_no_address():
    text = (HERE / "rivals.lock").read_text(encoding="utf-8")
    assert not re.search(r"https?://|index-url|find-links", text)
    blocks = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    assert all("==" in block and "--hash=sha256:" in block for block in blocks if block.strip())
    named = {block.partition("==")[0] for block in blocks}
    assert {"doit", "papermill", "nbconvert", "uv"} <= named


ORPHAN = """
import os, time
kept = b"x" * 200_000_000
if not os.fork():
    while time.process_time() < 0.4:
        pass
"""


def test_what_a_command_leaves_behind_is_counted_too(monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(str(HERE))
    import command

    cost = command.run([sys.executable, "-c", ORPHAN], tmp_path, {}, tmp_path / "log")
    assert 0.4 <= cost.processor < 10 and 200e6 < cost.memory < 1e9
    with pytest.raises(command.Broke) as broke:
        command.run(
            [sys.executable, "-c", f"raise SystemExit('{tmp_path}/file: gone')"], tmp_path, {}, tmp_path / "log"
        )
    assert "ended with 1: file: gone" in str(broke.value) and str(tmp_path) not in str(broke.value)
    assert command.median([command.Cost(1, 6, 2), command.Cost(9, 4, 1), command.Cost(2, 5, 3)]) == command.Cost(
        2, 5, 2
    )
