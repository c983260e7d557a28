"""One way to search a `search_text` column on every database."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from forecourt.core.text import search_terms

ModelT = TypeVar("ModelT", bound=Model)


def term_filter(terms: Iterable[str], field: str = "search_text") -> Q:
    """The condition that all terms stand somewhere in the column. The column is already folded, so case is exact.

    `LIKE` with the terms escaped: a trigram index serves it on PostgreSQL, a scan of the narrow column on SQLite.
    """
    condition = Q()
    for term in terms:
        condition &= Q(**{f"{field}__contains": term})
    return condition


def matching(rows: QuerySet[ModelT], text: str, field: str = "search_text") -> QuerySet[ModelT]:
    """The rows whose `search_text` has every term of what was typed; all rows for an empty text."""
    return matching_terms(rows, search_terms(text), field)


def matching_terms(
    rows: QuerySet[ModelT], terms: Iterable[str], field: str = "search_text"
) -> QuerySet[ModelT]:
    """The rows whose `search_text` has every one of the terms; all rows for none."""
    return rows.filter(term_filter(terms, field))
