"""Two numbers set against each other in words: more than twice as many as, about as many as, fewer than."""

from collections.abc import Callable
from dataclasses import dataclass

from compendium.result.sentence.language import form
from compendium.result.sentence.nouns import worded
from compendium.result.sentence.places import Place
from compendium.result.sentence.ranks import ordinal

NEAR = 0.05  # relative difference within which two numbers are about alike
LEAST = 2  # the factor from which on it is told
MOST = 1e6  # of a larger one it is told that it is more than that


@dataclass(frozen=True)
class Measure:
    """English words for what is compared: as many as, more than, fewer than."""

    much: str
    more: str
    less: str


MANY = Measure("many", "more", "fewer")
MUCH = Measure("much", "more", "less")
LONG = Measure("long", "longer", "shorter")
LARGE = Measure("large", "larger", "smaller")
OFTEN = Measure("often", "more often", "less often")


def compared(one: float, other: float, than: Place, measure: Measure = MANY, language: str = "en") -> str:
    """A number against another: more than twice as many as in the Andes, about as many as, fewer than.

    `measure` has the English words; the other languages say more, less and as much. Raises ValueError for a number
    below zero.
    """
    if one < 0 or other < 0:
        raise ValueError(f"{one!r} and {other!r} are not set against each other in words: one is below zero")
    return SAID[language](_standing(one, other), than, measure)


@dataclass(frozen=True)
class Standing:
    """How two numbers stand to each other. `factor` is 0 where it is not told; `about` and `over` say how it holds."""

    side: int  # 1 for more, -1 for less, 0 for as much
    factor: int = 0
    about: bool = False
    over: bool = False


def _standing(one: float, other: float) -> Standing:
    side = (one > other) - (one < other)
    if not side or not one or not other:
        return Standing(side)
    ratio = min(max(one, other) / min(one, other), MOST)
    nearest = round(ratio)
    if nearest == 1 and ratio <= 1 + NEAR:
        return Standing(0, about=True)
    if LEAST <= nearest < MOST and abs(ratio / nearest - 1) <= NEAR:
        return Standing(side, nearest, about=ratio != nearest)
    return Standing(side, int(ratio), over=True) if ratio > LEAST else Standing(side)


def _en(found: Standing, than: Place, said: Measure) -> str:
    about, factor = "about " if found.about else "", found.factor
    if found.side and not factor:
        return f"{said.more if found.side > 0 else said.less} than {than.against()}"
    if not found.side:
        times = ""
    elif found.side > 0:
        times = f"{'more than ' if found.over else ''}{'twice' if factor == LEAST else f'{worded(factor)} times'} "
    else:
        part = {2: "half", 3: "a third", 4: "a quarter"}.get(factor) or f"one {ordinal(factor)}"
        times = f"{'less than ' if found.over else ''}{part} "
    return f"{about}{times}as {said.much} as {than.against()}"


def _es(found: Standing, than: Place, _: Measure) -> str:
    about, factor = "aproximadamente " if found.about else "", found.factor
    if found.side and not factor:
        said = "más" if found.side > 0 else "menos"
    elif not found.side:
        said = f"{about}lo mismo"
    else:
        words = {2: "el doble", 3: "el triple"} if found.side > 0 else {2: "la mitad", 3: "la tercera parte"}
        more = "más" if found.side > 0 else "menos"
        said = words.get(factor) or f"{worded(factor, 'es')} veces {more}"
        if found.over:
            said = f"{'menos' if factor in words and found.side < 0 else 'más'} de {said}".replace("de el ", "del ")
        said = about + said
    return f"{said} que {than.against('es')}"


def _ru(found: Standing, than: Place, _: Measure) -> str:
    about, more = "примерно " if found.about else "", "больше" if found.side > 0 else "меньше"
    if not found.side:
        return f"{about}столько же, сколько {than.against('ru')}"
    times = ""
    if factor := found.factor:
        turns = form(factor, {"one": "раз", "few": "раза", "other": "раз"}, "ru")
        words = {2: "вдвое", 3: "втрое", 4: "вчетверо"}.get(factor) or f"в {worded(factor, 'ru')} {turns}"
        times = f"{'более чем ' if found.over else ''}{words} "
    return f"{about}{times}{more}, чем {than.against('ru')}"


def _kk(found: Standing, than: Place, _: Measure) -> str:
    about = "шамамен " if found.about else ""
    if not found.side:
        return f"{than.within('kk')} да {about}сонша"
    times = ""
    if factor := found.factor:
        number = {2: "екі", 3: "үш", 4: "төрт", 5: "бес"}.get(factor) or worded(factor, "kk")
        times = f"{number} еседен астам " if found.over else f"{number} есе "
    return f"{than.against('kk')} қарағанда {about}{times}{'көп' if found.side > 0 else 'аз'}"


SAID: dict[str, Callable[[Standing, Place, Measure], str]] = {
    "en": _en,
    "es": _es,
    "ru": _ru,
    "kk": _kk,
}
