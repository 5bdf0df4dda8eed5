"""A build in another folder, under other settings of a user, by plain Snakemake and on one core gives the same bytes."""

import pytest
from conftest import copy, one_report_a_notebook

pytestmark = pytest.mark.slow


def test_same_bytes_whoever_builds_wherever(original, tmp_path):
    other = one_report_a_notebook(copy(tmp_path / "other folder ö" / "deep"))
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
    done = other.snakemake("--cores", "1", env=settings)
    assert done.returncode == 0, done.stderr
    built = other.outputs()
    index = {"reports/index.html", "processed/records/index.json"}  # which lists all reports
    assert [name for name in other.differs(original.outputs()) if name in built] == sorted(index)
    assert len(built) > 150
