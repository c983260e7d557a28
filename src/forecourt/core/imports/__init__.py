"""Bringing a file in: map its columns, check all rows, show what would happen, do it, hand back what was refused."""
