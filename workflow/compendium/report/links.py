"""Where a report leads: to those that every one leads to, to those that say it again in brief, or to the one it restates."""

from compendium import escape
from compendium.decision.config import Report, linked, reports, restating
from compendium.report.words import WORDS, named


def head(report: Report) -> str:
    """HTML for the line below the title: links to other pages, each behind a dot."""
    if report.restates:
        return _anchor(reports()[report.restates], WORDS[report.language]["whole"])
    briefs = [_anchor(one, f"{WORDS[one.language]['brief']} ({named(one.language)})") for one in restating(report.key)]
    return "".join([*briefs, *(_anchor(one, one.title) for one in linked(report.key))])


def _anchor(report: Report, words: str) -> str:
    return f' · <a href="{report.key}.html" hreflang="{report.language}">{escape.html(words)}</a>'


def closing(report: Report) -> str:
    """Markdown for the end of a report: the same links; nothing where there are none."""
    said = WORDS[report.language]
    if report.restates:
        return f"{said['whole']}: {_link(reports()[report.restates])}."
    sentences = []
    if others := linked(report.key):
        sentences.append(f"{said['trust']}: {', '.join(map(_link, others))}.")
    if briefs := restating(report.key):
        again = ", ".join(f"[{named(one.language)}]({one.key}.html){{lang={one.language}}}" for one in briefs)
        sentences.append(f"{said['brief']}: {again}.")
    return " ".join(sentences)


def _link(report: Report) -> str:
    """A link that is the title, and the subtitle where several reports share the title."""
    several = sum(one.title == report.title for one in reports().values()) > 1
    words = f"{report.title}: {report.subtitle}" if several else report.title
    return f"[*{escape.markdown(words)}*]({report.key}.html){{lang={report.language}}}"


def names(report: Report) -> dict[str, str]:
    """Keys of the reports that this one leads to wherever it names them, by what they are called."""
    every = [one for one in reports().values() if one.notebook in report.names and one.key != report.key]
    own = set(report.called)
    return {name: one.key for one in every if one.language == report.language for name in one.called if name not in own}
