"""What is heard: levels, places, fades and the exact length, measured on the mixed samples."""

from __future__ import annotations

import re
import wave
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from backend.media_files import film, opened, remade, tone

from local_backend.media import analysis
from local_backend.media.info import MediaFile, MediaInfo
from local_backend.process import CancelledError, ffmpeg, run_limited
from local_backend.render import formats, heard
from local_backend.sound import arguments as sound
from local_backend.sound import mix, untouched
from local_backend.timeline import Output, Segment, Timeline, Track, Transition

METER = "ebur128=peak=true:framelog=quiet"
STEREO = ("-af", "pan=stereo|c0=c0|c1=c0")
TONE_DB = -21.07
"""of ffmpeg's sine source"""


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, MediaFile]:
    room = tmp_path_factory.mktemp("sound")
    made = [
        film(room / "clip.mp4", 4), film(room / "high.mp4", 4, 1000), film(room / "mute.mp4", 4, sound=False),
        tone(room / "voice.wav", 2, 300), tone(room / "song.mp3", 3, 600), tone(room / "six.m4a", 3, 440, "-ac", "6"),
        tone(room / "phone.wav", 3, 440, "-ar", "8000"), tone(room / "hifi.wav", 3, 440, "-ar", "96000", *STEREO),
    ]  # fmt: skip
    talk = remade(made[3], room / "talk.wav", "-af", "aeval='if(between(t,0.6,1.4),0,val(0))'")
    return {path.name: opened(path) for path in [*made, talk]}


def piece(media: str, start: int, length: int, **more: Any) -> Segment:
    return Segment(f"{media}{start}", more.pop("kind", "video"), start, length, name=media, media=media, **more)


def film_of(*segments: Segment, voice: Segment | None = None, music: Segment | None = None) -> Timeline:
    tracks = [Track("video", "main", segments)] if segments else []
    tracks += [Track("audio", "voice", (voice,))] if voice else []
    tracks += [Track("audio", "music", (music,))] if music else []
    return Timeline(tracks=tuple(tracks))


