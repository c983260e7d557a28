"""The same list for programs: the same filters, sort and page markers as the page."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from forecourt.core.actor import Actor
from forecourt.core.errors import Invalid
from forecourt.core.ui.lists.cells import api_maker
from forecourt.core.ui.lists.custom import with_custom
from forecourt.core.ui.lists.rows import read_page
from forecourt.core.ui.lists.spec import ListSpec
from forecourt.core.ui.lists.state import StateReader, clean_params


def list_api(actor: Actor, spec: ListSpec, params: QueryDict) -> dict[str, Any]:
    """A page of rows as plain values: `items`, and the markers `next` and `previous` (None where there is none).

    Takes `q`, `f.<filter>`, `sort`, `cols`, `size`, `after`, `before`. Raises NotAllowed without the list's permission
    and Invalid for a parameter that cannot be read: a program is not left to guess what was ignored.
    """
    actor.require(spec.permission)
    state = StateReader(with_custom(spec), actor, clean_params(params)).read()
    if state.notes:
        raise Invalid(_("These parameters could not be read.") + " " + " ".join(state.notes))
    page = read_page(state)
    makers = [(column.name, api_maker(column, actor)) for column in state.columns]
    items = [{"id": row.pk, **{name: make(row) for name, make in makers}} for row in page.rows]
    return {"items": items, "next": page.after or None, "previous": page.before or None}
