"""Parts, lists, ranks, amounts and comparisons are said as each language says them."""

import re

import pytest
from conftest import SOURCE
from hypothesis import given
from hypothesis import strategies as st
from nouns import EVERY, HILLS, SPACE, TOWN

from compendium.result import sentence
from compendium.result.sentence import LANGUAGES, Noun, Place


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ["no towns", "no town", "the only town", "neither of the two towns", "one of the two towns", "both towns", "none of the nine towns", "one of the nine towns", "six of the nine towns", "all nine towns", "3 of the 21 towns", "one of the 21 towns", "all 21 towns"]),
        ("es", ["ninguna ciudad", "ninguna ciudad", "la única ciudad", "ninguna de las dos ciudades", "una de las dos ciudades", "ambas ciudades", "ninguna de las nueve ciudades", "una de las nueve ciudades", "seis de las nueve ciudades", "las nueve ciudades", "3 de las 21 ciudades", "una de las 21 ciudades", "las 21 ciudades"]),
        ("ru", ["ни одна граница", "ни одна граница", "единственная граница", "ни одна из двух границ", "одна из 2 границ", "обе границы", "ни одна из 9 границ", "одна из 9 границ", "6 из 9 границ", "все 9 границ", "3 из 21 границы", "одна из 21 границы", "все 21 граница"]),
        ("kk", ["бірде-бір шекара", "бірде-бір шекара", "жалғыз шекара", "екі шекараның бірде-бірі", "2 шекараның біреуі", "екі шекара да", "9 шекараның бірде-бірі", "9 шекараның біреуі", "9 шекараның алтауы", "барлық 9 шекара", "21 шекараның үшеуі", "21 шекараның біреуі", "барлық 21 шекара"]),
    ],
)  # fmt: skip
def test_a_part_says_all_and_none(language, texts):
    pairs = ((0, 0), (0, 1), (1, 1), (0, 2), (1, 2), (2, 2), (0, 9), (1, 9), (6, 9), (9, 9), (3, 21), (1, 21), (21, 21))
    assert [sentence.part_of(part, whole, TOWN, language) for part, whole in pairs] == texts


def test_a_part_without_its_noun():
    assert sentence.part_of(3, 3) == "all three" and sentence.part_of(0, 3) == "none of the three"
    assert (
        sentence.part_of(2, 2) == "both"
        and sentence.part_of(1, 1) == "the only one"
        and sentence.part_of(0, 1) == "none"
    )
    assert (
        sentence.part_of(16, 19, None, "kk") == "19 ішінен 16-сы"
        and sentence.part_of(20, 50, None, "kk") == "50 ішінен 20-сы"
    )
    assert sentence.part_of(100, 300, None, "kk") == "300 ішінен 100-і" and sentence.part_of(
        1000, 3000, None, "kk"
    ).endswith("-ы")


def test_denominators_are_what_is_known():
    assert sentence.known_of(16, 19, 30) == "16 of the 19 known (11 unknown)"
    assert sentence.known_of(3, 5, 6) == "three of the five known (one unknown)"
    assert sentence.known_of(19, 19, 30) == "all 19 known (11 unknown)" and sentence.known_of(0, 19, 30).startswith(
        "none of the 19 known"
    )
    assert (
        sentence.known_of(3, 3, 3, TOWN) == "all three towns" and sentence.known_of(0, 0, 3) == "unknown for all three"
    )
    assert sentence.known_of(1, 1, 3) == "the only one known (two unknown)"
    assert sentence.known_of(0, 1, 3) == "none as far as is known (two unknown)"
    assert sentence.known_of(16, 19, 30, None, "ru") == "16 из 19 с данными (11 без данных)"


@EVERY
@given(st.tuples(*[st.integers(0, 3000)] * 3))
def test_any_part_can_be_said(language, numbers):
    part, known, whole = sorted(numbers)
    for text in (sentence.part_of(part, whole, TOWN, language), sentence.part_of(part, whole, None, language), sentence.known_of(part, known, whole, TOWN, language)):  # fmt: skip
        assert text == text.strip() and "  " not in text and "{" not in text
        assert not re.search(r"\b(\d+) of \1\b(?!,)|\b1 (?:of|towns)\b", text)
    with pytest.raises(ValueError, match="no part of a whole"):
        sentence.part_of(whole + 1, whole, TOWN, language)


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ["none", "A", "A and B", "A, B and C", "A, b; C; and D"]),
        ("es", ["ninguno", "A", "A y B", "A, B y C", "A, b; C; y D"]),
        ("ru", ["нет", "A", "A и B", "A, B и C", "A, b; C; и D"]),
        ("kk", ["жоқ", "A", "A және B", "A, B, C", "A, b; C; және D"]),
    ],
)
def test_names_are_listed_as_the_language_lists_them(language, texts):
    lists = ([], ["A"], ["A", "B"], ["A", "B", "C"], ["A, b", "C", "D"])
    assert [sentence.listed(names, language) for names in lists] == texts


