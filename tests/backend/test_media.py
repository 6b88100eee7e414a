"""A file is what its bytes say; what cannot be used is refused in words, within limits, and never crashes us."""

from __future__ import annotations

import random
import struct
import time
import zlib
from fractions import Fraction
from pathlib import Path

import pytest
from backend.media_files import damage_last_frame, film, noise, opened, photo, remade, tone
from PIL import Image

from local_backend.media.animation import frame_delays
from local_backend.media.info import MediaError, MediaInfo, probe
from local_backend.media.probe import examine


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("media")


def refusal(path: Path, name: str = "") -> MediaError:
    with pytest.raises(MediaError) as caught:
        probe(path, name or path.name)
    assert (name or path.name) in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.mp4", ()),
        ("a.mov", ()),
        ("a.mkv", ()),
        ("a.avi", ("-c:v", "mpeg4")),
        ("a.webm", ("-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libvorbis")),
    ],
)
def test_every_video_format_of_the_seed_is_known(room: Path, name: str, options: tuple[str, ...]) -> None:
    info = probe(film(room / name, 2, 440, *(options or ("-pix_fmt", "yuv420p"))), name)
    assert (info.kind, info.format, info.width, info.height) == ("video", name.split(".")[1], 320, 180)
    assert info.has_video and info.has_audio and info.fps == 30
    assert abs(info.duration_ms - 2000) <= 67


@pytest.mark.parametrize("name", ["a.mp3", "a.wav", "a.m4a", "a.aac"])
def test_every_sound_format_of_the_seed_is_known(room: Path, name: str) -> None:
    info = probe(tone(room / name), name)
    assert (info.kind, info.format, info.has_video, info.has_audio) == ("audio", name.split(".")[1], False, True)
    assert (info.sample_rate, info.channels) == (44100, 1)
    assert abs(info.duration_ms - 2000) <= 60


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.gif"])
def test_every_picture_format_of_the_seed_is_known(room: Path, name: str) -> None:
    info = probe(photo(room / name), name)
    assert (info.kind, info.format, info.width, info.height) == ("image", name.split(".")[1], 640, 480)
    assert info.duration_ms == 0


def test_what_is_known_of_a_file_survives_json(room: Path) -> None:
    info = opened(film(room / "json.mp4")).info
    assert MediaInfo.from_json(info.to_json()) == info


def test_a_photo_held_upright_is_measured_upright(room: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    info = probe(photo(room / "upright.jpg", 400, 300, exif=exif), "upright.jpg")
    assert (info.width, info.height) == (300, 400)


def test_a_video_held_upright_is_measured_upright(room: Path) -> None:
    turned = remade(film(room / "level.mp4"), room / "turned.mp4", "-c", "copy", before=("-display_rotation", "-90"))
    info = probe(turned, "turned.mp4")
    assert (info.width, info.height, info.rotation) == (180, 320, 90)


def test_square_pixels_are_assumed_by_nobody(room: Path) -> None:
    info = probe(film(room / "wide.mp4", 1, 440, "-vf", "setsar=4/3", "-pix_fmt", "yuv420p"), "wide.mp4")
    assert (info.width, info.height) == (427, 180)


def test_uneven_frames_are_seen(room: Path) -> None:
    vfr = film(
        room / "vfr.mp4", 2, 440, "-vf", "setpts='PTS+0.3*sin(N/7)/TB'", "-fps_mode", "vfr", "-pix_fmt", "yuv420p"
    )
    assert probe(vfr, "vfr.mp4").variable_rate
    assert not probe(film(room / "cfr.mp4"), "cfr.mp4").variable_rate


def test_hdr_is_seen(room: Path) -> None:
    x265 = "log-level=error:transfer=smpte2084:colormatrix=bt2020nc:colorprim=bt2020"
    options = ("-pix_fmt", "yuv420p10le", "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", x265)
    info = probe(film(room / "hdr.mp4", 0.5, 440, *options, sound=False), "hdr.mp4")
    assert (info.transfer, info.matrix, info.pix_fmt, info.hdr) == ("pq", "bt2020", "yuv420p10le", True)


def test_surround_sound_is_seen(room: Path) -> None:
    assert probe(tone(room / "six.m4a", 1, 440, "-ac", "6"), "six.m4a").channels == 6


def test_the_cover_of_a_song_is_no_video(room: Path) -> None:
    song, cover = tone(room / "song.mp3"), photo(room / "cover.jpg")
    covered = remade(song, room / "covered.mp3", "-i", str(cover), "-map", "0", "-map", "1", "-c", "copy")
    info = probe(covered, "covered.mp3")
    assert (info.kind, info.has_video) == ("audio", False)


@pytest.mark.parametrize("form", ["gif", "webp", "png"])
def test_an_animation_has_the_length_of_its_frames(room: Path, form: str) -> None:
    frames = [Image.new("RGB", (40, 30), (20 * n, 0, 99)) for n in range(10)]
    path = room / f"moving.{form}"
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=[40, 120] * 5)
    info = probe(path, path.name)
    assert (info.kind, info.duration_ms, info.frames, info.fps) == ("animation", 800, 10, Fraction(25, 2))
    assert frame_delays(path) == [40, 120] * 5


