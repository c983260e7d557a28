"""Pages of the import wizard: upload, columns, result of the check, progress, outcome."""

from collections.abc import Iterator
from typing import Any

from django.http import FileResponse, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from forecourt.core.downloads import XLSX, download
from forecourt.core.errors import Conflict, DomainError, NotFound
from forecourt.core.http import ActorRequest, needs
from forecourt.core.imports import lists, selectors, services
from forecourt.core.imports.forms import MappingForm, SheetForm, UploadForm, mapping_initial
from forecourt.core.imports.importer import Importer, ImportField, get_importer, importers_for
from forecourt.core.imports.models import ImportRun
from forecourt.core.imports.template_file import template_file
from forecourt.core.money import format_money
from forecourt.core.spreadsheets import Table
from forecourt.core.ui.lists import list_page
from forecourt.core.ui.panels import form_from, refuse, render_panel

CODE = "imports.run.execute"
SHOWN_REFUSALS = 100
Status = ImportRun.Status


@needs(CODE)
def run_list(request: ActorRequest) -> HttpResponseBase:
    """The imports of the person."""
    return list_page(request, lists.RUNS)


@needs(CODE)
def run_add(request: ActorRequest) -> HttpResponse:
    """Choose what the file holds and upload it."""
    form = form_from(request, UploadForm, actor=request.actor)
    saved_to = None
    if form.is_bound and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            run = services.upload_import(
                actor=request.actor, importer=form.cleaned_data["importer"], file=upload, filename=upload.name
            )
            saved_to = run.get_absolute_url()
        except DomainError as error:
            refuse(form, error)
    context = {"form": form, "importers": importers_for(request.actor)}
    return render_panel(
        request, "imports/upload.html", "imports/upload.html#panel", context, saved_to=saved_to, leave=True
    )


@needs(CODE)
@require_GET
def template_download(request: ActorRequest, code: str) -> HttpResponseBase:
    """An empty workbook with the columns of a kind of data."""
    importer = get_importer(code)
    importer.require(request.actor)
    name = f"{get_valid_filename(str(importer.label))}.xlsx"
    return FileResponse(template_file(importer), as_attachment=True, filename=name, content_type=XLSX)


@needs(CODE)
@require_GET
def run_record(request: ActorRequest, pk: int) -> HttpResponse:
    """Where an import stands; asked again by htmx while it runs. `?columns=1` opens the columns of a checked file."""
    run = selectors.get_run(request.actor, pk)
    wants_columns = run.status == Status.UPLOADED or "columns" in request.GET or "kept" in request.GET
    if wants_columns and not run.is_under_way and not run.is_partly_in and run.status != Status.DONE:
        return _mapping_page(request, run)
    return _answer(request, run)


@needs(CODE)
@require_POST
def run_check(request: ActorRequest, pk: int) -> HttpResponse:
    """Take the columns and options, and let every row be checked."""
    run = selectors.get_run(request.actor, pk)
    table, form = _mapping_form(request, run)
    if form.is_valid():
        try:
            services.set_mapping(
                actor=request.actor, run_id=run.pk, mapping=form.mapping(), options=form.options(),
                keep_as=form.cleaned_data["keep_as"],
            )  # fmt: skip
            services.start_check(actor=request.actor, run_id=run.pk)
            return HttpResponseRedirect(run.get_absolute_url())
        except Conflict:
            raise
        except DomainError as error:
            form.add_error(
                f"option_{error.field}" if f"option_{error.field}" in form.fields else None, error.message
            )
    return _render(request, run, _mapping_context(request, run, table, form))


@needs(CODE)
@require_POST
def run_reopen(request: ActorRequest, pk: int) -> HttpResponse:
    """Read another sheet of the file, or take the names from another row."""
    run = selectors.get_run(request.actor, pk)
    table = services.open_run(run)
    form = SheetForm(request.POST, sheets=table.sheet_names)
    if form.is_valid():
        try:
            services.reopen_file(
                actor=request.actor, run_id=run.pk, sheet=form.cleaned_data.get("sheet", run.sheet),
                header_row=form.cleaned_data["header_row"],
            )  # fmt: skip
            return HttpResponseRedirect(run.get_absolute_url())
        except Conflict:
            raise
        except DomainError as error:
            refuse(form, error)
    table, mapping_form = _mapping_form(request, run, bound=False)
    return _render(request, run, {**_mapping_context(request, run, table, mapping_form), "sheet_form": form})