def test_spanish_and_sounds_otherwise_before_i():
    assert (
        sentence.listed(["Perú", "Irán"], "es") == "Perú e Irán"
        and sentence.listed(["a", "b", "hijos"], "es") == "a, b e hijos"
    )
    assert (
        sentence.listed(["agua", "hielo"], "es") == "agua y hielo"
        and sentence.listed(["Perú", "Chile"], "es") == "Perú y Chile"
    )


@EVERY
@given(st.lists(st.text(min_size=1), min_size=1))
def test_a_list_has_every_name_in_its_order(language, names):
    text, place = sentence.listed(names, language), 0
    for name in names:
        place = text.index(name, place) + len(name)
    assert text.endswith(names[-1]) and text.startswith(names[0])


def test_ranks_tell_ties():
    assert (
        sentence.ranked(1, 9) == "first of nine"
        and sentence.ranked(11, 18) == "11th of 18"
        and sentence.ranked(1, 30) == "first of 30"
    )
    assert sentence.ranked(1, 9, 3) == "joint first of nine (with two others)" and sentence.ranked(2, 9, 2).endswith(
        "(with one other)"
    )
    assert sentence.ranked(1, 9, 3, "es") == "1.º de 9 (empatado con 2 más)"
    assert sentence.ranked(1, 9, 1, "ru") == "1-е место из 9" and sentence.ranked(1, 9, 1, "kk") == "9 ішінде 1-орын"
    assert [sentence.ordinal(n) for n in (1, 10, 11, 21, 22, 23, 112)] == [
        "first",
        "tenth",
        "11th",
        "21st",
        "22nd",
        "23rd",
        "112th",
    ]
    assert [sentence.ordinal(n, "kk") for n in (1, 6, 9, 10, 20, 21)] == [
        "1-ші",
        "6-шы",
        "9-шы",
        "10-шы",
        "20-шы",
        "21-ші",
    ]
    assert sentence.ordinal(2, "es", "f") == "2.ª" and sentence.ordinal(2, "ru", "f") == "2-я"
    for place, of, shared in ((0, 9, 1), (10, 9, 1), (9, 9, 2), (1, 9, 0)):
        with pytest.raises(ValueError, match="there is no place"):
            sentence.ranked(place, of, shared)


def test_money_has_a_word_for_its_scale():
    assert sentence.money(3.5e6) == "3.5 million US dollars" and sentence.money(999_999) == "1 million US dollars"
    assert sentence.money(250_000) == "250,000 US dollars" and sentence.money(1) == "1 US dollar"
    assert sentence.money(1e6, language="es") == "1 millón de dólares estadounidenses"
    assert sentence.money(2e6, language="es") == "2 millones de dólares estadounidenses"
    assert [sentence.money(x, language="ru") for x in (1e6, 2e6, 5e6, 3.5e6)] == [
        f"{x} долларов США" for x in ("1 миллион", "2 миллиона", "5 миллионов", "3,5 миллиона")
    ]
    assert sentence.money(3.5e6, language="kk") == "3,5 миллион АҚШ доллары"
    assert sentence.money(2e6, "EUR") == "2 million euros"


def test_a_unit_agrees_with_the_number_as_printed():
    assert sentence.quantity(2310.4) == "2,310 km" and sentence.quantity(2310.4, length="long") == "2,310 kilometres"
    assert (
        sentence.quantity(1.2, length="long") == "1 kilometre"
        and sentence.quantity(1, decimals=1, length="long") == "1.0 kilometres"
    )
    assert [sentence.quantity(x, length="long", language="ru") for x in (1, 2, 5)] == [
        "1 километр",
        "2 километра",
        "5 километров",
    ]
    assert sentence.quantity(2310.4, language="es") == "2310 km" and sentence.quantity(5, language="kk") == "5 км"


