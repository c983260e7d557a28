"""What the core audits by itself, and how each action is called."""

from django.utils.translation import gettext_lazy as _

ACTIONS = (
    ("core.list.exported", _("List exported")),
    ("core.view.saved", _("List view kept")),
    ("core.view.deleted", _("List view deleted")),
    ("core.attachment.added", _("File attached")),
    ("core.attachment.removed", _("File taken off")),
    ("core.import.uploaded", _("Import file uploaded")),
    ("core.import.mapped", _("Import columns mapped")),
    ("core.import.checking", _("Import check started")),
    ("core.import.running", _("Import started")),
    ("core.import.done", _("Import finished")),
    ("core.custom_field.added", _("Custom field added")),
    ("core.custom_field.changed", _("Custom field changed")),
)
