"""The jobs of a compendium as tasks of doit, one process a job. `JOBS` names their list, `PROGRAM` the script that runs one."""

import json
import os
import sys
from pathlib import Path

JOBS, PROGRAM, PYTHON = (os.environ[name] for name in ("JOBS", "PROGRAM", "PYTHON"))
DOIT_CONFIG = {"verbosity": 0, "backend": "json"}


def task_job():
    """One task a job, with the files that it reads and makes."""
    for number, job in enumerate(json.loads(Path(JOBS).read_text(encoding="utf-8"))):
        yield {
            "name": f"{job['rule']}-{job['value']}",
            "actions": [[PYTHON or sys.executable, "-P", PROGRAM, "job", JOBS, str(number)]],
            "file_dep": job["reads"],
            "targets": list(job["outputs"].values()),
        }
