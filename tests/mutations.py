"""Single mutations of the files of a compendium: of bytes, lines, cells, and nodes of YAML and JSON."""

import csv
import io
import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from strange import HUGE, MARKUP, STRANGE, WORDS

DECIDED = (
    *("raw/corrections.csv", "raw/references.json", "raw/checksums.sha256", "metadata.yaml"),
    *("config/config.yaml", "config/definitions.yaml", "config/regions.yaml", "config/headlines.yaml"),
    *("config/codings.csv", "config/codings.second.csv", "config/publishers.csv"),
)


NODES: tuple[object, ...] = (
    None,
    [],
    {},
    0,
    -1,
    10**30,
    1.5,
    True,
    "",
    "other",
    "a" * 5000,
    [None],
    ["other"],
    {"x": None},
)


@dataclass(frozen=True)
class Mutation:
    """One changed file: what was done, the bytes before and after, and the cell where one was replaced."""

    file: str
    what: str
    before: bytes = field(repr=False)
    after: bytes = field(repr=False)
    cell: str | None = None
    place: tuple[int, int] = (0, 0)

    def differences(self) -> list[tuple[str, object]]:
        """Name and new value of everything that is read otherwise: of a column, a key or, without one, an item."""
        return _differing("", _read(self.file, self.before), _read(self.file, self.after))


def _differing(name: str, before: object, after: object) -> list[tuple[str, object]]:
    if isinstance(before, dict) and isinstance(after, dict):
        if set(before) != set(after):
            return [(str(key), after.get(key)) for key in set(before) ^ set(after)]
        return [found for key in before for found in _differing(str(key), before[key], after[key])]
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return [found for pair in zip(before, after, strict=True) for found in _differing(name, *pair)]
    same = type(before) is type(after) and before == after
    return [] if same else [(name, after)]


def _read(name: str, content: bytes) -> object:
    text = content.decode("utf-8")
    if name.endswith(".yaml"):
        return yaml.safe_load(text)
    if name.endswith(".json"):
        return json.loads(text)
    if name.endswith(".csv"):
        header, *rows = csv.reader(io.StringIO(text, newline=""))
        return [header, *(dict(zip(header, row, strict=False)) for row in rows)]
    return sorted(line.split() for line in text.splitlines())


def files(root: Path) -> dict[str, list[str]]:
    """Files to mutate, in groups that are drawn equally often."""
    raw = sorted(p.relative_to(root).as_posix() for p in root.glob("raw/*/*"))
    return {
        "tables": [n for n in raw if n.endswith(".csv")],
        "more of the tables": [n for n in raw if n.endswith(".csv")],
        "cards": [n for n in raw if n.endswith("datapackage.yaml")],
        "schemas": [n for n in raw if n.endswith(".schema.yaml")],
        "decided": [name for name in DECIDED if (root / name).is_file()],
    }


def mutations(root: Path, draw: random.Random, count: int, match: str = "") -> list[Mutation]:
    """Seeded mutations, each of which changes its file."""
    groups = [found for names in files(root).values() if (found := [n for n in names if match in n])]
    made: list[Mutation] = []
    while len(made) < count:
        name = draw.choice(draw.choice(groups))
        before = (root / name).read_bytes()
        mutation = _mutate(name, before, draw)
        if mutation and mutation.after != before:
            made.append(mutation)
    return made


def _mutate(name: str, before: bytes, draw: random.Random) -> Mutation | None:
    if name.endswith(".csv") and draw.random() < 0.75:
        return _cell(name, before, draw)
    if name.endswith((".yaml", ".json")) and draw.random() < 0.5:
        return _node(name, before, draw)
    if name.endswith(".yaml") and draw.random() < 0.4:
        what, after = draw.choice(YAML)(before, draw)
    else:
        what, after = draw.choice(TEXT)(before, draw)
    return Mutation(name, what, before, after)


