"""Names of first-level units along Kazakhstan's southern borders, as translated by the maintainers.

By the name in the geometry (2017): the name in use in English, then Spanish, Russian and Kazakh.
"""

UNITS = {
    "Almaty": ("Almaty Region", "Almatý", "Алматинская область", "Алматы облысы"),
    "Aqtöbe": ("Aktobe Region", "Aktobé", "Актюбинская область", "Ақтөбе облысы"),
    "Mangghystau": ("Mangystau Region", "Mangystau", "Мангистауская область", "Маңғыстау облысы"),
    "Qyzylorda": ("Kyzylorda Region", "Kyzylordá", "Кызылординская область", "Қызылорда облысы"),
    "South Kazakhstan": ("Turkistan Region", "Turkestán", "Туркестанская область", "Түркістан облысы"),
    "Zhambyl": ("Zhambyl Region", "Zhambyl", "Жамбылская область", "Жамбыл облысы"),
    "Balkan": ("Balkan Region", "Balkan", "Балканский велаят", "Балқан уәлаяты"),
    "Bishkek": ("Bishkek", "Biskek", "Бишкек", "Бішкек"),
    "Chuy": ("Chüy Region", "Chuy", "Чуйская область", "Шу облысы"),
    "Jalal-Abad": ("Jalal-Abad Region", "Jalal-Abad", "Джалал-Абадская область", "Жалалабат облысы"),
    "Jizzakh": ("Jizzakh Region", "Jizzaj", "Джизакская область", "Жызақ облысы"),
    "Karakalpakstan": ("Karakalpakstan", "Karakalpakistán", "Каракалпакстан", "Қарақалпақстан"),
    "Navoi": ("Navoiy Region", "Navoi", "Навоийская область", "Науаи облысы"),
    "Sirdaryo": ("Sirdaryo Region", "Sir Daria", "Сырдарьинская область", "Сырдария облысы"),
    "Talas": ("Talas Region", "Talas", "Таласская область", "Талас облысы"),
    "Tashkent": ("Tashkent Region", "Taskent", "Ташкентская область", "Ташкент облысы"),
    "Ysyk-Köl": ("Issyk-Kul Region", "Ysyk-Kol", "Иссык-Кульская область", "Ыстықкөл облысы"),
}
LANGUAGES = ("es", "ru", "kk")


def english(unit: str) -> str:
    """The name in use in English; that of the geometry where it is not listed."""
    return UNITS[unit][0] if unit in UNITS else unit


def others(unit: str) -> dict[str, str]:
    """Names in other languages by their code; none for a unit that is not listed."""
    return dict(zip(LANGUAGES, UNITS[unit][1:], strict=True)) if unit in UNITS else {}
