"""Imports for programs: upload a file, map its columns, let it be checked, let it run."""

from datetime import datetime
from typing import Annotated, Any

from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from forecourt.core.api import ApiRequest, In, Line, allows
from forecourt.core.api.lists import add_list
from forecourt.core.imports import lists, selectors, services
from forecourt.core.imports.mapping import ColumnMapping
from forecourt.core.imports.models import ImportRun

router = Router(tags=["Imports"])
EXECUTE = services.VIEW
Texts = dict[Line, Line]

add_list(router, "/imports/", lists.RUNS, name="list_imports")


class RefusalOut(Schema):
    """A row that is not taken, and why."""

    row: int
    reason: str


class ImportOut(Schema):
    """A file on its way in. `job_id` is the job that checks or imports it; `refusals` are at most the first 100."""

    id: int
    importer: str
    filename: str
    status: str
    mapping: dict[str, Any]
    options: dict[str, Any]
    rows_total: int
    rows_done: int
    rows_refused: int
    outcomes: dict[str, Any]
    error: str
    job_id: int | None
    created_at: datetime
    finished_at: datetime | None
    refusals: list[RefusalOut]


class MappingIn(In):
    """Which column holds which field; `constants` give a field one text for all rows."""

    columns: Annotated[Texts, Field(max_length=200)] = {}
    constants: Annotated[Texts, Field(max_length=200)] = {}
    options: Annotated[Texts, Field(max_length=50)] = {}


@router.get("/imports/{int:pk}/", response=ImportOut)
@allows(EXECUTE)
def get_import(request: ApiRequest, pk: int) -> ImportOut:
    """One of one's own imports: where it stands and which rows are refused."""
    return _run(selectors.get_run(request.actor, pk))


@router.post("/imports/", response={201: ImportOut})
@allows(EXECUTE)
def upload_import(
    request: ApiRequest, importer: Annotated[Line, Form(max_length=60)], file: Annotated[UploadedFile, File()]
) -> ImportOut:
    """Upload a file (multipart); the columns are guessed from their names."""
    run = services.upload_import(
        actor=request.actor, importer=importer, file=file, filename=file.name or "upload"
    )
    return _run(run)


@router.post("/imports/{int:pk}/check/", response={202: ImportOut})
@allows(EXECUTE)
def check_import(request: ApiRequest, pk: int, data: MappingIn) -> ImportOut:
    """Decide the columns (none sent: as guessed) and let every row be checked."""
    run = selectors.get_run(request.actor, pk)
    mapping = ColumnMapping(
        columns=data.columns or run.mapping.get("columns", {}),
        constants=data.constants or run.mapping.get("constants", {}),
        settings=run.mapping.get("settings", {}),
    )
    services.set_mapping(actor=request.actor, run_id=pk, mapping=mapping, options=data.options)
    return _run(services.start_check(actor=request.actor, run_id=pk))


@router.post("/imports/{int:pk}/run/", response={202: ImportOut})
@allows(EXECUTE)
def start_import(request: ApiRequest, pk: int) -> ImportOut:
    """Let the checked rows be brought in; what is refused stays outside."""
    return _run(services.start_import(actor=request.actor, run_id=pk))


def _run(run: ImportRun) -> ImportOut:
    plain = set(ImportOut.model_fields) - {"refusals"}
    refusals = [RefusalOut(row=row, reason=str(reason)) for row, reason in run.refusals[:100]]
    return ImportOut(**{name: getattr(run, name) for name in plain}, refusals=refusals)
