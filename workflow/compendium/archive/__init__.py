"""The archived artifact: what belongs to it, how it describes itself, how it is packed, checked and rebuilt."""
