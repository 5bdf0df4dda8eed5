"""What was tried on the border: every initiative, and by name what worked, what came out mixed, what failed."""

import pandas as pd

from compendium.result import sentence
from compendium.result.results import Results
from crossborder import nouns
from crossborder.borders.closeup.about import About
from crossborder.borders.conditions.cases import rows_of
from crossborder.borders.conditions.groups import OUTCOMES, called, collected, judged, outcomes, responses
from crossborder.borders.conditions.tried import EVALUATED, FIRM

WORDS = {"success": "Worked", "mixed": "Mixed", "failure": "Failed"}
LEAST, MOST = 2, 8  # cases of each outcome that have room, and of all
IN_WORDS = 10
ROOM = ("success", "failure", "mixed")  # whose cases take what room others leave


def tried(results: Results, about: About) -> None:
    """Frames `initiatives` and `cases`, and counts of each outcome."""
    rows = responses(results, about.own.dyads)
    found = outcomes(rows)
    results.number("initiatives", len(rows), rows["cells"], n=len(rows))
    for outcome, count in found.items():
        results.number("{outcome}", count, rows["cells"], n=len(rows), outcome=outcome)
    for judgement, count in judged(results, found).items():
        results.number("{judgement}", count, rows["cells"], n=len(rows), judgement=judgement)
    results.count("evaluated", rows[rows["evidence"] == EVALUATED], of=rows)
    results.frames["initiatives"] = [
        {**_row(row), "type": called(row["type"]), "single": bool(row["single"])}
        for row in rows.sort_values(["start_year", "id"], na_position="last").to_dict("records")
    ]
    chosen = shares_of_room({outcome: found[outcome] for outcome in ROOM})
    results.frames["cases"] = [
        {**(found_row := _row(row)), "told_by": found_row["publisher"], "worked": WORDS[outcome]}
        for outcome in WORDS
        for row in _firmest(rows[rows["outcome"] == outcome]).head(chosen[outcome]).to_dict("records")
    ]
    text = _told(results, found) if collected(results, about.own.dyads) else "Nobody looked for initiatives on it."
    shown = len(results.frames["cases"])
    results.number("cases", shown, rows["cells"], n=sum(found[outcome] for outcome in WORDS))
    results.add("told-{sentence}", text, rows["cells"], n=len(rows), sentence=("tried", "what was tried"))


def _row(row: dict) -> dict:
    """A row as cases have it, with its outcome."""
    (found,) = rows_of(pd.DataFrame([row]))
    return {
        **{key: value for key, value in found.items() if key not in ("dyads", "borders")},
        "outcome": row["outcome"],
    }


def shares_of_room(counts: dict[str, int]) -> dict[str, int]:
    """How many cases of each outcome are shown: a few of each, and as many more as there is room, in their order."""
    room = {outcome: min(count, LEAST) for outcome, count in counts.items()}
    for outcome, count in counts.items():
        room[outcome] += min(count - room[outcome], MOST - sum(room.values()))
    return room


def _firmest(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with the firmest evidence first, the latest first among equals."""
    firm = [FIRM.index(one) if one in FIRM else len(FIRM) for one in rows["evidence"]]
    rows = rows.assign(firm=firm)
    return rows.sort_values(["firm", "start_year", "id"], ascending=[True, False, True], kind="stable")


def _told(results: Results, found: dict[str, int]) -> str:
    whole, evaluated = sum(found.values()), int(results.value("evaluated"))
    known = whole - found["unknown"]
    if not whole:
        return "No initiative was found on it."
    there = f"As far as was found there {sentence.agree(whole, 'is', 'are')} {sentence.counted(whole, nouns.INITIATIVE)} on it"
    if not known:
        return f"{there}; no outcome is known."
    of, worked, mixed, failed, unknown = _alike(known, *(found[outcome] for outcome in OUTCOMES))
    told = sentence.part_of(evaluated, whole)
    unknown = f"; {unknown} {sentence.agree(found['unknown'], 'is', 'are')} unknown" if found["unknown"] else ""
    return (
        f"{there}. Of the {of} with a known outcome {worked} succeeded, {mixed} came out mixed and {failed}"
        f" failed{unknown}. An evaluation is known of {told}."
    )


def _alike(*numbers: int) -> list[str]:
    """Counts of one sentence, all in words or all in digits; nothing is “none”."""
    limit = IN_WORDS if max(numbers) <= IN_WORDS else 0
    return [sentence.worded(number, limit=limit) if number else "none" for number in numbers]
