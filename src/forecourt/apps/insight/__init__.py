"""Dashboards and reports over every department's selectors."""
