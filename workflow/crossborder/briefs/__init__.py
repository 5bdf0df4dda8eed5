"""Briefs: a report said again in two pages, in the languages of those who could use it."""
