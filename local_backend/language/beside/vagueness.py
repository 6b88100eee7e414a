"""What is to change, without how: "change the title", "adjust the volume", "I hate that logo", "标题改一下".

One question that names what can be said; where another clause says it, nothing is asked.
"""

from __future__ import annotations

import re

from local_backend.edits.model import Target, Which
from local_backend.edits.select import find
from local_backend.language.beside.unavailable import masked
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.model import Ask, AskWords

NOUNS: tuple[tuple[Target | None, str, str], ...] = (
    ("lower_third", r"lower[ -]?thirds?|name[ -]?tags?", "人名条|名牌|人名字幕"),
    ("subtitle", r"sub-?titles?|sub-?headings?", "副标题"),
    ("caption", r"captions?", "字幕"),
    ("title", r"(?:main |opening )?titles?|head(?:ing|line)s?", "(?:主|大)?标题|题目|片名"),
    ("text", r"(?:on-?screen )?texts?|words?|wording|lettering|typos?|spelling(?: mistake)?|misspelling|names?",
     "文字|文案|错别?字|名字|字"),
    ("music", r"(?:background |the )?music(?: track)?|songs?|bgm|(?:sound)?tracks?|tunes?",
     "(?:背景)?音乐|bgm|BGM|配乐|歌曲?"),
    ("voice", r"voice[ -]?overs?|narrations?|voice|narrator", "旁白|配音|人声|解说"),
    ("overlay", r"logos?|watermarks?|overlays?|pip|picture[ -]in[ -]picture", "logo|LOGO|水印|图标|台标|画中画|小窗"),
    ("main", r"clips?|photos?|pictures?|shots?|◆", "片段|照片|图片|◆"),
    (None, r"video|film|movie|edit|thing|everything|it|this|that|image|sound|audio|colou?r of the video",
     "视频|片子|画面|整体|它|声音|原声"),
)  # fmt: skip
ASPECTS = (
    ("colour", r"colou?rs?", "颜色|色彩|色调"),
    ("size", r"(?:font |text )?size", "大小|字号|尺寸"),
    ("place", r"position|place(?:ment)?|location|alignment", "位置|地方"),
    ("font", r"fonts?|typeface|style|look|design", "字体|样式|风格|外观"),
    ("volume", r"volumes?|(?:sound |audio )?levels?|loudness", "音量|声音大小|响度"),
    ("length", r"length|duration|timing", "时长|长度|时间"),
    ("speed", r"speed|pace|tempo", "速度|语速|节奏|快慢"),
    ("transition", r"transitions?", "转场(?:效果)?|过渡"),
    ("brightness", r"brightness|exposure|lighting", "亮度|曝光|明暗"),
    ("contrast", r"contrast", "对比度"),
    ("saturation", r"saturation", "饱和度"),
    ("temperature", r"(?:colou?r )?temperature|white balance|warmth", "色温|冷暖|白平衡"),
    ("format", r"format|aspect(?: ratio)?|ratio|canvas|frame", "比例|画幅|尺寸比例|画布"),
    ("filter", r"filters?|effects?", "滤镜|效果"),
)


def _all(at: int) -> str:
    return "|".join(str(one[at]) for one in NOUNS if one[at])


