"""The lists of the organization."""

from django.utils.translation import gettext_lazy as _

from forecourt.apps.organization.models import Store
from forecourt.apps.organization.selectors import list_employees, list_stores, list_warehouses, store_choices
from forecourt.apps.organization.selectors.audit import list_audit_entries
from forecourt.core.audit.labels import action_label, object_type_label
from forecourt.core.custom.services import MANAGE as MANAGE_FIELDS
from forecourt.core.custom.services import list_fields
from forecourt.core.models import AuditEntry, CustomField
from forecourt.core.ui.lists import Action, Column, EmptyState, Filter, ListSpec


def _action(entry: AuditEntry) -> str:
    return action_label(entry.action)


def _object_type(entry: AuditEntry) -> str:
    return object_type_label(entry.object_type)


AUDIT = ListSpec(
    code="organization.audit",
    title=_("Audit log"),
    permission="organization.audit.view",
    rows=list_audit_entries,
    default_sort="-id",
    columns=(
        Column("id", _("No."), "number", priority=3, shown=False),
        Column("at", _("When"), "datetime", sort=None),
        Column("actor", _("Who"), sort=None),
        Column("action", _("What"), value=_action, priority=1),
        Column("object_type", _("Kind"), value=_object_type, shown=False),
        Column("object_text", _("Record"), sort=None),
        Column("origin", _("Address"), shown=False, sort=None, priority=3),
    ),
    filters=(
        Filter("at", _("When"), "date_range"),
        Filter("actor", _("Who"), "text"),
        Filter("action", _("What"), "text"),
        Filter("object", _("Record"), "text", path="object_text"),
    ),
    empty=EmptyState(_("Every change anyone makes will stand here.")),
)
STORES = ListSpec(
    code="organization.store",
    title=_("Stores"),
    permission="organization.store.view",
    rows=list_stores,
    default_sort="code",
    row_url="organization:store-detail",
    columns=(
        Column("code", _("Code"), priority=1),
        Column("name", _("Name"), priority=1),
        Column("kind", _("Kind"), "badge", choices=Store.Kind.choices),
        Column("region", _("Region"), path="region__name"),
        Column("city", _("City")),
        Column("legal_entity", _("Company in law"), path="legal_entity__name", priority=3),
        Column("is_active", _("Open for business"), "bool"),
    ),
    filters=(
        Filter("kind", _("Kind"), "multi", choices=Store.Kind.choices),
        Filter("name", _("Name"), "text"),
        Filter("is_active", _("Open for business"), "bool"),
    ),
    empty=EmptyState(
        _("The stores of the group will stand here."),
        Action(_("Add a store"), "organization:store-add", "organization.store.manage"),
    ),
    primary=Action(_("Add a store"), "organization:store-add", "organization.store.manage"),
)
WAREHOUSES = ListSpec(
    code="organization.warehouse",
    title=_("Warehouses"),
    permission="organization.store.view",
    rows=list_warehouses,
    default_sort="code",
    row_url="organization:warehouse-detail",
    columns=(
        Column("code", _("Code"), priority=1),
        Column("name", _("Name"), priority=1),
        Column("store", _("Store"), path="store__name"),
        Column("capacity", _("Capacity in vehicles"), "number"),
        Column("is_active", _("In use"), "bool"),
    ),
    filters=(
        Filter("store", _("Store"), "choice", path="store_id", choices=store_choices),
        Filter("is_active", _("In use"), "bool"),
    ),
    empty=EmptyState(
        _("Places that hold vehicles will stand here."),
        Action(_("Add a warehouse"), "organization:warehouse-add", "organization.store.manage"),
    ),
    primary=Action(_("Add a warehouse"), "organization:warehouse-add", "organization.store.manage"),
)
EMPLOYEES = ListSpec(
    code="organization.employee",
    title=_("Employees"),
    permission="organization.employee.view",
    rows=list_employees,
    default_sort="number",
    row_url="organization:employee-detail",
    search="search_text",
    columns=(
        Column("number", _("Staff number"), priority=2),
        Column("name", _("Name"), priority=1),
        Column("store", _("Store"), path="store__name"),
        Column("department", _("Department"), path="department__name", priority=3),
        Column("position", _("Position")),
        Column("phone", _("Mobile"), "phone", whole="organization.employee.view"),
        Column("joined_on", _("Joined on"), "date", shown=False),
        Column("left_on", _("Left on"), "date", shown=False),
    ),
    filters=(
        Filter("store", _("Store"), "choice", path="store_id", choices=store_choices),
        Filter("position", _("Position"), "text"),
        Filter("joined_on", _("Joined on"), "date_range"),
        Filter("left_on", _("Left on"), "date_range"),
    ),
    empty=EmptyState(
        _("The people who work here will stand here."),
        Action(_("Add an employee"), "organization:employee-add", "organization.employee.manage"),
    ),
    primary=Action(_("Add an employee"), "organization:employee-add", "organization.employee.manage"),
)


def _field_of(field: CustomField) -> str:
    return object_type_label(field.object_type)


_ADD_FIELD = Action(_("Add a field"), "organization:custom-field-add", MANAGE_FIELDS)
CUSTOM_FIELDS = ListSpec(
    code="organization.custom_field",
    title=_("Custom fields"),
    permission=MANAGE_FIELDS,
    rows=list_fields,
    default_sort="label",
    row_url="organization:custom-field-detail",
    columns=(
        Column("label", _("Label"), priority=1),
        Column("object_type", _("Kind of record"), value=_field_of, sort="object_type"),
        Column("kind", _("Kind of value"), choices=CustomField.Kind.choices),
        Column("required", _("Must be filled in"), "bool"),
        Column("is_active", _("In use"), "bool"),
        Column("code", _("Code"), shown=False),
    ),
    empty=EmptyState(
        _(
            "Fields that you add to customers and other records will stand here. They need no update of the program."
        ),
        _ADD_FIELD,
    ),
    primary=_ADD_FIELD,
)
LISTS = (AUDIT, STORES, WAREHOUSES, EMPLOYEES, CUSTOM_FIELDS)
