"""Product per head in the last year of the Penn World Table: expenditure-side, chained purchasing power parities."""

import lzma
import subprocess
import tempfile
from pathlib import Path

from crossborder.snapshot.scope import Rows, Scope

FILE = "usr/lib/R/site-library/pwt9/data/Rdata"
TABLE, YEAR = "pwt9.1", 2017
# A chunk of R's database of type 3 has four bytes of length and one of type before raw LZMA2.
HEAD, FILTERS = 5, [{"id": lzma.FILTER_LZMA2, "preset": 6}]


def missing(scope: Scope) -> list[str]:
    """States without a product, but those that the table lacks."""
    return scope.lacking("penn-world-table", "products")


def take(package: Path, _scope: Scope, asked: list[str]) -> dict[str, Rows]:
    """Rows of `products`; a state that the table lacks has no row. Needs rdata and dpkg-deb."""
    import rdata

    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
        base = f"{folder}/{FILE}"
        start, length = map(int, rdata.read_rds(f"{base}.rdx")["variables"][TABLE])
        chunk = Path(f"{base}.rdb").read_bytes()[start : start + length]
    packed = lzma.decompress(chunk[HEAD:], format=lzma.FORMAT_RAW, filters=FILTERS)
    table = rdata.conversion.convert(rdata.parser.parse_data(packed))
    last = table[(table["year"] == YEAR) & table["isocode"].isin(asked)].sort_values("isocode")
    return {
        "products": [
            {"country": row.isocode, "year": YEAR, "product_per_head": f"{row.rgdpe / row.pop_:.0f}"}
            for row in last.rename(columns={"pop": "pop_"}).itertuples()
        ]
    }
