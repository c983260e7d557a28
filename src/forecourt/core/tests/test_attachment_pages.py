"""Files on a record by pages: added, downloaded, taken off, and not there for others."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from forecourt.apps.customers.services import add_customer
from forecourt.apps.organization.tests.factories import StoreFactory, person
from forecourt.core.actor import Actor
from forecourt.core.attachments.models import Attachment

pytestmark = pytest.mark.django_db


def browser_of(role: str, store) -> Client:
    user = person(role, store).user
    assert user is not None
    user.language = "en"
    user.save()
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def north(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return StoreFactory()


@pytest.fixture
def address(north) -> str:
    customer = add_customer(
        actor=Actor.system("test"), store_id=north.pk, name="Zhang San", phone="13800138000"
    )
    return f"/files/customers.customer/{customer.pk}/"


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("licence.pdf", b"%PDF-1.7 <script>")


def test_a_file_is_added_downloaded_and_taken_off(north, address):
    mira = browser_of("store_manager", north)

    assert mira.post(address, {"file": paper()}).status_code == 302
    kept = Attachment.objects.get()
    assert "licence.pdf" in mira.get(address).content.decode()
    response = mira.get(f"/files/{kept.pk}/")
    assert response.getvalue() == b"%PDF-1.7 <script>"
    assert response["Content-Disposition"] == 'attachment; filename="licence.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"

    assert mira.post(f"/files/{kept.pk}/remove/").status_code == 302
    assert mira.get(f"/files/{kept.pk}/").status_code == 404
    assert "licence.pdf" not in mira.get(address).content.decode()


def test_a_file_of_another_kind_is_refused_beside_the_field(north, address):
    mira = browser_of("store_manager", north)

    response = mira.post(address, {"file": SimpleUploadedFile("x.html", b"<script>alert(1)</script>")})

    assert response.status_code == 422
    assert "invalid-feedback" in response.content.decode()
    assert not Attachment.objects.exists()


def test_nobody_of_another_store_finds_the_file(north, address):
    browser_of("store_manager", north).post(address, {"file": paper()})
    kept = Attachment.objects.get()
    olaf = browser_of("store_manager", StoreFactory())

    assert olaf.get(address).status_code == 404
    assert olaf.get(f"/files/{kept.pk}/").status_code == 404
    assert olaf.post(f"/files/{kept.pk}/remove/").status_code == 404
    assert olaf.post(address, {"file": paper()}).status_code == 404
    assert Attachment.objects.filter(removed_at=None).count() == 1


def test_who_may_only_see_the_record_adds_no_file(north, address):
    auditor = browser_of("auditor", north)

    assert "Add the file" not in auditor.get(address).content.decode()
    assert auditor.post(address, {"file": paper()}).status_code == 422
    assert not Attachment.objects.exists()
