"""Files on records: told by content, seen by whoever sees the record."""

from io import BytesIO

import pytest
from PIL import Image

from forecourt.apps.organization.tests.factories import StoreFactory, actor_with
from forecourt.core.attachments import services
from forecourt.core.attachments.content import FileRefused, content_type_of
from forecourt.core.attachments.models import Attachment
from forecourt.core.attachments.services import Attachable
from forecourt.core.errors import NotAllowed, NotFound

SEE, ADD = "organization.store.view", "organization.store.manage"


def photo(form: str = "JPEG") -> BytesIO:
    buffer = BytesIO()
    Image.new("RGB", (8, 8), "red").save(buffer, form)
    buffer.seek(0)
    return buffer


@pytest.fixture(autouse=True)
def _stores_take_files(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    kinds = {"organization.store": Attachable("organization.store", SEE, ADD)}
    monkeypatch.setattr(services, "_attachable", lambda: kinds)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (photo().read(), "a.JPG", "image/jpeg"),
        (photo("PNG").read(), "a.png", "image/png"),
        (b"%PDF-1.7 ...", "a.pdf", "application/pdf"),
        ("姓名,电话".encode(), "a.csv", "text/plain"),
    ],
)
def test_a_file_is_told_by_its_content(data, name, kind):
    assert content_type_of(BytesIO(data), name) == kind


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"MZ\x90\x00", "photo.jpg"),
        (photo().read(), "photo.html"),
        (b"<script>alert(1)</script>", "page.html"),
        (b"<svg onload='x'/>", "picture.svg"),
        (b"text\0binary", "notes.txt"),
        (b"PK\x03\x04rest", "archive.zip"),
        (b"", "empty.png"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(data, name):
    with pytest.raises(FileRefused):
        content_type_of(BytesIO(data), name)


@pytest.mark.django_db
def test_a_photo_is_kept_with_its_hash_and_read_back():
    store = StoreFactory()
    anna = actor_with([SEE, ADD], store=store)

    added = services.add_attachment(
        actor=anna, object_type="organization.store", object_id=store.pk, file=photo(), name="../../gate.jpg"
    )

    assert (added.name, added.content_type, added.size) == ("gate.jpg", "image/jpeg", len(photo().read()))
    assert list(services.list_attachments(anna, "organization.store", store.pk)) == [added]
    assert services.get_attachment(anna, added.pk).file.read() == photo().read()


@pytest.mark.django_db
def test_a_colleague_of_another_store_finds_no_file():
    store = StoreFactory()
    anna, boris = actor_with([SEE, ADD], store=store), actor_with([SEE, ADD], store=StoreFactory())
    added = services.add_attachment(
        actor=anna, object_type="organization.store", object_id=store.pk, file=photo(), name="gate.jpg"
    )

    for read in (
        lambda: services.get_attachment(boris, added.pk),
        lambda: services.list_attachments(boris, "organization.store", store.pk),
        lambda: services.remove_attachment(actor=boris, attachment_id=added.pk),
    ):
        with pytest.raises(NotFound):
            read()
    assert Attachment.objects.get().removed_at is None


@pytest.mark.django_db
def test_who_may_only_look_adds_nothing():
    store = StoreFactory()

    with pytest.raises(NotAllowed):
        services.add_attachment(
            actor=actor_with([SEE], store=store),
            object_type="organization.store",
            object_id=store.pk,
            file=photo(),
            name="gate.jpg",
        )

    assert not Attachment.objects.exists()


@pytest.mark.django_db
def test_a_removed_file_is_gone_from_the_record_but_not_from_the_disk():
    store = StoreFactory()
    anna = actor_with([SEE, ADD], store=store)
    added = services.add_attachment(
        actor=anna, object_type="organization.store", object_id=store.pk, file=photo(), name="gate.jpg"
    )

    services.remove_attachment(actor=anna, attachment_id=added.pk)

    assert not services.list_attachments(anna, "organization.store", store.pk).exists()
    assert Attachment.objects.get().file.storage.exists(added.file.name)
