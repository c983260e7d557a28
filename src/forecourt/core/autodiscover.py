"""What each app offers the core, found by one fixed file name and one fixed constant.

An app offers, say, its permissions as `PERMISSIONS` in `permissions.py`; `offered("permissions", "PERMISSIONS")` is the
concatenation over all installed apps, in the order of INSTALLED_APPS.
"""

from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule

# Apps of others may have modules of the same names. A test may bring an app of its own.
OURS = ("forecourt.", "tests.")


@cache
def offered(module: str, constant: str) -> tuple[Any, ...]:
    """All items of `constant` in every app's `module`."""
    found: list[Any] = []
    for config in apps.get_app_configs():
        if config.name.startswith(OURS) and module_has_submodule(config.module, module):
            found.extend(getattr(import_module(f"{config.name}.{module}"), constant, ()))
    return tuple(found)
