"""Addresses of the organization."""

from django.urls import path

from forecourt.apps.organization.views import audit, setup, sign_in

app_name = "organization"
urlpatterns = [
    path("setup/", setup.setup_start, name="setup"),
    path("setup/administrator/", setup.setup_administrator, name="setup-administrator"),
    path("setup/<slug:code>/", setup.setup_step, name="setup-step"),
    path("accounts/sessions/<int:pk>/end/", sign_in.session_end, name="session-end"),
    path("settings/audit/", audit.audit_list, name="audit-list"),
]
