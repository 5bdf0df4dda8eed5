"""What files hold, as short texts that reasons are made of."""

import contextlib
import json
from collections.abc import Iterable

from compendium.paths import path_of
from compendium.source import fingerprint, plain_text, yaml_text
from compendium.source.cards import Table
from compendium.unusable import Unusable


def short(path: str) -> str:
    """Short digest of a file; none where it is missing, which the check tells."""
    return fingerprint.of_file(path)[: fingerprint.LENGTH] if path_of(path).is_file() else ""


def cards(tables: Iterable[Table]) -> str:
    """What cards and schemas of raw tables say."""
    return fingerprint.of_value([[t.path, t.card, list(t.fields), list(t.primary_key)] for t in tables])


def content(paths: Iterable[str]) -> str:
    """Content of files of decisions, comments left out; nothing for one that is not there."""
    there = [path for path in sorted(paths) if plain_text.exists(path)]
    return json.dumps({path: digest(path)[: fingerprint.LENGTH] for path in there})


def digest(path: str) -> str:
    """Digest of a file; of YAML that can be read, of what it says."""
    if path.endswith(".yaml"):
        with contextlib.suppress(Unusable):  # which the check tells
            return fingerprint.of_value(yaml_text.load(path).value)
    return fingerprint.of_file(path)
