"""Ids of the numbers that a copied text stands for: an id, one within a text, a number of a report, a passage."""

import re
from pathlib import Path

from compendium.decision.config import reports
from compendium.paths import ROOT
from compendium.report import copied, passage
from compendium.report.evidence import numbers
from compendium.result import named_results

ID = re.compile(r"[a-z0-9-]+(?:/[A-Za-z0-9_-]+){1,3}")


class NotFound(LookupError):
    """A text that no report has; the message says what there is."""


def ids(text: str) -> list[str]:
    """REPORT/NAME of results and REPORT/FRAME/ROW of rows of tables that a text stands for, at least one.

    Raises NotFound for a text that is in no report, or that has no number in it.
    """
    identifier = copied.read(text)
    joined = "".join(identifier.split())  # an id is broken where a line ends
    if _is_row(joined):
        return [joined]
    built = {key: named_results.results(key) for key in reports() if _is_measured(key)}
    known = {result["id"]: result for found in built.values() for result in found}
    if joined in known:
        return [joined]
    if joined in built:
        return [one["id"] for one in built[joined]]
    if by_name := [one for one in known if one.partition("/")[2] == joined]:
        return by_name
    within = ID.findall(re.sub(r"\s*/\s*", "/", text))
    if named := [one for one in dict.fromkeys(within) if one in known or _is_row(one)]:
        return named
    report, asked = copied.printed(text, reports()) or ("", identifier)
    found = _of_anchor(joined)
    if not found and report in built:
        path, same = _built(report), _of_value(asked, built[report])
        there = _named(passage.stands(asked, passage.read(path)) or []) if path else []
        found = [one for one in same if one in there] or there or same
    found = found or _passage(asked, [report] if report else list(built)) or _of_label(asked, known)
    if not found:
        raise NotFound(
            f"Nothing was found for {text.strip()!r}. A number is named by its id, by its report and the number, or by "
            f"words around it; reports: {', '.join(reports())}. Are they built (`./reproduce status`)?"
        )
    return found


def _is_measured(key: str) -> bool:
    return (named_results.folder(key) / "results.parquet").is_file()


def _is_row(text: str) -> bool:
    """Whether a text is REPORT/FRAME/ROW or REPORT/FRAME/ROW/COLUMN, of a row that there may be."""
    parts = text.split("/")
    return len(parts) in (3, 4) and parts[0] in reports() and parts[2].isdecimal()


def _of_value(text: str, results: list[dict]) -> list[str]:
    """Results of a report that are printed so; else those whose sentence has the number in it."""
    exact, within = [], []
    for one in results:
        value, unit = one["value"], one["unit"] or ""
        if any(passage.same(text, said) for said in (value, f"{value} {unit}", f"{value}%")):
            exact.append(one["id"])
        elif any(is_number and passage.same(part, text) for part, is_number in numbers.pieces(value)):
            within.append(one["id"])
    return exact or within


def _of_label(text: str, results: dict[str, dict]) -> list[str]:
    """Results whose label a text is or begins with, as what is told of a number beside it does; the longest label."""
    asked = passage.letters(text)
    labels = {one: passage.letters(result["label"]) for one, result in results.items()}
    found = {one: label for one, label in labels.items() if len(label) > passage.SHORT and asked.startswith(label)}
    longest = max(map(len, found.values()), default=0)
    return [one for one, label in found.items() if len(label) == longest]


def _of_anchor(identifier: str) -> list[str]:
    """Numbers of the table or paragraph that an address of a report leads to."""
    report, _, anchor = identifier.partition("/")
    found = passage.at(anchor, passage.read(path)) if (path := _built(report)) else []
    return _named(found)


def _built(key: str) -> Path | None:
    path = ROOT / f"reports/{key}.html"
    return path if key in reports() and path.is_file() else None


def _named(found: list[passage.Number]) -> list[str]:
    """Ids of numbers of reports, each once."""
    return list(dict.fromkeys(copied.read(f"reports/{one.href}") for one in found))


def _passage(text: str, keys: list[str]) -> list[str]:
    """Numbers in a passage of these reports; none where it stands in no report. Raises NotFound where it has no number."""
    found = {key: passage.stands(text, passage.read(path)) for key in keys if (path := _built(key))}
    stands = {key: numbers for key, numbers in found.items() if numbers is not None}
    if stands and not any(stands.values()):
        raise NotFound(f"{text.strip()!r} stands in {', '.join(stands)}, with no number that rests on printed cells.")
    return _named([one for numbers in stands.values() for one in numbers])
