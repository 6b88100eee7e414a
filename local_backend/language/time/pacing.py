"""How fast all of a video goes: so that it lasts so long, and with what stands still and what is heard in step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from local_backend.edits import model as m
from local_backend.edits.chain import of_role
from local_backend.edits.model import Clip, Edit, Which
from local_backend.edits.select import find
from local_backend.language.message.clause import Clause, Scene, which_of
from local_backend.language.words.lexer import Tok
from local_backend.timeline import Role, Segment

SQUEEZED = ("squeeze", "squeezed", "cram", "crammed", "compress", "compressed")
LASTING = (
    "fit", "fits", "into", "until", "last", "lasts", "take", "takes", "runs", "be", "done", "long", "within", "播",
    "播完", "放完", "内", "之内",
)  # fmt: skip
ALONG = (
    "too",
    "also",
    "as well",
    "included",
    "and all",
    "along",
    "with",
    "也",
    "一起",
    "一并",
    "同步",
    "都",
    "连",
    "包括",
)
SOUNDS: tuple[Role, ...] = ("voice", "music")


def videos(scene: Scene) -> list[Segment]:
    return [one for one in (scene.timeline.main.segments if scene.timeline.main else ()) if one.kind == "video"]


def hurries(tok: Tok) -> bool:
    """Whether a word is about going faster: the noun "速度" is not, "speed up" is."""
    if tok.text.lower().startswith("run"):
        return False
    return tok.has("v:speed faster") and not (tok.has("n:speed") and not tok.text.isascii() and "倍" not in tok.text)


def fitted(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``speed clip 1 up so it lasts 5 seconds``, ``加速到5秒播完``: whatever speed makes it that long."""
    if scene.empty or c.has(
        "x pct twice thrice halfx third quarter range edge after before since quote n:transition t:"
    ):
        return None
    paced = any(hurries(one) or one.has("v:slow slower") for one in c.toks)
    paced = paced or c.word(*SQUEEZED, "播完", "放完")
    tok = c.see("todur") or c.see("for", "dur")
    if not paced or tok is None or c.has("v:freeze v:loop n:zoom n:fade n:title n:text n:music n:voice"):
        return None
    words = {word for one in c.toks for word in one.text.lower().split()}
    turned = "by" in words and c.has("v:make v:change") and c.has("pron", "sel", "n:video")
    if (
        not tok.has("todur")
        and not turned
        and not words & set(LASTING)
        and not any(one.text.endswith("到") for one in c.toks)
    ):
        return None
    c.take("todur") or c.take("for", "dur")
    wanted = int(tok.value)
    c.take_all(
        "v:speed v:slow faster slower v:make v:change up down by to v:play n:length under n:speed n:film in v:want"
    )
    c.take_all("v:trim shorter longer v:lengthen p:for exact v:add")
    which = which_of(c)
    c.take_all("n:video pron all n:film n:clip")
    for index, one in list(c.free()):
        if one.text.lower() in (*SQUEEZED, *LASTING):
            c.used.add(index)
    main = scene.timeline.main.segments if scene.timeline.main else ()
    whole = which is None or which.everything
    named = main if which is None or whole else find(scene.timeline, which, scene.language)
    chosen = [clip for clip in named if clip.kind == "video"]
    if not chosen or wanted <= 0:
        return None
    if whole:
        overlaps = sum(clip.duration_ms for clip in main) - scene.timeline.duration_ms
        still = sum(clip.duration_ms for clip in main if clip.kind != "video")
        left = wanted + overlaps - still
        if left <= 0:
            return None
        lasting = sum(clip.duration_ms * clip.speed for clip in chosen)
        percent = lasting // left
        return [m.Speed(m.ALL, percent, language=scene.language), m.SetLength(wanted, language=scene.language)]
    edits: list[m.Edit] = []
    for clip in chosen:
        this = Which("main", ids=(clip.id,))
        percent = clip.duration_ms * clip.speed // wanted
        edits.append(m.Speed(this, percent, language=scene.language))
        if percent > 0 and clip.duration_ms * clip.speed // percent != wanted:
            edits.append(m.SetEach(this, wanted, language=scene.language))
    return edits


def whole_film(c: Clause, *, with_sound: bool = False) -> bool:
    """``everything``, ``the whole video``: what stands still goes along; and with "voice too" so does a sound."""
    whole = c.said("all") or any(one.text.startswith(("整个", "整体", "整支", "整条", "全片")) for one in c.toks)
    return whole and (not with_sound or any(one.text.lower() in ALONG for one in c.toks))


def of_the_film(c: Clause, scene: Scene, now: m.Speed) -> list[m.Edit]:
    """A speed of all there is: photos are shown for shorter or longer, and the voice keeps step with them."""
    stills = any(one.kind == "image" for one in (scene.timeline.main.segments if scene.timeline.main else ()))
    sounds: list[Role] = [role for role in SOUNDS if of_role(scene.timeline, role)]
    told = [role for role in sounds if c.has(f"n:{role}")]
    everything = whole_film(c) or bool(told)
    c.take_all("n:voice n:music n:audio also with") if told else None
    if not stills or (videos(scene) and not everything):
        return [replace(now, along=tuple(told))]
    if "voice" in sounds and not everything and not c.said("pct x twice thrice halfx"):
        return [now]  # what the voice says would not fit the photos any more
    return [replace(now, stills=True, along=tuple(one for one in sounds if one == "voice" or one in told))]


def _in_step(last: Edit | None, one: m.Speed) -> Edit | None:
    """``speed up the whole video by 10%, music too``: one edit, where the same is said of a sound."""
    if not isinstance(last, m.Speed) or last.which != m.ALL:
        return None
    same = (last.percent, last.relative) == (one.percent, one.relative)
    role = next((role for role in SOUNDS if one.which == Which(role)), None)
    if role is None or not same:
        return None
    return last if role in last.along else replace(last, along=(*last.along, role))


def paced_with(last: Edit | None, one: m.Speed) -> Edit | None:
    """One speed of two that are said of the same: "it is too quick, slow it to 80%", "慢动作，速度30%"."""
    if (both := _in_step(last, one)) is not None:
        return both
    if isinstance(last, m.Within) and isinstance(last.edit, m.Speed) and one.which == m.ALL and not one.relative:
        return replace(last, edit=replace(last.edit, percent=one.percent, relative=False))
    if isinstance(last, m.Speed) and (last.which == one.which or (one.which == m.ALL and not one.relative)):
        alike = last.which == one.which and (last.percent > 100) == (one.percent > 100)
        if alike and last.relative and one.relative:
            return one  # "way too slow, speed the whole thing up"
        vague = last.relative or last.percent == 50
        return replace(one, which=last.which) if vague and not one.relative else None
    return None


def stirred(one: Edit, job: m.Compose, media: Sequence[Clip]) -> bool:
    """A faster pace for photos whose length is told as well: 节奏快点，一张图一秒."""
    stills = all(clip.kind != "video" for clip in media if clip.id in job.media)
    return isinstance(one, m.Speed) and one.relative and one.which.everything and stills
