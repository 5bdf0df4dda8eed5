"""What a compendium that was mutated says of itself: tidy tables, claims, reasons of jobs; its package is imported late."""

import contextlib


def forget() -> None:
    """Clear the caches that are kept for the life of a process, and not by content."""
    from compendium.result.scenario import jobs
    from compendium.source import cards
    from compendium.table import raw_tables

    for function in (cards.tables, raw_tables.printed_tables, jobs.affected, jobs.queried, jobs.read_by):
        function.cache_clear()


def tabulated() -> list[str]:
    """Tidy tables that are made of raw tables alone, but for the measured ones, which take the most time."""
    from compendium.decision import schemas

    return [name for name in schemas.tabulated() if name != "measured"]


def affected(file: str) -> set[str]:
    """Tidy tables that a file may change: those of its source, or all where it decides about cells."""
    from compendium.table.raw_tables import printed_tables

    if file in ("raw/corrections.csv", "config/codings.csv", "config/publishers.csv"):
        return set(tabulated())
    source = file.rpartition("/")[0]
    return {n for n in tabulated() if any(t.path.rpartition("/")[0] == source for t in printed_tables(n))}


def tables_of(names: set[str]) -> dict:
    from compendium.decision import decisions, schemas
    from compendium.table import store
    from compendium.table.kinds import tabulate

    decided = decisions.load()
    return {name: store.arrow(tabulate(name, decided), schemas.table(name)) for name in sorted(names)}


def ask_claims(tables: dict, changed: set[str]) -> None:
    """Ask the claims that name a changed table, and none that names a measured one."""
    from compendium.decision import decisions, schemas
    from compendium.table import claims, query, records

    decided = decisions.load()
    found = records.tabulate("claims", decided)
    named = {claim["id"]: schemas.named(claim["query"] or "") for claim in found}
    asked = [c for c in found if named[c["id"]] & changed and "measured" not in named[c["id"]]]
    claims.evaluate(asked, query.Tables(tables), decided)


def read_the_rest() -> None:
    """Read what a build reads besides tables."""
    from compendium import study
    from compendium.decision import config
    from compendium.result.scenario import jobs

    config.epoch()
    jobs.scenarios()
    if study.name() != "crossborder":
        return
    from crossborder.borders import regions

    given = regions.load()
    for group in given.groups:
        given.name(group)
        for countries in ("", given.other_list):
            for variant in (False, True):
                given.members(group, countries, variant)


def reasons_now() -> dict[str, str]:
    """Reasons of all jobs as they are now, and the digests of the files that jobs read besides."""
    from compendium.build import reasons
    from compendium.decision import config, schemas
    from compendium.result.scenario.jobs import scenarios
    from compendium.source import fingerprint, plain_text

    jobs = [("clean", {"table": name}) for name in schemas.tabulated()]
    jobs += [("evaluate", {"table": name}) for name in schemas.evaluated()]
    jobs += [(rule, {"report": key}) for rule in ("measure", "report") for key in config.reports()]
    jobs += [("scenario", {"scenario": key}) for key in scenarios()]
    jobs += [(rule, {}) for rule in ("index", "data_page", "downloads")]
    found = {
        f"{rule} {'/'.join(wildcards.values())}: {name}": text
        for rule, wildcards in jobs
        for name, text in reasons.current(rule, wildcards).items()
    }
    inputs = ("raw/references.json", "config/headlines.yaml")  # of the rules, whose records keep their digests
    return found | {name: fingerprint.of_file(name) for name in inputs if plain_text.exists(name)}


def carried(text: str, tables: dict, before: dict) -> str:
    """Table and column in which a text stands now and did not before, exactly or as the same number."""
    wanted = {text}
    with contextlib.suppress(ValueError):
        wanted |= {float(text)}
    for name, table in tables.items():
        if table.equals(before[name]):
            continue
        for column in table.column_names:
            if any(value in wanted for value in table[column].to_pylist() if isinstance(value, str | int | float)):
                return f"{name}.{column}"
    return ""


def studies() -> tuple[str, ...]:
    """Packages of the studies of both compendia."""
    return ("crossborder", "election")
