"""Files that mean harm or were harmed: a seeded stream of mutated media, bombs of pixels, and disguises."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import av
from backend.media_files import film, photo, tone
from PIL import Image

ENDINGS = ("mp4", "mov", "avi", "webm", "mkv", "jpg", "png", "gif", "webp", "mp3", "wav", "m4a", "aac", "srt")
TAGS = (b"mvhd", b"mdhd", b"tkhd", b"stts", b"stsz", b"stco", b"stsc", b"stsd", b"ctts", b"elst", b"avc1", b"mp4a",
        b"esds", b"avcC", b"dref", b"strh", b"strf", b"avih", b"fmt ", b"data", b"IHDR", b"fcTL", b"acTL", b"ANMF",
        b"VP8X", b"VP8L", b"\xff\xc0", b"\xff\xc2", b"\xff\xda", b"\x44\x89", b"\x2a\xd7\xb1", b"\xb0\x82", b"\x2c",
        b"\x21\xf9")  # fmt: skip
"""after which numbers stand that decide over length, size, rate and place"""
WORDS = (0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x00010000, 0x3B9ACA00)
REPEATABLE = ("-threads", "1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact")
"""options with which the ffmpeg program makes the same bytes each time"""
Found = tuple[str, bytes]


def originals(folder: Path) -> dict[str, bytes]:
    """One small sound file of each kind, by its ending."""
    for ending in ("mp4", "mov", "mkv"):
        film(folder / f"a.{ending}", 1, 440, "-pix_fmt", "yuv420p", *REPEATABLE)
    film(folder / "a.avi", 1, 440, "-c:v", "mpeg4", *REPEATABLE)
    film(folder / "a.webm", 1, 440, "-c:v", "libvpx", "-deadline", "good", "-cpu-used", "5", "-c:a", "libvorbis",
         *REPEATABLE)  # fmt: skip
    for ending in ("mp3", "wav", "m4a", "aac"):
        tone(folder / f"a.{ending}", 1)
    photo(folder / "a.jpg", 320, 240, quality=90), photo(folder / "a.png", 160, 120)
    moving = [Image.new("RGB", (160, 120), (40 * step, 90, 200 - 30 * step)) for step in range(6)]
    for ending in ("gif", "webp"):
        moving[0].save(folder / f"a.{ending}", save_all=True, append_images=moving[1:], duration=100, loop=0)
    (folder / "a.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\nwords\n\n2\n00:00:01,000 --> 00:00:02,000\nmore\n")
    return {path.suffix[1:]: path.read_bytes() for path in sorted(folder.iterdir())}


def files(count: int, seed: int, whole: dict[str, bytes]) -> Iterator[Found]:
    """So many of them, each the same for the same seed: every kind of bomb first, then mutations."""
    made = 0
    bombs = list(BOMBS)
    random.Random(seed).shuffle(bombs)
    while made < count:
        chance = random.Random(f"{seed} {made}")
        if bombs and made % 3 == 2:
            name, make = bombs.pop()
            data = make()
        else:
            ending = chance.choice(ENDINGS)
            name, mutate = chance.choice(MUTATIONS)
            data = mutate(whole[ending], chance)
            name += f".{chance.choice(ENDINGS) if name == 'mislabelled' else ending}"
        yield f"{made:03d}-{name}", data
        made += 1


def _truncated(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(1, len(data))]


def _flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 4, 30, 300))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _head_flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 10))):
        changed[chance.randrange(min(600, len(changed)))] = chance.randrange(256)
    return bytes(changed)


def _numbers(data: bytes, chance: random.Random) -> bytes:
    """Numbers after a known tag made absurd: durations, time scales, sizes, rates, counts, places."""
    changed = bytearray(data)
    there = [tag for tag in TAGS if tag in data]
    for _ in range(chance.choice((1, 1, 2, 5))):
        tag = chance.choice(there) if there else data[:4]
        places = [at for at in range(len(data) - 8) if data.startswith(tag, at)][:50] if len(data) < 400_000 else [0]
        at = chance.choice(places or [0]) + len(tag) + chance.randrange(0, 28)
        kind = chance.choice((">I", "<I", ">H", "<H", ">B"))
        most = (1 << 8 * struct.calcsize(kind)) - 1
        if at + struct.calcsize(kind) <= len(changed):
            struct.pack_into(kind, changed, at, chance.choice(WORDS) & most)
    return bytes(changed)


def _patched(data: bytes, chance: random.Random) -> bytes:
    """A stretch zeroed, made noise, taken out, doubled, or moved from elsewhere."""
    at = chance.randrange(len(data))
    size = chance.choice((8, 200, 5000, len(data) // 3)) + 1
    piece = data[at : at + size]
    instead = chance.choice((bytes(len(piece)), chance.randbytes(len(piece)), b"", piece * 3, data[:size]))
    return data[:at] + instead + data[at + size :]


def _as_it_is(data: bytes, chance: random.Random) -> bytes:
    return data


MUTATIONS: tuple[tuple[str, Callable[[bytes, random.Random], bytes]], ...] = (
    ("truncated", _truncated), ("flipped", _flipped), ("head", _head_flipped), ("numbers", _numbers),
    ("numbers", _numbers), ("patched", _patched), ("mislabelled", _as_it_is),
)  # fmt: skip


def png(width: int, height: int, depth: int = 1, frames: int = 0) -> bytes:
    """A picture of zeros: a few hundred bytes for every million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    color = 0 if depth < 8 else 6
    line = 1 + (width * depth * (1 if depth < 8 else 4) + 7) // 8
    packer, left = zlib.compressobj(1), line * height
    body = b""
    while left:
        body += packer.compress(bytes(min(left, 1 << 20)))
        left -= min(left, 1 << 20)
    body += packer.flush()
    control = chunk(b"acTL", struct.pack(">II", frames, 0)) if frames else b""
    for number in range(min(frames, 3000)):
        control += chunk(b"fcTL", struct.pack(">IIIIIHHBB", number, width, height, 0, 0, 1, 65535, 0, 0))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + control + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def gif(width: int, height: int, frames: int) -> bytes:
    out = io.BytesIO()
    tiny = [Image.new("P", (16, 16), step) for step in (0, 1)]
    tiny[0].save(out, "GIF", save_all=True, append_images=tiny[1:], duration=20, loop=0)
    data = bytearray(out.getvalue())
    struct.pack_into("<HH", data, 6, width, height)
    at = data.rindex(b"\x2c")
    return bytes(data[:-1]) + bytes(data[at:-1]) * frames + b";"


