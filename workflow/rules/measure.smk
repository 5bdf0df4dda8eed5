"""Tidy tables to named results and frames. Each measure has frames of its own, so each gets a rule."""

for module in sorted({report.measure for report in REPORTS.values()}):
    keys = [key for key, report in REPORTS.items() if report.measure == module]

    rule:
        """Measure the named results and frames of a report from its tidy tables, with the cells behind each."""
        name:
            f"measure_{module}"
        input:
            tables=of("tables", inputs.of_measure),
            scenarios=of("scenarios", inputs.of_measure),
            beneath=of("beneath", inputs.of_measure),
            raw=of("raw", inputs.of_measure),
            cards=of("cards", inputs.of_measure),
            decisions=inputs.decided(),
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
            **because("measure", "raw", "second", "codings", "decided", "card", "ledger"),
            **because("measure", "config", "scenarios", "schema", "code", "lock"),
        message:
            "Measure {wildcards.report}."
        script:
            "../scripts/measure.py"
