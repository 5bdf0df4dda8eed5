"""Seeded mutations of every file that is given or decided: each is named, carried or told, and none breaks anything.

MUTATIONS=20 tries twenty times as many; `python tests/fuzz.py` tries others.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from conftest import SOURCE

SEED = 20
# Mutations of each compendium: what the machinery does is the same in both, and the small one is checked faster.
TIMES = int(os.environ.get("MUTATIONS", "1"))
COUNTS = {"election": 300 * TIMES, "this one": 25 * TIMES}
DEFECTS = {"silent", "traceback", "timeout", "breaks"}


@pytest.mark.long
@pytest.mark.parametrize("compendium", COUNTS)
def test_no_single_mutation_is_silent_or_ends_in_a_traceback(tmp_path: Path, compendium: str):
    count, chosen = COUNTS[compendium], ["--election"] if compendium == "election" else []
    answer = tmp_path / "verdicts.json"
    command = [sys.executable, str(SOURCE / "tests/fuzz.py"), "--seed", str(SEED), "--mutations", str(count)]
    command += ["--workers", "1"]  # others run beside it, and each worker makes a compendium
    environment = {**os.environ, "PYTHONPATH": ""}
    done = subprocess.run(
        [*command, *chosen, "--json", str(answer)], capture_output=True, text=True, env=environment, cwd=tmp_path
    )
    verdicts = json.loads(answer.read_text(encoding="utf-8"))
    counted = Counter(verdict["verdict"] for verdict in verdicts)
    assert len(verdicts) == count
    assert not [v for v in verdicts if v["verdict"] in DEFECTS], done.stdout
    assert counted["named"] > count / 3, counted
    assert done.returncode == 0, done.stderr
