"""The table of a list as a template tag."""

from django import template
from django.template.base import Parser, Token

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
