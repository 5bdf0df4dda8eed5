"""Tidy tables: kinds, vocabularies, storage, queries."""
