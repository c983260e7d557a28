"""The lists of the core itself."""

from forecourt.core.imports.lists import RUNS
from forecourt.core.jobs.lists import JOBS

LISTS = (RUNS, JOBS)
