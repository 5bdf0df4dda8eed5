"""Parts of the measure of diplomatic representation. A state is a row or column of one party."""

GROUPS = {"latin": "Latin America", "post_soviet": "post-Soviet"}
