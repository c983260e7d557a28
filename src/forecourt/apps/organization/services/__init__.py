"""What may be done in the organization."""

from forecourt.apps.organization.services.preferences import set_preferences

__all__ = ["set_preferences"]
