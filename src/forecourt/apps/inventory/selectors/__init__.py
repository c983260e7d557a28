"""Reads of the catalogue and the stock."""
