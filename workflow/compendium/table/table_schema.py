"""A tidy table's schema as the Table Schema of Frictionless, which descriptors and Parquet files carry."""

from compendium.decision import schemas, types

MORE = ("unit", "unit_in", "missing")  # what a field says beyond the standard, which lets it have more


def of(schema: dict) -> dict:
    """Fields with their constraints, keys, and what is missing."""
    fields = schema["fields"]
    return {"fields": [field_of(field, schema["key"]) for field in fields], "missingValues": [""], **keys(schema)}


def keys(schema: dict) -> dict[str, list]:
    """Primary key and foreign keys."""
    found = {"primaryKey": schema["key"]}
    if "references" in schema:
        found["foreignKeys"] = [_foreign(reference) for reference in schema["references"]]
    return found


def resource_name(table: str) -> str:
    """Name of a table as a resource, which the standard writes with hyphens."""
    return table.replace("_", "-")


def field_of(field: dict, key: list[str]) -> dict:
    """One field: what is standard, and what is ours beside it."""
    described = {
        "name": field["name"],
        "type": types.of(field).frictionless,
        "title": field["label"],
        "description": field["description"],
    }
    if found := types.FRICTIONLESS_FORMATS.get(field.get("format", "")):
        if not schemas.separator(field):
            described["format"] = found
    elif field.get("format"):
        described["kind"] = field["format"]
    described |= {name: field[name] for name in MORE if name in field}
    if mark := schemas.separator(field):
        described["separator"] = mark
    if labels := listed(field):
        described["codes"] = labels
    if named := [part for part in field.get("codes", ()) if isinstance(part, str)]:
        described["vocabularies"] = named
    if constraints := _constraints(field, key):
        described["constraints"] = constraints
    return described


def listed(field: dict) -> dict[str, str]:
    """Codes of a field with their labels, as far as the schema lists them."""
    return {code: label for part in field.get("codes", ()) if isinstance(part, dict) for code, label in part.items()}


def closed(field: dict) -> bool:
    """Whether the schema lists all that a field of single values may hold."""
    return (
        bool(field.get("codes"))
        and all(isinstance(part, dict) for part in field["codes"])
        and not schemas.separator(field)
    )


def _constraints(field: dict, key: list[str]) -> dict:
    found: dict[str, object] = {}
    if "missing" not in field and field["type"] != types.LIST:
        found["required"] = True
    if key == [field["name"]]:
        found["unique"] = True
    found |= {name: field[name] for name in ("minimum", "maximum") if name in field}
    if closed(field):
        found["enum"] = list(listed(field))
    return found


def _foreign(reference: dict) -> dict:
    there = {"resource": resource_name(reference["table"]), "fields": reference["to"]}
    return {"fields": reference["columns"], "reference": there}
