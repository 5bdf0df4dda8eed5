"""Printed cells to tidy tables."""


rule clean:
    """Read raw tables, apply accepted corrections, and write one tidy table, each row with the cells behind it."""
    input:
        CHECKED,
        raw=of("raw", inputs.of_table),
        cards=of("cards", inputs.of_table),
        decisions=inputs.decided(),
    output:
        parquet="processed/tables/{table}.parquet",
        record="processed/records/clean-{table}.json",
    log:
        "logs/clean/{table}.log",
    wildcard_constraints:
        table=any_of(schemas.tabulated()),
    conda:
        ENVIRONMENT
    params:
        **because("clean", "raw", "card", "ledger", "codings", "vocabularies", "schema", "code", "lock"),
    message:
        "Clean {wildcards.table}."
    script:
        "../scripts/clean.py"


rule evaluate:
    """Hold the claims of the texts against all other tidy tables."""
    input:
        CHECKED,
        raw=of("raw", inputs.of_claims),
        printed=of("printed", inputs.of_claims),
        cards=of("cards", inputs.of_claims),
        decisions=inputs.decided(),
        tables=of("tables", inputs.of_claims),
    output:
        parquet="processed/tables/{table}.parquet",
        record="processed/records/evaluate-{table}.json",
    log:
        "logs/evaluate/{table}.log",
    wildcard_constraints:
        table=any_of(schemas.evaluated()),
    conda:
        ENVIRONMENT
    params:
        **because("evaluate", "raw", "card", "ledger", "schema", "code", "lock"),
    message:
        "Evaluate {wildcards.table} against all other tables."
    script:
        "../scripts/evaluate.py"
