"""The table of a list as a template tag."""

from typing import Any

from django import template
from django.template import engines
from django.template.base import Parser, Token
from django.utils.translation import gettext as _

from forecourt.core.ui.lists.table import render_table

register = template.Library()


class ListTable(template.Node):
    """Writes out the table of `list`; the table's own template escapes every value."""

    def render(self, context: template.Context) -> str:
        """The table as HTML."""
        shown = context["list"]
        return render_table(
            shown["state"], shown["rows"], selectable=bool(shown["bulk"]), label=str(context["spec"].title)
        )


@register.tag
def list_table(parser: Parser, token: Token) -> ListTable:
    """`{% list_table %}` where `list` and `spec` are those of a list page."""
    return ListTable()


@register.simple_tag(takes_context=True)
def list_filters(context: template.Context) -> str:
    """The inputs of the filter panel."""
    return _panel(fields=context["list"]["filters"], columns=())


@register.simple_tag(takes_context=True)
def list_columns(context: template.Context) -> str:
    """The boxes of the column panel."""
    return _panel(fields=(), columns=context["list"]["columns"])


def _panel(**shown: Any) -> str:
    words = {"any": _("any"), "yes": _("yes"), "no": _("no"), "from": _("from"), "to": _("to")}
    drawn: str = engines["jinja2"].get_template("lists/panel.jinja").render({"words": words, **shown})
    return drawn
