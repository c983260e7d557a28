"""Addresses of the files on records."""

from django.urls import path

from forecourt.core.attachments import views

app_name = "attachments"
urlpatterns = [
    path("<int:pk>/", views.attachment_download, name="download"),
    path("<int:pk>/remove/", views.attachment_remove, name="remove"),
    path("<str:object_type>/<int:object_id>/", views.attachment_panel, name="panel"),
]
