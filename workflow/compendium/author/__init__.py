"""What a researcher begins with, or works on outside: a compendium, a table, a report, a keying in a spreadsheet."""
