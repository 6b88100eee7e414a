#!/usr/bin/env -S uv run --script
# /// script
# requires-python = ">=3.10"
# dependencies = ["python-frontmatter>=1.1,<2", "requests>=2.32,<3", "sseclient-py>=1.8,<2", "urllib3>=2.2,<3"]
# ///
"""Show the timeline as it is now, and whether it can be exported.

python3 scripts/state.py
python3 scripts/state.py --draft draft.json
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nemovideo import cli
from nemovideo.errors import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nemovideo.client import Client

MEDIA_KEYS = {"filename": "name", "file_type": "type", "duration": "duration_s", "width": "width", "height": "height"}


def parser() -> argparse.ArgumentParser:
    made = cli.parser("Show the timeline as it is now.", ["", "--draft draft.json", "--session ID --api local"])
    made.add_argument("--draft", metavar="FILE", help="also write the draft, as it came, to this file")
    return made


def state(client: Client, args: argparse.Namespace) -> dict[str, Any]:
    """The tracks, the media, and what can be done next."""
    from nemovideo import draft, rendering
    from nemovideo.snapshot import Snapshot
    from nemovideo.steps import TELL_WHAT_CHANGED, Steps, no_session

    known = args.session or (client.store.current(client.origin) or {}).get("session_id")
    if not known:
        raise no_session(client)
    data = client.state(known)
    now, steps = Snapshot.of(data), Steps.of(client, known)
    timeline, ready = draft.read(now.draft, now.media), draft.ready(now.draft)
    inner = data.get("state") if isinstance(data.get("state"), dict) else data
    result: dict[str, Any] = {
        "session_id": known,
        "ready_to_export": ready,
        "duration_s": timeline.duration_ms / 1000,
        "timeline": draft.line(timeline),
        "tracks": draft.tracks_json(timeline),
        "media": [_medium(one) for one in now.media if isinstance(one, dict)],
    }
    result |= {"canvas": found} if (found := _canvas(now.draft, inner or {})) else {}
    result |= {key: inner[key] for key in ("can_undo", "can_redo") if inner and isinstance(inner.get(key), bool)}
    if args.draft:
        result["draft_file"] = str(rendering.write_json(Path(args.draft), json.dumps(now.draft, ensure_ascii=False)))
    step = steps.after_turn("done", ready=ready, media=bool(now.media))
    return {**result, "next": step.removeprefix(TELL_WHAT_CHANGED)}


def _medium(one: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: one[key] for key, name in MEDIA_KEYS.items() if one.get(key) is not None}
    return {key: clean(value) if isinstance(value, str) else value for key, value in found.items()}


def _canvas(draft: Mapping[str, Any] | None, state: Mapping[str, Any]) -> dict[str, Any]:
    """Shape and size, from the canvas's own settings, else from the draft."""
    given, meta = state.get("canvas_config"), (draft or {}).get("m")
    both = {**(meta if isinstance(meta, dict) else {}), **(given if isinstance(given, dict) else {})}
    return {key: both[key] for key in ("ratio", "width", "height", "fps") if both.get(key) is not None}


def main(argv: list[str] | None = None) -> int:
    return cli.run(parser(), state, argv)


if __name__ == "__main__":
    raise SystemExit(main())
