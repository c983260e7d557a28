"""The audit log as a list page."""

import pytest
from django.db import transaction
from django.urls import reverse

from forecourt.apps.organization.tests.factories import StoreFactory, person
from forecourt.core import audit
from forecourt.core.actor import Actor
from forecourt.core.models import AuditEntry

pytestmark = pytest.mark.django_db


def note(store, text, number=1):
    with transaction.atomic():
        for at in range(number):
            audit.record(
                Actor.system("Anna"), "organization.store.changed", store, {"name": [text, f"{text} {at}"]}
            )


def signed_in(client, role, store, **extra):
    client.force_login(person(role, store, **extra).user)
    return client


def test_the_auditor_reads_who_changed_what(client):
    store = StoreFactory(name="North")
    note(store, "x")

    page = signed_in(client, "auditor", store, level="group").get(reverse("organization:audit-list"))

    assert page.status_code == 200
    assert "North" in page.content.decode()
    assert "Anna" in page.content.decode()


def test_an_export_is_a_file_of_what_is_shown_and_is_audited(client):
    store = StoreFactory(name="=North")
    note(store, "x", 3)
    url = reverse("organization:audit-list")

    file = signed_in(client, "auditor", store, level="group").get(
        url, {"format": "csv", "cols": "object_text", "f.actor": "Anna"}
    )

    lines = b"".join(file.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 4
    assert set(lines[1:]) == {"'=North"}
    entry = AuditEntry.objects.get(action="core.list.exported")
    assert (entry.changes["rows"], entry.changes["filters"]) == (3, {"actor": "Anna"})
