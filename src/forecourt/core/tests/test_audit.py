"""Audit entries, their guard and their chain."""

import pytest
from django.db import DatabaseError, connection, transaction

from forecourt.apps.organization.models import Region
from forecourt.apps.organization.tests.factories import RegionFactory
from forecourt.core import audit
from forecourt.core.actor import Actor
from forecourt.core.audit.guard import AuditMissing
from forecourt.core.audit.seal import broken_links, seal_batch
from forecourt.core.models import AuditEntry

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")


@transaction.atomic
def rename(region: Region, name: str, *, recorded: bool) -> None:
    if recorded:
        audit.record(SYSTEM, "organization.region.changed", region, audit.diff(region, {"name": name}))
    region.name = name
    region.save(update_fields=["name"])


def test_an_entry_tells_before_and_after():
    region = RegionFactory(name="East")

    rename(region, "West", recorded=True)

    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.object_type, entry.object_id) == ("test", "organization.region", region.pk)
    assert entry.changes == {"name": ["East", "West"]}


def test_a_write_to_an_audited_table_without_an_entry_fails_the_test():
    region = RegionFactory(name="East")

    with pytest.raises(AuditMissing, match="organization_region"):
        rename(region, "West", recorded=False)


def test_the_database_refuses_to_alter_or_delete_an_entry():
    rename(RegionFactory(), "West", recorded=True)

    for statement in ("UPDATE core_auditentry SET action = 'x'", "DELETE FROM core_auditentry"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    assert AuditEntry.objects.get().action == "organization.region.changed"


def test_the_chain_of_untouched_entries_is_whole():
    region = RegionFactory()
    for name in ("A", "B", "C"):
        rename(region, name, recorded=True)

    assert seal_batch() == 3
    assert seal_batch() == 0
    assert list(broken_links(0)) == []


def test_an_altered_entry_breaks_the_chain_at_its_place(without_append_only):
    region = RegionFactory()
    for name in ("A", "B", "C"):
        rename(region, name, recorded=True)
    seal_batch()
    second = AuditEntry.objects.order_by("pk")[1]

    with without_append_only("core_auditentry"), connection.cursor() as cursor:
        cursor.execute("UPDATE core_auditentry SET actor = 'somebody else' WHERE id = %s", [second.pk])

    assert [entry for entry, _why in broken_links(0)] == [second.pk]
