"""What `forecourt verify` finds in customers and leads."""

import pytest

from forecourt.apps.customers import services, verify
from forecourt.apps.customers.models import Customer, Lead, Relationship
from forecourt.apps.customers.tests.factories import SYSTEM, a_lead
from forecourt.apps.organization.tests.factories import StoreFactory

pytestmark = pytest.mark.django_db


def found() -> list[str]:
    return [finding.what for check in verify.CHECKS for finding in check.find()]


@pytest.fixture
def lead():
    lead = a_lead(StoreFactory(), phone="13800138000")
    services.record_follow_up(actor=SYSTEM, lead_id=lead.pk, channel="phone", level="H")
    return lead


def test_untouched_data_is_clean(lead):
    services.mark_ordered(actor=SYSTEM, lead_id=lead.pk, source="sales.sale:1", at=lead.created_at)
    services.mark_reopened(actor=SYSTEM, lead_id=lead.pk, source="sales.sale:1", at=lead.created_at)

    assert found() == []


def test_a_lead_whose_customer_is_not_known_to_the_store(lead):
    Relationship.objects.all().delete()

    assert found() == [f"lead {lead.pk}: its customer is not known to its store"]


def test_a_search_text_that_was_changed(lead):
    Customer.objects.update(search_text="something else")

    assert found() == [
        f"customer {lead.customer_id}: the search text is not that of his facts",
        f"lead {lead.pk}: name, phone or search text is not its customer's",
    ]


def test_a_phone_on_a_lead_that_is_not_the_customers(lead):
    Lead.objects.update(customer_phone="+8613999999999")

    assert found() == [f"lead {lead.pk}: name, phone or search text is not its customer's"]


def test_a_level_that_no_follow_up_gave(lead):
    Lead.objects.update(level_id="C", working_level="C")

    assert found() == [f"lead {lead.pk}: level C is not that of its last follow-up"]
