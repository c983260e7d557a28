"""What the ledger refuses."""

from django.utils.translation import gettext_lazy as _

from forecourt.core.errors import Conflict, Invalid


class Unbalanced(Invalid):
    """Debits and credits of an entry differ."""

    code = "entry_unbalanced"
    default_message = _("Debits and credits of the entry differ by %(difference)s.")


class EntryEmpty(Invalid):
    """An entry moves nothing."""

    code = "entry_empty"
    default_message = _("An entry needs a debit and a credit.")


class AccountUnknown(Invalid):
    """An account code is not in the chart."""

    code = "account_unknown"
    default_message = _("There is no account %(account)s in the chart.")


class PeriodClosed(Conflict):
    """The books of the month are closed."""

    code = "period_closed"
    default_message = _("The books of %(month)s are closed. Choose a later date or have the month reopened.")


class NothingToReverse(Conflict):
    """A document has no entry that still counts."""

    code = "nothing_to_reverse"
    default_message = _("There is no entry of this document left to reverse.")
