"""A copy of the compendium whose check is asked many times in one process."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import assembled
from conftest import SOURCE, Compendium, copy

ASKED = """
import json, sys
from compendium import check
from compendium.check import mend
from compendium.problem import report
for line in sys.stdin:
    said = mend.all_tables() if line.strip() == "fix" else []
    problems = check.run()
    found = [{name: getattr(p, name) for name in p.__dataclass_fields__} for p in problems]
    print(json.dumps({"problems": found, "report": report(problems), "said": said}), flush=True)
"""
EXAMPLE = SOURCE / "workflow/example"
GIVEN = ("raw", "config", "metadata.yaml")


@dataclass
class Answer:
    """Problems, the report on them, and what a mending said."""

    problems: list[dict]
    report: str
    said: list[str]

    @property
    def kinds(self) -> list[str]:
        return [problem["kind"] for problem in self.problems]


class Checker(Compendium):
    """A copy that is put back after each test."""

    def __init__(self, path: Path):
        super().__init__(copy(path).path)
        self.start_checker()

    def start_checker(self) -> None:
        env = {"PYTHONPATH": str(self / "workflow"), "PATH": "/usr/bin:/bin"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", ASKED],
            cwd=self.path,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def check(self, *, fix: bool = False) -> Answer:
        self.process.stdin.write("fix\n" if fix else "check\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, "check ended: a traceback"
        return Answer(**json.loads(line))

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait()

    def restore(self) -> None:
        for name in GIVEN:
            if (SOURCE / name).is_file():
                shutil.copy2(SOURCE / name, self / name)
                continue
            subprocess.run(["chmod", "-R", "u+rwX", self / name], check=True)
            shutil.rmtree(self / name)
            shutil.copytree(SOURCE / name, self / name)

    def add(self, key: str, table: str | bytes, *fields: str, card: str = "") -> str:
        """A source of one table; each field is a name, or a name and what else its schema says."""
        folder = self / "raw" / key
        folder.mkdir(exist_ok=True)
        described = "".join(
            f"        - {{name: {json.dumps(name)}, type: string, description: As printed{more and ', ' + more}}}\n"
            for name, _, more in (field.partition("|") for field in fields)
        )
        (folder / "datapackage.yaml").write_text(
            f"name: {key}\ntitle: A table by others\nlicenses: [{{name: CC-BY-4.0, title: theirs}}]\n"
            f"sources: [{{title: others}}]\nresources:\n  - name: table1\n    type: table\n    path: table1.csv\n"
            f"    title: A table by others\n    schema:\n      fields:\n{described}"
            f"    transcription: {{reference: rouvinski, table: Table 1, title: A table by others, keyed: By others.,"
            f" layout: records{card and ', ' + card}}}\n",
            encoding="utf-8",
        )
        (folder / "table1.csv").write_bytes(table.encode() if isinstance(table, str) else table)
        return f"raw/{key}/table1.csv"


class Tables(Checker):
    """A compendium of printed tables of values, put back after each test."""

    def __init__(self, path: Path):
        assembled.with_tables(path)
        Compendium.__init__(self, path)
        self.start_checker()

    def restore(self) -> None:
        shutil.rmtree(self / "raw")
        shutil.copytree(EXAMPLE / "raw", self / "raw")
        shutil.copytree(assembled.FIXTURE / "tables/raw", self / "raw", dirs_exist_ok=True)
        shutil.copy2(EXAMPLE / "config/candidates.csv", self / "config/candidates.csv")
        assembled.freeze(self.path)
