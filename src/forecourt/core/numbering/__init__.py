"""Document numbers: per store and year, without gaps, safe under concurrency."""

from forecourt.core.numbering.sequence import has_numbers, hold_sequence, next_number, next_numbers

__all__ = ["has_numbers", "hold_sequence", "next_number", "next_numbers"]
