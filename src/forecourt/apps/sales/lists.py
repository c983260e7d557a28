"""Lists of the sales department."""

from typing import Any

from django.db.models import Case, Sum, When
from django.utils.translation import gettext_lazy as _

from forecourt.apps.organization.selectors import store_choices
from forecourt.apps.sales.models import Sale
from forecourt.apps.sales.selectors import list_policies, list_sales
from forecourt.core.actor import Actor
from forecourt.core.errors import Text
from forecourt.core.money import format_money
from forecourt.core.ui.lists import Action, Column, EmptyState, Filter, ListSpec

MARGIN = "sales.margin.view"
_RECORD = Action(_("Record a sale"), "sales:sale-add", "sales.sale.create")
_SET_POLICY = Action(_("Set a price policy"), "sales:policy-add", "sales.policy.manage")


def _sold_by(rows: Any, seller_id: Any) -> Any:
    """The sales of a person; 0 stands for sales that name nobody."""
    return rows.filter(seller=seller_id or None)


def _totals(actor: Actor, rows: Any) -> list[tuple[Text, str]]:
    """What the shown sales come to, reversals with their minus: the figure of the dashboard that led here."""
    units = Sum(Case(When(status=Sale.Status.REVERSAL, then=-1), default=1))
    sums = rows.aggregate(
        units=units, revenue=Sum("total"), accessories=Sum("accessories"), profit=Sum("profit_shown")
    )
    shown: list[tuple[Text, str]] = [
        (_("Vehicles sold"), str(sums["units"] or 0)),
        (_("Sales revenue"), format_money(sums["revenue"] or 0)),
        (_("Accessories"), format_money(sums["accessories"] or 0)),
    ]
    if actor.can(MARGIN):
        shown.append((_("Gross profit"), format_money(sums["profit"] or 0)))
    return shown


SALES = ListSpec(
    code="sales.sale",
    title=_("Sales"),
    rows=list_sales,
    permission="sales.sale.view",
    default_sort="-sold_on",
    row_url="sales:sale-record",
    search="search_text",
    search_hint=_("Number, VIN or stock number"),
    custom="sales.sale",
    columns=(
        Column("number", _("Number"), priority=1),
        Column("sold_on", _("Sold on"), "date"),
        Column(
            "status",
            _("Status"),
            "badge",
            choices=Sale.Status.choices,
            colours={"recorded": "good", "cancelled": "neutral", "reversal": "bad"},
        ),
        Column("store", _("Store"), path="store__name", priority=3),
        Column("customer", _("Customer"), path="customer__name"),
        Column("series", _("Series"), path="series__name"),
        Column("vehicle", _("Vehicle"), "vin", value=lambda sale: sale.vehicle.label, priority=3),
        Column("seller", _("Salesperson"), path="seller__name", priority=3),
        Column("price", _("Vehicle price"), "money", shown=False),
        Column("accessories", _("Accessories"), "money", priority=3),
        Column("total", _("Total"), "money"),
        Column("vat", _("VAT"), "money", shown=False),
        Column("vehicle_cost", _("Vehicle cost"), "money", path="cost_shown", permission=MARGIN, shown=False),
        Column(
            "gross_profit", _("Gross profit"), "money", path="profit_shown", permission=MARGIN, shown=False
        ),
        Column("imported", _("Imported"), "bool", shown=False),
    ),
    filters=(
        Filter("sold", _("Sold on"), "date_range", path="sold_on"),
        Filter("store", _("Store"), path="store_id", choices=store_choices),
        Filter("series", _("Series"), path="series_id"),
        Filter("seller", _("Salesperson"), path="seller_id", apply=_sold_by),
        Filter("status", _("Status"), "multi", choices=Sale.Status.choices),
        Filter("total", _("Total"), "money_range"),
        Filter("imported", _("Imported"), "bool"),
    ),
    select_related=("vehicle",),
    totals=_totals,
    defer=("search_text", "note"),
    empty=EmptyState(_("Sales within your reach will stand here."), _RECORD),
    primary=_RECORD,
)

POLICIES = ListSpec(
    code="sales.policy",
    title=_("Price policies"),
    rows=list_policies,
    permission="sales.policy.view",
    default_sort="-starts_on",
    columns=(
        Column("series", _("Series"), path="series__name", priority=1),
        Column("model", _("Model"), path="model__name"),
        Column(
            "store", _("Store"), value=lambda policy: policy.store.name if policy.store else _("Whole group")
        ),
        Column("starts_on", _("First day"), "date"),
        Column("ends_on", _("Last day"), "date"),
        Column("suggested", _("Suggested price"), "money"),
        Column("floor", _("Floor price"), "money"),
        Column("number", _("Version"), "number", priority=3),
        Column("set_by", _("Set by"), priority=3),
        Column("note", _("Remark"), priority=3, shown=False),
    ),
    filters=(
        Filter("series", _("Series"), path="series_id"),
        Filter("store", _("Store"), path="store_id", choices=store_choices),
        Filter("from", _("First day"), "date_range", path="starts_on"),
    ),
    select_related=("store",),
    empty=EmptyState(_("Price policies will stand here. Without one there is no floor price."), _SET_POLICY),
    primary=_SET_POLICY,
)

LISTS = (SALES, POLICIES)
