"""Parts of the report on one border: conditions, people, closures, what was tried, nearest borders, rival values."""
