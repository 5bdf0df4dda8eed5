"""What the index can be searched for: reports, and what the study names; a script in the page finds among them.

A study registers `SEARCHED`: functions by dotted name, each with the tidy tables that it reads. Such a function is
called with the rows of these tables by name, and returns entries.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from compendium import study
from compendium.decision.config import ENGLISH, Report, reports
from compendium.paths import ROOT

FOLDER = "workflow/templates/search"
SCRIPTS = ("minisearch.min.js", "search.js")
NOTICE = "/* MiniSearch 7.2.0, MIT: workflow/templates/search/LICENSE-minisearch.txt */\n"
LANGUAGES = ("es", "ru", "kk")
FORM = """<form class="search" role="search" hidden>
<label for="search">{label}</label>
<input id="search" type="search" autocomplete="off" spellcheck="false" aria-describedby="said" maxlength="100">
<p id="said" role="status"></p>
<ol id="found" hidden></ol>
</form>"""


@dataclass(frozen=True)
class Entry:
    """One thing that can be found: its name, what it is, its page, its names in other languages, a line on it."""

    name: str
    kind: str
    address: str
    others: dict[str, str] = field(default_factory=dict)
    about: str = ""
    language: str = ENGLISH  # of name and line


def tables() -> list[str]:
    """Tidy tables that the entries of the study rest on."""
    return sorted({name for names in study.adds("SEARCHED").values() for name in names})


def functions() -> list[str]:
    """Dotted names of the functions of the study that make entries."""
    return list(study.adds("SEARCHED"))


def entries(findings: dict[str, str]) -> list[Entry]:
    """Every entry: reports with their findings, by key, then what the study names."""
    from compendium.table import store  # here alone: who asks for names of files need not load Arrow

    found = [_of_report(report, findings[report.key]) for report in reports().values()]
    for dotted, names in study.adds("SEARCHED").items():
        make: Callable[[dict[str, list[dict]]], Iterable[Entry]] = study.get(dotted)
        rows = {name: store.read(ROOT / f"processed/tables/{name}.parquet").to_pylist() for name in names}
        found += make(rows)
    return found


def _of_report(report: Report, finding: str) -> Entry:
    return Entry(
        f"{report.title}: {report.subtitle}", "Report", f"{report.key}.html", about=finding, language=report.language
    )


def form(found: Iterable[Entry]) -> str:
    """HTML of the box and of the entries that the script reads. No text of theirs can end the element."""
    kinds = list(dict.fromkeys(f"{entry.kind.lower()}s" for entry in found))
    label = f"Search {', '.join(kinds[:-1])} and {kinds[-1]}" if len(kinds) > 1 else f"Search {kinds[0]}"
    listed = json.dumps([_listed(entry) for entry in found], ensure_ascii=False, separators=(",", ":"))
    safe = re.sub("[<>&\u2028\u2029]", lambda mark: f"\\u{ord(mark.group()):04x}", listed)
    return f'{FORM.format(label=label)}\n<script type="application/json" id="entries">{safe}</script>\n'


def _listed(entry: Entry) -> dict[str, str]:
    told = {"name": entry.name, "kind": entry.kind, "address": entry.address, "about": entry.about, **entry.others}
    if entry.language != ENGLISH:
        told["lang"] = entry.language
    return {name: text for name, text in told.items() if text}


def script(inputs: Mapping[str, str]) -> str:
    """The script of the page, of the files that its rule hands over: the library, then what uses it.

    A template would drop a line's end behind it.
    """
    texts = [(ROOT / inputs[name]).read_text(encoding="utf-8") for name in sources()]
    return NOTICE + "".join(texts).rstrip()


def sources() -> dict[str, str]:
    """Files that the script is made of, by a name for each."""
    return {name.partition(".")[0]: f"{FOLDER}/{name}" for name in SCRIPTS}
