"""Who is here already, asked for many at once: for files, whoever may see him."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from forecourt.apps.customers.models import OPEN_STATUSES, Customer, Lead
from forecourt.core.batches import batched_keys


def customers_by_phone(phones: Collection[str]) -> Mapping[str, set[int | None]]:
    """The canonical phones among `phones` that customers of the group have, each with the stores that know him."""
    found: dict[str, set[int | None]] = defaultdict(set)
    for chunk in batched_keys(phones):
        rows = Customer.objects.filter(phone__in=chunk).values_list("phone", "relationships__store_id")
        for phone, store_id in rows.order_by():
            found[phone or ""].add(store_id)
    return dict(found)


def open_leads_of(phones: Collection[str]) -> set[tuple[str, int]]:
    """The (canonical phone, store) among `phones` with an open lead."""
    found: set[tuple[str, int]] = set()
    for chunk in batched_keys(phones):
        rows = Lead.objects.filter(customer__phone__in=chunk, status__in=OPEN_STATUSES)
        found.update(rows.values_list("customer_phone", "store_id").order_by())
    return found
