"""What opens and closes a video: "coffee.jpg at both ends", and cards of a plain colour with words on them."""

from __future__ import annotations

from local_backend.edits import model as m
from local_backend.edits.chain import main_segments
from local_backend.edits.model import Which
from local_backend.edits.select import find
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.model import Ask
from local_backend.language.order.inserting import beside, place_of
from local_backend.language.picture.lettering import PLATES, scale_of, style
from local_backend.language.picture.sitting import LOGO
from local_backend.language.words.lexer import Tok
from local_backend.language.words.pieces import piece
from local_backend.language.words.vocabulary import HARD

ELSEWHERE = (
    "quote n:title n:text n:caption n:subtitle n:lowerthird n:music n:voice n:transition t: n:logo n:overlay pct x "
    "range n:fade v:fade v:cut v:trim v:remove v:replace v:swap v:split unknown neg "
    "except n:black n:silence after before between"
)
LIGHT = ("v:add", "v:move", "v:show", "v:play", "v:want", "v:make", "v:change", "v:duplicate", "n:copies", "n:photo",
         "n:clip", "n:video", "all", "each", "also", "n:place", "twice", "p:at", "to", "v:start", "v:stop", "v:keep",
         "first", "last", "and", "one")  # fmt: skip
CARDS = ("intro", "opener", "opening", "outro", "card", "title card", "ending", "片头", "开头", "片尾", "卡片", "结尾",
         "开场", "end card", "opening card", "intro card", "slide", "字卡", "文字卡", "黑底字卡")  # fmt: skip
PLAIN_CARDS = ("end card", "closing card", "outro card", "片尾卡", "片尾卡片", "结尾卡")
LIGHT_FILL = 0x80
CARD_MS = 2000
CLOSES = "n:endcard at_end n:end"
OF_A_CARD = (
    "f c: n:endcard n:screen n:background background n:black n:text n:title n:logo quote dur for at_end n:end last pl: "
    "n:middle v:add v:show v:make v:want v:play v:stop colon comma sep:soft and with on bold bigger smaller n:plate "
    "n:frame in dir:in p:at p:for pron least"
)


def carded(toks: list[Tok]) -> list[Tok]:
    """``an end card: black background, 3 seconds, with the text "Bye" in white``: all of it one wish."""
    at = -1
    while at + 1 < len(toks):
        at += 1
        first, last = piece(toks, at, HARD)
        plain = toks[at].text.lower() in PLAIN_CARDS and not any(_ground(toks, one) for one in range(first, last))
        ground = "#000000" if plain else _ground(toks, at)
        if not ground:
            continue
        ends = [index for index in range(first, last) if toks[index].has(CLOSES)]
        quotes = [index for index in range(first, last) if toks[index].has("quote")]
        if not ends or not quotes:
            continue
        near = [min(ends, key=lambda index: abs(index - at))]
        words = next((index for index in quotes if index > min(at, *near)), quotes[-1])
        if at > words + 6:
            continue
        begin = max(first, piece(toks, min(at, *near))[0])
        close = piece(toks, max(at, words, *near))[1]
        while close < last:
            further = toks[close : piece(toks, close + 1)[1]]
            if not all(one.has(OF_A_CARD) and not one.has("quote") for one in further):
                break
            close += len(further)
        begin = max(begin, _card_begins(toks, begin, min(at, *near)))
        part = toks[begin:close]
        if sum(one.has("quote") for one in part) != 1 or not all(one.has(OF_A_CARD) for one in part):
            continue
        if any(one.has("sel") and not one.has("n:logo") for one in part):
            continue
        for one in part:
            if one.has("sep:", "comma", "with") or (one.has("v:") and one is not part[0] and not one.has("n:")):
                one.tags = {"f"}
        toks[at].tags, toks[at].value = {"ground"}, ground
        for joint in (close, begin - 1):
            if 0 <= joint < len(toks) and toks[joint].has("sep:", "comma"):
                toks[joint].tags = {HARD}
        if begin and not toks[begin - 1].has(HARD):
            toks.insert(begin, Tok({HARD}, ";", toks[begin].start, toks[begin].start))
            at += 1
    return toks


def _card_begins(toks: list[Tok], begin: int, card: int) -> int:
    """``make a video of the photos with an end card …``: past what is not of the card."""
    other = [index for index in range(begin, card) if not toks[index].has(OF_A_CARD) or toks[index].has("n:video")]
    if not other:
        return begin
    at = other[-1] + 1
    return at if any(one.has("with", "and") for one in toks[at:card]) else begin


