"""Reads of the organization."""

from forecourt.apps.organization.selectors.actors import actor_of, actor_of_id

__all__ = ["actor_of", "actor_of_id"]
