"""Who may open the pages of frame."""

from tests.matrix.table import EVERYONE, PUBLIC, Row

ROWS = (
    Row("healthz", PUBLIC),
    Row("readyz", PUBLIC),
    Row("metrics", PUBLIC, status=404),
    Row("manifest", PUBLIC),
    Row("service-worker", PUBLIC),
    Row("offline", PUBLIC),
    Row("home", PUBLIC, status=302),
    Row("me", EVERYONE),
    Row("preferences", PUBLIC, method="post", status=302),
    Row("search", EVERYONE),
)
