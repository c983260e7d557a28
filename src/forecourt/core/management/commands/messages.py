"""Keep the translations: `messages extract`, `messages check`, `messages compile`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import to_locale

from forecourt.core import translations

PACKAGE = Path(__file__).resolve().parents[3]
CORE = PACKAGE / "core"
SOURCE_LANGUAGE = "en"


class Command(BaseCommand):
    """Extract, check and compile the project's message catalogues."""

    help = "Keeps the translations: extract (sources to .po), check (nothing missing), compile (.po to .mo)."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One positional argument: what to do."""
        parser.add_argument("action", choices=["compile", "extract", "check"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the action for every language but the source language."""
        self.verbose = options["verbosity"] > 0
        actions = {"compile": self.run_compile, "extract": self.run_extract, "check": self.run_check}
        sections = translations.find_sections(PACKAGE, catalogue_folders(), rest=CORE)
        for language, _name in settings.LANGUAGES:
            if language.split("-")[0] != SOURCE_LANGUAGE:
                actions[options["action"]](sections, to_locale(language))

    def run_compile(self, sections: list[translations.Section], locale: str) -> None:
        """Write the .mo files that are older than their .po files."""
        paths = [path for section in sections if (path := section.catalogue_path(locale)).exists()]
        written = sum(translations.compile_catalogue(path, locale) for path in paths)
        if self.verbose:
            self.stdout.write(f"{locale}: {len(paths)} catalogues, {written} compiled")

    def run_extract(self, sections: list[translations.Section], locale: str) -> None:
        """Bring the .po files in line with the sources."""
        added, dropped = read_catalogues(sections, locale).extract()
        self.stdout.write(f"{locale}: {added} messages added, {dropped} dropped")

    def run_check(self, sections: list[translations.Section], locale: str) -> None:
        """Name everything that is not translated. Raises CommandError when there is any."""
        catalogues = read_catalogues(sections, locale)
        problems = catalogues.problems()
        if problems:
            raise CommandError(
                "\n".join([*problems, f"{locale}: {len(problems)} problems in the translations"])
            )
        self.stdout.write(f"{locale}: {len(catalogues.used_keys)} messages, all translated")


def catalogue_folders() -> list[Path]:
    """The folders whose `locale` Django loads: installed apps of the project, and parents of LOCALE_PATHS."""
    folders = [Path(app.path) for app in apps.get_app_configs()]
    folders += [Path(path).resolve().parent for path in settings.LOCALE_PATHS]
    return [folder for folder in folders if folder.is_relative_to(PACKAGE)]


def read_catalogues(sections: list[translations.Section], locale: str) -> translations.Catalogues:
    """The project's catalogues of `locale`, with Django's own behind them."""
    own = Path(django.__file__).parent / "conf" / "locale" / locale / "LC_MESSAGES" / "django.mo"
    return translations.Catalogues(sections, locale, root=PACKAGE, foreign=[own])
