"""Numbers in sentences, in four languages: what each function prints, and what none of them ever does."""

import re

import pytest
from babel import Locale
from conftest import SOURCE
from hypothesis import given
from hypothesis import strategies as st

from compendium.result import sentence
from compendium.result.sentence import LANGUAGES, Noun, Place
from compendium.result.sentence.language import category

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


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(8046298, None, "8,046,298"), (8046298.0, 0, "8,046,298"), (1412.9, None, "1,412.9"), (0.5678, 2, "0.57"), (-0.0001, 2, "0.00"), (4453.2, 0, "4,453"),
     (1e21, None, "1,000,000,000,000,000,000,000"), (1.5e-9, None, "0.0000000015"), (1234567.89, None, "1,234,568"), (-5, None, "-5"), (float("inf"), None, "inf"), (float("nan"), 1, "nan")],
)  # fmt: skip
def test_a_number_has_separators_and_no_exponent(value, decimals, text):
    assert sentence.number(value, decimals) == text


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ["8,046,298", "4,453.25", "0.5"]),
        ("es", ["8.046.298", "4453,25", "0,5"]),  # four digits are not parted
        ("ru", [f"8{SPACE}046{SPACE}298", f"4{SPACE}453,25", "0,5"]),
        ("kk", [f"8{SPACE}046{SPACE}298", f"4{SPACE}453,25", "0,5"]),
    ],
)
def test_separators_are_those_of_the_language(language, texts):
    assert [sentence.number(value, language=language) for value in (8046298, 4453.25, 0.5)] == texts


@EVERY
@given(FLOATS)
def test_any_number_can_be_read_again_and_is_near(language, value):
    text = sentence.number(value, language=language)
    symbols = Locale.parse(LANGUAGES[language]).number_symbols["latn"]
    assert set(text) <= set("0123456789-" + symbols["group"] + symbols["decimal"])
    assert float(text.replace(symbols["group"], "").replace(symbols["decimal"], ".")) == pytest.approx(value, rel=1e-4)
    first, *others = text.lstrip("-").partition(symbols["decimal"])[0].split(symbols["group"])
    assert len(first) >= 1 and all(len(group) == 3 for group in others)
    assert len(first) <= 3 or (language == "es" and not others and len(first) == 4)
    assert not text.startswith("-0") or float(text.replace(symbols["decimal"], ".")) != 0


@given(FLOATS, st.integers(0, 6))
def test_decimals_that_are_asked_for_are_printed(value, decimals):
    _, point, after = sentence.number(value, decimals).partition(".")
    assert len(after) == decimals and bool(point) == bool(decimals)


@EVERY
@given(st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=5))
def test_numbers_beside_one_another_have_the_same_decimals(language, values):
    symbol = Locale.parse(LANGUAGES[language]).number_symbols["latn"]["decimal"]
    assert len({len(text.partition(symbol)[2]) for text in sentence.alike(values, language=language)}) == 1


def test_a_pair_has_the_decimals_that_it_can_bear():
    assert sentence.alike([669.5, 4453.2]) == ["670", "4,453"]
    assert sentence.alike([3, 41]) == ["3", "41"] and sentence.alike([3.0, 41.0]) == ["3", "41"]
    assert sentence.alike([0.5, 12.25]) == ["0.5", "12.2"] and sentence.alike([0.04, 0.123]) == ["0.040", "0.123"]
    assert sentence.alike([0, 0]) == ["0", "0"] and sentence.alike([]) == []
    assert sentence.alike([1, 2], 1) == ["1.0", "2.0"]


def test_percentages_have_decimals_from_a_hundred_observations_on():
    assert (sentence.share(52.04, 99), sentence.share(52.04, 100)) == ("52", "52.0")
    assert sentence.per_cent(52.04, 30) == "52 per cent"
    assert sentence.per_cents(52.04, 48.3, (120, 30)) == "52 and 48 per cent"
    assert sentence.per_cents(52.04, 48.31, (120, 300)) == "52.0 and 48.3 per cent"
    assert [sentence.per_cent(5, 9, language) for language in ("es", "ru", "kk")] == [f"5{SPACE}%", f"5{SPACE}%", "5%"]


