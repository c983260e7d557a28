"""The inventory department as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InventoryConfig(AppConfig):
    """Catalogue, vehicles and their movements."""

    name = "forecourt.apps.inventory"
    label = "inventory"
    verbose_name = _("Stock")
