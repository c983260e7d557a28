"""Tables of the stock."""

from forecourt.apps.inventory.models.catalogue import Accessory, Brand, CarModel, Series
from forecourt.apps.inventory.models.vehicles import Hold, Movement, Vehicle

__all__ = ["Accessory", "Brand", "CarModel", "Hold", "Movement", "Series", "Vehicle"]
