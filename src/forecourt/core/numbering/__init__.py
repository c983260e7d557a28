"""Document numbers: per store and year, without gaps, safe under concurrency."""

from forecourt.core.numbering.sequence import next_number, next_numbers

__all__ = ["next_number", "next_numbers"]
