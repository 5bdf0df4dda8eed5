"""Add an entry to a file that people keep by hand, and leave every other character of it as it is."""

import json
import re
from textwrap import indent

import yaml

from compendium.failure import Refused


def resource(text: str, entry: dict) -> str:
    """A `datapackage.yaml` with one more resource at its end. Raises Refused where it cannot be put there."""
    block = indent(dumped([entry]), "  ")
    return _verified(text, f"{text.rstrip()}\n{block}", ["resources"], entry, block)


def member(text: str, key: str, name: str, entry: dict) -> str:
    """YAML text with one more member at the end of the mapping `key` of its top. Raises Refused."""
    block = indent(dumped({name: entry}), "  ")
    begins = re.search(rf"^{re.escape(key)}:[ ]*(?:#.*)?$", text, re.MULTILINE)
    if not begins:
        return _verified(text, f"{text.rstrip()}\n\n{key}:\n{block}", [key, name], entry, block)
    end = re.search(r"^[^\s#]", text[begins.end() :], re.MULTILINE)
    cut = begins.end() + (end.start() if end else len(text) - begins.end())
    above, below = text[:cut].rstrip(), text[cut:]
    gap = text[len(above) : cut].removeprefix("\n")
    return _verified(text, f"{above}\n{block}{gap}{below}", [key, name], entry, block)


def reference(text: str, entry: dict) -> str:
    """CSL-JSON text with one more document at its end. Raises Refused."""
    lines = ",\n".join(f"    {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in entry.items())
    block = f"  {{\n{lines}\n  }}"
    head = text.rstrip().removesuffix("]").rstrip()
    made = f"{head}{'' if head.endswith('[') else ','}\n{block}\n]\n"
    if not text.rstrip().endswith("]") or json.loads(made) != [*json.loads(text), entry]:
        raise Refused(f"raw/references.json cannot be added to as it stands. Add by hand:\n{block}")
    return made


def dumped(value: object) -> str:
    """A value as YAML, in the order in which it was made."""
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=1_000)


def _verified(before: str, after: str, path: list[str], entry: dict, block: str) -> str:
    """The new text, once it is found to say what the old one says and the entry. Raises Refused."""
    try:
        expected, made = yaml.safe_load(before) or {}, yaml.safe_load(after)
        if len(path) == 1:
            expected[path[0]] = [*(expected.get(path[0]) or []), entry]
        else:
            expected[path[0]] = {**(expected.get(path[0]) or {}), path[1]: entry}
        same = made == expected
    except (yaml.YAMLError, TypeError, AttributeError):
        same = False
    if not same:
        raise Refused(f"The file cannot be added to as it stands. Add below “{path[0]}” by hand:\n{block}")
    return after