def _ground(toks: list[Tok], at: int) -> str:
    """The colour that a card is of; empty for any other word."""
    tok = toks[at]
    if tok.has("n:plate") and tok.text[:1] in PLATES:
        return PLATES[tok.text[:1]]
    if tok.has("n:black"):
        return "#000000"
    if not tok.has("c:"):
        return ""
    after = toks[at + 1] if at + 1 < len(toks) else None
    named = after is not None and (after.has("n:background n:screen n:endcard n:frame") or after.text.lower() in CARDS)
    return tok.kind_of("c:") if named or (at and toks[at - 1].has("on")) else ""


def _closing(c: Clause, scene: Scene, ground: Tok) -> list[m.Edit]:
    """The end card that was drawn into one wish: its colour, its words, and the logo where it is on it."""
    words, language = str(next(one.value for one in c.toks if one.has("quote"))), scene.language
    logo = next((index for index, one in enumerate(c.toks) if one.has("n:logo")), None)
    clip, where = None, "center"
    if logo is not None:
        clip = next((one for one in scene.of_kind("image", "animation") if LOGO.search(one.name)), None)
        if clip is None:
            raise Ask(scene.pick("Which picture is the logo? Name an uploaded file.",
                                 "哪张图片是 logo？请说已上传的文件名。"))  # fmt: skip
        beside_it = c.toks[max(0, logo - 2) : logo + 5]
        placed = next((one for one in beside_it if one.has("pl:")), None)
        if placed is not None:
            where, placed.tags = placed.kind_of("pl:"), {"f"}
    size = scale_of(c)
    given = dict(style(c))
    fill = str(ground.value)
    if "color" not in given and int(fill[1:3], 16) + int(fill[3:5], 16) + int(fill[5:7], 16) > 3 * LIGHT_FILL:
        given["color"] = "#000000"
    if size:
        given["size"] = 116 * size // 100
    if clip is not None and where in ("center", "top") and "place" not in given:
        given["place"] = "bottom"
    time = c.take("for", "dur")
    lasts = int(time.value) if time is not None else CARD_MS
    c.used |= {index for index, one in c.free() if one.has("ground", OF_A_CARD) or one.text.lower() in CARDS}
    text = m.AddText(words, "title", 0, lasts, at_end=True, style=tuple(given.items()), language=language)
    marks = [m.Overlay(clip.id, "logo", where, 300, 100, -1, lasts, language=language)] if clip is not None else []
    return [m.InsertColor(fill, lasts, 0, language=language), text, *marks]


def card_lasts(c: Clause, scene: Scene) -> m.Edit | None:
    """``make the end card longer``, ``片尾卡显示5秒``: the plain colour that ends the video, and its words with it."""
    clips = main_segments(scene.timeline)
    if not c.has("n:endcard") or len(clips) < 2 or clips[-1].kind != "color":
        return None
    said = "f n:endcard n:text v:make v:change v:show v:keep longer shorter for dur bydur todur to by p:for mag: also"
    if not all(one.has(said) for one in c.toks):
        return None
    was, time = clips[-1].duration_ms, c.see("for", "dur", "bydur", "todur")
    less = c.has("shorter")
    if time is not None:
        change = int(time.value) * (-1 if less else 1)
        by = time.has("bydur") or (c.has("longer shorter") and not time.has("todur"))
        length = max(500, was + change) if by else int(time.value)
    elif c.has("longer shorter"):
        length = was * 2 // 3 if less else was * 3 // 2
    else:
        return None
    c.take_all(said)
    return m.SetEach(Which(numbers=(-1,)), length, language=scene.language)


