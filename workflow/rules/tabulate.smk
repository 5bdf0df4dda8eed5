"""Printed cells to tidy tables."""


rule tabulate:
    input:
        raw_files,
    output:
        parquet="processed/tables/{table}.parquet",
        csv="processed/tables/{table}.csv",
        record="processed/records/tabulate-{table}.json",
    log:
        "logs/tabulate/{table}.log",
    wildcard_constraints:
        table=any_of(schemas.tabulated()),
    conda:
        ENVIRONMENT
    params:
        **reasons.params("tabulate"),
    message:
        "Tabulate {wildcards.table}."
    script:
        "../scripts/tabulate.py"


rule evaluate:
    input:
        raw_files,
        **{name: f"processed/tables/{name}.parquet" for name in schemas.tabulated()},
    output:
        parquet="processed/tables/{table}.parquet",
        csv="processed/tables/{table}.csv",
        record="processed/records/evaluate-{table}.json",
    log:
        "logs/evaluate/{table}.log",
    wildcard_constraints:
        table=any_of(schemas.evaluated()),
    conda:
        ENVIRONMENT
    params:
        **reasons.params("evaluate"),
    message:
        "Evaluate {wildcards.table} against all other tables."
    script:
        "../scripts/evaluate.py"


rule describe_tables:
    input:
        expand("processed/tables/{table}.{suffix}", table=schemas.tables(), suffix=["parquet", "csv"]),
    output:
        package="processed/tables/datapackage.json",
        record="processed/records/describe_tables.json",
    log:
        "logs/describe_tables.log",
    conda:
        ENVIRONMENT
    params:
        **reasons.params("describe_tables"),
    message:
        "Describe the tidy tables as a data package."
    script:
        "../scripts/describe_tables.py"