def mixed(timeline: Timeline, files: dict[str, MediaFile], folder: Path) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The mix as an array of samples x 2, full scale 1."""
    target = folder / "mix.wav"
    assert mix.write(timeline, files, target, folder, "wav")
    with wave.open(str(target)) as file:
        assert (file.getframerate(), file.getnchannels()) == (48000, 2)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2) / 32768


def level(samples: np.ndarray[Any, np.dtype[np.float64]], begin_ms: int, end_ms: int) -> float:
    """RMS of the louder channel in dB of full scale."""
    cut = samples[begin_ms * 48 : end_ms * 48]
    return float(20 * np.log10(np.sqrt((cut**2).mean(0)).max() + 1e-9))


def pitch(samples: np.ndarray[Any, np.dtype[np.float64]], begin_ms: int, end_ms: int) -> float:
    cut = samples[begin_ms * 48 : end_ms * 48, 0]
    return float(np.abs(np.fft.rfft(cut * np.hanning(len(cut)))).argmax() * 48000 / len(cut))


def test_nothing_heard_is_no_sound_at_all(files: dict[str, MediaFile], tmp_path: Path) -> None:
    photo = Segment("p", "image", 0, 3000, name="p.jpg", media="p")
    for timeline in (
        Timeline(),
        film_of(photo),
        film_of(piece("mute.mp4", 0, 2000)),
        film_of(piece("clip.mp4", 0, 2000, volume=0)),
    ):
        assert sound.plan(timeline, files) is None
        assert sound.key(timeline, files) == ""
        assert not mix.write(timeline, files, tmp_path / "none.m4a", tmp_path)


@pytest.mark.parametrize("length", [1000, 1001, 3333, 2017])
def test_the_mix_is_exact_to_the_sample(files: dict[str, MediaFile], tmp_path: Path, length: int) -> None:
    samples = mixed(film_of(piece("clip.mp4", 0, length), voice=piece("voice.wav", 100, 2000)), files, tmp_path)
    assert len(samples) == length * 48


@pytest.mark.parametrize("name", ["clip.mp4", "voice.wav", "phone.wav", "hifi.wav", "song.mp3"])
def test_any_rate_and_layout_keeps_its_level_in_both_ears(
    files: dict[str, MediaFile], tmp_path: Path, name: str
) -> None:
    samples = mixed(film_of(piece(name, 0, 1500)), files, tmp_path)
    for ear in (0, 1):
        assert level(samples[:, ear : ear + 1], 300, 1200) == pytest.approx(TONE_DB, abs=0.6)


def test_surround_sound_is_folded_into_two_ears(files: dict[str, MediaFile], tmp_path: Path) -> None:
    assert -30 < level(mixed(film_of(piece("six.m4a", 0, 2000)), files, tmp_path), 300, 1700) < -20


def test_volume_and_mute_are_in_decibels(files: dict[str, MediaFile], tmp_path: Path) -> None:
    samples = mixed(
        film_of(piece("clip.mp4", 0, 1000, volume=50), piece("clip.mp4", 1000, 1000, volume=0)), files, tmp_path
    )
    assert level(samples, 200, 900) == pytest.approx(TONE_DB - 6.02, abs=0.3)
    assert level(samples, 1100, 2000) < -80


def test_a_segment_is_heard_at_its_place_and_from_its_place_in_the_source(
    files: dict[str, MediaFile], tmp_path: Path
) -> None:
    samples = mixed(film_of(piece("mute.mp4", 0, 4000), voice=piece("talk.wav", 1000, 2000)), files, tmp_path)
    heard = [level(samples, ms, ms + 50) > -40 for ms in (900, 1050, 1500, 1700, 2300, 2500, 2900, 3050)]
    assert heard == [False, True, True, False, False, True, True, False]
    later = mixed(
        film_of(piece("mute.mp4", 0, 2000), voice=piece("talk.wav", 0, 1000, source_in_ms=500)), files, tmp_path
    )
    assert [level(later, ms, ms + 50) > -40 for ms in (20, 200, 700, 920, 1100)] == [True, False, False, True, False]


def test_a_transition_keeps_the_power_and_changes_the_source(files: dict[str, MediaFile], tmp_path: Path) -> None:
    timeline = film_of(
        piece("clip.mp4", 0, 2000), piece("high.mp4", 1000, 2000, transition=Transition(duration_ms=1000))
    )
    samples = mixed(timeline, files, tmp_path)
    assert len(samples) == 3000 * 48
    assert pitch(samples, 200, 900) == pytest.approx(440, abs=5)
    assert pitch(samples, 2100, 2900) == pytest.approx(1000, abs=5)
    for begin in (1000, 1300, 1600, 1900):
        assert level(samples, begin, begin + 100) == pytest.approx(TONE_DB, abs=0.8)


def test_a_split_clip_sounds_as_if_it_were_whole(files: dict[str, MediaFile], tmp_path: Path) -> None:
    split = film_of(piece("clip.mp4", 0, 1000), piece("clip.mp4", 1000, 1000, source_in_ms=1000))
    whole = mixed(film_of(piece("clip.mp4", 0, 2000)), files, tmp_path)
    assert np.abs(mixed(split, files, tmp_path) - whole).max() < 2 / 32768


def test_speed_keeps_the_pitch_and_reverse_turns_round(files: dict[str, MediaFile], tmp_path: Path) -> None:
    for speed in (50, 200, 400, 25):
        samples = mixed(film_of(piece("clip.mp4", 0, 900, speed=speed)), files, tmp_path)
        assert pitch(samples, 200, 800) == pytest.approx(440, abs=12)
    back = mixed(film_of(piece("mute.mp4", 0, 2000), voice=piece("talk.wav", 0, 1000, reverse=True)), files, tmp_path)
    assert [level(back, ms, ms + 50) > -40 for ms in (100, 300, 500, 800)] == [False, False, True, True]


def test_a_source_that_ends_is_followed_by_silence_unless_it_loops(files: dict[str, MediaFile], tmp_path: Path) -> None:
    ends = mixed(film_of(piece("mute.mp4", 0, 8000), music=piece("song.mp3", 0, 8000)), files, tmp_path)
    assert level(ends, 3200, 8000) < -80
    loops = mixed(film_of(piece("mute.mp4", 0, 8000), music=piece("song.mp3", 0, 8000, loop=True)), files, tmp_path)
    assert min(level(loops, ms, ms + 400) for ms in range(0, 7600, 400)) > TONE_DB - 1.5


def test_fades_reach_silence_and_end_with_the_video(files: dict[str, MediaFile], tmp_path: Path) -> None:
    song = piece("song.mp3", 0, 9000, loop=True, fade_in_ms=1000, fade_out_ms=1000)
    samples = mixed(film_of(piece("mute.mp4", 0, 4000), music=song), files, tmp_path)
    assert level(samples, 0, 30) < -45
    assert level(samples, 480, 520) == pytest.approx(TONE_DB - 6, abs=0.7)
    assert level(samples, 3480, 3520) == pytest.approx(TONE_DB - 6, abs=0.7)
    assert level(samples, 3970, 4000) < -45
    clip = mixed(film_of(piece("clip.mp4", 0, 2000, fade_in_ms=1000, sound_fade_out_ms=500)), files, tmp_path)
    assert level(clip, 10, 60) == pytest.approx(TONE_DB, abs=0.5), "a picture's fade leaves the sound alone"
    assert level(clip, 1970, 2000) < -40


def test_music_goes_down_under_a_voice_and_comes_back(files: dict[str, MediaFile], tmp_path: Path) -> None:
    song = piece("song.mp3", 0, 8000, loop=True, duck=25)
    ducked = mixed(
        film_of(piece("mute.mp4", 0, 8000), voice=piece("voice.wav", 3000, 2000), music=song), files, tmp_path
    )

    def song_alone(begin: int, end: int) -> float:
        cut = ducked[begin * 48 : end * 48, 0]
        spectrum = np.abs(np.fft.rfft(cut * np.hanning(len(cut)))) / len(cut) * 4
        at = round(600 * len(cut) / 48000)
        return float(20 * np.log10(spectrum[at - 3 : at + 4].max() / np.sqrt(2) + 1e-9))

    assert song_alone(1000, 2500) == pytest.approx(TONE_DB, abs=1)
    assert song_alone(3600, 4900) == pytest.approx(TONE_DB - 12, abs=1.5)
    assert song_alone(6800, 7900) == pytest.approx(TONE_DB, abs=1)


def meter(path: Path) -> tuple[float, float]:
    """Loudness in LUFS and true peak in dB of full scale of a file."""
    said = run_limited([ffmpeg(), "-nostdin", "-nostats", "-i", str(path), "-af", METER, "-f", "null", "-"], 60, 0).err
    summary = said.decode()[said.decode().rindex("Summary:") :]
    loudness, peak = re.search(r"I: +(\S+) LUFS", summary), re.search(r"Peak: +(\S+) dBFS", summary)
    assert loudness and peak
    return float(loudness[1]), float(peak[1])


@pytest.mark.parametrize("target", [-14, -10])
@pytest.mark.parametrize("kind", ["speech", "clicks", "short", "loud", "music"])
def test_loudness_is_what_was_asked_for(tmp_path: Path, kind: str, target: int) -> None:
    rate, rng = 48_000, np.random.default_rng(3)
    seconds = 1.2 if kind == "short" else 6
    at = np.arange(round(seconds * rate)) / rate
    rough = np.convolve(rng.standard_normal(len(at)), np.hanning(24) / 12, "same")
    heard = {
        "speech": rough * 0.3 * (np.sin(2 * np.pi * 0.5 * at) > 0) * np.abs(np.sin(2 * np.pi * 3 * at)),
        "clicks": rough * 0.1 + 0.7 * (rng.random(len(at)) > 0.9999), "short": rough * 0.1, "loud": rough,
        "music": 0.02 * np.sin(2 * np.pi * 220 * at) + 0.01 * np.sin(2 * np.pi * 660 * at),
    }[kind]  # fmt: skip
    with wave.open(str(tmp_path / "x.wav"), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(np.asarray(np.clip(heard, -1, 1) * 32767, "<i2").tobytes())
    timeline = Timeline(loudness=target, tracks=(Track("audio", "voice", (piece("x", 0, int(seconds * 1000)),)),))
    assert mix.write(timeline, {"x": opened(tmp_path / "x.wav")}, tmp_path / "mix.m4a", tmp_path)
    loudness, peak = meter(tmp_path / "mix.m4a")
    assert peak <= -1.0
    # Clicks stand so far out of what is between them that the limiter cannot bring both together.
    assert loudness == pytest.approx(target, abs=0.5) or (kind == "clicks" and target == -10 and peak > -3)


SWEEP = "0.3*sin(2*PI*(300*t+40*t*t))|0.3*sin(2*PI*(500*t+10*t*t))"
PLAIN = ("-c:a", "aac", "-aac_pns", "0")
"""without noise that every decoder makes anew"""


@pytest.fixture(scope="session")
def sweep(tmp_path_factory: pytest.TempPathFactory) -> MediaFile:
    """Nine seconds of two tones that never repeat."""
    path = tmp_path_factory.mktemp("sweep") / "sweep.mp4"
    source = ["-f", "lavfi", "-i", f"aevalsrc='{SWEEP}':d=9:s=48000"]
    done = run_limited([ffmpeg(), "-v", "error", "-y", *source, *PLAIN, str(path)], 60, 0)
    assert done.code == 0, done.err.decode()
    return opened(path)


def heard_in(path: Path) -> np.ndarray[Any, np.dtype[np.float32]]:
    done = run_limited([ffmpeg(), "-v", "error", "-i", str(path), "-vn", "-f", "f32le", "-"], 60, 0)
    return np.frombuffer(done.out, np.float32).reshape(-1, 2)


@pytest.mark.parametrize(("begin", "length"), [(0, 9000), (2000, 3000), (2017, 4001), (1, 999)])
def test_untouched_sound_is_the_files_own_to_the_sample(
    sweep: MediaFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begin: int, length: int
) -> None:
    monkeypatch.setattr(mix, "ffmpeg", lambda: "/nothing/is/mixed")
    timeline = film_of(piece("sweep", 0, length, source_in_ms=begin))
    for codec in ("aac", "m4a"):
        assert mix.write(timeline, {"sweep": sweep}, tmp_path / "out.m4a", tmp_path, codec)
        taken, source = heard_in(tmp_path / "out.m4a"), heard_in(sweep.path)
        assert len(taken) == length * 48
        assert np.array_equal(taken, source[begin * 48 : (begin + length) * 48])


def test_a_split_that_changes_no_sound_leaves_it_untouched(sweep: MediaFile) -> None:
    whole = piece("sweep", 0, 4000, source_in_ms=1000)
    halves = [piece("sweep", 0, 1500, source_in_ms=1000), piece("sweep", 1500, 2500, source_in_ms=2500)]
    assert untouched.the_part(film_of(*halves), {"sweep": sweep}) == untouched.the_part(
        film_of(whole), {"sweep": sweep}
    )


@pytest.mark.parametrize(
    "change",
    [
        {"volume": 99}, {"speed": 101}, {"reverse": True}, {"loop": True}, {"sound_fade_in_ms": 10},
        {"sound_fade_out_ms": 10}, {"freeze": True},
    ],
)  # fmt: skip
def test_sound_to_which_something_is_done_is_mixed(sweep: MediaFile, change: dict[str, Any]) -> None:
    files = {"sweep": sweep}
    assert untouched.the_part(film_of(piece("sweep", 0, 4000)), files)
    assert not untouched.the_part(film_of(piece("sweep", 0, 4000, **change)), files)


def test_several_sounds_or_a_loudness_are_mixed(sweep: MediaFile, files: dict[str, MediaFile]) -> None:
    known, whole = {**files, "sweep": sweep}, piece("sweep", 0, 4000)
    others = [
        film_of(whole, voice=piece("voice.wav", 0, 2000, kind="audio")),
        film_of(whole, piece("clip.mp4", 4000, 1000)),
        film_of(piece("sweep", 0, 2000), piece("sweep", 2000, 2000, source_in_ms=3000)),
        film_of(piece("still", 0, 500, kind="color"), piece("sweep", 500, 2000)),
        replace(film_of(whole), loudness=-14),
        film_of(piece("song.mp3", 0, 2000, kind="audio")),
    ]
    for other in others:
        assert not untouched.the_part(other, known)


def test_sound_that_is_damaged_is_not_taken(sweep: MediaFile, tmp_path: Path) -> None:
    data = bytearray(sweep.path.read_bytes())
    middle = data.find(b"mdat") + 60_000
    data[middle : middle + 3000] = bytes(3000)
    path = tmp_path / "damaged.mp4"
    path.write_bytes(data)
    part = untouched.the_part(film_of(piece("sweep", 0, 9000)), {"sweep": sweep})
    assert part
    assert not untouched.copy(part, replace(sweep, path=path), tmp_path / "out.m4a", "aac")
    assert not (tmp_path / "out.m4a").exists()


def test_the_limiter_moves_nothing(files: dict[str, MediaFile], tmp_path: Path) -> None:
    timeline = film_of(piece("clip.mp4", 0, 2000))
    plain = mixed(timeline, files, tmp_path)
    levelled = mixed(replace(timeline, loudness=-20), files, tmp_path)
    gain = np.sqrt((levelled**2).mean() / (plain**2).mean())
    assert np.abs(levelled[100:-100] - gain * plain[100:-100]).max() < 0.005


def test_a_loud_sum_is_limited_and_not_clipped(files: dict[str, MediaFile], tmp_path: Path) -> None:
    loud = piece("song.mp3", 0, 3000, volume=1000)
    samples = mixed(film_of(piece("clip.mp4", 0, 3000, volume=1000), music=loud), files, tmp_path)
    assert np.abs(samples).max() <= sound.CEILING + 0.01


def test_every_codec_is_as_long_as_the_video(files: dict[str, MediaFile], tmp_path: Path) -> None:
    timeline = film_of(piece("clip.mp4", 0, 2500))
    for codec in ("aac", "m4a", "mp3", "opus", "wav"):
        target = tmp_path / f"sound.{codec}"
        assert mix.write(timeline, files, target, tmp_path, codec)
        with av.open(str(target)) as container:
            assert abs(container.duration / 1e6 - 2.5) < (0.0001 if codec in ("aac", "m4a", "wav") else 0.06)


def test_hundreds_of_cuts_of_one_file_are_one_input(files: dict[str, MediaFile], tmp_path: Path) -> None:
    cuts = film_of(*(piece("clip.mp4", n * 9, 9, source_in_ms=n * 10) for n in range(390)))
    arguments = sound.plan(cuts, files)
    assert arguments is not None and arguments.count("-i") == 1
    assert len(mixed(cuts, files, tmp_path)) == 390 * 9 * 48
    jumps = film_of(*(piece("clip.mp4", n * 20, 20, source_in_ms=n * 1237 % 3900) for n in range(400)))
    assert len(mixed(jumps, files, tmp_path)) == 400 * 20 * 48


def test_the_key_changes_with_what_is_heard_and_with_nothing_else(files: dict[str, MediaFile]) -> None:
    clip, song = piece("clip.mp4", 0, 2000), piece("song.mp3", 0, 2000, volume=35)
    base = film_of(clip, music=song)
    title = Track("text", "text", (Segment("t", "text", 0, 1000, text="Hello"),))
    same = replace(base, tracks=(*base.tracks, title), width=1080, height=1920, fps=25, title="x", output=Output("mov"))
    assert sound.key(base, files) == sound.key(same, files)
    others = [
        film_of(clip, music=replace(song, volume=36)), film_of(clip, music=replace(song, fade_out_ms=1)),
        film_of(replace(clip, speed=101), music=song), film_of(replace(clip, source_in_ms=1), music=song),
        film_of(clip, music=replace(song, duck=30)), replace(base, loudness=-14), film_of(clip),
    ]  # fmt: skip
    keys = [sound.key(one, files) for one in (base, *others)]
    assert len(set(keys)) == len(keys)


def test_generated_music_is_mixed_like_a_file(files: dict[str, MediaFile], tmp_path: Path) -> None:
    song = Segment("m", "music", 0, 5000, name="Lo-fi", seed=4, volume=35)
    timeline = film_of(piece("mute.mp4", 0, 5000), music=song)
    assert sound.key(timeline, files) != sound.key(
        film_of(piece("mute.mp4", 0, 5000), music=replace(song, seed=5)), files
    )
    samples = mixed(timeline, files, tmp_path)
    assert len(samples) == 5000 * 48
    assert -34 < level(samples, 500, 4000) < -24
    assert [path.name for path in tmp_path.glob("music-*")] == [
        mix.with_music(timeline, files, tmp_path)["music:Lo-fi:4:5000"].path.name
    ]


def test_a_file_that_is_gone_is_an_error_in_words(files: dict[str, MediaFile], tmp_path: Path) -> None:
    gone = {**files, "clip.mp4": replace(files["clip.mp4"], path=tmp_path / "gone.mp4")}
    song = piece("song.mp3", 0, 1000, kind="audio")
    with pytest.raises(mix.MixError, match=r"^The sound of clip\.mp4 is damaged and cannot be mixed"):
        mix.write(film_of(piece("clip.mp4", 0, 1000), music=song), gone, tmp_path / "out.m4a", tmp_path)
    with pytest.raises(CancelledError):
        mix.write(film_of(piece("clip.mp4", 0, 1000)), files, tmp_path / "o.m4a", tmp_path, cancelled=lambda: True)


def test_damaged_sound_is_told_by_the_name_of_its_file(files: dict[str, MediaFile], tmp_path: Path) -> None:
    data = bytearray(tone(tmp_path / "whole.aac", 2).read_bytes())
    rng = np.random.default_rng(5)
    for place in range(700, len(data), 20):
        data[place] ^= int(rng.integers(1, 255))
    (tmp_path / "torn.aac").write_bytes(data)
    torn = MediaFile(tmp_path / "torn.aac", MediaInfo("audio", "aac", 2000, has_audio=True), "torn.aac")
    voice = piece("torn.aac", 0, 2000, kind="audio")
    with pytest.raises(mix.MixError) as caught:
        mix.write(
            film_of(piece("clip.mp4", 0, 2000), voice=voice), {**files, "torn.aac": torn}, tmp_path / "o", tmp_path
        )
    assert "torn.aac" in str(caught.value) and "clip.mp4" not in str(caught.value)
    assert "@" not in str(caught.value) and "code" not in str(caught.value)


def test_silence_and_black_are_found(files: dict[str, MediaFile], tmp_path: Path) -> None:
    found = analysis.silences(files["talk.wav"], -40, 300)
    assert len(found) == 1
    assert found[0] == (pytest.approx(600, abs=30), pytest.approx(1400, abs=30))
    assert analysis.silences(files["mute.mp4"]) == [(0, 4000)]
    dark = remade(
        files["clip.mp4"].path, tmp_path / "dark.mp4", "-vf", "drawbox=c=black:t=fill:enable='between(t,1,2.5)'"
    )
    spans = analysis.black(opened(dark))
    assert spans == [(pytest.approx(1000, abs=40), pytest.approx(2533, abs=40))]
    assert analysis.black(files["voice.wav"]) == []


def dying(folder: Path, times: int) -> tuple[str, Path]:
    """An ffmpeg program that is killed so many times before it does its work; the file has a byte for each start."""
    starts, program = folder / "starts", folder / "ffmpeg"
    starts.touch()
    program.write_text(
        f'#!/bin/sh\nprintf x >> {starts}\n[ $(wc -c < {starts}) -le {times} ] && kill -9 $$\nexec {ffmpeg()} "$@"\n'
    )
    program.chmod(0o755)
    return str(program), starts


@pytest.mark.parametrize("times", [1, 2])
def test_a_mix_that_is_killed_is_tried_once_more(
    files: dict[str, MediaFile], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    program, starts = dying(tmp_path, times)
    monkeypatch.setattr(mix, "ffmpeg", lambda: program)
    timeline = film_of(piece("clip.mp4", 0, 1000, volume=90))
    if times == 1:
        assert mix.write(timeline, files, tmp_path / "out.m4a", tmp_path)
        assert opened(tmp_path / "out.m4a").info.duration_ms == pytest.approx(1000, abs=50)
    else:
        with pytest.raises(mix.MixError, match=r"was ended twice from outside\. Export again\.$"):
            mix.write(timeline, files, tmp_path / "out.m4a", tmp_path)
    assert len(starts.read_bytes()) == 2


def test_what_is_made_of_a_finished_sound_or_picture_is_tried_once_more(
    files: dict[str, MediaFile], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, _ = dying(tmp_path, 1)
    monkeypatch.setattr(heard, "ffmpeg", lambda: program)
    arguments = formats.slimmer_sound(files["song.mp3"].path, tmp_path / "slim.m4a", "aac", 64_000)
    heard.convert(arguments, "It cannot be made smaller", lambda: False)
    assert opened(tmp_path / "slim.m4a").info.kind == "audio"


def test_a_damaged_sound_is_not_tried_again(
    files: dict[str, MediaFile], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, starts = dying(tmp_path, 0)
    monkeypatch.setattr(mix, "ffmpeg", lambda: program)
    gone = {**files, "clip.mp4": replace(files["clip.mp4"], path=tmp_path / "gone.mp4")}
    with pytest.raises(mix.MixError, match="damaged"):
        mix.write(film_of(piece("clip.mp4", 0, 1000)), gone, tmp_path / "out.m4a", tmp_path)
    assert len(starts.read_bytes()) == 1
