"""How much raw material there may be: bounds within which a check ends in a minute and a gigabyte.

A table beyond them belongs into an archive of its own, and what is used of it into `raw/`.
"""

FILE_BYTES = 32 * 1024 * 1024  # of one raw file
ALL_BYTES = 96 * 1024 * 1024  # of all raw tables together
CELLS = 300_000  # of one table
ALL_CELLS = 600_000  # of all raw tables together
ROWS = 100_000  # records of one table
COLUMNS = 1_000
MARKS = 4_000_000  # commas and line ends of one file, also those inside quotes
CELL = 131_072  # characters of one cell, where the reader of CSV stops
NAMES = 20_000  # names in all matrices that their vocabularies do not have: beyond, a matrix is of another kind
FILES = 2_000  # below raw/
DEPTH = 4  # folders below raw/

GO_ON = "keep the rows and columns that are used, or part it into several tables (docs/cards.md, Limits)"
