"""Every printed table, card and decision, before anything is made of them."""


rule check:
    """Refuse material with a problem: each is told with file, line, column, and what to do."""
    input:
        **inputs.of_check(),
    output:
        checked=CHECKED,
        record="processed/records/check.json",
    log:
        "logs/check.log",
    conda:
        ENVIRONMENT
    params:
        **because("check", "decided", "schema", "code", "lock"),
    message:
        "Check the raw material."
    script:
        "../scripts/check.py"
