"""Who may open the pages of attachments."""

from tests.matrix.table import EVERYONE, Row

ROWS = (
    Row("attachments:download", EVERYONE, record="missing"),
    Row("attachments:remove", EVERYONE, record="missing", method="post"),
    Row("attachments:panel", EVERYONE, args=("none", 0), status=404),
)