def test_counts_have_no_decimals_and_years_no_separators():
    assert sentence.count(1234.0) == "1,234" and sentence.year(2024.0) == "2024"
    assert sentence.years(1991, 2024) == "1991–2024" and sentence.years(1991, 1991) == "1991"
    assert sentence.whole(2024, {"format": "year"}) == "2024" and sentence.whole(2024, {}) == "2,024"
    for wrong in (sentence.count, sentence.year):
        with pytest.raises(ValueError, match=r"2\.5 is no"):
            wrong(2.5)


def test_ranges_are_one_number_where_both_ends_are_printed_alike():
    assert (
        sentence.span(3, 7) == "3 to 7" and sentence.span(3, 3) == "3" and sentence.span(0.04, 1200, 0) == "0 to 1,200"
    )
    assert sentence.span(2.5, 10.25) == "2.5 to 10.2" and sentence.span(3, 7, language="es") == "3 a 7"
    assert sentence.span(3, 7, language="ru") == sentence.span(3, 7, language="kk") == "3–7"


def test_small_counts_stand_in_words_where_the_style_wants_it():
    assert [sentence.worded(n) for n in (0, 1, 10, 11, 1200)] == ["0", "one", "ten", "11", "1,200"]
    assert sentence.worded(3, "es") == "tres" and sentence.worded(3, "ru") == sentence.worded(3, "kk") == "3"


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ["no towns", "one town", "two towns", "12 towns", "1,234 towns"]),
        ("es", ["ninguna ciudad", "una ciudad", "dos ciudades", "12 ciudades", "1234 ciudades"]),
        ("ru", ["ни одной границы", "одна граница", "2 границы", "12 границ", f"1{SPACE}234 границы"]),
        ("kk", ["бірде-бір шекара", "бір шекара", "2 шекара", "12 шекара", f"1{SPACE}234 шекара"]),
    ],
)
def test_a_noun_agrees_with_its_count(language, texts):
    assert [sentence.counted(n, TOWN, language) for n in (0, 1, 2, 12, 1234)] == texts


def test_a_noun_has_its_gender():
    assert [sentence.counted(n, HOUSE, "ru") for n in (0, 1, 21, 22, 25)] == [
        "ни одного дома",
        "один дом",
        "21 дом",
        "22 дома",
        "25 домов",
    ]
    assert [sentence.counted(n, HOUSE, "es") for n in (0, 1)] == ["ningún barco", "un barco"]
    assert (
        sentence.part_of(2, 2, HOUSE, "ru") == "оба дома"
        and sentence.part_of(0, 5, HOUSE, "ru") == "ни один из 5 домов"
    )


@EVERY
@given(COUNTS)
def test_plural_categories_are_those_of_cldr(language, number):
    assert (
        category(number, language)
        == category(float(number), language)
        == Locale.parse(LANGUAGES[language]).plural_form(number)
    )
    if language == "ru":  # written out: what the rule says of whole numbers
        last, teens = number % 10, 11 <= number % 100 <= 14
        assert category(number, "ru") == (
            "one" if last == 1 and not teens else "few" if 2 <= last <= 4 and not teens else "many"
        )
    else:
        assert (category(number, language) == "one") == (number == 1)
    assert TOWN.said(number, language) in sentence.counted(number, TOWN, language) or number == 0


def test_a_plural_category_is_of_what_is_printed():
    assert (
        category(1, decimals=0) == "one" and category(1, decimals=1) == "other" and category(1.04, decimals=0) == "one"
    )
    assert category(1.5, "ru") == "other" and category(2.5, "ru", 0) == "few"


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
    assert sentence.known_of(0, 1, 3) == "not the one that is known (two unknown)"
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
