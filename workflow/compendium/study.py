"""What a study adds to the machinery: `study: NAME` in `config/config.yaml` names a package beside this one.

Its module `study` holds dictionaries of dotted names, so that nothing is imported before it is used, and what a job
does not use is no reason to run it again. Without a study there is nothing to add.
"""

import re
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from compendium.paths import path_of

CONFIG = "config/config.yaml"
NAMED = re.compile(r"""^study:[ ]+(["']?)([a-z][a-z0-9_]*)\1[ ]*(?:#.*)?$""", re.MULTILINE)
CONFIGURED = re.compile(r"^reports:", re.MULTILINE)


@cache
def name() -> str:
    """Name of the study's package, as the configuration gives it; empty where it gives none.

    A configuration that cannot be used says nothing about the study. What else is wrong can be told all the same, so
    that the study is then the one package that has such a module.
    """
    try:
        text = path_of(CONFIG).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        text = ""
    if (found := NAMED.search(text)) and path_of(f"workflow/{found[2]}/study.py").is_file():
        return found[2]
    if not found and CONFIGURED.search(text):
        return ""
    there = [path.parent.name for path in path_of("workflow").glob("*/study.py") if path.parent.name != "compendium"]
    return there[0] if len(there) == 1 else ""


@cache
def _module(package: str) -> ModuleType | None:
    return import_module(f"{package}.study") if package else None


def adds(what: str) -> dict[str, Any]:
    """What the study adds of one sort, such as KINDS or MEASURES, by name; nothing where it adds none."""
    return getattr(_module(name()), what, {})


def get(dotted: str) -> Any:
    """What a dotted name such as `package.module:function` means."""
    module, _, attribute = dotted.partition(":")
    found = import_module(module)
    return getattr(found, attribute) if attribute else found


def module_of(dotted: str) -> str:
    """Module of a dotted name."""
    return dotted.partition(":")[0]
