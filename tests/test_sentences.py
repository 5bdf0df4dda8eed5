"""Numbers in sentences, in four languages: what each function prints, and what none of them ever does."""

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st
from nouns import COUNTS, EVERY, FLOATS, HOUSE, SPACE, TOWN

from compendium.result import sentence
from compendium.result.sentence import LANGUAGES
from compendium.result.sentence.language import category


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
