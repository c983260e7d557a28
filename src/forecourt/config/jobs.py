"""The jobs of the core itself."""

from forecourt.core.imports.work import KINDS

JOBS = KINDS
