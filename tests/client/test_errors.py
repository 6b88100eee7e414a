"""The error table: codes -> classes, exit codes, words and the next step."""

from __future__ import annotations

import pytest

from nemovideo import errors
from nemovideo.errors import NemoError, from_answer

TOKEN = "nmv_usr_" + "k" * 16


@pytest.mark.parametrize(
    ("status", "code", "message", "kind", "exit_code", "shown"),
    [
        (200, 1001, "", errors.TokenRejected, 3, 1001),
        (401, None, "", errors.TokenRejected, 3, 1001),
        (200, 1002, "", errors.NoSession, 4, 1002),
        (404, None, "Session not found: 5", errors.NoSession, 4, 1002),
        (200, 2001, "", errors.OutOfCredits, 5, 2001),
        (402, 2001, "", errors.OutOfCredits, 5, 2001),
        (402, None, "", errors.PlanBlocked, 6, 402),
        (200, 402, "", errors.PlanBlocked, 6, 402),
        (429, None, "", errors.RateLimited, 7, 429),
        (200, 429, "", errors.RateLimited, 7, 429),
        (200, 4001, "no.xyz", errors.FileRejected, 8, 4001),
        (200, 4002, "", errors.FileRejected, 8, 4002),
        (413, None, "", errors.FileRejected, 8, 4002),
        (200, 4003, "", errors.FileRejected, 8, 4003),
        (400, None, "missing X-Client-Id", errors.MissingClientId, 8, 400),
        (400, 400, "bad language", errors.BackendError, 8, 400),
        (404, None, "no such render", errors.BackendError, 8, 404),
        (422, None, "", errors.BackendError, 8, 422),
        (502, None, "", errors.BackendError, 8, 502),
        (200, 7777, "new", errors.BackendError, 8, 7777),
    ],
)
def test_each_answer_has_its_class_and_exit_code(
    status: int, code: int | None, message: str, kind: type[NemoError], exit_code: int, shown: int
) -> None:
    error = from_answer(status, code, message)
    assert (type(error), error.exit_code, error.code) == (kind, exit_code, shown)
    document = error.as_document()
    assert document["ok"] is False
    assert document["error"]["message"] and document["error"]["next"]


def test_guests_get_the_registration_link_and_others_top_up() -> None:
    guest = from_answer(200, 2001, user_id="anon_7", anonymous=True).as_document()
    assert guest["register_url"] == "https://nemovideo.com/register?bind=anon_7"
    assert guest["register_url"] in guest["error"]["next"]
    other = from_answer(200, 2001, user_id="user_7", anonymous=False).as_document()
    assert "top up" in other["error"]["next"]
    assert "bind" not in str(other)


def test_a_damaged_file_is_not_to_be_converted() -> None:
    damaged = from_answer(200, 4001, "a.mp4 is incomplete: its index is missing. Copy or export it again.")
    assert "damaged or incomplete" in damaged.message and "type" not in damaged.message
    assert "again" in (damaged.next or "") and "MP4" not in (damaged.next or "")
    for unfit in ("a.bmp is a BMP picture", "a.x is not a photo, or it is damaged at its beginning"):
        assert "Convert" in (from_answer(200, 4001, unfit).next or "")


def test_the_plan_is_not_confused_with_credits() -> None:
    error = from_answer(402, None)
    assert "not about credits" in error.message and "tier" in (error.next or "")


def test_the_backends_words_are_quoted_short_clean_and_without_tokens() -> None:
    words = f"\x1b[31mno\u202e {TOKEN} Bearer abcdefghijklmnop " + "x" * 2000
    message = from_answer(500, None, words).message
    assert "\x1b" not in message and "\u202e" not in message and TOKEN not in message
    assert "abcdefghijklmnop" not in message
    assert len(message) < 700


@pytest.mark.parametrize("mark", ["\u200e", "\u2066", "\u061c", "\x00", "\x7f", "\x9b", "\ufeff", "\u2028"])
def test_control_and_direction_marks_are_stripped(mark: str) -> None:
    assert errors.clean(f"a{mark}b\tc\nd") == "ab\tc\nd"


def test_other_scripts_and_joined_signs_pass() -> None:
    assert errors.clean("夏日特卖 \U0001f469\u200d\U0001f3a8 مرحبا") == "夏日特卖 \U0001f469\u200d\U0001f3a8 مرحبا"


def _classes(base: type[NemoError]) -> list[type[NemoError]]:
    return [base, *(found for one in base.__subclasses__() for found in _classes(one))]


@pytest.mark.parametrize("kind", _classes(NemoError), ids=lambda kind: kind.__name__)
def test_exit_codes_are_those_of_the_design(kind: type[NemoError]) -> None:
    assert kind.exit_code in {1, 2, 3, 4, 5, 6, 7, 8, 9, 75}