def test_a_frame_without_a_delay_is_shown_as_browsers_show_it(room: Path) -> None:
    frames = [Image.new("RGB", (8, 8), (60 * n, 0, 0)) for n in range(3)]
    frames[0].save(room / "zero.gif", save_all=True, append_images=frames[1:], duration=0)
    assert frame_delays(room / "zero.gif") == [100, 100, 100]


def test_a_name_is_not_believed(room: Path) -> None:
    photo(room / "real.jpg").replace(room / "jpg-inside.png")
    assert probe(room / "jpg-inside.png", "jpg-inside.png").format == "jpg"
    (room / "notes.mp4").write_text("hello, this is no video")
    assert "text file" in str(refusal(room / "notes.mp4"))


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.mp4", b"", "empty"),
        ("zeros.mov", bytes(9000), "zeros"),
        ("noise.mkv", random.Random(1).randbytes(9000), "damaged"),
        ("paper.jpg", b"%PDF-1.7\n" + bytes(99), "PDF"),
        ("list.mp4", b"#EXTM3U\n#EXT-X-TARGETDURATION:5\nfile:///etc/passwd\n", "playlist"),
        ("list2.mp4", b"ffconcat version 1.0\nfile /etc/passwd\n", "text file"),
        ("song.mp3", b"fLaC" + bytes(99), "FLAC"),
        ("phone.jpg", b"\0\0\0\x18ftypheic" + bytes(99), "HEIC"),
        ("head.mp4", b"\0\0\0\x18ftypisom" + bytes(16) + random.Random(2).randbytes(5000), "incomplete"),
        ("head.png", b"\x89PNG\r\n\x1a\n" + random.Random(3).randbytes(500), "damaged"),
        ("head.webm", b"\x1a\x45\xdf\xa3" + random.Random(4).randbytes(5000), "damaged"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(room: Path, name: str, data: bytes, words: str) -> None:
    (room / name).write_bytes(data)
    error = refusal(room / name)
    assert words in str(error)
    assert error.code == 4001


def test_a_missing_file_is_refused(room: Path) -> None:
    assert "not there" in str(refusal(room / "nothing.mp4"))


def test_a_picture_bomb_is_refused_before_it_is_decoded(room: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)
    (room / "bomb.png").write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(99)))
    )
    begun = time.monotonic()
    error = refusal(room / "bomb.png")
    assert error.code == 4002
    assert "3600 megapixels" in str(error)
    assert time.monotonic() - begun < 5


