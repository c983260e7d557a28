"""What is audited in the API."""

from django.utils.translation import gettext_lazy as _

MODELS = ("api.ApiToken",)

ACTIONS = (
    ("api.token.issued", _("API token issued")),
    ("api.token.revoked", _("API token revoked")),
)
