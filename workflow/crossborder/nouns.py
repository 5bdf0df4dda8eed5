"""What the study counts, in each language of its reports."""

from compendium.result.sentence import Noun

BORDER = Noun(
    {
        "en": {"one": "border", "other": "borders"},
        "es": {"one": "frontera", "other": "fronteras"},
        "ru": {"one": "граница", "few": "границы", "many": "границ", "other": "границы"},
        "kk": {"one": "шекара", "other": "шекара", "of": "шекараның"},
    },
    {"es": "f", "ru": "f"},
)
STATE = Noun(
    {
        "en": {"one": "state", "other": "states"},
        "es": {"one": "Estado", "other": "Estados"},
        "ru": {"one": "государство", "few": "государства", "many": "государств", "other": "государства"},
        "kk": {"one": "мемлекет", "other": "мемлекет", "of": "мемлекеттің"},
    },
    {"es": "m", "ru": "n"},
)
INITIATIVE = Noun(
    {
        "en": {"one": "initiative", "other": "initiatives"},
        "es": {"one": "iniciativa", "other": "iniciativas"},
        "ru": {"one": "инициатива", "few": "инициативы", "many": "инициатив", "other": "инициативы"},
        "kk": {"one": "бастама", "other": "бастама", "of": "бастаманың"},
    },
    {"es": "f", "ru": "f"},
)
CONDITION = Noun(
    {
        "en": {"one": "condition", "other": "conditions"},
        "es": {"one": "condición", "other": "condiciones"},
        "ru": {"one": "условие", "few": "условия", "many": "условий", "other": "условия"},
        "kk": {"one": "жағдай", "other": "жағдай", "of": "жағдайдың"},
    },
    {"es": "f", "ru": "n"},
)
EMBASSY = Noun(
    {
        "en": {"one": "embassy", "other": "embassies"},
        "es": {"one": "embajada", "other": "embajadas"},
        "ru": {"one": "посольство", "few": "посольства", "many": "посольств", "other": "посольства"},
        "kk": {"one": "елшілік", "other": "елшілік", "of": "елшіліктің"},
    },
    {"es": "f", "ru": "n"},
)
EVENT = Noun(
    {
        "en": {"one": "event", "other": "events"},
        "es": {"one": "evento", "other": "eventos"},
        "ru": {"one": "событие", "few": "события", "many": "событий", "other": "события"},
        "kk": {"one": "оқиға", "other": "оқиға", "of": "оқиғаның"},
    },
    {"es": "m", "ru": "n"},
)
AGREEMENT = Noun(
    {
        "en": {"one": "agreement", "other": "agreements"},
        "es": {"one": "acuerdo", "other": "acuerdos"},
        "ru": {"one": "соглашение", "few": "соглашения", "many": "соглашений", "other": "соглашения"},
        "kk": {"one": "келісім", "other": "келісім", "of": "келісімнің"},
    },
    {"es": "m", "ru": "n"},
)
CLOSURE = Noun(
    {
        "en": {"one": "closure", "other": "closures"},
        "es": {"one": "cierre", "other": "cierres"},
        "ru": {"one": "закрытие", "few": "закрытия", "many": "закрытий", "other": "закрытия"},
        "kk": {"one": "жабылу", "other": "жабылу", "of": "жабылудың"},
    },
    {"es": "m", "ru": "n"},
)
PERSON = Noun(
    {
        "en": {"one": "person", "other": "people"},
        "es": {"one": "persona", "other": "personas"},
        "ru": {"one": "человек", "few": "человека", "many": "человек", "other": "человека"},
        "kk": {"one": "адам", "other": "адам", "of": "адамның"},
    },
    {"es": "f", "ru": "m"},
)
CELL = Noun.english("cell")
EVERY = (BORDER, STATE, INITIATIVE, CONDITION, EMBASSY, EVENT, AGREEMENT, CLOSURE, PERSON)
