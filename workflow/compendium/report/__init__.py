"""Render executed notebooks and pages."""
