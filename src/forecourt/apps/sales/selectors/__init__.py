"""What sales tells pages, the API and other departments."""

from forecourt.apps.sales.selectors.choices import (
    accessories,
    find_buyers,
    find_cars,
    sellers,
    selling_stores,
)
from forecourt.apps.sales.selectors.policies import PriceHint, floor_price, list_policies, price_hint
from forecourt.apps.sales.selectors.sales import find_sales, get_sale, list_sales, may_see_margin
from forecourt.apps.sales.selectors.summaries import (
    Breakdown,
    Figures,
    list_summaries,
    sales_by,
    sales_figures,
)

__all__ = [
    "Breakdown", "Figures", "PriceHint", "accessories", "find_buyers", "find_cars", "find_sales",
    "floor_price", "get_sale", "list_policies", "list_sales", "list_summaries", "may_see_margin",
    "price_hint", "sales_by", "sales_figures", "sellers", "selling_stores",
]  # fmt: skip
