"""Every address, by department."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("", include("forecourt.apps.organization.urls")),
]
