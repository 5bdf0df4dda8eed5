"""`{name}` in a text of ours stands for a result as it is printed: in prose, captions, alt texts and headlines.

A name is letters, digits and hyphens; one with an underscore is taken for a slip, not for another thing. As in
`str.format`, braces that stand twice are literal: `{{name}}` gives `{name}`. All other braces stay as they are. In
Markdown so do code between backticks or in a fenced block, citations (`@{key}`), attributes (`{.class key="value"}`),
and a brace behind a backslash.
"""

import re
from collections.abc import Callable, Iterator

PLACEHOLDER = r"(?P<opening>\{+)(?P<name>[A-Za-z0-9][A-Za-z0-9_-]*)(?P<closing>\}+)"
UNTOUCHED = (
    r"^[ \t>]*(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})[\s\S]*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)",  # a fenced block
    r"\\[\s\S]",
    r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])+?(?<!`)(?P=ticks)(?!`)",  # code in a line
    r"@\{[^{}\n]*\}",
    r"""\{[ \t]*(?:[#.=]|[A-Za-z][\w-]*=)(?:"[^"]*"|'[^']*'|[^{}"'])*\}""",  # attributes
)
LISTING = r"(?P<mark>[.)](?=\s|$))?"  # what makes a numbered list of a number at the start of a line
NO_WORD = re.compile(r"(?:\{[\w-]+\}|[\W\d_])*")
PLAIN = re.compile(PLACEHOLDER)
MARKDOWN = re.compile("|".join([*UNTOUCHED, PLACEHOLDER + LISTING]), re.MULTILINE)


def places(text: str, grammar: re.Pattern[str] = PLAIN) -> Iterator[tuple[str, int]]:
    """Names of the results that a text takes, each with its position; `grammar` is PLAIN or MARKDOWN."""
    for match in grammar.finditer(text):
        if match["name"] and _braces(match) % 2:
            yield match["name"], match.start("name")


def fill(text: str, said: Callable[[str], str], grammar: re.Pattern[str] = PLAIN) -> str:
    """A text with what `said` gives for each name. What is put in is never read again."""
    return grammar.sub(lambda match: _filled(match, said) if match["name"] else match[0], text)


def _braces(match: re.Match[str]) -> int:
    """Braces that stand on both sides of a name."""
    return min(len(match["opening"]), len(match["closing"]))


def _filled(match: re.Match[str], said: Callable[[str], str]) -> str:
    braces = _braces(match)
    literal = braces // 2
    before, after = match["opening"][braces:] + "{" * literal, "}" * literal + match["closing"][braces:]
    return f"{before}{said(match['name']) if braces % 2 else match['name']}{after}{_mark(match)}"


def _mark(match: re.Match[str]) -> str:
    """The mark behind a placeholder, behind a backslash where no word stands before it in its line."""
    mark = match.groupdict().get("mark") or ""
    before = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]
    return f"\\{mark}" if mark and NO_WORD.fullmatch(before) else mark
