"""Addresses of background jobs."""

from django.urls import path

from forecourt.core.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.job_list, name="job-list"),
    path("<int:pk>/", views.job_record, name="job-record"),
    path("<int:pk>/cancel/", views.job_cancel, name="job-cancel"),
    path("<int:pk>/file/", views.job_file, name="job-file"),
]
