"""Geometry of tidy tables: WKT in what is made and in CSV, WKB in Parquet, with the metadata of GeoParquet 1.1.

https://geoparquet.org/releases/v1.1.0/. Coordinates are longitude and latitude in degrees on WGS 84, which is what
GeoParquet takes where no reference system is named (OGC:CRS84).
"""

import json
from collections.abc import Iterable, Sequence

import shapely

VERSION = "1.1.0"
KEY = b"geo"


def wkb(text: str) -> bytes:
    """WKB, little-endian, of a WKT."""
    return shapely.to_wkb(shapely.from_wkt(text), byte_order=1)


def wkt(content: bytes) -> str:
    """WKT of a WKB, with the fewest digits that give the same coordinates."""
    return shapely.to_wkt(shapely.from_wkb(content), rounding_precision=-1, trim=True)


def of_column(contents: Iterable[bytes | None]) -> Sequence[shapely.Geometry]:
    """Geometries of a column of WKB, those that are missing left out."""
    return shapely.from_wkb([content for content in contents if content is not None])


def metadata(columns: dict[str, Iterable[bytes | None]]) -> bytes:
    """The `geo` metadata of a Parquet file by its columns of WKB; the first is the primary one."""
    described = {}
    for name, contents in columns.items():
        shapes = of_column(contents)
        about: dict[str, object] = {"encoding": "WKB", "geometry_types": sorted({shape.geom_type for shape in shapes})}
        if len(shapes):
            about["bbox"] = [float(edge) for edge in shapely.total_bounds(shapes)]
        described[name] = about
    found = {"version": VERSION, "primary_column": next(iter(columns)), "columns": described}
    return json.dumps(found, sort_keys=True).encode()
