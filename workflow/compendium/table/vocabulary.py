"""Vocabularies: how a printed label is read as the key of what it names, and how a key is named in print.

A card names the vocabulary of its row labels and column headings: `year`, `free`, `list FILE`, or one that the study
adds.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache

from compendium import study
from compendium.decision import decision_file
from compendium.problem import Problem
from compendium.source import identifiers, references
from compendium.source.cards import Table
from compendium.unusable import Unusable

LIST = "list "  # what the name of a vocabulary in a file begins with
COLUMNS = ("key", "name")  # of such a file
YEAR = re.compile(r"[12][0-9]{3}")


@dataclass(frozen=True)
class Vocabulary:
    """`noun` and `expected` are for messages. `key` reads a label, None for one that names nothing of the vocabulary.

    `name` is the name of a key in print, `has` whether there is such a key. `sharing` gives the keys that a label may
    mean where it means none alone. Keys in `merged` stand for several things that a print does not tell apart.
    """

    noun: str
    expected: str
    key: Callable[[str], str | None]
    name: Callable[[str], str]
    has: Callable[[str], bool]
    sharing: Callable[[str], tuple[str, ...]] = lambda label: ()
    merged: Collection[str] = ()


def _is_key(text: str) -> bool:
    """Whether a text can be the key of a document. That there is one the check says; a table does not rest on it."""
    return not identifiers.refuse("reference", text)


FREE = Vocabulary("label", "any text", lambda label: label or None, str, bool)
YEARS = Vocabulary(
    "year",
    "a year of four digits",
    lambda label: label if YEAR.fullmatch(label) else None,
    str,
    lambda key: bool(YEAR.fullmatch(key)),
)
REFERENCES = Vocabulary(
    "reference",
    f"the key of a document in {references.PATH}",
    lambda label: label if _is_key(label) else None,
    lambda key: references.load()[key].described["title"],
    lambda key: _is_key(key),
)
BUILT_IN = {"free": FREE, "year": YEARS, "reference": REFERENCES}


@cache
def _listed(rows: decision_file.Rows, path: str) -> Vocabulary:
    """Vocabulary of a list. Raises Unusable where a key or a name of it stands for two things."""
    if faults := list(_ambiguous(rows, path)):
        raise Unusable(faults)
    names = {row["key"]: row["name"] for _, row in rows.each}
    keys = {name: key for key, name in names.items()}
    find = lambda label: label if label in names else keys.get(label)  # noqa: E731
    return Vocabulary(f"name of {path}", f"a key or a name of {path}", find, names.__getitem__, names.__contains__)


def _ambiguous(rows: decision_file.Rows, path: str) -> Iterator[Problem]:
    """Keys and names that an earlier row of a list has, as its key or as its name, and those that are blank."""
    seen: dict[str, int] = {}
    for line, row in rows.each:
        for text in dict.fromkeys(row.values()):
            expected = f"one thing: line {seen[text]} has it" if text in seen else "a text"
            if not text.strip() or text in seen:
                todo = "keep one of the two, or name them apart" if text.strip() else "key it"
                yield Problem(
                    path, "label of two things" if text.strip() else "blank", repr(text), expected, todo, line
                )
        seen |= dict.fromkeys(row.values(), line)


def vocabulary(name: str) -> Vocabulary:
    """A vocabulary by the name that cards give it. Raises KeyError for an unknown one, and Unusable for a bad file."""
    if name.startswith(LIST):
        path = name.removeprefix(LIST)
        if path.startswith("/") or ".." in path.split("/"):  # it is no file of this compendium
            raise KeyError(name)
        return _listed(decision_file.read(path, COLUMNS), path)
    if name in BUILT_IN:
        return BUILT_IN[name]
    return study.get(study.adds("VOCABULARIES")[name])


def names() -> list[str]:
    """Names of vocabularies that a card may give, those in files left out."""
    return sorted([*BUILT_IN, *study.adds("VOCABULARIES")])


def of_rows(table: Table) -> Vocabulary:
    """Vocabulary of the row labels of a matrix."""
    return vocabulary(table.card.get("row_labels", "free"))


def of_columns(table: Table) -> Vocabulary:
    """Vocabulary of the column headings of a matrix, and of the parties that its cells name."""
    return vocabulary(table.card.get("column_labels", "free"))


def of_spanners(table: Table) -> Vocabulary:
    """Vocabulary of the headings above several columns of a table of values."""
    return vocabulary(table.card.get("spanner_labels", "free"))


def named_by(table: Table) -> list[str]:
    """Names of the vocabularies that a card gives its labels."""
    return [table.card[key] for key in ("row_labels", "column_labels", "spanner_labels") if key in table.card]


def file_of(name: str) -> str:
    """File that a vocabulary rests on; empty for one that rests on none."""
    return name.removeprefix(LIST) if name.startswith(LIST) else study.adds("VOCABULARY_FILES").get(name, "")


def fault(name: str) -> str:
    """What is wrong with the name of a vocabulary, or with its file, in words; empty where it can be used."""
    try:
        vocabulary(name)
    except KeyError:
        return f"{', '.join(names())} or list FILE, a CSV of this compendium"
    except Unusable as error:
        return str(error)
    return ""
