"""Two builds in two folders, under two sets of a user's settings, give the same bytes."""

import os

import pytest
from conftest import copy

pytestmark = pytest.mark.slow


def test_same_bytes_whoever_builds_wherever(original, tmp_path):
    other = copy(tmp_path / "other folder ö" / "deep")
    home = tmp_path / "home"
    (home / ".config/matplotlib").mkdir(parents=True)
    (home / ".config/matplotlib/matplotlibrc").write_text("font.size: 30\naxes.grid: True\n")
    (home / ".ipython/profile_default/startup").mkdir(parents=True)
    (home / ".ipython/profile_default/startup/00.py").write_text("print('hello')\n")
    settings = {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "TZ": "Asia/Almaty",
        "LC_ALL": "C",
        "LANG": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "7",
        "MPLCONFIGDIR": str(home / ".config/matplotlib"),
        "SOURCE_DATE_EPOCH": "1",
    }
    done = other.run("build", "--", "--cores", "1", env=settings)
    assert done.returncode == 0, done.stderr
    assert other.differs(original.outputs()) == []


def test_plain_snakemake_builds_the_same_bytes(original, tmp_path):
    other = copy(tmp_path / "plain")
    done = other.snakemake()
    assert done.returncode == 0, done.stderr
    assert other.differs(original.outputs()) == []
    assert os.listdir(other / "reports")
