"""What several rules name."""

# Snakemake puts wildcards into this path.
ENVIRONMENT = unformatted(ROOT / "environment.yml")

TEMPLATES = {
    "html": "workflow/templates/report.html",
    "style": "workflow/templates/report.css",
    "typst": "workflow/templates/report.typ",
    "figures": "workflow/templates/matplotlibrc",
    "filter": "workflow/filters/report.lua",
    "printed": "workflow/templates/closing-printed.md",
    "collected": "workflow/templates/closing-collected.md",
    "read": "workflow/templates/closing-read.md",
    "measured": "workflow/templates/closing-measured.md",
    "closing": "workflow/templates/closing.md",
    "references": "raw/references.json",
}


def any_of(names):
    """Pattern of a wildcard that is one of these names; of none, a pattern that nothing matches."""
    return "|".join(names) or "(?!)"


def raw_files(wildcards):
    return sorted(json.loads(reasons.REASONS["tabulate"]["raw"](wildcards.table)))


def measured(wildcards):
    chosen = reports()[wildcards.report]
    return [f"processed/reports/{chosen.key}/{name}.parquet" for name in ("results", *chosen.frames())]
