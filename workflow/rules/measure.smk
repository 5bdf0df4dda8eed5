"""Tidy tables to named results and frames. Each measure has frames of its own, so each gets a rule."""

for module in sorted({report.measure for report in reports().values()}):
    keys = [key for key, report in reports().items() if report.measure == module]

    rule:
        name:
            plan.measure_rule(module)
        input:
            lambda wildcards: [f"processed/tables/{table}.parquet" for table in reports()[wildcards.report].tables],
            lambda wildcards: ([file_of(key) for key in scenarios()] if reports()[wildcards.report].scenarios else []),
        output:
            **{name: f"processed/reports/{{report}}/{name}.parquet" for name in sorted(schemas.all_frames(module))},
            results="processed/reports/{report}/results.parquet",
            record="processed/records/measure-{report}.json",
        log:
            "logs/measure/{report}.log",
        wildcard_constraints:
            report=any_of(keys),
        conda:
            ENVIRONMENT
        params:
            **reasons.params("measure"),
        message:
            "Measure {wildcards.report}."
        script:
            "../scripts/measure.py"
