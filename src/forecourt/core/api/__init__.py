"""What the departments' `api.py` files are written with; the API itself is put together in `forecourt.api`."""

from forecourt.core.api.operations import ApiRequest, allows, tag
from forecourt.core.api.schemas import (
    Day,
    In,
    Key,
    Line,
    Moment,
    MoneyIn,
    MoneyOut,
    Note,
    Problem,
    minor_of,
    money,
)

__all__ = [
    "ApiRequest", "Day", "In", "Key", "Line", "Moment", "MoneyIn", "MoneyOut", "Note", "Problem", "allows", "minor_of",
    "money", "tag",
]  # fmt: skip
