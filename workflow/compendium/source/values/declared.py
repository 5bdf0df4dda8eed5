"""Signs that a card declares and that cannot all hold: of the same text for two things, or for none."""

from collections.abc import Iterator

from compendium.source.values.signs import LISTS, RANGE, N, blocks, several

Found = tuple[list[str], str, str]  # path below the block, what is found, what is expected


def faults(values: dict) -> Iterator[Found]:
    """What is wrong with the `values` block of a card, by the path of each part."""
    for path, block in blocks(values):
        whole = {**values, **block} if path else block
        for found, expected in _signs(whole):
            yield path, found, expected
        for form, meaning in block.get("forms", {}).items():
            wanted = 2 if meaning == RANGE else 1
            if form.count(N) != wanted or len(form) == wanted:
                said = "N and N with a sign between them, such as N–N" if wanted == 2 else "one N with a sign beside it"
                yield [*path, "forms", form], repr(form), f"{said}, since it says {meaning}"
        for mark in block.get("flags", {}):
            if not mark or mark.isdecimal() or any(character.isspace() for character in mark):
                expected = "a mark that no number ends in, without spaces: key a raised 1 as ¹, or with its bracket, 1)"
                yield [*path, "flags", mark], repr(mark), expected
    if values.get("groups") == "headings" and "" in values.get("missing", {}):
        expected = "the labels that head groups, in a list: a row of blanks may also be one of missing values"
        yield ["groups"], "headings", expected
    if values.get("groups") == "column" and values.get("label_columns", 1) < 2:
        yield ["groups"], "column, and one column of labels", "label_columns of 2 or more"


def _signs(block: dict) -> Iterator[tuple[str, str]]:
    """Signs of one text that a number would have for two things."""
    decimal, lists = block.get("decimal", ""), {key: several(block.get(key, [])) for key in LISTS}
    if decimal and decimal in lists["thousands"]:
        yield f"{decimal!r} as decimal sign and as thousands sign", "two signs"
    for key, signs in (("decimal", [decimal] if decimal else []), *lists.items()):
        for sign in signs:
            if any(character.isdigit() for character in sign):
                yield f"{key}: {sign!r}", "a sign without digits"
            if key != "minus" and sign in lists["minus"]:
                yield f"{sign!r} as {key} and as minus", "two signs"
    for sign in block.get("missing", {}):
        if sign in block.get("flags", {}):
            yield f"{sign!r} as sign for missing and as footnote mark", "two signs"


def unknown(values: dict, labels: dict[str, set[str]]) -> Iterator[tuple[list[str], str, set[str]]]:
    """Labels that a card names and that its table does not have: path, label, and those that there are."""
    named = {
        ("by_row",): "rows",
        ("by_column",): "columns",
        ("totals", "rows"): "rows",
        ("totals", "columns"): "columns",
    }
    for path, of in named.items():
        part = values
        for step in path:
            part = part.get(step, {})
        for name in part:
            if name not in labels[of]:
                yield [*path, name], name, labels[of]
            for other in part[name] if isinstance(part[name], list) else []:
                if other not in labels[of]:
                    yield [*path, name], other, labels[of]
    groups = values.get("groups", [])
    for name in groups if isinstance(groups, list) else []:
        if name not in labels["rows"]:
            yield ["groups"], name, labels["rows"]
