"""From a number in a report to the printed cells behind it: pages of raw tables, summaries, links and annexes."""
