"""Proof of the customers department's data."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from forecourt.apps.customers.models import OPEN_STATUSES, Customer, FollowUp, Lead, LeadLevel, Relationship
from forecourt.apps.customers.services.checks import search_text_of
from forecourt.core.verify import Check, Finding

CHUNK = 2_000


def leads_without_relationship() -> Iterator[Finding]:
    """Each lead's customer is known to the lead's store."""
    related = Relationship.objects.filter(customer_id=OuterRef("customer_id"), store_id=OuterRef("store_id"))
    for pk in Lead.objects.filter(~Exists(related)).values_list("pk", flat=True).iterator():
        yield Finding(f"lead {pk}: its customer is not known to its store")


def wrong_search_texts() -> Iterator[Finding]:
    """Each customer's search text is what his facts give."""
    fields = ("name", "phone", "phone2", "wechat", "search_text")
    for customer in Customer.objects.only(*fields).iterator(chunk_size=CHUNK):
        if customer.search_text != search_text_of(customer):
            yield Finding(f"customer {customer.pk}: the search text is not that of his facts")


def leads_unlike_their_customers() -> Iterator[Finding]:
    """Name, phone and search text on each lead are those of its customer."""
    same = Q(customer_name=F("customer__name"), search_text=F("customer__search_text")) & (
        Q(customer_phone=F("customer__phone")) | Q(customer__phone=None, customer_phone="")
    )
    rows = Lead.objects.exclude(pk__in=Lead.objects.filter(same).values("pk"))
    for pk in rows.values_list("pk", flat=True).iterator():
        yield Finding(f"lead {pk}: name, phone or search text is not its customer's")


def leads_without_next_step() -> Iterator[Finding]:
    """Each lead that is worked on has its next step."""
    rows = Lead.objects.filter(status__in=OPEN_STATUSES, next_follow_up_on=None)
    for pk in rows.values_list("pk", flat=True).iterator():
        yield Finding(f"lead {pk}: open, but without a next follow-up")


def levels_unlike_the_last_follow_up() -> Iterator[Finding]:
    """Each active lead has the level its last follow-up in that stage gave it."""
    last = FollowUp.objects.filter(
        lead_id=OuterRef("pk"), level_after__in=LeadLevel.objects.filter(stage="active").values("code")
    ).order_by("-pk")
    rows = Lead.objects.filter(status="active").annotate(told=Subquery(last.values("level_after")[:1]))
    wrong = rows.filter(~Q(level_id=F("working_level")) | Q(told__isnull=False) & ~Q(told=F("working_level")))
    for pk, level in wrong.values_list("pk", "level_id").iterator():
        yield Finding(f"lead {pk}: level {level} is not that of its last follow-up")


CHECKS = (
    Check(
        "customers.relationships",
        _("Every lead's customer is known to its store"),
        leads_without_relationship,
    ),
    Check("customers.search_text", _("Search texts of customers"), wrong_search_texts),
    Check("customers.lead_copies", _("Names and phones on leads"), leads_unlike_their_customers),
    Check("customers.next_step", _("Every open lead has its next step"), leads_without_next_step),
    Check("customers.levels", _("Levels follow from the follow-ups"), levels_unlike_the_last_follow_up),
)
