"""The duplicate check at entry: what is known of a phone before a lead is written."""

from dataclasses import dataclass
from typing import Literal

from forecourt.apps.customers.models import OPEN_STATUSES, Customer, Lead
from forecourt.core.actor import Actor
from forecourt.core.contact import parse_phone


@dataclass(frozen=True, slots=True)
class PhoneVerdict:
    """Who has a phone.

    `unreadable`: no number that can be called; `new`: nobody has it; `known`: `customer` has it, within reach, with
    his open leads; `in_group`: somebody out of reach has it, and nothing more is said.
    """

    kind: Literal["unreadable", "new", "known", "in_group"]
    customer: Customer | None = None
    leads: tuple[Lead, ...] = ()


def check_phone(actor: Actor, text: str) -> PhoneVerdict:
    """Who has this phone, in any spelling, as far as the actor may know; at most three queries."""
    phone = parse_phone(text)
    if not phone.valid:
        return PhoneVerdict("unreadable")
    customers = Customer.objects.filter(phone=str(phone))
    customer = customers.visible_to(actor, "customers.customer.view").first()
    if customer is None:
        return PhoneVerdict("in_group" if customers.exists() else "new")
    leads = Lead.objects.visible_to(actor, "customers.lead.view").filter(
        customer=customer, status__in=OPEN_STATUSES
    )
    return PhoneVerdict("known", customer, tuple(leads.select_related("owner", "store").order_by("-pk")[:5]))
