"""An empty workbook with a column for each field, to be filled in and brought back."""

from io import BytesIO

from django.utils.translation import gettext as _

from forecourt.core.imports.importer import Importer
from forecourt.core.spreadsheets import Sheet, write_xlsx


def template_file(importer: Importer) -> BytesIO:
    """The workbook: the columns on the first sheet, what each may hold on the second."""
    headers = [str(each.label) for each in importer.fields]
    explained = [
        [
            str(each.label),
            _("yes") if each.required else "",
            str(each.help) or ", ".join(dict.fromkeys(map(str, each.choices.values()))),
        ]
        for each in importer.fields
    ]
    buffer = BytesIO()
    about = Sheet(_("Columns"), [_("Column"), _("Required"), _("What it holds")], explained)
    write_xlsx(buffer, [Sheet(_("Data"), headers, []), about])
    buffer.seek(0)
    return buffer