def webp(width: int, height: int, frames: int) -> bytes:
    """An animation that says it is large, of small frames."""
    out = io.BytesIO()
    Image.new("RGBA", (16, 16), (9, 9, 9, 99)).save(out, "WEBP", lossless=True)
    picture = out.getvalue()[12:]
    picture = picture[picture.index(b"VP8L") :]

    def three(number: int) -> bytes:
        return struct.pack("<I", number)[:3]

    frame = bytes(6) + three(15) + three(15) + three(1) + b"\0" + picture
    head = b"VP8X" + struct.pack("<I", 10) + b"\x12\0\0\0" + three(width - 1) + three(height - 1)
    body = head + b"ANIM" + struct.pack("<IIH", 6, 0, 0) + (b"ANMF" + struct.pack("<I", len(frame)) + frame) * frames
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


def jpg(width: int, height: int, progressive: bool) -> bytes:
    """The head of a picture of this size over the body of a small one."""
    out = io.BytesIO()
    Image.new("RGB", (64, 64), (50, 90, 10)).save(out, "JPEG", progressive=progressive)
    data = bytearray(out.getvalue())
    struct.pack_into(">HH", data, data.index(b"\xff\xc2" if progressive else b"\xff\xc0") + 5, height, width)
    return bytes(data)


def plain(width: int, height: int, progressive: bool) -> bytes:
    """A whole picture of one colour."""
    out = io.BytesIO()
    Image.new("L", (width, height), 90).save(out, "JPEG", progressive=progressive)
    return out.getvalue()


