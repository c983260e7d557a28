"""Custom fields: defined without a migration, checked, filtered alike on both databases."""

from dataclasses import replace
from datetime import date

import pytest
from django import forms
from django.http import QueryDict

from forecourt.apps.customers.models import Customer
from forecourt.apps.organization.tests.factories import actor_with
from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.custom import services
from forecourt.core.custom.fields import clean_custom, custom_fields, form_fields, form_initial, form_values
from forecourt.core.errors import Invalid, NotAllowed, NotFound, Stale
from forecourt.core.models import AuditEntry, CustomField
from forecourt.core.ui.lists import Column, ListSpec, list_api

pytestmark = pytest.mark.django_db
KIND = "customers.customer"
ADMIN = actor_with(["organization.store.manage"], everywhere=True)
SPEC = ListSpec(
    code="core.custom_trial",
    title="Customers",
    rows=lambda actor: Customer.objects.all(),
    columns=(Column("name", "Name"),),
    permission="customers.customer.view",
    default_sort="name",
    custom=KIND,
)


@pytest.fixture(autouse=True)
def _offered(monkeypatch):
    monkeypatch.setattr(services, "offered", lambda module, constant: (SPEC,))


def add(label, kind="text", **extra):
    return services.add_field(actor=ADMIN, object_type=KIND, label=label, kind=kind, **extra)


def customer(name, **custom):
    return Customer.objects.create(name=name, custom=custom, created_at=clock.now())


def names(query):
    return [item["name"] for item in list_api(Actor.system(), SPEC, QueryDict(query))["items"]]


def test_a_field_gets_a_code_from_its_label_and_is_written_down():
    field = add("交车方式", "choice", choices=["上门", "到店", "上门", " "])

    assert (field.code, field.choices, field.position) == ("jiaochefangshi", ["上门", "到店"], 0)
    assert AuditEntry.objects.get().action == "core.custom_field.added"
    assert add("From").code == "from2"


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "list"},
        {"label": " "},
        {"kind": "choice"},
        {"kind": "choice", "choices": ["a,b"]},
        {"object_type": "x"},
    ],
)
def test_a_field_that_cannot_be_is_refused(wrong):
    values = {"object_type": KIND, "label": "L", "kind": "text", **wrong}

    with pytest.raises(Invalid):
        services.add_field(actor=ADMIN, **values)

    assert not CustomField.objects.exists()


def test_fields_are_defined_by_those_who_set_up_the_group():
    with pytest.raises(NotAllowed):
        services.add_field(
            actor=actor_with(["customers.customer.manage"]), object_type=KIND, label="x", kind="text"
        )
    with pytest.raises(NotFound):
        services.get_field(ADMIN, 99)

    assert not CustomField.objects.exists()


def test_a_label_is_used_once():
    add("Hobby")

    with pytest.raises(services.FieldExists):
        add(" Hobby ")

    assert CustomField.objects.count() == 1


def test_a_change_by_a_stale_page_is_refused():
    field = add("Hobby")
    services.change_field(actor=ADMIN, field_id=field.pk, version=1, label="Pastime", is_active=False)

    with pytest.raises(Stale):
        services.change_field(actor=ADMIN, field_id=field.pk, version=1, label="Sport")

    field.refresh_from_db()
    assert (field.label, field.code, field.is_active) == ("Pastime", "hobby", False)
    assert custom_fields(KIND) == []


def test_values_are_checked_by_their_type():
    add("Text"), add("Number", "number"), add("Amount", "money"), add("Day", "date"), add("Flag", "bool")
    add("Pick", "choice", choices=["a", "b"])
    good = {
        "text": "x",
        "number": -3,
        "amount": 12_345,
        "day": date(2026, 11, 23),
        "flag": False,
        "pick": "a",
    }

    assert clean_custom(KIND, good) == {**good, "day": "2026-11-23"}
    for code, value in (
        ("text", 1), ("text", "a\x00"), ("number", 1.5), ("number", True), ("number", 10**16), ("amount", "1"), ("day", "2026-13-01"),
        ("day", "20260101"), ("flag", 1), ("pick", "c"), ("nothing", 1), ("text", "x" * 501),
    ):  # fmt: skip
        with pytest.raises(Invalid) as refused:
            clean_custom(KIND, {code: value})
        assert refused.value.field == f"custom_{code}"


def test_a_required_field_must_be_filled_in_and_the_rest_is_kept():
    add("Hobby", required=True)
    add("Note")

    with pytest.raises(Invalid):
        clean_custom(KIND, {"note": "x"})

    assert clean_custom(KIND, {"note": ""}, {"hobby": "Golf", "note": "x", "old": 1}) == {
        "hobby": "Golf",
        "old": 1,
    }


def test_fields_are_inputs_of_a_form():
    add("Hobby", required=True), add("Amount", "money"), add("Day", "date")
    form_class = type("TrialForm", (forms.Form,), form_fields(custom_fields(KIND)))

    form = form_class({"custom_hobby": "Golf", "custom_amount": "1,200.50", "custom_day": ""})

    assert form.is_valid(), form.errors
    assert form_values(form.cleaned_data) == {"hobby": "Golf", "amount": 120_050, "day": None}
    assert not form_class({}).is_valid()
    assert form_initial({"hobby": "Golf"}) == {"custom_hobby": "Golf"}


def test_fields_are_columns_and_filters_of_the_list():
    (
        add("Pick", "choice", choices=["a", "b"]),
        add("Amount", "money"),
        add("Day", "date"),
        add("Flag", "bool"),
        add("Note"),
    )
    add("Count", "number")
    customer("A", pick="a", amount=100_00, day="2026-01-31", flag=True, note="Likes golf", count=3)
    customer("B", pick="b", amount=99, day="2026-02-01", flag=False, count=30)
    customer("C")

    item = list_api(Actor.system(), SPEC, QueryDict("cols=name,custom.day,custom.amount,custom.pick"))[
        "items"
    ][0]
    assert item["custom.day"] == date(2026, 1, 31)
    assert item["custom.amount"] == {"minor": 100_00, "currency": "CNY"}
    assert names("f.custom.pick=a") == ["A"]
    assert names("f.custom.pick=a,b") == ["A", "B"]
    assert names("f.custom.amount=1..") == ["A"]
    assert names("f.custom.amount=..0.99") == ["B"]
    assert names("f.custom.day=2026-02-01..") == ["B"]
    assert names("f.custom.day.from=2026-01-01&f.custom.day.to=2026-01-31") == ["A"]
    assert names("f.custom.flag=1") == ["A"]
    assert names("f.custom.flag=0") == ["B", "C"]
    assert names("f.custom.note=GOLF") == ["A"]
    assert names("f.custom.count=3") == ["A"]
    assert names("f.custom.pick=a&f.custom.flag=0") == []


def test_a_list_without_custom_fields_asks_for_none(django_assert_num_queries):
    plain = replace(SPEC, custom="")
    with django_assert_num_queries(1):
        list_api(Actor.system(), plain, QueryDict(""))
    with django_assert_num_queries(2):
        list_api(Actor.system(), SPEC, QueryDict(""))
