"""What a verb found as JSON, for programs: one form for all verbs, which `workflow/schemas/answer.schema.json` states."""

import argparse
import json
from collections.abc import Iterable

from compendium.decision.config import metadata

FORMAT = 1


def register(parser: argparse.ArgumentParser) -> None:
    """Add the switch to a verb."""
    parser.add_argument("--json", action="store_true", help="print what is found as JSON (docs/verbs.md)")


def give(verb: str, code: int, found: Iterable[dict]) -> int:
    """Print the answer of a verb; returns its exit code. Each of `found` says what it is in `what`."""
    answer = {"format": FORMAT, "verb": verb, "version": metadata()["version"], "code": code, "found": list(found)}
    print(json.dumps(answer, ensure_ascii=False, indent=1))
    return code
