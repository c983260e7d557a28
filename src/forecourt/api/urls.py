"""Addresses of the API, its reference and the pages of tokens."""

from django.urls import path

from forecourt.api import views
from forecourt.api.router import api

app_name = "api"
urlpatterns = [
    path("api/v1/openapi.json", views.openapi, name="openapi"),
    path("api/v1/docs/", views.reference, name="reference"),
    path("api/v1/", api.urls),
    path("me/tokens/", views.token_list, name="token-list"),
    path("me/tokens/add/", views.token_add, name="token-add"),
    path("me/tokens/<int:pk>/revoke/", views.token_revoke, name="token-revoke"),
]