def card(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``add a 2 second black intro with "Chapter 1"``: a plain colour on the main track, and words over it."""
    quotes = [one for _, one in c.free() if one.has("quote")]
    if not scene.empty and (ground := c.see("ground")) is not None:
        return _closing(c, scene, ground)
    said = [one for one in c.toks if one.text.lower() not in ("a", "an", "the", "个", "一个")]
    toks = zip(said, said[1:], said[2:], strict=False)
    onto = any(a.has("v:stop v:start n:end n:start") and b.has("on") and d.has("c:") for a, b, d in toks)
    makes = c.has("v:add v:want v:make n:black") or c.word("with") or onto
    named = c.has("n:screen n:frame n:endcard") or c.word(*CARDS) or onto
    dark = c.has("n:black")
    toned = any(one.has("c:", "n:plate") for _, one in c.free())
    other = "v:change v:move v:remove v:replace v:rename v:fade n:fade n:logo range"
    if scene.empty or len(quotes) != 1 or not makes or not (dark or (named and toned)):
        return None
    if any(one.has(other) and not one.has("v:add") for one in c.toks):
        return None
    fill = ""
    for one, behind in zip(c.toks, c.toks[1:], strict=False):
        card_noun = behind.has("n:screen n:frame n:endcard n:black") or behind.text.lower() in CARDS
        if one.has("c:") and card_noun and not fill:
            fill, one.tags = one.kind_of("c:"), {"f"}
    if onto and not fill and (shade := c.take("c:")) is not None:
        fill = shade.kind_of("c:")
    given = dict(style(c))
    fill = str(given.pop("box_color", "")) or fill or ("#000000" if dark else "")
    if not fill:
        return None
    if "color" not in given and int(fill[1:3], 16) + int(fill[3:5], 16) + int(fill[5:7], 16) > 3 * LIGHT_FILL:
        given["color"] = "#000000"
    if size := scale_of(c):
        given["size"] = 116 * size // 100
    time = c.take("for", "dur")
    length = int(time.value) if time is not None else CARD_MS
    if not onto and not c.has("n:start n:end at_start at_end between p:before p:after n:endcard ord"):
        raise Ask(scene.pick("Where should it go: at the start or at the end?", "放在开头还是结尾？"))
    ends = c.has("n:endcard") and not c.has("n:start at_start between p:before p:after")
    opens = onto and c.has("v:start") and not c.has("v:stop")
    place = 0 if ends else 1 if opens else place_of(c)
    where = beside(place, scene) if isinstance(place, m.Move) else place
    clips = main_segments(scene.timeline)
    if where > len(clips):
        where = 0
    start = clips[where - 1].start_ms if where and clips else 0
    c.take_all("quote n:black n:screen n:frame n:endcard n:title n:text n:background v:add v:show v:make v:want v:play")
    c.take_all("n:start n:end at_start at_end first last v:start v:stop with on pron n:video under colon f background")
    c.used |= {index for index, one in c.free() if one.text.lower() in CARDS or one.text in ("白底", "黑底")}
    language, words = scene.language, str(quotes[0].value)
    waits = [
        m.ChangeText(Which("text", ids=(one.id,)), shift_ms=length, language=language)
        for _, one in scene.timeline.segments()
        if one.kind == "text" and where == 1 and one.start_ms == 0 and one.duration_ms < scene.timeline.duration_ms
    ]
    return [
        m.InsertColor(fill, length, where, language=language),
        *waits,
        m.AddText(
            words, "title", start, length, at_end=not where, style=tuple(given.items()), language=language,
        ),
    ]  # fmt: skip


def both(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """The clip moves to the start and its copy to the end; a file that is not on the timeline goes in twice."""
    if scene.empty or c.has(ELSEWHERE):
        return None
    clips = [(at, one) for at, one in c.free() if one.has("sel") and one.which is not None]
    if len(clips) == 2:
        return _opened_and_closed(c, scene, clips[0][0], clips[1][0])
    if len(clips) != 1:
        return None
    at, tok = clips[0]
    which = tok.which
    if which is None or which.everything or which.kind not in ("main", "photo", "video"):
        return None
    ends = c.has("n:edge")
    opens = any(one.has("at_start", "n:start") for _, one in c.free())
    closes = any(one.has("at_end", "n:end") for _, one in c.free())
    if not (ends or (opens and closes)) or len(which.numbers) + len(which.names) != 1:
        return None
    on_track = {one.name for one in main_segments(scene.timeline)}
    files = scene.files(tok, "image", "animation", "video") if tok.has("name") else []
    held = c.take("for", "dur")
    c.used.add(at)
    for index, one in list(c.free()):
        if one.has("n:edge", "at_start", "n:start", "at_end", "n:end", *LIGHT):
            c.used.add(index)
    lasts, language = int(held.value) if held else 0, scene.language
    if files and not set(which.names) & on_track:
        media = (files[0].id,)
        return [
            m.Insert(media, 1, None, lasts, language=language),
            m.Insert(media, 0, None, lasts, language=language),
        ]
    one_clip = Which(ids=tuple(one.id for one in find(scene.timeline, which, language))[:1])
    edits: list[m.Edit] = [m.SetEach(one_clip, lasts, language=language)] if lasts else []
    return [
        *edits,
        m.Move(one_clip, -1, language=language),
        m.Duplicate(one_clip, 1, language=language),
        m.Move(one_clip, 1, language=language),
    ]


def _opened_and_closed(c: Clause, scene: Scene, first: int, last: int) -> list[m.Edit] | None:
    """``open with the city and close with the beach``: each to its end of the video."""
    there = {one.name for one in main_segments(scene.timeline)}
    opens = next((at for at in range(first) if c.toks[at].has("v:start", "n:start", "at_start")), None)
    closes = next((at for at in range(first + 1, last) if c.toks[at].has("v:stop", "n:end", "at_end")), None)
    ends = [c.toks[first].which, c.toks[last].which]
    if opens is None or closes is None or any(one is None or not set(one.names) <= there for one in ends):
        return None
    c.used |= {first, last}
    c.take_all(*LIGHT, "n:start", "n:end", "at_start", "at_end", "with", "on")
    places = zip(ends, (1, -1), strict=True)
    return [m.Move(one, place, language=scene.language) for one, place in places if one is not None]
