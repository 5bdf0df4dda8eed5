"""Printed cells to tidy tables."""


def raw_files(wildcards):
    return sorted(json.loads(reasons.REASONS["tabulate"]["raw"](wildcards.table)))


rule tabulate:
    message:
        "Tabulate {wildcards.table}."
    input:
        raw_files,
    output:
        parquet="processed/tables/{table}.parquet",
        csv="processed/tables/{table}.csv",
        record="processed/records/tabulate-{table}.json",
    params:
        **reasons.params("tabulate"),
    log:
        "logs/tabulate/{table}.log",
    conda:
        "../../environment.yml"
    script:
        "../scripts/tabulate.py"


rule describe_tables:
    message:
        "Describe the tidy tables as a data package."
    input:
        expand("processed/tables/{table}.{suffix}", table=schemas.tables(), suffix=["parquet", "csv"]),
    output:
        package="processed/tables/datapackage.json",
        record="processed/records/describe_tables.json",
    params:
        **reasons.params("describe_tables"),
    log:
        "logs/describe_tables.log",
    conda:
        "../../environment.yml"
    script:
        "../scripts/describe_tables.py"
