"""The environment of every job, so that no setting of the user's changes an output or is changed by one."""

import os
import shlex
import sys

from compendium.decision.config import epoch
from compendium.paths import ROOT, path_of

CACHE = ROOT / ".cache"
# Settings of these programs that a user may have made: each could change what a job does.
FOREIGN = ("PYTHON", "JUPYTER", "IPYTHON", "MPL", "MATPLOTLIB", "PAPERMILL", "TYPST", "SNAKEMAKE_PROFILE")


def prepare() -> None:
    """Set the variables that jobs and kernels inherit, and let Snakemake find Python in any path.

    What programs keep for themselves goes below `.cache` in this folder: a home may be missing or locked.
    """
    # Snakemake 9 writes sys.executable into a shell command without quotes.
    if sys.executable and not sys.executable.startswith("'"):
        sys.executable = shlex.quote(sys.executable)
    for name in [name for name in os.environ if name.startswith(FOREIGN)]:
        del os.environ[name]
    folders = {
        "MPLCONFIGDIR": CACHE / "matplotlib",
        "IPYTHONDIR": CACHE / "ipython",
        "JUPYTER_CONFIG_DIR": CACHE / "jupyter",
        "JUPYTER_DATA_DIR": CACHE / "jupyter-data",
        "JUPYTER_RUNTIME_DIR": CACHE / "jupyter-run",
        "XDG_CACHE_HOME": CACHE / "cache",
        "XDG_CONFIG_HOME": CACHE / "config",
        "XDG_DATA_HOME": CACHE / "data",
        "XDG_STATE_HOME": CACHE / "state",
    }
    if not os.access(os.environ.get("HOME") or "", os.R_OK | os.W_OK | os.X_OK):
        folders["HOME"] = CACHE / "home"
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    os.environ.update(
        {name: str(folder) for name, folder in folders.items()},
        PYTHONPATH=str(path_of("workflow")),
        SOURCE_DATE_EPOCH=str(epoch()),
        PYTHONHASHSEED="0",
        TZ="UTC",
        LC_ALL="C.UTF-8",
        MPLBACKEND="agg",
        MATPLOTLIBRC=str(path_of("workflow/templates/matplotlibrc")),
        JUPYTER_PREFER_ENV_PATH="1",
    )
