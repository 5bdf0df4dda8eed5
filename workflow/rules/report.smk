"""Results and frames to reports in all formats, the data page and the index."""

TEMPLATES = {
    "html": "workflow/templates/report.html",
    "style": "workflow/templates/report.css",
    "typst": "workflow/templates/report.typ",
    "figures": "workflow/templates/matplotlibrc",
    "filter": "workflow/filters/report.lua",
    "references": "raw/references.json",
}


def measured(wildcards):
    chosen = reports()[wildcards.report]
    return [f"processed/reports/{chosen.key}/{name}.parquet" for name in ("results", *chosen.frames())]


rule report:
    message:
        "Report {wildcards.report}."
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
    params:
        **reasons.params("report"),
    wildcard_constraints:
        report="|".join(reports()),
    log:
        "logs/report/{report}.log",
    conda:
        "../../environment.yml"
    script:
        "../scripts/report.py"


rule data_page:
    message:
        "Write the data page."
    input:
        expand("processed/tables/{table}.parquet", table=schemas.tables()),
        **TEMPLATES,
        package="processed/tables/datapackage.json",
    output:
        html="reports/data.html",
        record="processed/records/data_page.json",
    params:
        **reasons.params("data_page"),
    log:
        "logs/data_page.log",
    conda:
        "../../environment.yml"
    script:
        "../scripts/data_page.py"


rule index:
    message:
        "Write the index of reports."
    input:
        expand("processed/reports/{report}/results.parquet", report=reports()),
        expand("reports/{report}.png", report=reports()),
        **TEMPLATES,
    output:
        html="reports/index.html",
        record="processed/records/index.json",
    params:
        **reasons.params("index"),
    log:
        "logs/index.log",
    conda:
        "../../environment.yml"
    script:
        "../scripts/index.py"
