"""The form that adds a file to a record."""

from django import forms
from django.utils.translation import gettext_lazy as _

from forecourt.core.attachments.content import SUFFIXES


class AttachmentForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("Photo, PDF, Word, Excel or plain text."),
        widget=forms.FileInput(attrs={"accept": ",".join(sorted(set().union(*SUFFIXES.values())))}),
    )
