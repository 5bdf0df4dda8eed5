"""Seeded mutations of every file that is given or decided: each is named, carried or told, and none breaks anything."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from conftest import SOURCE

SEED, COUNT = 20, 200
DEFECTS = {"silent", "traceback", "timeout", "breaks"}


def test_no_single_mutation_is_silent_or_ends_in_a_traceback(tmp_path: Path):
    answer = tmp_path / "verdicts.json"
    command = [sys.executable, str(SOURCE / "tests/fuzz.py"), "--seed", str(SEED), "--mutations", str(COUNT)]
    environment = {**os.environ, "PYTHONPATH": ""}
    done = subprocess.run(
        [*command, "--json", str(answer)], capture_output=True, text=True, env=environment, cwd=tmp_path
    )
    verdicts = json.loads(answer.read_text(encoding="utf-8"))
    counted = Counter(verdict["verdict"] for verdict in verdicts)
    assert len(verdicts) == COUNT
    assert not [v for v in verdicts if v["verdict"] in DEFECTS], done.stdout
    assert counted["named"] > COUNT / 3, counted
    assert done.returncode == 0, done.stderr
