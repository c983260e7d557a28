"""Messages are found in the sources, kept in the catalogues, compiled, and nothing untranslated gets through."""

import gettext
from pathlib import Path

import pytest

from forecourt.core import translations
from forecourt.core.translations import Catalogues, Section

LOCALE = "zh_Hans"

PYTHON = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, npgettext, pgettext
# Translators: on the button
title = _("Close " "deal")
late = gettext_lazy("Late")
cars = ngettext("%(n)d car", "%(n)d cars", n)
may = pgettext("month name", "May")
days = npgettext("age", "one day", "%(n)d days", n)
other = _(variable)
def _(text): return text
"""

TEMPLATE = """
{% load i18n %}
    <h1 title="{% translate 'It''s a title' %}">{% translate "Stock" %}</h1>
  {% translate "May" context "month name" as may %}
  {% blocktranslate trimmed with name=customer.name %}
     Dear {{ name }},
     your car is here.
  {% endblocktranslate %}
    {% blocktranslate count n=cars|length %}{{ n }} hit{% plural %}{{ n }} hits{% endblocktranslate %}
 {{ _("Later") }} {% include "x.html" with label=_("Label") %}
 {# Translators: a discount #}
 {% translate "100% off" %}
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of two apps, one on the other."""
    for app in ("core", "apps/sales"):
        (tmp_path / app / "templates").mkdir(parents=True)
        (tmp_path / app / "tests").mkdir()
    return tmp_path


def sections_of(package: Path) -> list[Section]:
    return translations.find_sections(
        package, [package / "core", package / "apps" / "sales"], rest=package / "core"
    )


def catalogues_of(package: Path, foreign: list[Path] | None = None) -> Catalogues:
    return Catalogues(sections_of(package), LOCALE, root=package, foreign=foreign or [])


def write_po(package: Path, app: str, *lines: str) -> Path:
    path = package / app / "locale" / LOCALE / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_messages_of_python_files_are_found_with_context_plural_and_note(package: Path) -> None:
    (package / "core" / "a.py").write_text(PYTHON, encoding="utf-8")

    used = list(translations.used_messages([package / "core" / "a.py"], package))

    assert [(use.context, use.msgid) for use in used] == [
        (None, "Close deal"),
        (None, "Late"),
        (None, ("%(n)d car", "%(n)d cars")),
        ("month name", "May"),
        ("age", ("one day", "%(n)d days")),
    ]
    assert used[0].comments == ("Translators: on the button",)
    assert used[1].place == "core/a.py:5"


def test_messages_of_templates_are_found_however_the_template_is_indented(package: Path) -> None:
    path = package / "core" / "templates" / "a.html"
    path.write_text(TEMPLATE.replace("''", ""), encoding="utf-8")

    used = [(use.context, use.msgid) for use in translations.used_messages([path], package)]

    assert used == [
        (None, "Its a title"),
        (None, "Stock"),
        ("month name", "May"),
        (None, "Dear %(name)s, your car is here."),
        (None, ("%(n)s hit", "%(n)s hits")),
        (None, "Later"),
        (None, "Label"),
        (None, "100%% off"),
    ]


def test_a_file_belongs_to_the_deepest_folder_with_a_catalogue_and_tests_to_none(package: Path) -> None:
    for name in (
        "top.py",
        "core/a.py",
        "apps/sales/views.py",
        "apps/sales/tests/test_a.py",
        "core/notes.txt",
    ):
        (package / name).write_text("", encoding="utf-8")
    (package / "core" / "templates" / "mail.txt").write_text("", encoding="utf-8")

    core, sales = sections_of(package)

    assert sorted(path.name for path in core.sources) == ["a.py", "mail.txt", "top.py"]
    assert [path.name for path in sales.sources] == ["views.py"]


def test_extract_adds_once_what_is_missing_and_drops_what_nothing_uses(package: Path) -> None:
    (package / "core" / "a.py").write_text('_("Zebra"); _("Both")', encoding="utf-8")
    (package / "apps" / "sales" / "b.py").write_text('_("Both"); _("Apple"); _("Kept")', encoding="utf-8")
    path = write_po(package, "apps/sales", 'msgid "Gone"', 'msgstr "x"', "", 'msgid "Kept"', 'msgstr "留"')

    assert catalogues_of(package).extract() == (3, 1)

    core = (package / "core" / "locale" / LOCALE / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    assert core.endswith('msgid "Both"\nmsgstr ""\n\nmsgid "Zebra"\nmsgstr ""\n')
    assert path.read_text(encoding="utf-8").endswith(
        '"Plural-Forms: nplurals=1; plural=0;\\n"\n\nmsgid "Apple"\nmsgstr ""\n\nmsgid "Kept"\nmsgstr "留"\n'
    )
    before = core, path.read_bytes()
    assert catalogues_of(package).extract() == (0, 0)
    assert (
        (package / "core/locale/zh_Hans/LC_MESSAGES/django.po").read_text(encoding="utf-8"),
        path.read_bytes(),
    ) == before


def test_a_message_another_app_still_uses_stays_where_it_is_translated(package: Path) -> None:
    (package / "apps" / "sales" / "b.py").write_text('_("Store")', encoding="utf-8")
    write_po(package, "core", 'msgid "Store"', 'msgstr "门店"')

    catalogues = catalogues_of(package)

    assert catalogues.problems() == []
    assert catalogues.extract() == (0, 0)


def test_what_django_translates_needs_no_translation_here(package: Path) -> None:
    (package / "core" / "a.py").write_text('_("Yes")', encoding="utf-8")
    po = write_po(package, "foreign", 'msgid "Yes"', 'msgstr "是"')
    translations.compile_catalogue(po, LOCALE)

    assert catalogues_of(package, [po.with_suffix(".mo")]).problems() == []


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (['msgid "Other"', 'msgstr "别的"'], "core/a.py:1: missing: 'Hi %(name)s'"),
        (['msgid "Hi %(name)s"', 'msgstr ""'], "{po}: untranslated: 'Hi %(name)s'"),
        (["#, fuzzy", 'msgid "Hi %(name)s"', 'msgstr "%(name)s 好"'], "{po}: fuzzy: 'Hi %(name)s'"),
        (['msgid "Hi %(name)s"', 'msgstr "%(nam)s 好"'], "{po}: placeholders differ: 'Hi %(name)s'"),
    ],
)
def test_every_way_of_not_being_translated_is_named(package: Path, lines: list[str], problem: str) -> None:
    (package / "core" / "a.py").write_text('_("Hi %(name)s"); _("Other")', encoding="utf-8")
    other = [] if "Other" in lines[0] else ["", 'msgid "Other"', 'msgstr "别的"']
    write_po(package, "core", *lines, *other)

    po = f"core/locale/{LOCALE}/LC_MESSAGES/django.po"
    assert catalogues_of(package).problems() == [problem.format(po=po)]


def test_a_message_nothing_uses_is_obsolete(package: Path) -> None:
    write_po(package, "core", 'msgctxt "place"', 'msgid "Gone"', 'msgstr "没了"')

    assert catalogues_of(package).problems() == [
        f"core/locale/{LOCALE}/LC_MESSAGES/django.po: obsolete: 'Gone' (context 'place')"
    ]


def test_one_message_translated_in_two_ways_is_named_with_both_catalogues(package: Path) -> None:
    (package / "core" / "a.py").write_text('_("Order")', encoding="utf-8")
    write_po(package, "core", 'msgid "Order"', 'msgstr "订单"')
    write_po(package, "apps/sales", 'msgid "Order"', 'msgstr "顺序"')

    [problem] = catalogues_of(package).problems()

    assert problem.endswith("translated in two ways: 'Order'")
    assert "core/locale" in problem
    assert "apps/sales/locale" in problem


def test_a_plural_translation_may_leave_the_number_out_but_invents_no_placeholder(package: Path) -> None:
    (package / "core" / "a.py").write_text('ngettext("one car", "%(n)d cars", n)', encoding="utf-8")
    plural = ['msgid "one car"', 'msgid_plural "%(n)d cars"']

    write_po(package, "core", *plural, 'msgstr[0] "%(n)d 辆"')
    assert catalogues_of(package).problems() == []

    write_po(package, "core", *plural, 'msgstr[0] "%(m)d 辆"')
    assert len(catalogues_of(package).problems()) == 1


def test_a_compiled_catalogue_answers_and_is_not_compiled_again(package: Path) -> None:
    path = write_po(
        package, "core", 'msgid "one car"', 'msgid_plural "%d cars"', 'msgstr[0] "%d 辆"', "",
        "#, fuzzy", 'msgid "Doubt"', 'msgstr "疑"',
    )  # fmt: skip

    assert translations.compile_catalogue(path, LOCALE) is True
    assert translations.compile_catalogue(path, LOCALE) is False

    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert compiled.ngettext("one car", "%d cars", 1) == "%d 辆"
    assert compiled.gettext("Doubt") == "Doubt"