def test_a_photo_that_ends_early_is_refused(room: Path) -> None:
    whole = photo(room / "whole.jpg", 1600, 1200, quality=95).read_bytes()
    (room / "part.jpg").write_bytes(whole[: len(whole) // 2])
    assert "ends early" in str(refusal(room / "part.jpg"))


def test_a_video_without_its_index_is_refused_as_incomplete(room: Path) -> None:
    whole = film(room / "tail-index.mp4", 4).read_bytes()
    (room / "cut.mp4").write_bytes(whole[: len(whole) // 2])
    assert "incomplete" in str(refusal(room / "cut.mp4"))


@pytest.mark.parametrize("name", ["early.mp4", "early.mkv", "early.mov"])
def test_a_video_that_ends_early_has_the_length_that_is_there(room: Path, name: str) -> None:
    options = ("-pix_fmt", "yuv420p", "-g", "15", *(("-movflags", "+faststart") if name != "early.mkv" else ()))
    whole = film(room / name, 6, 440, *options)
    data = whole.read_bytes()
    whole.write_bytes(data[: len(data) * 6 // 10])
    info = probe(whole, name)
    assert info.cut_short
    assert 2200 < info.duration_ms < 4800


def test_a_fragmented_video_and_one_without_a_length_have_theirs_found(room: Path) -> None:
    fragments = film(room / "frag.mp4", 3, 440, "-pix_fmt", "yuv420p", "-movflags", "frag_keyframe+empty_moov")
    assert abs(probe(fragments, "frag.mp4").duration_ms - 3000) <= 100
    live = film(
        room / "live.webm", 3, 440, "-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libvorbis", "-live", "1"
    )
    assert abs(probe(live, "live.webm").duration_ms - 3000) <= 100


def test_mutated_files_are_described_or_refused_but_never_crash_or_hang(room: Path) -> None:
    """A few of each kind; the long run over hundreds is the benchmark's."""
    rng = random.Random(20)
    sources = [
        film(room / "seed.mp4", 1),
        film(room / "seed.mkv", 1),
        tone(room / "seed.mp3"),
        photo(room / "seed.png"),
    ]
    for number in range(16):
        data = bytearray(sources[number % 4].read_bytes())
        for _ in range(40):
            data[rng.randrange(len(data))] = rng.randrange(256)
        path = room / f"mutant{number}"
        path.write_bytes(bytes(data[: rng.randrange(len(data) // 2, len(data))]))
        begun = time.monotonic()
        try:
            probe(path, path.name)
        except MediaError as error:
            assert path.name in str(error)
        assert time.monotonic() - begun < 12


def test_an_absurd_length_is_refused(room: Path) -> None:
    whole = bytearray(film(room / "days.webm", 1, 440, "-c:v", "libvpx", "-deadline", "realtime", "-an").read_bytes())
    fast = bytearray(film(room / "days.mp4", 1, 440, "-pix_fmt", "yuv420p", sound=False).read_bytes())
    at = fast.index(b"stts") + 16
    fast[at : at + 4] = struct.pack(">I", 0x7FFFFFF0)  # every frame lasts for hours
    media_header = fast.index(b"mdhd") + 20
    fast[media_header : media_header + 4] = struct.pack(">I", 0xFFFFFFF0)
    (room / "days.mp4").write_bytes(bytes(fast))
    try:
        assert probe(room / "days.mp4", "days.mp4").duration_ms < 24 * 3600 * 1000
    except MediaError as error:
        assert "days.mp4" in str(error)
    at = whole.index(b"\x44\x89\x88") + 3  # Matroska's Duration, eight bytes of floating point
    whole[at : at + 8] = struct.pack(">d", 1e13)
    (room / "days.webm").write_bytes(bytes(whole))
    assert 500 < probe(room / "days.webm", "days.webm").duration_ms < 1500


@pytest.mark.parametrize("form", ["gif", "webp"])
def test_an_animation_with_a_damaged_frame_is_refused(room: Path, form: str) -> None:
    frames = [noise(160, 120, n).convert("RGB") for n in range(8)]
    path = room / f"damaged.{form}"
    more = {"lossless": True} if form == "webp" else {}
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=100, **more)
    assert probe(path, path.name).frames == 8
    damage_last_frame(path)
    assert len(frame_delays(path)) == 8, "its blocks are whole"
    assert "damaged" in str(refusal(path)) or "ends early" in str(refusal(path))


def test_an_animation_may_be_as_large_as_a_screen_of_4k(room: Path) -> None:
    for width, height in ((3840, 2160), (3000, 3100)):
        path = room / f"{width}.gif"
        steps = [Image.new("L", (width, height), 90 * n) for n in range(2)]
        steps[0].save(path, save_all=True, append_images=steps[1:], duration=100)
    assert probe(room / "3840.gif", "a.gif").kind == "animation"
    error = refusal(room / "3000.gif")
    assert error.code == 4002
    assert "9 megapixels" in str(error) and "the limit for this kind is 9. Scale it down first." in str(error)


def test_the_look_into_a_usual_animation_takes_no_longer_than_a_twentieth_of_a_second(room: Path) -> None:
    path = room / "usual.gif"
    still = noise(480, 270, 1).convert("RGB")
    steps = [still.rotate(n) for n in range(60)]
    steps[0].save(path, save_all=True, append_images=steps[1:], duration=50)
    took = []
    for _ in range(3):
        begun = time.process_time()
        examine(path)
        took.append(time.process_time() - begun)
    assert min(took) < 0.05
