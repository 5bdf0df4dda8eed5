"""Parts of the comparison of two groups of borders: environment, actors, projects, financing, resilience."""

FIRST_YEAR, LAST_YEAR = 1992, 2025  # the window in which all the states of both regions exist
YOUNG = 5  # initiatives younger than this many years cannot be judged
CHANCE = 5  # per cent of random deals: what more of them come to is no finding
READ = (
    "crossings",
    "visa_free",
    "id_card_travel",
    "frameworks",
    "dispute",
)
