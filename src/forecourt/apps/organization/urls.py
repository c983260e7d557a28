"""Addresses of the organization."""

from django.urls import path

from forecourt.apps.organization.views import audit

app_name = "organization"
urlpatterns = [
    path("settings/audit/", audit.audit_list, name="audit-list"),
]
