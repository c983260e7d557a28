"""What people type when they sell, cancel and set prices."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forecourt.apps.sales.drafts import AccessoryDraft
from forecourt.core.money import MoneyFormField

if TYPE_CHECKING:
    from forecourt.apps.inventory.models import Accessory

Choices = Sequence[tuple[Any, Any]]


class SaleForm(forms.Form):
    """The facts of a sale but for its accessories; vehicle, customer and lead were chosen before."""

    vehicle = forms.IntegerField(widget=forms.HiddenInput)
    customer = forms.IntegerField(widget=forms.HiddenInput)
    lead = forms.IntegerField(widget=forms.HiddenInput, required=False)
    store = forms.TypedChoiceField(label=_("Store"), coerce=int)
    seller = forms.TypedChoiceField(label=_("Salesperson"), coerce=int, required=False, empty_value=None)
    sold_on = forms.DateField(label=_("Sold on"))
    price = MoneyFormField(label=_("Vehicle price"), help_text=_("With VAT."))
    below_floor_reason = forms.CharField(
        label=_("Reason for a price below the floor"), max_length=200, required=False
    )
    note = forms.CharField(
        label=_("Remark"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self,
        *args: Any,
        stores: Choices,
        sellers: Choices,
        names_nobody: bool,
        may_go_below: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["store"].choices = stores  # type: ignore[attr-defined]
        nobody = [("", _("Nobody named"))] if names_nobody else []
        self.fields["seller"].choices = [*nobody, *sellers]  # type: ignore[attr-defined]
        if not may_go_below:
            del self.fields["below_floor_reason"]


class LineForm(forms.Form):
    """One accessory: chosen from the catalogue, or named freely."""

    accessory = forms.TypedChoiceField(label=_("Accessory"), coerce=int, required=False, empty_value=None)
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    quantity = forms.IntegerField(label=_("Quantity"), min_value=1, max_value=999, initial=1)
    price = MoneyFormField(label=_("Price per piece"), required=False)

    def __init__(self, *args: Any, catalogue: Mapping[int, "Accessory"], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.catalogue = catalogue
        named = [(accessory.pk, accessory.name) for accessory in catalogue.values()]
        self.fields["accessory"].choices = [("", _("Other")), *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Name and price come from the catalogue where they are left empty."""
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = self.catalogue.get(cleaned.get("accessory") or 0)
        if chosen is not None:
            cleaned["name"] = cleaned.get("name") or chosen.name
            cleaned["price"] = chosen.price if cleaned.get("price") is None else cleaned["price"]
        if not cleaned.get("name"):
            self.add_error("name", ValidationError(_("Choose an accessory or give it a name.")))
        if cleaned.get("price") is None and "price" not in self.errors:
            self.add_error("price", ValidationError(_("An accessory needs a price.")))
        return cleaned

    def draft(self) -> AccessoryDraft:
        """The line of a valid form; its cost is that of the catalogue."""
        chosen = self.catalogue.get(self.cleaned_data["accessory"] or 0)
        quantity = self.cleaned_data["quantity"]
        return AccessoryDraft(
            name=self.cleaned_data["name"],
            price=self.cleaned_data["price"],
            quantity=quantity,
            cost=(chosen.cost or 0) * quantity if chosen else 0,
            accessory_id=chosen.pk if chosen else None,
        )


class CancelForm(forms.Form):
    """Why a sale is taken back; `version` is that of the page the person saw."""

    reason = forms.CharField(label=_("Reason"), max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)


class PolicyForm(forms.Form):
    """The next price policy of a series or model."""

    series = forms.TypedChoiceField(label=_("Series"), coerce=int)
    model = forms.TypedChoiceField(
        label=_("Model"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("Empty: every model of the series."),
    )
    store = forms.TypedChoiceField(label=_("Store"), coerce=int, required=False, empty_value=None)
    suggested = MoneyFormField(label=_("Suggested price"), help_text=_("With VAT."))
    floor = MoneyFormField(
        label=_("Floor price"), help_text=_("With VAT. Below it a sale needs authority and a reason.")
    )
    starts_on = forms.DateField(label=_("First day"))
    ends_on = forms.DateField(
        label=_("Last day"), required=False, help_text=_("Empty: until the next policy.")
    )
    note = forms.CharField(label=_("Remark"), max_length=200, required=False)

    def __init__(self, *args: Any, series: Choices, models: Choices, stores: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["series"].choices = series  # type: ignore[attr-defined]
        self.fields["model"].choices = [("", "—"), *models]  # type: ignore[attr-defined]
        self.fields["store"].choices = stores  # type: ignore[attr-defined]


def total_of(price: int | None, lines: Iterable[AccessoryDraft]) -> int:
    """Vehicle and accessories together, as far as they can be read."""
    return (price or 0) + sum(line.amount for line in lines)
