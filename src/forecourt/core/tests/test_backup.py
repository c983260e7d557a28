"""A backup holds everything and comes back whole."""

import tarfile

import pytest
from django.db import connection

from forecourt.apps.organization.models import Region, User
from forecourt.apps.organization.tests.factories import RegionFactory, UserFactory
from forecourt.core.backup import back_up, restore
from forecourt.core.errors import Conflict, Invalid


@pytest.fixture
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.MEDIA_ROOT.mkdir()
    return settings.MEDIA_ROOT


@pytest.mark.django_db
def test_something_that_is_no_backup_is_refused_and_changes_nothing(tmp_path, uploads):
    RegionFactory(name="East")
    junk = tmp_path / "junk.tar.gz"
    junk.write_bytes(b"not an archive")

    with pytest.raises(Invalid):
        restore(junk, replace=True)

    assert Region.objects.get().name == "East"


@pytest.mark.django_db
def test_an_archive_that_reaches_outside_its_folder_is_refused(tmp_path, uploads):
    evil = tmp_path / "evil.tar.gz"
    with tarfile.open(evil, "w:gz") as archive:
        archive.add(__file__, "../../outside.py")

    with pytest.raises(Invalid):
        restore(evil)


@pytest.mark.django_db(transaction=True)
def test_rows_and_uploads_come_back(tmp_path, uploads, django_db_serialized_rollback):
    RegionFactory(name="East")
    UserFactory(username="anna")
    (uploads / "photo.txt").write_text("a photo")
    archive = back_up(tmp_path)
    Region.objects.update(name="Changed")
    (uploads / "photo.txt").write_text("another")

    with pytest.raises(Conflict):
        restore(archive)
    assert Region.objects.get().name == "Changed"
    restore(archive, replace=True)

    assert Region.objects.get().name == "East"
    assert User.objects.get().username == "anna"
    assert (uploads / "photo.txt").read_text() == "a photo"
    connection.close()


@pytest.mark.django_db
def test_a_backup_never_overwrites_a_file(tmp_path, uploads):
    target = tmp_path / "there.tar.gz"
    target.write_text("precious")

    with pytest.raises(Conflict):
        back_up(target)

    assert target.read_text() == "precious"
