"""How near a file is to the frames that it was made of, so that encoders are compared at equal quality.

Each side is measured against its own frames before encoding: ours as the renderer composes them, a rival's as its
command gives them without loss.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import imageio_ffmpeg

from local_backend.media.info import MediaFile
from local_backend.render import graph
from local_backend.render.compose import Scene
from local_backend.render.library import Library
from local_backend.render.planes import Planes
from local_backend.timeline import Timeline

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
NEAR = 0.002
"""SSIM within which two files are taken to be of equal quality"""
LOSSLESS = ["-c:v", "libx264", "-preset", "ultrafast", "-qp", "0"]
STEP = 0.5


def compose(timeline: Timeline, files: Mapping[str, MediaFile], target: Path) -> None:
    """Writes all frames of a timeline as the renderer composes them, before any encoding, as raw yuv420p."""
    library = Library(files, target.parent)
    with target.open("wb") as out:
        for chunk in graph.plan(timeline, files).chunks:
            scene = Scene(chunk, library)
            planes = Planes.new(chunk.width, chunk.height)
            for n in range(chunk.frames):
                scene.state(n)
                scene.paint(n, planes)
                for plane in (planes.y, planes.u, planes.v):
                    out.write(plane.tobytes())
            scene.close()


def ssim(made: Path, frames: Sequence[str | Path]) -> float:
    """SSIM of a file against frames, given as ffmpeg's arguments for an input."""
    both = "[0:v]settb=1/30,setpts=N[a];[1:v]settb=1/30,setpts=N[b];[a][b]ssim"
    line = [FFMPEG, "-hide_banner", "-i", made, *frames, "-lavfi", both, "-f", "null", "-"]
    said = subprocess.run(list(map(str, line)), stderr=subprocess.PIPE, check=True, stdin=subprocess.DEVNULL).stderr
    return float(re.findall(rb"SSIM .*All:([0-9.]+)", said)[-1])


def matched(wanted: float, first: float, encode: Callable[[float], float]) -> tuple[float, float]:
    """The crf at which ``encode`` reaches an SSIM, and what it reaches there; ``first`` is where to begin."""
    crf, seen = first, {}
    while crf not in seen:
        seen[crf] = encode(crf)
        if abs(seen[crf] - wanted) <= NEAR:
            break
        crf += STEP if seen[crf] > wanted else -STEP
    best = min(seen, key=lambda one: abs(seen[one] - wanted))
    return best, seen[best]
