"""What is on the canvas at a frame: photos however they are stored, places, motion, colours, fades and text."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from backend.media_files import damage_last_frame, noise, remade
from backend.numbered import film, mean, number_of
from PIL import Image, ImageDraw

from local_backend.media.info import MediaFile, probe
from local_backend.render import graph, photos
from local_backend.render.compose import Scene
from local_backend.render.fit import look, place
from local_backend.render.library import Library
from local_backend.render.photos import PhotoError
from local_backend.render.planes import Planes, color_of
from local_backend.timeline import Box, Picture, Segment, Timeline, Track, Transition

RED, BLUE, GREEN = "#c82828", "#283cc8", "#28a05a"
BLACK = (16, 128, 128)
WHITE = (235, 128, 128)
WIDTH, HEIGHT = 320, 180


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, MediaFile]:
    room = tmp_path_factory.mktemp("pictures")
    Image.new("RGB", (640, 360), RED).save(room / "red.jpg", quality=95)
    Image.new("RGB", (641, 361), BLUE).save(room / "blue.png")
    Image.new("RGB", (200, 400), GREEN).save(room / "tall.jpg", quality=95)
    Image.new("CMYK", (300, 200), (0, 200, 200, 20)).save(room / "cmyk.jpg")
    Image.new("L", (300, 170), 120).save(room / "grey.png")
    Image.new("I;16", (300, 170), 120 * 257).save(room / "deep.png")
    Image.new("RGB", (1, 1), RED).save(room / "dot.png")
    # Stored lying on its side: the top of what is seen is the left of what is stored.
    side = Image.new("RGB", (360, 640), BLUE)
    ImageDraw.Draw(side).rectangle((0, 0, 179, 639), fill=RED)
    exif = Image.Exif()
    exif[0x0112] = 6
    side.transpose(Image.Transpose.ROTATE_90).save(room / "phone.jpg", quality=95, exif=exif)
    logo = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    ImageDraw.Draw(logo).rectangle((0, 0, 49, 99), fill=GREEN)
    logo.save(room / "logo.png")
    steps = [Image.new("RGB", (160, 90), color) for color in (RED, GREEN, BLUE)]
    for name in ("steps.gif", "steps.webp"):
        steps[0].save(room / name, save_all=True, append_images=steps[1:], duration=200, loop=0)
    film(room / "film.mp4", 60)
    film(room / "turned.mp4", 5, size=(180, 320))
    return {path.name: MediaFile(path, probe(path, path.name), path.name) for path in room.iterdir()}


def seg(media: str, start: int = 0, length: int = 2000, **more: Any) -> Segment:
    return Segment(f"{media}{start}", more.pop("kind", "video"), start, length, name=media, media=media, **more)


def frame(files: dict[str, MediaFile], n: int, *main: Segment, over: tuple[Segment, ...] = (), **more: Any) -> Planes:
    """Frame ``n`` of these segments."""
    tracks = [Track("video", "main", main)]
    if over:
        tracks.append(Track("text" if over[0].kind == "text" else "video", "overlay", over))
    plan = graph.plan(Timeline(tracks=tuple(tracks), **{"width": WIDTH, "height": HEIGHT, **more}), files)
    chunk = next(one for one in plan.chunks if one.first <= n < one.first + one.frames)
    scene, out = (
        Scene(chunk, Library(files, next(iter(files.values())).path.parent)),
        Planes.new(plan.width, plan.height),
    )
    scene.state(n - chunk.first)
    scene.paint(n - chunk.first, out)
    return out


def near(found: tuple[int, int, int], color: str | tuple[int, int, int], by: int = 4) -> bool:
    wanted = color_of(color) if isinstance(color, str) else color
    return all(abs(a - b) <= by for a, b in zip(found, wanted, strict=True))


@pytest.mark.parametrize("name,color", [("red.jpg", RED), ("blue.png", BLUE), ("dot.png", RED), ("grey.png", "#787878"),
                                        ("deep.png", "#787878")])  # fmt: skip
def test_a_photo_has_its_own_colours(files: dict[str, MediaFile], name: str, color: str) -> None:
    assert near(mean(frame(files, 5, seg(name))), color)


def test_a_cmyk_photo_is_no_negative(files: dict[str, MediaFile]) -> None:
    luma, _, v = mean(frame(files, 5, seg("cmyk.jpg")))
    assert 50 < luma < 120 and v > 160


def test_a_phone_photo_stands_upright_between_blurred_sides(files: dict[str, MediaFile]) -> None:
    made = frame(files, 5, seg("phone.jpg"))
    middle = made.part(140, 20, 20, 140)
    assert near(mean(middle), RED) and near(mean(made.part(166, 20, 10, 140)), BLUE)
    assert 16 < made.y[:, :40].mean() < color_of(RED)[0]


@pytest.mark.parametrize("fit,edge", [("crop", GREEN), ("bar", BLACK)])
def test_a_tall_photo_is_cropped_or_barred_on_request(files: dict[str, MediaFile], fit: Any, edge: Any) -> None:
    made = frame(files, 5, seg("tall.jpg", picture=Picture(fit=fit)))
    assert near(mean(made.part(120, 0, 80, 180)), GREEN) and near(mean(made.part(0, 0, 60, 180)), edge)


def test_auto_crops_little_and_blurs_much() -> None:
    assert place(Picture(), 4000, 3000, 1920, 1080).backdrop == "crop"
    assert place(Picture(), 3000, 2000, 1920, 1080).backdrop == "crop"
    assert place(Picture(), 3000, 4000, 1920, 1080).backdrop == "blur"
    assert place(Picture(), 1920, 1080, 1080, 1920).dest == (0, 656, 1080, 608)


def test_what_does_not_fit_the_height_is_lost_at_the_bottom_sooner_than_at_the_top() -> None:
    """A head that ends at a tenth of a 4:3 photo is seen whole at 16:9."""
    assert place(Picture(), 4000, 3000, 1920, 1080).source == (0, 150, 4000, 2250)
    assert place(Picture(fit="crop"), 1080, 1920, 1080, 1440).source == (0, 96, 1080, 1440)
    assert place(Picture(scale=200), 1920, 1080, 1920, 1080).source == (480, 270, 960, 540)  # into the middle
    assert place(Picture(), 1200, 1000, 1000, 1000).source == (100, 0, 1000, 1000)


def test_clear_parts_show_what_is_below_an_overlay_and_a_plain_ground_on_the_main_track(
    files: dict[str, MediaFile],
) -> None:
    logo = seg("logo.png", kind="image", box=Box(500, 0, 250, 0))
    made = frame(files, 5, seg("red.jpg"), over=(logo,))
    assert near(mean(made.part(160, 0, 40, 80)), GREEN) and near(mean(made.part(202, 0, 36, 80)), RED)
    alone = frame(files, 5, seg("logo.png"), width=100, height=100)
    assert near(mean(alone.part(0, 0, 48, 100)), GREEN) and near(mean(alone.part(52, 0, 48, 100)), WHITE)


@pytest.mark.parametrize("name", ["steps.gif", "steps.webp"])
def test_an_animation_keeps_its_time_and_starts_again(files: dict[str, MediaFile], name: str) -> None:
    one = seg(name, length=3000)
    found = [mean(frame(files, n, one)) for n in (3, 9, 15, 21)]
    for color, luma in zip((RED, GREEN, BLUE, RED), found, strict=True):
        assert near(luma, color, 8)


def test_an_opacity_of_half_is_half_of_each(files: dict[str, MediaFile]) -> None:
    made = frame(files, 5, seg("red.jpg"), over=(seg("blue.png", box=Box(0, 0, 1000, 1000, 50)),))
    assert near(mean(made), tuple(round((a + b) / 2) for a, b in zip(color_of(RED), color_of(BLUE), strict=True)), 3)  # type: ignore[arg-type]


def test_a_box_may_reach_over_the_canvas(files: dict[str, MediaFile]) -> None:
    made = frame(files, 5, seg("red.jpg"), over=(seg("blue.png", box=Box(800, -100, 400, 300)),))
    assert near(mean(made.part(260, 0, 60, 30)), BLUE) and near(mean(made.part(0, 60, 250, 120)), RED)


def test_two_halves_split_the_screen(files: dict[str, MediaFile]) -> None:
    left, right = seg("red.jpg", box=Box(0, 0, 500, 1000)), seg("blue.png", box=Box(500, 0, 500, 1000))
    made = frame(files, 5, left, over=(right,))
    assert near(mean(made.part(0, 0, 160, 180)), RED) and near(mean(made.part(160, 0, 160, 180)), BLUE)


def test_plain_colour_and_a_gap_are_what_they_say(files: dict[str, MediaFile]) -> None:
    plain = Segment("c", "color", 0, 1000, color="#ff8800")
    assert near(mean(frame(files, 5, plain, seg("red.jpg", 2000, 1000))), "#ff8800", 2)
    assert near(mean(frame(files, 45, plain, seg("red.jpg", 2000, 1000))), BLACK, 0)


def test_a_picture_fades_from_and_to_black(files: dict[str, MediaFile]) -> None:
    one = seg("red.jpg", fade_in_ms=1000, fade_out_ms=1000)
    lumas = [mean(frame(files, n, one))[0] for n in (0, 14, 30, 45, 59)]
    full = color_of(RED)[0]
    assert lumas[0] <= 18 and lumas[4] <= 18 and abs(lumas[2] - full) <= 2
    assert abs(lumas[1] - (16 + (full - 16) * 0.483)) <= 3 and abs(lumas[3] - (16 + (full - 16) * 0.483)) <= 3


def test_what_lies_over_the_video_goes_to_black_with_its_end(files: dict[str, MediaFile]) -> None:
    last = seg("red.jpg", fade_out_ms=1000)
    logo = replace(seg("blue.png"), box=Box(0, 0, 200, 1000))
    words = Segment("t", "text", 0, 2000, text="Hello")
    for over in (logo, words):
        assert int(frame(files, 59, last, over=(over,)).y.max()) <= 20
        assert int(frame(files, 25, last, over=(over,)).y.max()) > 30
    between = seg("red.jpg", 0, 1000, fade_out_ms=500), seg("red.jpg", 1000, 1000)
    corner = mean(frame(files, 29, *between, over=(logo,)).part(0, 0, 64, 180))
    assert near(corner, BLUE), "a clip in the midst fades by itself"


def test_a_crossfade_is_half_of_each_in_its_middle(files: dict[str, MediaFile]) -> None:
    pair = seg("red.jpg"), seg("blue.png", 1000, transition=Transition("crossfade", 1000))
    half = tuple((a + b) / 2 for a, b in zip(color_of(RED), color_of(BLUE), strict=True))
    before, after = mean(frame(files, 44, *pair)), mean(frame(files, 45, *pair))
    assert near(tuple(round((a + b) / 2) for a, b in zip(before, after, strict=True)), half, 3)  # type: ignore[arg-type]
    assert near(mean(frame(files, 29, *pair)), RED) and near(mean(frame(files, 60, *pair)), BLUE)


def test_text_stands_at_its_time_and_nowhere_else(files: dict[str, MediaFile]) -> None:
    words = Segment("t", "text", 500, 1000, text="Hello", fade_in_ms=200)
    bare = frame(files, 10, seg("blue.png"))
    difference = [int(np.abs(frame(files, n, seg("blue.png"), over=(words,)).y.astype(int) - bare.y).max())
                  for n in (14, 15, 30, 44, 45)]  # fmt: skip
    assert difference[0] == 0 and difference[4] == 0
    assert 0 < difference[1] < difference[2] and difference[2] > 100 and difference[3] > 100


def differs(one: Any, other: Any) -> float:
    return float(np.abs(one.astype(int) - other).mean())


def picture_id(value: Any) -> str:
    """What a picture changes, as in "rotate=7"; nothing for a check."""
    if not isinstance(value, Picture):
        return ""
    changed = (one.name for one in fields(value) if getattr(value, one.name) != one.default)
    return ",".join(f"{name}={getattr(value, name)}" for name in changed)


@pytest.mark.parametrize(
    "picture,test",
    [
        (Picture(brightness=50), lambda old, new: new.y.mean() > old.y.mean() + 15),
        (Picture(brightness=-50), lambda old, new: new.y.mean() < old.y.mean() - 15),
        (Picture(contrast=50), lambda old, new: new.y.std() > old.y.std() * 1.1),
        (Picture(saturation=-100), lambda old, new: np.ptp(new.u) <= 1),
        (Picture(saturation=50), lambda old, new: np.ptp(new.v) > np.ptp(old.v)),
        (Picture(grayscale=True), lambda old, new: new.u.min() == new.v.max() == 128),
        (Picture(temperature=60), lambda old, new: new.v.mean() > old.v.mean() + 3 and new.u.mean() < old.u.mean() - 3),
        (Picture(temperature=-60), lambda old, new: new.v.mean() < old.v.mean() - 3),
        (Picture(temperature=20), lambda old, new: new.v.mean() > old.v.mean() + 4),
        (Picture(temperature=-20), lambda old, new: new.u.mean() > old.u.mean() + 4),
        (Picture(vignette=60), lambda old, new: new.y[2, 2] < old.y[2, 2] - 10 and new.y[90, 160] == old.y[90, 160]),
        (Picture(sharpen=80), lambda old, new: cv2.Laplacian(new.y, 3).std() > cv2.Laplacian(old.y, 3).std() * 1.2),
        (Picture(blur=60), lambda old, new: cv2.Laplacian(new.y, 3).std() < cv2.Laplacian(old.y, 3).std() / 2),
        (Picture(denoise=80), lambda old, new: cv2.Laplacian(new.y, 3).std() < cv2.Laplacian(old.y, 3).std()),
        (Picture(flip_h=True), lambda old, new: differs(new.y[:, ::-1], old.y) < 3),
        (Picture(flip_v=True), lambda old, new: differs(new.y[::-1], old.y) < 3),
        (Picture(rotate=180), lambda old, new: differs(new.y[::-1, ::-1], old.y) < 3),
        (Picture(rotate=7), lambda old, new: new.y[0, 0] > 20 and differs(new.y, old.y) > 5),
        (Picture(rotate=40), lambda old, new: new.y[0, 0] == new.y[-1, -1] == 16),
        (Picture(scale=50, fit="crop"), lambda old, new: new.y[10, 10] == 16 and new.y[90, 160] != 16),
        (Picture(scale=200), lambda old, new: differs(new.y, cv2.resize(old.y[45:135, 80:240], (320, 180))) < 5),
        (Picture(crop=(0, 0, 500, 500)), lambda old, new: differs(new.y, cv2.resize(old.y[:90, :160], (320, 180))) < 5),
    ],
    ids=picture_id,
)  # fmt: skip
@pytest.mark.parametrize("kind", ["jpg", "mp4"])
def test_each_change_of_a_picture_does_what_it_says(tmp_path: Path, picture: Picture, test: Any, kind: str) -> None:
    blocks = np.random.default_rng(3).integers(0, 255, (9, 16, 3), dtype=np.uint8)
    path = tmp_path / "source.jpg"
    Image.fromarray(blocks).resize((WIDTH, HEIGHT), Image.Resampling.NEAREST).save(path, quality=95)
    if kind == "mp4":
        path = remade(
            path, tmp_path / "source.mp4", "-pix_fmt", "yuv420p", "-crf", "5", before=("-loop", "1", "-t", "1")
        )
    files = {"x": MediaFile(path, probe(path, path.name), path.name)}
    assert test(frame(files, 3, seg("x")), frame(files, 3, seg("x", picture=picture)))


@pytest.mark.parametrize("motion", ["in", "out", "left", "right", "up", "down"])
def test_a_motion_is_even_and_never_leaves_the_picture(motion: Any) -> None:
    views = [look(motion, 20, n / 200) for n in range(201)]
    for one in views:
        half = 0.5 / one.zoom
        assert half - 1e-9 <= one.x <= 1 - half + 1e-9 and half - 1e-9 <= one.y <= 1 - half + 1e-9
    steps = np.diff([one.zoom if motion in ("in", "out") else one.x + one.y for one in views])
    assert (steps > 0).all() or (steps < 0).all()
    assert np.abs(steps).max() < np.abs(steps).min() * 1.25


def test_a_slow_zoom_moves_by_less_than_a_pixel_without_trembling(tmp_path: Path) -> None:
    picture = Image.new("L", (1280, 720), 40)
    ImageDraw.Draw(picture).ellipse((200, 200, 280, 280), fill=220)
    picture.save(tmp_path / "dot.png")
    files = {"dot": MediaFile(tmp_path / "dot.png", probe(tmp_path / "dot.png", "dot.png"), "dot.png")}
    plan = graph.plan(
        Timeline(width=640, height=360, tracks=(Track("video", "main", (seg("dot", length=3000, kind="image",
                 picture=Picture(motion="in", motion_amount=8)),)),)), files)  # fmt: skip
    scene, out = Scene(plan.chunks[0], Library(files, next(iter(files.values())).path.parent)), Planes.new(640, 360)
    places = []
    for n in range(plan.chunks[0].frames):
        scene.paint(n, out)
        weight = np.clip(out.y.astype(float) - 60, 0, None)
        places.append(float((weight.sum(axis=0) * np.arange(640)).sum() / weight.sum()))
    steps = np.diff(places)
    assert (steps < 0).all()
    assert steps.std() < 0.02


@pytest.mark.parametrize("change,expected", [
    ({}, [0, 10, 29]), ({"source_in_ms": 500}, [15, 25, 44]), ({"speed": 200}, [0, 20, 58]),
    ({"speed": 50}, [0, 5, 14]), ({"reverse": True}, [29, 19, 0]), ({"freeze": True, "source_in_ms": 300}, [9, 9, 9]),
    ({"source_in_ms": 1500, "loop": True}, [45, 55, 14]), ({"source_in_ms": 1500}, [45, 55, 59]),
    ({"reverse": True, "speed": 200}, [58, 38, 0]),
])  # fmt: skip
def test_a_clip_runs_as_it_is_told(files: dict[str, MediaFile], change: dict[str, Any], expected: list[int]) -> None:
    one = seg("film.mp4", length=1000, **change)
    assert [number_of(frame(files, n, one).y) for n in (0, 10, 29)] == expected


def test_a_reversed_clip_is_exact_over_a_whole_chunk(files: dict[str, MediaFile]) -> None:
    plan = graph.plan(
        Timeline(width=WIDTH, height=HEIGHT, tracks=(Track("video", "main", (seg("film.mp4", reverse=True),)),)), files
    )
    scene, out = (
        Scene(plan.chunks[0], Library(files, next(iter(files.values())).path.parent)),
        Planes.new(WIDTH, HEIGHT),
    )
    found = []
    for n in range(plan.chunks[0].frames):
        scene.state(n)
        scene.paint(n, out)
        found.append(number_of(out.y))
    assert found == list(range(59, 59 - plan.chunks[0].frames, -1))


def test_the_same_clip_may_show_twice_at_once_at_different_times(files: dict[str, MediaFile]) -> None:
    inset = seg("film.mp4", source_in_ms=1000, box=Box(0, 500, 500, 500))
    made = frame(files, 10, seg("film.mp4"), over=(inset,))
    assert number_of(made.part(0, 90, 160, 90).y) == 40
    assert number_of(made.y) == 10


def test_frames_that_look_the_same_are_known_to(files: dict[str, MediaFile]) -> None:
    still = Timeline(width=WIDTH, height=HEIGHT, tracks=(Track("video", "main", (seg("red.jpg"),)),))
    chunk = graph.plan(still, files).chunks[0]
    scene = Scene(chunk, Library(files, next(iter(files.values())).path.parent))
    assert len({scene.state(n) for n in range(chunk.frames)}) == 1
    slow = Timeline(width=WIDTH, height=HEIGHT, tracks=(Track("video", "main", (seg("film.mp4", speed=50),)),))
    chunk = graph.plan(slow, files).chunks[0]
    scene = Scene(chunk, Library(files, next(iter(files.values())).path.parent))
    assert len({scene.state(n) for n in range(chunk.frames)}) == chunk.frames // 2


def test_a_photo_that_is_no_photo_is_refused_in_words(tmp_path: Path, files: dict[str, MediaFile]) -> None:
    (tmp_path / "bad.jpg").write_bytes(files["red.jpg"].path.read_bytes()[:300])
    bad = MediaFile(tmp_path / "bad.jpg", files["red.jpg"].info, "bad.jpg")
    with pytest.raises(PhotoError, match="cannot be read"):
        frame({"x": bad}, 0, seg("x", kind="image"))


@pytest.mark.parametrize("name", ["blue.png", "logo.png", "deep.png", "coins.png", "phone.png", "press.jpg"])
def test_a_large_photo_made_smaller_in_bands_looks_as_it_does_in_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    ramp = Image.radial_gradient("L").resize((300, 203))
    made = {
        "blue.png": ramp.convert("RGB"), "logo.png": Image.merge("RGBA", (ramp, ramp, ramp, ramp)),
        "deep.png": Image.fromarray(np.asarray(ramp).astype(np.uint16) * 257), "coins.png": ramp.convert("P"),
        "phone.png": ramp.convert("RGB"), "press.jpg": ramp.convert("CMYK"),
    }[name]  # fmt: skip
    exif = Image.Exif()
    exif[0x0112] = 6
    made.save(tmp_path / name, **({"exif": exif} if name == "phone.png" else {"quality": 100, "progressive": True}))
    shown = []
    for band in (10**9, 4000):
        folder = tmp_path / str(band)
        folder.mkdir()
        for limit, pixels in (("LARGE", 1000), ("KEPT", 20_000), ("BAND", band)):
            monkeypatch.setattr(photos.large, limit, pixels)
        shown.append(photos.still(tmp_path / name, Picture(), 320, 180, True, folder)[0])
        assert [path.suffix for path in folder.glob("*.photo")] == [".photo"]
        again, _ = photos.still(tmp_path / name, Picture(), 320, 180, True, folder)
        assert all((a == b).all() for a, b in shown[-1].pairs(again))
    assert all((a == b).all() for a, b in shown[0].pairs(shown[1]))
    monkeypatch.setattr(photos.large, "LARGE", 10**9)
    whole = photos.still(tmp_path / name, Picture(), 320, 180, True, tmp_path)[0]
    assert all(abs(a.astype(int) - b).mean() < 1 for a, b in shown[0].pairs(whole))


@pytest.mark.parametrize("left", [3, 11, 25])
def test_of_an_animation_that_ends_early_the_whole_frames_are_shown(tmp_path: Path, left: int) -> None:
    """Cut in the last frame's control block, its place, or its pixels."""
    steps = [noise(160, 120, n).convert("P") for n in range(6)]
    steps[0].save(tmp_path / "a.gif", save_all=True, append_images=steps[1:], duration=100)
    whole = (tmp_path / "a.gif").read_bytes()
    (tmp_path / "b.gif").write_bytes(whole[: whole.rindex(b"\x21\xf9\x04") + left])
    file = MediaFile(tmp_path / "b.gif", probe(tmp_path / "b.gif", "b.gif"), "b.gif")
    assert file.info.frames == 5
    moving = photos.Animation(file.path)
    assert moving.duration_ms == 500
    for index in (0, 4, 2):
        ours, _ = moving.still(index, Picture(), 160, 120, True)
        theirs, _ = photos.Animation(tmp_path / "a.gif").still(index, Picture(), 160, 120, True)
        assert all((a == b).all() for a, b in ours.pairs(theirs))


