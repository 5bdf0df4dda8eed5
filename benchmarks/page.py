"""The page `docs/performance.md`: every aim with what was measured, and all that was measured beside it."""

from collections import defaultdict
from collections.abc import Iterable

from aims import AIMS, GIGABYTE, Aim, of
from command import Cost
from kept import Part
from parts import PARTS, ROWS, SIZES
from subjects import OURS, RIVALS, SUBJECTS

TITLES = {
    "build": "Build from nothing",
    "noop": "No-op",
    "sentence": "One sentence of prose changed",
    "correction": "One corrected embassy",
    "scale": "Synthetic tables",
    "memory": "Many records",
    "environment": "Environment",
}
SMALL = "not judged: small sizes"
WARNING = " **Some parts were tried in small, beside other work, which judges nothing: measure them anew.**"
INTRODUCTION = """\
# Performance

`./reproduce bench` measures this page, the plot and [scaling.md](scaling.md), and writes them; nothing here is typed. {repetitions} \
Wall time, processor time (user and system, of all \
processes) and peak memory (of the largest process) are those that the system counted. Ratios are judged, since \
seconds are those of a machine.

"""
ABOUT = {
    "build": (
        "Each builds a copy of this compendium that holds nothing built. The bare process calls the same functions in "
        "order in one Python process, without Snakemake and without records. doit and plain Snakemake start a process "
        "for each job. make does the same for tables and measures, keeps the clock of a check that says the same, has papermill execute each notebook in a kernel, and "
        "nbconvert write HTML and Markdown, which pandoc makes DOCX and PDF of. The last column counts the outputs that "
        "are the same, byte for byte; the reports of make are nbconvert's own."
    ),
    "noop": (
        "The same command once more, with everything current. The first such build reads every file and keeps how each "
        "looked; those that follow only look. `snakemake -n` is asked in a folder whose Snakefile has one rule without "
        "files, which is what starting Snakemake costs. The bare process remembers nothing."
    ),
    "sentence": (
        "One sentence of one notebook is another; each builds a copy of what it had built, the rivals once. The check "
        "reads notebooks, and so runs again. Plain Snakemake makes one pass, in which what follows the check runs again "
        "too; `./reproduce` looks again after each pass at what came out the same."
    ),
    "correction": (
        "One mark of a printed table gets an accepted entry in the ledger. It stands beside builds from nothing that "
        "were measured in turn with it."
    ),
    "scale": (
        "Compendia of generated tables of records with {rows} rows each, every one with a tidy table of its own, and one "
        "report. The cost of a table is what a compendium of so many costs more than one with a single table, by table."
    ),
    "memory": (
        "One generated table of records with {columns} columns, checked and cleaned in one process each, with the limits "
        "of raw material ([cards.md](cards.md#limits)) lifted; {few} records for comparison."
    ),
    "environment": (
        "`workflow/install.py build` with uv, from a cache that a first run filled: every package of the locks installed, "
        "compiled, and held against each other."
    ),
}


def text(parts: dict[str, Part]) -> str:
    """The page as Markdown."""
    counts = sorted({part.repetitions for part in parts.values()})
    times = (
        f"Every number is the median of {' or '.join(map(str, counts))} repetitions, in turns: one of each, then again."
    )
    if counts == [1]:
        times = "Every number was measured once."
    if any(part.quick for part in parts.values()):
        times += WARNING
    sections = [
        INTRODUCTION.format(repetitions=times),
        "## Aims\n\n" + table(["Aim", "At most", "Measured", ""], [_aim(aim, parts) for aim in AIMS]),
        f"![{alt(parts)}](performance.svg)\n",
        *(_section(name, parts[name]) for name in PARTS if name in parts),
        _machines(parts),
    ]
    return "\n".join(sections)


def judged(aim: Aim, parts: dict[str, Part]) -> float | str:
    """What was measured for an aim, or why there is nothing."""
    if aim.part not in parts:
        return f"the part `{aim.part}` was not run"
    found = parts[aim.part].measured
    try:
        return aim.value(found)
    except ZeroDivisionError:
        return "too small to measure"
    except KeyError as missing:
        why = found.failed.get(missing.args[0]) or found.failed.get(aim.part)
        return _first(why) if why else "not among what was asked for"


def says(aim: Aim, parts: dict[str, Part]) -> str:
    """What an aim is about, with the sizes that were measured, or that would be."""
    sizes = parts[aim.part].measured.facts if aim.part in parts else {}
    few, many = {"scale": SIZES[False][1:], "memory": ROWS[False]}.get(aim.part, (0, 0))
    return aim.says.format(few=f"{sizes.get('few', few):,}", many=f"{sizes.get('many', many):,}")


