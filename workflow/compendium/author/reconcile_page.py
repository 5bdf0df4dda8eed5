"""A page that shows both keyings of each cell that differs, and writes the entries of what is chosen."""

import base64
import hashlib
import json
from string import Template

from compendium.paths import path_of

FOLDER = "workflow/templates"
COMMAND = "./reproduce correct --from FILE --status accepted"


def html(printed: str, cells: list[dict[str, str]], reasons: dict[str, str], evidence: str) -> str:
    """The page as HTML, which loads nothing. Each cell has `cell` (its address), `words`, `first` and `second`.

    The entries are written as `correct --from` takes them, with the reasons by kind and the evidence of the table.
    """
    page, style, script = (_text(f"reconcile.{kind}") for kind in ("html", "css", "js"))
    data = {"printed": printed, "cells": cells, "reasons": reasons, "evidence": evidence, "command": COMMAND}
    return Template(page).substitute(
        style=style,
        script=script,
        data=json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"),
        style_digest=_digest(style),
        script_digest=_digest(script),
    )


def _text(name: str) -> str:
    return path_of(f"{FOLDER}/{name}").read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
