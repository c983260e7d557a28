"""How audited actions and kinds of records are called."""

from django.apps import apps

from forecourt.core.autodiscover import offered


def action_label(code: str) -> str:
    """The label an app registered for an action; the code itself where none did."""
    return str(dict(offered("audited", "ACTIONS")).get(code, code))


def object_type_label(label: str) -> str:
    """What a kind of record is called; empty for none."""
    try:
        return str(apps.get_model(label)._meta.verbose_name) if label else ""
    except (LookupError, ValueError):
        return label
