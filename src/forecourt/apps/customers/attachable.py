"""Records of this department that take files."""

from forecourt.core.attachments.services import Attachable

ATTACHABLE = (Attachable("customers.customer", "customers.customer.view", "customers.customer.manage"),)
