"""Reads of the organization."""

from forecourt.apps.organization.selectors.actors import actor_of, actor_of_id
from forecourt.apps.organization.selectors.lookup import (
    EmployeeFacts,
    StoreFacts,
    employee_facts,
    get_bays,
    store_choices,
    store_facts,
)
from forecourt.apps.organization.selectors.staff import StaffFacts, staff_of

__all__ = [
    "EmployeeFacts", "StaffFacts", "StoreFacts", "actor_of", "actor_of_id", "employee_facts", "get_bays", "staff_of",
    "store_choices", "store_facts",
]  # fmt: skip
