"""A message cut into clauses: where a new wish begins."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from local_backend.language.message import gapping, pairing, parallels, partings
from local_backend.language.message.borders import TOPICS, begins, is_verb
from local_backend.language.message.clause import Clause, weighty
from local_backend.language.picture.framing import sided
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import closing
from local_backend.language.words.vocabulary import HARD, SOFT

ADDABLE = TOPICS[:13]


ARRIVES = ("come in", "comes in", "enter", "enters", "appear", "appears", "arrive", "arrives", "open", "opens")
HEIRLOOMS = ("v:add", "v:remove", "v:mute", "v:keep", "v:reverse", "v:duplicate", "v:change", "v:rename", "v:detach")


OWN_SAY = (
    "pct x dur for todur quote louder quieter up down faster slower neg c: range n:ducking n:loudness "
    "n:silence v:detach tdur same leave halfx twice n:volume db",
)


def clauses(toks: list[Tok]) -> list[Clause]:
    """The message cut where a new wish begins."""
    found: list[Clause] = []
    current: list[Tok] = []
    hard = False
    chunks = _chunks(toks)
    for chunk, is_hard, joint in chunks:
        if parallels.sources(current) and parallels.made_of_them(chunk):
            current = [one for one in current if one.has("sel", "and", "comma")]
            chunk = [one for one in chunk if not one.has("pron", "from")]
        elif current and (
            (is_hard and not pairing.asked(joint, current, chunk))
            or gapping.parallel(current, chunk)
            or begins(current, chunk)
        ):
            found.append(Clause(current, hard=hard))
            current, hard = [], is_hard and _then(joint)
        elif current and joint is not None:
            current.append(joint)
        current = current + chunk
    if current:
        found.append(Clause(current, hard=hard))
    for number, clause in enumerate(found):
        clause.hard = clause.hard or (number > 0 and _of_the_new(clause.toks))
    _said_again(found)
    gapping.fill(found)
    _inherit(found)
    return found


def _of_the_new(toks: list[Tok]) -> bool:
    """``the new first clip``: counted on what the wishes before leave."""
    return any(
        first.text.lower() in ("new", "now", "新的", "新", "现在的")
        and second.which is not None
        and second.which.numbers
        for first, second in itertools.pairwise(toks)
    )


NEEDLESS = ("don't need", "do not need", "don't want", "no longer need", "no need for", "不需要", "不需要了", "不要了",
            "用不着")  # fmt: skip


def _said_again(found: list[Clause]) -> None:
    """``get rid of the city clip, I don't need it``: the second only says why."""
    for before, clause in itertools.pairwise(found):
        verb = next((one for one in clause.toks if one.has("v:remove")), None)
        gone = any(one.has("v:remove") for one in before.toks) and any(one.has("sel", "n:") for one in before.toks)
        if verb is None or not gone or clause.hard or not verb.text.lower().startswith(NEEDLESS):
            continue
        if all(one is verb or one.has("f", "pron", "v:want") for one in clause.toks):
            for one in clause.toks:
                one.tags = {"f"}


def _then(joint: Tok | None) -> bool:
    return joint is not None and joint.text.strip(".;!?。；！？\n") != ""


def _chunks(toks: list[Tok]) -> Iterator[tuple[list[Tok], bool, Tok | None]]:
    """Runs between separators, with whether the separator before was hard, and that separator."""
    chunk: list[Tok] = []
    hard, joint = False, None
    for index, tok in enumerate(toks):
        if tok.text == "最后" and not chunk and _finally(toks[index + 1 : index + 5]):
            hard = True  # "finally", not "the last one"
            continue
        is_hard = (tok.has(HARD) and not tok.has("v:")) or _leads(chunk, toks, index)
        if is_hard and tok.has("colon") and _gist(chunk):
            chunk = []  # make it snappier: cut each clip to 4 seconds
        goes_on = _meanwhile(chunk, tok) or _shown(toks, index) or sided(chunk, toks[index + 1 :])
        soft = (tok.has(SOFT) and not goes_on) or _opens(chunk, toks, index)
        if is_hard or soft:
            if chunk:
                yield chunk, hard, joint
                chunk, hard, joint = [], False, None
            hard = hard or is_hard
            joint = tok if joint is None or is_hard else joint
            if not tok.has(HARD, SOFT):
                chunk, joint = [tok], None if joint is tok else joint
            continue
        chunk.append(tok)
    if chunk:
        yield chunk, hard, joint


