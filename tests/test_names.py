"""Names of states, borders and groups in four languages."""

import pytest

from compendium.result import sentence
from compendium.result.sentence import LANGUAGES
from crossborder import nouns, states
from crossborder.borders import regions
from crossborder.states import names

BORDERS = ("BOL-PER", "KAZ-UZB")
NO_MORE = {"ANT", "SUN", "BA1"}  # states that are no more, and a territory that CLDR does not name


def test_a_border_is_told_by_its_states():
    assert [names.border(dyad) for dyad in BORDERS] == ["Bolivia–Peru", "Kazakhstan–Uzbekistan"]
    assert [names.border(dyad, "es") for dyad in BORDERS] == ["Bolivia–Perú", "Kazajistán–Uzbekistán"]
    assert [names.border(dyad, "ru").replace("\N{NO-BREAK SPACE}", " ") for dyad in BORDERS] == ["Боливия — Перу", "Казахстан — Узбекистан"]  # fmt: skip
    assert [names.border(dyad, "kk").replace("\N{NO-BREAK SPACE}", " ") for dyad in BORDERS] == ["Боливия – Перу", "Қазақстан – Өзбекстан"]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_has_a_name_in_each_language(language):
    codes = {row["ISO3"] for row in states._rows()}
    found = {}
    for code in codes - NO_MORE:
        found[code] = names.name(code, language)
    assert len(found) > 240 and all(found.values()) and len(set(found.values())) >= len(found) - 1
    assert found["GRC"] != found["GBR"]  # whose codes of two letters are not those of ISO 3166 in the table


def test_what_has_no_name_is_told():
    for code in (*NO_MORE, *states.MERGED, "QQQ"):
        with pytest.raises(KeyError):
            names.name(code, "ru")
    with pytest.raises(ValueError, match="no sentences in 'fr'"):
        names.name("PER", "fr")


def test_articles_stand_in_sentences():
    assert (
        sentence.listed(map(names.told, ["PER", "DOM", "USA"])) == "Peru, the Dominican Republic and the United States"
    )
    assert all(states.is_code(code) for code in names.WITH_ARTICLE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_group_has_its_forms(language):
    given = regions.load()
    assert len(given.groups) > 5
    for key in given.groups:
        place = given.place(key)
        forms = [place.name(language), place.within(language), place.of(language), place.against(language)]
        assert all(form == form.strip() != "" for form in forms)
        if language == "en":
            assert place.within().endswith(place.name()) and place.of() == f"of {place.name()}"
    assert (
        given.place("southern-cone").within() == "in the Southern Cone" and given.place("andean").name() == "the Andes"
    )
    text = sentence.compared(5, 2, given.place("andean"), language=language)
    assert text.count("  ") == 0 and text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_noun_has_its_forms(language):
    for noun in nouns.EVERY:
        for number in (0, 1, 2, 5, 11, 21, 22, 100):
            assert sentence.counted(number, noun, language) and sentence.part_of(min(number, 3), number, noun, language)
        assert set(noun.forms) == set(LANGUAGES) and set(noun.forms["ru"]) == {"one", "few", "many", "other"}
    assert (
        sentence.counted(5, nouns.PERSON, "ru") == "5 человек"
        and sentence.counted(22, nouns.PERSON, "ru") == "22 человека"
    )
