"""The API against its own description: whatever a request holds, the answer is no fault of the server's.

Requests are made from /openapi.json by schemathesis, with a token and a session that are right, so that they get
behind the doors. `OPENAPI_CASES=400 pytest tests/backend/test_openapi.py` looks longer.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from backend.stand_ins import ATTRIBUTION, Person, Running, running, simulated_look
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable

from local_backend.media.info import MediaInfo
from local_backend.server.fetch import FetchError

CASES = int(os.environ.get("OPENAPI_CASES", "25"))
"""requests for each of the routes"""
SHOULD_BE = {
    "/health", "/api/auth/anonymous-token", "/api/auth/claim-token", "/api/tasks/me/with-session/nemo_agent",
    "/run_sse",
    "/api/upload-video/nemo_agent/me/{session_id}", "/api/credits/balance/simple",
    "/api/state/nemo_agent/me/{session_id}/latest", "/api/render/proxy/lambda", "/api/render/proxy/lambda/{render_id}",
    "/api/render/proxy/{render_id}/download",
}  # fmt: skip


def no_network(url: str, folder: Path) -> Any:
    raise FetchError(f"{url[:40]} cannot be reached.")


def look(path: Path, name: str) -> MediaInfo:
    return simulated_look(path, name)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("openapi") / "local", heartbeat_s=5, look=look, download=no_network) as up:
        yield up


@pytest.fixture(scope="module")
def person(server: Running) -> Person:
    return Person(server.origin)


@pytest.fixture(scope="module")
def described(server: Running) -> dict[str, Any]:
    answer = requests.get(f"{server.origin}/openapi.json", timeout=10)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def test_the_description_names_every_route_and_what_it_asks_for(described: dict[str, Any]) -> None:
    assert set(described["paths"]) == SHOULD_BE
    bearer = described["components"]["securitySchemes"]
    assert [scheme["scheme"] for scheme in bearer.values()] == ["bearer"]
    for path, methods in described["paths"].items():
        for method, told in methods.items():
            open_to_all = path in ("/health", "/api/auth/anonymous-token")
            assert bool(told.get("security")) != open_to_all, path
            assert {"200", "400"} <= set(told["responses"]) or path == "/health", path
            if method == "post" and path not in ("/api/auth/anonymous-token",):
                assert told["requestBody"]["content"], path
    headers = {one["name"] for one in described["paths"]["/api/auth/anonymous-token"]["post"]["parameters"]}
    assert headers == {"X-Client-Id"}
    export = described["paths"]["/api/render/proxy/lambda"]["post"]["parameters"]
    assert {one["name"] for one in export} == set(ATTRIBUTION)


def test_no_request_made_from_the_description_is_a_fault_of_ours(
    described: dict[str, Any], server: Running, person: Person
) -> None:
    schema: Any = schemathesis.openapi.from_dict(described)
    schema.config.update(base_url=server.origin)
    codes: dict[int, int] = {}

    def ask(case: Any) -> None:
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {person.token}"}
        if case.path_parameters and "session_id" in case.path_parameters and case.meta.generation.mode.is_positive:
            case.path_parameters["session_id"] = person.session_id
        if isinstance(case.body, dict) and "session_id" in case.body and case.meta.generation.mode.is_positive:
            case.body["session_id"] = person.session_id
        answer = case.call(base_url=server.origin, timeout=20)
        codes[answer.status_code] = codes.get(answer.status_code, 0) + 1
        assert answer.status_code < 500, (case.as_curl_command(), answer.text)
        if answer.status_code >= 400 and "json" in str(answer.headers.get("content-type")):
            assert answer.json()["message"]

    for found in schema.get_all_operations():
        operation = found.ok()
        for mode in schemathesis.GenerationMode:
            strategy = operation.as_strategy(generation_mode=mode)
            _run(strategy, ask)
    assert codes.get(200, 0) > CASES and sum(count for code, count in codes.items() if code >= 400) > CASES
    assert requests.get(f"{server.origin}/health", timeout=5).json()["ok"]


def _run(strategy: Any, ask: Any) -> None:
    @settings(
        max_examples=CASES,
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=strategy)
    def requests_of(case: Any) -> None:
        ask(case)

    with suppress(Unsatisfiable):  # a route that asks for nothing cannot be asked wrongly
        requests_of()