def _meanwhile(chunk: list[Tok], tok: Tok) -> bool:
    """Whether a 再 or 也 only goes on with a condition: 有旁白时再压低."""
    timed = bool(chunk) and all(one.has("edge", "range", "f") for one in chunk) and chunk[-1].has("edge", "range")
    if tok.text in ("再", "也", "又") and timed:
        return True  # 开头4秒再亮20%
    named = [one for one in chunk if not one.has("f") or one.has("sel")]
    if tok.text == "也" and len(named) == 1 and named[0].has("n:", "sel") and not named[0].has("v:"):
        return True  # 标题也去掉
    if tok.text == "也" and chunk and not any(one.has("v: pct x dur for neg quote c: n:start") for one in chunk):
        return True  # 请把那段旁白录音也放进去
    return tok.text in ("再", "也", "又") and bool(chunk) and chunk[-1].has("when") and not chunk[-1].text.isascii()


def _shown(toks: list[Tok], index: int) -> bool:
    """Whether a "while" only says when: "in the corner while photo 3 shows"."""
    said = [
        one
        for one in toks[index + 1 : closing(toks, index + 1, HARD, SOFT, "comma")]
        if not one.has("f") or one.has("sel")
    ]
    plain = len(said) > 1 and all(one.has("v:show v:play n:screen") and not one.has("sel") for one in said[1:])
    return toks[index].text.lower() == "while" and plain and said[0].has("sel") and not said[0].has("v:")


def _finally(toks: list[Tok]) -> bool:
    """Whether a verb follows, before anything but small words and what the file shall be."""
    if any(one.has("t:fade_black t:fade_white n:fade") for one in toks) and not any(
        one.has("sel", "between") for one in toks
    ):
        return False  # 最后加个黑场淡出: at the end
    ahead = next((one for one in toks if not one.has("f", "fmt:", "rows", "n:place")), None)
    return ahead is not None and is_verb(ahead)


def _leads(chunk: list[Tok], toks: list[Tok], index: int) -> bool:
    """Whether a colon stands between a wish and others: "leave the rest as it is: remove …"."""
    if not toks[index].has("colon") or not any(is_verb(one) or one.has("leave", "same", "meta") for one in chunk):
        return False
    ahead = next((one for one in toks[index + 1 : index + 4] if not one.has("f")), None)
    cuts = ahead is not None and ahead.has("v:cut") and ahead.text.isascii()
    return ahead is not None and is_verb(ahead) and (cuts or not ahead.has("v:show", "v:make", "n:"))


def _gist(chunk: list[Tok]) -> bool:
    """Whether what stands before a colon only says what the wishes behind it come to."""
    said = [one for one in chunk if not one.has("f", "pron", "v:make", "v:change", "n:video", "n:film", "mag:")]
    return bool(said) and all(
        one.has("faster slower shorter brighter darker warmer colder vivid punchy") for one in said
    )


