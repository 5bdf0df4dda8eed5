"""Printed tables checked, corrected in the open, tabulated, measured, reported and archived; knows no source."""

import sys

# jsonschema imports rfc3987_syntax where it is installed, and that builds a parser for a format (IRIs)
# that no schema here uses: two and a half seconds in every process that reads a card or a notebook.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
