"""Which texts a spreadsheet program would run when it opens a CSV file: one rule for reading and for writing.

A cell that begins with `=` is run where anything follows that has a value. One that begins with `+`, `-`
or `@` is run where all of it parses as an expression that has something to compute: `-2+3`, `+A1`,
`-SUM(A1:A9)`, `@SUM(1,2)`, `-cmd|' /C x'!A0`. A word part (`-ito`, `-ito/-ita`, `-(n)`), a name (`@name`), a
signed number and a lone sign are none: no program reads or computes anything for them.
"""

import re
import unicodedata
from itertools import pairwise

SIGNS = "+-@"
TOKEN = re.compile(
    r"""\s*(?:
    (?P<text>"(?:[^"]|"")*")
    |(?P<place>'(?:[^']|'')*'(?=\s*[\#!.$])|\[[^\[\]]*\])
    |(?P<quoted>'(?:[^']|'')*')
    |(?P<call>[^\W\d][\w.]*\()
    |(?P<cell>(?:\$?[^\W\d]\w*\.)?\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}(?![\w.(]))
    |(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?!\w))
    |(?P<name>[^\W\d][\w.]*)
    |(?P<sign><>|<=|>=|[-+*/^&=<>:|!\#.~$@])
    |(?P<percent>%)
    |(?P<comma>[,;])
    |(?P<open>[({])
    |(?P<close>[)}])
    )""",
    re.VERBOSE,
)
FAR = frozenset("|!#")  # between a program or a file and what is asked of it
LONGEST = 8192  # characters that a formula can have in Excel; a longer text is judged by its beginning


def would_run(text: str) -> bool:
    """Whether a spreadsheet program would run a cell's text as a formula."""
    if not text or text[0].isalnum():
        return False
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).strip()  # full-width signs run as well
    if plain.startswith("="):
        return any(character.isalnum() or character in "\"'" for character in plain)
    if not plain or plain[0] not in SIGNS:
        return False
    return _computes(plain, whole=len(text) <= LONGEST)


def _tokens(text: str) -> list[tuple[str, str]] | None:
    """Kind and text of each token, or None where some part is no token of a formula."""
    found, position = [], 0
    while position < len(text):
        match = TOKEN.match(text, position)
        if not match:
            return None
        found.append((match.lastgroup or "", match.group().strip()))
        position = match.end()
    return found


def _computes(text: str, *, whole: bool) -> bool:
    """Whether all of a text is an expression, and one that has something to compute."""
    tokens = _tokens(text)
    if not whole:
        return tokens is not None and len(tokens) > 2 and _is_expression(tokens, whole=False)
    if tokens is None or not _is_expression(tokens, whole=True):
        return False
    kinds = [kind for kind, _ in tokens]
    if {"cell", "place"} & set(kinds) or any(kind == "sign" and sign in FAR for kind, sign in tokens):
        return True
    if ("call" in kinds and "name" not in kinds) or ("text" in kinds and {"call", "open"} & set(kinds)):
        return True
    # A name without a value makes the whole an error, whatever stands beside it.
    return "name" not in kinds and _is_operation(tokens)


def _is_operation(tokens: list[tuple[str, str]]) -> bool:
    """Whether a sign or a comma stands between two operands."""
    ends = {"text", "quoted", "number", "close", "percent"}
    pairs = pairwise(tokens)
    return any(kind in ends and after in ("sign", "comma") for (kind, _), (after, _) in pairs)


def _is_expression(tokens: list[tuple[str, str]], *, whole: bool) -> bool:
    """Whether operands, signs and brackets stand as in a formula; a name before a bracket is a call."""
    depth, wanted = 0, True  # whether an operand is wanted next
    for index, (kind, text) in enumerate(tokens):
        before = tokens[index - 1][0] if index else ""
        if kind in ("call", "open"):
            if not wanted and before != "name":
                return False
            depth, wanted = depth + 1, True
        elif kind == "close":
            depth -= 1
            if depth < 0 or (wanted and before not in ("call", "comma")):
                return False
            wanted = False
        elif kind == "sign":
            if wanted and text not in SIGNS + "$":
                return False
            wanted = True
        elif kind == "comma":
            if not depth:
                return False
            wanted = True
        elif kind == "percent":
            if wanted:
                return False
        elif before == "place" and not wanted:
            wanted = False
        else:
            if not wanted:
                return False
            wanted = False
    return not whole or (depth == 0 and not wanted)
