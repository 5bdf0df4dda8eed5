"""What briefs call conditions, recommendations and outcomes, in each language. The English is that of the reports."""

# Measured conditions by the name that frames give them.
CONDITIONS = {
    "length_km": {"en": "Length", "es": "Longitud", "ru": "Протяжённость", "kk": "Ұзындығы"},
    "altitude_m": {"en": "Altitude", "es": "Altitud", "ru": "Высота", "kk": "Биіктігі"},
    "unit_pairs": {
        "en": "Pairs of provinces that face each other",
        "es": "Pares de provincias vecinas",
        "ru": "Пары соседних регионов",
        "kk": "Көршілес өңірлердің жұптары",
    },
    "capital_distance_km": {
        "en": "Distance between capitals",
        "es": "Distancia entre capitales",
        "ru": "Расстояние между столицами",
        "kk": "Астаналар арасындағы қашықтық",
    },
    "product_ratio": {
        "en": "Income gap",
        "es": "Brecha de ingresos",
        "ru": "Разрыв в доходах",
        "kk": "Табыс алшақтығы",
    },
    "product_ratio_2024": {
        "en": "Income gap of 2024",
        "es": "Brecha de ingresos de 2024",
        "ru": "Разрыв в доходах 2024 года",
        "kk": "2024 жылғы табыс алшақтығы",
    },
    "product_ratio_2017": {
        "en": "Income gap of 2017",
        "es": "Brecha de ingresos de 2017",
        "ru": "Разрыв в доходах 2017 года",
        "kk": "2017 жылғы табыс алшақтығы",
    },
    "stability_weaker": {
        "en": "Stability of the weaker side",
        "es": "Estabilidad del lado más débil",
        "ru": "Стабильность более слабой стороны",
        "kk": "Әлсіздеу тараптың тұрақтылығы",
    },
    "shared_language": {"en": "Shared language", "es": "Lengua común", "ru": "Общий язык", "kk": "Ортақ тіл"},
    "organisations": {
        "en": "Shared organisations",
        "es": "Organizaciones comunes",
        "ru": "Общие организации",
        "kk": "Ортақ ұйымдар",
    },
    "city_people_50_km": {
        "en": "City people at the line",
        "es": "Población urbana junto a la línea",
        "ru": "Городское население у границы",
        "kk": "Шекара маңындағы қала халқы",
    },
    "city_share_50_km": {
        "en": "Share of city people at the line",
        "es": "Parte urbana junto a la línea",
        "ru": "Доля городского населения у границы",
        "kk": "Қала халқының шекарадағы үлесі",
    },
    "city_pairs_5000": {"en": "Pairs of cities", "es": "Pares de ciudades", "ru": "Пары городов", "kk": "Қала жұптары"},
    "both_landlocked": {
        "en": "No coast on either side",
        "es": "Falta de costa en ambos lados",
        "ru": "Отсутствие выхода к морю у обеих сторон",
        "kk": "Екі тараптың да теңізге шыға алмауы",
    },
    "dispute_2015": {
        "en": "Old disputes",
        "es": "Disputas del pasado",
        "ru": "Споры в прошлом",
        "kk": "Бұрынғы даулар",
    },
}

# Recommendations of the study, by what the main report calls them.
RECOMMENDATIONS = {
    "Financing of cross-border infrastructure": {
        "es": "Financiación de infraestructura transfronteriza",
        "ru": "Финансирование приграничной инфраструктуры",
    },
    "Environmental projects with foreign donors": {
        "es": "Proyectos ambientales con donantes extranjeros",
        "ru": "Экологические проекты с иностранными донорами",
    },
    "Bilateral border service centres": {
        "es": "Centros binacionales de atención fronteriza",
        "ru": "Двусторонние центры обслуживания на границе",
    },
    "Resilience: initiatives that met a closure": {
        "es": "Resiliencia: iniciativas que vivieron un cierre",
        "ru": "Устойчивость: инициативы, пережившие закрытие",
    },
}

# Closures that count, by what the main report calls them.
CLOSED = {
    "between governments": {
        "es": "por decisión de un gobierno frente a otro",
        "ru": "из-за разногласий между правительствами",
        "kk": "үкіметтер арасындағы дауға байланысты",
    },
    "between governments or in an internal crisis": {
        "es": "por decisión de un gobierno frente a otro o por una crisis interna",
        "ru": "из-за разногласий между правительствами или внутреннего кризиса",
        "kk": "үкіметтер арасындағы дауға немесе ішкі дағдарысқа байланысты",
    },
    "for a stated reason other than the pandemic": {
        "es": "por un motivo declarado distinto de la pandemia",
        "ru": "по объявленной причине, кроме пандемии",
        "kk": "пандемиядан басқа жарияланған себеппен",
    },
}

OUTCOMES = {
    "success": {"en": "worked", "ru": "удалось", "kk": "сәтті болды"},
    "mixed": {"en": "mixed", "ru": "по-разному", "kk": "аралас нәтиже"},
    "failure": {"en": "failed", "ru": "не удалось", "kk": "сәтсіз болды"},
}

# What stands in the drawing of conditions: heads of its groups, and its legend.
STRIPS = {
    "en": {
        "alike": "Alike",
        "harder": "Harder",
        "easier": "Easier",
        "mixed": "Neither",
        "middle": "middle half",
        "median": "median",
    },
    "es": {
        "alike": "Parecidas",
        "harder": "Más difíciles",
        "easier": "Más fáciles",
        "mixed": "Ni lo uno ni lo otro",
        "middle": "mitad central",
        "median": "mediana",
    },
    "ru": {
        "alike": "Сходно",
        "harder": "Труднее",
        "easier": "Легче",
        "mixed": "Ни то, ни другое",
        "middle": "средняя половина",
        "median": "медиана",
    },
    "kk": {
        "alike": "Ұқсас",
        "harder": "Қиынырақ",
        "easier": "Жеңілірек",
        "mixed": "Екеуі де емес",
        "middle": "ортаңғы жартысы",
        "median": "медиана",
    },
}


def called(words: dict[str, dict[str, str]], key: str, language: str, english: str) -> str:
    """What something is called in a language; its English where the language has no word for it yet."""
    return words.get(key, {}).get(language, english)