NOUN, ASPECT = _all(1), "|".join(one[1] for one in ASPECTS)
NOUN_ZH, ASPECT_ZH = _all(2), "|".join(one[2] for one in ASPECTS)
DET = r"(?:(?:the|my|this|that|these|those|our|your|its|a|an|some|current|both|all) )*"
WHAT = (
    rf"{DET}(?:(?P<a>{ASPECT}) (?:of|for|on|in) {DET}(?P<n>{NOUN})|(?P<n2>{NOUN})(?:'s)? (?P<a2>{ASPECT})|"
    rf"(?P<a3>{ASPECT})|(?P<n3>{NOUN}))"
)
ZH = (
    rf"(?:这|那|这个|那个|这段|那段|这首|那首|现在的?|的|我的)*(?:(?P<n>{NOUN_ZH})(?:那段|"
    rf"这段)?的?(?P<a>{ASPECT_ZH})|(?P<a3>{ASPECT_ZH})|(?P<n3>{NOUN_ZH}))"
)
HEAD = (
    r"(?:(?:please|pls|hey|hi|ok|okay|so|and|also|then|now|just|maybe|can|could|would|will|you|we|i|i'd|want|"
    r"like|need|"
    r"have|to|let's|let|try|go ahead|kindly|me|perhaps)[ ,]+)*"
)
TAIL = (
    r"(?:[ ,]+(?:a bit|a little|slightly|somehow|please|pls|for me|too|around|now|thanks?|somewhat|a tad|instead|"
    r"as well))*"
)
HEAD_ZH = (
    r"(?:请|麻烦|帮我|帮忙|给我|给|能不能|可不可以|可以|能|我想|我要|我|想|要|先|再|也|还|顺便|然后|把|将|你|对(?!调)|嗯|"
    r"那|，)*"
)
TAIL_ZH = r"(?:一下|下|一点儿?|一些|点|些|吧|呗|好吗|行吗|可以吗|吗|了|呢|啊|谢谢|看看|试试)*"
BAD = (
    r"(?:ugly|awful|terrible|bad|wrong|horrible|boring|lame|weird|off|cheesy|cringe|annoying|trash|garbage|"
    r"crap|rubbish|"
    r"hideous|not (?:good|nice|right|great|working|it)|mis-?spel(?:led|t)|incorrect|outdated|no good|meh|so-so|"
    r"odd|strange|tacky|a mess)"
)
BAD_ZH = (
    r"(?:写?错|丑|难看|难听|土|奇怪|怪|不好看|不好听|不对劲?|有问题|不行|一般|差|别扭|不合适|不搭|不好|"
    r"不怎么样|单调|无聊|枯燥|老套|死板|乏味|low|俗|不满意|烂|糟糕)"
)
CHANGES = (
    r"(?:change|swap(?: out)?|replace|adjust|modify|edit|alter|update|tweak|fix|redo|rework|improve|"
    r"switch(?: up)?|correct|vary|"
    r"do something (?:with|about|to)|play (?:around )?with|resize|move|reposition|rewrite|reword|rename|"
    r"retitle|work on|"
    r"sort out|crop|recolou?r|restyle|enhance|polish|mess with|look at)"
)
CHANGES_ZH = (
    r"(?:改(?:一改|改|动|变|进|掉)?|修改|更改|修(?:一修)?|换(?:一换|掉)?|更换|调(?:一调|调|整|节|试)?|"
    r"弄(?:一弄)?|动|挪(?:一挪|动)?|"
    r"移动?|编辑|处理|优化|美化|完善|润色|重写|重新写|重做|重新做|搞|裁(?:一裁|剪|切)?|调换)"
)
BETTER = (
    r"(?:better|nicer|good|great|prettier|more (?:professional|interesting|exciting|dynamic|fun|modern|"
    r"beautiful|engaging|"
    r"attractive|polished)|funny|emotional|dramatic|aesthetic|viral|scary|romantic|energetic|lively|"
    r"interesting|awesome|amazing|epic|fancy|fancier|perfect|beautiful|pop|shine|stand out|fantastic|cool)"
)
BETTER_ZH = r"(?:好看|好|漂亮|高级|精致|酷|炫|炫酷|有感觉|专业|有意思|完美|吸引人|美|舒服|精彩|有质感)"
FORMS = tuple(
    re.compile(rf"\W*{one}\W*", re.I)
    for one in (
        rf"{HEAD}(?:make|get|let) {DET}(?P<n3>{NOUN})(?: to)?(?: look| sound| be| feel)?(?: (?:much|a bit|way|"
        rf"a lot|a little|even))? {BETTER}{TAIL}",
        rf"{HEAD}{CHANGES} {WHAT}{TAIL}",
        rf"{HEAD}(?:use |make |pick |choose |do |get )?{DET}(?:new|different|another|other|better|nicer) "
        rf"{WHAT}{TAIL}",
        rf"{HEAD}(?:make|give) {WHAT} (?:a |an |some )?(?:new|different|another|other|better|nicer)(?: "
        rf"(?:{ASPECT}))?{TAIL}",
        rf"{WHAT} (?:needs?|could use|wants|should|must|has to|ought to) (?:(?:to )?(?:be )?(?:change[sd]?|"
        rf"different|better|fix(?:ed)?|"
        r"work|improved?|adjusted|updated)|changing|fixing|adjusting|some work|work|adjustment|an update|"
        r"improvement|a change)"
        rf"{TAIL}",
        r"(?:i|we)(?: really| just| absolutely)? (?:hate|don't like|do not like|dislike|can't stand|don't love|"
        r"'?m not "
        rf"(?:happy|satisfied) with|am not happy with|'?m not a fan of) {WHAT}(?: (?:at all|much|anymore|any more))?",
        rf"{WHAT}(?: is|'s| are| looks?| sounds?| feels?)(?: (?:really|so|just|very|kind of|kinda|a bit|too|"
        rf"pretty|all|super))* "
        rf"{BAD}(?: (?:to me|here|now|somehow))?(?:,? (?:(?:use|try|take|pick|put in|i want|give me|make it) )?"
        rf"(?:something|anything)(?: else| different| new| nicer| better)?)?{TAIL}",
        rf"{WHAT} (?:comes?|appears?|shows?(?: up)?|starts?|ends?|disappears?|vanish(?:es)?|goes away|stays?|"
        rf"is|are) (?:on )?"
        r"(?:way |far |a bit |a little |much )?too (?:late|early|soon|quick(?:ly)?|fast|briefly|brief|long)",
        rf"{ZH}(?:出来|出现|显示|消失|出|开始|结束|停留?)得?(?:有点儿?|太|很|好)(?:晚|早|快|慢|久|短)了?",
        rf"{HEAD}(?:improve|enhance|polish|spice up|jazz up|beautify|optimi[sz]e|perfect|fix|upgrade|clean up) "
        rf"{DET}(?P<n3>{NOUN}){TAIL}",
        rf"{HEAD_ZH}{ZH}(?:要|得|需要|应该|也|都|再|给我|帮我)*{CHANGES_ZH}(?:一?[个首张段种]|别的|新的|"
        rf"其他的?|一?个?样式)*{TAIL_ZH}",
        rf"{HEAD_ZH}{CHANGES_ZH}(?:一下|下|一?[个首张段种条]|掉|点|些)*(?:别的|新的|其他的?|另一?个的?|好看的|"
        rf"好听的)?{ZH}{TAIL_ZH}",
        rf"我?(?:真的?|很|超|太)*(?:不喜欢|讨厌|不满意|看不惯|不爱|嫌弃){ZH}{TAIL_ZH}",
        rf"(?:我觉得|感觉)?{ZH}(?:也|都|实在|真的?|看着|听着)*(?:太|很|好|真|有点儿?|不太|不够|超|挺|"
        rf"是)*{BAD_ZH}{TAIL_ZH}",
        rf"{HEAD_ZH}(?:(?:{NOUN_ZH})?(?:弄|搞|做|改|变|剪|整|修|调)得?|让?(?:{NOUN_ZH}))(?:看起来|变得)?(?:更|"
        rf"再|好)*{BETTER_ZH}(?:一?[点些下])?{TAIL_ZH}",
        rf"{HEAD_ZH}(?:优化|美化|完善|润色|提升|改进|改善)(?:一下|下)?(?:{NOUN_ZH})?{TAIL_ZH}",
    )
)
LONGEST = 100
"""characters of a clause that says no more than what shall change"""
VERBS = (
    (r" too (?:late|early|soon|quick|fast|brief|long)|[晚早快慢久短]了?$", "when"),
    (r"\bcrop|裁", "crop"), (r"\b(?:move|reposition)\b|挪|移", "place"), (r"\bresize\b", "size"),
    (r"\bre-?colou?r\b", "colour"),
)  # fmt: skip


