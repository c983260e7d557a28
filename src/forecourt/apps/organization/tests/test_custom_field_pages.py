"""Settings: custom fields defined on pages."""

import pytest
from django.urls import reverse

from forecourt.apps.organization.tests.factories import StoreFactory, person
from forecourt.core.models import CustomField

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(person("system_administrator", StoreFactory(), level="group").user)
    return client


def test_a_field_is_added_changed_and_listed(admin):
    data = {
        "object_type": "customers.customer",
        "label": "Hobby",
        "kind": "choice",
        "choices": "Golf\nFishing",
    }

    added = admin.post(reverse("organization:custom-field-add"), data)

    field = CustomField.objects.get()
    assert (added.status_code, field.choices) == (302, ["Golf", "Fishing"])
    page = reverse("organization:custom-field-detail", args=[field.pk])
    assert b"Golf" in admin.get(page).content
    admin.post(page, {"label": "Pastime", "choices": "Golf", "position": 3, "version": 1})
    field.refresh_from_db()
    assert (field.label, field.choices, field.is_active, field.version) == ("Pastime", ["Golf"], False, 2)
    assert b"Pastime" in admin.get(reverse("organization:custom-field-list")).content


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(admin):
    data = {"object_type": "customers.customer", "label": "Hobby", "kind": "choice", "choices": ""}

    answer = admin.post(reverse("organization:custom-field-add"), data)

    assert answer.status_code == 422
    assert b"Hobby" in answer.content
    assert "choices" in answer.context["form"].errors
    assert not CustomField.objects.exists()


@pytest.mark.parametrize("name", ["custom-field-list", "custom-field-add"])
def test_others_are_refused(client, name):
    client.force_login(person("store_manager").user)

    assert client.get(reverse(f"organization:{name}")).status_code == 403
