"""Forecourt (车行): sales management for car dealer groups."""

__version__ = "0.1.0"
