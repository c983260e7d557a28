"""What the departments' `api.py` files are written with; the API itself is put together in `forecourt.api`."""

from forecourt.core.api.operations import ApiRequest, allows, tag
from forecourt.core.api.schemas import In, Key, Line, MoneyIn, MoneyOut, Note, Problem, money

__all__ = [
    "ApiRequest", "In", "Key", "Line", "MoneyIn", "MoneyOut", "Note", "Problem", "allows", "money", "tag",
]  # fmt: skip