def _opens(chunk: list[Tok], toks: list[Tok], index: int) -> bool:
    """Whether a "with" or a second "add" opens a wish of its own: "… video with a title", "…视频加转场"."""
    tok = toks[index]
    said = toks[:index] if tok.has("with") and tok.text.isascii() and chunk else chunk
    if chunk and all(one.has("f", "v:stop", "v:start", "n:video") for one in chunk):
        return False  # "end the video with …" is one wish
    comes = chunk[-1].text.lower() if chunk else ""
    if comes in ARRIVES and any(one.has("sel") for one in chunk):
        return False  # let the last clip come in with a fade to white
    while said and said[-1].has("pl:", "comma", "f") and not said[-1].has("when"):
        said = said[:-1]
    if said and said[-1].has("when") and not said[-1].text.isascii() and any(one.has("sel") for one in said):
        return False  # 在采访出现时左下角加字幕
    if not tok.has("with", "v:add") or not any(is_verb(one) or one.has("n:film", "n:video") for one in said):
        return False
    if any(one.has("v:replace", "v:swap") for one in chunk):
        return False  # what comes takes the place of what was named
    for ahead in range(index + 1, min(index + 8, len(toks))):
        one = toks[ahead]
        if one.has("v:", HARD, SOFT) and not one.has(*ADDABLE):
            return False
        if one.has("n:fade") and any(two.has("quote", "n:music", "n:title", "n:text") for two in chunk):
            return False
        if one.has(*ADDABLE) and not one.has("fit:"):
            rest = toks[ahead + 1 : ahead + 6]
            for place, two in enumerate(rest):
                if two.text == "的" and any(x.has("n:film", "n:video") for x in rest[place:]):
                    return False  # 带转场的视频: it describes the video
                if two.has(HARD, SOFT):
                    break
            return True
    return False


def _inherit(found: list[Clause]) -> None:
    """Gives a clause without a verb the verb before it: "remove the title and the music"."""
    _gone_together(found)
    verb: Tok | None = None
    before: Clause | None = None
    for clause in found:
        own = next((one for one in clause.toks if is_verb(one)), None)
        if own is not None:
            verb = own
        elif before is not None and (no := _refused(before, clause)) is not None:
            clause.toks.insert(0, Tok({"neg"}, "", clause.toks[0].start, clause.toks[0].start, value=no.value))
        elif (
            verb is not None
            and not (clause.hard and verb.has("v:reverse"))
            and not (verb.has("v:remove", "v:mute") and before and partings.acted(before.toks, clause.toks))
            and _passed_on(verb, clause)
        ):
            tags = {tag for tag in verb.tags if tag.startswith("v:")} | {"f"}
            clause.toks.insert(0, Tok(tags, "", clause.toks[0].start, clause.toks[0].start))
        before = clause


STAYS = ("stays", "stay", "remains", "stays on", "stays in", "保留", "留着", "留下")


def _passed_on(verb: Tok, clause: Clause) -> bool:
    """Whether a clause without a verb takes the one before."""
    lead = next((one for one in clause.toks if not one.has("f")), None)
    if clause.toks[-1].text.lower() in STAYS or clause.toks[-1].has("goes"):
        return False  # "original sound off, music stays"
    if lead is None or (_fading(clause, lead) and verb.has("v:add", "v:remove", "v:mute")):
        return False  # "add bgm.mp3 … / Fade out the music": that is its own verb
    if verb.has("v:remove", "v:cut", "v:mute") and all(
        any(one.has(tag) for one in clause.toks) for tag in ("exact", "edge")
    ):
        return False  # "City: delete. Interview: first 5 s only."
    ways = any(one.has("h vert cw ccw deg") for one in clause.toks)
    if verb.has("v:remove", "v:stop") and lead.has("sel") and ways:
        return False  # 取消裁剪，第一张左右翻转: that is how, and not what is to go
    begun = any(one.has("v:start") or one.text.endswith("开始") for one in clause.toks)
    enters = lead.has("v:start v:stop") or (begun and lead.has("n:music n:voice"))
    if enters and any(one.has("at since after before when") for one in clause.toks):
        return False  # "get rid of the crossfades; start the music at 5s", 第二段静音，音乐从第5秒开始
    if (
        verb.has("v:trim", "v:cut", "v:keep")
        and lead.has("sel", "edge", "dur", "range")
        and any(one.has("edge range n:end n:start at_end at_start") for one in clause.toks)
    ):
        return not any(one.has("v:", "n:fade") and not one.has("f", "sel", "v:stop", "v:start") for one in clause.toks)
    look = any(one.has("n:grayscale n:sepia n:vintage n:vignette brighter darker warmer colder") for one in clause.toks)
    filed = any(one.has("file") for one in clause.toks)
    added = lead.has("n:caption", "n:subtitle", "n:logo", "n:music", "n:voice")
    added = added or any(one.has("v:add") and one.text for one in clause.toks[:2])
    if verb.has("v:remove", "v:mute") and filed and added:
        return False  # 其他都不要，字幕用lines.srt里的
    changed = any(one.has("v:change") and not one.text.isascii() for one in clause.toks)
    told = lead.has("sel") and not any(one.has("from", "of") or one.text in ("的", "上") for one in clause.toks)
    if verb.has("v:remove") and (changed or (look and told)):
        return False  # 中间那段不用了，采访改黑白
    plain = verb.has(*HEIRLOOMS) and not verb.has("v:make")
    joins = any(one.has("with") for one in clause.toks) and any(one.has("between") for one in clause.toks)
    texts = verb.has("v:remove") and all(one.has("f", "quote", *ADDABLE) for one in clause.toks)  # the "Anna" title
    return plain and not joins and (texts or not any(one.has(*OWN_SAY) for one in clause.toks))


