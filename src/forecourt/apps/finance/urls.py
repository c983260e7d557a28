"""Addresses of finance."""

from django.urls import path

from forecourt.apps.finance import views

app_name = "finance"
urlpatterns = [
    path("finance/journal/", views.entry_list, name="entry-list"),
    path("finance/journal/<int:pk>/", views.entry_detail, name="entry-detail"),
    path("finance/trial-balance/", views.trial_balance, name="trial-balance"),
]
