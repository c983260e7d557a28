"""Files that go out as downloads and never as pages."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse

POLICY = "sandbox; default-src 'none'"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(file: FieldFile, name: str, content_type: str = "application/octet-stream") -> FileResponse:
    """A stored file to be saved under `name`: the browser neither shows it nor guesses what it is."""
    response = FileResponse(file.open("rb"), as_attachment=True, filename=name, content_type=content_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = "private, no-store"
    return response
