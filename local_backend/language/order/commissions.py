"""How a video is asked for: what it is for, which kinds of files it is made of, as long as what is heard.

Words that describe the job ("for our café"), a kind of file that is not wanted ("no photos"), a length that is told
by a sound ("as long as the voiceover is"), and the files that alone are wanted become plain tokens.
"""

from __future__ import annotations

import difflib

from local_backend.edits.chain import main_segments
from local_backend.edits.model import Which
from local_backend.language.lists.prose import told
from local_backend.language.message.clause import Scene
from local_backend.language.message.described import kindly
from local_backend.language.order.blanks import opened
from local_backend.language.order.heard import role_of
from local_backend.language.order.omissions import kinds, rest_alike
from local_backend.language.order.positions import edge_put, gone_about, part_from, then_length
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import opening
from local_backend.language.words.vocabulary import HARD, SOFT, SOUND_FILES

FOR = ("for", "about", "on", "of", "给", "为", "关于", "from")
OWNERS = ("our", "my", "the", "a", "an", "their", "his", "her", "your", "this", "new", "little", "small", "own", "我们",
          "我", "咱", "的", "我家", "新", "mum's", "mom's")  # fmt: skip
ONLY = ("only", "just", "solely", "只", "就", "仅", "光", "单独", "单")
WANTED = ("want", "wanted", "need", "needed", "keep", "use", "like", "要", "想要", "需要", "用", "使用", "留", "i want",
          "show", "have")  # fmt: skip
ENOUGH = (
    "nothing else", "no others", "and that's it", "别的都不要", "其他都不要", "其余都不要", "别的不要",
    "其他不要",
)  # fmt: skip
ALIKE = ("一样长", "等长", "一致", "对齐", "同长", "同样长", "为准", "相同", "一样")


def commissioned(toks: list[Tok], scene: Scene) -> list[Tok]:
    """The tokens with every such turn of phrase in plain tags."""
    misspelt(toks, scene)
    _counted_as_clips(toks, scene)
    for at, tok in enumerate(toks):
        gone_about(toks, at)
        _manner(toks, at)
        _apiece(toks, at)
        edge_put(toks, at)
        if not scene.empty:
            _only(toks, at)
            then_length(toks, at)
            _anew(toks, at)
        if scene.empty:
            kindly(toks, at)
        if tok.has("n:film", "n:promo") or (scene.empty and tok.has("n:video", "v:make", "n:photo", "n:clip")):
            _purpose(toks, at)
        _between_fades(toks, at, scene.empty)
        if tok.text in ("垫底", "打底") and any(
            one.has("n:music") or one.text.lower().endswith((".mp3", ".wav", ".m4a"))
            for one in toks[max(0, at - 3) : at]
        ):
            tok.tags = {"f"}  # music under the rest
    if scene.empty:
        kinds(toks)
        toks = rest_alike(toks)
        toks = told(_lasting(toks, scene), scene)
    return opened(toks)


def misspelt(toks: list[Tok], scene: Scene) -> None:
    """``coffe.jpg``: a file that is not there, one slip away from one that is."""
    names = [one.name for one in scene.media]
    for tok in toks:
        if not tok.has("unknown") or not isinstance(tok.value, str):
            continue
        wrong = tok.value.lower()
        near = [name for name in names if _slip(wrong, name.lower())]
        if len(near) == 1:
            tok.tags, tok.names, tok.value = {"sel", "name", "file"}, (near[0],), None
            tok.which = Which("main", (), tok.names)


def _slip(wrong: str, name: str) -> bool:
    stem, _, ending = wrong.rpartition(".")
    right, _, other = name.rpartition(".")
    digits = [[sign for sign in one if sign.isdigit()] for one in (stem, right)]
    if digits[0] != digits[1] or not stem.isascii() or min(len(stem), len(right)) < 3:
        return False
    if stem == right:
        return {ending, other} <= {"jpg", "jpeg", "png", "webp"} or {ending, other} <= {"mp4", "mov", "m4v"}
    return ending == other and difflib.SequenceMatcher(None, stem, right).ratio() >= 0.8


