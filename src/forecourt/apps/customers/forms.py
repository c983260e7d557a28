"""What people type about customers and leads."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forecourt.apps.customers import selectors
from forecourt.apps.customers.models import Customer, FollowUp, Lead
from forecourt.apps.organization.selectors import staff_of, store_choices
from forecourt.core.actor import Actor
from forecourt.core.contact import format_phone
from forecourt.core.money import MoneyFormField

Choices = list[tuple[Any, Any]]
NOBODY = ("", "—")


def _nullable_int(value: str) -> int | None:
    return int(value) if value else None


def _owner_choices(actor: Actor, store_id: int | None = None) -> Choices:
    people = staff_of(actor, "customers.lead.assign", store_id)
    several = len({person.store_id for person in people}) > 1
    return [(each.pk, f"{each.name} · {each.store_name}" if several else each.name) for each in people]


def _owner_field(choices: Iterable[tuple[Any, Any]]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_("Owner"), choices=[NOBODY, *choices], coerce=_nullable_int, empty_value=None, required=False
    )


def _series_field() -> Any:
    """A choice from the catalogue, over the foreign key."""
    field: Any = Lead._meta.get_field("series").formfield(required=False, label=_("Series"))
    field.queryset = field.queryset.filter(is_active=True).select_related("brand")
    field.label_from_instance = lambda series: f"{series.brand} {series}"
    return field


def _source_choices() -> Choices:
    return [(each.code, each.label) for each in selectors.sources().values() if each.is_active]


def _level_choices(stage: str) -> Choices:
    return [(level.code, f"{level.code} · {level.label}") for level in selectors.levels_of(stage)]


class WishForm(forms.Form):
    """What a lead wants: shared by the new lead and its edit form."""

    series = forms.Field(required=False)
    wanted = forms.CharField(
        label=_("Wanted"), max_length=120, required=False, help_text=_("Trim, colour, options.")
    )
    budget_min = MoneyFormField(label=_("Budget from"), required=False)
    budget_max = MoneyFormField(label=_("Budget to"), required=False)
    expected_on = forms.DateField(label=_("Expected purchase"), required=False, widget=forms.DateInput)
    note = forms.CharField(
        label=_("Remark"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["series"] = _series_field()

    @property
    def wishes(self) -> dict[str, Any]:
        """The cleaned values as the services take them."""
        data = self.cleaned_data
        names = ("wanted", "budget_min", "budget_max", "expected_on", "note")
        return {name: data[name] for name in names} | {
            "series_id": data["series"].pk if data["series"] else None
        }


class LeadAddForm(WishForm):
    """A new lead, phone first."""

    phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off", "autofocus": True}),
    )
    name = forms.CharField(label=_("Customer name"), max_length=80, required=False)
    source = forms.ChoiceField(label=_("Source"), choices=_source_choices)
    level = forms.ChoiceField(label=_("Level"))
    even_if_open = forms.BooleanField(
        label=_("Add another lead all the same"), required=False, widget=forms.HiddenInput
    )

    field_order = (
        "phone", "name", "store", "source", "level", "series", "wanted", "budget_max", "expected_on", "owner", "note",
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["budget_min"]
        self.fields["level"].choices = _level_choices("active")  # type: ignore[attr-defined]
        self.fields["level"].initial = "N"
        self.stores = store_choices(actor, "customers.lead.manage")
        if not self.stores and actor.store_id:
            names = dict(store_choices(actor))
            self.stores = [(actor.store_id, names.get(actor.store_id, "—"))]
        self.fields["store"] = forms.TypedChoiceField(
            label=_("Store"), choices=self.stores, coerce=int, initial=actor.store_id
        )
        if len(self.stores) == 1:
            self.fields["store"].widget = forms.HiddenInput()
            self.fields["store"].initial = self.stores[0][0]
        if actor.can("customers.lead.assign"):
            self.fields["owner"] = _owner_field(_owner_choices(actor))
            self.fields["owner"].help_text = _("Empty: yourself, where you work at the store.")
        self.order_fields(self.field_order)

    def allow_second(self) -> None:
        """Offer to add another lead beside an open one."""
        self.fields["even_if_open"].widget = forms.CheckboxInput()

    @property
    def wishes(self) -> dict[str, Any]:
        """The cleaned values as the service takes them."""
        names = ("wanted", "budget_max", "expected_on", "note")
        data = self.cleaned_data
        return {name: data[name] for name in names} | {
            "series_id": data["series"].pk if data["series"] else None,
            "level": data["level"],
            "owner_id": data.get("owner"),
            "even_if_open": data["even_if_open"],
        }


class LeadForm(WishForm):
    """Changes of a lead."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    source = forms.ChoiceField(label=_("Source"))
    next_follow_up_on = forms.DateField(label=_("Next follow-up"), required=False, widget=forms.DateInput)

    field_order = (
        "source",
        "series",
        "wanted",
        "budget_min",
        "budget_max",
        "expected_on",
        "next_follow_up_on",
        "note",
    )

    def __init__(self, *args: Any, lead: Lead, **kwargs: Any) -> None:
        names = (
            "version", "wanted", "budget_min", "budget_max", "expected_on", "note", "series", "next_follow_up_on",
        )  # fmt: skip
        initial = {name: getattr(lead, name) for name in names} | {"source": lead.source_id}
        super().__init__(*args, initial=initial, **kwargs)
        choices = _source_choices()
        if lead.source_id not in dict(choices):
            choices.append((lead.source_id, lead.source_id))
        self.fields["source"].choices = choices  # type: ignore[attr-defined]

    @property
    def changes(self) -> dict[str, Any]:
        """What the service takes."""
        data = self.cleaned_data
        return self.wishes | {"source_id": data["source"], "next_follow_up_on": data["next_follow_up_on"]}


