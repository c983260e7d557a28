"""Addresses of the import wizard."""

from django.urls import path

from forecourt.core.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.run_list, name="run-list"),
    path("new/", views.run_add, name="run-add"),
    path("templates/<str:code>/", views.template_download, name="template-download"),
    path("<int:pk>/", views.run_record, name="run-record"),
    path("<int:pk>/check/", views.run_check, name="run-check"),
    path("<int:pk>/reopen/", views.run_reopen, name="run-reopen"),
    path("<int:pk>/start/", views.run_start, name="run-start"),
    path("<int:pk>/refused/", views.run_refused, name="run-refused"),
]
