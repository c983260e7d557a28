"""What the stock refuses."""

from django.utils.translation import gettext_lazy as _

from forecourt.core.errors import Conflict, Invalid


class VinWrong(Invalid):
    """A VIN cannot be one, or its check digit needs a reason."""

    code = "vin_wrong"


class VinTaken(Conflict):
    """A vehicle with this VIN is in the group already."""

    code = "vin_taken"
    default_message = _("A vehicle with the VIN %(vin)s is in the group already.")


class StockNumberTaken(Conflict):
    """A vehicle with this stock number is in the group already."""

    code = "stock_number_taken"
    default_message = _("A vehicle with the stock number %(number)s is in the group already.")


class BayFull(Conflict):
    """A bay has no room left."""

    code = "bay_full"
    default_message = _("Bay %(bay)s is full: it holds %(capacity)s.")


class ReceivedBeforeBuilt(Invalid):
    """A receipt before the production date."""

    code = "received_before_built"
    default_message = _("It cannot be received on %(received)s: it was built on %(built)s.")


class SeriesUnknown(Invalid):
    """No such series, or the model is of another."""

    code = "series_unknown"
    default_message = _("There is no such series, or the model belongs to another one.")


class VehicleNotAvailable(Conflict):
    """A vehicle is not in stock."""

    code = "vehicle_not_available"
    default_message = _("%(vehicle)s is not available: %(status)s.")


class VehicleHeld(Conflict):
    """A vehicle is held for somebody else."""

    code = "vehicle_held"
    default_message = _("%(vehicle)s is held by %(holder)s until %(until)s.")


class NotSold(Conflict):
    """A vehicle was not sold by this document."""

    code = "vehicle_not_sold"
    default_message = _("%(vehicle)s is not sold by this document.")


class NotHeld(Conflict):
    """A vehicle has no hold to release."""

    code = "vehicle_not_held"
    default_message = _("%(vehicle)s is not held.")


class HoldWrong(Invalid):
    """A hold cannot last like that."""

    code = "hold_wrong"
    default_message = _("A hold ends in the future and lasts %(days)s days at most.")


class AcrossEntities(Conflict):
    """Moving between legal entities is a sale."""

    code = "across_entities"
    default_message = _(
        "The stores belong to different companies: between those a vehicle is sold, not moved."
    )


class AlreadyThere(Conflict):
    """A vehicle stands in this bay already."""

    code = "already_there"
    default_message = _("%(vehicle)s stands in this bay already.")


class NameTaken(Conflict):
    """The catalogue has this name already."""

    code = "name_taken"
    default_message = _("The catalogue has “%(name)s” already.")
