"""The aims, each with its part, its limit, and what is held against it."""

from collections.abc import Callable
from dataclasses import dataclass

from command import Cost, median
from parts import Measured

GIGABYTE = 1_000_000_000


@dataclass(frozen=True)
class Aim:
    """One aim: at most `limit`, in `unit` (nothing for a ratio); `says` may name {few} and {many}. `value` raises KeyError where something is missing."""

    says: str
    part: str
    limit: float
    unit: str
    value: Callable[[Measured], float]


def of(measured: Measured, name: str) -> Cost:
    """Median cost of something by name. Raises KeyError."""
    return median(measured.costs[name])


def ratio(kind: str, name: str, other: str) -> Callable[[Measured], float]:
    """One median over another, of wall or processor time."""
    return lambda found: getattr(of(found, name), kind) / getattr(of(found, other), kind)


def per_table(measured: Measured, kind: str, size: str, what: str = "build") -> float:
    """Seconds of each table but the first, in a compendium of few or many."""
    count = int(measured.facts[size])
    return (getattr(of(measured, f"{what} {count}"), kind) - getattr(of(measured, f"{what} 1"), kind)) / (count - 1)


def _scaled(kind: str) -> Callable[[Measured], float]:
    return lambda found: per_table(found, kind, "many") / per_table(found, kind, "few")


def _memory(rule: str) -> Callable[[Measured], float]:
    return lambda found: of(found, f"{rule} {int(found.facts['many'])}").memory / GIGABYTE


AIMS = (
    Aim("Build from nothing over the bare process, wall time", "build", 0.9, "", ratio("wall", "reproduce", "bare")),
    Aim(
        *("Build from nothing over the bare process, processor time", "build", 1.05, ""),
        ratio("processor", "reproduce", "bare"),
    ),
    Aim(
        *("Build from nothing over make with papermill and nbconvert, wall time", "build", 0.25, ""),
        ratio("wall", "reproduce", "make"),
    ),
    Aim("No-op over an empty `snakemake -n`, wall time", "noop", 1.15, "", ratio("wall", "reproduce", "empty")),
    Aim("One sentence of prose changed", "sentence", 5, "s", lambda found: of(found, "reproduce").wall),
    Aim(
        *("One corrected embassy over a build from nothing, wall time", "correction", 0.3, ""),
        ratio("wall", "reproduce", "whole"),
    ),
    Aim("A table at {many} over one at {few}, wall time", "scale", 1.05, "", _scaled("wall")),
    Aim("A table at {many} over one at {few}, processor time", "scale", 1.05, "", _scaled("processor")),
    Aim("Memory of the check of {many} records", "memory", 1, "GB", _memory("check")),
    Aim("Memory of clean of {many} records", "memory", 1, "GB", _memory("clean")),
    Aim("Environment made with uv, warm", "environment", 30, "s", lambda found: of(found, "warm").wall),
)
