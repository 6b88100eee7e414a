"""The API's description of itself (/openapi.json): bodies, headers, the token, and every answer a route may give."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel

OPEN = ("/health", "/api/auth/anonymous-token")
"""routes that need no token"""
CLIENT_ID = {
    "name": "X-Client-Id", "in": "header", "required": True, "schema": {"type": "string", "format": "uuid"},
}  # fmt: skip
ERRORS = {
    "400": "The request cannot be read, or asks for what cannot be done.",
    "401": "The token is missing, unknown or expired (code 1001).",
    "402": "Attribution headers are missing.",
    "403": "The Host is not this machine.",
    "404": "There is no such session (code 1002), render or file.",
    "405": "The route does not know this method.",
    "409": "The render id was used before, or the render has no file yet.",
    "413": "The body or file is too large (code 4002).",
    "415": "The file is none that can be used (code 4001).",
    "422": "A value cannot be used.",
}
ENVELOPE = {
    "type": "object",
    "properties": {"code": {"type": "integer"}, "message": {"type": "string"}, "data": {}},
    "required": ["code", "message"],
}


def described(model: type[BaseModel]) -> dict[str, Any]:
    """The OpenAPI part for a route that reads its body itself."""
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    schema = _inlined(schema, schema.pop("$defs", {}))
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def described_upload(model: type[BaseModel]) -> dict[str, Any]:
    """As ``described``, for the route that takes a form with files instead, too."""
    part = described(model)
    files = {"type": "array", "items": {"type": "string", "format": "binary"}}
    form = {"type": "object", "properties": {"files": files}, "required": ["files"]}
    part["requestBody"]["content"]["multipart/form-data"] = {"schema": form}
    return part


def described_headers(*names: str) -> dict[str, Any]:
    """The OpenAPI part for headers without which a route does nothing."""
    return {"parameters": [{"name": one, "in": "header", "required": True, "schema": _WORD} for one in names]}


_WORD = {"type": "string", "minLength": 1, "pattern": "^[!-~]+$"}


def _inlined(schema: Any, definitions: dict[str, Any]) -> Any:
    if isinstance(schema, dict):
        if (ref := schema.get("$ref")) is not None:
            return _inlined(definitions[str(ref).rsplit("/", 1)[-1]], definitions)
        return {key: _inlined(value, definitions) for key, value in schema.items()}
    return [_inlined(one, definitions) for one in schema] if isinstance(schema, list) else schema


def describe(app: FastAPI) -> None:
    """Makes ``app.openapi()`` tell all of it."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _completed(get_openapi(title=app.title, version=app.version, routes=app.routes))
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _completed(told: dict[str, Any]) -> dict[str, Any]:
    error = {"application/json": {"schema": ENVELOPE}}
    told["components"] = {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}}
    for path, methods in told["paths"].items():
        for operation in methods.values():
            answers = operation["responses"]
            answers.pop("422", None)  # FastAPI's own shape, which never leaves here
            answers |= {code: {"description": words, "content": error} for code, words in ERRORS.items()}
            if path not in OPEN:
                operation["security"] = [{"token": []}]
            if path == "/run_sse":
                answers["200"] = {"description": "Events", "content": {"text/event-stream": {}}}
            if path.endswith("/download"):
                answers["200"] = {"description": "The video", "content": {"application/octet-stream": {}}}
    return told