def _between_fades(toks: list[Tok], at: int, empty: bool) -> None:
    """``no fades in between``, ``just cuts, no fades``: transitions are meant."""
    tok = toks[at]
    if not tok.has("n:fade") or not at or not toks[at - 1].has("neg"):
        return
    between = at + 1 < len(toks) and toks[at + 1].has("between")
    alone = at + 1 >= len(toks) or toks[at + 1].has("comma", HARD, SOFT)
    cuts = any(one.has("t:none") or one.text.lower() == "cuts" for one in toks[max(0, at - 6) : at])
    if between or (alone and (cuts or empty) and tok.text.lower() in ("fades", "fading", "fade", "crossfades")):
        tok.tags = {"n:transition"}


def _anew(toks: list[Tok], at: int) -> None:
    """``new video: only A and B``: one is to be made, although there is one already."""
    if toks[at].text.lower() not in ("new", "fresh", "新", "新的", "another", "brand new") or at + 2 >= len(toks):
        return
    if toks[at + 1].has("n:video", "n:film") and toks[at + 2].has("colon", "dash", "comma") and at <= 2:
        if any(one.has("v:make", "v:add", "v:want") and not one.has("f") for one in toks[: at + 2]):
            return
        toks[at].tags, toks[at + 1].tags, toks[at + 2].tags = {"v:make"}, {"n:film"}, {"f"}
        toks[at + 1].which = None


def _only(toks: list[Tok], at: int) -> None:
    """``I only want A and B``, ``nothing but the interview``: the others go."""
    word = toks[at].text.lower()
    if word == "nothing" and at + 2 < len(toks) and toks[at + 1].text.lower() == "but":
        if any(toks[index].has("sel") for index in part_from(toks, at + 2)):
            toks[at].tags, toks[at + 1].tags = {"v:keep", "onlykept"}, {"f"}
        return
    if toks[at].has("sel", "name", "v:keep") or not (word in ONLY or word in WANTED):
        return
    named = False
    verb: Tok | None = toks[at] if word in WANTED else None
    light = ("f", "v:want", "exact", "and", "comma", "n:clip", "n:photo", "n:video", "sel", "v:show", "v:add", "v:make")
    begin = opening(toks, at, HARD, "comma")
    only = any(one.text.lower() in ONLY for one in toks[begin:at])
    for index in part_from(toks, at + 1):
        one = toks[index]
        if one.text.lower() in WANTED and verb is None and not named:
            verb = one
        elif one.text.lower() in ONLY:
            only = True
        if one.has("sel") and one.which is not None:
            if one.which.kind not in ("main", "photo", "video") or one.has("all", "n:voice", "n:music", "sequence"):
                return
            if any(name.lower().endswith(SOUND_FILES) for name in one.names):
                return
            named = True
        elif not one.has(*light):
            return
    part = part_from(toks, at + 1)
    whole = begin == 0 and (part.stop >= len(toks) or toks[part.stop].has(HARD)) and word in ONLY
    ahead = all(one.has(*light) and not one.has("with", "from", "of", "v:") for one in toks[:at])
    if whole and verb is None and ahead:
        if named or any(one.has("sel") and not one.has("all") for one in toks[:at]):
            toks[at].tags = {"v:keep", "onlykept"}  # "only beach and city please"
        return
    others = [one for index, one in enumerate(toks) if begin <= index < at and not one.has(*light)]
    told = any(one.text.lower() in ENOUGH or one.has("n:rest") for one in toks)
    if not named or others or not (only or told) or verb is None or not verb.has("v:want", "f", "v:show", "v:add"):
        return
    if verb.text.lower() in ("have", "show", "use", "like") and not only:
        return
    verb.tags = {"v:keep", "onlykept"}


def _counted_as_clips(toks: list[Tok], scene: Scene) -> None:
    """把三段视频连起来，最后一张定格: where there are no photos, a 张 is one of the clips."""
    main = main_segments(scene.timeline)
    stills = any(one.kind == "image" for one in main) or any(
        (one.has("n:photo") and not one.has("sel")) or (one.has("name") and scene.files(one, "image")) for one in toks
    )
    clips = bool(scene.of_kind("video")) and any(one.has("n:clip") and not one.text.isascii() for one in toks)
    moving = bool(main) or clips
    for tok in toks:
        which = tok.which if tok.has("sel") and "张" in tok.text else None
        if which is not None and which.kind == "photo" and which.numbers and moving and not stills:
            tok.tags, tok.which = (tok.tags - {"n:photo"}) | {"n:clip"}, Which("main", which.numbers)


