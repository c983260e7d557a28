"""Leads: list, new, record, edit, assign, follow-up, defeat, reopen."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forecourt.apps.customers import forms, lists, selectors, services
from forecourt.apps.customers.errors import LeadExists
from forecourt.apps.customers.models import FollowUp, Lead
from forecourt.apps.customers.views.timeline import timeline_entries
from forecourt.core import clock
from forecourt.core.errors import DomainError
from forecourt.core.http import ActorRequest, needs
from forecourt.core.money import format_money
from forecourt.core.ui.history import history_of
from forecourt.core.ui.lists import list_page
from forecourt.core.ui.panels import form_from, is_partial, refuse, render_panel
from forecourt.core.ui.record import Fact, RecordPage, Step, Tab
from forecourt.core.ui.record_actions import actions_for

PAGE = "customers/lead.html"
FORM = "customers/form.html"
TABS = ("overview", "history")
TONES = {"active": "info", "ordered": "good", "delivered": "good", "defeated": "neutral", "dormant": "warn"}


def _url(lead_id: int) -> str:
    return reverse("customers:lead-detail", args=[lead_id])


@needs("customers.lead.view")
def lead_list(request: ActorRequest) -> HttpResponseBase:
    """The leads within reach."""
    return list_page(request, lists.LEADS)


@needs("customers.lead.manage")
def lead_add(request: ActorRequest) -> HttpResponse:
    """A new lead, phone first; while the phone is typed, the same address says who has it."""
    if request.method == "POST" and "check" in request.GET and is_partial(request):
        verdict = selectors.check_phone(request.actor, request.POST.get("phone", "")[:60])
        return render(request, "customers/lead_add.html#duplicate", {"verdict": verdict})
    customer = None
    if request.GET.get("customer", "").isdigit():
        customer = selectors.get_customer(request.actor, int(request.GET["customer"]))
    form = form_from(request, forms.LeadAddForm, actor=request.actor)
    if customer is not None:
        del form.fields["phone"], form.fields["name"]
    saved_to = _add(request, form, customer.pk if customer else None)
    context = {"form": form, "customer": customer}
    return render_panel(
        request,
        "customers/lead_add.html",
        "customers/lead_add.html#panel",
        context,
        saved_to=saved_to,
        leave=True,
    )


def _add(request: ActorRequest, form: forms.LeadAddForm, customer_id: int | None) -> str | None:
    if not form.is_bound or not form.is_valid():
        return None
    data = form.cleaned_data
    try:
        lead = services.add_lead(
            actor=request.actor,
            store_id=data["store"],
            source=data["source"],
            customer_id=customer_id,
            name=data.get("name", "") or _("Unnamed"),
            phone=data.get("phone", ""),
            **form.wishes,
        )
    except LeadExists as error:
        form.allow_second()
        refuse(form, error)
        return None
    except DomainError as error:
        refuse(form, error)
        return None
    messages.success(request, _("Lead added."))
    return _url(lead.pk)


@needs("customers.lead.view")
def lead_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """One lead: facts, follow-up, timeline, history."""
    lead = selectors.get_lead(request.actor, pk)
    return render_panel(request, PAGE, f"{PAGE}#panel", _context(request, lead))


def _context(request: ActorRequest, lead: Lead, form: forms.FollowUpForm | None = None) -> dict[str, Any]:
    asked = request.GET.get("tab", "")
    tab = asked if asked in TABS else "overview"
    today = clock.today(lead.store.time_zone)
    return {
        "lead": lead,
        "tab": tab,
        "item": selectors.describe(request.actor, lead, today),
        "form": form or forms.FollowUpForm(lead=lead),
        "follow_ups": selectors.follow_ups_of(lead) if tab == "overview" else (),
        "history": history_of(lead, hidden=frozenset({"customer_phone"})) if tab == "history" else (),
        "record": _record(request, lead, tab),
        "can_follow_up": request.actor.can("customers.lead.manage"),
        **follow_up_words(lead),
    }


def follow_up_words(lead: Lead) -> dict[str, Any]:
    """What the follow-up panel offers."""
    stage = Lead.Status.ACTIVE if lead.status == Lead.Status.DORMANT else lead.status
    return {
        "channels": FollowUp.Channel.choices,
        "outcomes": FollowUp.Outcome.choices,
        "levels": selectors.levels_of(stage),
    }


def _record(request: ActorRequest, lead: Lead, tab: str) -> RecordPage:
    whole = selectors.sees_phone_of(request.actor, lead)
    phone = lead.customer_phone if whole else selectors.shown_phone(lead.customer_phone, is_whole=False)
    level = selectors.levels()[lead.level_id]
    url = _url(lead.pk)
    customer_url = reverse("customers:customer-detail", args=[lead.customer_id])
    return RecordPage(
        facts=(
            Fact(_("Customer"), lead.customer_name, url=customer_url, big=True),
            Fact(_("Phone"), phone or "–", kind="phone" if whole and phone else "text"),
            Fact(_("Level"), f"{level.code} · {level.label}"),
            Fact(_("Owner"), str(lead.owner or _("Nobody"))),
            Fact(
                _("Next follow-up"),
                lead.next_follow_up_on or "–",
                kind="day" if lead.next_follow_up_on else "text",
            ),
            Fact(_("Wanted"), " ".join(filter(None, (str(lead.series or ""), lead.wanted))) or "–"),
            Fact(_("Budget"), _budget(lead)),
            Fact(_("Source"), selectors.sources()[lead.source_id].label),
            Fact(_("Store"), str(lead.store)),
        ),
        status=lead.get_status_display(),
        tone=TONES[lead.status],
        steps=_steps(request, lead),
        tabs=(Tab("overview", _("Follow-up"), url), Tab("history", _("History"), f"{url}?tab=history")),
        tab=tab,
        timeline=timeline_entries(_timeline(request, lead)),
        zone=lead.store.time_zone,
    )


def _timeline(request: ActorRequest, lead: Lead) -> Any:
    return (
        selectors.timeline_of(request.actor, lead.customer)
        if request.actor.can("customers.customer.view")
        else ()
    )


def _budget(lead: Lead) -> str:
    amounts = [format_money(amount) for amount in (lead.budget_min, lead.budget_max) if amount is not None]
    return " – ".join(amounts) or "–"


def _steps(request: ActorRequest, lead: Lead) -> tuple[Step, ...]:
    steps = []
    manages = request.actor.can("customers.lead.manage")
    if manages:
        steps.append(Step(_("Edit"), reverse("customers:lead-edit", args=[lead.pk]), icon="edit"))
    if request.actor.can("customers.lead.assign"):
        steps.append(Step(_("Assign"), reverse("customers:lead-assign", args=[lead.pk]), icon="user-check"))
    if manages and lead.status in {Lead.Status.ACTIVE, Lead.Status.DORMANT}:
        steps.append(
            Step(_("Defeated"), reverse("customers:lead-defeat", args=[lead.pk]), icon="flag", tone="bad")
        )
    if manages and lead.status in {Lead.Status.DEFEATED, Lead.Status.DORMANT}:
        url = reverse("customers:lead-reopen", args=[lead.pk])
        steps.append(Step(_("Take up again"), url, icon="refresh", method="post", primary=True))
    offered = actions_for(request.actor, "customers.lead", lead)
    steps.extend(Step(action.label, action.url, icon=action.icon) for action in offered)
    return tuple(steps)


@require_http_methods(["GET", "POST"])
@needs("customers.lead.manage")
def lead_follow_up(request: ActorRequest, pk: int) -> HttpResponse:
    """Record a contact: from the lead's page or from Today, whose card opens with the form and comes back done."""
    lead = selectors.get_lead(request.actor, pk)
    if request.method == "GET":
        opened = _context(request, lead, None) | {
            "is_open": True,
            "day": clock.today(),
            "list_url": reverse("customers:lead-list"),
        }
        return render_panel(request, PAGE, "customers/card.html", opened)
    form = forms.FollowUpForm(request.POST, lead=lead)
    back = _back(request, _url(pk))
    saved_to = None
    if form.is_valid():
        try:
            services.record_follow_up(actor=request.actor, lead_id=pk, **_said(form))
            saved_to = back
        except DomainError as error:
            refuse(form, error)
    lead = selectors.get_lead(request.actor, pk)
    from_today = "card" in request.POST
    panel = "customers/card.html" if from_today else f"{PAGE}#panel"
    context = _context(request, lead, None if saved_to else form) | {
        "done": saved_to is not None,
        "is_open": True,
        "day": clock.today(),
        "list_url": reverse("customers:lead-list"),
    }
    return render_panel(request, PAGE, panel, context, saved_to=saved_to, leave=not from_today)


