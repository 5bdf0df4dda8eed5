"""The states whose borders are measured: both country lists, and Central Asia."""

STATES = (
    *("GTM", "SLV", "HND", "NIC", "CRI", "PAN", "MEX", "BLZ"),
    *("ARG", "BOL", "BRA", "CHL", "COL", "ECU", "GUY", "PRY", "PER", "SUR", "URY", "VEN"),
    *("KAZ", "KGZ", "TJK", "TKM", "UZB"),
)


def dyad(one: str, other: str) -> str:
    """Border of two states, in alphabetical order of their codes."""
    return "-".join(sorted((one, other)))