def _manner(toks: list[Tok], at: int) -> None:
    """``a calm, slow 40 second video``: what it shall be like in general names no music and no speed."""
    noun = at > 1 and toks[at - 1].has("dur") and toks[at - 2].text.lower() in ("a", "an", "the")
    if noun and toks[at].text.lower() in ("cut", "edit"):
        toks[at].tags = {"n:film"}  # "give me a 15 second cut"
    told = next((index for index in range(at, min(at + 4, len(toks))) if not toks[index].has("w")), len(toks))
    made = any(one.has("v:make") for one in toks[max(0, at - 3) : at]) and any(one.has("file") for one in toks)
    if told > at and made and told < len(toks) and toks[told].has("n:film", "n:video"):
        for one in toks[at:told]:
            one.tags = {"f"}  # "make a house tour video from A and B"
    if not toks[at].has("m:", "slower", "faster") or toks[at].has("sel", "name", "n:music") or not at:
        return
    behind = next((one for one in reversed(toks[:at]) if not one.has("m:", "slower", "faster", "comma", "and")), None)
    if behind is None or not (behind.text.lower() in ("a", "an") or behind.has("v:make", "dur", "r:")):
        return
    light = ("f", "m:", "slower", "faster", "comma", "and", "dur", "r:", "ratio")
    end = at + 1
    while end < len(toks) and toks[end].has(*light) and not toks[end].has("n:film", "n:video", "n:music"):
        end += 1
    if end < len(toks) and toks[end].has("n:film", "n:video") and not toks[end].has("sel", "n:music"):
        for one in toks[at:end]:
            if one.has("m:", "slower", "faster", "comma", "and"):
                one.tags, one.text = {"f"}, ""


ONE_EACH = ("一张", "一段", "一个", "一幅", "换一张", "换一段", "一张图", "一张照片")


def _apiece(toks: list[Tok], at: int) -> None:
    """``3 seconds/photo``, ``5 photos x 4 seconds``, ``三秒一张``, ``每3秒换一张``: so long is each."""
    three = toks[at : at + 3]
    counted = len(three) == 3 and three[0].has("num") and three[1].text in ("段", "张", "个", "个片段")
    if counted and three[2].text in ("都", "各", "均", "全都", "各自") and not three[0].has("dur"):  # 三段都剪成5秒
        three[2].tags, three[2].which = {"sel", "all", "each", "n:clip"}, Which()
        three[0].tags, three[1].tags = {"f"}, {"f"}
    each = at + 1 < len(toks) and toks[at + 1].has("each") and not toks[at + 1].has("sel")
    if each and toks[at].has("at") and toks[at].text.lower().startswith("at "):
        toks[at].tags = {"dur"}  # "all three videos at 10 seconds each"
    if not toks[at].has("dur") or toks[at].has("sel"):
        return
    behind = toks[at - 1] if at else None
    if behind is not None and behind.text.lower() in ("x", "×", "*", "@") and at > 1:
        counted = toks[at - 2].has("n:photo", "n:clip", "n:video") or toks[at - 2].text in ("张", "段", "个")
        if counted and not toks[at - 2].has("name"):
            behind.tags = {"all", "each"}
        return
    index = at + 1
    while index < len(toks) and index < at + 3 and (toks[index].text in ("/", "就", "换", "切", "切换", "per")):
        index += 1
    if index >= len(toks):
        return
    ends = index + 1 >= len(toks) or toks[index + 1].has(HARD, SOFT, "comma")
    per = index > at + 1 and toks[at + 1].text == "/" and toks[index].has("n:photo", "n:clip", "n:video")
    if ends and (per or toks[index].text in ONE_EACH) and not toks[index].has("sel"):
        still = toks[index].has("n:photo") or "张" in toks[index].text or "幅" in toks[index].text
        toks[index].tags = {"sel", "all", "each", "n:photo" if still else "n:clip"}
        toks[index].which = Which("photo" if still else "main")
        for one in toks[at + 1 : index]:
            one.tags = {"f"}
        if behind is not None and behind.text == "每":
            behind.tags = {"f"}


