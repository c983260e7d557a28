"""A list of employees that uses every part of the component: the trial list of its tests."""

from datetime import date

from django import forms
from django.db import transaction

from forecourt.apps.organization.models import Employee
from forecourt.apps.organization.tests.factories import EmployeeFactory, StoreFactory, actor_with
from forecourt.core import audit
from forecourt.core.actor import Actor
from forecourt.core.errors import Conflict
from forecourt.core.text import search_text
from forecourt.core.ui.lists import BulkAction, Column, EmptyState, Filter, ListSpec

VIEW = "organization.employee.view"
NOON = date(2026, 11, 23)


@transaction.atomic
def rename(*, actor, pk, to="Renamed"):
    """A service of one row; refuses those who left."""
    employee = Employee.objects.fetch(actor, VIEW, lock=True, pk=pk)
    if employee.left_on:
        raise Conflict("left")
    audit.record(actor, "organization.employee.changed", employee, {"name": [employee.name, to]})
    employee.name = to
    employee.save(update_fields=["name"])


class RenameForm(forms.Form):
    to = forms.CharField(max_length=20)


TRIAL = ListSpec(
    code="core.trial",
    title="Trial",
    permission=VIEW,
    rows=lambda actor: Employee.objects.visible_to(actor, VIEW),
    default_sort="name",
    search="search_text",
    columns=(
        Column("name", "Name", priority=1),
        Column("number", "Number"),
        Column("store", "Store", path="store__name"),
        Column("phone", "Mobile", "phone", whole="customers.customer.phone"),
        Column("joined_on", "Joined", "date"),
        Column("left_on", "Left", "date"),
        Column("position", "Position", "badge", colours={"Cleaner": "good"}, permission="position.view"),
        Column("here", "Here", "bool", value=lambda row: row.left_on is None),
        Column("version", "Version", "number", shown=False),
        Column("salary", "Salary", "money", path="version", shown=False, permission="salary.view"),
        Column("login", "Login", path="user__username", shown=False),
    ),
    filters=(
        Filter("position", "Position", "multi", choices=(("Cleaner", "Cleaner"), ("Seller", "Seller"))),
        Filter("store", "Store", path="store_id", choices=lambda actor: ()),
        Filter("joined", "Joined", "date_range", path="joined_on"),
        Filter("salary", "Salary", "money_range", path="version", permission="salary.view"),
        Filter("name", "Name", "text"),
        Filter("gone", "Gone", "bool", apply=lambda rows, gone: rows.filter(left_on__isnull=not gone)),
    ),
    bulk_actions=(
        BulkAction("rename", "Rename", run=rename),
        BulkAction("rename_to", "Rename to", run=rename, form=RenameForm),
        BulkAction("dismiss", "Dismiss", run=rename, permission="dismiss"),
    ),
    empty=EmptyState("Colleagues will stand here."),
)  # fmt: skip


def everyone(*permissions) -> Actor:
    """An actor who sees everybody."""
    return actor_with([VIEW, *permissions], everywhere=True)


def people(count, store=None, **fields):
    """`count` employees without a login."""
    store = store or StoreFactory()
    made: list[Employee] = []
    for _each in range(count):
        values = {"name": f"Person {len(made):03d}", **fields}
        text = search_text(values["name"], phones=[values.get("phone", "")])
        made.append(EmployeeFactory(store=store, user=None, search_text=text, **values))
    return made
