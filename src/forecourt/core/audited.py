"""What the core audits by itself, and how each action is called."""

from django.utils.translation import gettext_lazy as _

ACTIONS = (("core.list.exported", _("List exported")),)
