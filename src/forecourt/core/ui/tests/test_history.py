"""Who changed what, in words."""

import pytest
from django.db import transaction
from django.utils import translation

from forecourt.apps.organization.tests.factories import StoreFactory
from forecourt.core.actor import Actor
from forecourt.core.audit.record import record
from forecourt.core.ui.history import Change, history_of


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.django_db
def test_history_names_actions_and_fields_newest_first():
    store, mira = StoreFactory(), Actor(name="Mira", user_id=3)
    with transaction.atomic():
        record(mira, "organization.store.added", store)
        record(
            mira,
            "organization.store.changed",
            store,
            {"city": ["", "Wuhan"], "name": ["North", "South"], "imported": 3, "fully_known": [True, False]},
        )
    newest, oldest = history_of(store)
    assert (newest.label, newest.by) == ("Store changed", "Mira")
    assert newest.changes == (
        Change("name", "North", "South"),
        Change("city", "–", "Wuhan"),
        Change("fully known", "yes", "no"),
        Change("imported", None, "3"),
    )
    assert (oldest.label, oldest.changes) == ("Store added", ())


@pytest.mark.django_db
def test_hidden_fields_are_absent_and_other_records_do_not_mix_in():
    store, other, mira = StoreFactory(), StoreFactory(), Actor(name="Mira", user_id=3)
    with transaction.atomic():
        record(mira, "organization.store.changed", store, {"name": ["a", "b"], "cost": [1, 2]})
        record(mira, "organization.store.changed", other, {"name": ["c", "d"]})
    (only,) = history_of(store, hidden=frozenset({"cost"}))
    assert only.changes == (Change("name", "a", "b"),)
