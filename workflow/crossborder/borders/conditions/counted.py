"""Which measured conditions are counted, how often, and what sentences call them."""

from compendium.result import sentence
from compendium.result.results import Results
from crossborder.borders.conditions.conditions import IN_FORCE, MEASURED, NUMBERS, PRODUCTS, RANGED, SHARES

# What makes cooperation harder: more of a condition, or less of it; of the length no direction is assumed.
HARDER = {
    "length_km": None,
    "altitude_m": "more",
    "unit_pairs": "less",
    "capital_distance_km": "more",
    PRODUCTS: "more",
    "product_ratio_2024": "more",
    "product_ratio_2017": "more",
    "stability_weaker": "less",
    "shared_language": "less",
    "organisations": "less",
    "city_people_50_km": "less",
    "city_share_50_km": "less",
    "city_pairs_5000": "less",
    "both_landlocked": "more",
    "dispute_2015": "more",
}
# Conditions in short, as sentences name them.
SHORT = {
    "length_km": "length",
    "altitude_m": "altitude",
    "unit_pairs": "pairs of provinces that face each other",
    "capital_distance_km": "distance between capitals",
    PRODUCTS: "income gap",
    "product_ratio_2024": "income gap of 2024",
    "product_ratio_2017": "income gap of 2017",
    "stability_weaker": "stability of the weaker side",
    "shared_language": "shared language",
    "organisations": "shared organisations",
    "city_people_50_km": "city people at the line",
    "city_share_50_km": "share of city people at the line",
    "city_pairs_5000": "pairs of cities",
    "both_landlocked": "no coast on either side",
    "dispute_2015": "old disputes",
}
# Units of labels: those that CLDR knows, by its name, and others by language. A count is in the unit of its condition.
CLDR = {"km": "kilometer", "m": "meter"}
SYMBOLS = {
    "per cent": dict.fromkeys(("en", "es", "ru", "kk"), "%"),
    "ratio": {"en": "ratio", "es": "veces", "ru": "раз", "kk": "есе"},
    "people per km": {"en": "per km", "es": "por km", "ru": "на км", "kk": "1 км-ге"},
}
UNITS = {"km": " km", "m": " m", "ratio": " times", "per cent": " per cent", "people per km": " people per km"}
LABELS = NUMBERS | IN_FORCE
COUNTED = list(RANGED)  # conditions with a range, each measure by itself
# What is measured more than once: its measures, and the one by which it counts once.
CONSTRUCTS = {
    ("product_ratio_2024", "product_ratio_2017"): PRODUCTS,
    ("city_people_50_km", "city_share_50_km"): "city_people_50_km",
}
YES_OR_NO = [name for name in SHARES if name in MEASURED]  # those without one, which are called and not counted


def in_unit(condition: str, unit: str, language: str = "en") -> str:
    """A condition with the unit of its values, as a label has it: Length, km."""
    symbol = SYMBOLS.get(unit, {}).get(language)
    if unit in CLDR:
        symbol = sentence.quantity(1, CLDR[unit], language=language).lstrip("1\N{NO-BREAK SPACE} ")
    return f"{condition}, {symbol}" if symbol else condition


def counted(results: Results) -> list[str]:
    """Conditions with a range, in their order: each construct once, or each measure, as the definition says."""
    if results.definition("measures") == "each":
        return COUNTED
    once = {name: by for names, by in CONSTRUCTS.items() for name in names}
    return list(dict.fromkeys(once.get(name, name) for name in COUNTED))
