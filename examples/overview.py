"""Shows what the renderer can do: a contact sheet for each transition, text style and picture edit, and one of all.

    python examples/overview.py FOLDER [--photos FOLDER] [--overview docs/overview.jpg]

Every picture is a frame of a real render. The photos are those of ``promo_media.py``, made when missing.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from contact_sheet import frames_at  # noqa: E402

from local_backend.media.info import MediaFile, probe  # noqa: E402
from local_backend.render.renderer import Renderer  # noqa: E402
from local_backend.render.transitions import EFFECTS  # noqa: E402
from local_backend.text import fonts  # noqa: E402
from local_backend.timeline import Box, Picture, Segment, TextStyle, Timeline, Track, Transition  # noqa: E402

CANVAS = (960, 540)
SLOT_MS = 1200
"""of a text or picture edit; a segment with a transition is longer by it"""
TRANSITION_MS = 1000
STEPS = (0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95)
"""of a transition, on its sheet"""
GAP = 8
LABEL = 26
OVERVIEW_WIDTH, OVERVIEW_COLUMNS = 1600, 5
INK, GROUND = "#e8e6e1", "#15151a"
PLAIN = Picture()


@dataclass(frozen=True)
class Shown:
    """One thing to show: its name, and how its segment, words and overlays differ from a plain photo."""

    name: str
    photo: int = 0
    picture: Picture = PLAIN
    words: Sequence[tuple[str, TextStyle]] = ()
    overlays: Sequence[tuple[int, Box]] = ()


LOGO = -1
"""stands for the drawn logo among the photos"""
LATIN = "Made by hand"
TEXTS = (
    Shown("title", words=[(LATIN, TextStyle())]),
    Shown("title, two lines", 1, words=[("So light, so quiet\nthat only music is left", TextStyle())]),
    Shown("subtitle", 2, words=[("A warm glow", TextStyle()), ("for any corner", TextStyle("subtitle", "center"))]),
    Shown("lower third", 3, words=[("Ann Lee\nCeramicist", TextStyle("lower_third", "bottom_left"))]),
    Shown("caption", 4, words=[("And a speaker that fills the room.", TextStyle("caption", "bottom"))]),
    Shown("plate", words=[("New: 20 % off", TextStyle(box_color="#101820"))]),
    Shown("colour and place", 1, words=[(LATIN, TextStyle(place="top_left", color="#ffd54a", size=80))]),
    Shown("dark on light", 3, words=[(LATIN, TextStyle(color="#15202b", weight="regular"))]),
    Shown("Chinese", 2, words=[("夏日特卖：全场八折", TextStyle())]),
    Shown("Japanese", 4, words=[("朝のための一杯", TextStyle())]),
    Shown("Korean", 0, words=[("느린 아침을 위한 잔", TextStyle())]),
    Shown("Arabic", 1, words=[("مرحبا بكم في متجرنا", TextStyle())]),
    Shown("emoji", 3, words=[("Summer sale 🎉🌿☀️", TextStyle())]),
    Shown("mixed", 4, words=[("Northlight 北光 · ノース 노스 نور ✨", TextStyle(size=70))]),
)
EDITS = (
    Shown("as it is"),
    Shown("fit: blurred sides", 3, Picture(fit="blur")),
    Shown("fit: bars", 3, Picture(fit="bar")),
    Shown("fit: crop", 3, Picture(fit="crop")),
    Shown("crop", 0, Picture(crop=(300, 200, 400, 400))),
    Shown("zoom 150 %", 1, Picture(scale=150)),
    Shown("rotate 90°", 1, Picture(rotate=90)),
    Shown("rotate 8°", 1, Picture(rotate=8)),
    Shown("flip", 0, Picture(flip_h=True)),
    Shown("flip upright", 1, Picture(flip_v=True)),
    Shown("brighter", 2, Picture(brightness=30)),
    Shown("darker", 2, Picture(brightness=-30)),
    Shown("more contrast", 4, Picture(contrast=40)),
    Shown("less contrast", 4, Picture(contrast=-40)),
    Shown("more colour", 2, Picture(saturation=60)),
    Shown("less colour", 2, Picture(saturation=-60)),
    Shown("warm", 0, Picture(temperature=40)),
    Shown("cold", 0, Picture(temperature=-40)),
    Shown("black and white", 3, Picture(grayscale=True)),
    Shown("vignette", 1, Picture(vignette=60)),
    Shown("sharpen", 4, Picture(sharpen=80)),
    Shown("denoise", 4, Picture(denoise=60)),
    Shown("blur", 4, Picture(blur=40)),
    Shown("logo", 0, overlays=[(LOGO, Box(860, 50, 100, 0, 90))]),
    Shown("picture in picture", 2, overlays=[(4, Box(630, 600, 340))]),
    Shown("split screen", 0, overlays=[(1, Box(500, 0, 500, 1000))]),
)
IN_OVERVIEW = (
    "title", "lower third", "caption", "plate", "colour and place", "Chinese", "Japanese", "Korean", "Arabic", "emoji",
    "fit: blurred sides", "crop", "rotate 8°", "flip", "brighter", "more contrast", "warm", "cold", "black and white",
    "vignette", "blur", "logo", "picture in picture", "split screen", "more colour",
)  # fmt: skip


def logo(path: Path) -> Path:
    """A mark with a see-through ground: a star over a horizon."""
    picture = Image.new("RGBA", (400, 400))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((10, 10, 390, 390), fill="#fffaf0f0", outline="#1d3040", width=14)
    star = [(200, 70), (222, 168), (320, 190), (222, 212), (200, 310), (178, 212), (80, 190), (178, 168)]
    pen.polygon(star, fill="#1d3040")
    pen.line((110, 318, 290, 318), fill="#1d3040", width=14)
    picture.save(path)
    return path


class Studio:
    """Renders timelines of the photos and hands over their frames."""

    def __init__(self, folder: Path, photos: Path) -> None:
        self._folder, self._renderer = folder, Renderer(folder / "work")
        paths = [*sorted(photos.glob("[0-9]-*.jpg")), logo(folder / "work" / "logo.png")]
        self._files = {path.name: MediaFile(path, probe(path, path.name), path.name) for path in paths}
        self.names = list(self._files)

    def photo(self, number: int, start: int, length: int, **more: Any) -> Segment:
        name = self.names[number if number == LOGO else number % (len(self.names) - 1)]
        return Segment(f"s{start}-{number}", "image", start, length, name=name, media=name, **more)

    def frames(self, name: str, times_s: Sequence[float], *tracks: Track) -> list[Image.Image]:
        timeline = Timeline(width=CANVAS[0], height=CANVAS[1], tracks=tracks)
        target = self._folder / "work" / f"{name}.mp4"
        self._renderer.render(timeline, self._files, "mp4", "high", target)
        return frames_at(target, list(times_s))

    def transitions(self) -> dict[str, list[Image.Image]]:
        """The steps of each transition, from one photo to the next."""
        length = SLOT_MS + TRANSITION_MS
        main = [
            self.photo(number, number * SLOT_MS, length, transition=Transition(kind, TRANSITION_MS) if number else None)
            for number, kind in enumerate(("crossfade", *EFFECTS))
        ]
        times = [
            (number * SLOT_MS + step * TRANSITION_MS) / 1000 for number in range(1, len(EFFECTS) + 1) for step in STEPS
        ]
        found = self.frames("transitions", times, Track("video", "main", tuple(main)))
        return {kind: found[at * len(STEPS) : (at + 1) * len(STEPS)] for at, kind in enumerate(EFFECTS)}

    def stills(self, name: str, shown: Sequence[Shown]) -> dict[str, Image.Image]:
        main, above, words = [], [], []
        for number, one in enumerate(shown):
            start = number * SLOT_MS
            half = Box(0, 0, 500, 1000) if one.name == "split screen" else None
            main.append(self.photo(one.photo, start, SLOT_MS, picture=one.picture, box=half))
            above += [self.photo(photo, start, SLOT_MS, box=box) for photo, box in one.overlays]
            words += [
                Segment(f"t{start}-{at}", "text", start, SLOT_MS, text=text, style=style)
                for at, (text, style) in enumerate(one.words)
            ]
        tracks = (Track("video", "main", tuple(main)), Track("video", "overlay", tuple(above)))
        times = [(number + 0.5) * SLOT_MS / 1000 for number in range(len(shown))]
        used = [one for one in (*tracks, Track("text", "text", tuple(words))) if one.segments]
        found = self.frames(name, times, *used)
        return {one.name: frame for one, frame in zip(shown, found, strict=True)}


def sheet(tiles: Sequence[tuple[str, Image.Image]], columns: int, width: int) -> Image.Image:
    """Labelled pictures in rows."""
    across = (width - GAP * (columns + 1)) // columns
    high = round(across * tiles[0][1].height / tiles[0][1].width)
    rows = -(-len(tiles) // columns)
    picture = Image.new("RGB", (width, rows * (high + LABEL + GAP) + GAP), GROUND)
    pen = ImageDraw.Draw(picture)
    face = fonts.choose("a")
    assert face
    for number, (name, tile) in enumerate(tiles):
        x, y = GAP + number % columns * (across + GAP), GAP + number // columns * (high + LABEL + GAP)
        picture.paste(tile.resize((across, high), Image.Resampling.LANCZOS), (x, y))
        pen.text((x + 2, y + high + 4), name, font=fonts.load(face, 15, "regular"), fill=INK)
    return picture


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the sheets go")
    parser.add_argument("--photos", type=Path, help="a folder of promo_media.py; made in FOLDER when missing")
    parser.add_argument("--overview", type=Path, help="where the picture of all of them goes")
    args = parser.parse_args(argv)
    photos: Path = args.photos or args.folder / "photos"
    if not list(photos.glob("[0-9]-*.jpg")):
        import promo_media

        promo_media.main([str(photos)])
    (args.folder / "work").mkdir(parents=True, exist_ok=True)
    studio = Studio(args.folder, photos)
    moves = studio.transitions()
    stills = {**studio.stills("texts", TEXTS), **studio.stills("edits", EDITS)}
    for kind, steps in moves.items():
        labelled = [(f"{round(100 * step)} %", frame) for step, frame in zip(STEPS, steps, strict=True)]
        sheet(labelled, len(STEPS), OVERVIEW_WIDTH).save(args.folder / f"transition-{kind}.jpg", quality=88)
    for name, frame in stills.items():
        kind = "text" if any(one.name == name for one in TEXTS) else "edit"
        path = args.folder / f"{kind}-{'-'.join(re.findall('[A-Za-z0-9]+', name))}.jpg"
        frame.save(path, quality=88)
    everything = [
        (kind.replace("_", " "), steps[2 if kind.startswith("fade_") else 3]) for kind, steps in moves.items()
    ]
    everything += [(name, stills[name]) for name in IN_OVERVIEW]
    sheet(everything, OVERVIEW_COLUMNS, OVERVIEW_WIDTH).save(
        args.overview or args.folder / "overview.jpg", quality=80, optimize=True, progressive=True
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