class CustomerForm(forms.ModelForm):  # type: ignore[type-arg]
    """Changes of a customer. A number that is shown masked is left out, and so stays as it is."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Customer
        fields = (
            "kind", "name", "phone", "phone2", "wechat", "gender", "id_number", "company_code", "city", "address",
            "note",
        )  # fmt: skip
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, is_phone_whole: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("phone", "phone2"):
            if is_phone_whole:
                self.fields[name].max_length = None  # type: ignore[attr-defined]
                self.fields[name].widget.attrs |= {"inputmode": "tel"}
                self.initial[name] = format_phone(self.initial.get(name) or "")
            else:
                del self.fields[name]
        if not is_phone_whole:
            del self.fields["id_number"]

    def _post_clean(self) -> None:
        """The service checks and writes; the form only reads."""

    def validate_unique(self) -> None:
        """The service does."""


class FollowUpForm(forms.Form):
    """The result of a contact: channel and outcome by one tap each, the rest as one likes."""

    channel = forms.ChoiceField(label=_("Channel"), choices=FollowUp.Channel.choices, initial="phone")
    outcome = forms.ChoiceField(label=_("Outcome"), choices=FollowUp.Outcome.choices)
    level = forms.ChoiceField(label=_("Level"), required=False)
    next_on = forms.DateField(label=_("Next follow-up"), required=False, widget=forms.DateInput)
    note = forms.CharField(label=_("Remark"), max_length=500, required=False)

    def __init__(self, *args: Any, lead: Lead, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stage = "active" if lead.status == Lead.Status.DORMANT else lead.status
        self.fields["level"].choices = [("", "—"), *_level_choices(stage)]  # type: ignore[attr-defined]
        self.initial["level"] = lead.level_id


class DefeatForm(forms.Form):
    """Why a lead was lost."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[each for each in Lead.DefeatReason.choices if each[0]],
        widget=forms.RadioSelect,
    )
    competitor = forms.CharField(label=_("Bought instead"), max_length=80, required=False)
    note = forms.CharField(
        label=_("Remark"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class AssignForm(forms.Form):
    """Who takes a lead."""

    owner_id = _owner_field(())

    def __init__(self, *args: Any, actor: Actor, store_id: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner_id"].choices = [NOBODY, *_owner_choices(actor, store_id)]  # type: ignore[attr-defined]
