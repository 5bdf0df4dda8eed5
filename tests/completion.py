"""Write workflow/completion: what completes the verbs and options of ./reproduce in bash, zsh and fish.

    .venv/bin/python -P tests/completion.py

shtab makes it of the parser of the verbs. It lies in the environment of the validators, and needs nothing else.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "workflow/completion"
SHELLS = ("bash", "zsh", "fish")


def made() -> dict[Path, str]:
    """Text of each file by its path."""
    sys.path[:0] = [str(ROOT / "workflow"), *map(str, (ROOT / ".venv-validators/lib").glob("python*/site-packages"))]
    os.environ["COLUMNS"] = "80"
    import shtab

    from compendium.__main__ import VERBS, imported, parser

    understands = parser(imported(VERBS), "reproduce")
    return {FOLDER / f"reproduce.{shell}": shtab.complete(understands, shell) for shell in SHELLS}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for path, text in made().items():
        path.write_text(text, encoding="utf-8")
