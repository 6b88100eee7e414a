"""Frames for how loud things are: volume, fades, ducking, loudness; and detaching a sound."""

from __future__ import annotations

from local_backend.edits import model as m
from local_backend.edits.model import Target, Which
from local_backend.language.clause import Clause, Scene, which_of
from local_backend.language.lettering import fades
from local_backend.language.sounds import DUCKED


def _sound_which(c: Clause, scene: Scene) -> Which:
    """Whose sound a clause is about."""
    for noun, kind in (("n:music", "music"), ("n:voice", "voice")):
        tok = c.see(noun)
        if tok is not None and not tok.has("sel"):
            c.take_all(noun)
            c.take_all("n:audio", "n:volume", "all", "pron", "n:background")
            return Which(kind)  # type: ignore[arg-type]
    sel = which_of(c, nouns=("n:photo", "n:clip"))
    c.take_all("n:audio n:volume n:video pron n:clip all n:media")
    if sel is not None:
        if sel.names and len(sel.names) == 1:
            on = [track.role for track, one in scene.timeline.segments() if one.name == sel.names[0]]
            if on and on[0] in ("music", "voice", "sound"):
                return Which(on[0], (), sel.names)
        return sel if sel.kind != "photo" else Which("main")
    return Which("audio") if _only_sounds(scene) else m.ALL


def _only_sounds(scene: Scene) -> bool:
    return not any(one.kind == "video" for _, one in scene.timeline.segments())


def _everything_heard(scene: Scene, which: Which) -> list[Which]:
    """A wish about "the sound" is about every track that is heard."""
    if which not in (m.ALL, Which("audio")):
        return [which]
    roles = {track.role for track in scene.timeline.tracks}
    kinds: list[Target] = []
    if any(one.kind == "video" for one in (scene.timeline.main.segments if scene.timeline.main else ())):
        kinds.append("main")
    heard: tuple[Target, ...] = ("voice", "music", "sound")
    kinds += [kind for kind in heard if kind in roles]
    return [Which(kind) for kind in kinds] or [which]


