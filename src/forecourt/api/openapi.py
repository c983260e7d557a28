"""The API's description of itself: OpenAPI 3.1, with what holds for every operation added in one place."""

import json
from functools import cache
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from forecourt.api.problems import CONTENT_TYPE
from forecourt.core.api import Problem
from forecourt.core.api.operations import is_versioned, needs_of

Details = dict[str, Any]
_REFUSALS = {
    400: "The request cannot be read",
    401: "No valid token or session",
    403: "The caller's role or the token's scopes do not allow it",
    404: "No such record within reach",
    409: "Not possible in the present state",
    413: "Too large",
    415: "Not a media type that is read",
    422: "Invalid input",
    429: "Too many requests in this minute",
    500: "A fault of the server",
}
_REFUSALS_OF_EDITS = {412: "The record has changed since it was read", 428: "If-Match is missing"}
_IDEMPOTENCY_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[!-~]+$"},
    "description": "The same key with the same request has one effect; the answer is replayed for 48 hours.",
}
_IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "schema": {"type": "string", "pattern": '^"[0-9]{1,9}"$'},
    "description": "The ETag of the record as it was read.",
}


class Document(OpenAPISchema):
    """The document of the API."""

    def operation_details(self, operation: Operation) -> Details:
        """The operation, with its permissions, headers and refusals."""
        details: Details = super().operation_details(operation)
        function = operation.view_func
        refusals = _REFUSALS | (_REFUSALS_OF_EDITS if is_versioned(function) else {})
        details["responses"] |= {status: _refusal(text) for status, text in refusals.items()}
        details["summary"] = str(function.__name__).replace("_", " ").capitalize()
        details["x-permissions"] = list(needs_of(function))
        if "POST" in operation.methods:
            details["parameters"].append(_IDEMPOTENCY_KEY)
        if is_versioned(function):
            details["parameters"].append(_IF_MATCH)
        return details

    def get_components(self) -> Details:
        """The schemas, with that of a problem."""
        problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        self.add_schema_definitions(problem.pop("$defs"))
        self.add_schema_definitions({"Problem": problem})
        components: Details = super().get_components()
        return components


def _refusal(text: str) -> Details:
    content = {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": text, "content": content}


class ForecourtAPI(NinjaAPI):
    """The API, described by `Document`."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The document. Addresses begin with the path prefix."""
        return Document(self, options.get("path_prefix") or self.get_root_path({}))

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The function's name: stable, for clients are made from it."""
        return str(operation.view_func.__name__)


@cache
def document_of(api: ForecourtAPI) -> Details:
    """The document as plain values."""
    plain: Details = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    return plain
