"""Claims as they are transcribed, and a table that invented ones are held against."""

import csv

import pyarrow as pa
from conftest import SOURCE

CELLS = [["raw/rouvinski/table1.csv#cell=2,2"], ["raw/rouvinski/table1.csv#cell=3,2"]]


TABLE = pa.table({"id": ["a", "b"], "n": [1, None], "cells": CELLS})


def rows(name):
    with (SOURCE / "raw" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def claim(**more):
    base = {"id": "X1", "section": "s", "paragraph": "1", "cells": ["raw/x/claims.csv#cell=2,1-2,11"]}
    return {**base, "not_checkable": None, "comparison": "is", "expected": "1", **more}
