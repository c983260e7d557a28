"""Addresses of the organization."""

from django.urls import path

<<<<<<< HEAD
from forecourt.apps.organization.views import audit, people, places, roles, setup, sign_in, warehouses
=======
from forecourt.apps.organization.views import audit, custom_fields, setup, sign_in
>>>>>>> b9e75e1 (organization: Define custom fields on a settings page)

app_name = "organization"
urlpatterns = [
    path("setup/", setup.setup_start, name="setup"),
    path("setup/administrator/", setup.setup_administrator, name="setup-administrator"),
    path("setup/<slug:code>/", setup.setup_step, name="setup-step"),
    path("accounts/sessions/<int:pk>/end/", sign_in.session_end, name="session-end"),
    path("settings/fields/", custom_fields.custom_field_list, name="custom-field-list"),
    path("settings/fields/add/", custom_fields.custom_field_add, name="custom-field-add"),
    path("settings/fields/<int:pk>/", custom_fields.custom_field_detail, name="custom-field-detail"),
    path("settings/audit/", audit.audit_list, name="audit-list"),
    path("settings/group/", places.group_detail, name="group-detail"),
    path("settings/group/edit/", places.group_edit, name="group-edit"),
    path("settings/regions/add/", places.region_add, name="region-add"),
    path("settings/regions/<int:pk>/edit/", places.region_edit, name="region-edit"),
    path("settings/companies/add/", places.legal_entity_add, name="legal-entity-add"),
    path("settings/companies/<int:pk>/edit/", places.legal_entity_edit, name="legal-entity-edit"),
    path("settings/stores/", places.store_list, name="store-list"),
    path("settings/stores/add/", places.store_add, name="store-add"),
    path("settings/stores/<int:pk>/", places.store_detail, name="store-detail"),
    path("settings/stores/<int:pk>/edit/", places.store_edit, name="store-edit"),
    path("settings/stores/<int:pk>/hours/", places.store_hours, name="store-hours"),
    path("settings/stores/<int:pk>/departments/add/", places.department_add, name="department-add"),
    path("settings/departments/<int:pk>/edit/", places.department_edit, name="department-edit"),
    path("settings/warehouses/", warehouses.warehouse_list, name="warehouse-list"),
    path("settings/warehouses/add/", warehouses.warehouse_add, name="warehouse-add"),
    path("settings/warehouses/<int:pk>/", warehouses.warehouse_detail, name="warehouse-detail"),
    path("settings/warehouses/<int:pk>/edit/", warehouses.warehouse_edit, name="warehouse-edit"),
    path("settings/warehouses/<int:pk>/zones/add/", warehouses.zone_add, name="zone-add"),
    path("settings/warehouses/<int:pk>/bays/add/", warehouses.bay_add, name="bay-add"),
    path("settings/zones/<int:pk>/edit/", warehouses.zone_edit, name="zone-edit"),
    path("settings/bays/<int:pk>/edit/", warehouses.bay_edit, name="bay-edit"),
    path("settings/roles/", roles.role_list, name="role-list"),
    path("settings/roles/add/", roles.role_add, name="role-add"),
    path("settings/roles/<int:pk>/", roles.role_detail, name="role-detail"),
    path("settings/roles/<int:pk>/edit/", roles.role_edit, name="role-edit"),
    path("settings/roles/<int:pk>/reset/", roles.role_reset, name="role-reset"),
    path("people/employees/", people.employee_list, name="employee-list"),
    path("people/employees/add/", people.employee_add, name="employee-add"),
    path("people/employees/<int:pk>/", people.employee_detail, name="employee-detail"),
    path("people/employees/<int:pk>/edit/", people.employee_edit, name="employee-edit"),
    path("people/employees/<int:pk>/leave/", people.employee_leave, name="employee-leave"),
    path("people/employees/<int:pk>/login/", people.login_open, name="login-open"),
    path("people/employees/<int:pk>/login/reset/", people.login_reset, name="login-reset"),
    path("people/employees/<int:pk>/login/close/", people.login_close, name="login-close"),
    path("people/employees/<int:pk>/login/reopen/", people.login_reopen, name="login-reopen"),
    path("people/employees/<int:pk>/roles/add/", people.grant_add, name="grant-add"),
    path("people/grants/<int:pk>/withdraw/", people.grant_withdraw, name="grant-withdraw"),
]