def volume(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``turn the music down to 15%``, ``mute clip 2``, ``make the voice louder``."""
    if c.has("m:") or silences_meant(c, scene):
        return None  # a style is for music that is to come
    mute, unmute = c.has("v:mute"), c.has("v:unmute")
    louder, softer = c.has("louder"), c.has("quieter")
    told = c.last is not None and c.last.kind in ("music", "voice", "audio")
    told = told and (c.has("pron", "n:volume") or c.word("make it"))
    level = (told and c.has("pct", "x", "db")) or (
        c.has("pct x twice halfx db n:half normal maxvol quarter third")
        and c.has("n:volume", "n:music", "n:voice", "n:audio")
    )
    soundy = (
        c.word(
            "hear less of",
            "hear less",
            "hear more of",
            "hear more",
            "louder",
            "quieter",
            "大声",
            "小声",
            "大声点",
            "小声点",
            "大声一点",
            "小声一点",
        )
        or c.has("n:volume", "n:music", "n:voice", "n:audio")
        or (c.last is not None and c.last.kind in ("music", "voice", "audio"))
    )
    off = (
        c.has("v:remove", "v:stop", "neg")
        and c.has("n:audio", "n:volume")
        and not c.has("n:music", "n:silence", "v:transcribe")
    )
    if not (mute or unmute or off or level or (soundy and (louder or softer or c.has("up", "down")))):
        return None
    if (c.has("n:silence") and c.has("v:remove", "v:cut")) or (
        c.has("n:loudness", "n:ducking", "v:detach", "fmt:", "t:") and not mute
    ):
        return None
    relative, percent = False, 100
    if unmute:
        c.take_all("v:unmute", "n:volume", "n:audio")
    elif mute or off:
        keep = c.negated("v:mute")
        c.take_all("v:mute", "v:remove", "v:stop", "neg", "v:make", "v:change")
        percent = 100 if keep else 0
    else:
        relative, percent = _level(c)
    c.take_all(
        "n:volume v:make v:change v:add v:want with to p:at by v:play up down louder quieter v:keep v:lengthen v:move"
    )
    if (mute or off or unmute) and c.last is not None and not c.said("n:", "sel"):
        c.take("pron")
        return [m.Volume(c.last, percent, language=scene.language)]
    rest = c.take("n:rest")
    which = _sound_which(c, scene)
    if rest is not None:
        which = m.ALL
    if (
        c.last is not None
        and c.last.kind in ("music", "voice")
        and which in (m.ALL, Which("audio"))
        and c.last != which
    ):
        which = c.last
    if (
        which == m.ALL
        and c.said("n:audio", "n:volume")
        and not c.said("n:clip", "sel")
        and not relative
        and percent == 0
        and c.word("original", "原声", "clips", "camera", "现场声")
    ):
        return [m.Volume(m.ALL, 0, language=scene.language)]
    if which == m.ALL and (c.said("sel") or c.said("n:clip")):
        return [m.Volume(which, percent, relative, language=scene.language)]
    return [m.Volume(one, percent, relative, language=scene.language) for one in _everything_heard(scene, which)]


def silences_meant(c: Clause, scene: Scene) -> bool:
    """``去掉静音``: what is silent shall go, unless all is muted and shall be heard again."""
    mute = c.see("v:mute")
    verb = c.index("v:remove", "v:cut")
    if mute is None or mute.text != "静音" or verb is None or c.toks[verb] is mute or c.has("sel", "n:music"):
        return False
    heard = [one for _, one in scene.timeline.segments() if one.kind in ("video", "audio", "music")]
    return not heard or any(one.volume for one in heard)


def _level(c: Clause) -> tuple[bool, int]:
    up, down = c.has("louder", "up"), c.has("quieter", "down")
    if db := c.take("db"):
        sign = -1 if down and float(db.value) > 0 else 1
        return True, max(1, round(100 * 10 ** (sign * float(db.value) / 20)))
    if c.take("maxvol", "normal"):
        return False, 100
    if c.take("twice"):
        return True, 200
    if part := c.take("quarter", "third"):
        return False, 25 if part.has("quarter") else 33
    if c.take("halfx", "n:half"):
        return (not c.word("to")), 50
    if x := c.take("x"):
        return True, round(100 * float(x.value))
    pct = c.take("pct")
    if pct is not None:
        amount = round(float(pct.value))
        at = c.toks.index(pct)
        by = any(one.text.lower() == "by" for one in c.toks[max(0, at - 2) : at]) or _zh_by(c, at)
        if by:
            return True, max(0, 100 - amount) if down else 100 + amount
        return False, amount
    little, much = c.take("mag:little"), c.take("mag:much")
    step = 15 if little and not c.word("点", "一点", "一些", "些") else 50 if much else 30
    return True, 100 + step if up and not down else 100 - step


def _zh_by(c: Clause, at: int) -> bool:
    """``降低20%`` is by, ``降到20%`` is to."""
    if at == 0 or (c.toks[at].text.isascii() and c.toks[at - 1].text.isascii()):
        return False
    before = c.toks[at - 1].text
    return (
        c.toks[at - 1].has("up down louder quieter brighter darker faster slower") and before[-1] not in "到至为成"
    ) or (before == "了" and at > 1)


def fade(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``fade the music out over 3 seconds``, ``fade in from black``."""
    if not c.has("v:fade", "n:fade", "t:fade_black", "t:fade_white") or c.has(
        "n:transition between n:title n:text n:caption n:subtitle n:lowerthird"
    ):
        return None
    sound = c.has("n:music", "n:audio", "n:voice", "n:volume") or (
        c.last is not None and c.last.kind in ("music", "voice", "audio")
    )
    black = c.has("t:fade_black")
    if black and (c.ending or ends_black(c)) and not c.has("n:clip", "sel", "n:start", "all"):
        c.take_all("t:fade_black", "v:fade", "n:fade", "n:video", "v:make", "v:add", "to")
        dur = c.take("for", "dur", "tdur")
        return [m.FadePicture(m.ALL, None, int(dur.value) if dur else 1000, language=scene.language)]
    if not sound and not (
        c.has("n:video at_end at_start n:end n:start sel edge n:black c:#000000 pron all")
        or (black and c.word("from", "end", "开头", "结尾"))
        or c.word("in", "out", "淡出", "淡入", "fade out", "fade in", "fade-out", "fade-in", "渐入", "渐出")
    ):
        return None
    edge = c.take("edge")
    told = " ".join(one.text.lower() for _, one in c.free())
    end = c.take("at_end", "n:end")
    start = c.take("at_start", "n:start")
    none = c.negated("v:fade", "n:fade") or bool(c.take("v:remove"))
    if black:
        c.take_all("t:fade_black")
        from_black = "from black" in told or "从黑" in told
        fade_in, fade_out = (None, 1000) if not from_black and not (start and not end) else (1000, None)
        dur = c.take("for", "dur", "tdur")
        if dur is not None:
            fade_in, fade_out = (int(dur.value) if fade_in else None), (int(dur.value) if fade_out else None)
        c.take_all("v:fade", "n:fade")
    else:
        dur_said = c.has("for", "dur", "bydur")
        fade_in, fade_out = fades(c)
        if not dur_said and not none:
            length = 2000 if sound else 1000
            fade_in, fade_out = (length if fade_in is not None else None), (length if fade_out is not None else None)
    if edge is not None:
        side, amount = edge.value
        fade_in, fade_out = (None, amount) if side == "end" else (amount, None)
    elif fade_in is not None and fade_out is not None and bool(end) != bool(start):
        fade_in, fade_out = (None, fade_out) if end else (fade_in, None)
    if none:
        fade_in, fade_out = (None if fade_in is None else 0), (None if fade_out is None else 0)
    if (fade_in is None) and (fade_out is None):
        return None
    c.take_all(
        "n:black c:#000000 from to v:add v:make v:want at_end at_start n:end n:start gradual over "
        "mag:little v:change with p:at in n:screen dir:in dir:out n:rest v:start v:stop "
        "t:fade_white"
    )
    if sound:
        return [m.FadeSound(_sound_which(c, scene), fade_in, fade_out, language=scene.language)]
    alone = (end or start) and not c.said("pron", "sel", "n:photo", "n:clip")
    which = m.ALL if alone else which_of(c) or m.ALL
    c.take_all("n:video", "pron", "all", "n:film")
    return [m.FadePicture(which, fade_in, fade_out, language=scene.language)]


def ends_black(c: Clause) -> bool:
    """``fade out to black``: the end of the video, unless something between the clips is spoken of."""
    tok = c.see("t:fade_black")
    out = tok is not None and tok.text.lower() == "fade out to black"
    return out and not c.said("n:transition", "between", "n:clip", "n:photo", "sel", "all", "each")


def duck(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``duck the music under the voice``, ``说话的时候压低音乐``."""
    if not c.has("n:ducking") and not (
        c.has("n:music")
        and c.has("n:voice")
        and c.has("down", "quieter", "when", "under")
        and not c.has("v:add", "pct")
    ):
        return None
    if not (c.has("n:music", "n:voice") or scene.timeline.tracks):
        return None
    off = c.negated("n:ducking") or bool(c.take("v:remove", "v:stop"))
    left = DUCKED
    pct = c.take("pct")
    if pct is not None:
        left = round(float(pct.value))
        if c.word("by") or ("低" in "".join(one.text for one in c.toks) and not c.word("到", "至", "压低到")):
            left = 100 - left if c.word("by") else left
    c.take_all(
        "n:ducking n:music n:voice when down quieter under v:make n:volume v:add pron v:want "
        "v:change to mag:little on n:audio v:start n:background v:show all"
    )
    return [m.Duck(0 if off else max(1, min(100, left)), language=scene.language)]


def detach(c: Clause, scene: Scene) -> list[m.Edit] | None:
    tok = c.see("v:detach")
    if tok is None or not (
        c.has("n:audio", "n:voice") or any(word in tok.text.lower() for word in ("audio", "sound", "音", "声"))
    ):
        return None
    c.take_all("v:detach", "n:audio", "n:voice", "from", "of", "v:split")
    which = which_of(c) or m.ALL
    c.take_all("n:video", "pron", "all", "n:clip", "from", "of")
    return [m.Detach(which, language=scene.language)]


def loudness(c: Clause, scene: Scene) -> list[m.Edit] | None:
    tok = c.see("n:loudness", "lufs")
    if tok is None:
        return None
    off = c.negated("n:loudness") or bool(c.take("v:remove", "v:stop"))
    lufs = c.take("lufs") or c.take("db")
    level = -14 if lufs is None else -abs(round(float(lufs.value)))
    if lufs is None and (plain := c.take("num")):
        level = -abs(round(float(plain.value)))
    c.take_all(
        "n:loudness n:audio n:volume n:music v:change v:make to all n:video pron p:at v:want n:voice v:add n:level"
    )
    return [m.Loudness(0 if off else level, language=scene.language)]
