"""Reads of the organization."""

from forecourt.apps.organization.selectors.actors import actor_of

__all__ = ["actor_of"]
