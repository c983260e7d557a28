"""Tables of the sales department."""

from forecourt.apps.sales.models.policies import PricePolicy
from forecourt.apps.sales.models.sales import Sale, SaleLine
from forecourt.apps.sales.models.summaries import SalesSummary

__all__ = ["PricePolicy", "Sale", "SaleLine", "SalesSummary"]
