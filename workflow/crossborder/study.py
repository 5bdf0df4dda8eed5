"""All that the study of cross-border cooperation adds to the machinery, by name: imported when it is used."""

KINDS = {
    "borders": "crossborder.borders.tables:tabulate",
    "initiative_borders": "crossborder.borders.lists:initiative_borders",
    "memberships": "crossborder.borders.lists:memberships",
    "shapes": "crossborder.borders.shapes:shapes",
    "places": "crossborder.borders.shapes:places",
    "closures": "crossborder.borders.register:closures",
    "posts": "crossborder.borders.register:posts",
    "searches": "crossborder.borders.register:searches",
    "measured": "crossborder.borders.open_data:tabulate",
    "neighbours": "crossborder.borders.open_data:tabulate",
    "marks": "crossborder.embassies.marks:tabulate",
    "pairs": "crossborder.texts.contradictions:tabulate",
    "trade": "crossborder.texts.trade:tabulate",
}

MEASURES = {
    "audit": "crossborder.texts.audit",
    "border": "crossborder.borders.border",
    "border_brief": "crossborder.briefs.one_border",
    "brief": "crossborder.briefs.whole",
    "comparison": "crossborder.borders.comparison",
    "diplomatic_representation": "crossborder.embassies.diplomatic_representation",
    "outreach": "crossborder.embassies.outreach",
    "representation_of_a_state": "crossborder.embassies.representation_of_a_state",
    "twinned_cities": "crossborder.twinnings.twinned_cities",
    "us_policy": "crossborder.texts.us_policy",
}

# Languages that measures write their sentences in; all others write English alone.
LANGUAGES = {"border_brief": ["en", "ru", "kk"], "brief": ["en", "es", "ru"]}

# What the server of jobs imports and fills before the first job asks.
PRELOADED = ("crossborder.borders.figures.comparison", "crossborder.borders.figures.maps")
CACHED = ("crossborder.states:known",)

# Of labels of matrices, and of the codes of tidy tables.
VOCABULARIES = {
    "state": "crossborder.states:STATES",
    "border": "crossborder.states.dyads:BORDERS",
    "pair": "crossborder.states.dyads:PAIRS",
}
VOCABULARY_FILES = {"publisher": "config/publishers.csv"}  # that vocabularies of columns rest on

# What cells of columns with a vocabulary may hold; where it is left to checks of their own, the name alone.
JUDGES = {
    "state": "crossborder.states.judges:of_state",
    "states": "crossborder.states.judges:of_states",
    "area": "crossborder.states.judges:of_area",
    "border": "crossborder.states.judges:of_border",
    "borders": "crossborder.states.judges:of_borders",
    "publisher": "crossborder.states.judges:of_publisher",
    "frameworks": "crossborder.states.judges:of_frameworks",
}
ELSEWHERE = ("geometry",)

# What a report is about, said as others name it, by the kind of the parameter that tells it.
SUBJECTS = {"border": "crossborder.states.names:border"}

# How a text of a raw table is said, by the column that it stands in.
SAID = {"name": "crossborder.states.names:worded"}

GRAMMARS = {"marks": "crossborder.embassies.mark_grammar:named"}

# Columns that are computed, and the file of decisions that each rests on.
DERIVED = {
    "publisher_kind": ("crossborder.states.publishers:kind", "config/publishers.csv"),
    "evidence_class": ("crossborder.states.publishers:evidence", "config/publishers.csv"),
}

# Files of decisions: how each is read, and the columns of those that are tables.
FILES = {
    "config/publishers.csv": "crossborder.states.publishers:kinds",
    "config/regions.yaml": "crossborder.borders.regions:load",
}
SCHEMAS = {"config/regions.yaml": "workflow/crossborder/borders/regions.schema.json"}  # of those that are YAML
COLUMNS = {"config/publishers.csv": "crossborder.states.publishers:COLUMNS"}

# Schemes of codings that docs/codings.md describes: their codes, or what tells one.
SCHEMES = {
    "dispute-grade": ("minor", "open", "acute"),
    "no-closure": ("inner-road", "open-post", "no-crossing", "mined-stretch"),
    "ending": ("completed", "lost", "unknown"),
    "unit-name": "crossborder.borders.renamed:is_code",
    "condition-or-response": ("condition", "assessment"),
    "part-of": "crossborder.borders.check_collected:is_id",
    "outcome": ("success", "mixed", "failure", "unknown"),
}

# Kinds of parameters of reports: what each may be, those that are pairs, and the files that they rest on.
PARAMETERS = {
    "group": "crossborder.borders.check_parameters:of_group",
    "groups": "crossborder.borders.check_parameters:of_groups",
    "border": "crossborder.borders.check_parameters:of_border",
    "state": "crossborder.borders.check_parameters:of_state",
    "states": "crossborder.borders.check_parameters:of_states",
}
PAIRS = {"groups": "a list of two groups"}
PARAMETER_FILES = {"group": "config/regions.yaml", "groups": "config/regions.yaml"}

CHOICES = {
    "country-list": {
        "says": "the other country list",
        "called": "crossborder.borders.choices:called",
        "file": "config/regions.yaml",
        "other": "crossborder.borders.choices:other_list",
        "concerns": "crossborder.borders.choices:borders_of",
    },
    "sub-regions": {
        "says": "the variant of the sub-regions",
        "file": "config/regions.yaml",
        "other": "crossborder.borders.choices:moved_borders",
        "concerns": "crossborder.borders.choices:borders_of",
    },
    "rivals": {
        "says": "each rival value in place of the chosen one",
        "tables": ("borders",),
        "change": "crossborder.borders.choices:rivals",
    },
}
# Whether a report can depend on rows of tables that differ, and the file of decisions that this rests on.
CONCERNS = {"crossborder.borders.choices:concerns": "config/regions.yaml"}

CHECKS = {
    "geometries": "crossborder.borders.check_geometries:check",
    "open data": "crossborder.borders.check_open_data:check",
    "statements": "crossborder.texts.check_statements:check",
    "collected facts": "crossborder.borders.check_collected:check",
    "years of collected facts": "crossborder.borders.check_times:check",
    "regions": "crossborder.borders.check_regions:check",
}

# What can be found on the index, and the tidy tables that it rests on.
SEARCHED = {"crossborder.searched:entries": ("shapes", "initiatives", "initiative_borders", "missions")}

# Least and most of a value in a long table of facts, by its unit: the world's longest border, the area of the
# largest state, and what a border post, a treaty or a trade between two states can come to.
BOUNDS = {
    "km": (1, 9_000),
    "km2": (0.01, 17_100_000),
    "count": (0, 10_000),
    "year": (1850, 2035),
    "days": (1, 3_660),
    "per cent": (0, 100),
    "persons": (1, 10_000_000),
    "persons/day": (1, 1_000_000),
    "vehicles/day": (1, 100_000),
    "million tonnes": (0.01, 1_000),
    "USD million": (0.01, 1_000_000),
    "USD million/day": (0.001, 10_000),
}
