"""Results and frames to reports in all formats, the data page and the index."""


rule report:
    """Execute one parameterised notebook, and publish it as HTML, PDF, DOCX and a filled notebook."""
    input:
        **inputs.templates(),
        notebook=of("notebook", inputs.of_report),
        measured=of("measured", inputs.of_report),
        cards=of("cards", inputs.of_report),
        decisions=inputs.decided(),
    output:
        notebook="reports/{report}.ipynb",
        html=report("reports/{report}.html", caption="../report/report.rst", category=title_of, labels=subtitle_of),
        pdf="reports/{report}.pdf",
        docx="reports/{report}.docx",
        png="reports/{report}.png",
        record="processed/records/report-{report}.json",
    log:
        "logs/report/{report}.log",
    wildcard_constraints:
        report=any_of(REPORTS),
    conda:
        ENVIRONMENT
    params:
        **because("report", "config", "card", "licences", "schema", "metadata", "code", "lock"),
    message:
        "Report {wildcards.report}."
    script:
        "../scripts/report.py"


rule headlines:
    """Write the table of headlines by definitions, of a report that tells of scenarios."""
    input:
        measured="processed/reports/{report}/by_definition.parquet",
        decisions=inputs.decided(),
    output:
        csv="reports/{report}-headlines.csv",
        record="processed/records/headlines-{report}.json",
    log:
        "logs/headlines/{report}.log",
    wildcard_constraints:
        report=any_of(TELLING),
    conda:
        ENVIRONMENT
    params:
        **because("headlines", "code", "lock"),
    message:
        "Headlines by definitions of {wildcards.report}."
    script:
        "../scripts/headlines.py"


rule data_page:
    """Write the data page: every tidy table to download, and a codebook of every column."""
    input:
        **inputs.templates(),
        tables=inputs.tidy(TABLES),
        package="processed/tables/datapackage.json",
        decisions=inputs.decided(),
    output:
        html=report(
            "reports/data.html", caption="../report/data.rst", category="Data", labels={"report": "Data and codebook"}
        ),
        record="processed/records/data_page.json",
    log:
        "logs/data_page.log",
    conda:
        ENVIRONMENT
    params:
        **because("data_page", "schema", "metadata", "code", "lock"),
    message:
        "Write the data page."
    script:
        "../scripts/data_page.py"


rule index:
    """Write the index: the reports in sections, each with its finding, some with a figure."""
    input:
        **inputs.templates(),
        results=expand("processed/reports/{report}/results.parquet", report=REPORTS),
        pictures=expand("reports/{report}.png", report=REPORTS),
        decisions=inputs.decided(),
    output:
        html="reports/index.html",
        record="processed/records/index.json",
    log:
        "logs/index.log",
    localrule: True
    conda:
        ENVIRONMENT
    params:
        **because("index", "config", "metadata", "code", "lock"),
    message:
        "Write the index of reports."
    script:
        "../scripts/index.py"
