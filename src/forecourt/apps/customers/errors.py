"""What the customers department refuses."""

from django.utils.translation import gettext_lazy as _

from forecourt.core.errors import Conflict, Invalid


class CustomerUnreachable(Invalid):
    """Neither a phone nor another way to know the customer again."""

    code = "customers.phone_missing"
    default_message = _("A lead needs a phone number, or a customer who is already known.")


class CustomerExists(Conflict):
    """The phone, identity number or company code belongs to another customer of the group."""

    code = "customers.customer_exists"
    default_message = _("Another customer of the group already has this number.")


class LeadExists(Conflict):
    """The customer already has an open lead at the store."""

    code = "customers.lead_exists"
    default_message = _("This customer already has an open lead at this store, in the hands of %(owner)s.")


class LeadNotOpen(Conflict):
    """The lead is ordered, delivered or defeated, and this needs one that is still worked on."""

    code = "customers.lead_not_open"
    default_message = _("This lead is no longer being worked on.")


class LeadNotReopenable(Conflict):
    """Only a defeated or dormant lead comes back by hand; a sold one by cancelling the sale."""

    code = "customers.lead_not_reopenable"
    default_message = _("Only a defeated or dormant lead can be taken up again.")


class OwnerUnsuitable(Invalid):
    """The owner does not work at the store of the lead."""

    code = "customers.owner_unsuitable"
    default_message = _("The owner must work at the store of the lead.")


class LevelUnsuitable(Invalid):
    """The level is unknown, out of use, or not one for a lead that is being worked on."""

    code = "customers.level_unsuitable"
    default_message = _("“%(level)s” is not a level for this lead.")


class SourceUnknown(Invalid):
    """No such source."""

    code = "customers.source_unknown"
    default_message = _("“%(source)s” is not a known source.")


class NextDateUnsuitable(Invalid):
    """The next contact lies in the past or too far away."""

    code = "customers.next_date_unsuitable"
    default_message = _("The next follow-up must be today or later, within a year.")
