"""What the documents tell a newcomer to type works, command by command, in a compendium that begins with it."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from conftest import SOURCE, Compendium

BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(document: str) -> list[str]:
    return BLOCK.findall((SOURCE / "docs" / document).read_text(encoding="utf-8"))


def typed(folder: Path, block: str) -> str:
    """What a block of commands prints, with the environment of the tests in the place of one of its own."""
    if not (folder / ".venv").exists():
        (folder / ".venv").symlink_to(SOURCE / ".venv")
    done = subprocess.run(["sh", "-eu", "-c", block], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, f"{block}\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


@pytest.mark.slow
def test_the_first_table(plain: Compendium):
    keyed, put_in, twice, reported = blocks("first-table.md")
    typed(plain.path, keyed)
    wrong = subprocess.run(
        ["sh", "-eu", "-c", put_in.replace("--thousands . ", "")], cwd=plain.path, capture_output=True, text=True
    )
    assert wrong.returncode and not (plain / "raw/yearbook").exists(), wrong.stdout
    assert "can be read in several ways" in wrong.stderr and "Nothing was written" in wrong.stderr
    assert "raw/yearbook/catch.csv: frozen" in typed(plain.path, put_in)
    assert "No problem" in plain.run("check").stdout
    assert "South × 1970" in typed(plain.path, twice)
    assert '"raw/yearbook/catch.csv#cell=3,4",20*,20*,no-change' in (plain / "raw/corrections.csv").read_text()
    typed(plain.path, reported)
    page = (plain / "reports/catch.html").read_text(encoding="utf-8")
    assert "South went from 0 to 20" in page and "1,310" in page and "Table 3, p. 11" in page


@pytest.mark.slow
def test_a_compendium_of_ones_own(small, tmp_path):
    begun, *_ = blocks("own-compendium.md")
    (tmp_path / "mine").symlink_to(small.path)
    said = typed(
        tmp_path / "mine",
        begun.replace("../my-tables", str(tmp_path / "my-tables")).replace(
            f"cd {tmp_path}/my-tables", f"cd {tmp_path}/my-tables; ln -s {shlex.quote(str(SOURCE))}/.venv .venv"
        ),
    )
    assert "Built in" in said
    assert (tmp_path / "my-tables/reports/index.html").is_file()
