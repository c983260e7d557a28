"""What may be done next with a record, offered by departments above the one that owns its page.

The page of a lead belongs to the customers; that a sale may follow from it is known to sales. Sales offers the action in
its `record_actions.py`, and the page of the lead shows whatever is offered: no import goes upward.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from forecourt.core.actor import Actor
from forecourt.core.autodiscover import offered
from forecourt.core.errors import Text


@dataclass(frozen=True, slots=True)
class RecordAction:
    """A link on the page of a `record` such as "customers.lead", for holders of `permission`.

    `url` gives the address for the row, or an empty text where the action does not apply to it. It must not query.
    """

    record: str
    code: str
    label: Text
    permission: str
    url: Callable[[Any], str]
    icon: str = ""


@dataclass(frozen=True, slots=True)
class OfferedAction:
    """An action with its address, ready to be shown."""

    code: str
    label: Text
    url: str
    icon: str


def actions_for(actor: Actor, record: str, row: Any) -> list[OfferedAction]:
    """The actions of `record` that the actor may take with this row, in app order."""
    found = [
        OfferedAction(action.code, action.label, action.url(row), action.icon)
        for action in offered("record_actions", "ACTIONS")
        if action.record == record and actor.can(action.permission)
    ]
    return [action for action in found if action.url]