def _said(form: forms.FollowUpForm) -> dict[str, Any]:
    return {**form.cleaned_data, "level": form.cleaned_data["level"] or None}


def _back(request: ActorRequest, default: str) -> str:
    """The page of this site that the form names, else `default`."""
    url = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if url and is_ours else default


@needs("customers.lead.manage")
def lead_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Change what a lead wants, its source or its next date."""
    lead = selectors.get_lead(request.actor, pk)
    form = form_from(request, forms.LeadForm, lead=lead)
    saved_to = None
    if form.is_bound and form.is_valid():
        try:
            services.change_lead(
                actor=request.actor, lead_id=pk, version=form.cleaned_data["version"], changes=form.changes
            )
            saved_to = _url(pk)
        except DomainError as error:
            refuse(form, error)
    context = {"form": form, "back": _url(pk), "title": _("Edit lead"), "about": lead.customer_name}
    return render_panel(request, FORM, f"{FORM}#panel", context, saved_to=saved_to, leave=True)


@needs("customers.lead.assign")
def lead_assign(request: ActorRequest, pk: int) -> HttpResponse:
    """Give a lead to a person of its store."""
    lead = selectors.get_lead(request.actor, pk)
    form = form_from(request, forms.AssignForm, actor=request.actor, store_id=lead.store_id)
    form.initial["owner_id"] = lead.owner_id
    saved_to = None
    if form.is_bound and form.is_valid():
        try:
            services.assign_lead(actor=request.actor, lead_id=pk, **form.cleaned_data)
            saved_to = (
                _back(request, _url(pk)) if _still_visible(request, pk) else reverse("customers:lead-list")
            )
        except DomainError as error:
            refuse(form, error)
    context = {"form": form, "back": _url(pk), "title": _("Assign lead"), "about": lead.customer_name}
    return render_panel(request, FORM, f"{FORM}#panel", context, saved_to=saved_to, leave=True)


def _still_visible(request: ActorRequest, pk: int) -> bool:
    return selectors.list_leads(request.actor).filter(pk=pk).exists()


@needs("customers.lead.manage")
def lead_defeat(request: ActorRequest, pk: int) -> HttpResponse:
    """Say why a lead was lost."""
    lead = selectors.get_lead(request.actor, pk)
    form = form_from(request, forms.DefeatForm, initial={"version": lead.version})
    saved_to = None
    if form.is_bound and form.is_valid():
        try:
            services.defeat_lead(actor=request.actor, lead_id=pk, **form.cleaned_data)
            saved_to = _url(pk)
        except DomainError as error:
            refuse(form, error)
    context = {"form": form, "back": _url(pk), "title": _("Lead defeated"), "about": lead.customer_name}
    return render_panel(request, FORM, f"{FORM}#panel", context, saved_to=saved_to, leave=True)


@require_POST
@needs("customers.lead.manage")
def lead_reopen(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a defeated or dormant lead up again."""
    services.reopen_lead(actor=request.actor, lead_id=pk)
    return HttpResponseRedirect(_url(pk))
