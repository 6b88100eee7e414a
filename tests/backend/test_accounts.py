"""Tokens of the local backend."""

from __future__ import annotations

from pathlib import Path

import pytest

from local_backend.server.accounts import TOKEN_LIFE_S, Accounts, client_id_problem, iso
from local_backend.server.database import Database


class Clock:
    def __init__(self) -> None:
        self.time = 1_800_000_000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock) -> Accounts:
    return Accounts(Database(tmp_path / "db.sqlite3"), clock)


def test_the_same_client_has_the_same_account_and_each_token_works(accounts: Accounts) -> None:
    first, second = accounts.issue("client"), accounts.issue("client")
    assert first.token != second.token
    assert first.user_id == second.user_id != accounts.issue("other").user_id
    assert accounts.user_of(first.token) == accounts.user_of(second.token) == first.user_id
    assert first.credits == 100


def test_a_token_ends_after_seven_days(accounts: Accounts, clock: Clock) -> None:
    issued = accounts.issue("client")
    assert issued.expires_at == iso(clock.time + 7 * 24 * 3600)
    clock.time += TOKEN_LIFE_S - 1
    assert accounts.user_of(issued.token) == issued.user_id
    clock.time += 2
    assert accounts.user_of(issued.token) is None
    assert accounts.issue("client").user_id == issued.user_id


def test_no_token_is_kept(accounts: Accounts, tmp_path: Path) -> None:
    issued = accounts.issue("client")
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert b"client" in kept
    assert issued.token.encode() not in kept
    assert issued.token.removeprefix("nmv_usr_").encode() not in kept


@pytest.mark.parametrize("token", ["", "nmv_usr_", "\udcff", "x" * 10_000, "' OR 1=1 --"])
def test_an_unknown_token_is_nobody(accounts: Accounts, token: str) -> None:
    accounts.issue("client")
    assert accounts.user_of(token) is None


@pytest.mark.parametrize("client_id", [None, "", "  ", "x" * 65, "a\nb"])
def test_a_bad_client_id_is_refused(client_id: str | None) -> None:
    assert client_id_problem(client_id)


def test_a_uuid_is_a_good_client_id() -> None:
    assert client_id_problem("0b8c3f6e-5a53-4d0e-9d0e-3f1c1d2e4f5a") is None
