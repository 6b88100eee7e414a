"""Request bodies: JSON read with a limit, checked against a model, and refused in words.

Whole numbers keep all their digits. What JSON allows but no other part can hold (half a surrogate pair,
NaN, nesting beyond reason) is refused here, so that nothing later has to think of it.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn, TypeVar

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request

MOST_JSON = 16 * 1024 * 1024
"""bytes of a JSON body; a draft with thousands of segments has a few"""
MOST_WORDS = 20_000
BAD_BODY = 4000
"""our own code for a body that cannot be read; the seed has none"""

Model = TypeVar("Model", bound=BaseModel)


class ApiError(Exception):
    """An answer that is an error: HTTP status, the API's code, and a sentence."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


class Body(BaseModel):
    model_config = ConfigDict(extra="allow", populate_by_name=True)


class NewSession(Body):
    task_name: str = Field("project", max_length=200)
    language: str = Field("en", max_length=40)


class Claim(Body):
    session_id: str = Field("", validation_alias=AliasChoices("session_id", "sessionId"))


class Part(Body):
    text: str | None = Field(None, max_length=MOST_WORDS)


class NewMessage(Body):
    parts: list[Part] = Field(max_length=100)


class Turn(Body):
    session_id: str = Field(validation_alias=AliasChoices("session_id", "sessionId"))
    new_message: NewMessage = Field(validation_alias=AliasChoices("new_message", "newMessage"))


class Urls(Body):
    urls: list[str] = Field(min_length=1, max_length=20)


class RenderOutput(Body):
    format: str = "mp4"
    quality: str = "high"


class NewRender(Body):
    id: str = Field(min_length=1, max_length=200)
    session_id: str = Field(validation_alias=AliasChoices("sessionId", "session_id"))
    draft: dict[str, Any]
    output: RenderOutput = RenderOutput()


async def read(request: Request, model: type[Model]) -> Model:
    """The request's JSON body as a checked value. Raises ``ApiError``."""
    raw = bytearray()
    async for data in request.stream():
        raw += data
        if len(raw) > MOST_JSON:
            raise ApiError(413, BAD_BODY, f"The JSON body is larger than {MOST_JSON // 1024 // 1024} MB.")
    try:
        value = json.loads(bytes(raw), parse_constant=_no_constant)
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError):
        raise ApiError(400, BAD_BODY, "The body is not valid JSON.") from None
    try:
        return model.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(step) for step in first["loc"]) or "body"
        raise ApiError(400, BAD_BODY, f"The body is not as it should be: {where}: {first['msg']}.") from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
