"""Document numbers: per store and year, without gaps, safe under concurrency."""

from forecourt.core.numbering.sequence import hold_sequence, next_number, next_numbers

__all__ = ["hold_sequence", "next_number", "next_numbers"]
