"""Looks that are called by a time or a material: "old film", "the 70s", "super 8", "胶片感", "做旧"."""

from __future__ import annotations

import re

from local_backend.language.words.lexer import Tok

AGE = (
    r"(?:old-?timey|old|aged|antique|vintage|retro|yellowed|yellowing|yellowish|faded|brown|brownish|sepia|nostalgic|"
    r"grainy)"
)
SHAPE = (
    r"(?:photograph|photo|film|movie|picture|footage|cinema|camera|polaroid|postcard|tv|television|cine|reel|video|tape)"
    r"s?\b"
)
FEEL = r"(?:look|feel|style|effect|vibe|vibes|filter|tone|mood|touch|aesthetic|feeling|treatment)"
LOOK = re.compile(
    rf"\b(?:{AGE}[ ,\-]+(?:and )?)+(?:(?:black and white|b&w|fashioned|school|time|{SHAPE})[ \-]?)*(?:{FEEL}\b)?"
    rf"|\b(?:super[ -]?8|(?:8|16|35) ?mm|kodak|kodachrome|polaroid|analog(?:ue)?|home[ -]movie|film[ -]stock|cine)"
    rf"(?:[ \-](?:film|camera|footage|movie))?(?:[ \-]{FEEL})?\b"
    r"|做旧(?:发黄|泛黄)?(?:的?(?:感觉|效果|风格|处理|滤镜|质感))?"
    r"|(?:复古|怀旧|老旧|旧)?(?:的)?(?:胶片|胶卷|菲林)(?:感|风格|风|质感|味道|味|效果|滤镜|颗粒感)?(?:的?(?:感觉|效果|滤镜))?"
    r"|(?:发黄|泛黄|褪色)的?(?:老|旧)?(?:照片|相片|电影|影片)?(?:的?(?:感觉|效果|风格|滤镜|质感|那种感觉))"
    r"|(?:老|旧)(?:电影|影片|照片|相片|录像带|录像|港片|片子)(?:的?(?:感觉|效果|风格|滤镜|质感|味道|那种感觉|那样|一样))?"
    r"|(?:港风|年代感|岁月感|复古风|怀旧风|复古|怀旧)(?:的)?(?:感觉|效果|风格|滤镜|质感|味道|色调|调调)?",
    re.I,
)
GRADED = re.compile(
    rf"(?<=make it )(?:more |a bit |very |really )*(?:cinematic|filmic)\b|\b(?:more|really|very) (?:cinematic|filmic)\b"
    rf"|\b(?:cinematic|filmic|movie[- ]like|hollywood)[ \-](?:{FEEL}|grade|grading|colou?rs?|colou?r grad(?:e|ing))\b"
    r"|(?<=look )(?:more |a bit |a little )?(?:cinematic|filmic|like a (?:real )?movie)\b"
    r"|(?<=looks )(?:more |a bit )?(?:cinematic|filmic|like a (?:real )?movie)\b"
    r"|(?:电影感|电影质感|电影级)的?(?:画面|调色|色调|滤镜|质感)|(?<=画面)(?:更|要|有|带)?(?:有)?(?:一?点)?(?:电影感|电影质感)"
    r"|(?:(?<=加点)|(?<=加些)|(?<=来点)|(?<=来些)|(?<=多点)|(?<=一点)|(?<=一些)|(?<=更有)|(?<=增加)|(?<=增强)|(?<=有点)|(?<=加个)|(?<=加)|(?<=有))"
    r"(?:电影感|电影质感|大片感|电影味|电影的感觉)(?!的?(?:音乐|配乐|bgm|曲|歌|背景音|旋律))",
    re.I,
)
"""Looks of a film in the cinema."""
DECADE = re.compile(
    rf"\b(?:from |of |in |like (?:in )?)?(?:the |a )?(?:early |late )?"
    rf"(?:(?:19)?[2-9]0'?s|twenties|thirties|forties|fifties|sixties|"
    rf"seventies|eighties|nineties)(?:[ \-]{FEEL})?\b"
    r"|(?:上(?:个)?世纪)?(?:[二三四五六七八九]十|[2-9]0)年代的?(?:感觉|风格|味道|效果|那种感觉|风|滤镜|质感)?",
    re.I,
)
LASTS = re.compile(
    rf"(?<!like )(?<!from )(?<!of )\ba [2-9]0s(?=[ \-](?:[\w:]+ )?(?:film|movie|video|clip|promo|reel|short|teaser|"
    rf"edit|montage|slideshow|recap|trailer|ad|spot|cut)\b(?! {FEEL}))",
    re.I,
)
"""``a 20s film``: that is how long it is, and not how old."""
WISH = re.compile(rf"{FEEL}|look|feel|film|movie|like|年代|感觉|风格|效果", re.I)


def dated(toks: list[Tok], raw: str) -> list[Tok]:
    """The tokens with each such look as one word for it; a decade beside another word for the look says no more."""
    for match in LOOK.finditer(raw):
        told = match.group().strip().lower()
        alone = re.fullmatch(AGE, told) is not None and told not in (
            "vintage",
            "retro",
            "sepia",
            "old-timey",
            "oldtimey",
        )
        brown = any(word in told for word in ("brown", "sepia"))
        if told and not alone:
            toks = _drawn(toks, match, {"n:sepia"} if brown else {"n:vintage"})
    for match in GRADED.finditer(raw):
        if re.search("音乐|配乐|bgm|歌|曲", raw[max(0, match.start() - 6) : match.start()], re.I):
            continue
        toks = _drawn(toks, match, {"n:filmic"})
    for match in DECADE.finditer(raw):
        near = raw[max(0, match.start() - 40) : match.end() + 12]
        if not WISH.search(near) or LASTS.search(raw[max(0, match.start() - 6) : match.end() + 40]):
            continue
        looked = any(one.has("n:vintage", "n:sepia", "n:grayscale") for one in toks)
        if not looked and re.fullmatch(r"(?:19)?[2-9]0", match.group().strip()):
            continue
        toks = _drawn(toks, match, {"f"} if looked else {"n:vintage"})
    return toks


def _drawn(toks: list[Tok], match: re.Match[str], tags: set[str]) -> list[Tok]:
    stop = match.start() + len(match.group().rstrip(" -,"))
    within = [index for index, one in enumerate(toks) if match.start() <= one.start and one.end <= stop]
    if not within or toks[within[-1]].end != stop:
        return toks
    first, last = within[0], within[-1]
    inside = toks[first : last + 1]
    if any(one.has("quote", "file", "sel") or (one.has("name") and one.names) for one in inside):
        return toks
    return [*toks[:first], Tok(set(tags), match.group(), toks[first].start, toks[last].end), *toks[last + 1 :]]
