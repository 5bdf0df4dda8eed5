"""Write a file whole or not at all: no reader sees half of it, and a failure leaves nothing."""

import json
import os
from pathlib import Path

PART = ".part"  # end of the name of a file that is still being written; a dot stands before it


def write_bytes(path: Path, content: bytes) -> None:
    """Write under a temporary name beside the file, then rename it; folders above it are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}{PART}")
    try:
        temporary.write_bytes(content)
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_json(path: Path, content: object) -> None:
    """Write a value as JSON with indents of one space."""
    write_bytes(path, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())
