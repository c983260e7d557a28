"""Pages of the insight department in the menu."""

from django.utils.translation import gettext_lazy as _

from forecourt.core.ui.menu import MenuItem

MENU = (
    MenuItem(
        "insight",
        "insight.dashboard",
        _("Dashboard"),
        "insight:dashboard",
        ("insight.dashboard.view",),
        "chart-bar",
    ),
)
