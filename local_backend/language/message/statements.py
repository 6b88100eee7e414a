"""Statements beside wishes: "nobody can read the captions", "cause the wifi is terrible", 学校公众号要用.

A part of a sentence is a statement where somebody or something is told of in a finite verb, or where it opens as a
reason or a purpose does, and nothing in it wishes: no imperative, no modal of wish, no amount, quotation or file. What
the parts of the video *do* ("the title flies in") is a wish in the form of a statement, and never counts as one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from local_backend.language.words.lexer import Tok

VALUE = re.compile(
    r"\d|[\"“”「」『』《》]|(?<!\w)'|\w\.\w{2,4}\b|%|\b(?:two|three|four|five|six|seven|eight|nine|ten|twenty|"
    r"thirty|half|twice|double) (?:a )?(?:seconds?|secs?|minutes?|percent|times|frames|as)\b|"
    r"[一二两三四五六七八九十几半]+(?:秒|分钟|倍|帧|成)"
)
BOUND = re.compile(
    r"[.!?;,:](?=\s|$)|[。！？；，：、（）()\n～~]|\s[-–—]+\s|——|\b(?:and|but|so that|"
    r"(?<!is )(?<!its )(?<!it\'s )(?<!are )(?<!was )(?<!ks )(?<!ms )(?<!re )so|because|cause|cuz|cos|coz|bc|since|"
    r"although|even though|otherwise|or else|in order to)\b|(?:因为|由于|不然|否则|免得|省得|以免|所以)",
    re.I,
)
WHY = re.compile(r"(?:because|cause|cuz|cos|coz|bc|since|otherwise|or else|so that|although|even though)\b", re.I)
OPENERS = re.compile(
    r"(?:(?:and|but|so|so that|because|cause|cuz|cos|coz|bc|since|although|even though|otherwise|or else|well|ok|"
    r"okay|oh|"
    r"ugh|omg|hey|hi|sorry|honestly|actually|unfortunately|apparently|btw|fyi|also|yeah|right now|now|sometimes|"
    r"somehow)\b[, ]*)+",
    re.I,
)
WISHES = re.compile(
    r"\b(?:should|must|ought|needs?|needed|ha(?:s|ve|d) to|gotta|want|wants|wanted|wanna|would|shall|please|pls|plz|"
    r"let|lets|let's|make|add|put|give|use|wish(?:es)?|hop(?:e|es|ing)|prefers?|supposed to|meant to|asks?|asked|"
    r"asking|"
    r"request\w*|suggest\w*|recommend\w*|demand\w*|insist\w*|propos\w*|expect\w*|imagin\w*|envision\w*|thinking|"
    r"looking for|going for|aiming|after an?|how about|what about|maybe|perhaps|instead|could use|would be|to have|"
    r"the idea|the plan|the goal|vibe|style|styled|effects?|like an?|as if|as though|feeling of)\b|\w'd\b|"
    r"\b(?:you|we|u) (?:can|could|may|might)\b(?! (?:not|barely|hardly|only|even|still|never|see|hear|tell))|"
    r"\b(?:can|could|will) (?:you|u|we|i)\b",
    re.I,
)
"""What wishes, wherever it stands."""
OTHERS = re.compile(
    r"\b(?:s?he|people|everyone|everybody|no ?body|no one|they|you|viewers) (?:needs?|has|"
    r"have) to (?:be )?(?:understood|understand|heard|hear|"
    r"seen|see|read|follow)|^(?:i|we|s?he|you) \w+ like an?\b|\b(?:doesn'?t|don'?t|didn'?t) want (?:him|her|me|us|"
    r"people|anyone|everyone)\b(?! to)",
    re.I,
)
ADVERB = (
    r"(?:(?:\w+ly|rather|just|always|also|still|never|often|ever|all|already|even|now|kinda|kind of|sort of|"
    r"so|too|both) )*"
)
BEING = (
    r"(?:is|are|am|was|were|isn'?t|aren'?t|wasn'?t|weren'?t|has|have|had|hasn'?t|haven'?t|hadn'?t|look|looks|"
    r"looked|sound|"
    r"sounds|sounded|feel|feels|felt|seem|seems|seemed|keeps?|kept|gets?|got|can'?t|cannot|can|couldn'?t|could|"
    r"won'?t)\b"
)
PAST = (
    r"(?:did|didn'?t|\w+ed|said|told|thought|made|took|shot|held|fell|forgot|lost|found|left|saw|knew|wrote|spoke|"
    r"sold|bought|met|ran|stood|came|went|began|broke|spent|sent|did|gave|hit|put|set|let|cut)\b"
)
MINDED = (
    r"(?:don'?t|doesn'?t|love|loves|hate|hates|like|likes|know|knows|think|thinks|sell|sells|run|runs|live|own|"
    r"work)\b"
)
PEOPLE = (
    r"(?:every(?:one|body)|no ?(?:body|one)|people|some(?:one|body)|he|she|who(?:ever)?|viewers|customers|clients|"
    r"kids|(?:the|my|our|his|her|their|your) (?:\w+[' ]?){0,2}?(?:boss|client|customer|user|wife|husband|mom|mum|dad|"
    r"mother|"
    r"father|sister|brother|friend|team|colleague|manager|director|teacher|audience|viewer|guest|kid|daughter|son|"
    r"baby|grandma|grandpa|granny|neighbou?r|dog|cat|guy|man|woman|girl|boy|lady)s?)"
)
SAID = re.compile(
    rf"(?:i|nothing) {ADVERB}(?!(?:see|hear|picture|vote|choose|pick|go|say|start|open|end|cut|zoom|fade|am|"
    rf"was)\b)[\w']+|(?:i|we) {ADVERB}(?:{BEING}|{PAST}|{MINDED}|will\b)|(?:i'?m|we'?re|i'?ve|we'?ve|i'?ll|"
    rf"we'?ll)\b(?! (?:after|zoom))|"
    rf"(?:they|you|u|these|those|all|most of them) {ADVERB}(?:{BEING}|{PAST}|{MINDED})|(?:they'?re|you'?re)\b|"
    rf"(?:it|this|that|there|everything|there'?s|it'?s|its|that'?s|thats|this one|(?:the )?(?:rest|whole thing)) ?"
    rf"{ADVERB}(?:{BEING}|{PAST}|{MINDED}|hurts|takes|drags|makes|ruins|bothers|annoys|happens|goes on)|"
    rf"(?:there'?s|it'?s|its|that'?s|thats)\b|"
    rf"(?:most |some |many |all |my |our |the )*(?:people|viewers|customers|clients|kids|friends) {ADVERB}\w+|"
    rf"{PEOPLE}(?: (?:in|on|at|of|behind|from) (?:the |my |our )?\w+){{0,2}} {ADVERB}(?:{BEING}|{PAST}|{MINDED}|"
    rf"will\b|\w+s\b)",
    re.I,
)
NAMED = re.compile(
    rf"(?P<head>(?:the|my|our|his|her|their|your|this|that|these|those|some|most) (?:[\w'-]+ ){{0,2}}?[\w'-]+)"
    rf"(?: (?:in|on|at|of|from|behind|with|for) (?:[\w'-]+ ){{1,3}}?[\w'-]+)? {ADVERB}(?P<verb>{BEING}|{PAST}|"
    rf"doesn'?t|don'?t)",
    re.I,
)
THINGS = re.compile(
    r"(?:title|headline|text|caption|subtitle|logo|music|song|track|bgm|soundtrack|audio|sound|voice|voiceover|"
    r"narration|transition|photo|picture|pic|image|clip|video|vid|film|movie|shot|scene|frame|screen|camera|"
    r"background|border|font|letter|word|lettering|effect|filter|colour|color|intro|outro|ending|opening|"
    r"footage|cut|animation|watermark|timer|countdown|slide|slideshow|overlay|it|they|them|everything|volume|"
    r"speed|end|start|beginning|middle|crossfade|zoom)s?"
)
JUDGED = re.compile(
    r"\b(?:too|so|very|really|pretty|way|kind of|kinda|a bit|super|quite|rather|barely|hardly|not|never|just|"
    r"still)\b|n'?t\b|\b(?:can't|cant|cannot|looks?|looked|sounds?|feels?|seems?|was|were)\b",
    re.I,
)
DOING = re.compile(r"\b(?:is|are|it's|its|they're|be|being|keeps?|gets?|has|have)(?: \w+ly)? \w+(?:ing|ed)\b", re.I)
FEELINGS = re.compile(
    r"\b(?:bor|annoy|distract|confus|amaz|embarrass|disturb|irritat|exhaust|miss|lack|jarr|clash|shak|drown|"
    r"hid)(?:ing|ed)\b",
    re.I,
)
FOR = re.compile(
    r"(?:(?:it'?s|its|this is|that'?s|this one'?s|all|just|only|mainly|meant|made) )*for (?!(?:each|every|all|"
    r"both|it|them|"
    r"this|that|now|example|the (?:first|last|second|third|next|whole|entire|rest)|as|about|only|some|more|"
    r"no)\b)[\w' -]+$",
    re.I,
)
DRAWN = re.compile(
    r"\b(?:look|feel|feeling|mood|touch|vibe|effect|style|atmosphere|twist|drama|emphasis|impact|tension)\b", re.I
)

SEEMS = re.compile(
    r"(?:[\w'-]+ ){1,5}(?:looks?|sounds?|feels?|seems?|comes? across|came out|turned out|(?:\w+s|is|"
    r"are)(?= (?:so |way )?(?:much )?(?:better|best|worse)\b))\b(?! like)",
    re.I,
)
HOLDS = re.compile(r"(?:there(?:'s| is| are|s)|(?:it|this|that|they|everything) (?:has|have)|it'?s got)\b", re.I)
MANNERS = re.compile(
    r"(?:please )?(?:let me know|thanks?|thank you)\b[\w' ]*|[^，。]*(?:告诉|通知)我(?:一声|一下)?|"
    r"我?[很比较有点]*(?:赶时间|着急|急着?用|时间[很比较有点]*紧)的?|i'?m in a (?:hurry|rush)",
    re.I,
)
ZH = re.compile(r"[\u3400-\u9fff]")
ZH_WISH = re.compile(
    r"把|将|让|使|叫|给|请|别|勿|改|换|加|添|删|剪(?!辑)|切|裁|调|设|弄|搞(?!笑)|做|放(?!学|假|映)|配|插|移|挪|"
    r"去掉|来[个点段一首些张]|"
    r"要(?!用|发|交|看|播|是|紧)|想|希望|应该|应当|应|需要|最好|整[个点]|带|出现|显示|(?<!家)(?<!都)用(?!的?$|户|"
    r"了)|能不能|能否|可不可以|可以|"
    r"帮|建议|参考|像|似的|风格|效果|特效|氛围|感觉(?=$)|的感觉|变|成|从|飞|闪|转|跳|飘|炸|滑|弹|跟|只|仅|保|留|"
    r"无|带有|换|套|叠|盖|打[上个]|上[个点]|开[启个]|关|停|接|合|拼|缩|慢[慢点]|快[点一]|大[点一]|小[点一]"
)
ZH_THINGS = re.compile(
    r"标题|字幕|文字|字体|字|文案|logo|标志|水印|音乐|歌|配乐|bgm|背景|声|音|旁白|配音|转场|过渡|照片|图|片段|"
    r"视频|画面|镜头|片|段|张|特写|边框|滤镜|颜色|色调|色|动画|开头|结尾|片头|片尾|节奏|速度|它",
    re.I,
)
ZH_SOMEBODY = re.compile(
    r"(?:因为|但是?|不过|而且|其实|现在|里面|后面|背景里?|那里|这里|这段|最近)*(?:我[们妈爸姐哥弟妹]?|我?奶奶|"
    r"我?爷爷|我?老[婆公师板]|咱们?|你|他们?|"
    r"她们?|大家|别人|有人|没人|谁|客户|领导|用户|甲方|导演|观众|同事|朋友|学生|孩子|小孩|宝宝|顾客|人家|对方|"
    r"公司|学校)"
)
ZH_TELLS = re.compile(
    r"了|过|太|很|有点|有些|不|没|是|的$|在|觉得|感觉|说|喜欢|讨厌|总|老是|都|会|自己|知道|看|拿|拍|听|嫌|忘|怕|"
    r"急|平时|今年|叫"
)
ZH_JUDGED = re.compile(
    r"太|有点|有些|不够|不太|不好|不行|不搭|不清|不像|难看|难听|难受|听不|看不|读不|过于|老是|总是|实在|"
    r"(.)\1的|多余|没意思|没[啥什用必]|无聊|"
    r"是(?:反|歪|倒|错|糊|坏|假|旧|偏)的|[反歪错糊坏偏]了$|显得|发(?:灰|黄|白|暗|虚|糊|绿|蓝|红)|破音"
)
ZH_HAPPENED = re.compile(
    r"肯定|隔壁|楼上|外面|路人|(?:时候|[拍录]时|当时|上次|之前|刚才|刚刚|本来|原来|昨天|今天|那天|前面)|"
    r"[^了]{2,}[了啦]$"
)
ZH_WHY = re.compile(r"(?:因为|由于|毕竟|不然|否则|要不然|免得|省得|以免|反正|鉴于|考虑到)")
ZH_DENIED = re.compile(
    r"(?:这个?|那个?|都|也|又|其实|反正|本身)*(?:不是|不重要|不太|不怎么|没什么|没啥|没意思|没必要|没用|无所谓|"
    r"不急|不着急)"
)
ZH_FOR = re.compile(
    r"(?:这个?|这是|是|主要|就是|我们?|准备|打算|马上|明天|今晚|今天|后天|下周|一会儿?|周[一二三四五六日天]|晚上|"
    r"要)*(?:[^，。]{1,10}(?:要用|要看|要交|要发|要播|急用|[里上中]放的?|放的|专用|用的?|看的)|(?:发|投|传|上传|交|"
    r"发布)(?!光|亮|射|散|出)"
    r"(?:到|给|在|去)?[^，。的]{1,8}?(?:用|看|上|里)?的?|(?:给|放在?|用于|用在|拿去)[^，。]{1,8}?(?:用的?|看的?|"
    r"上的|里的))"
)
ZH_LAUGHS = re.compile(r"[^，。]{1,4}一?点(?:儿)?(?:哈{2,}|嘿{2,}|嘻{2,}|2333*)")


def stretches(message: str) -> list[tuple[int, int]]:
    """The parts of a message between its stops and joints; a joint opens the part behind it."""
    found, at = list[tuple[int, int]](), 0
    for one in BOUND.finditer(message):
        begin = one.start()
        if begin > at:
            found.append((at, begin))
        at = begin if one.group()[0].isalpha() else one.end()
    return [*found, (at, len(message))] if at < len(message) else found


def told(message: str, names: Sequence[str] = ()) -> list[tuple[int, int]]:
    """The parts of a message that are statements; ``names`` are the files, which are parts of the video."""
    things = {word for name in names for word in re.findall(r"[a-z]{3,}|[\u3400-\u9fff]{2,}", name.lower())}
    return [
        (begin, end)
        for begin, end in stretches(message)
        if message[end : end + 1] not in ("?", "？") and states(message[begin:end].strip(), things)
    ]


def states(part: str, things: set[str] | None = None) -> bool:
    """Whether a part of a sentence tells how something is, and wishes nothing."""
    things = things or set()
    words = part.replace("’", "'")
    if not words or len(words) > 160 or VALUE.search(words):
        return False
    if MANNERS.fullmatch(words):
        return True
    return _chinese(words, things) if ZH.search(words) else _english(words, things)


def _english(words: str, things: set[str]) -> bool:
    opened = OPENERS.match(words)
    said = words[opened.end() if opened else 0 :]
    if WISHES.search(OTHERS.sub("", said)):
        return False
    if FOR.match(said):
        return not DRAWN.search(said) and not _thing(said.split()[-1], things)
    why = WHY.match(words) is not None
    if (
        DOING.search(said)
        and not why
        and not FEELINGS.search(said)
        and not re.match(r"(?:i|we|i'?m|we'?re)\b", said, re.I)
    ):
        head = NAMED.match(said)
        if re.match(r"(?:it|its|it's|they|they're|this|that|everything)\b", said, re.I) or (
            head and any(_thing(one, things) for one in head["head"].split())
        ):
            return False  # "it is glowing", "the letters are animated"
    if HOLDS.match(said) and any(_thing(one, things) for one in said.split()[2:]):
        return False  # "there is a countdown at the start"
    if SAID.match(said) or SEEMS.match(said):
        return True
    head = NAMED.match(said)
    if head is None:
        return False
    if any(_thing(one, things) for one in head["head"].split()):
        return JUDGED.search(said) is not None and not re.match(r"do(?:es)?n'?t", head["verb"], re.I)
    return True


def declared(toks: Sequence[Tok]) -> bool:
    """Whether what the video is to be is told in unknown words: "it gets scratched", "there's a sparkle"."""
    if not any(one.has("w") for one in toks):
        return False
    words = written(toks)
    if ZH.search(words):
        return ZH_WISH.search(words) is not None and not ZH_JUDGED.search(words)
    if HOLDS.match(words):
        return any(_thing(one, set()) for one in words.split()[2:])
    return DOING.search(words) is not None and not FEELINGS.search(words) and words.split()[0].lower() in PRONOUNS


def acted(toks: Sequence[Tok]) -> bool:
    """``the crowd cheers when the interview starts``: somebody unknown does something, and nothing is wished of it."""
    who = next((at for at, one in enumerate(toks[1:4], 1) if not one.has("w")), 0)
    if who < 2 or toks[0].text.lower() not in ("the", "a", "an", "my", "his", "her", "our"):
        who = 2 if len(toks) > 2 and toks[1].has("w") and toks[0].text.lower() in ("the", "a", "an") else 0
    told = who and toks[who].text.lower().endswith("s") and toks[who].has("w", "f")
    return bool(told) and not any(one.has("v:") and not one.has("f v:start v:show v:play v:stop") for one in toks)


def written(toks: Sequence[Tok]) -> str:
    """Tokens as a person writes them."""
    return "".join(one.text if ZH.match(one.text) else f" {one.text}" for one in toks).strip()


PRONOUNS = ("it", "its", "it's", "they", "they're", "this", "everything")


def _thing(word: str, things: set[str]) -> bool:
    word = word.lower().removesuffix("'s")
    return THINGS.fullmatch(word) is not None or word in things or word.removesuffix("s") in things


def _chinese(words: str, things: set[str]) -> bool:
    if ZH_LAUGHS.fullmatch(words):
        return True
    of_it = ZH_THINGS.search(words.replace("公司", "")) is not None or any(one in words for one in things)
    if ZH_FOR.fullmatch(words) and not of_it:
        return True
    if ZH_WHY.match(words):
        return re.search(r"把|请|加[个上]|改成|换成|删", words) is None
    if ZH_WISH.search(words):
        return False
    if ZH_JUDGED.search(words) or ZH_DENIED.match(words):
        return True
    if of_it:
        return False
    return (ZH_SOMEBODY.match(words) and ZH_TELLS.search(words) is not None) or ZH_HAPPENED.search(words) is not None
