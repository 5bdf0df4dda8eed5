"""Results drawn at random: their printed cells, counted again by lines of its own, give the number that is printed.

Nothing here imports the machinery: a result is its row in the measures, its cells are read from the raw tables, and
accepted entries of the ledger are read in their place.
"""

import csv
import os
import random
import re
from collections import defaultdict
from statistics import median

import pyarrow.parquet as pq
import pytest

SEED = int(os.environ.get("SEED", "20"))
DRAWN = 20
ADDRESS = re.compile(r"(.+)#cell=(\d+),(\d+)(?:-(\d+),(\d+))?")
INTEGER = re.compile(r"\d+")


class Cells:
    """Texts of the cells of a result, by file, row and column."""

    def __init__(self, folder, addresses, accepted):
        self.folder, self.texts = folder, {}
        for address in addresses:
            file, *corner = ADDRESS.fullmatch(address).groups()
            top, first, bottom, last = (int(part) if part else int(corner[i % 2]) for i, part in enumerate(corner))
            with (folder / file).open(encoding="utf-8", newline="") as opened:
                records = list(csv.reader(opened))
            for row in range(top, bottom + 1):
                for column in range(first, last + 1):
                    text = records[row - 1][column - 1]
                    self.texts[file, row, column] = accepted.get(f"{file}#cell={row},{column}", text)

    def all(self):
        return list(self.texts.values())

    def by(self, part):
        """Texts by row (1) or column (2)."""
        found = defaultdict(list)
        for place, text in self.texts.items():
            found[place[0], place[part]].append(text)
        return list(found.values())

    def sums(self, part):
        return [sum(map(amount, texts)) for texts in self.by(part)]

    def total(self):
        return sum(map(amount, self.all()))

    def named(self, party):
        return sum(int(n) for text in self.all() for n in re.findall(rf"(\d+) \({party}\)", text))

    def bare(self):
        return [int(text) for text in self.all() if INTEGER.fullmatch(text)]

    def shares(self, part):
        return [sum_ / self.total() for sum_ in self.sums(part)]

    def second(self):
        """Texts of the same cells in the second keyings."""
        return Cells(self.folder, [f"{f.removesuffix('.csv')}.second.csv#cell={r},{c}" for f, r, c in self.texts], {})

    def pairs(self):
        return list(zip(self.all(), self.second().all(), strict=True))


def amount(text):
    """What a cell of counts adds up to: `4 (China), 1 (Taiwan)` is 5, a blank nothing."""
    return sum(map(int, INTEGER.findall(text)))


def filled(pairs):
    return [pair for pair in pairs if set(pair) - {"", "0"}]


def agreement(pairs):
    return 100 * sum(one == other for one, other in pairs) / len(pairs)


def starting(word):
    return lambda c: sum(text == word or text.startswith(f"({word} ") for text in c.all())


def best(c):
    """Sum of the row that has most."""
    return max(c.sums(1))


