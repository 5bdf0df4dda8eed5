"""Names of evidence pages: each raw table and each report has one file of its own, on every file system."""

from collections.abc import Iterator

from compendium.check.material import Material
from compendium.decision import config
from compendium.problem import Problem
from compendium.source import cards, yaml_text
from compendium.unusable import Unusable

TODO = "rename the resource: source and resource together name the page of its printed cells"


def check(material: Material) -> Iterator[Problem]:
    """Tables whose page would be that of another table or of a report."""
    try:
        seen = {key.casefold(): f"report {key}" for key in config.reports()}
    except Unusable:  # which the check of the configuration tells
        seen = {}
    for table in material.tables:
        name = table.key.casefold()
        if name in seen:
            document = yaml_text.load(f"raw/{table.package}/{cards.FILE}")
            number = next(i for i, one in enumerate(document.value["resources"]) if one["name"] == table.name)
            expected = f"another name than that of {seen[name]}: both have the page {table.key}.html"
            path = ["resources", number, "name"]
            yield document.problem(path, "page of two tables", repr(table.name), expected, TODO)
        seen.setdefault(name, f"{table.package}/{table.name}")
