"""Importing sales of the past: the same books, once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from forecourt.apps.customers.services import add_lead
from forecourt.apps.finance.models import JournalEntry, JournalLine
from forecourt.apps.inventory.errors import VehicleNotAvailable
from forecourt.apps.inventory.models import Movement
from forecourt.apps.organization.tests.factories import acting
from forecourt.apps.sales.errors import PriceNotPositive, SoldInFuture, SoldTwice, VatInvalid
from forecourt.apps.sales.models import Sale, SalesSummary
from forecourt.apps.sales.services import AccessoryDraft, SaleDraft, cancel_sale, import_sales
from forecourt.apps.sales.tests.factories import PRICE, SOLD_ON, SYSTEM, Shop, sold
from forecourt.apps.sales.verify import CHECKS
from forecourt.core import clock
from forecourt.core.errors import NotAllowed, NotFound
from forecourt.core.models import AuditEntry, OutboxEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    return Shop.open()


def draft(shop, ref, **facts):
    values = {"price": PRICE, "sold_on": SOLD_ON, "external_ref": ref, "vat": 0} | facts
    values.setdefault("vehicle_id", shop.car().pk)
    values.setdefault("customer_id", shop.buyer().pk)
    return SaleDraft(store_id=shop.store.pk, **values)


def test_imported_sales_count_like_others(shop):
    mats = AccessoryDraft("Mats", 100_000, cost=40_000)

    assert import_sales(actor=SYSTEM, drafts=[draft(shop, "A1"), draft(shop, "A2", accessories=[mats])]) == 2

    assert [sale.number[-6:] for sale in Sale.objects.order_by("pk")] == ["000001", "000002"]
    assert Sale.objects.filter(imported=True, vat=0).count() == 2
    assert set(Movement.objects.filter(kind="sale").values_list("vehicle__status", flat=True)) == {"sold"}
    assert JournalEntry.objects.filter(source__startswith="sales.sale:").count() == 2
    assert sum(SalesSummary.objects.values_list("units", flat=True)) == 2
    assert [list(check.find()) for check in CHECKS] == [[]] * len(CHECKS)


def test_a_store_that_is_not_there_is_refused(shop):
    with pytest.raises(NotFound) as refusal:
        import_sales(actor=SYSTEM, drafts=[replace(draft(shop, "A1"), store_id=shop.store.pk + 1)])

    assert refusal.value.field == "store"
    assert not Sale.objects.exists()


def test_an_imported_sale_of_a_lead_is_cancelled_and_leaves_the_lead_alone(shop):
    lead = add_lead(actor=SYSTEM, store_id=shop.store.pk, source="walk_in", customer_id=shop.buyer().pk)
    import_sales(actor=SYSTEM, drafts=[draft(shop, "A1", customer_id=lead.customer_id, lead_id=lead.pk)])

    cancel_sale(actor=SYSTEM, sale_id=Sale.objects.get().pk, reason="bank")

    assert [sale.status for sale in Sale.objects.order_by("pk")] == ["cancelled", "reversal"]
    lead.refresh_from_db()
    assert (lead.status, lead.version) == ("active", 1)


def test_an_import_run_again_adds_nothing(shop):
    drafts = [draft(shop, "A1")]
    import_sales(actor=SYSTEM, drafts=drafts)

    assert import_sales(actor=SYSTEM, drafts=[*drafts, draft(shop, "A2")]) == 1

    assert Sale.objects.count() == 2


def test_a_reference_twice_in_one_file_counts_once(shop):
    first = draft(shop, "A1")

    assert import_sales(actor=SYSTEM, drafts=[first, first]) == 1


def test_a_batch_is_audited_once_and_publishes_nothing_of_its_own(shop):
    import_sales(actor=SYSTEM, drafts=[draft(shop, "A1"), draft(shop, "A2")])

    assert AuditEntry.objects.get(action="sales.sale.imported").changes["sales"] == 2
    assert not OutboxEvent.objects.filter(name="SaleRecorded").exists()


def refused(error, shop, bad, good=None, actor=SYSTEM):
    good = good or draft(shop, "good")
    before = JournalLine.objects.count()
    with pytest.raises(error):
        import_sales(actor=actor, drafts=[good, bad])
    assert not Sale.objects.filter(imported=True).exists()
    assert JournalLine.objects.count() == before


def test_one_bad_draft_takes_its_batch_with_it(shop):
    good = draft(shop, "good")
    refused(PriceNotPositive, shop, draft(shop, "bad", price=0))
    refused(VatInvalid, shop, draft(shop, "bad", vat=PRICE))
    refused(SoldInFuture, shop, draft(shop, "bad", sold_on=clock.today() + timedelta(days=2)))
    refused(SoldTwice, shop, draft(shop, "bad", vehicle_id=good.vehicle_id), good)
    refused(NotFound, shop, draft(shop, "bad", vehicle_id=10**9))
    refused(VehicleNotAvailable, shop, draft(shop, "bad", vehicle_id=sold(shop).vehicle_id))


def test_who_may_not_sell_in_the_store_is_refused(shop):
    refused(NotAllowed, shop, draft(shop, "bad"), actor=acting("accountant", shop.store))


def test_statements_do_not_grow_with_the_rows(shop, django_assert_max_num_queries):
    drafts = [draft(shop, f"A{n}", sold_on=date(2026, 3, 10 + n)) for n in range(10)]

    with django_assert_max_num_queries(35):
        import_sales(actor=SYSTEM, drafts=drafts)
