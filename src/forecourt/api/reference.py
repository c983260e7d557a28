"""The OpenAPI document in the order a person reads it: by department, operation by operation."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Details = dict[str, Any]
_METHOD_TONES = {"get": "info", "post": "good", "patch": "warn", "put": "warn", "delete": "bad"}


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a field of a body or answer."""

    name: str
    kind: str
    text: str
    place: str = ""
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One operation."""

    code: str
    method: str
    path: str
    summary: str
    text: str
    tone: str
    permissions: tuple[str, ...]
    parameters: tuple[Field, ...]
    body: tuple[Field, ...]
    answer: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The operations of one department."""

    title: str
    entries: tuple[Entry, ...]


def sections(document: Details) -> list[Section]:
    """The operations by their tag."""
    by_tag: dict[str, list[Entry]] = {}
    for path, methods in document["paths"].items():
        for method, details in methods.items():
            entry = _entry(document, path, method, details)
            by_tag.setdefault(details.get("tags", ["API"])[0], []).append(entry)
    return [Section(title, tuple(entries)) for title, entries in by_tag.items()]


def _entry(document: Details, path: str, method: str, details: Details) -> Entry:
    good = next(answer for status, answer in sorted(details["responses"].items()) if int(status) < 400)
    return Entry(
        code=details["operationId"],
        method=method.upper(),
        path=path,
        summary=details["summary"],
        text=details.get("description", ""),
        tone=_METHOD_TONES.get(method, "neutral"),
        permissions=tuple(details["x-permissions"]),
        parameters=tuple(
            Field(
                each["name"],
                _kind(each["schema"]),
                each.get("description", ""),
                each["in"],
                each.get("required", False),
            )
            for each in details["parameters"]
        ),
        body=_fields_of(document, details.get("requestBody", {})),
        answer=_fields_of(document, good),
    )


def _fields_of(document: Details, holder: Details) -> tuple[Field, ...]:
    """The fields of the first content of a body or answer."""
    content: Details = next(iter(holder.get("content", {}).values()), {})
    return tuple(_fields(document, content.get("schema", {})))


def _fields(document: Details, schema: Details) -> Iterator[Field]:
    resolved = _resolved(document, schema)
    required = resolved.get("required", [])
    for name, each in resolved.get("properties", {}).items():
        yield Field(name, _kind(each), each.get("description", ""), "", name in required)
        for inner in _fields(document, each.get("items", {})) if each.get("type") == "array" else ():
            yield Field(f"{name}[].{inner.name}", inner.kind, inner.text, "", inner.is_required)


def _resolved(document: Details, schema: Details) -> Details:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: Details = document["components"]["schemas"][name] if name else schema
    return found


def _kind(schema: Details) -> str:
    """The kind of a value in a word or two."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(_kind(each) for each in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    if schema.get("type") == "array":
        return f"[{_kind(schema.get('items', {}))}]"
    return str(schema.get("format") or schema.get("type") or "any")
