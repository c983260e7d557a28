"""The verbs of sales, the only writers of its tables."""

from forecourt.apps.sales.drafts import AccessoryDraft, SaleDraft
from forecourt.apps.sales.services.cancel import cancel_sale
from forecourt.apps.sales.services.imports import import_sales
from forecourt.apps.sales.services.policies import end_price_policy, set_price_policy
from forecourt.apps.sales.services.record import record_sale

__all__ = [
    "AccessoryDraft", "SaleDraft", "cancel_sale", "end_price_policy", "import_sales", "record_sale",
    "set_price_policy",
]  # fmt: skip