def test_a_damaged_frame_is_told_in_words(tmp_path: Path) -> None:
    steps = [noise(160, 120, n) for n in range(3)]
    steps[0].save(tmp_path / "a.gif", save_all=True, append_images=steps[1:], duration=100)
    damage_last_frame(tmp_path / "a.gif")
    with pytest.raises(PhotoError, match=r"^the picture cannot be read: it (is damaged|ends early)$"):
        photos.Animation(tmp_path / "a.gif").still(2, Picture(), 160, 120, True)


def test_an_animation_is_made_small_before_it_is_copied(tmp_path: Path) -> None:
    ramp = Image.radial_gradient("L").resize((1600, 900))
    for form in ("gif", "webp"):
        steps = [Image.merge("RGBA", (ramp, ramp, ramp, one)) for one in (ramp, ramp.rotate(180))]
        steps[0].save(tmp_path / f"a.{form}", save_all=True, append_images=steps[1:], duration=100, lossless=True)
        moving = photos.Animation(tmp_path / f"a.{form}")
        for index in (0, 1, 0):
            assert moving._frame(index, 5).size == (320, 180)
            shown, _ = moving.still(index, Picture(), 320, 180, True)
            whole = moving._frame(index, 1).resize((320, 180), Image.Resampling.LANCZOS)
            share = np.asarray(whole.getchannel("A"), float) / 255
            luma = np.asarray(whole.convert("L"), float) * share + 255 * (1 - share)
            assert abs(16 + luma * 219 / 255 - shown.y).mean() < 3