def _fading(clause: Clause, lead: Tok) -> bool:
    """Whether a clause begins with "fade" as a verb, with no article before it; or says of a sound how it fades."""
    if not lead.text.isascii():
        return any(one.has("v:fade", "t:fade_black") for one in clause.toks) and any(
            one.has("dur for edge n:music n:audio n:voice n:video at_end n:end at_start n:start") for one in clause.toks
        )
    return lead.has("v:fade", "t:fade_black", "t:fade_white") and clause.toks[0] is lead


def _refused(before: Clause, clause: Clause) -> Tok | None:
    """The "no" of "no voiceover and subtitles", which is said of both; None where the second says more than a noun."""
    no = next((one for one in before.toks if one.has("neg")), None)
    said = [one for one in clause.toks if weighty(one)]
    if no is None or clause.hard or not said or any(is_verb(one) for one in before.toks):
        return None
    if clause.toks[0].has("with", "each"):
        return None  # "no transitions, with a slow zoom on every photo"
    first, second = before.toks[-1].end, clause.toks[0].start
    if second - first > 5 or any(one.has("sep:hard") or one.text in ("用", "用上", "选") for one in clause.toks):
        return None  # 不要转场，配乐用bgm
    article = any(one.text.lower() in ("a", "an", "some") for one in clause.toks)  # "no music and a title"
    named = not article and all(one.has("n:", "t:") and not one.has("v:", "m:", "file", *OWN_SAY) for one in said)
    alone = all(one.has("n:", "t:", "neg", "f", "v:want") for one in before.toks if weighty(one))
    return no if named and alone and len(said) <= 2 and no in before.toks[:3] else None


def _gone_together(found: list[Clause]) -> None:
    """转场和音乐都不要了: what is only named, before a verb that says it of all, gets that verb."""
    for first, second in itertools.pairwise(found):
        verb = next((one for one in second.toks if one.has("v:remove", "v:mute") and not one.has("sel")), None)
        said = [one for one in first.toks if weighty(one)]
        if (
            verb is None
            or second.hard
            or not said
            or not all(one.has("n:", "t:") and not one.has("v:") for one in said)
        ):
            continue
        at = second.toks.index(verb)
        subject = [one for one in second.toks[:at] if weighty(one)]
        chinese = not verb.text.isascii() and all(one.has("n:", "t:", "all", "each") for one in subject)
        if subject and len(said) == 1 and chinese and second.toks[0].start - first.toks[-1].end <= 2:
            tags = {tag for tag in verb.tags if tag.startswith("v:") and tag != "v:reset"} | {"f"}
            first.toks.append(Tok(tags, "", first.toks[-1].end, first.toks[-1].end))
