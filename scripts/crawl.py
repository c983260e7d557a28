"""Following links as a person would, without a browser: which pages does a login reach?"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import Resolver404, resolve

LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#]+)')
HOST = "localhost"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the address, the kind of page (the name of its view), the status, the text of a page."""

    url: str
    kind: str
    status: int
    text: str


def logins() -> dict[str, object]:
    """One login of each role, by the role's code."""
    found: dict[str, object] = {}
    users = get_user_model()._base_manager.filter(is_active=True, role_grants__isnull=False)
    for user in users.order_by("pk").distinct().prefetch_related("role_grants__role"):
        for grant in user.role_grants.all():
            found.setdefault(grant.role.code, user)
    return found


def signed_in(user: object, language: str = "") -> Client:
    """A client with a session of `user` (None: a visitor) whose browser speaks `language`."""
    headers = {"accept-language": language} if language else {}
    client = Client(headers=headers, SERVER_NAME=HOST)
    if user is not None:
        client.force_login(user)  # type: ignore[arg-type]  # whichever model AUTH_USER_MODEL names
    return client


def session_of(client: Client) -> str:
    """The session cookie of a client; empty for a visitor."""
    cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
    return cookie.value if cookie else ""


def kind_of(url: str) -> str:
    """The name of the view behind an address; empty where there is none."""
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return ""


def crawl(client: Client, known: set[tuple[str, bool]], start: str = "/") -> Iterator[Answer]:
    """Follow links from `start`: of each kind of page one address without parameters and one with them.

    What is in `known` already is passed by; what is asked for is added to it.
    """
    waiting = deque([start])
    while waiting:
        url = waiting.popleft()
        answer = client.get(url)
        is_page = "text/html" in answer.get("Content-Type", "")
        text = answer.content.decode() if is_page else ""
        yield Answer(url, kind_of(url), answer.status_code, text)
        links = LINK.findall(text) + ([answer["Location"]] if "Location" in answer else [])
        for link in links:
            target = local(url, unescape(link))
            key = (kind_of(target), "?" in target)
            if target and key not in known:
                known.add(key)
                waiting.append(target)


def local(base: str, link: str) -> str:
    """The address on this site that a link on the page `base` leads to; empty for one elsewhere."""
    parts = urlsplit(urljoin(f"http://{HOST}{base}", link))
    if parts.netloc != HOST or parts.path.startswith(settings.STATIC_URL):
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
