"""Forms of the stock and the catalogue."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from forecourt.apps.inventory import selectors
from forecourt.apps.inventory.models import CarModel, Series, Vehicle
from forecourt.apps.inventory.selectors.stock import COST
from forecourt.apps.inventory.services import VehicleIntake
from forecourt.apps.organization.selectors import list_bays
from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.money import MoneyFormField

NONE_CHOSEN = ("", "—")


class DateTimeField(forms.DateTimeField):
    """A moment in the browser's own picker."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], **kwargs)


def bay_choices(actor: Actor, permission: str) -> list[tuple[Any, str]]:
    """The bays in use within reach, with their warehouse."""
    bays = list_bays(actor, None, permission).filter(is_active=True).order_by("warehouse__code", "code")
    return [(bay.pk, f"{bay.warehouse.name} · {bay.code}") for bay in bays]


class ReceiveForm(forms.Form):
    """A vehicle to be received. `vin` is checked on the page as it is typed or scanned."""

    vin = forms.CharField(
        label=_("VIN"),
        required=False,
        max_length=40,
        help_text=_("Scan or type it. Without a VIN a stock number is made."),
    )
    stock_number = forms.CharField(label=_("Stock number"), required=False, max_length=40)
    series = forms.TypedChoiceField(label=_("Series"), coerce=int, empty_value=None, required=False)
    model = forms.TypedChoiceField(
        label=_("Model"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Says the series by itself."),
    )
    condition = forms.ChoiceField(label=_("Condition"), choices=Vehicle.Condition.choices)
    exterior_colour = forms.CharField(label=_("Exterior colour"), required=False, max_length=40)
    interior_colour = forms.CharField(label=_("Interior colour"), required=False, max_length=40)
    engine_number = forms.CharField(label=_("Engine number"), required=False, max_length=40)
    production_on = forms.DateField(label=_("Production date"), required=False, widget=forms.DateInput())
    cost = MoneyFormField(
        label=_("Cost"),
        required=False,
        help_text=_("Purchase cost without VAT. Leave it empty while it is not known."),
    )
    guide_price = MoneyFormField(label=_("Guide price"), required=False, help_text=_("Empty: the model's."))
    bay = forms.TypedChoiceField(label=_("Bay"), coerce=int)
    at = DateTimeField(label=_("Received at"), widget=forms.DateTimeInput())
    override_reason = forms.CharField(
        label=_("Reason for a wrong check digit"),
        required=False,
        max_length=200,
        help_text=_("Only when the VIN is on the certificate like that."),
    )
    capacity_reason = forms.CharField(label=_("Reason for using a full bay"), required=False, max_length=200)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        series = [
            (row.pk, f"{row.brand} {row.name}") for row in selectors.list_series(actor) if row.is_active
        ]
        self.models = {row.pk: row for row in selectors.list_models(actor) if row.is_active}
        self._choose("series", [NONE_CHOSEN, *series])
        self._choose("model", [NONE_CHOSEN, *((pk, _model_label(row)) for pk, row in self.models.items())])
        self._choose("bay", bay_choices(actor, "inventory.vehicle.receive"))
        self.fields["at"].initial = localtime(clock.now()).replace(second=0, microsecond=0, tzinfo=None)
        self.fields["vin"].widget.attrs |= {
            "hx-get": reverse("inventory:vehicle-receive"),
            "hx-trigger": "input changed delay:300ms",
            "hx-target": "#vin-check",
            "hx-swap": "outerHTML",
            "autocapitalize": "characters",
            "autocomplete": "off",
        }
        if not actor.can(COST):
            del self.fields["cost"]

    def _choose(self, name: str, choices: Any) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The model says the series where none is chosen."""
        cleaned: dict[str, Any] = super().clean() or {}
        model = self.models.get(cleaned.get("model") or 0)
        cleaned["series"] = cleaned.get("series") or (model.series_id if model else None)
        if not cleaned["series"]:
            self.add_error("series", ValidationError(_("Choose the series or the model.")))
        return cleaned

    @property
    def intake(self) -> VehicleIntake:
        """What was typed, for the service."""
        data = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"series", "model", "bay", "at"}
        }
        chosen = self.cleaned_data
        return VehicleIntake(series_id=chosen["series"], model_id=chosen["model"], **data)

    @property
    def place(self) -> tuple[int, datetime]:
        """Into which bay, and when."""
        return self.cleaned_data["bay"], self.cleaned_data["at"]


def _model_label(row: CarModel) -> str:
    return f"{row.series.brand} {row.series} {row}"


class MoveForm(forms.Form):
    """Where a vehicle goes."""

    bay = forms.TypedChoiceField(label=_("Bay"), coerce=int)
    capacity_reason = forms.CharField(label=_("Reason for using a full bay"), required=False, max_length=200)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = bay_choices(actor, "inventory.vehicle.move")
        self.fields["bay"].choices = choices  # type: ignore[attr-defined]


class HoldForm(forms.Form):
    """For whom a vehicle is held, and until when."""

    for_text = forms.CharField(
        label=_("Held for"), max_length=120, help_text=_("Customer or reason, as colleagues should read it.")
    )
    until = DateTimeField(label=_("Held until"), widget=forms.DateTimeInput())


class BrandForm(forms.Form):
    """A brand."""

    name = forms.CharField(label=_("Name"), max_length=60)


class SeriesForm(forms.Form):
    """A series; its brand is chosen when it is added."""

    brand_id = forms.TypedChoiceField(label=_("Brand"), coerce=int)
    name = forms.CharField(label=_("Name"), max_length=80)
    energy = forms.ChoiceField(label=_("Energy type"), choices=Series.Energy.choices)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(row.pk, row.name) for row in selectors.list_brands(actor)]
        self.fields["brand_id"].choices = choices  # type: ignore[attr-defined]


class ModelForm(forms.Form):
    """A model; its series is chosen when it is added."""

    series_id = forms.TypedChoiceField(label=_("Series"), coerce=int)
    name = forms.CharField(label=_("Name"), max_length=120)
    year = forms.IntegerField(label=_("Model year"), min_value=1950, max_value=2100)
    guide_price = MoneyFormField(label=_("Guide price"), required=False, help_text=_("With VAT."))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(row.pk, f"{row.brand} {row.name}") for row in selectors.list_series(actor)]
        self.fields["series_id"].choices = choices  # type: ignore[attr-defined]


class AccessoryForm(forms.Form):
    """An accessory; its code stays."""

    code = forms.CharField(label=_("Code"), max_length=30)
    name = forms.CharField(label=_("Name"), max_length=80)
    price = MoneyFormField(label=_("Price"), help_text=_("With VAT."))
    cost = MoneyFormField(label=_("Cost"), required=False, help_text=_("Without VAT."))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not actor.can(COST):
            del self.fields["cost"]
