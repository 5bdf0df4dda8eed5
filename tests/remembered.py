"""What checks asked again and again in one process keep by content: most of the time that a check takes."""

import json

import frictionless
import shapely


def remember() -> None:
    """Keep what the validator and the reader of geometries say of a content: pure functions, and most of a check."""
    kept: dict = {}

    def once(function, key):
        def call(*arguments, **more):
            place = key(*arguments, **more)
            if place not in kept:
                kept[place] = function(*arguments, **more)
            return kept[place]

        return call

    frictionless.Schema.from_descriptor = once(
        frictionless.Schema.from_descriptor,
        lambda descriptor, **more: json.dumps(descriptor, sort_keys=True, default=str),
    )
    frictionless.Resource.validate = once(
        frictionless.Resource.validate,
        lambda self, **more: (id(self.schema), hash(repr(self.data)), str(more)),
    )
    shapely.from_wkt = once(
        shapely.from_wkt, lambda texts, **more: ("wkt", texts if isinstance(texts, str) else tuple(texts), str(more))
    )
