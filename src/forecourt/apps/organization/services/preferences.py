"""How a person likes pages: not audited, since nobody else is concerned."""

from forecourt.apps.organization.models import User
from forecourt.core.actor import Actor
from forecourt.core.db import one_transaction


@one_transaction
def set_preferences(*, actor: Actor, language: str = "", theme: str = "") -> None:
    """Keep the language and the theme of the actor's own login; an empty one stays as it is."""
    chosen = {name: value for name, value in (("language", language), ("theme", theme)) if value}
    if chosen and actor.user_id is not None:
        User.objects.filter(pk=actor.user_id).update(**chosen)