@EVERY
@given(st.floats(0, 1e15))
def test_any_amount_can_be_said(language, amount):
    for text in (sentence.money(amount, language=language), sentence.quantity(amount, language=language)):
        assert not re.search(r"\de|E\+|<|\{", text) and text == text.strip()


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [
        (3, 3, "as many as in the hills"),
        (100, 97, "about as many as in the hills"),
        (3, 2, "more than in the hills"),
        (2, 3, "fewer than in the hills"),
        (4, 2, "twice as many as in the hills"),
        (4.05, 2, "about twice as many as in the hills"),
        (5, 2, "more than twice as many as in the hills"),
        (43, 2, "about 22 times as many as in the hills"),
        (2, 5, "less than half as many as in the hills"),
        (1, 3, "a third as many as in the hills"),
        (1, 12, "one 12th as many as in the hills"),
        (3, 0, "more than in the hills"),
        (0, 3, "fewer than in the hills"),
        (0, 0, "as many as in the hills"),
    ],
)
def test_a_number_is_set_against_another(one, other, text):
    assert sentence.compared(one, other, HILLS) == text


def test_a_number_is_set_against_another_in_each_language():
    assert sentence.compared(5, 2, HILLS, sentence.LONG) == "more than twice as long as in the hills"
    said = [[sentence.compared(one, other, HILLS, language=language) for one, other in ((5, 2), (2, 5), (2, 2), (12, 2))] for language in ("es", "ru", "kk")]  # fmt: skip
    assert said == [
        ["más del doble que en las colinas", "menos de la mitad que en las colinas", "lo mismo que en las colinas", "seis veces más que en las colinas"],
        ["более чем вдвое больше, чем на холмах", "более чем вдвое меньше, чем на холмах", "столько же, сколько на холмах", "в 6 раз больше, чем на холмах"],
        ["төбелерге қарағанда екі еседен астам көп", "төбелерге қарағанда екі еседен астам аз", "төбелерде да сонша", "төбелерге қарағанда 6 есе көп"],
    ]  # fmt: skip
    with pytest.raises(ValueError, match="below zero"):
        sentence.compared(-1, 2, HILLS)


@EVERY
@given(st.floats(0, 1e300), st.floats(0, 1e300))
def test_any_two_numbers_can_be_compared(language, one, other):
    text = sentence.compared(one, other, HILLS, language=language)
    assert text == text.strip() and "  " not in text and "{" not in text
    if language == "en" and one > other:
        assert not re.match(r"fewer|less|half|a third|one \d", text)


def test_verbs_agree_and_sentences_begin_large():
    assert [sentence.agree(n, "was", "were") for n in (0, 1, 2)] == ["were", "was", "were"]
    assert sentence.capital("all three") == "All three" and sentence.capital("") == ""
    assert Place.english("the isles", "on").within() == "on the isles" and Noun.english("day").said(2) == "days"


def test_an_unknown_language_is_told():
    with pytest.raises(ValueError, match="no sentences in 'fr'; there are en, es, ru, kk"):
        sentence.number(1, language="fr")


def test_the_document_shows_what_is_printed():
    """Each row of the tables in docs/sentences.md, evaluated."""
    text = (SOURCE / "docs/sentences.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split(" | ")] for line in text.splitlines() if line.startswith("| `")
    ]
    assert len(rows) > 25 and {len(row) for row in rows} == {1 + len(LANGUAGES)}
    for call, *texts in rows:
        for language, expected in zip(LANGUAGES, texts, strict=True):
            said = eval(f"{call.strip('` ')[:-1]}, language={language!r})", {**vars(sentence), "TOWN": TOWN, "HILLS": HILLS})  # fmt: skip
            assert said.replace(SPACE, " ").replace("\N{NARROW NO-BREAK SPACE}", " ") == expected, (call, language)


def test_a_part_of_what_is_known_has_the_gender_of_its_noun():
    border = sentence.Noun(
        {"en": {"one": "border", "other": "borders"}, "es": {"one": "frontera", "other": "fronteras"}, "ru": {"one": "граница", "few": "границы", "many": "границ"}},
        {"es": "f", "ru": "f"},
    )  # fmt: skip
    assert sentence.known_of(0, 19, 30, border, "es") == "ninguna de 19 con datos (11 sin datos)"
    assert sentence.known_of(19, 19, 30, border, "es").startswith("todas las 19")
    assert sentence.known_of(0, 1, 3, border, "es") == "ninguna (con datos: 1, sin datos: 2)"
    assert sentence.known_of(0, 1, 3, border, "ru") == "ни одна (с данными: 1, без данных: 2)"
    assert sentence.known_of(1, 1, 3, border, "ru") == "единственная с данными (2 без данных)"
