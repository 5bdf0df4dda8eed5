"""Headlines of the reports: results with a predicate beside them, so that “robust” can be computed."""

from dataclasses import dataclass
from functools import cache

from crossborder.root import ROOT
from crossborder.yamls import parse

PATH = "config/headlines.yaml"
PREDICATES = {
    "above": lambda left, right: left > right,
    "below": lambda left, right: left < right,
    "not below": lambda left, right: left >= right,
    "equal": lambda left, right: left == right,
}
HOLDS, FAILS, UNDEFINED = "holds", "does not hold", "not defined"


@dataclass(frozen=True)
class Headline:
    """One statement. `compares` is a predicate of two numbers, or `same`: that a text stays as it is built."""

    id: str
    says: str
    result: str
    compares: str
    to: str | float | None

    def number(self, results: dict[str, dict], report: str) -> float | None:
        found = results.get(f"{report}/{self.result}")
        return found["number"] if found else None

    def holds(self, results: dict[str, dict], report: str, built: dict[str, dict]) -> str:
        """Whether the statement holds of these results; `built` are those that texts are set against."""
        if self.compares == "same":
            now, then = (found.get(f"{report}/{self.result}", {}).get("value") for found in (results, built))
            return HOLDS if now == then else f"{FAILS}: {now}"
        left = self.number(results, report)
        right = self.to
        if isinstance(right, str):
            other = results.get(f"{report}/{right}")
            right = other["number"] if other else None
        if left is None or right is None:
            return UNDEFINED
        return HOLDS if PREDICATES[self.compares](left, float(right)) else FAILS

    def statement(self, results: dict[str, dict], report: str) -> str:
        """The statement with the texts of its results."""
        names = {key.partition("/")[2]: r["value"] for key, r in results.items() if key.startswith(f"{report}/")}
        return self.says.format_map(names)


@cache
def _parsed(text: str) -> dict[str, list[Headline]]:
    found = parse(text)
    return {
        notebook: [Headline(h["id"], h["says"], h["result"], h["is"], h.get("to")) for h in headlines]
        for notebook, headlines in found.items()
    }


def text() -> str:
    """The file as it stands."""
    return (ROOT / PATH).read_text(encoding="utf-8")


def load() -> dict[str, list[Headline]]:
    """Headlines by notebook."""
    return _parsed(text())


def of(notebook: str) -> list[Headline]:
    return load().get(notebook, [])
