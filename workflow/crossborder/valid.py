"""Hold a parsed YAML file against its JSON Schema."""

import json
from functools import cache

import jsonschema_rs

from crossborder.schemas import SCHEMAS


@cache
def _validator(name: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8")))


def faults(name: str, parsed: dict) -> list[tuple[str, str]]:
    """Place and message of everything in which a parsed file departs from `workflow/schemas/NAME.schema.json`."""
    # YAML has dates, JSON has none: one that is not quoted is told as such where text is wanted.
    plain = json.loads(json.dumps(parsed, default=lambda value: {"unquoted date": str(value)}))
    found = _validator(name).iter_errors(plain)
    return sorted(("/".join(map(str, fault.instance_path)) or "top", fault.message) for fault in found)
