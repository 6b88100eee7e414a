"""Files of captions are taken in every usual encoding, and nothing else is taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from local_backend.media import captions
from local_backend.media.info import MediaError, probe
from local_backend.media.probe import examine
from local_backend.server.app import TYPES

SRT = "1\n00:00:00,500 --> 00:00:01,500\nHello there\n\n2\n00:00:02,000 --> 00:00:03,250\n<i>Good</i>\nbye\n"
VTT = "WEBVTT\n\nNOTE made by hand\n\nintro\n00:01.000 --> 00:02.500 align:start\nHello there\n"
WORDS = {"en": "Hello there", "fr": "Déjà vu, à bientôt", "zh": "你好，欢迎来到我们的小店"}


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("en", "ascii"), ("fr", "utf-8"), ("fr", "utf-8-sig"), ("fr", "latin-1"), ("fr", "cp1252"), ("zh", "utf-8"),
        ("zh", "utf-16"), ("en", "utf-16-le"), ("en", "utf-16-be"), ("zh", "gb18030"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_captions_are_read_in_their_encoding(tmp_path: Path, words: str, encoding: str, ends: str) -> None:
    path = tmp_path / "lines.srt"
    path.write_bytes(SRT.replace("Hello there", WORDS[words]).replace("\n", ends).encode(encoding))
    info = examine(path)
    assert (info.kind, info.format, info.duration_ms, info.frames) == ("caption", "srt", 3250, 2)
    assert captions.read(path).lstrip("\ufeff") == SRT.replace("Hello there", WORDS[words])


def test_webvtt_is_known_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "lines.mp4"
    path.write_text(VTT)
    info = probe(path, path.name)
    assert (info.kind, info.format, info.duration_ms, info.has_video, info.has_audio) == (
        "caption", "vtt", 2500, False, False,
    )  # fmt: skip
    assert {"srt", "vtt"} <= set(TYPES)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"WEBVTT\n\n", "no captions"),
        (b"1\n00:00:01,000 --> 00:00:02,000\n\n", "no captions"),
        (b"1\n00:00:05,000 --> 00:00:02,000\nbackwards\n", "no captions"),
        (SRT.encode() * 60 + bytes(range(256)), "no text"),
        (b"Dear all,\nsee you at 00:00:01,000 --> 00:00:02,000\n", "text file"),
        (b"\x7fELF" + SRT.encode(), "program"),
        (bytes(range(256)) * 20, "can be read"),
        (SRT.encode() * 30_000, "larger"),
    ],
)  # fmt: skip
def test_what_is_no_captions_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "words.srt"
    path.write_bytes(data)
    with pytest.raises(MediaError) as caught:
        examine(path)
    assert said in str(caught.value)
