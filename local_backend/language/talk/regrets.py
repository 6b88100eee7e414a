"""What was before is wanted again: "put it back as it was", "bring it back, but at 30%", "the old track was better"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from local_backend.edits import model as m
from local_backend.edits.chain import of_role
from local_backend.edits.model import Clip, Edit, Which
from local_backend.language.message.clause import Scene
from local_backend.language.model import Understanding
from local_backend.language.talk import steps
from local_backend.language.talk.naming import found
from local_backend.language.talk.turn import Turn
from local_backend.language.understanding import understand
from local_backend.language.words.reading import read
from local_backend.timeline import Timeline

PIECES = re.compile(r"[,;!?，。；：！？、\n]+|[.:]+(?!\d)|\s+[-–—]+\s+|\b(?:and|but|then)\b", re.IGNORECASE)
_THING = (
    r"(?:it|that one|that|both|them both|both of them|all of (?:it|them)|everything|them|"
    r"this one|this|those|the old one|(?:the|my|our) \w+(?: \w+)?)"
)
_WAS = (
    r"(?: (?:as|to|like|just|exactly)*(?: ?(?:how|what|the way|where))? ?(?:it|they|things|that|we) "
    r"(?:was|were|had|had been)(?: it)?)"
)
BACK = re.compile(
    rf"\s*(?:(?:please|just|ok|okay|no|actually|let's|can you|could you|hm+|sorry|so|better|rather|"
    rf"on second thoughts?,?)\s+)*"
    rf"(?:(?:put|bring|take|get|change|turn|switch|set|have|want|give me|i want|i'd like) {_THING} back"
    rf"(?: in| on| again)?{_WAS}?(?: before)?|"
    rf"(?:swap|switch|move|flip) (?:it|them|those|that) back(?: again)?|"
    rf"(?:scratch|forget|undo|scrap|drop) (?:it|that|all of (?:it|that))(?: [\w ]+ (?:stuff|thing|business))?|"
    rf"that(?:'s| is) one too many|"
    rf"take (?:that|the|this)(?: last)? (?:change|edit|one|step) back|restore {_THING}|"
    rf"(?:(?:go|it goes|change|everything) )?back to{_WAS}(?: before)?|"
    r"(?:go )?back to (?:the|my|our) [^,.]{1,40} (?:we|i|you|it|they|there) (?:had|was|were)(?: at the (?:start|"
    r"beginning)| before| originally| first)?|"
    rf"(?:keep|leave) {_THING}(?: in| on| there)? after all|"
    rf"{_THING} was (?:better|fine|good|nicer)(?: before| as it was)?|"
    rf"(?:keep (?!only |just |from |(?:the )?(?:first|last) \d).{{1,30}}|.{{1,30}} (?:should|can|must|may) stay|"
    rf".{{1,30}} stays)(?: after all)?|"
    rf"(?:make|have) it (?:like|as) (?:it was )?before|as it was(?: before)?)"
    rf"(?:\s+(?:please|thanks|again|after all|then|though))*\s*|"
    r"\s*(?:还是|那|就|先|再|给我|请|帮我|把|它|(?:\w{0,6}?(?:还是|就|都|给我)?))(?:留着|保留|留下来?|加回来|放回来|"
    r"放回去|加回去|"
    r"恢复(?:原样|原状|回来|成?原来的?样子)?|改回去|改回来|变回去|变回来|换回来|换回去|还原|要回来|找回来|"
    r"换回(?:原来|之前|刚才|原先)(?:那个|那首|那张|那段|的)?|"
    r"(?:刚才|原来|之前|最开始|一开始|原先)的?(?:大小|颜色|位置|样子|顺序|速度|音量|长度|时长|那个|版本|字号)(?:(?:比较|更|"
    r"要)?(?:好|合适)(?:看|听)?)?|"
    r"回到(?:刚才|之前|原来|原先)的?(?:样子)?|"
    r"跟(?:刚才|之前|原来)一样)(?:吧|了|啊|呢)*\s*",
    re.IGNORECASE,
)
AFTER_ALL = re.compile(r"after all|keep|stay|留着|保留|留下")
"""Only about what was taken away."""
SOUNDS = re.compile(
    r"\b(?:old|original|previous|first|earlier|last|other) (?:track|song|music|tune|bgm)\b|\b(?:my|"
    r"our) (?:own )?(?:song|music|track)\b|我的?(?:歌|音乐|曲子)|"
    r"(?:刚才|原来|之前|原先|先前|上)(?:的?那?一?[首个段]|的?(?:音乐|曲子|歌|bgm))",
    re.IGNORECASE,
)
WANTED = re.compile(r"\b(?:back|again|instead|use|better|prefer|return)\b|还是|换回|用|好", re.IGNORECASE)
KEPT = re.compile(
    r"\b(?P<what>size|colou?r|position|place|volume|speed|length)\b (?:was|is) (?:fine|ok|okay|good|better|right|great)"
    r"(?: (?:before|already|as it was))|"
    r"(?P<zh>大小|字号|颜色|位置|音量|速度|时长)(?:还是)?(?:不用|不要|别|原来|之前|不变)(?:变|动|改|的|就?好)?",
    re.IGNORECASE,
)
ATTRIBUTES = {
    "size": "size", "大小": "size", "字号": "size", "color": "color", "colour": "color", "颜色": "color",
    "position": "place", "place": "place", "位置": "place", "volume": "Volume", "音量": "Volume", "speed": "Speed",
    "速度": "Speed", "length": "duration", "时长": "duration",
}  # fmt: skip


ATTRIBUTE = r"(?P<of>size|colou?r|position|place|volume|speed|length)"
RESTORED = re.compile(
    rf"(?:put|set|change|bring|turn|take|make|move) .{{1,30}}? back (?:to|at|in) (?:the|its|their)"
    rf"(?: (?:old|previous|original|former|first))? {ATTRIBUTE}\b|"
    r".{1,10}?(?:恢复|改回|换回|变回|还是用?)(?:成|到)?(?:原来|之前|刚才|原先)的?(?P<zh_of>大小|字号|颜色|位置|音量|"
    r"速度|时长)",
    re.IGNORECASE,
)
"""One attribute of one thing as it was, whatever else was changed since."""
KEEPING = re.compile(
    r"\bkeep (?:just |only )?(?:the|its|their) (?:new )?(?P<what>size|colou?r|position|place|volume|speed|length)\b|"
    r"(?:只)?(?:保留|留着?)(?:新的?)?(?P<zh>大小|字号|颜色|位置|音量|速度|时长)",
    re.IGNORECASE,
)
WORDED: dict[str, tuple[str, ...]] = {
    "music": ("music", "song", "音乐", "配乐", "bgm"), "voice": ("voice", "narrat", "旁白", "配音"),
    "caption": ("caption", "字幕"), "title": ("title", "标题"), "overlay": ("logo", "watermark", "水印"),
}  # fmt: skip
"""What a message may be about, by words that are in it."""
GONE = re.compile(
    r"\W*(?:(?:ok|okay|no|please|actually|hm+|now|can you|could you|sorry|oh)\b\W*)*"
    r"(?:(?:remove|delete|drop|lose|undo|cancel|scrap|get rid of) (?:it|that|this|(?:all|both) of (?:them|those)|"
    r"(?:them|those)(?: all| both)?)|take (?:it|that|this|them|those)(?: all| both)? (?:off|out|away|back))"
    r"(?: (?:again|please|then|after all))*\W*|"
    r"\W*(?:算了|还是|请|把|它们|都|全部?|[这那]?两[个段张条处])*(?:去掉|删掉|取消|不要)(?:它|这个|这个效果|那个)?(?:吧|了)*\W*",
    re.IGNORECASE,
)
EVERY = re.compile(r"\b(?:all|both|them|those)\b|都|全|们|两[个段张条处]", re.IGNORECASE)
JUST_NOW = re.compile(
    r"\W*(?:刚才|刚刚)(?:加|做|弄|放)?的?(?:那个|那段|那张|那条)?\w{0,4}?(?:不要了|去掉|删掉|取消)(?:吧|了)*\W*"
)
ADDED = (m.AddText, m.AddSound, m.AddCaptions, m.Overlay, m.Insert, m.InsertColor, m.Compose, m.Duplicate, m.ChangeText,
         m.ChangeOverlay, m.Volume)  # fmt: skip
"""After these "it" is a thing, which can be taken away itself."""


def regretted(message: str, turn: Turn, alone: Understanding, media: Sequence[Clip]) -> Understanding | None:
    """What was before: by an undo and what follows it, a sound that is gone, or a part of the wish given up."""
    if GONE.fullmatch(message) and not turn.undone and not any(isinstance(one, ADDED) for one in turn.edits):
        many = steps.since(turn) if EVERY.search(message) else steps.wishes(turn)
        return Understanding(
            wants="undo", steps=many, language=alone.language
        )  # the effect, and not what it was done to
    if isinstance(turn.edits[-1], m.Loop) and steps.ONCE.fullmatch(message) and not turn.undone:
        return Understanding(wants="undo", steps=steps.wishes(turn), language=alone.language)
    if JUST_NOW.fullmatch(message) and not turn.undone:
        return Understanding(wants="undo", language=alone.language)
    return (
        _restored(message, turn, alone)
        or _spared(message, turn, alone)
        or steps.dropped(message, turn, alone)
        or _sound(message, turn, alone)
        or _back(message, turn, alone, media)
    )


def _restored(message: str, turn: Turn, alone: Understanding) -> Understanding | None:
    """``put the text back to the size it had``: the attribute as it was before the step that changed it last."""
    match = RESTORED.search(message)
    if match is None:
        return None
    of = ATTRIBUTES[(match["of"] or match["zh_of"]).lower()]
    for step, after in zip(
        reversed(turn.steps), [turn.now, *(one.before for one in reversed(turn.steps))], strict=False
    ):
        edits = _differing(step.before, after, of, alone.language)
        if edits:
            now = {one.id for _, one in turn.now.segments()}
            return Understanding(tuple(one for one in edits if set(one.which.ids) <= now), language=alone.language)
    return None


def _differing(was: Timeline, now: Timeline, of: str, language: m.Language) -> list[Any]:
    """Edits that give each segment of ``now`` the attribute that it had."""
    old = {one.id: one for _, one in was.segments()}
    found: list[Any] = []
    for _, one in now.segments():
        before = old.get(one.id)
        if before is None:
            continue
        which = Which(ids=(one.id,))
        if of in ("size", "color", "place") and getattr(before.style, of) != getattr(one.style, of):
            found.append(m.ChangeText(which, style=((of, getattr(before.style, of)),), language=language))
        elif of == "Volume" and before.volume != one.volume:
            found.append(m.Volume(which, before.volume, language=language))
        elif of == "Speed" and before.speed != one.speed:
            found.append(m.Speed(which, before.speed, language=language))
    return found


def _back(message: str, turn: Turn, alone: Understanding, media: Sequence[Clip]) -> Understanding | None:
    start = 0
    cuts = [*PIECES.finditer(message), None]
    for cut in cuts:
        piece = message[start : cut.start() if cut else len(message)]
        if BACK.fullmatch(piece):
            if AFTER_ALL.search(piece) and not _gone(piece, turn, media):
                return None
            if not turn.steps or turn.lost or _elsewhere(message[: cut.start() if cut else None], turn):
                return None
            rest = message[cut.end() :] if cut else ""
            rest = re.sub(rf"^(?:\W|{PIECES.pattern})+", "", rest, flags=re.IGNORECASE).strip()
            then = rest if any(sign.isalnum() for sign in rest) else ""
            back = (
                steps.since(turn)
                if FIRST.search(piece) or BOTH.search(piece)
                else steps.wishes(turn)
                if WHOLLY.search(piece)
                else steps.widened(turn)
                if COLOURED.search(piece)
                else steps.replaced(message, turn)
            )
            then = "" if steps.HOLDS.fullmatch(then) else then
            return Understanding(wants="undo", steps=back, then=then, language=alone.language)
        if piece.strip() and understand(piece, turn.now, media).edits:
            return None
        start = cut.end() if cut else start
    return None


def _gone(piece: str, turn: Turn, media: Sequence[Clip]) -> bool:
    """Whether the last step took away what is to stay."""
    gone = [one.which for one in turn.edits if isinstance(one, m.Remove)]
    toks = read(piece, Scene(turn.before, tuple(media), turn.language, message=piece))
    named = {one.id for tok in toks if tok.has("sel") and tok.which for one in found(turn.before, tok.which)}
    return bool(gone) and (not named or bool(named & {one.id for which in gone for one in found(turn.before, which)}))


KEEP = re.compile(
    r"\W*(?:(?:no|please|actually|oh|sorry|wait)\b\W*)*(?:keep|leave) (?!only |just |from ).{1,40}|"
    r"\W*(?:不|还是|请|把)*(?:保留|留下|留着)(?!的).{1,20}|[^，。只]{1,20}(?:保留|留着|留下)(?:吧|了)*\W*",
    re.IGNORECASE,
)


def kept(message: str, turn: Turn, media: Sequence[Clip]) -> bool:
    """``keep the first clip``, right after the first clip was removed: that one is wanted back, and no other goes."""
    return KEEP.fullmatch(message) is not None and not turn.undone and _gone(message, turn, media)


def _elsewhere(message: str, turn: Turn) -> bool:
    """Whether a message names a thing that the last step was not about: to go back a step would be a guess."""
    told = message.lower()
    named = {kind for kind, words in WORDED.items() if any(word in told for word in words)}
    done = str(turn.edits).lower()
    touched = {kind for kind, words in WORDED.items() if kind in done or any(word in done for word in words)}
    return bool(named) and not named & touched


FIRST = re.compile(
    r"最开始|一开始|最初|\b(?:originally|at the (?:start|beginning)|in the beginning|first had)\b", re.IGNORECASE
)
WHOLLY = re.compile(
    r"原来|原先|都|全|"
    r"\b(?:forget|scratch|scrap|drop|all of|both|everything|original)\b",
    re.IGNORECASE,
)
BOTH = re.compile(r"\b(?:both|them)\b", re.IGNORECASE)
COLOURED = re.compile(r"\bcolou?rs?\b|\bsound\b|颜色|色彩|声音", re.IGNORECASE)


def _sound(message: str, turn: Turn, alone: Understanding) -> Understanding | None:
    """The music that was there before the present one."""
    if SOUNDS.search(message) is None or WANTED.search(message) is None:
        return None
    now = of_role(turn.now, "music")
    playing = {(one.media, one.name) for one in now}
    for step in reversed(turn.steps):
        was = of_role(step.before, "music")
        if was and not playing & {(was[0].media, was[0].name)}:
            old = was[0]
            edit = m.AddSound(
                "music", old.media, "" if old.media else old.name, old.volume, old.start_ms,
                fade_in_ms=old.fade_in_ms, fade_out_ms=old.fade_out_ms, duck=old.duck, source_ms=old.source_in_ms,
                language=alone.language,
            )  # fmt: skip
            return Understanding((edit,), language=alone.language)
    return None


def _spared(message: str, turn: Turn, alone: Understanding) -> Understanding | None:
    """The wish of the turn without what was fine before."""
    if (match := KEEPING.search(message)) is not None and turn.edits:
        of = ATTRIBUTES[(match["what"] or match["zh"]).lower()]
        gone = [one for one in ("size", "color", "place", "Volume", "Speed", "duration") if one != of]
        left: list[Edit | None] = list(turn.edits)
        for attribute in gone:
            left = [_less(edit, attribute) if edit is not None else None for edit in left]
        just = tuple(one for one in left if one is not None)
        return Understanding(just, language=alone.language, upon=turn.before) if just not in ((), turn.edits) else None
    match = KEPT.search(message)
    if match is None or not turn.edits:
        return None
    of = ATTRIBUTES[(match["what"] or match["zh"]).lower()]
    kept = tuple(one for edit in turn.edits if (one := _less(edit, of)) is not None)
    return None if kept == turn.edits else Understanding(kept, language=alone.language, upon=turn.before)


def _less(edit: Edit, of: str) -> Edit | None:
    """An edit without what it does to one attribute; None where nothing is left of it."""
    if type(edit).__name__ == of:
        return None
    fresh: dict[str, Any] = {}
    if isinstance(edit, m.ChangeText):
        fresh["style"] = tuple(pair for pair in edit.style if pair[0] != of)
    if isinstance(edit, (m.ChangeText, m.ChangeOverlay)) and of == "size":
        fresh["size_percent"] = 0
    if isinstance(edit, (m.ChangeText, m.ChangeOverlay)) and of == "duration":
        fresh["duration_ms"] = 0
    if isinstance(edit, m.ChangeOverlay):
        fresh |= {"width": 0} if of == "size" else {"place": ""} if of == "place" else {}
    changed: Any = edit
    left = replace(changed, **fresh)
    which: Any = left.which if fresh else None
    kind: Any = type(edit)
    return None if fresh and left == kind(which, language=edit.language) else left
