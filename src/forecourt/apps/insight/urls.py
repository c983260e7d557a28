"""Addresses of the insight department."""

from django.urls import path

from forecourt.apps.insight import views

app_name = "insight"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("standing/", views.standing_now, name="standing"),
]