def asked(c: Clause, scene: Scene) -> tuple[Ask, Which | None] | None:
    """What is to be asked of a clause that says no more than what shall change, and what that is."""
    if scene.empty or scene.composing or not c.toks or c.said("quote"):
        return None
    told = " ".join(masked(c, scene).split())
    if len(told) > LONGEST:
        return None
    for form in FORMS:
        found = form.fullmatch(told)
        if found is None:
            continue
        groups = {name: text for name, text in found.groupdict().items() if text}
        noun = next((groups[one] for one in ("n", "n2", "n3") if one in groups), "")
        aspect = next((groups[one] for one in ("a", "a2", "a3") if one in groups), "")
        kind = _kind(noun)
        named = next((one.which for one in c.toks if one.has("sel") and one.which is not None), None)
        about = named or (Which(kind) if kind else None)
        swapped = (
            _is(aspect, "place") or "换" in told or re.search("(?i)switch|swap", told) is not None
        )  # 一和二换个位置
        goes_on = scene.message[c.toks[-1].end :].strip(" \n.,!?。，！？") != ""
        clips = about is not None and about.kind in ("main", "photo", "video")
        if clips and (swapped or (goes_on and re.search(f"{BAD}|{BAD_ZH}", told))):
            return None
        if _absent(about or (Which("music") if _is(aspect, "volume") else None), scene):
            return None
        done = next((name for verb, name in VERBS if not aspect and re.search(verb, told, re.I)), "")
        return _question(kind, aspect, done, scene), about
    return None


def _is(text: str, name: str) -> bool:
    known = next(one for one in ASPECTS if one[0] == name)
    return bool(text) and re.fullmatch(f"{known[1]}|{known[2]}", text, re.I) is not None


