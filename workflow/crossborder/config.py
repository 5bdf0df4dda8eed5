"""The configuration `config/config.yaml`, and the compendium's `metadata.yaml`."""

import datetime
from dataclasses import dataclass
from functools import cache

import yaml

from crossborder import cards, schemas, valid
from crossborder.failure import Refused
from crossborder.root import ROOT
from crossborder.yamls import parse

PATH = "config/config.yaml"


class ConfigError(Refused):
    """A configuration that cannot be used; the message names every fault."""


@dataclass(frozen=True)
class Report:
    """One report: its notebook, measure, tidy tables and parameters."""

    key: str
    notebook: str
    title: str
    subtitle: str
    measure: str
    tables: tuple[str, ...]
    parameters: dict
    scenarios: bool = False  # whether it tells of scenarios, and thereby of all raw tables

    def frames(self) -> list[str]:
        """Names of the frames of its measure."""
        return sorted(schemas.all_frames(self.measure))

    def groups(self) -> list[str]:
        """Groups of borders that its parameters name: all that it depends on of `config/regions.yaml`."""
        one = [self.parameters[name] for name in ("among", "beside") if name in self.parameters]
        return [*self.parameters.get("groups", []), *one]

    def printed(self) -> list[cards.Table]:
        """Raw tables behind it."""
        if self.scenarios:
            return list(cards.tables())
        return cards.feeding(*(fed for name in self.tables for fed in schemas.fed_by(name)))


def load() -> dict:
    """Parsed and validated configuration. Raises ConfigError."""
    return _config((ROOT / PATH).read_text(encoding="utf-8"))


@cache
def _config(text: str) -> dict:
    try:
        config = parse(text)
    except yaml.YAMLError as error:
        raise ConfigError(f"{PATH} does not parse: {error}") from error
    faults = [f"{place}: {message}" for place, message in valid.faults("config", config)]
    if not faults:
        for key, report in config["reports"].items():
            if report["notebook"] not in config["notebooks"]:
                faults.append(
                    f"reports/{key}: no notebook {report['notebook']!r}; there are {', '.join(config['notebooks'])}"
                )
        for key, notebook in config["notebooks"].items():
            faults.extend(
                f"notebooks/{key}: no tidy table {t!r}; there are {', '.join(schemas.tables())}"
                for t in notebook["tables"]
                if t not in schemas.tables()
            )
    if faults:
        raise ConfigError("\n".join(f"{PATH}: {fault}" for fault in sorted(faults)))
    return config


def reports() -> dict[str, Report]:
    """All reports by key, in the order of the configuration."""
    config = load()
    return {
        key: Report(
            key=key,
            notebook=report["notebook"],
            title=config["notebooks"][report["notebook"]]["title"],
            subtitle=report["subtitle"],
            measure=config["notebooks"][report["notebook"]]["measure"],
            tables=tuple(config["notebooks"][report["notebook"]]["tables"]),
            parameters=report["parameters"],
            scenarios=config["notebooks"][report["notebook"]].get("scenarios", False),
        )
        for key, report in config["reports"].items()
    }


def metadata() -> dict:
    """What the compendium says of itself."""
    return parse((ROOT / "metadata.yaml").read_text(encoding="utf-8"))


def epoch() -> int:
    """Seconds from 1970 to the release date, UTC: the only time that outputs carry."""
    released = metadata()["released"]
    return int(datetime.datetime(released.year, released.month, released.day, tzinfo=datetime.UTC).timestamp())
