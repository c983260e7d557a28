"""Catalogue, vehicles and their movements."""
