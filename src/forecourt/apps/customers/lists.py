"""The lists of the customers department."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from forecourt.apps.customers import forms, selectors, services
from forecourt.apps.customers.models import Customer, Lead
from forecourt.apps.organization.selectors import staff_of, store_choices
from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.ui.lists import Action, BulkAction, Column, EmptyState, Filter, ListSpec

DUE = (
    ("overdue", _("Overdue")),
    ("today", _("Due today")),
    ("week", _("Due within 7 days")),
    ("late", _("First response late")),
)
STATUS_TONES = {"active": "info", "ordered": "good", "delivered": "good", "dormant": "warn"}
LEVEL_TONES = {"H": "bad", "N": "warn", "A": "warn", "O": "good", "D": "good"}


def _owners(actor: Actor) -> list[tuple[int, str]]:
    return [(each.pk, f"{each.name} · {each.store_name}") for each in staff_of(actor, "customers.lead.view")]


def _stores(actor: Actor) -> list[tuple[int, str]]:
    return store_choices(actor, "customers.lead.view")


def _customer_stores(actor: Actor) -> list[tuple[int, str]]:
    return store_choices(actor, "customers.customer.view")


def _levels(_actor: Actor) -> list[tuple[str, str]]:
    return [(level.code, f"{level.code} · {level.label}") for level in selectors.levels().values()]


def _sources(_actor: Actor) -> list[tuple[str, str]]:
    return [(source.code, source.label) for source in selectors.sources().values()]


def _by_due(rows: Any, value: str) -> Any:
    today = clock.today()
    if value == "overdue":
        return rows.filter(next_follow_up_on__lt=today)
    if value == "today":
        return rows.filter(next_follow_up_on=today)
    if value == "week":
        return rows.filter(next_follow_up_on__lte=today + timedelta(days=7))
    return rows.filter(first_response_at=None, first_response_due_at__lt=clock.now())


def _assign(*, actor: Actor, pk: int, owner_id: int | None) -> None:
    services.assign_lead(actor=actor, lead_id=pk, owner_id=owner_id)


def _source_name(lead: Lead) -> str:
    source = selectors.sources().get(lead.source_id)
    return source.label if source else lead.source_id


_ADD = Action(_("Add lead"), "customers:lead-add", "customers.lead.manage")

LEADS = ListSpec(
    code="customers.lead",
    title=_("Leads"),
    permission="customers.lead.view",
    export_permission="customers.customer.export",
    rows=selectors.list_leads,
    default_sort="-created",
    row_url="customers:lead-detail",
    search="search_text",
    search_hint=_("Name, pinyin or phone"),
    defer=("search_text", "note"),
    custom="customers.lead",
    columns=(
        Column("customer", _("Customer"), path="customer_name", priority=1, sort=None),
        Column(
            "phone", _("Mobile"), "phone", path="customer_phone", whole_row=selectors.sees_phone_of, sort=None
        ),
        Column("level", _("Level"), "badge", path="level_id", colours=LEVEL_TONES, sort=None),
        Column(
            "status",
            _("Status"),
            "badge",
            choices=Lead.Status.choices,
            colours=STATUS_TONES,
            sort=None,
            shown=False,
        ),
        Column("series", _("Series"), path="series__name", sort=None),
        Column("wanted", _("Wanted"), sort=None, shown=False),
        Column("next", _("Next follow-up"), "date", path="next_follow_up_on"),
        Column("last", _("Last contact"), "datetime", path="last_contact_at", sort=None),
        Column("owner", _("Owner"), path="owner__name", sort=None),
        Column("source", _("Source"), value=_source_name, shown=False),
        Column("store", _("Store"), path="store__name", sort=None, priority=3),
        Column("budget", _("Budget to"), "money", path="budget_max", sort=None, shown=False),
        Column("expected", _("Expected purchase"), "date", path="expected_on", sort=None, shown=False),
        Column("created", _("Created"), "datetime", path="created_at", sort="pk", priority=3),
    ),
    filters=(
        Filter("due", _("Due"), choices=DUE, apply=_by_due),
        Filter("status", _("Status"), "multi", choices=Lead.Status.choices),
        Filter("level", _("Level"), "multi", path="level_id", choices=_levels),
        Filter("owner", _("Owner"), path="owner_id", choices=_owners),
        Filter("source", _("Source"), "multi", path="source_id", choices=_sources),
        Filter("store", _("Store"), path="store_id", choices=_stores),
        Filter("next", _("Next follow-up"), "date_range", path="next_follow_up_on"),
        Filter("created", _("Created"), "date_range", path="created_at"),
    ),
    bulk_actions=(
        BulkAction(
            "assign",
            _("Assign"),
            run=_assign,
            permission="customers.lead.assign",
            form=forms.AssignForm,
            form_takes_actor=True,
        ),
    ),
    empty=EmptyState(_("Everybody who wants to buy will stand here, with the next step."), _ADD),
    primary=_ADD,
)

CUSTOMERS = ListSpec(
    code="customers.customer",
    title=_("Customers"),
    permission="customers.customer.view",
    export_permission="customers.customer.export",
    rows=selectors.list_customers,
    default_sort="-known",
    row_url="customers:customer-detail",
    search="search_text",
    search_hint=_("Name, pinyin or phone"),
    defer=("search_text", "note", "address"),
    custom="customers.customer",
    columns=(
        Column("name", _("Customer name"), priority=1, sort=None),
        Column("phone", _("Phone"), "phone", whole_row=lambda _actor, row: row.is_phone_whole, sort=None),
        Column("kind", _("Kind"), "badge", choices=Customer.Kind.choices, sort=None),
        Column("city", _("City"), sort=None),
        Column("known", _("Known since"), "datetime", path="created_at", sort="pk"),
    ),
    filters=(
        Filter("kind", _("Kind"), choices=Customer.Kind.choices),
        Filter("store", _("Store"), path="relationships__store_id", choices=_customer_stores),
        Filter("city", _("City"), "text"),
        Filter("known", _("Known since"), "date_range", path="created_at"),
    ),
    empty=EmptyState(_("Customers will stand here as soon as the first lead is written down."), _ADD),
    primary=_ADD,
)

LISTS = (LEADS, CUSTOMERS)
