"""Reading sales."""

from collections.abc import Collection, Sequence

from forecourt.apps.sales.models import Sale
from forecourt.apps.sales.models.sales import SaleQuerySet
from forecourt.core.actor import Actor
from forecourt.core.batches import batched_keys
from forecourt.core.scoping import seen

VIEW = "sales.sale.view"
MARGIN = ("sales.margin.view", "inventory.cost.view")


def list_sales(actor: Actor) -> SaleQuerySet:
    """Sales and reversals within reach with what their rows show, the newest first.

    `cost_shown` and `profit_shown` are there where `may_see_margin` of the sale's store.
    """
    rows: SaleQuerySet = Sale.objects.visible_to(actor, VIEW)
    rows = rows.annotate(
        cost_shown=seen("vehicle_cost", actor, *MARGIN), profit_shown=seen("gross_profit", actor, *MARGIN)
    )
    return rows.select_related("store", "vehicle", "series__brand", "customer", "seller").order_by(
        "-sold_on", "-pk"
    )


def get_sale(actor: Actor, pk: int) -> Sale:
    """One sale within reach with its lines. Raises NotAllowed, NotFound."""
    related = ("store", "vehicle", "series__brand", "customer", "lead", "seller", "reverses", "reversal")
    rows = Sale.objects.select_related(*related).prefetch_related("lines")
    sale: Sale = rows.fetch(actor, VIEW, pk=pk)
    return sale


def find_sales(actor: Actor, terms: Sequence[str], limit: int) -> list[Sale]:
    """Sales within reach in whose search text every term is found, the newest first."""
    rows = list_sales(actor)
    for term in terms:
        rows = rows.filter(search_text__contains=term)
    return list(rows[:limit])


def may_see_margin(actor: Actor, store_id: int | None) -> bool:
    """Whether cost and gross profit of the store's sales may be shown: takes both permissions."""
    return all(actor.covers(permission, store_id) for permission in MARGIN)


def known_references(store_ids: Collection[int], references: Collection[str]) -> set[tuple[int, str]]:
    """The (store, reference in the old system) of sales that are here already; in one query per 500."""
    known: set[tuple[int, str]] = set()
    for batch in batched_keys(references):
        rows = Sale.objects.filter(store_id__in=store_ids, external_ref__in=batch)
        known.update(rows.values_list("store_id", "external_ref"))
    return known
