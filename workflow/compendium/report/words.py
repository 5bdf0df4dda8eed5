"""Words that pages have around the text of a report, in each language that a report may be written in."""

from babel import Locale

from compendium.result.sentence import LANGUAGES

# By language: what template and filters name `word-KEY`. Names in braces are filled by the filter.
WORDS = {
    "en": {
        "version": "Version",
        "index": "all reports",
        "notebook": "notebook",
        "data": "data",
        "contents": "Contents",
        "skip": "To the text",
        "figure": "Figure {number}",
        "csv": "Data (CSV)",
        "quote": "cite",
        "table": "Table {number}",
        "of-table": "Table",
        "continued": "continued",
        "brief": "In brief",
        "trust": "How it was made, and how far it can be trusted",
        "whole": "The whole report, with every source and all tables",
        "cite": "Cite this report",
        "licences": "Licences of the sources",
        "note": "Version {version} of {released}, part of {compendium}. Text and data under {licence-text}, code under {licence-code}.",
        "trace": "Every number leads to the printed cells behind it, here by a link; {command} tells the whole way.",
        "annex": "Where the numbers come from",
        "annexed": "The numbers of the text in the order in which they appear, and the tables among them, with the printed cells behind each: the table, its rows and its columns, or the tables alone where there are many. The id in brackets is what {command} takes; the web page opens the cells themselves.",
        "ledger": "Ledger",
        "evidence": "Evidence",
        "headline": "Headline",
        "depends": "Depends on",
        "more": "and on {number} more; see What follows from each correction.",
        "accepted": "accepted",
        "proposed": "proposed",
        "leads": "Leads to the printed cells.",
        "tap": "Tap once more for the printed cells.",
    },
    "es": {
        "version": "Versión",
        "index": "todos los informes",
        "notebook": "cuaderno",
        "data": "datos",
        "contents": "Contenido",
        "skip": "Ir al texto",
        "figure": "Figura {number}",
        "csv": "Datos (CSV)",
        "quote": "citar",
        "table": "Tabla {number}",
        "of-table": "Tabla",
        "continued": "continuación",
        "brief": "En breve",
        "trust": "Cómo se hizo y hasta dónde es fiable",
        "whole": "El informe completo, con todas las fuentes y tablas (en inglés)",
        "cite": "Cómo citar",
        "licences": "Licencias de las fuentes",
        "note": "Versión {version} del {released}, parte de {compendium}. Texto y datos bajo {licence-text}, código bajo {licence-code}.",
        "trace": "Cada número lleva a las celdas impresas en que se apoya, aquí por un enlace; {command} muestra todo el camino.",
        "annex": "De dónde vienen los números",
        "annexed": "Los números del texto en el orden en que aparecen, y entre ellos las tablas, con las celdas impresas de cada uno: la tabla, sus filas y sus columnas, o solo las tablas si son muchas. {command} acepta el identificador entre paréntesis; la página web abre las celdas mismas.",
        "ledger": "Correcciones",
        "evidence": "De dónde viene",
        "headline": "Titular",
        "depends": "Depende de",
        "more": "y de {number} más; véase What follows from each correction.",
        "accepted": "aceptadas",
        "proposed": "propuestas",
        "leads": "Lleva a las celdas impresas.",
        "tap": "Toque otra vez para ver las celdas impresas.",
    },
    "ru": {
        "version": "Версия",
        "index": "все отчёты",
        "notebook": "блокнот",
        "data": "данные",
        "contents": "Содержание",
        "skip": "К тексту",
        "figure": "Рисунок {number}",
        "csv": "Данные (CSV)",
        "quote": "цитировать",
        "table": "Таблица {number}",
        "of-table": "Таблица",
        "continued": "продолжение",
        "brief": "Кратко",
        "trust": "Как сделано и насколько можно доверять",
        "whole": "Полный отчёт со всеми источниками и таблицами (на английском языке)",
        "cite": "Как цитировать",
        "licences": "Лицензии источников",
        "note": "Версия {version} от {released}, часть {compendium}. Текст и данные — {licence-text}, код — {licence-code}.",
        "trace": "Каждое число ведёт к напечатанным ячейкам, на которых оно основано, здесь — по ссылке; {command} показывает весь путь.",
        "annex": "Откуда взяты числа",
        "annexed": "Числа текста в том порядке, в котором они стоят, и таблицы между ними, с напечатанными ячейками: таблица, её строки и столбцы, а где таблиц много — только они. Имя в скобках принимает {command}; веб-страница открывает сами ячейки.",
        "ledger": "Исправления",
        "evidence": "Откуда взято",
        "headline": "Вывод",
        "depends": "Зависит от",
        "more": "и ещё от {number}; см. What follows from each correction.",
        "accepted": "приняты",
        "proposed": "предложены",
        "leads": "Ведёт к напечатанным ячейкам.",
        "tap": "Коснитесь ещё раз, чтобы увидеть напечатанные ячейки.",
    },
    "kk": {
        "version": "Нұсқа",
        "index": "барлық есептер",
        "notebook": "дәптер",
        "data": "деректер",
        "contents": "Мазмұны",
        "skip": "Мәтінге өту",
        "figure": "{number}-сурет",
        "csv": "Деректер (CSV)",
        "quote": "дәйексөз",
        "table": "{number}-кесте",
        "of-table": "Кесте",
        "continued": "жалғасы",
        "brief": "Қысқаша",
        "trust": "Қалай жасалды және қаншалықты сенімді",
        "whole": "Барлық дереккөздері мен кестелері бар толық есеп (ағылшын тілінде)",
        "cite": "Дәйексөз келтіру",
        "licences": "Дереккөздердің лицензиялары",
        "note": "{version} нұсқасы, {released}; {compendium} жобасының бөлігі. Мәтін мен деректер — {licence-text}, код — {licence-code}.",
        "trace": "Әр сан негізіндегі басылған ұяшықтарға апарады, мұнда — сілтеме арқылы; {command} бүкіл жолды көрсетеді.",
        "annex": "Сандар қайдан алынған",
        "annexed": "Мәтіндегі сандар кездесу ретімен, олардың арасында кестелер, әрқайсысының негізіндегі басылған ұяшықтарымен: кесте, оның жолдары мен бағандары, ал кесте көп болса — тек кестелер. Жақшадағы атауды {command} қабылдайды; веб-бет ұяшықтардың өзін ашады.",
        "ledger": "Түзетулер",
        "evidence": "Қайдан алынған",
        "headline": "Қорытынды",
        "depends": "Мынаған тәуелді",
        "more": "тағы {number}; What follows from each correction есебін қараңыз.",
        "accepted": "қабылданған",
        "proposed": "ұсынылған",
        "leads": "Басылған ұяшықтарға апарады.",
        "tap": "Басылған ұяшықтарды көру үшін тағы бір рет түртіңіз.",
    },
}

OF_PANDOC = ("en", "es", "ru")  # languages that pandoc has translations of, among those of reports


def variables(language: str) -> dict[str, str]:
    """Variables of template and filters for a language: its code, and `word-KEY` for each word.

    `lang` is that of pandoc's own words, none of which is seen in a report: it has no kk.
    """
    return {
        "report-language": language,
        "lang": language if language in OF_PANDOC else "en",
        **{f"word-{key}": word for key, word in WORDS[language].items()},
    }


def named(language: str) -> str:
    """What a language calls itself. Raises ValueError for one that no report is written in."""
    if language not in LANGUAGES:
        raise ValueError(f"no report is written in {language!r}")
    return Locale.parse(language).get_display_name() or language