def _purpose(toks: list[Tok], at: int) -> None:
    """``a promo for our coffee shop``, ``a video about our trip``: what it is for names no file."""
    start = at + 1
    if start + 3 < len(toks) and toks[start].text == "(":  # "(about 20 seconds)"
        start = next((index + 1 for index in range(start, start + 4) if toks[index].text == ")"), start)
    lead, _, owner = toks[start].text.lower().partition(" ") if start < len(toks) else ("", "", "")
    if (
        lead not in FOR
        or (lead != "for" and toks[at].has("n:photo", "n:clip"))
        or (toks[at].has("v:make") and not toks[at].has("n:"))
    ):
        return
    begin = start + 1
    owned = owner in OWNERS
    while begin < len(toks) and toks[begin].text.lower() in OWNERS:
        owned, begin = True, begin + 1
    end = begin
    while end < len(toks) and (toks[end].has("w") or (toks[end].has("name") and not toks[end].has("file", "all"))):
        end += 1
        if end < len(toks) and toks[end].text.lower() in ("and", "&", "'s", "'") and toks[end - 1].has("w"):
            end += 1
    run = toks[begin:end]
    strange = any(one.has("w") for one in run)
    shop = owned and toks[start].text.lower() == "for" and run and all(one.has("name") for one in run)
    closed = end >= len(toks) or toks[end].has("comma", HARD, SOFT, "with", "from", "dur", "for", "p:for", "f", "in")
    if run and closed and (strange or shop):
        for one in toks[start:end]:
            one.tags, one.which, one.names = {"f"}, None, ()


def _lasting(toks: list[Tok], scene: Scene) -> list[Tok]:
    """``as long as the voiceover is``, 跟旁白一样长: its length is that of the sound."""
    for at, tok in enumerate(toks):
        role = "n:voice" if tok.has("n:voice") else "n:music" if tok.has("n:music") else ""
        sounds = scene.of_kind("audio")
        if not role and not any(one.name in tok.names for one in sounds):
            continue
        before = "".join(f" {one.text.lower()}" for one in toks[max(0, at - 6) : at])
        begin = at
        if " as long as" in before:
            while toks[begin].text.lower() != "long":
                begin -= 1
            begin -= 1
        elif any(word in before for word in (" length of", " duration of", " match", " fit", " long as", " fills")):
            while not toks[begin].text.lower().startswith(("length", "duration", "match", "fit", "long", "fill")):
                begin -= 1
        after = next((index for index in range(at + 1, min(at + 4, len(toks)))
                      if toks[index].text.startswith(ALIKE)), None)  # fmt: skip
        if begin == at and after is None:
            continue
        named = [one for one in sounds if one.name in tok.names]
        named = named or [one for one in sounds if f"n:{role_of(one)}" == role] or sounds
        file = named[0] if len(named) == 1 else None
        if file is None or not file.duration_ms:
            continue
        first, last = (begin, at) if after is None else (at, after)
        if after is not None and at and toks[at - 1].text in ("跟", "和", "与", "同", "以", "按", "按照"):
            first = at - 1
        if last + 1 < len(toks) and toks[last + 1].text.lower() in ("is", "长", "lasts", "runs", "goes"):
            last += 1
        for one in toks[max(0, first - 3) : first]:
            if one.has("n:length", "p:for") and not one.has("dur"):
                one.tags = {"f"}
        made = Tok({"dur"}, tok.text, toks[first].start, toks[last].end, value=file.duration_ms)
        sentence = toks[opening(toks, first, HARD) : last]
        told = any(one.has("amend") for one in sentence) and not any(one.has("v:make") for one in sentence)
        spoken = Tok({"f"} if told else set(tok.tags), tok.text, tok.end, tok.end, which=tok.which, names=tok.names)
        return [*toks[:first], made, spoken, *toks[last + 1 :]]
    return toks