def _kind(noun: str) -> Target | None:
    return next((kind for kind, en, zh in NOUNS if noun and re.fullmatch(f"{en}|{zh}", noun, re.I)), None)


def _absent(about: Which | None, scene: Scene) -> bool:
    """Whether what is spoken of is not there: that is said elsewhere."""
    if about is None or about.kind == "main":
        return False
    kinds: tuple[Target, ...] = ("text",) if about.kind in ("caption", "subtitle", "title", "text") else (about.kind,)
    try:
        return not any(find(scene.timeline, Which(kind), scene.language) for kind in kinds)
    except Exception:
        return True


def _question(kind: Target | None, aspect: str, done: str, scene: Scene) -> Ask:
    lettered = kind in ("title", "text", "caption", "subtitle", "lower_third")
    name = next((one[0] for one in ASPECTS if _is(aspect, one[0])), done)
    if lettered and not name:
        return AskWords(scene.pick("What should it say, or shall its colour, size or place change, or shall it go?",
                                   "要改成什么字？还是改颜色、大小、位置，或者去掉？"))  # fmt: skip
    en, zh = (ASKED.get(name) if name else None) or ASKED.get(kind or "") or ASKED[""]
    if name == "volume":
        there = [one for track, one in scene.timeline.segments() if track.role == (kind or "music")]
        now = f"{there[0].volume}%" if there else ""
        en, zh = (f"{en} It is at {now} now.", f"{zh}现在是 {now}。") if now else (en, zh)
    return Ask(scene.pick(en, zh))


ASKED = {
    "colour": ("Which colour, or how: warmer, colder, more or less saturated?",
               "要什么颜色，或者调暖、调冷、更鲜艳还是更淡？"),
    "size": ("How large: bigger, smaller, or so many percent?", "要多大：大一点、小一点，还是百分之多少？"),
    "place": ("Where to: top, bottom, left, right, a corner or the middle?",
              "放到哪里：上、下、左、右、角落还是中间？"),
    "font": ("What should change: the colour, size, weight, place or a plate behind the words?",
             "要改颜色、大小、粗细、位置，还是加底色？"),
    "volume": ("How loud should it be, in percent?", "音量调到百分之多少？"),
    "crop": ("To which shape (16:9, 9:16, 1:1, 4:5), or how much off which side?",
             "裁成哪种比例（16:9、9:16、1:1、4:5），还是哪一边裁掉多少？"),
    "when": ("At what second should it come, and for how long?", "第几秒出现、显示多久？"),
    "length": ("How many seconds should it last?", "要多少秒？"),
    "speed": ("How fast: twice as fast, half as fast, or so many percent, and which clip?",
              "速度调成多少：2倍、一半，还是百分之多少？哪一段？"),
    "transition": ("Which transition, and how long: crossfade, fade through black, wipe, slide, zoom, circle or blur?",
                   "要哪种转场、多长：叠化、黑场过渡、擦除、滑动、缩放、圆形还是模糊？"),
    "brightness": ("Brighter or darker, and by how many percent?", "调亮还是调暗，多少百分比？"),
    "contrast": ("More or less contrast, and by how many percent?", "对比度调高还是调低，多少百分比？"),
    "saturation": ("More or less saturation, and by how many percent?", "饱和度调高还是调低，多少百分比？"),
    "temperature": ("Warmer or colder, and by how many percent?", "调暖还是调冷，多少百分比？"),
    "format": ("Which shape: 16:9, 9:16, 1:1 or 4:5?", "改成哪种比例：16:9、9:16、1:1 还是 4:5？"),
    "filter": ("Which look: black and white, sepia, vintage, film, warmer, brighter, blurred, sharper or a vignette?",
               "要哪种效果：黑白、怀旧、复古、电影感、调暖、调亮、模糊、锐化还是暗角？"),
    "music": ("Which music instead (an uploaded file, or a style such as lo-fi, upbeat, cinematic, ambient or "
              "corporate), or how loud?", "换成哪首音乐（已上传的文件，或者轻松、欢快、电影感等风格），还是改音量？"),
    "voice": ("Which recording instead, or how loud should it be?", "换成哪个录音，还是改音量？"),
    "overlay": ("What should change: another file, its place, its size, how clear it is, or shall it go?",
                "要换文件、改位置、大小、透明度，还是去掉？"),
    "": ("What exactly should be different: the length, the order, the speed, the colours, the text or the sound?",
         "具体想改什么：时长、顺序、速度、颜色、文字还是声音？"),
}  # fmt: skip
