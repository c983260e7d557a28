"""Leads by programs."""

import pytest

from forecourt.apps.customers.models import Customer, FollowUp, Lead
from forecourt.apps.customers.tests.factories import a_lead
from forecourt.apps.organization.tests.factories import StoreFactory, person
from tests.calling import program_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return StoreFactory(name="North")


@pytest.fixture
def anna(north):
    return person("sales_consultant", north)


def test_a_program_adds_a_lead(north, anna):
    response = program_of(anna).post(
        "/leads/",
        {
            "store_id": north.pk,
            "source": "website",
            "name": "陈小姐",
            "phone": "138 0013 8000",
            "budget_max": {"minor": 20_000_000},
        },
    )

    assert response.status_code == 201, response.content
    lead = Lead.objects.get()
    assert response.json()["id"] == lead.pk
    assert response.json()["customer_phone"] == "+8613800138000"
    assert response.json()["budget_max"] == {"minor": 20_000_000, "currency": "CNY"}
    assert (lead.owner_id, lead.source_id) == (anna.pk, "website")


def test_the_same_phone_is_a_conflict_that_names_the_lead(north, anna):
    lead = a_lead(north, phone="13800138000", owner_id=anna.pk)

    response = program_of(anna).post(
        "/leads/", {"store_id": north.pk, "source": "website", "name": "X", "phone": "+86 13800138000"}
    )

    assert (response.status_code, response.json()["code"]) == (409, "customers.lead_exists")
    assert response.json()["details"]["lead_id"] == lead.pk
    assert Customer.objects.count() == 1


def test_a_follow_up_is_recorded(north, anna):
    lead = a_lead(north, owner_id=anna.pk)

    response = program_of(anna).post(f"/leads/{lead.pk}/follow-ups/", {"channel": "phone", "level": "H"})

    assert response.status_code == 201, response.content
    assert response.json()["level_after"] == "H"
    assert FollowUp.objects.get().lead_id == lead.pk


def test_lists_and_records_are_those_within_reach(north, anna):
    mine, _other = a_lead(north, owner_id=anna.pk), a_lead(StoreFactory())
    program = program_of(anna)

    assert [row["id"] for row in program.get("/leads/").json()["items"]] == [mine.pk]
    assert [row["id"] for row in program.get("/customers/").json()["items"]] == [mine.customer_id]
    assert program.get(f"/leads/{mine.pk}/").json()["version"] == 1
    assert program.get(f"/leads/{_other.pk}/").status_code == 404


def test_a_phone_is_masked_for_a_program_without_the_right(north):
    lead = a_lead(north, phone="13800138000")
    auditor = program_of(person("auditor", north))

    assert auditor.get(f"/leads/{lead.pk}/").json()["customer_phone"] == "138 **** 8000"
    assert auditor.get("/leads/").json()["items"][0]["phone"] == "138 **** 8000"


def test_a_program_without_the_permission_adds_nothing(north):
    response = program_of(person("auditor", north)).post(
        "/leads/", {"store_id": north.pk, "source": "website", "name": "X", "phone": "13800138000"}
    )

    assert response.status_code == 403
    assert not Lead.objects.exists()