# What a result is, by the end of its id and its report, and how its cells are counted again.
AGAIN = {
    r".*/agreement-all": lambda c: agreement(c.pairs()),
    r".*/agreement-all-n": lambda c: len(c.pairs()),
    r".*/agreement-filled": lambda c: agreement(filled(c.pairs())),
    r".*/agreement-filled-n": lambda c: len(filled(c.pairs())),
    r"twinned-cities/(agreements|japan-agreements|column-agreements|top-agreements)": lambda c: c.total(),
    r"twinned-cities/(territories)": lambda c: len(c.by(1)),
    r"twinned-cities/top-share": lambda c: 100 * best(c) / c.total(),
    r"twinned-cities/rest-agreements": lambda c: c.total() - best(c),
    r"twinned-cities/rest-median": lambda c: median(sorted(c.sums(1))[:-1]),
    r"twinned-cities/single": lambda c: c.sums(1).count(1),
    r"twinned-cities/hhi": lambda c: sum(share**2 for share in c.shares(1)),
    r"twinned-cities/hhi-even": lambda c: 1 / len(c.by(1)),
    r"twinned-cities/effective": lambda c: 1 / sum(share**2 for share in c.shares(1)),
    r"twinned-cities/hhi-partners": lambda c: sum(share**2 for share in c.shares(2)),
    r"twinned-cities/undivided": lambda c: sum(c.bare()),
    r"twinned-cities/undivided-territories": lambda c: len(c.bare()),
    r"twinned-cities/undivided-share": lambda c: 100 * sum(c.bare()) / c.total(),
    r"twinned-cities/china-least": lambda c: c.named("China"),
    r"twinned-cities/china-most": lambda c: c.named("China") + sum(c.bare()),
    r"twinned-cities/taiwan-least": lambda c: c.named("Taiwan"),
    r"twinned-cities/taiwan-most": lambda c: c.named("Taiwan") + sum(c.bare()),
    r"diplomatic-.*/(embassy-table-\d|(sent|received)-embassy)": starting("x"),
    r"diplomatic-.*/(concurrent-table-\d|(sent|received)-concurrent)": starting("concurrent"),
    r"diplomatic-.*/(cells-table-\d|cells)": lambda c: len(c.all()),
    r"diplomatic-.*/embassy-share-table-\d": lambda c: 100 * starting("x")(c) / len(c.all()),
    r"diplomatic-.*/reach-table-\d": lambda c: 100 * (starting("x")(c) + starting("concurrent")(c)) / len(c.all()),
    r"diplomatic-.*/blank-cells": lambda c: c.all().count(""),
    r"diplomatic-.*/top-sender-count-table-1": lambda c: max(texts.count("x") for texts in c.by(2)),
    r"diplomatic-.*/top-sender-count-table-2": lambda c: max(texts.count("x") for texts in c.by(1)),
    r".*/left-(visa-free|id-card-travel)": lambda c: c.all().count("yes"),
    r".*/left-(visa-free|id-card-travel)-known": lambda c: sum(text in ("yes", "no") for text in c.all()),
    r".*/left-length-km-median": lambda c: median(float(texts[2]) for texts in c.by(1)),
    r".*/left-length-km-n": lambda c: len({frozenset(texts[:2]) for texts in c.by(1)}),  # printed from both sides
    r".*/(left|right)-evaluation-n": lambda c: len(c.by(1)),
}


@pytest.fixture(scope="module")
def known(original):
    """Every result that one of the lines above counts, with its line."""
    found = []
    for path in sorted((original / "processed/reports").glob("*/results.parquet")):
        for row in pq.read_table(path).to_pylist():
            for pattern, again in AGAIN.items():
                if row["number"] is not None and row["cells"] and re.fullmatch(pattern, row["id"]):
                    found.append((row, again))
    return found


@pytest.fixture(scope="module")
def accepted(original):
    with (original / "raw/corrections.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["status"] == "accepted" and row["kind"] != "no-change"]
    return {row["cell"]: row["corrected"] for row in rows}


def test_twenty_results_drawn_at_random_are_what_their_cells_say(original, known, accepted):
    """SEED draws others; each line is a count, a share or a median of the texts in the cells."""
    drawn = random.Random(SEED).sample(known, DRAWN)
    wrong = []
    for row, again in drawn:
        counted = again(Cells(original.path, row["cells"], {} if "/agreement" in row["id"] else accepted))
        if abs(counted - row["number"]) > 1e-9 * max(1, abs(counted)) or not said(row, counted):
            wrong.append((row["id"], row["value"], row["number"], counted))
    assert wrong == []


def said(row, counted):
    """Whether the text that is printed is the number, rounded as it is printed."""
    text = row["value"].replace(",", "")
    decimals = len(text.partition(".")[2])
    return not re.fullmatch(r"-?\d+(\.\d+)?", text) or abs(float(text) - counted) <= 0.5 * 10**-decimals + 1e-9


def test_the_draw_is_from_many_results_of_several_reports(known):
    assert len(known) > 80 and len({row["report"] for row, _ in known}) > 5
    for pattern in AGAIN:
        assert any(re.fullmatch(pattern, row["id"]) for row, _ in known), f"{pattern} is the id of no result"
