"""What the facts of customers and leads must be like before they are written."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from forecourt.apps.customers.errors import (
    LevelUnsuitable,
    NextDateUnsuitable,
    OwnerUnsuitable,
    SourceUnknown,
)
from forecourt.apps.customers.models import Customer, Lead
from forecourt.apps.customers.selectors.setup import Level, levels, sources
from forecourt.apps.organization.selectors import StoreFacts, employee_facts, store_facts
from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.contact import check_company_code, check_id_number, normalise_phone, require_phone
from forecourt.core.errors import Invalid, NotFound
from forecourt.core.text import clean_text, search_text

_LIMITS = {"name": 80, "wechat": 40, "city": 40, "address": 200, "note": 500}
FURTHEST = timedelta(days=366)


def clean_customer(facts: Mapping[str, Any], kept_phones: Collection[str] = ()) -> dict[str, Any]:
    """The facts as they are stored; numbers in `kept_phones` are stored already and pass as they are.

    Raises Invalid with the field that cannot be right.
    """
    cleaned = dict(facts)
    for name, limit in _LIMITS.items():
        if name in cleaned:
            cleaned[name] = _text(cleaned[name], name, limit)
    if not cleaned.get("name"):
        raise Invalid(_("A customer needs a name."), field="name")
    cleaned.update(_phones(facts, kept_phones))
    if cleaned.get("kind", Customer.Kind.PERSON) not in Customer.Kind.values:
        raise Invalid(field="kind")
    if "id_number" in facts:
        cleaned["id_number"] = check_id_number(facts["id_number"]).number if facts["id_number"] else None
    if "company_code" in facts:
        cleaned["company_code"] = _company_code(facts)
    return cleaned


def _text(value: str | None, field: str, limit: int) -> str:
    text = clean_text(value or "")
    if len(text) > limit:
        raise Invalid(_("At most %(limit)d characters."), field=field, limit=limit)
    return text


def _phones(facts: Mapping[str, Any], kept: Collection[str]) -> dict[str, Any]:
    """The canonical phones; a second phone without a first one becomes the first."""
    phone, phone2 = (_phone(facts.get(field) or "", field, kept) for field in ("phone", "phone2"))
    if phone2 == phone or not phone:
        phone, phone2 = phone or phone2, ""
    return {"phone": phone or None, "phone2": phone2}


def _phone(text: str, field: str, kept: Collection[str]) -> str:
    if not text.strip():
        return ""
    canonical = normalise_phone(text)
    return canonical if canonical in kept else require_phone(text, field=field)


def _company_code(facts: Mapping[str, Any]) -> str | None:
    if not facts["company_code"]:
        return None
    if facts.get("kind") != Customer.Kind.COMPANY:
        raise Invalid(_("Only a company has a company code."), field="company_code")
    return check_company_code(facts["company_code"])


def customer_search_text(facts: Mapping[str, Any]) -> str:
    """What a customer and his leads are found by: name and phones, WeChat, city."""
    phones = [phone for phone in (facts.get("phone"), facts.get("phone2")) if phone]
    return search_text(facts["name"], facts.get("wechat", ""), phones=phones)


def search_text_of(customer: Customer) -> str:
    """The search text recomputed from the row."""
    return customer_search_text(
        {"name": customer.name, "wechat": customer.wechat, "phone": customer.phone, "phone2": customer.phone2}
    )


def level_for(code: str, stage: str) -> Level:
    """A level that a lead of this stage may hold. Raises LevelUnsuitable."""
    level = levels().get(code)
    if level is None or level.stage != stage or not level.is_active:
        raise LevelUnsuitable(field="level", level=code)
    return level


def first_level_of(stage: str) -> Level:
    """The level that a lead takes when it comes to this stage."""
    return next(level for level in levels().values() if level.stage == stage)


def require_source(code: str) -> str:
    """The code of a known source. Raises SourceUnknown."""
    if code not in sources():
        raise SourceUnknown(field="source", source=code)
    return code


def require_series(series_id: int | None) -> None:
    """Raises Invalid where the catalogue has no such series; none at all is fine."""
    if series_id is not None and not Lead.series.get_queryset().filter(pk=series_id).exists():
        raise Invalid(_("There is no such series."), field="series")


def require_store(actor: Actor, store_id: int) -> StoreFacts:
    """The facts of the store. Raises NotFound where there is no such store."""
    facts = store_facts(actor, [store_id]).get(store_id)
    if facts is None:
        raise NotFound(field="store_id")
    return facts


def store_today(actor: Actor, store_id: int) -> date:
    """The calendar date at the store. Raises NotFound where there is no such store."""
    return clock.today(require_store(actor, store_id).time_zone)


def require_next_on(day: date, today: date) -> date:
    """A day for the next contact. Raises NextDateUnsuitable."""
    if not today <= day <= today + FURTHEST:
        raise NextDateUnsuitable(field="next_on")
    return day


def require_budget(low: int | None, high: int | None) -> None:
    """Raises Invalid unless the budget is a range of amounts that can be paid."""
    if low is not None and low < 0:
        raise Invalid(_("A budget is not negative."), field="budget_min")
    if high is not None and high < (low or 0):
        raise Invalid(_("The budget ends below its beginning."), field="budget_max")


def require_owner(actor: Actor, owner_id: int | None, store_id: int) -> None:
    """Raises OwnerUnsuitable unless the owner works at the store today; nobody is always suitable."""
    if owner_id is None or (owner_id, store_id) == (actor.employee_id, actor.store_id):
        return  # an actor is an employee only while he works
    owner = employee_facts(actor, [owner_id]).get(owner_id)
    if owner is None or owner.store_id != store_id or not owner.is_active:
        raise OwnerUnsuitable(field="owner_id")
