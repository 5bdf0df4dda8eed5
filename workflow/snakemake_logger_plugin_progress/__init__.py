"""Snakemake logger plugin: one line a job, that a person can follow."""

import sys
import time
from logging import ERROR, LogRecord
from pathlib import Path

from snakemake_interface_logger_plugins.base import LogHandlerBase
from snakemake_interface_logger_plugins.common import LogEvent

from compendium import failure

# How Snakemake says, after the job itself, that one failed.
ECHOES = ("RuleException:\nCalledProcessError", "Exiting because a job", "WorkflowError:\nAt least one job did not")


class LogHandler(LogHandlerBase):
    """Prints what runs, how many of how many, and seconds."""

    def __post_init__(self) -> None:
        self.started: dict[int, tuple[float, str]] = {}
        self.total = self.done = 0

    @property
    def writes_to_stream(self) -> bool:
        return True

    @property
    def writes_to_file(self) -> bool:
        return False

    @property
    def has_filter(self) -> bool:
        return True

    @property
    def has_formatter(self) -> bool:
        return True

    @property
    def needs_rulegraph(self) -> bool:
        return False

    def emit(self, record: LogRecord) -> None:
        event = getattr(record, "event", None)
        if event == LogEvent.RUN_INFO:
            self.total = record.stats.get("total", 0)  # type: ignore[attr-defined]
        elif event == LogEvent.JOB_INFO:
            message = (record.rule_msg or record.rule_name).rstrip(".")  # type: ignore[attr-defined]
            self.started[record.jobid] = (time.monotonic(), message)  # type: ignore[attr-defined]
        elif event == LogEvent.JOB_FINISHED:
            self._finished(record.job_id)  # type: ignore[attr-defined]
        elif event == LogEvent.JOB_ERROR:
            self._failed(record)
        elif record.levelno >= ERROR and event in (None, LogEvent.ERROR) and not self._is_echo(record.getMessage()):
            self._say(failure.of_traceback(record.getMessage()))

    def _is_echo(self, text: str) -> bool:
        """Whether a message only repeats that a job failed, which was said with its log."""
        return text.startswith(ECHOES)

    def _finished(self, job: int) -> None:
        start, message = self.started.pop(job, (time.monotonic(), "done"))
        if message == "all":
            return
        self.done += 1
        width = len(str(self.total))
        self._say(f"  {self.done:>{width}} of {self.total}  {time.monotonic() - start:5.1f} s  {message}")

    def _failed(self, record: LogRecord) -> None:
        _, message = self.started.get(record.jobid, (0, record.rule_name))  # type: ignore[attr-defined]
        self._say(f"  failed: {message}")
        for name in record.log or []:  # type: ignore[attr-defined]
            path = Path(str(name))
            if path.is_file():
                text = "\n    ".join(path.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-25:])
                self._say(f"    {text}\n    (log: {name})")

    def _say(self, text: str) -> None:
        print(text, file=sys.stderr, flush=True)
