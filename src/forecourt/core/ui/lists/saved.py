"""Saved views and preferences of a list: who keeps what, and who may share it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forecourt.core import audit
from forecourt.core.actor import Actor
from forecourt.core.db import locked, one_transaction
from forecourt.core.errors import Invalid, NotAllowed, NotFound
from forecourt.core.models import ListPreference, SavedView

SHARE = "organization.view.share"
MOST_VIEWS = 100


class ViewsFull(Invalid):
    """A person keeps no more views of one list."""

    code = "core.views_full"
    default_message = _("You keep many views of this list. Delete one first.")


def list_views(actor: Actor, list_code: str) -> list[SavedView]:
    """The views of a list that the actor may open, by name."""
    return list(SavedView.objects.open_to(actor, list_code)[: MOST_VIEWS * 2]) if actor.user_id else []


def get_preference(actor: Actor, list_code: str) -> ListPreference:
    """How the actor has the list; the usual way where he chose nothing."""
    kept = ListPreference.objects.filter(user_id=actor.user_id or 0, list_code=list_code).first()
    return kept or ListPreference(user_id=actor.user_id or 0, list_code=list_code)


def may_share(actor: Actor, shared: str) -> bool:
    """Whether the actor may give a view to his store or to everyone."""
    if shared == SavedView.Shared.EVERYONE:
        grant = actor.grant(SHARE)
        return grant is not None and grant.everywhere
    return shared == SavedView.Shared.OWN or bool(actor.store_id and actor.covers(SHARE, actor.store_id))


@one_transaction
def save_view(*, actor: Actor, list_code: str, name: str, params: str, shared: str = "own") -> SavedView:
    """Keep a view under a name; a view of his own with this name is replaced.

    Raises Invalid without a name or for an unknown audience, NotAllowed when he may not share, ViewsFull.
    """
    name = " ".join(name.split())[:60]
    if not name:
        raise Invalid(_("Give the view a name."), field="name")
    if shared not in SavedView.Shared.values:
        raise Invalid(field="shared")
    if not may_share(actor, shared):
        raise NotAllowed(permission=SHARE)
    key: dict[str, Any] = {"owner_id": actor.user_id, "list_code": list_code}
    if SavedView.objects.filter(**key).exclude(name=name).count() >= MOST_VIEWS:
        raise ViewsFull
    view, _created = SavedView.objects.update_or_create(
        **key, name=name, defaults={"params": params, "shared": shared, "store_id": actor.store_id}
    )
    audit.record(actor, "core.view.saved", view, {"list": list_code, "params": params, "shared": shared})
    return view


@one_transaction
def delete_view(*, actor: Actor, list_code: str, view_id: int) -> None:
    """Delete a view of his own. Raises NotFound for anybody else's."""
    own = SavedView.objects.filter(pk=view_id, list_code=list_code, owner_id=actor.user_id or 0)
    view = locked(own).first()
    if view is None:
        raise NotFound
    audit.record(actor, "core.view.deleted", view, {"list": list_code, "params": view.params})
    view.delete()


@one_transaction
def set_preference(
    *, actor: Actor, list_code: str, view_id: int | None = None, density: str = "", forget_view: bool = False
) -> None:
    """Keep which view opens first (None leaves it, `forget_view` takes it off) and how dense the rows are.

    Raises NotFound for a view he may not open, Invalid for an unknown density.
    """
    changes: dict[str, Any] = {}
    if view_id is not None:
        if not SavedView.objects.open_to(actor, list_code).filter(pk=view_id).exists():
            raise NotFound
        changes["default_view_id"] = view_id
    elif forget_view:
        changes["default_view_id"] = None
    if density:
        if density not in ListPreference.Density.values:
            raise Invalid(field="density")
        changes["density"] = density
    ListPreference.objects.update_or_create(user_id=actor.user_id, list_code=list_code, defaults=changes)
