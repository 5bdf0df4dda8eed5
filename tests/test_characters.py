"""Characters that no print has are found with their place; the text of four languages is not touched."""

import csv
import unicodedata

import pytest
from conftest import SOURCE
from hypothesis import given
from hypothesis import strategies as st

from compendium.source.characters import faults

SOUND = (
    "Қазақстан Республикасының шекарасы, Өзбекстан, Әулиеата, Һәм, Ұлытау",
    "Сотрудничество — это «граница»: Ёлка, подъезд, № 5, Алексе́й",
    "¿Qué frontera? Ñandú, pingüino, 1.º de mayo, 3 ª",
    "São Tomé, cooperação, à ordem, União Europeia",
    "5 μm, 3 kΩ, ΔG = 0; ½ of 10 °C, 13.1ʳ, 4²",
    "IP-адрес, X-лучи, Île-de-France, Ελλάδα, ქართული, Հայաստան, العربية, 中文, 日本語",
    "two\nlines",
)
PLANTS = {
    "\x00": "control", "\x1b": "control", "\t": "control", "\r": "control", "\x7f": "control", "\x85": "control",
    "\u200b": "unseen", "\u200d": "unseen", "\u2060": "unseen", "\ufeff": "unseen", "\u00ad": "unseen",
    "\u115f": "unseen", "\u3164": "unseen", "\u180e": "unseen", "\u034f": "unseen", "\ufff9": "unseen",
    "\u202e": "direction", "\u2067": "direction", "\u200f": "direction",
    "\ue000": "private", "\U00100000": "private", chr(0xD800): "half", chr(0xDFFF): "half",
    "\uffff": "unassigned", "\ufdd0": "unassigned", "\U000e0080": "unassigned",
    "\U000e0041": "tag", "\U000e007f": "tag", "\ufe0f": "variation", "\U000e0100": "variation",
    "\ufffd": "lost", "\u2028": "separator", "𝐏": "look-alike", "Ｐ": "look-alike",
    "u\u0301": "decomposed", "\u212b": "decomposed",
}  # fmt: skip
MIXED = ("Сhile", "Pеru", "Αrgentina", "Вrazil", "Боливиa", "Κazakhstan", "Uzbеk", "А\u0301rica", "Peոu", "СΟЮЗ")


@pytest.mark.parametrize("text", SOUND)
def test_text_as_it_is_written_passes(text):
    assert list(faults(unicodedata.normalize("NFC", text))) == []


@pytest.mark.parametrize("planted", PLANTS, ids=ascii)
def test_each_is_found_where_it_stands(planted):
    for before in ("", "abc ", "Қаз "):
        (place, kind, expected), *_ = faults(f"{before}{planted} end")
        assert (place, PLANTS[planted] in kind) == (len(before), True), kind
        assert expected


@pytest.mark.parametrize("word", MIXED)
def test_look_alikes_of_another_alphabet_are_found(word):
    found = list(faults(f"in {word} there"))
    assert any("two alphabets" in kind for _, kind, _ in found), found
    assert all(3 <= place < 3 + len(word) for place, *_ in found)


@given(st.text())
def test_every_text_has_an_answer_and_a_text_without_faults_is_whole(text):
    found = list(faults(text))
    assert [place for place, *_ in found] == sorted({place for place, *_ in found})
    if not found:
        assert text == unicodedata.normalize("NFC", text) == text.encode().decode()
        assert not {unicodedata.category(c) for c in text if c != "\n"} & {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"}


def test_all_of_todays_material_passes():
    for path in SOURCE.glob("raw/**/*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for record in csv.reader(file):
                assert not [text for text in record if list(faults(text))], path
