"""Three raw tables, and the text of one."""

from conftest import SOURCE

R1, R2 = "raw/rouvinski/table1.csv", "raw/rouvinski/table1.second.csv"


TABLE = (SOURCE / R1).read_text(encoding="utf-8")
