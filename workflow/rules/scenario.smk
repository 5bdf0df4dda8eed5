"""Results under each scenario, from tables and results to what would change."""


rule scenario:
    """Compute what would change if one decision were another: an entry of the ledger, a coding, a choice."""
    input:
        built=of("built", inputs.of_scenario),
        printed=of("printed", inputs.of_scenario),
        cards=of("cards", inputs.of_scenario),
        decisions=inputs.decided(),
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
        **because("scenario", "scenario", "raw", "card", "ledger", "codings", "vocabularies"),
        **because("scenario", "config", "schema", "code", "lock"),
    message:
        "Scenario {wildcards.scenario}."
    script:
        "../scripts/scenario.py"
