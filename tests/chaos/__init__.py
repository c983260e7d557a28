"""Killing servers and workers while they work."""
