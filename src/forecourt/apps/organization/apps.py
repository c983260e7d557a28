"""The organization department as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganizationConfig(AppConfig):
    """Who we are and who may do what."""

    name = "forecourt.apps.organization"
    label = "organization"
    verbose_name = _("Organization")
