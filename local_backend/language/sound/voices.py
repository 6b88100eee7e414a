"""Voices that nobody recorded, as of a text that is to be read aloud; sound that is off its picture, or not there."""

from __future__ import annotations

from collections.abc import Sequence

from local_backend.edits import model as m
from local_backend.edits.model import Clip, Edit
from local_backend.language.message.clause import Clause, Scene, which_of

MADE_UP = {
    "ai", "a.i", "synthetic", "synthesized", "synthesised", "robot", "robotic", "computer", "generated", "tts",
    "female", "male", "woman", "man", "woman's", "man's", "clone", "cloned", "elevenlabs", "女声", "男声", "合成",
    "机器", "机器人", "人工智能", "智能", "童声", "语音合成",
}  # fmt: skip
GENERATES = (
    "generate",
    "synthesize",
    "synthesise",
    "record",
    "create",
    "produce",
    "生成",
    "合成",
    "录制",
    "录",
    "录一段",
    "创作",
)


def unheard(c: Clause) -> bool:
    """Whether a clause asks for a voice that is in no file."""
    if c.has("v:speak") and not c.has("n:music", "name") and not (c.said("n:ducking", "when") and not c.has("quote")):
        return True
    if c.has("v:speak") and c.has("quote"):
        return True
    if not c.has("n:voice") or c.has("name", "n:film", "n:music", "n:ducking", "v:remove", "v:mute", "v:change", "sel"):
        return False
    if c.has("n:title n:text n:caption n:subtitle n:lowerthird pct louder quieter"):
        return False
    words = {one.text.lower() for one in c.toks}
    whole = "".join(one.text.lower() for one in c.toks)
    whole = whole.replace("录音", "")  # that is one that was made already
    words = {word for word in words if not word.startswith("录音")}
    made_up = bool(words & MADE_UP) or any(word in whole for word in MADE_UP if not word.isascii())
    if c.has("n:video", "n:photo", "n:clip", "n:media"):
        return False
    if c.has("quote") and (c.has("v:make", "v:add", "v:want", "v:show", "v:see") or made_up):
        return True
    return made_up or any(word in GENERATES or any(word.startswith(one) for one in GENERATES if not one.isascii())
                          for word in words)  # fmt: skip


def detach(c: Clause, scene: Scene) -> list[m.Edit] | None:
    tok = c.see("v:detach")
    if (
        tok is None
        and c.word("extract", "pull", "lift", "rip", "split", "move", "go", "should go", "should be")
        and c.has("n:audio n:voice")
    ):
        tok = c.see("v:keep", "v:take", "v:split", "v:move") if c.word("own", "its own", "separate", "single") else None
        c.take_all("v:keep v:take n:music" if tok is not None else "f")
    if tok is None or not (
        c.has("n:audio", "n:voice") or any(word in tok.text.lower() for word in ("audio", "sound", "音", "声"))
    ):
        return None
    c.take_all("v:detach", "n:audio", "n:voice", "from", "of", "v:split", "v:add v:play v:move p:for to own on")
    which = which_of(c) or m.ALL
    if c.word("own", "its own", "separate", "different", "new"):
        c.take_all("n:music")  # onto its own track
    c.take_all("n:video", "pron", "all", "n:clip", "from", "of")
    return [m.Detach(which, language=scene.language)]


def soundless(found: list[Edit], media: Sequence[Clip]) -> list[Edit]:
    """``add the logo top left, muted``: a picture that comes in has no sound, so there is nothing to mute."""
    result: list[Edit] = []
    for one in found:
        last = result[-1] if result else None
        new = (last.media,) if isinstance(last, m.Overlay) else last.media if isinstance(last, m.Insert) else ()
        stills = {clip.name for clip in media if clip.id in new and clip.kind == "image"}
        which = one.which if isinstance(one, m.Volume) and not one.percent else None
        its = which is not None and (which.kind == "overlay" or which.ids or set(which.names) & stills)
        if not (its and stills):
            result.append(one)
    return result
