"""Calling the API as a program does."""

import json
from dataclasses import dataclass
from typing import Any

from django.test import Client

from forecourt.api.services import issue_token
from forecourt.apps.organization.models import Employee, User
from forecourt.apps.organization.selectors import actor_of


@dataclass
class Program:
    """A program with a token."""

    text: str

    def headers(self, extra):
        return {"Authorization": f"Bearer {self.text}", "Accept-Language": "en"} | extra

    def get(self, path: str, params: dict[str, Any] | None = None, **headers):
        return Client().get(f"/api/v1{path}", params, headers=self.headers(headers))

    def send(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None):
        return Client().generic(
            method,
            f"/api/v1{path}",
            json.dumps(body or {}),
            "application/json",
            headers=self.headers(headers or {}),
        )

    def post(self, path: str, body: Any = None, headers: dict[str, str] | None = None):
        return self.send("POST", path, body, headers)


def login(employee: Employee) -> User:
    """The login of an employee who has one."""
    assert employee.user is not None
    return employee.user


def program_of(employee: Employee, *scopes: str, **options: Any) -> Program:
    """A program with a token of the employee's login; without named scopes it may all that the employee may."""
    actor = actor_of(login(employee))
    options = {"name": "Website", "expires_at": None} | options
    return Program(issue_token(actor=actor, scopes=scopes or list(actor.grants), **options).text)
