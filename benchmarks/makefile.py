"""Write a Makefile of the jobs of a compendium: tables and measures by a script each, reports by papermill and nbconvert.

    python makefile.py JOBS TARGET

Variables of the Makefile: PYTHON and PROGRAM run a job, PAPERMILL, NBCONVERT, PANDOC are commands.
A report is executed by papermill and made HTML and Markdown by nbconvert, which pandoc makes DOCX and Typst of.
"""

import json
import sys
from pathlib import Path

UNLINKED = r"s/\]\(#[^)]*\)/]/g"  # links to figures and tables, which nbconvert gives no names
FORMATS = ("notebook", "html", "docx", "pdf", "png")  # of a report that these programs make
# A Typst file as a PDF, or its first page as a picture.
PDF = "import sys, typst; typst.compile(sys.argv[1], sys.argv[2], root='.')"
PNG = (
    "import sys, typst; pages = typst.compile(sys.argv[1], root='.', format='png', ppi=50);"
    " open(sys.argv[2], 'wb').write(pages[0] if isinstance(pages, list) else pages)"
)


def rule(targets: list[str], reads: list[str], commands: list[str]) -> str:
    """A rule that makes all of its targets in one go (GNU make 4.3 or later)."""
    lines = [f"{' '.join(targets)} &: {' '.join(reads)}", *(f"\t@{command}" for command in commands)]
    return "\n".join(lines) + "\n"


def report(job: dict) -> str:
    """The rules of one report, each format its own."""
    key, source = job["value"], job["inputs"]["notebook"]
    done, text, typ = f"reports/{key}.ipynb", f"reports/{key}.md", f"reports/{key}.typ"
    pandoc = f"cd reports && $(PANDOC) --from markdown-citations --wrap=none --standalone {key}.md -o"
    typst = {kind: f'$(PYTHON) -c "{code}" {typ} reports/{key}.{kind}' for kind, code in (("pdf", PDF), ("png", PNG))}
    return "\n".join(
        [
            rule([done], job["reads"], [f"$(PAPERMILL) --cwd . -p report {key} {source} {done} --no-progress-bar"]),
            rule([f"reports/{key}.html"], [done], [f"$(NBCONVERT) --to html --log-level ERROR {done}"]),
            rule(
                [text],
                [done],
                [f"$(NBCONVERT) --to markdown --log-level ERROR {done}", f"sed -E -i '{UNLINKED}' {text}"],
            ),
            rule([f"reports/{key}.docx"], [text], [f"{pandoc} {key}.docx"]),
            rule([typ], [text], [f"{pandoc} {key}.typ"]),
            *(rule([f"reports/{key}.{kind}"], [typ], [command]) for kind, command in typst.items()),
        ]
    )


def script(job: dict, number: int, listed: str) -> str:
    """The rule of any other job."""
    made = list(job["outputs"].values())
    folders = sorted({str(Path(name).parent) for name in made})
    command = f"$(PYTHON) -P $(PROGRAM) job {listed} {number}"
    if job["rule"] == "check":  # it says the same each time: with its old clock nothing that rests on it runs again
        (name,) = made
        kept = f"cp -p {name} {name}.kept 2>/dev/null || true"
        command = f"{kept}; {command} && {{ cmp -s {name} {name}.kept && mv {name}.kept {name} || rm -f {name}.kept; }}"
    return rule(made, job["reads"], [f"mkdir -p {' '.join(folders)}", command])


def main(listed: str, target: str) -> None:
    """Write the file."""
    jobs = json.loads(Path(listed).read_text(encoding="utf-8"))
    made = sorted(
        name
        for job in jobs
        for kind, name in job["outputs"].items()
        if kind in FORMATS or (job["rule"] != "report" and kind != "data")
    )
    rules = [report(job) if job["rule"] == "report" else script(job, number, listed) for number, job in enumerate(jobs)]
    head = [".DELETE_ON_ERROR:", f"all: {' '.join(made)}", ""]
    Path(target).write_text("\n".join([*head, *rules]), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
