"""What each edit of what is shown when must give: the number of every frame, and its sound."""

from __future__ import annotations

from backend.rendered import BLACK, BLUE, GREEN, RED, Case, Film

CLIPS = ("city.mp4", "beach.mp4")
PHOTOS = ("red.png", "green.png", "blue.png")
START = "make a video from these clips, no transitions"
SLIDES = "make a 3-second video from the photos, no transitions"
CITY, BEACH = list(range(60)), list(range(100, 160))


def numbered(*expected: int) -> object:
    def check(film: Film) -> None:
        assert film.numbers == list(expected)

    return check


def colored(*spans: tuple[float, float, tuple[int, int, int]]) -> object:
    """The colour from one time to another, to the frame."""

    def check(film: Film) -> None:
        assert film.seconds == spans[-1][1]
        for start, end, color in spans:
            for time in (start, (start + end) / 2, end - 1 / 30):
                assert film.shows(color, time), (time, film.color(time))

    return check


def clips(name: str, message: str, *expected: int) -> Case:
    return Case(name, CLIPS, (START, message), numbered(*expected))


def slides(name: str, message: str, *spans: tuple[float, float, tuple[int, int, int]], more: str = "") -> Case:
    return Case(name, (*PHOTOS, more) if more else PHOTOS, (SLIDES, message), colored(*spans))


def _speed(film: Film) -> None:
    assert len(film.frames) == 90
    assert all(abs(seen - 2 * at) <= 1 for at, seen in enumerate(film.numbers[:30]))
    assert film.numbers[30:] == BEACH
    assert film.level(0.1, 0.9, 440) > -21  # twice as fast, and no higher
    assert film.level(1.2, 2.8, 880) > -20


def _slow(film: Film) -> None:
    assert len(film.frames) == 180
    assert film.numbers[:60] == CITY
    assert all(abs(seen - 100 - at / 2) <= 1 for at, seen in enumerate(film.numbers[60:]))
    assert film.level(2.5, 5.5, 880) > -21


def _backwards(film: Film) -> None:
    assert film.numbers == [*CITY, *reversed(BEACH)]


def _silences(film: Film) -> None:
    kept = film.numbers
    assert 64 <= len(kept) <= 68  # a second less, with a tenth of a second left on either side
    assert kept[0] == 0 and kept[-1] in (88, 89)
    assert film.level(0.1, 0.9, 440) > -20 and film.level(1.4, 2.0, 440) > -20


def _fade(film: Film) -> None:
    full, half = (film.at(time).mean() for time in (2.5, 3.5))
    assert 0.35 < half / full < 0.65
    assert film.at(3.99).mean() < 6


def _begun(film: Film) -> None:
    assert film.at(0).mean() < 3
    assert film.shows(RED, 0.6) and not film.shows(RED, 0.2)


CASES = [
    Case("make", PHOTOS, ("make a 4-second video from these photos",), colored(
        (0, 1.2, RED), (1.7, 2.3, GREEN), (2.8, 4, BLUE))),
    slides("length", "make the video 6 seconds long", (0, 2, RED), (2, 4, GREEN), (4, 6, BLUE)),
    slides("each", "show photo 2 for 2 seconds", (0, 1, RED), (1, 3, GREEN), (3, 4, BLUE)),
    slides("shuffle by name", "sort the photos by name", (0, 1, BLUE), (1, 2, GREEN), (2, 3, RED)),
    clips("reverse order", "reverse the order of the clips", *BEACH, *CITY),
    clips("given order", "reorder the clips: 2, 1", *BEACH, *CITY),
    clips("move", "move clip 2 to the beginning", *BEACH, *CITY),
    clips("swap", "swap clip 1 and clip 2", *BEACH, *CITY),
    clips("remove", "remove clip 1", *BEACH),
    slides("replace", "replace photo 2 with blue.png", (0, 1, RED), (1, 3, BLUE)),
    slides("insert", "add red.png at the end for 1 second", (0, 1, RED), (1, 2, GREEN), (2, 3, BLUE), (3, 4, RED)),
    slides("colour", "add a black screen for 1 second at the end", (0, 1, RED), (1, 2, GREEN), (2, 3, BLUE),
           (3, 4, BLACK)),
    clips("duplicate", "duplicate clip 1", *CITY, *CITY, *BEACH),
    Case("split", CLIPS, (START, "split clip 1 into 2 parts", "remove clip 1"), numbered(*CITY[30:], *BEACH)),
    clips("keep", "keep 0.5s to 3s", *CITY[15:], *BEACH[:30]),
    clips("cut out", "cut out 1s to 3s", *CITY[:30], *BEACH[30:]),
    clips("trim", "cut the first 0.5 seconds of clip 2", *CITY, *BEACH[15:]),
    clips("first seconds", "keep only the first 1 second", *CITY[:30]),
    Case("black", ("gap.mp4",), ("make a video from gap.mp4", "remove black frames"),
         numbered(*range(30), *range(60, 90))),
    Case("silence", ("gap.mp4",), ("make a video from gap.mp4", "remove silences longer than 0.5 seconds"), _silences),
    Case("speed", CLIPS, (START, "set the speed of clip 1 to 200%"), _speed),
    Case("slow motion", CLIPS, (START, "play clip 2 at half speed"), _slow),
    Case("backwards", CLIPS, (START, "reverse clip 2"), _backwards),
    clips("freeze", "freeze the frame at 1s for 1 second", *CITY[:30], *[30] * 30, *CITY[30:], *BEACH),
    clips("freeze the last", "freeze the last frame for 1 second", *CITY, *BEACH, *[159] * 30),
    clips("loop", "loop clip 2 two times", *CITY, *BEACH, *BEACH),
    Case("fade out", CLIPS, (START, "fade to black over the last 1 second"), _fade),
    Case("fade in", PHOTOS, (SLIDES, "fade in from black over half a second"), _begun),
    Case("undo", CLIPS, (START, "remove clip 1", "undo"), numbered(*CITY, *BEACH)),
]  # fmt: skip