def _cell(name: str, before: bytes, draw: random.Random) -> Mutation:
    """One cell of a CSV file, quoted only where it must be so that the rest stays as it is."""
    records = list(csv.reader(io.StringIO(before.decode("utf-8"), newline="")))
    row = draw.randrange(0 if draw.random() < 0.05 else 1, len(records))
    column = draw.randrange(len(records[row]))
    old = records[row][column]
    how, new = _replaced(old, draw)
    others = [r[column] for r in records[1:]]
    if draw.random() < 0.1:
        how, new = "cell of another record", draw.choice(others)
    records[row][column] = new
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(records)
    what = f"{records[0][column][:20]} in record {row + 1}: {how}: {old[:40]!r} to {new[:40]!r}"
    return Mutation(name, what, before, out.getvalue().encode("utf-8", "surrogatepass"), new, (row, column))


def _replaced(old: str, draw: random.Random) -> tuple[str, str]:
    """How a cell is changed, and to what."""
    ways: list[tuple[str, Callable[[], str]]] = [
        ("blank", lambda: ""),
        ("another text", lambda: draw.choice(WORDS)),
        ("huge", lambda: draw.choice(HUGE)),
        ("markup or formula", lambda: draw.choice(MARKUP)),
        ("strange character", lambda: _inserted(old, draw.choice(STRANGE), draw)),
        ("space at an end", lambda: f"{old} "),
    ]
    if re.search(r"\d", old):
        ways += [
            ("times a thousand", lambda: re.sub(r"\d+", lambda m: f"{m[0]}000", old, count=1)),
            ("point moved", lambda: re.sub(r"\d(?=\d)", lambda m: f"{m[0]}.", old, count=1)),
            ("sign", lambda: old[1:] if old.startswith("-") else f"-{old}"),
            ("digit", lambda: re.sub(r"\d", lambda m: str((int(m[0]) + 3) % 10), old, count=draw.choice((1, 0)))),
        ]
    if len(old) > 2:
        place = draw.randrange(1, len(old) - 1)
        ways += [
            ("letter inside", lambda: f"{old[:place]}q{old[place:]}"),
            ("misspelt", lambda: old[:place] + old[place + 1] + old[place] + old[place + 2 :]),
            ("letter lost", lambda: old[:place] + old[place + 1 :]),
            ("truncated", lambda: old[:place]),
        ]
    how, make = draw.choice(ways)
    return how, make()


def _inserted(text: str, piece: str, draw: random.Random) -> str:
    place = draw.randrange(len(text) + 1)
    return text[:place] + piece + text[place:]


def _node(name: str, before: bytes, draw: random.Random) -> Mutation | None:
    """One node of YAML or JSON: gone, of another type, or under another name."""
    content = _read(name, before)
    path = _walk(content, draw)
    if not path:
        return None
    parent = content
    for step in path[:-1]:
        parent = parent[step]
    key, how = path[-1], draw.choice(("deleted", "replaced", "replaced", "renamed", "letter"))
    old = parent[key]
    if how == "deleted":
        del parent[key]
    elif how == "renamed" and isinstance(parent, dict):
        parent[f"{key}x"] = parent.pop(key)
    elif how == "letter" and isinstance(old, str) and len(old) > 2:
        parent[key] = old[:1] + old[2] + old[1] + old[3:]
    else:
        how, parent[key] = "replaced", draw.choice(NODES)
    if name.endswith(".json"):
        after = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    else:
        after = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000)
    new = parent.get(key, "gone") if isinstance(parent, dict) else "item"
    what = f"{'/'.join(map(str, path))} {how}: {str(old)[:40]!r} to {str(new)[:40]!r}"
    return Mutation(name, what, before, after.encode())


def _walk(content: object, draw: random.Random) -> list:
    """Path to a node, drawn step by step."""
    path: list = []
    while isinstance(content, dict | list) and content and (not path or draw.random() < 0.8):
        key = draw.choice(list(content)) if isinstance(content, dict) else draw.randrange(len(content))
        path.append(key)
        content = content[key]
    return path


def _lines(before: bytes, draw: random.Random) -> tuple[list[bytes], int]:
    lines = before.splitlines(keepends=True)
    return lines, draw.randrange(len(lines))


def _line_deleted(before: bytes, draw: random.Random) -> tuple[str, bytes]:
    lines, place = _lines(before, draw)
    return f"line {place + 1} deleted", b"".join(lines[:place] + lines[place + 1 :])


