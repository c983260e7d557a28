"""Records of this department that take files."""

from forecourt.core.attachments.services import Attachable

ATTACHABLE = (Attachable("inventory.vehicle", "inventory.vehicle.view", "inventory.vehicle.receive"),)
