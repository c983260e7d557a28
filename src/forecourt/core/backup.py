"""One archive with the database and the uploaded files, and the way back."""

import json
import shutil
import sqlite3
import subprocess  # nosec B404 - pg_dump and pg_restore only
import tarfile
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_lazy as _

import forecourt
from forecourt.core import clock
from forecourt.core.errors import Conflict, Invalid

MANIFEST, DATABASE, UPLOADS = "manifest.json", "database", "uploads"


def back_up(target: Path) -> Path:
    """Write a consistent archive to `target` (a .tar.gz, or a folder that gets one named by the moment).

    The installation keeps running meanwhile. Raises Conflict where the file exists already.
    """
    if target.is_dir():
        target = target / f"forecourt-{clock.now():%Y%m%dT%H%M%SZ}.tar.gz"
    if target.exists():
        raise Conflict(_("%(path)s exists already."), path=str(target))
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder, DATABASE)
        dump_database(database)
        manifest = {
            "forecourt": forecourt.__version__,
            "database": connection.vendor,
            "at": clock.now().isoformat(),
        }
        Path(folder, MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
        part = target.with_name(target.name + ".part")
        with tarfile.open(part, "w:gz", compresslevel=5) as archive:
            archive.add(Path(folder, MANIFEST), MANIFEST)
            archive.add(database, DATABASE)
            if Path(settings.MEDIA_ROOT).is_dir():
                archive.add(settings.MEDIA_ROOT, UPLOADS)
        part.chmod(0o600)
        part.rename(target)
    return target


def restore(source: Path, *, replace: bool = False) -> Mapping[str, Any]:
    """Put an archive back; its manifest.

    Raises Invalid for a file that is no backup or one of another kind of database, Conflict where this installation
    holds data already and `replace` is not given.
    """
    with tempfile.TemporaryDirectory() as folder:
        manifest = unpack(source, Path(folder))
        if manifest.get("database") != connection.vendor:
            raise Invalid(_("This is a backup of a %(kind)s database."), kind=str(manifest.get("database")))
        if holds_data() and not replace:
            raise Conflict(_("This installation holds data already: say --replace to lose it."))
        load_database(Path(folder, DATABASE))
        if Path(folder, UPLOADS).is_dir():
            shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
            shutil.copytree(Path(folder, UPLOADS), settings.MEDIA_ROOT)
    return manifest


def unpack(source: Path, folder: Path) -> dict[str, Any]:
    """Unpack an archive into `folder`; its manifest. Nothing can land outside the folder."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        manifest: dict[str, Any] = json.loads(Path(folder, MANIFEST).read_text(encoding="utf-8"))
    except (tarfile.TarError, OSError, ValueError, EOFError):
        raise Invalid(_("%(path)s is not a backup of Forecourt."), path=str(source)) from None
    return manifest


def holds_data() -> bool:
    """Whether the database has logins already."""
    with connection.cursor() as cursor:
        if "organization_user" not in connection.introspection.table_names(cursor):
            return False
        cursor.execute("SELECT EXISTS (SELECT 1 FROM organization_user)")
        return bool(cursor.fetchone()[0])


def dump_database(target: Path) -> None:
    """A consistent copy of the database, while others write."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(target)])
    else:
        _postgres("pg_dump", "--format=custom", f"--file={target}")


def load_database(source: Path) -> None:
    """Replace the database by a copy."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(source) as copy:
            copy.backup(connection.connection)
        connection.close()
    else:
        connection.close()
        _postgres(
            "pg_restore",
            "--clean",
            "--if-exists",
            "--no-owner",
            "--single-transaction",
            str(source),
            into=True,
        )


def _postgres(program: str, *arguments: str, into: bool = False) -> None:
    """Run one of PostgreSQL's own programs on the configured database; the password goes by environment."""
    database = settings.DATABASES["default"]
    path = shutil.which(program)
    if path is None:
        raise Conflict(_("%(program)s is not installed here."), program=program)
    names = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
    environment = {variable: str(database[key]) for key, variable in names.items() if database.get(key)}
    name = connection.settings_dict["NAME"]
    where = [f"--dbname={name}"] if into else [str(name)]
    subprocess.run([path, *arguments, *where], env={"PATH": "/usr/bin:/bin", **environment}, check=True)  # nosec B603
