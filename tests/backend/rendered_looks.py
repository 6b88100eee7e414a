"""What each edit of the picture and of the words on it must give: colours and letters at a time and a place."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from backend.rendered import BLUE, GREEN, GREY, PINK, RED, WHITE, Case, Film

GREY_START, CORNERS, BARS = (f"make a 3-second video from {name}.png" for name in ("grey", "corners", "bars"))
TITLE = 'add the title "HHHHHHHH" from 1s to 2s'
TWO = "make a 3-second video from the photos"


def said(first: float, last: float, y: float, x: float = 0.5) -> Any:
    """Words stand at a place between the two times, and neither before nor after."""

    def check(film: Film) -> None:
        for time in (first + 0.3, last - 0.3):
            assert film.words(time, x, y), time
        for time in (first - 0.1, last + 0.1):
            assert not film.words(time, x, y) and film.shows(GREY, time, x, y), time

    return check


def corners(*expected: tuple[int, int, int]) -> Any:
    """Colours of the quarters: top left, top right, bottom left, bottom right."""

    def check(film: Film) -> None:
        for color, (x, y) in zip(expected, ((0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.8, 0.8)), strict=True):
            assert film.shows(color, 1, x, y), (x, y, film.color(1, x, y))

    return check


def _text_changed(film: Film) -> None:
    seen = film.part(2.0, 0.5, 0.13, 0.1).reshape(-1, 3)
    reddest = seen[np.argmax(seen[:, 0] - seen[:, 1])]
    assert reddest[0] > 190 and reddest[1] < 80
    assert film.words(2.6, 0.5, 0.13) and not film.words(2.0, 0.5, 0.5) and not film.words(0.9, 0.5, 0.13)


def _removed(film: Film) -> None:
    assert not any(film.words(time) for time in (0.5, 1.5, 2.5))


def _srt(film: Film) -> None:
    for time, there in (
        (0.4, False),
        (0.6, True),
        (0.95, True),
        (1.05, False),
        (1.9, False),
        (2.5, True),
        (3.1, False),
    ):
        assert film.words(time, 0.5, 0.83) == there, time


def _vtt(film: Film) -> None:
    for time, there in ((0.95, False), (1.05, True), (1.95, True), (2.05, False)):
        assert film.words(time, 0.5, 0.83) == there, time


def _fading(film: Film) -> None:
    dim, full = (float(film.part(time, 0.5, 0.5, 0.12).max()) for time in (1.15, 1.6))
    assert full > 225 and 120 < dim < full - 25


def _crossfade(film: Film) -> None:
    assert len(film.frames) == 90
    assert film.shows(RED, 1.2) and film.shows(GREEN, 1.8)
    middle = [(a + b) / 2 for a, b in zip(RED, GREEN, strict=True)]
    assert all(abs(a - b) < 25 for a, b in zip(film.color(1.5), middle, strict=True)), film.color(1.5)


def _wipe(film: Film) -> None:
    assert film.shows(RED, 1.2) and film.shows(GREEN, 1.8)
    assert film.shows(RED, 1.5, 0.1) and film.shows(GREEN, 1.5, 0.9)


def _cut(film: Film) -> None:
    assert len(film.frames) == 105
    assert film.shows(RED, 51 / 30) and film.shows(GREEN, 53 / 30)


def _square(film: Film) -> None:
    assert film.facts["size"] == (1080, 1080)
    assert film.shows((0, 0, 0), 0.5, 0.5, 0.05) and film.shows((0, 0, 0), 0.5, 0.5, 0.95)
    assert film.shows(RED, 0.5, 0.2, 0.3) and film.shows(WHITE, 0.5, 0.8, 0.7)


def _cropped_fit(film: Film) -> None:
    assert all(film.shows(GREEN, 1, x) for x in (0.03, 0.5, 0.97))


def _bars(film: Film) -> None:
    assert film.shows(GREEN, 1) and all(film.shows((0, 0, 0), 1, x) for x in (0.05, 0.95))


def _blurred_fit(film: Film) -> None:
    side = film.color(1, 0.05)
    assert film.shows(GREEN, 1) and side[1] > 40 and side[1] > side[0] + 20


def _zoomed(film: Film) -> None:
    assert film.shows(GREEN, 1, 0.05) and film.shows(GREEN, 1, 0.5, 0.05)


def _ken_burns(film: Film) -> None:
    edges = [int(np.argmax(frame[90, :, 1] > 100)) for frame in film.frames]
    assert edges[0] in (31, 32, 33) and edges[-1] < edges[0] - 8
    assert all(0 <= before - after <= 1 for before, after in pairwise(edges))  # slowly, and never back


def _right_half(film: Film) -> None:
    assert film.shows(GREEN, 1, 0.5, 0.25) and film.shows(WHITE, 1, 0.5, 0.75)


def _brighter(film: Film) -> None:
    assert 130 < film.color(1)[0] < 190


def _contrast(film: Film) -> None:
    assert film.color(1, 10 / 320)[0] - film.color(1, 30 / 320)[0] > 37  # they were 30 apart


def _paler(film: Film) -> None:
    red, green, _ = film.color(1)
    assert 65 < red - green < 105  # they were 170 apart


def _warmer(film: Film) -> None:
    red, _, blue = film.color(1)
    assert red > blue + 8


def _colder(film: Film) -> None:
    red, _, blue = film.color(1)
    assert blue > red + 8


def _colorless(film: Film) -> None:
    seen = film.color(1)
    assert max(seen) - min(seen) <= 3


def _for_a_while(film: Film) -> None:
    assert len(film.frames) == 90
    for time, gray in ((0.5, False), (29 / 30, False), (1.0, True), (1.5, True), (59 / 30, True), (2.0, False)):
        seen = film.color(time)
        assert (max(seen) - min(seen) <= 6) == gray, (time, seen)


def _vignette(film: Film) -> None:
    assert film.shows(GREY, 1, off=5) and film.color(1, 0.04, 0.06)[0] < 90


def noise(film: Film) -> float:
    """Of a bar that is plain but for its noise, which the source has at 8."""
    return float(film.at(1)[20:160, 3:17].astype(float).std())


def _sharper(film: Film) -> None:
    assert noise(film) > 9


def _calmer(film: Film) -> None:
    assert noise(film) < 4
    assert film.color(1, 10 / 320)[0] - film.color(1, 30 / 320)[0] > 22


def _soft(film: Film) -> None:
    row = film.at(1)[20:160].mean(axis=(0, 2))
    assert np.abs(np.diff(row)).max() < 10  # it was 30 from a column to the next


def _steady(film: Film) -> None:
    greys = [np.asarray(frame.mean(axis=2), np.float32) for frame in film.frames[5:-5]]
    moves = [np.hypot(*cv2.phaseCorrelate(before, after)[0]) for before, after in pairwise(greys)]
    assert np.mean(moves) < 4  # of 8.6 in the source


def _logo(film: Film) -> None:
    half = tuple(round((a + b) / 2) for a, b in zip(PINK, GREY, strict=True))
    assert film.shows(half, 1, 0.903, 0.173) and film.shows(GREY, 1, 0.5, 0.5)  # type: ignore[arg-type]


def _moved_logo(film: Film) -> None:
    assert film.shows(PINK, 1, 0.097, 0.826) and film.shows(GREY, 1, 0.903, 0.173)


def _inset(film: Film) -> None:
    assert film.shows(RED, 1.5, 0.8, 0.785) and film.shows(GREY, 1.5, 0.3, 0.3)
    assert film.shows(GREY, 0.95, 0.8, 0.785) and film.shows(GREY, 2.05, 0.8, 0.785)


def _beside(film: Film) -> None:
    assert film.shows(RED, 1, 0.25) and film.shows(GREEN, 1, 0.75)
    assert film.shows(RED, 1, 0.46) and film.shows(GREEN, 1, 0.54)


def one(name: str, picture: str, message: str, check: Any) -> Case:
    return Case(name, (f"{picture}.png",), (f"make a 2-second video from {picture}.png", message), check)


CASES = [
    Case("title", ("grey.png",), (GREY_START, TITLE), said(1, 2, 0.5)),
    Case("subtitle", ("grey.png",), (GREY_START, TITLE.replace("title", "subtitle") + " at the bottom"),
         said(1, 2, 0.86)),
    Case("lower third", ("grey.png",), (GREY_START, TITLE.replace("title", "lower third")), said(1, 2, 0.86, 0.15)),
    Case("change a text", ("grey.png",), (
        GREY_START, TITLE, "make the title red and move it to the top", "make the title last 2 seconds"),
        _text_changed),
    Case("fade a text", ("grey.png",), (GREY_START, TITLE, "fade the title in over 0.5 seconds"), _fading),
    Case("remove a text", ("grey.png",), (GREY_START, TITLE, "remove the title"), _removed),
    Case("captions", ("grey.png", "lines.srt"), ("make a 4-second video from grey.png", "add captions from lines.srt"),
         _srt),
    Case("captions vtt", ("grey.png", "lines.vtt"), (GREY_START, "add captions from lines.vtt"), _vtt),
    Case("crossfade", ("red.png", "green.png"), (TWO,), _crossfade),
    Case("wipe", ("red.png", "green.png"), (TWO, "add a 0.5-second wipe left between clip 1 and clip 2"), _wipe),
    Case("no transitions", ("red.png", "green.png"), (TWO, "remove all transitions"), _cut),
    Case("canvas", ("corners.png",), ("make a 1-second video from corners.png",
                                      "change the aspect ratio to 1:1 with black bars"), _square),
    one("fit by crop", "tall", "fill the frame", _cropped_fit),
    one("fit with bars", "tall", "use black bars", _bars),
    one("fit with blur", "tall", "use a blurred background", _blurred_fit),
    one("static zoom", "framed", "zoom clip 1 to 150%", _zoomed),
    one("slow zoom", "framed", "add a slow zoom to all photos", _ken_burns),
    one("crop", "corners", "crop 50% off the left of clip 1", _right_half),
    one("rotate", "corners", "rotate clip 1 by 180 degrees", corners(WHITE, BLUE, GREEN, RED)),
    one("flip", "corners", "flip clip 1 horizontally", corners(GREEN, RED, WHITE, BLUE)),
    one("flip upright", "corners", "flip clip 1 vertically", corners(BLUE, WHITE, RED, GREEN)),
    one("brightness", "grey", "increase the brightness by 20%", _brighter),
    one("contrast", "bars", "increase the contrast by 50%", _contrast),
    one("saturation", "red", "reduce the saturation by 50%", _paler),
    one("warm", "grey", "make the picture warmer", _warmer),
    one("cold", "grey", "make the picture colder", _colder),
    one("black and white", "red", "make clip 1 black and white", _colorless),
    Case(
        "for a while",
        ("red.png",),
        ("make a 3-second video from red.png", "make it black and white from 1s to 2s"),
        _for_a_while,
    ),
    one("vignette", "grey", "add a vignette", _vignette),
    one("sharpen", "bars", "sharpen clip 1", _sharper),
    one("denoise", "bars", "denoise clip 1", _calmer),
    one("blur", "bars", "blur clip 1", _soft),
    Case("stabilise", ("shaky.mp4",), ("make a video from shaky.mp4", "stabilize clip 1"), _steady),
    Case("logo", ("grey.png", "logo.png"), (GREY_START, "put logo.png in the top right corner at 50% opacity"), _logo),
    Case("move a logo", ("grey.png", "logo.png"), (
        GREY_START, "put logo.png in the top right corner", "move the logo to the bottom left"), _moved_logo),
    Case("picture in picture", ("grey.png", "red.png"), (
        GREY_START, "show red.png as picture in picture in the bottom right from 1s to 2s"), _inset),
    Case("split screen", ("red.png", "green.png", "grey.png"), (
        "make a 3 second video from red.png and green.png", "split screen with red.png and green.png"), _beside),
]  # fmt: skip
