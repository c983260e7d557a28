"""Pages of the core itself in the menu."""

from django.utils.translation import gettext_lazy as _

from forecourt.core.ui.menu import MenuItem

MENU = (
    MenuItem(
        "settings", "imports", _("Imports"), "imports:run-list", ("imports.run.execute",), "file-import"
    ),
    MenuItem(
        "settings", "jobs", _("Background jobs"), "jobs:job-list", ("organization.job.view",), "hourglass"
    ),
)