@needs(CODE)
@require_POST
def run_start(request: ActorRequest, pk: int) -> HttpResponse:
    """Let the checked rows be brought in, or go on where it was stopped."""
    run = services.start_import(actor=request.actor, run_id=pk)
    return HttpResponseRedirect(run.get_absolute_url())


@needs(CODE)
@require_GET
def run_refused(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The refused rows with their reasons, as a workbook."""
    run = selectors.get_run(request.actor, pk)
    if not run.refused_file:
        raise NotFound
    return download(run.refused_file, f"{_('refused')}-{run.filename.rpartition('.')[0]}.xlsx", XLSX)


def _mapping_form(request: ActorRequest, run: ImportRun, *, bound: bool = True) -> tuple[Table, MappingForm]:
    importer = get_importer(run.importer)
    table, rows = selectors.preview(run)
    about: dict[str, Any] = {
        "importer": importer, "actor": request.actor, "headers": table.headers, "rows": rows,
    }  # fmt: skip
    if bound and request.method == "POST":
        return table, MappingForm(request.POST, **about)
    mapping = run.mapping
    for kept in selectors.kept_mappings(run.importer, table.headers):
        if str(kept.pk) == request.GET.get("kept"):
            mapping = kept.mapping
    return table, MappingForm(initial=mapping_initial(mapping, run.options, importer), **about)


def _mapping_page(request: ActorRequest, run: ImportRun) -> HttpResponse:
    try:
        table, form = _mapping_form(request, run)
    except NotFound:
        raise
    except DomainError as error:
        return _render(request, run, {"run": run, "step": "broken", "reason": error.message})
    return _render(request, run, _mapping_context(request, run, table, form))


def _mapping_context(
    request: ActorRequest, run: ImportRun, table: Table, form: MappingForm
) -> dict[str, Any]:
    about = {"sheet": run.sheet, "header_row": run.header_row}
    return {
        "step": "columns",
        "run": run,
        "form": form,
        "label": lists.label_of(run),
        "headers": table.headers,
        "rows": form.rows,
        "kept": selectors.kept_mappings(run.importer, table.headers),
        "sheet_form": SheetForm(initial=about, sheets=table.sheet_names),
    }


def _answer(request: ActorRequest, run: ImportRun) -> HttpResponse:
    importer = get_importer(run.importer)
    fields = [
        each for each in importer.fields if any(each.name in sample["values"] for sample in run.samples)
    ]
    context = {
        "step": "progress" if run.is_under_way else "result",
        "run": run,
        "label": importer.label,
        "job": run.job,
        "outcomes": list(_outcomes(run, importer)),
        "coming": run.rows_total - run.rows_refused,
        "sampled": fields,
        "samples": [_sample(sample, fields, importer) for sample in run.samples],
        "refusals": run.refusals[:SHOWN_REFUSALS],
        "more_refusals": max(run.rows_refused - SHOWN_REFUSALS, 0),
    }
    return _render(request, run, context)


def _sample(sample: dict[str, Any], fields: list[ImportField], importer: Importer) -> dict[str, Any]:
    """A sample row as the page shows it: money in major units, in the order of the fields."""
    values = sample["values"]
    return {
        "number": sample["number"],
        "outcome": importer.outcomes.get(sample["outcome"], sample["outcome"]),
        "cells": [_shown(each, values.get(each.name, "")) for each in fields],
    }


def _shown(field: ImportField, text: str) -> str:
    return format_money(int(text)) if field.kind == "money" and text else text


def _outcomes(run: ImportRun, importer: Importer) -> Iterator[tuple[Any, int]]:
    for outcome, count in run.outcomes.items():
        yield importer.outcomes.get(outcome, outcome), count


def _render(request: ActorRequest, run: ImportRun, context: dict[str, Any]) -> HttpResponse:
    return render_panel(request, "imports/run.html", "imports/run.html#panel", context)
