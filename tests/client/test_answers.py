"""Every variant of every answer -> plain values; everything else -> one of our errors."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nemovideo import answers, credential
from nemovideo.answers import Answer, Balance, Render
from nemovideo.errors import BackendError, BadAnswer, FileRejected, NemoError, PlanBlocked, TokenRejected

BIG = 5529798706024415232


def said(document: Any, status: int = 200, kind: str = "application/json", **headers: str) -> Answer:
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    return Answer(status, {"content-type": kind, **headers}, body)


@pytest.mark.parametrize(
    "document",
    [
        {"code": 0, "data": {"x": BIG, "new": None}},
        {"code": "0", "message": "ok", "data": {"x": BIG, "new": None}},
        {"code": 200, "data": {"x": BIG, "new": None}},
        {"success": True, "data": {"x": BIG, "new": None}},
        {"x": BIG, "new": None},
    ],
)
@pytest.mark.parametrize("kind", ["application/json", "text/html", ""])
def test_the_wrapper_and_the_content_type_do_not_matter(document: Any, kind: str) -> None:
    assert answers.read(said(document, kind=kind)) == {"x": BIG, "new": None}


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (said({"code": 1001, "message": "no"}), TokenRejected, "token"),
        (said({"code": 1001}, status=401), TokenRejected, "token"),
        (said({"success": False, "error": "render gone"}), BackendError, "render gone"),
        (said({"success": False, "error": {"message": "inner"}}), BackendError, "inner"),
        (said({"detail": [{"loc": ["body"]}]}, status=422), BackendError, "loc"),
        (said({"code": 402, "message": "x"}), PlanBlocked, "tier"),
        (said(b"<html><style>p{}</style><h1>502 Bad&nbsp;Gateway</h1>", 502, "text/html"), BackendError, "Gateway"),
        (said(b"", 503), BackendError, "503"),
        (said(b"<html>log in</html>", 200, "text/html"), BadAnswer, "text/html"),
        (said(b"", 200), BadAnswer, "not JSON"),
        (said(b"null", 200), BadAnswer, "not JSON"),
        (said(b"[" * 100000, 200), BadAnswer, "not JSON"),
        (said(b"1" * 5000, 200), BadAnswer, "not JSON"),
        (said(b'{"code":0,"data":', 200), BadAnswer, "not JSON"),
        (said(b"\xff\xfe\x00", 200), BadAnswer, "not JSON"),
    ],
)
def test_an_answer_that_is_no_success_is_the_error_it_stands_for(
    answer: Answer, kind: type[NemoError], words: str
) -> None:
    with pytest.raises(kind) as caught:
        answers.read(answer)
    assert words in caught.value.message


@pytest.mark.parametrize(
    ("data", "balance"),
    [
        ({"available": 25000, "frozen": 40, "total": 25040}, (25000, 40, 25040)),
        ({"available": 7}, (7, 0, 7)),
        ({"available": "7", "frozen": None}, (7, 0, 7)),
        ({"available": 5, "total": 8}, (5, 3, 8)),
        ({"total": 8, "frozen": 3}, (5, 3, 8)),
        ({"available": 0.5, "frozen": 0, "total": 0.5}, (0.5, 0, 0.5)),
    ],
)
def test_a_balance_is_whole_even_where_the_answer_is_not(data: Any, balance: tuple[float, ...]) -> None:
    assert answers.balance(data) == Balance(*balance)


@pytest.mark.parametrize("data", [{}, None, [], {"available": "many"}, {"available": True}])
def test_a_balance_that_is_none_is_said(data: Any) -> None:
    with pytest.raises(BadAnswer):
        answers.balance(data)


def test_a_session_id_keeps_all_its_digits() -> None:
    assert answers.session({"session_id": str(BIG), "task_id": 5})["session_id"] == str(BIG)
    assert answers.session({"sessionId": BIG})["session_id"] == str(BIG)
    with pytest.raises(BadAnswer):
        answers.session({"task_id": "t"})


FILE = {"filename": "a.mp4", "file_type": "video", "cdn_url": "https://c/a", "duration": 30.5, "hash": "h"}


@pytest.mark.parametrize(
    "data",
    [
        {"files": [FILE], "session_state_applied": True},
        {"uploaded_files": [{"name": "a.mp4", "type": "video", "url": "https://c/a", "duration": 30.5, "hash": "h"}]},
        [FILE],
        {"file": FILE},
        FILE,
    ],
)
def test_every_shape_of_an_upload_answer_is_read(data: Any) -> None:
    assert answers.uploaded(data) == [
        {"name": "a.mp4", "type": "video", "url": "https://c/a", "duration_s": 30.5, "width": None, "height": None,
         "bytes": None, "hash": "h"}
    ]  # fmt: skip


def test_a_file_refused_within_a_good_answer_is_an_error() -> None:
    with pytest.raises(FileRejected) as caught:
        answers.uploaded({"files": [{"filename": "a.mp4", "error": "not a video", "code": 4001}]})
    assert caught.value.code == 4001 and "not a video" in caught.value.message


@pytest.mark.parametrize(
    ("data", "render"),
    [
        ({"id": "r", "status": "pending", "progress": 5}, Render("r", "pending", 5)),
        ({"taskId": "r", "status": "completed", "progress": 100,
          "output": {"url": "https://c/v", "duration": 30.5, "size": 15728640}},
         Render("r", "completed", 100, "https://c/v", bytes=15728640, duration_s=30.5)),
        ({"id": "r", "status": "completed", "progress": 100, "outputUrl": "https://c/v", "createdAt": 1700000000000},
         Render("r", "completed", 100, "https://c/v")),
        ({"status": "COMPLETED", "output": "https://c/v"}, Render("asked", "completed", None, "https://c/v")),
        ({"id": "r", "status": "rendering", "progress": "42.4"}, Render("r", "processing", 42)),
        ({"id": "r", "status": "failed", "error": "out of\u202e luck"}, Render("r", "failed", error="out of luck")),
        ({"id": "r", "status": "failed", "error": {"message": "inner"}}, Render("r", "failed", error="inner")),
        ({}, Render("asked", "pending")),
        (None, Render("asked", "pending")),
    ],
)  # fmt: skip
def test_both_shapes_of_a_render_are_one(data: Any, render: Render) -> None:
    assert answers.render(data, "asked") == render


@pytest.mark.parametrize(
    ("value", "seconds"),
    [(None, None), ("5", 5), ("0", 0), ("-3", 0), ("1.5", 1.5), ("soon", None), ("nan", None), ("inf", None),
     ("Wed, 21 Oct 2015 07:28:00 GMT", 0), ("Wed, 99 Oct 2015", None)],
)  # fmt: skip
def test_retry_after_is_seconds_or_a_date(value: str | None, seconds: float | None) -> None:
    assert answers.retry_after(value) == seconds


@pytest.mark.parametrize(
    ("moment", "seconds"),
    [
        ("2026-03-18T00:00:00Z", 1773792000), ("2026-03-18T00:00:00.123456789Z", 1773792000),
        ("2026-03-18T01:00:00+01:00", 1773792000), ("2026-03-18 00:00:00", 1773792000),
        ("1773792000", 1773792000), ("1773792000000", 1773792000), ("soon", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_the_end_of_a_token_is_understood(moment: str | None, seconds: float | None) -> None:
    assert credential.seconds_of(moment) == seconds


@pytest.mark.parametrize("token", [None, "", 5, "a b", "a\nb", "é", {"x": 1}, "x" * 5000])
def test_a_token_that_cannot_be_used_is_refused_and_not_shown(token: Any) -> None:
    with pytest.raises(BadAnswer) as caught:
        credential.from_answer({"token": token}, 0)
    assert str(token) not in str(caught.value.as_document()) or not token or token == 5


def test_a_credential_does_not_show_its_token() -> None:
    one = credential.from_answer({"token": "nmv_usr_secret", "user_id": "anon_1"}, 0)
    assert "secret" not in repr(one) + str(one)
    assert one.expires_at == "1970-01-08T00:00:00Z"


KEYS = st.sampled_from(
    [
        "code", "message", "data", "success", "error", "detail", "files", "uploaded_files", "output", "url", "status",
        "progress", "id", "session_id", "token", "available", "frozen", "total", "expires_at", "user_id", "credits",
        "duration", "size", "filename", "hash", "outputUrl", "state",
    ]
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=20,
)


@given(document=JSON, status=st.sampled_from([200, 201, 302, 400, 401, 402, 404, 413, 429, 500, 502]))
def test_no_answer_raises_anything_that_is_not_ours(document: Any, status: int) -> None:
    _through(said(document, status))


@given(body=st.binary(max_size=200), status=st.sampled_from([200, 404, 502]))
def test_no_bytes_raise_anything_that_is_not_ours(body: bytes, status: int) -> None:
    _through(said(body, status, "text/html"))


def _through(answer: Answer) -> None:
    readers = [answers.balance, answers.session, answers.uploaded, lambda data: answers.render(data, "r")]
    readers += [lambda data: credential.from_answer(data, 0.0), lambda data: answers.mapping(data, "x")]
    for reader in readers:
        try:
            reader(answers.read(answer))
        except NemoError as error:  # noqa: PERF203
            json.dumps(error.as_document())
