"""Results and frames to reports in all formats, the data page and the index."""


rule report:
    input:
        measured,
        **TEMPLATES,
        notebook=lambda wildcards: f"notebooks/{reports()[wildcards.report].notebook}.ipynb",
    output:
        notebook="reports/{report}.ipynb",
        html="reports/{report}.html",
        pdf="reports/{report}.pdf",
        docx="reports/{report}.docx",
        png="reports/{report}.png",
        record="processed/records/report-{report}.json",
    log:
        "logs/report/{report}.log",
    wildcard_constraints:
        report=any_of(reports()),
    conda:
        ENVIRONMENT
    params:
        **reasons.params("report"),
    message:
        "Report {wildcards.report}."
    script:
        "../scripts/report.py"


rule data_page:
    input:
        expand("processed/tables/{table}.parquet", table=schemas.tables()),
        **TEMPLATES,
        package="processed/tables/datapackage.json",
    output:
        html="reports/data.html",
        record="processed/records/data_page.json",
    log:
        "logs/data_page.log",
    conda:
        ENVIRONMENT
    params:
        **reasons.params("data_page"),
    message:
        "Write the data page."
    script:
        "../scripts/data_page.py"


rule index:
    input:
        expand("processed/reports/{report}/results.parquet", report=reports()),
        expand("reports/{report}.png", report=reports()),
        **TEMPLATES,
    output:
        html="reports/index.html",
        record="processed/records/index.json",
    log:
        "logs/index.log",
    conda:
        ENVIRONMENT
    params:
        **reasons.params("index"),
    message:
        "Write the index of reports."
    script:
        "../scripts/index.py"
