"""Results under each scenario, from tables and results to what would change."""


rule scenario:
    input:
        lambda wildcards: jobs.inputs(wildcards.scenario),
    output:
        parquet="processed/scenarios/{scenario}.parquet",
        record="processed/records/scenario-{scenario}.json",
    log:
        "logs/scenario/{scenario}.log",
    wildcard_constraints:
        scenario=any_of(scenarios()),
    conda:
        ENVIRONMENT
    params:
        **reasons.params("scenario"),
    message:
        "Suppose {wildcards.scenario}."
    script:
        "../scripts/scenario.py"
