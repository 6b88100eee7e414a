"""Makes `promo.mp4` of five generated photos and a spoken voiceover, wholly on this machine: `make demo`.

It does what an agent does: it runs `scripts/make_video.py --local`. All that it keeps is under `build/demo`.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "demo"
VIDEO = ROOT / "promo.mp4"
MESSAGE = (
    "Turn these photos and audio into a 30-second promo video with crossfade transitions and a gentle zoom on the "
    'photos, with the title "Made with care" for the first 3 seconds'
)


def main() -> int:
    media = WORK / "media"
    environment = {**os.environ, "NEMO_HOME": str(WORK / "nemovideo")}
    print("Making five photos and a voiceover…", file=sys.stderr)
    subprocess.run([sys.executable, ROOT / "examples" / "promo_media.py", media], check=True, stdout=subprocess.DEVNULL)
    files = [*sorted(media.glob("*.jpg")), media / "voiceover.wav"]
    script = ROOT / "scripts" / "make_video.py"
    command = [sys.executable, script, *files, "-m", MESSAGE, "-o", VIDEO, "--force", "--local", "--wait", "900"]
    try:
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True)
    finally:
        stop_backend(WORK / "nemovideo" / "local" / "server.json")
    result = json.loads(done.stdout)
    if not result["ok"]:
        print(f"{result['error']['message']}\n{result['error']['next']}", file=sys.stderr)
        return done.returncode
    print(f"{result['timeline']}\n{result['file']}")
    return 0


def stop_backend(server: Path) -> None:
    """The backend leaves by itself when idle; a demo leaves nothing behind."""
    with contextlib.suppress(OSError, ValueError, KeyError):
        os.kill(json.loads(server.read_text())["pid"], signal.SIGTERM)


if __name__ == "__main__":
    raise SystemExit(main())
