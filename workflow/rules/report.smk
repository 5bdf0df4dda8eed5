"""Results and frames to reports in all formats, the data page and the index."""


rule report:
    """Execute one parameterised notebook, and publish it as HTML, PDF, DOCX and a filled notebook, its figures and data beside it."""
    input:
        **inputs.templates(),
        notebook=of("notebook", inputs.of_report),
        measured=of("measured", inputs.of_report),
        tables=of("tables", inputs.of_report),
        cards=of("cards", inputs.of_report),
        printed=of("printed", inputs.of_report),
        decisions=inputs.decided(),
    output:
        notebook="reports/{report}.ipynb",
        html=report("reports/{report}.html", caption="../report/report.rst", category=title_of, labels=subtitle_of),
        pdf="reports/{report}.pdf",
        docx="reports/{report}.docx",
        png="reports/{report}.png",
        evidence="reports/evidence/{report}.html",
        words="reports/evidence/{report}.js",
        data=directory("reports/data/{report}"),
        record="processed/records/report-{report}.json",
    log:
        "logs/report/{report}.log",
    wildcard_constraints:
        report=any_of(REPORTS),
    conda:
        ENVIRONMENT
    params:
        **because("report", "config", "card", "licences", "labels", "schema", "metadata", "code", "lock"),
    message:
        "Report {wildcards.report}."
    script:
        "../scripts/report.py"


rule evidence:
    """Write the page of a raw table: as printed, with all that is known of its cells."""
    input:
        CHECKED,
        **inputs.forms(),
        page=inputs.located("workflow/templates/evidence.js"),
        raw=of("raw", inputs.of_evidence),
        cards=of("cards", inputs.of_evidence),
        tables=of("tables", inputs.of_evidence),
        decisions=inputs.decided(),
    output:
        html="reports/evidence/{page}.html",
        record="processed/records/evidence-{page}.json",
    log:
        "logs/evidence/{page}.log",
    wildcard_constraints:
        page=any_of(PAGES),
    conda:
        ENVIRONMENT
    params:
        **because("evidence", "card", "ledger", "codings", "metadata", "code", "lock"),
    message:
        "Evidence page {wildcards.page}."
    script:
        "../scripts/evidence.py"


rule standing:
    """Write which headlines stand, for the numbers of all reports."""
    input:
        measured=expand("processed/reports/{report}/headlines.parquet", report=TELLING),
        decisions=inputs.decided(),
    output:
        script="reports/evidence/standing.js",
        record="processed/records/standing.json",
    log:
        "logs/standing.log",
    conda:
        ENVIRONMENT
    params:
        **because("standing", "headlines", "code", "lock"),
    message:
        "Headlines that stand, for all reports."
    script:
        "../scripts/standing.py"


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


rule downloads:
    """Write every tidy table as CSV and Parquet, all as one workbook and one database, and what describes them."""
    input:
        tables=inputs.tidy(TABLES),
        references=located(references.PATH),
        cards=inputs.all_cards(),
        decisions=inputs.decided(),
    output:
        **download_files.outputs(),
        record="processed/records/downloads.json",
    log:
        "logs/downloads.log",
    conda:
        ENVIRONMENT
    params:
        **because("downloads", "schema", "sources", "licences", "metadata", "code", "lock"),
    message:
        "Write the tidy tables to download."
    script:
        "../scripts/downloads.py"


rule data_page:
    """Write the data page: every tidy table to download, and a codebook of every column."""
    input:
        **inputs.forms(),
        tables=inputs.tidy(TABLES),
        downloads=list(download_files.outputs().values()),
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


rule fonts:
    """Put the faces of pages, and their licences, beside the reports."""
    input:
        CHECKED,
        **inputs.faces(),
    output:
        **fonts.outputs(),
        record="processed/records/fonts.json",
    log:
        "logs/fonts.log",
    localrule: True
    conda:
        ENVIRONMENT
    params:
        **because("fonts", "code", "lock"),
    message:
        "Put the faces of pages beside the reports."
    script:
        "../scripts/fonts.py"


rule index:
    """Write the index: the reports in sections, each with its finding, some with a figure."""
    input:
        **inputs.forms(),
        **inputs.searching(),
        results=expand("processed/reports/{report}/results.parquet", report=REPORTS),
        pictures=expand("reports/{report}.png", report=REPORTS),
        searched=inputs.tidy(search.tables()),
        decisions=inputs.decided(),
    output:
        **plan.sitemap(),
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
