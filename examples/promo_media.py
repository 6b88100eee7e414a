"""Makes what `make demo` starts from: five product photos and a voiceover, all of them generated.

    python examples/promo_media.py FOLDER

The shop, its products and its words are invented here. The photos have 12 megapixels, one of them upright;
the voiceover has 29 seconds (`voiceover.wav`), its Chinese sister 14 (`voiceover-zh.wav`).
"""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

STEP_S = 5.9
"""five pictures that overlap by half a second fill 30 seconds; each line begins with its picture"""
LINES = (
    "This is Northlight. Everyday things, made with care. A mug for slow mornings.",
    "Headphones so light, so quiet, that you hear nothing but the music you love.",
    "A lamp with a warm glow, to turn any corner into your favorite place.",
    "A planter shaped by hand, for a little more green in your home.",
    "And a speaker that fills the room. Northlight. Bring home something good.",
)
CHINESE_STEP_S = 2.9
CHINESE_LINES = (
    "北光，用心做好每一件小物。",
    "轻巧的耳机，只听见音乐。",
    "温暖的台灯，点亮每个角落。",
    "手作花盆，让家多一点绿意。",
    "还有好声音。北光，夏日特卖。",
)
VOICE, CHINESE_VOICE = "en-us+f2", "cmn+f2"
LONGEST_S, CHINESE_LONGEST_S = 29.0, 14.8


def photo(number: int, folder: Path) -> Path:
    import cv2
    from photographs import photograph
    from products import SCENES

    cv2.setNumThreads(1)
    return photograph(SCENES[number](), folder, number + 1)


def voiceover(path: Path, voice: str, lines: tuple[str, ...], step_s: float, end_s: float, speed: int) -> Path:
    from voice import Speaker, save, told, warmed

    placed = [(0.3 + step_s * place, line) for place, line in enumerate(lines)]
    return save(warmed(told(Speaker(voice), placed, end_s, speed)), path)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the files go; made when missing")
    parser.add_argument("--voice-only", action="store_true", help="leave the photos out")
    args = parser.parse_args(argv)
    folder: Path = args.folder
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(max_workers=min(5, os.cpu_count() or 1)) as pool:
        work = [] if args.voice_only else [pool.submit(photo, number, folder) for number in (3, 0, 1, 2, 4)]
        made = [
            voiceover(folder / "voiceover.wav", VOICE, LINES, STEP_S, LONGEST_S, 150),
            voiceover(
                folder / "voiceover-zh.wav", CHINESE_VOICE, CHINESE_LINES, CHINESE_STEP_S, CHINESE_LONGEST_S, 170
            ),
        ]
        made += sorted(one.result() for one in work)
    print("\n".join(str(path) for path in made))
    return 0


if __name__ == "__main__":
    sys.exit(main())
