"""Reads of the organization."""

from forecourt.apps.organization.selectors.actors import actor_of, actor_of_id
from forecourt.apps.organization.selectors.lookup import StoreFacts, get_bays, store_facts

__all__ = ["StoreFacts", "actor_of", "actor_of_id", "get_bays", "store_facts"]