def _line_doubled(before: bytes, draw: random.Random) -> tuple[str, bytes]:
    lines, place = _lines(before, draw)
    return f"line {place + 1} doubled", b"".join([*lines[: place + 1], *lines[place:]])


def _lines_swapped(before: bytes, draw: random.Random) -> tuple[str, bytes]:
    lines, place = _lines(before, draw)
    other = draw.randrange(len(lines))
    lines[place], lines[other] = lines[other], lines[place]
    return f"lines {place + 1} and {other + 1} swapped", b"".join(lines)


def _bytes_inserted(before: bytes, draw: random.Random) -> tuple[str, bytes]:
    piece = draw.choice(
        (b"\x00", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\r", b"\r\n", b'"', b"\xef\xbb\xbf", b"\xe2\x80\xae")
    )
    place = draw.choice((0, draw.randrange(len(before) + 1)))
    return f"{piece!r} inserted at byte {place}", before[:place] + piece + before[place:]


def _truncated(before: bytes, draw: random.Random) -> tuple[str, bytes]:
    place = draw.choice((0, draw.randrange(len(before)), len(before) - 1))
    return f"truncated at byte {place}", before[:place]


def _other_encoding(before: bytes, draw: random.Random) -> tuple[str, bytes]:
    name = draw.choice(("utf-16", "cp1252", "utf-32"))
    return f"saved as {name}", before.decode("utf-8").encode(name, "replace")


def _line_ends(before: bytes, _draw: random.Random) -> tuple[str, bytes]:
    return "line ends of Windows", before.replace(b"\n", b"\r\n")


def _bit(before: bytes, draw: random.Random) -> tuple[str, bytes]:
    place, bit = draw.randrange(len(before)), draw.randrange(8)
    changed = bytes([before[place] ^ (1 << bit)])
    return f"bit {bit} of byte {place} flipped", before[:place] + changed + before[place + 1 :]


def _indented(before: bytes, draw: random.Random) -> tuple[str, bytes]:
    lines, place = _lines(before, draw)
    lines[place] = draw.choice((b" ", b"  ", b"\t")) + lines[place]
    return f"line {place + 1} indented", b"".join(lines)


def _put_after_colon(piece: bytes, what: str) -> Callable[[bytes, random.Random], tuple[str, bytes]]:
    def put(before: bytes, draw: random.Random) -> tuple[str, bytes]:
        places = [m.end() for m in re.finditer(rb"[\w-]: ", before)]
        place = draw.choice(places)
        return f"{what} at line {before[:place].count(10) + 1}", before[:place] + piece + before[place:]

    return put


def _key_doubled(before: bytes, draw: random.Random) -> tuple[str, bytes]:
    """A key of a mapping in braces or of a block stands twice, with another value."""
    found = draw.choice(list(re.finditer(rb"(?m)(?:^ *|[{,] *)([A-Za-z_][\w-]*): ", before)))
    start = found.start(1)
    block = before[before.rfind(b"\n", 0, start) + 1 : start].strip() == b""
    indent = b" " * (start - before.rfind(b"\n", 0, start) - 1)
    piece = found[1] + (b": other\n" + indent if block else b": other, ")
    return f"key {found[1].decode()} doubled at line {before[:start].count(10) + 1}", before[:start] + piece + before[
        start:
    ]


def _comment(before: bytes, draw: random.Random) -> tuple[str, bytes]:
    lines, place = _lines(before, draw)
    return f"comment after line {place + 1}", b"".join([*lines[: place + 1], b"# a comment\n", *lines[place + 1 :]])


TEXT = (
    *(_line_deleted, _line_doubled, _lines_swapped, _bytes_inserted, _bytes_inserted, _truncated),
    *(_other_encoding, _line_ends, _bit, _bit),
)


YAML = (
    *(_indented, _key_doubled, _key_doubled, _comment),
    _put_after_colon(b"!!python/object/apply:os.system ", "tag"),
    _put_after_colon(b"&a ", "anchor"),
    _put_after_colon(b"*a ", "alias"),
    _put_after_colon(b"[" * 3000, "depth"),
)
