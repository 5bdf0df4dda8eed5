"""The version that `metadata.yaml` names, for tools that install the packages: they run this module by itself."""

import re
from pathlib import Path

_FOUND = re.search(
    r"^version:\s*[\"']?([^\s\"'#]+)",
    (Path(__file__).resolve().parents[2] / "metadata.yaml").read_text(encoding="utf-8"),
    re.MULTILINE,
)
VERSION = _FOUND[1] if _FOUND else "0"