def met(aim: Aim, value: float) -> bool:
    """Whether a value is within the aim, as it is printed."""
    return round(value, 2) <= aim.limit


def verdict(aim: Aim, parts: dict[str, Part], value: float) -> str:
    """Whether an aim is met; small sizes do not say."""
    if parts[aim.part].quick:
        return SMALL
    return "met" if met(aim, value) else "**not met**"


def _first(why: str) -> str:
    return why.splitlines()[0].rstrip(":")


def _aim(aim: Aim, parts: dict[str, Part]) -> list[str]:
    value, unit = judged(aim, parts), f" {aim.unit}" if aim.unit else ""
    if isinstance(value, str):
        return [says(aim, parts), f"{aim.limit:g}{unit}", "—", f"not measured: {value}"]
    return [says(aim, parts), f"{aim.limit:g}{unit}", f"{value:.2f}{unit}", verdict(aim, parts, value)]


def table(head: list[str], rows: Iterable[list[str]]) -> str:
    """A table in Markdown; what follows the first column is set right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def costs(cost: Cost) -> list[str]:
    """Wall and processor seconds and memory, as printed."""
    return [f"{cost.wall:,.2f} s", f"{cost.processor:,.2f} s", f"{cost.memory / GIGABYTE:,.2f} GB"]


HEAD = ["", "Wall", "Processor", "Memory"]


def _section(name: str, part: Part) -> str:
    found = part.measured
    failed = [f"Not to be had: {_says(name, key)}. {_first(why)}.\n" for key, why in found.failed.items()]
    if not found.costs:
        return "\n".join([f"## {TITLES[name]}\n", *failed])
    facts = defaultdict(lambda: "unknown", {key: f"{value:,.0f}" for key, value in found.facts.items()})
    head, rows = HEAD, [[_says(name, key), *costs(of(found, key))] for key in found.costs]
    if name == "build":
        head = [*HEAD, "Ours over it, wall", "processor", "Same outputs"]
        rows = [_against(found, key) for key in found.costs]
    lines = [f"## {TITLES[name]}\n", f"{ABOUT[name].format_map(facts)}\n", table(head, rows)]
    if name == "build" and (missing := [key for key in RIVALS if key not in found.costs and key not in found.failed]):
        lines.append(f"Not asked for: {', '.join(SUBJECTS[key].says for key in missing)}.\n")
    return "\n".join([*lines, *failed])


def _against(found: object, key: str) -> list[str]:
    mine, cost = of(found, OURS) if OURS in found.costs else None, of(found, key)
    ratios = [f"{mine.wall / cost.wall:.2f}", f"{mine.processor / cost.processor:.2f}"] if mine else ["—", "—"]
    same = f"{found.facts.get(f'same {key}', 0):,.0f} of {found.facts.get('outputs', 0):,.0f}"
    return [SUBJECTS[key].says, *costs(cost), *ratios, same]


def _says(part: str, key: str) -> str:
    """What a cost is of, in words."""
    if key in SUBJECTS:
        return SUBJECTS[key].says
    what, _, count = key.rpartition(" ")
    if part == "scale" and count.isdigit():
        words = {"build": "Build", "noop": "No-op", "bare": "Bare process"}
        return f"{words[what]}, {int(count):,} table{'s' if count != '1' else ''}"
    if part == "memory" and count.isdigit():
        return f"{what.capitalize()}, {int(count):,} records"
    named = {"empty": "an empty `snakemake -n`", "whole": "a build from nothing", "warm": "warm"}
    return named.get(key, key)


def alt(parts: dict[str, Part]) -> str:
    """What the plot shows, in words."""
    told = []
    for aim in AIMS:
        value = judged(aim, parts)
        if not isinstance(value, str):
            told.append(f"{says(aim, parts).replace('`', '')}: {value / aim.limit:.2f}")
    return "Measured over aim, where at most 1 is met. " + "; ".join(told) + "."


def _machines(parts: dict[str, Part]) -> str:
    """Where and when the parts were measured; one paragraph where it is the same for all."""
    lines = ["## Machine and versions\n"]
    groups: dict[str, list[str]] = {}
    for name in (name for name in PARTS if name in parts):
        part = parts[name]
        about = part.machine
        versions = ", ".join(f"{key} {value}" for key, value in part.versions.items())
        groups.setdefault(
            f"{about['processor']}, {about['cores']} cores, {about['memory']} GiB of memory, {about['system']}. {versions}."
            f" Measured on {part.date} by `{part.command}`",
            [],
        ).append(f"`{name}` {about['load']}")
    lines += [
        f"{text}. Processes that wanted a core in the minute before each part: {', '.join(loads)}.\n"
        for text, loads in groups.items()
    ]
    return "\n".join(lines)
