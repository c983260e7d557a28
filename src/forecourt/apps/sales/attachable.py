"""Records of this department that take files."""

from forecourt.core.attachments.services import Attachable

ATTACHABLE = (Attachable("sales.sale", "sales.sale.view", "sales.sale.create"),)
