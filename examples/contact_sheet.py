"""One picture of many frames of a video, each with its time: `python examples/contact_sheet.py promo.mp4 sheet.jpg`."""

from __future__ import annotations

import argparse
import math
from pathlib import Path

import av
from PIL import Image, ImageDraw, ImageFont

THUMB_WIDTH = 480
GAP = 6


def frames_at(video: Path, times_s: list[float]) -> list[Image.Image]:
    """The frame shown at each time; the last frame for a time beyond the end."""
    found: list[Image.Image] = []
    with av.open(str(video)) as container:
        shown = None
        for frame in container.decode(video=0):
            while len(found) < len(times_s) and frame.time > times_s[len(found)] + 1e-6:
                found.append((shown or frame).to_image())
            shown = frame
        while shown is not None and len(found) < len(times_s):
            found.append(shown.to_image())
    return found


def sheet(video: Path, times_s: list[float], columns: int) -> Image.Image:
    frames = frames_at(video, times_s)
    height = round(THUMB_WIDTH * frames[0].height / frames[0].width)
    rows = math.ceil(len(frames) / columns)
    size = (columns * (THUMB_WIDTH + GAP) + GAP, rows * (height + GAP) + GAP)
    picture = Image.new("RGB", size, "#101014")
    pen = ImageDraw.Draw(picture)
    font = ImageFont.load_default(18)
    for index, (frame, time_s) in enumerate(zip(frames, times_s, strict=True)):
        x = GAP + index % columns * (THUMB_WIDTH + GAP)
        y = GAP + index // columns * (height + GAP)
        picture.paste(frame.resize((THUMB_WIDTH, height), Image.Resampling.LANCZOS), (x, y))
        pen.text(
            (x + 10, y + height - 30), f"{time_s:.1f} s", font=font, fill="white", stroke_width=2, stroke_fill="black"
        )
    return picture


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("video", type=Path)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--times", help="seconds, separated by commas; else --count of them, evenly spread")
    parser.add_argument("--count", type=int, default=12)
    parser.add_argument("--columns", type=int, default=4)
    args = parser.parse_args()
    if args.times:
        times_s = sorted(float(one) for one in args.times.split(","))
    else:
        with av.open(str(args.video)) as container:
            length_s = float(container.duration or 0) / av.time_base
        times_s = [length_s * (index + 0.5) / args.count for index in range(args.count)]
    sheet(args.video, times_s, args.columns).save(args.picture, quality=88)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
