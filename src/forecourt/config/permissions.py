"""Permissions of what the core itself offers to people."""

from django.utils.translation import gettext_lazy as _

from forecourt.core.permissions import Permission

_BRINGERS = (
    "store_manager", "sales_manager", "logistics_clerk", "parts_clerk", "accountant", "hr_officer", "marketing_officer",
    "system_administrator",
)  # fmt: skip

PERMISSIONS = (Permission("imports.run.execute", _("Bring files in"), dict.fromkeys(_BRINGERS, "")),)
