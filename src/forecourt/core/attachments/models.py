"""The table of attached files."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Attachment(models.Model):
    """A file on a record. It is taken off by a mark, never deleted: the trail stays."""

    object_type = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    file = models.FileField(upload_to="attachments/%Y/%m/")
    name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    store_id = models.BigIntegerField(null=True)
    user_id = models.BigIntegerField(null=True)
    added_by = models.CharField(max_length=120)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("attachment")
        indexes = [models.Index(fields=["object_type", "object_id", "id"], name="attachment_by_object")]

    def __str__(self) -> str:
        return self.name