def wav(rate: int, channels: int, bits: int, size: int, said: int) -> bytes:
    align = max(1, channels * bits // 8) & 0xFFFF
    head = struct.pack("<HHIIHH", 1, channels, rate, (rate * align) & 0xFFFFFFFF, align, bits)
    body = b"WAVEfmt " + struct.pack("<I", 16) + head + b"data" + struct.pack("<I", said) + bytes(size)
    return b"RIFF" + struct.pack("<I", min(0xFFFFFFFF, 36 + said)) + body


def sparse(seconds: int, rate: int, size: tuple[int, int] = (64, 64)) -> bytes:
    """A video of three frames that lasts as long as one likes."""
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as file:
        stream = file.add_stream("libx264", rate=rate)
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        for step in range(3):
            frame = av.VideoFrame(*size, "yuv420p")
            frame.pts = step * seconds * rate // 2
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return out.getvalue()


def days() -> bytes:
    """A video whose clocks say that one tick is a second."""
    data = bytearray(sparse(7_200, 1))
    for tag in (b"mvhd", b"mdhd"):
        struct.pack_into(">I", data, data.index(tag) + 16, 1)
    return bytes(data)


PLAYLIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'
BOMBS: tuple[tuple[str, Callable[[], bytes]], ...] = (
    ("bomb-30000.png", lambda: png(30_000, 30_000)),
    ("bomb-65535.png", lambda: png(65_535, 20_000)),
    ("too-many.png", lambda: png(10_000, 9_900, 8)),
    ("most.png", lambda: png(12_400, 5_600)),
    ("most-rgba.png", lambda: png(10_000, 6_990, 8)),
    ("most.jpg", lambda: plain(16_000, 12_400, progressive=False)),
    ("most-progressive.jpg", lambda: plain(10_000, 6_990, progressive=True)),
    ("most.webp", lambda: webp(2_990, 2_990, 200)),
    ("most.gif", lambda: gif(2_990, 2_990, 400)),
    ("thin.png", lambda: png(1_000_000, 2)),
    ("frames.png", lambda: png(2_000, 2_000, 1, 3_000)),
    ("endless.png", lambda: png(300, 300, 8, 2)),
    ("bomb.gif", lambda: gif(65_535, 65_535, 3)),
    ("long.gif", lambda: gif(600, 600, 30_000)),
    ("large.gif", lambda: gif(6_000, 6_000, 400)),
    ("bomb.webp", lambda: webp(16_384, 16_384, 50)),
    ("long.webp", lambda: webp(500, 500, 5_000)),
    ("large.webp", lambda: webp(6_000, 6_000, 200)),
    ("bomb.jpg", lambda: jpg(65_500, 65_500, progressive=False)),
    ("large.jpg", lambda: jpg(16_000, 12_000, progressive=False)),
    ("large-progressive.jpg", lambda: jpg(11_000, 9_000, progressive=True)),
    ("rate-1.wav", lambda: wav(1, 1, 16, 4_000, 4_000)),
    ("rate-0.wav", lambda: wav(0, 1, 16, 4_000, 4_000)),
    ("rate-most.wav", lambda: wav(0xFFFFFFFF, 2, 16, 40_000, 40_000)),
    ("channels.wav", lambda: wav(48_000, 65_535, 16, 400_000, 400_000)),
    ("said-4gb.wav", lambda: wav(8_000, 1, 8, 8_000, 0xFFFFFFF0)),
    ("hours.mp4", lambda: sparse(36_000, 30)),
    ("days.mp4", days),
    ("fast.mp4", lambda: sparse(1, 1_000_000)),
    ("slow.mp4", lambda: sparse(7_200, 1)),
    ("playlist.mp4", lambda: PLAYLIST),
    ("playlist.mp3", lambda: b"ID3\x03\0\0\0\0\0\0" + PLAYLIST),
    ("concat.mov", lambda: b"ffconcat version 1.0\nfile /etc/passwd\n"),
    ("drawing.png", lambda: SVG),
    ("archive.mp4", lambda: b"PK\x03\x04" + bytes(500)),
    ("zeros.mp4", lambda: bytes(200_000)),
    ("text.srt", lambda: b"1\n00:00:00,000 --> 99:59:59,000\n" + b"A" * 1_900_000),
    ("lines.srt", lambda: b"1\n00:00:00,000 --> 00:00:01,000\nx\n\n" * 50_000),
    ("empty.mp4", lambda: b""),
)  # fmt: skip
