"""Nouns and places to put into sentences."""

import pytest
from hypothesis import strategies as st

from compendium.result.sentence import LANGUAGES, Noun, Place

TOWN = Noun(
    {
        "en": {"one": "town", "other": "towns"},
        "es": {"one": "ciudad", "other": "ciudades"},
        "ru": {"one": "граница", "few": "границы", "many": "границ", "other": "границы"},
        "kk": {"one": "шекара", "other": "шекара", "of": "шекараның"},
    },
    {"es": "f", "ru": "f"},
)


HOUSE = Noun({"ru": {"one": "дом", "few": "дома", "many": "домов", "other": "дома"}, "es": {"one": "barco", "other": "barcos"}})  # fmt: skip


HILLS = Place(
    {
        "en": {"name": "the hills", "in": "in the hills", "of": "of the hills"},
        "es": {"name": "las colinas", "in": "en las colinas", "of": "de las colinas"},
        "ru": {"name": "холмы", "in": "на холмах", "of": "холмов"},
        "kk": {"name": "төбелер", "in": "төбелерде", "of": "төбелердің", "to": "төбелерге"},
    }
)


SPACE = "\N{NO-BREAK SPACE}"


EVERY = pytest.mark.parametrize("language", LANGUAGES)


COUNTS = st.integers(0, 10**12)


FLOATS = st.floats(allow_nan=False, allow_infinity=False)
