"""What sales refuses."""

from django.utils.translation import gettext_lazy as _

from forecourt.core.errors import Conflict, Invalid


class BelowFloor(Invalid):
    """The price is below the floor price, and nobody entitled gave a reason."""

    code = "below_floor"
    default_message = _(
        "The price is below the floor price. A person with the authority for it can record the sale with a reason."
    )


class PriceNotPositive(Invalid):
    """A vehicle is not given away."""

    code = "price_not_positive"
    default_message = _("The price must be more than nothing.")


class PriceTooHigh(Invalid):
    """More than any sum of money here may be."""

    code = "price_too_high"
    default_message = _("This is more money than a sale can come to.")


class SoldInFuture(Invalid):
    """A sale is recorded when it happened, not before."""

    code = "sold_in_future"
    default_message = _("A sale cannot be dated in the future.")


class VatInvalid(Invalid):
    """The VAT stated for a sale cannot be a part of its total."""

    code = "vat_invalid"
    default_message = _("The VAT must be at least nothing and less than the total.")


class SellerNotOfStore(Invalid):
    """The salesperson does not work in the store, or the actor may record sales of his own only."""

    code = "seller_not_of_store"
    default_message = _(
        "This salesperson does not sell in this store, or you may record your own sales only."
    )


class LeadOfAnother(Invalid):
    """The lead belongs to another customer or store."""

    code = "lead_of_another"
    default_message = _("This lead belongs to another customer or another store.")


class LineInvalid(Invalid):
    """An accessory line without a name, a quantity or with a negative price."""

    code = "line_invalid"
    default_message = _("An accessory needs a name, a quantity of at least one and a price.")


class ReasonMissing(Invalid):
    """A cancellation says why."""

    code = "reason_missing"
    default_message = _("Say why.")


class SaleNotLive(Conflict):
    """The sale is cancelled already, or is itself a reversal."""

    code = "sale_not_live"
    default_message = _("This sale is cancelled already, or is itself a reversal.")


class PolicyInvalid(Invalid):
    """Prices or dates of a policy that cannot be right."""

    code = "policy_invalid"
    default_message = _("The floor price must be more than nothing and not above the suggested price.")


class PolicyOverlaps(Conflict):
    """Another policy of the same scope holds on some of the days."""

    code = "policy_overlaps"
    default_message = _("Another price policy holds on some of these days (%(begin)s to %(end)s).")


class SoldTwice(Conflict):
    """Two sales of one import name the same vehicle."""

    code = "sold_twice"
    default_message = _("The vehicle %(vehicle)s is sold twice in this file.")


class VehicleOfAnotherCompany(Conflict):
    """A vehicle of another legal entity must first be bought from it."""

    code = "vehicle_of_another_company"
    default_message = _(
        "%(vehicle)s belongs to another company of the group, which has to sell it to yours first."
    )
