"""The mix: all that is heard on a timeline, as arguments for the ffmpeg program. Pure: starts nothing.

Every audible segment becomes a *part*, an exact number of samples of one file. Parts that do not overlap
stand one after the other in a *lane*; lanes are added up. A transition's crossfade is two lanes with an
equal-power fade each, so no part's place depends on another's length and nothing drifts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from local_backend.media.info import DEMUXERS, MediaFile
from local_backend.timeline import Segment, Timeline, Track

RATE = 48_000
"""samples a second of every mix"""
VERSION = 2
"""part of ``key``: raise it when the same timeline is to sound different"""
CODECS: dict[str, tuple[str, ...]] = {
    "aac": ("-c:a", "aac", "-b:a", "192k", "-f", "mp4"),
    "m4a": ("-c:a", "aac", "-b:a", "192k", "-movflags", "+faststart", "-f", "ipod"),
    "mp3": ("-c:a", "libmp3lame", "-q:a", "2", "-f", "mp3"),
    "opus": ("-c:a", "libopus", "-b:a", "160k", "-f", "webm"),
    "wav": ("-c:a", "pcm_s16le", "-f", "wav"),
    "measure": ("-c:a", "pcm_s16le", "-f", "null"),
}
DECLICK_MS = 4
"""fade at a cut, where one wave form would jump into another"""
CEILING = 0.97
"""of full scale: the limiter only catches what would be clipped"""
LOUD_CEILING, LOUD_PEAK = 0.84, -1.5
"""of full scale, and in dB: leaves room for the peaks that an encoder adds"""
JOINED_GAP_MS = 60_000
"""two parts of one file closer than this are read in one go; what lies between is decoded for nothing"""
DUCK = "threshold=0.006:ratio=20:attack=90:release=700:knee=4:level_sc=4:detection=rms"
"""so strong that the compressed music is gone while a voice is heard; how much stays is its share of the mix"""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one file in the mix; all lengths are in samples of 48 kHz."""

    media: str
    start: int
    length: int
    source_in: int
    speed: int = 100
    reverse: bool = False
    loop: bool = False
    volume: int = 100
    fade_in: int = 0
    fade_out: int = 0
    cross_in: int = 0
    """equal-power fades: of a transition, or a few milliseconds against a click"""
    cross_out: int = 0
    bus: str = "plain"
    """plain, voice, or duckN: music of which N percent stay under a voice"""

    @property
    def end(self) -> int:
        return self.start + self.length

    @property
    def taken(self) -> int:
        """Samples of the source that are used."""
        return -(-self.length * self.speed // 100)

    @property
    def source_out(self) -> int:
        return self.source_in + self.taken


def samples(ms: int) -> int:
    return ms * RATE // 1000


def music_id(segment: Segment) -> str:
    """The key under which ``files`` must hold the generated music of a segment."""
    return f"music:{segment.name}:{segment.seed}:{segment.duration_ms}"


def generated(timeline: Timeline) -> dict[str, Segment]:
    """The segments whose music must be made before the mix, by their ``music_id``."""
    return {music_id(one): one for _, one in timeline.segments() if one.kind == "music" and not one.media}


def parts(timeline: Timeline, files: Mapping[str, MediaFile]) -> list[Part]:
    """All that is heard, in the order of time. Raises ``KeyError`` for a segment whose file is not in ``files``."""
    total = timeline.duration_ms
    found: list[Part] = []
    for track in timeline.tracks:
        if track.kind == "text":
            continue
        segments = sorted(track.segments, key=lambda one: (one.start_ms, one.end_ms))
        for place, segment in enumerate(segments):
            media = segment.media or (music_id(segment) if segment.kind == "music" else "")
            silent = segment.kind in ("image", "color", "text") or segment.freeze or not segment.volume or not media
            if silent or segment.start_ms >= total or (segment.media and not files[media].info.has_audio):
                continue
            before = segments[place - 1] if place else None
            after = segments[place + 1] if place + 1 < len(segments) else None
            found.append(_part(track, segment, media, total, before, after))
    return sorted(found, key=lambda one: (one.start, one.end, one.media))


def _part(
    track: Track, segment: Segment, media: str, total: int, before: Segment | None, after: Segment | None
) -> Part:
    length = samples(min(segment.end_ms, total)) - samples(segment.start_ms)
    picture = track.kind == "video"
    fade_in = segment.sound_fade_in_ms if picture else max(segment.fade_in_ms, segment.sound_fade_in_ms)
    fade_out = segment.sound_fade_out_ms if picture else max(segment.fade_out_ms, segment.sound_fade_out_ms)
    cross_in, cross_out = (_seam(before, segment), _seam(segment, after)) if picture else (0, 0)
    bus = "voice" if track.role == "voice" else f"duck{min(segment.duck, 100)}" if segment.duck > 0 else "plain"
    return Part(
        media, samples(segment.start_ms), length, samples(segment.source_in_ms), segment.speed, segment.reverse,
        segment.loop, segment.volume, min(samples(fade_in), length), min(samples(fade_out), length),
        min(samples(cross_in), length), min(samples(cross_out), length), bus,
    )  # fmt: skip


def _seam(one: Segment | None, other: Segment | None) -> int:
    """How long the fade between two neighbours on a picture track is, in ms."""
    if one is None or other is None:
        return 0
    overlap = one.end_ms - other.start_ms
    same = (one.media, one.speed, one.volume, one.reverse) == (other.media, other.speed, other.volume, other.reverse)
    goes_on = same and not one.reverse and not one.loop and one.source_out_ms == other.source_in_ms
    if overlap > 0:
        return overlap
    return DECLICK_MS if overlap == 0 and not goes_on else 0


def plan(
    timeline: Timeline, files: Mapping[str, MediaFile], codec: str = "aac", gain_db: float = 0.0
) -> list[str] | None:
    """Arguments for ffmpeg, without its name and the target's; None where nothing is heard.

    The result is stereo, 48 kHz, and exactly ``timeline.duration_ms`` long. ``codec`` is one of ``CODECS``;
    ``gain_db`` is what ``mix.py`` found to be lacking to the loudness that the timeline asks for.
    """
    heard = parts(timeline, files)
    if not heard:
        return None
    inputs: list[str] = []
    graph: list[str] = []
    buses: dict[str, list[str]] = {}
    for lane in lanes(heard):
        label = f"lane{sum(map(len, buses.values()))}"
        _lane(lane, files, label, inputs, graph)
        buses.setdefault(lane[0].bus, []).append(label)
    mixed = _buses(buses, graph)
    louder = [f"volume={gain_db:.2f}dB"] if gain_db else []
    steps = [*louder, *_limited(timeline), *_exactly(samples(timeline.duration_ms))]
    graph.append(f"[{mixed}]{','.join(steps)}[out]")
    return [
        "-nostdin", "-hide_banner", "-loglevel", "error", "-y", *inputs, "-filter_complex", ";".join(graph),
        "-map", "[out]", "-map_metadata", "-1", "-map_chapters", "-1", "-ar", str(RATE), "-ac", "2", *CODECS[codec],
    ]  # fmt: skip


def lanes(heard: Iterable[Part]) -> list[list[Part]]:
    """Parts of one bus that do not overlap, in order: as few lanes as there are parts at once."""
    found: list[list[Part]] = []
    for part in heard:
        for lane in found:
            if lane[0].bus == part.bus and lane[-1].end <= part.start:
                lane.append(part)
                break
        else:
            found.append([part])
    return found


def _lane(
    lane: Sequence[Part], files: Mapping[str, MediaFile], label: str, inputs: list[str], graph: list[str]
) -> None:
    """Reads, shapes and joins the parts of a lane; silence before a part is added to the part."""
    names: list[str] = []
    used = 0
    for group in _groups(lane):
        first, file = group[0], files[group[0].media]
        begin = 0 if first.loop else first.source_in
        number = inputs.count("-i")
        seek = ["-ss", f"{begin / RATE:.6f}"] if begin else []
        inputs += ["-protocol_whitelist", "file", "-f", DEMUXERS[file.info.format], *seek, "-vn", "-i", str(file.path)]
        heads = [f"{label}s{number}x{place}" for place in range(len(group))]
        split = f",asplit={len(group)}" if len(group) > 1 else ""
        graph.append(f"[{number}:a:0]{_normal(file)}{split}{''.join(f'[{head}]' for head in heads)}")
        for head, part in zip(heads, group, strict=True):
            graph.append(f"[{head}]{_shape(part, begin, files[part.media], part.start - used)}[{head}p]")
            names.append(f"{head}p")
            used = part.end
    join = f"concat=n={len(names)}:v=0:a=1" if len(names) > 1 else "anull"
    graph.append("".join(f"[{name}]" for name in names) + f"{join}[{label}]")


def _groups(lane: Sequence[Part]) -> list[list[Part]]:
    """Neighbours that go forward in one file share an input: a hundred cuts need not be a hundred decoders."""
    groups: list[list[Part]] = []
    for part in lane:
        last = groups[-1][-1] if groups else part
        onward = part.media == last.media and 0 <= part.source_in - last.source_out <= samples(JOINED_GAP_MS)
        if groups and onward and not (part.loop or last.loop):
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _normal(file: MediaFile) -> str:
    """Any sound as stereo floats at 48 kHz from time 0 on, with gaps in its time stamps filled by silence."""
    one_channel = "pan=stereo|c0=c0|c1=c0," if file.info.channels == 1 else ""
    return f"aresample={RATE}:async=1:first_pts=0,{one_channel}aformat=sample_fmts=fltp:channel_layouts=stereo"


def _exactly(length: int) -> list[str]:
    return [f"apad=whole_len={length}", f"atrim=end_sample={length}", "asetpts=N"]


def _limited(timeline: Timeline) -> list[str]:
    """The limiter. Where a loudness is asked for, it sees the peaks between samples too (BS.1770, annex 2)."""
    limiter = "alimiter=limit={}:attack=5:release=60:level=false:latency=true"
    closer = [f"aresample={4 * RATE}", limiter.format(LOUD_CEILING), f"aresample={RATE}"]
    return closer if timeline.loudness else [limiter.format(CEILING)]


def _shape(part: Part, begin: int, file: MediaFile, silence: int) -> str:
    """From the normalised file, which begins at sample ``begin``, to the part's exact samples."""
    steps: list[str] = []
    offset = part.source_in - begin
    if part.loop:
        period = max(1, samples(file.info.duration_ms))
        offset %= period
        steps += [*_exactly(period), f"aloop=loop=-1:size={period}"]
    steps += [f"atrim=start_sample={offset}:end_sample={offset + part.taken}", "asetpts=N"]
    if part.reverse:
        steps += ["areverse", "asetpts=N"]
    steps += [f"atempo={factor:.6f}" for factor in _tempi(part.speed)]
    steps += _exactly(part.length)
    if part.volume != 100:
        steps.append(f"volume={part.volume / 100:.4f}")
    for curve, into, out in (("tri", part.fade_in, part.fade_out), ("qsin", part.cross_in, part.cross_out)):
        if into:
            steps.append(f"afade=t=in:ss=0:ns={into}:curve={curve}")
        if out:
            steps.append(f"afade=t=out:ss={part.length - out}:ns={out}:curve={curve}")
    if silence > 0:
        steps.append(f"adelay=delays={silence}S:all=1")
    return ",".join([*steps, "asetpts=N"])


def _tempi(speed: int) -> list[float]:
    """A change of tempo as steps between half and double, within which atempo sounds well."""
    factor, steps = speed / 100, []
    while factor > 2.0:
        steps.append(2.0)
        factor /= 2.0
    while factor < 0.5:
        steps.append(0.5)
        factor /= 0.5
    return [*steps, factor] if abs(factor - 1) > 1e-6 else steps


def _buses(buses: Mapping[str, Sequence[str]], graph: list[str]) -> str:
    """Adds the lanes up, music ducked under the voice (or under the clips' own sound where no voice is)."""
    sums = {bus: _sum(bus, labels, graph) for bus, labels in buses.items()}
    ducked = [bus for bus in sums if bus.startswith("duck")]
    trigger = "voice" if "voice" in sums else "plain"
    if ducked and trigger in sums:
        copies = "".join(f"[key{number}]" for number in range(len(ducked)))
        graph.append(f"[{sums[trigger]}]asplit={len(ducked) + 1}[heard]{copies}")
        sums[trigger] = "heard"
        for number, bus in enumerate(ducked):
            share = 1 - int(bus.removeprefix("duck")) / 100
            graph.append(f"[key{number}]apad[long{number}]")
            graph.append(f"[{sums[bus]}][long{number}]sidechaincompress={DUCK}:mix={share:.2f}[under{number}]")
            sums[bus] = f"under{number}"
    return _sum("all", list(sums.values()), graph)


def _sum(name: str, labels: Sequence[str], graph: list[str]) -> str:
    if len(labels) == 1:
        return labels[0]
    ends = "".join(f"[{label}]" for label in labels)
    graph.append(f"{ends}amix=inputs={len(labels)}:duration=longest:normalize=0[sum_{name}]")
    return f"sum_{name}"


def key(timeline: Timeline, files: Mapping[str, MediaFile]) -> str:
    """A hash of all that is heard: the same for two timelines that sound the same; empty where nothing is heard."""
    heard = parts(timeline, files)
    if not heard:
        return ""
    facts = [VERSION, timeline.duration_ms, timeline.loudness, [asdict(one) for one in heard]]
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
