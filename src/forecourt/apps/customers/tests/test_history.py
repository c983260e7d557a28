"""Customers and leads of the past come in by the rules of those of today."""

from datetime import UTC, date, datetime

import pytest

from forecourt.apps.customers.models import Customer, FollowUp, Lead, Relationship, TimelineEntry
from forecourt.apps.customers.services import (
    ContactDraft,
    CustomerDraft,
    LeadDraft,
    import_customers,
    import_leads,
)
from forecourt.apps.organization.tests.factories import StoreFactory, acting
from forecourt.core.actor import Actor
from forecourt.core.errors import Invalid, NotAllowed
from forecourt.core.models import AuditEntry, OutboxEvent

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
THEN = datetime(2025, 3, 1, 2, tzinfo=UTC)


def draft(store, phone="13800138000", **changes) -> LeadDraft:
    said = {
        "source": "walk_in",
        "level": "A",
        "status": "active",
        "created_at": THEN,
        "stage_on": THEN.date(),
    }
    customer = CustomerDraft(store_id=store.pk, name="王演示", phone=phone)
    return LeadDraft(customer=customer, **{**said, "next_on": date(2025, 3, 8), **changes})


def test_a_lead_of_the_past_brings_its_customer_contacts_and_timeline():
    store = StoreFactory()
    contact = ContactDraft(at=THEN, channel="phone", outcome="reached", level="A", note="wants a test drive")

    (lead,) = import_leads(actor=SYSTEM, drafts=[draft(store, contacts=[contact])])

    assert (lead.customer_name, lead.customer_phone, lead.level_id) == ("王演示", "+8613800138000", "A")
    assert (lead.first_response_at, lead.last_contact_at) == (THEN, THEN)
    assert Relationship.objects.get().store == store
    assert FollowUp.objects.get().level_before == "N"
    assert TimelineEntry.objects.get().source == f"customers.lead:{lead.pk}"
    assert set(AuditEntry.objects.values_list("action", flat=True)) == {
        "customers.customer.imported",
        "customers.lead.imported",
    }
    assert not OutboxEvent.objects.exists()


def test_the_same_phone_in_any_spelling_is_one_customer_known_to_both_stores():
    north, south = StoreFactory(), StoreFactory()

    import_leads(actor=SYSTEM, drafts=[draft(north), draft(south, "+86 138-0013-8000")])
    import_customers(
        actor=SYSTEM, drafts=[CustomerDraft(store_id=north.pk, name="王演示", phone="０１３８00138000"[1:])]
    )

    assert Customer.objects.count() == 1
    assert set(Relationship.objects.values_list("store", flat=True)) == {north.pk, south.pk}


def test_customers_without_a_phone_are_different_people():
    store = StoreFactory()
    nobody = CustomerDraft(store_id=store.pk, name="Geraldine")

    import_customers(actor=SYSTEM, drafts=[nobody, nobody])

    assert Customer.objects.count() == 2


@pytest.mark.parametrize(
    "changes",
    [{"next_on": None}, {"status": "defeated", "level": "F"}, {"level": "D"}, {"source": "nowhere"}],
)
def test_a_lead_that_contradicts_itself_takes_its_batch_with_it(changes):
    store = StoreFactory()

    with pytest.raises(Invalid):
        import_leads(actor=SYSTEM, drafts=[draft(store), draft(store, "13900139000", **changes)])

    assert not Customer.objects.exists()
    assert not Lead.objects.exists()


def test_a_stranger_to_the_store_imports_nothing_into_it():
    with pytest.raises(NotAllowed):
        import_leads(actor=acting("sales_manager"), drafts=[draft(StoreFactory())])

    assert not Lead.objects.exists()
