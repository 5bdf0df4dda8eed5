"""What several rules name."""

# Snakemake puts wildcards into this path.
ENVIRONMENT = unformatted(path_of("environment.yml"))
CHECKED = "processed/checked.json"
STATE = checked_files.state()


def any_of(names):
    """Pattern of a wildcard that is one of these names; of none, a pattern that nothing matches."""
    return "|".join(names) or "(?!)"


def because(rule, *names):
    """Reasons by name, as params: why a job runs again though its inputs are the same."""
    return {name: reasons.of_wildcards(rule, name, STATE) for name in names}


def of(name, read):
    """An input function: one group of what a job reads, by its only wildcard."""
    return lambda wildcards: read(*dict(wildcards.items()).values())[name]


def title_of(wildcards):
    return REPORTS[wildcards.report].title


def subtitle_of(wildcards):
    return {"report": REPORTS[wildcards.report].subtitle}
