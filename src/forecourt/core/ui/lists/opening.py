"""Which view of a list a URL opens: the one it names, the person's default, or none."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from forecourt.core.actor import Actor
from forecourt.core.models import ListPreference, SavedView
from forecourt.core.ui.lists.saved import SHARE, get_preference, list_views, may_share
from forecourt.core.ui.lists.spec import ListSpec
from forecourt.core.ui.lists.state import NO_VIEW, ListState, StateReader, chooses, clean_params, left_out

Params = dict[str, list[str]]


@dataclass(slots=True)
class Opening:
    """A list as it opens for one person, with the views he may choose from."""

    state: ListState
    views: list[SavedView]
    preference: ListPreference
    view: SavedView | None

    @property
    def is_changed(self) -> bool:
        """Whether the list differs from the view it was opened with."""
        if self.view is None:
            return False
        kept = StateReader(
            self.state.spec, self.state.actor, clean_params(QueryDict(self.view.params))
        ).read()
        return kept.url() != _plain(self.state)


def _plain(state: ListState) -> str:
    """The list's address without its view."""
    view, state.view = state.view, ""
    default, state.has_default = state.has_default, False
    url = state.url()
    state.view, state.has_default = view, default
    return url


def params_of(state: ListState) -> str:
    """What a view keeps of a list: the parameters, without a page marker."""
    return _plain(state)[1:]


def open_list(spec: ListSpec, actor: Actor, params: Params) -> Opening:
    """Read a URL: two queries for the views, whatever it says."""
    views, preference = list_views(actor, spec.code), get_preference(actor, spec.code)
    by_id = {str(view.pk): view for view in views}
    asked = (params.get("view") or [""])[-1].strip()
    default = str(preference.default_view_id or "")
    if not asked and not chooses(params) and default in by_id:
        asked = default
    view = by_id.get(asked)
    if view and not chooses(params):
        params = {**clean_params(QueryDict(view.params)), **params}
    state = StateReader(spec, actor, params).read()
    state.view, state.has_default = (str(view.pk) if view else ""), default in by_id
    if asked and view is None and asked != NO_VIEW:
        state.notes.append(left_out("view"))
    return Opening(state, views, preference, view)


def views_shown(opening: Opening) -> dict[str, Any]:
    """What the template of the views' menu shows."""
    actor = opening.state.actor
    return {
        "list": opening.views,
        "current": opening.view,
        "is_mine": opening.view is not None and opening.view.owner_id == actor.user_id,
        "is_default": opening.view is not None and opening.view.pk == opening.preference.default_view_id,
        "has_default": opening.state.has_default,
        "is_changed": opening.is_changed,
        "audiences": [(value, label) for value, label in SavedView.Shared.choices if may_share(actor, value)],
        "may_keep": actor.user_id is not None,
        "may_share": actor.can(SHARE),
    }
