"""The API as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """Tokens, idempotency keys, routers."""

    name = "forecourt.api"
    label = "api"
    verbose_name = _("API")
