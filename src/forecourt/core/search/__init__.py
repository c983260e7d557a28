"""Finding things by what people remember of them: part of a name, pinyin, initials, the end of a number."""

from forecourt.core.search.everything import Found, Hit, Search, find_pages, search_everything
from forecourt.core.search.matching import matching, matching_terms
from forecourt.core.search.trigram import trigram_index

__all__ = [
    "Found",
    "Hit",
    "Search",
    "find_pages",
    "matching",
    "matching_terms",
    "search_everything",
    "trigram_index",
]
