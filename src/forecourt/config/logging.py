"""What the program says of itself: lines to read in development, JSON in production."""

import logging
import logging.config
from typing import Any

import structlog
from structlog.tracebacks import ExceptionDictTransformer
from structlog.types import Processor

SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
]
# A traceback without its local variables: among these are tokens, passwords and customers.
_TRACEBACKS = structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False))


def configure(options: dict[str, Any]) -> None:
    """Set up logging once, when Django starts: `level` by name, `json` for machines.

    Both structlog's loggers and the standard library's end here, so that a dependency's lines carry the request's id.
    """
    final = _json() if options["json"] else _readable()
    formatter = {"()": structlog.stdlib.ProcessorFormatter, "foreign_pre_chain": SHARED, "processors": final}
    quiet = {"level": "WARNING", "propagate": True, "handlers": []}
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"line": formatter},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
            "root": {"handlers": ["stderr"], "level": options["level"]},
            "loggers": {
                "django": {"level": options["level"], "propagate": True, "handlers": []},
                "django.request": {"level": "ERROR", "propagate": True, "handlers": []},
                "django.server": quiet,
                "fontTools": quiet,
            },
        }
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _json() -> list[Processor]:
    return [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        _TRACEBACKS,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]


def _readable() -> list[Processor]:
    renderer = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    return [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer]
