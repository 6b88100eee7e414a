"""A file into a session: refused early, sent once, never taken for another."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from scripted import HandClock
from simulated_cloud import Fault, SimulatedCloud

from nemovideo import files, uploads
from nemovideo.client import Client
from nemovideo.errors import BadAnswer, FileRejected, FileTooLarge, NemoError, NetworkError, Refused, UnsupportedFile
from nemovideo.multipart import FileChanged
from nemovideo.store import Store


@pytest.fixture
def cloud() -> Iterator[SimulatedCloud]:
    with SimulatedCloud() as running:
        yield running


@pytest.fixture
def client(cloud: SimulatedCloud, tmp_path: Path) -> Iterator[Client]:
    one = Client(cloud.origin, Store(tmp_path / "kept"), clock=HandClock())
    yield one
    one.close()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "cup.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0 a photo")
    return path


def test_what_cannot_be_uploaded_is_refused_by_name_before_anything_is_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty.mp4").touch()
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "plain").write_text("x")
    (tmp_path / "folder.mp4").mkdir()
    os.mkfifo(tmp_path / "pipe.mp4")
    (tmp_path / "broken.mp4").symlink_to(tmp_path / "gone")
    with (tmp_path / "big.mp4").open("wb") as file:
        file.truncate(files.LARGEST_FILE + 1)
    kinds: dict[str, tuple[str, type[Refused]]] = {
        "missing.mp4": ("missing_file", Refused), "empty.mp4": ("empty_file", Refused),
        "notes.txt": ("unsupported_file", UnsupportedFile), "plain": ("unsupported_file", UnsupportedFile),
        "folder.mp4": ("not_a_file", Refused), "pipe.mp4": ("not_a_file", Refused),
        "broken.mp4": ("missing_file", Refused), "big.mp4": ("file_too_large", FileTooLarge),
        "nul\0.mp4": ("unreadable_file", Refused),
    }  # fmt: skip
    for name, (kind, of) in kinds.items():
        with pytest.raises(of) as caught:
            files.check_argument(str(tmp_path / name))
        assert (caught.value.kind, caught.value.exit_code) == (kind, 2)
        assert name in caught.value.message and caught.value.next
    for url in ("https://", "http://[::1", "https://user:secret@host/a.mp4"):
        with pytest.raises(Refused) as caught:
            files.check_argument(url)
        assert "secret" not in str(caught.value.as_document())


@pytest.mark.parametrize("name", ["a.MP4", "b.jpeg", "c.webp", "夏日 特卖.png"])
def test_the_types_of_the_seed_pass_in_any_case(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"xx")
    assert files.check_file(tmp_path / name) == 2


@pytest.mark.parametrize("name", ["lines.srt", "lines.VTT"])
def test_subtitles_are_for_the_local_backend_only(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("1\n00:00:00,000 --> 00:00:01,000\nHello\n")
    argument = str(tmp_path / name)
    uploads.check_arguments([argument], "local")
    for origin in ("https://mega-api-prod.nemovideo.ai", "http://127.0.0.1:8787"):
        with pytest.raises(UnsupportedFile) as caught:
            uploads.check_arguments([argument], origin)
        assert "aac" in caught.value.message and "srt" not in caught.value.message.lower().split("among")[1]
    with (tmp_path / name).open("ab") as file:
        file.truncate(files.LARGEST_CAPTIONS + 1)
    with pytest.raises(FileTooLarge):
        uploads.check_arguments([argument], "local")


def test_an_answer_that_names_no_file_is_looked_into_and_sent_once(
    client: Client, cloud: SimulatedCloud, photo: Path
) -> None:
    session = client.ensure_session().session_id
    cloud.inject("upload", Fault.wire("bad_json"))
    assert client.upload_file(session, photo)["name"] == "cup.jpg"
    assert cloud.count("upload") == 1
    cloud.inject("upload", Fault.wire("wrong_envelope"))
    photo.write_bytes(b"another one")
    with pytest.raises(BadAnswer):
        client.upload_file(session, photo)


def test_the_same_content_is_not_sent_twice_to_a_session(client: Client, cloud: SimulatedCloud, photo: Path) -> None:
    session = client.ensure_session().session_id
    first = client.upload_file(session, photo)
    assert (first["already_there"], first["name"], first["bytes"]) == (False, "cup.jpg", photo.stat().st_size)
    assert client.upload_file(session, photo) == {**first, "already_there": True}
    photo.rename(photo.with_name("renamed.jpg"))
    copy = photo.with_name("copy.jpg")
    copy.write_bytes(photo.with_name("renamed.jpg").read_bytes())
    assert client.upload_file(session, copy)["already_there"]
    assert cloud.count("upload") == 1
    other = client.create_session().session_id
    assert not client.upload_file(other, copy)["already_there"]


def test_other_content_of_the_same_name_and_size_is_sent(client: Client, cloud: SimulatedCloud, photo: Path) -> None:
    session = client.ensure_session().session_id
    client.upload_file(session, photo)
    before = photo.stat()
    photo.write_bytes(photo.read_bytes()[:-1] + b"!")
    os.utime(photo, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not client.upload_file(session, photo)["already_there"]
    assert cloud.count("upload") == 2


def test_a_large_file_is_known_again_even_when_its_hash_came_later(
    client: Client, cloud: SimulatedCloud, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "HASH_AT_ONCE", 0)
    later: list[tuple[object, ...]] = []
    monkeypatch.setattr(uploads.atexit, "register", lambda *call: later.append(call))
    session = client.ensure_session().session_id
    client.upload_file(session, photo)
    assert client.store.uploads(client.origin, session)[0]["sha256"] is None
    copy = photo.with_name("copy.jpg")
    copy.write_bytes(photo.read_bytes())
    assert client.upload_file(session, photo)["already_there"]
    assert client.upload_file(session, copy)["already_there"]
    complete, *given = later[0]
    complete(*given)  # type: ignore[operator]
    assert client.store.uploads(client.origin, session)[0]["sha256"]
    assert cloud.count("upload") == 1


def test_an_upload_whose_answer_was_lost_is_found_in_the_session(
    client: Client, cloud: SimulatedCloud, photo: Path
) -> None:
    session = client.ensure_session().session_id
    cloud.inject("upload", Fault.wire("reset_after", worked=True))
    assert client.upload_file(session, photo)["name"] == "cup.jpg"
    assert client.upload_file(session, photo)["already_there"]
    assert cloud.count("upload") == 1


def test_an_upload_that_broke_is_said_and_sent_again_when_asked(
    client: Client, cloud: SimulatedCloud, photo: Path
) -> None:
    session = client.ensure_session().session_id
    cloud.inject("upload", Fault.wire("reset_during"))
    with pytest.raises(NetworkError):
        client.upload_file(session, photo)
    assert cloud.count("upload") == 1
    assert not client.upload_file(session, photo)["already_there"]


@pytest.mark.parametrize("hashed", [True, False])
def test_after_a_kill_the_session_is_looked_into_before_sending(
    client: Client, cloud: SimulatedCloud, photo: Path, monkeypatch: pytest.MonkeyPatch, hashed: bool
) -> None:
    session = client.ensure_session().session_id
    real = client.send_body

    def killed(*args: object) -> None:
        real(*args)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(client, "send_body", killed)
    with pytest.raises(KeyboardInterrupt):
        client.upload_file(session, photo)
    if not hashed:
        for medium in cloud.sessions[session].get("media", []):
            medium.pop("hash", None)
    assert client.upload_file(session, photo)["already_there"]
    assert cloud.count("upload") == 1


def test_a_refused_file_leaves_no_trace(client: Client, cloud: SimulatedCloud, photo: Path) -> None:
    session = client.ensure_session().session_id
    cloud.inject("upload", Fault.code(4001, message="not a photo"))
    with pytest.raises(FileRejected):
        client.upload_file(session, photo)
    assert client.store.uploads(client.origin, session) == []


def test_a_file_that_changes_after_it_was_read_is_not_taken_for_uploaded(
    client: Client, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = client.ensure_session().session_id
    real = client.send_body

    def meanwhile(*args: object) -> object:
        done = real(*args)  # type: ignore[arg-type]
        photo.write_bytes(b"something else, and longer")
        return done

    monkeypatch.setattr(client, "send_body", meanwhile)
    with pytest.raises(FileChanged):
        client.upload_file(session, photo)
    assert client.store.uploads(client.origin, session) == []


def test_one_bad_file_does_not_stop_the_others(client: Client, cloud: SimulatedCloud, photo: Path) -> None:
    second = photo.with_name("second.jpg")
    second.write_bytes(b"second")
    cloud.inject("upload", Fault.code(4001, message="strange"))
    arguments = [str(photo), str(photo.with_name("none.mp4")), str(second)]
    with pytest.raises(NemoError) as caught:
        uploads.send_all(client, arguments, None)
    document = caught.value.as_document()
    assert caught.value.exit_code == 8 and "2 of 3" in caught.value.message
    assert [file["name"] for file in document["files"]] == ["second.jpg"]
    assert [one["name"] for one in document["failed"]] == arguments[:2]
    assert all(one["next"] for one in document["failed"])


def test_no_more_files_are_tried_when_the_account_is_at_its_end(
    client: Client, cloud: SimulatedCloud, photo: Path
) -> None:
    cloud.inject("upload", Fault.code(2001), times=9)
    with pytest.raises(NemoError) as caught:
        uploads.send_all(client, [str(photo), str(photo)], None)
    assert caught.value.exit_code == 5 and cloud.count("upload") == 1


def test_a_forgotten_session_is_replaced_once_with_all_files(
    client: Client, cloud: SimulatedCloud, photo: Path
) -> None:
    uploads.send_all(client, [str(photo)], None)
    cloud.forget_sessions()
    second = photo.with_name("second.jpg")
    second.write_bytes(b"second")
    done = uploads.send_all(client, [str(photo), str(second)], None)
    assert cloud.count("session") == 2
    assert [(file["name"], file["already_there"]) for file in done["files"]] == [
        ("cup.jpg", False), ("second.jpg", False),
    ]  # fmt: skip
    second.write_bytes(b"changed")
    with pytest.raises(NemoError) as caught:
        uploads.send_all(client, [str(second)], "123")
    assert caught.value.exit_code == 4 and cloud.count("session") == 2
