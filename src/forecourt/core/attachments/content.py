"""What a file is, told by its content: a name or a browser's word proves nothing."""

import warnings
from pathlib import PurePath
from typing import IO

from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from forecourt.core.errors import Invalid

MAX_PIXELS = 50_000_000
_MAGIC = ((b"%PDF-", "application/pdf"), (b"PK\x03\x04", "application/zip"))
_OFFICE = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_IMAGES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
SUFFIXES = {
    "image/jpeg": {".jpg", ".jpeg"},
    "image/png": {".png"},
    "image/webp": {".webp"},
    "application/pdf": {".pdf"},
    "text/plain": {".txt", ".csv"},
    **{kind: {suffix} for suffix, kind in _OFFICE.items()},
}


class FileRefused(Invalid):
    """A file of a kind that is not kept."""

    code = "core.file_refused"
    default_message = _("Only photos (JPEG, PNG, WebP), PDF, Word, Excel and plain text are kept.")


def content_type_of(file: IO[bytes], name: str) -> str:
    """The media type of a file that may be kept; the position is back at the start. Raises FileRefused."""
    head = file.read(512)
    file.seek(0)
    suffix = PurePath(name).suffix.lower()
    found = _by_magic(head, suffix) or _image_type(file) or _text_type(file, suffix)
    file.seek(0)
    if suffix not in SUFFIXES.get(found, set()):
        raise FileRefused(field="file")
    return found


def _by_magic(head: bytes, suffix: str) -> str:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return _OFFICE.get(suffix, "") if kind == "application/zip" else kind
    return ""


def _image_type(file: IO[bytes]) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise FileRefused(_("This picture has more than 50 million points."), field="file")
                image.verify()
                return _IMAGES.get(image.format or "", "")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return ""
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise FileRefused(_("This picture has more than 50 million points."), field="file") from None


def _text_type(file: IO[bytes], suffix: str) -> str:
    if suffix not in SUFFIXES["text/plain"]:
        return ""
    file.seek(0)
    sample = file.read(64 * 1024)
    if b"\0" in sample:
        return ""
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        return "text/plain" if error.start > len(sample) - 4 else ""
    return "text/plain"
