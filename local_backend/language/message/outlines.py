"""A written-out message as plain sentences: list numbers, bullets, markup and reported speech blanked out.

Every sign keeps its place, so that what is not understood can still be named in the person's own words.
"""

from __future__ import annotations

import re

from local_backend.language.message.manners import bare
from local_backend.language.message.scenes import SCENE, SCENE_INSIDE, SEEN, scenes_apart
from local_backend.language.words import chinese_more, english_more
from local_backend.language.words.lexer import FILE
from local_backend.language.words.names import Names, folded
from local_backend.language.words.vocabulary import UNSEEN_FILES

_ZH = "一二三四五六七八九十"
BULLET = r"[-*•·●○◦▪▫■□▶►‣–—+✓✔☐☑]"
NUMBER = (
    rf"(?:\(?\d{{1,2}}(?:[)）]|[.、．](?!\d))|（\d{{1,2}}）|\d{{1,2}}\ufe0f?\u20e3|\d{{1,2}}:(?=\s)|"
    rf"\d{{1,2}}\s+[-–—](?=\s+[^\d\s])"
    rf"|\(?[a-hA-H]\)|[a-hA-H]\.(?=\s)|（[a-hA-H]）|[①-⑳⑴-⒇❶-❿]|[{_ZH}]{{1,2}}[、．.]|[（(][{_ZH}]{{1,2}}[)）]"
    rf"|\(?[ivIV]{{1,4}}[.)](?=\s))"
)
STEP = rf"(?:steps?|tasks?|edits?|changes?|步骤|任务|修改|操作)\s*(?:\d{{1,2}}|[{_ZH}])\s*[:：.)、\-–—]"
LABELS = re.compile(r"\s*1\s*[:：][^\n]+[,;，；。]\s*2\s*[:：]")
"""``1: 2x, 2: reverse``: the numbers are those of the clips."""
LINE = re.compile(
    rf"^[ \t>]*(?:#{{1,6}}(?=[ \t]))?[ \t]*(?:{BULLET}(?=[ \t])[ \t]*)?(?:\[[ xX]\][ \t]*)?(?:\*\*)?"
    rf"(?:(?:{STEP}|{NUMBER})[ \t]*)?",
    re.MULTILINE | re.IGNORECASE,
)
BOLD_LINE = re.compile(r"(?<=^)\*\*([^*\n:：]+)\*\*(?=[ \t]*$)", re.MULTILINE)
BRACKETED = re.compile(r"(?<=^)(?P<lead>[ \t]*)(?:【([^】\n\d]{1,10})】|\[([A-Za-z][A-Za-z ]{1,18})\])", re.MULTILINE)
EQUALS = re.compile(r"^([ \t]*[A-Za-z][A-Za-z ]{1,24}?[ \t]*)=(?=[ \t]*\S)", re.MULTILINE)
ARROW = re.compile(
    r"^([ \t]*(?:[a-z]+ )?(?:titles?|subtitles?|captions?|texts?|music|volume|transitions?|zoom|voice-?over|duration|"
    r"length|ratio|标题|字幕|音乐|音量|转场|旁白|时长|比例))[ \t]*(?:->|→|=>)[ \t]*(?=\S)",
    re.MULTILINE | re.IGNORECASE,
)
WITHOUT_LOSS = re.compile(
    r"\b(?:but )?without (?:removing|deleting|dropping|losing|changing|affecting|touching|altering)(?: any|"
    r" the| a| my)?[\w ]{0,25}(?=[.,;\n]|$)",
    re.IGNORECASE,
)
CODEC = re.compile(r"(?i)\b(?:video |audio )?(?:codecs?[ :=]*)?(?:h\.?264|x264|avc|aac audio)\b(?: codec| video)?")
"""what an mp4 is written with anyway"""
TITLE_LINE = re.compile(r"^([ \t]*#{1,6}[ \t]+)([^\n:：]{1,60}?)(?=[ \t]*$)", re.MULTILINE)
PLAN_LINE = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+|\*\*)[^\n\d\"“「]*?"
    r"(?:\b(?:plan|brief|storyboard|treatment|concept|shot ?list)\b|方案|分镜|脚本)[^\n\d.\"“「:：]*$",
    re.MULTILINE | re.IGNORECASE,
)
"""``# Weekend in the city - edit plan``: what the message is, and no wish."""
STORY = re.compile(
    r"(?:(?<=^)|(?<=[.!?]\s)|(?<=\n))(?:hi[,!.]? |hello[,!.]? |hey[,!.]? |so |ok(?:ay)?,? )?(?:i'm|i am|we're|"
    r"we are|i've been|we've been)"
    r" (?:currently |now )?(?:making|working|preparing|putting|creating|editing|planning|trying|building|doing)"
    r"[^.!?\n\d\"“”「」:;]*[.!](?=\s+\S)",
    re.IGNORECASE,
)
INLINE = (
    re.compile(r"(?<![\w.(])\(?(\d{1,2})[)）]"),
    re.compile(r"(?<![\w.])（(\d{1,2})）"),
    re.compile(r"(?:(?<=^)|(?<=[\s;；。.:：,，]))(\d{1,2})[.、．](?![\d])"),
    re.compile(r"([①-⑩])"),
    re.compile(r"(?<!\w)\(([a-h])\)"),
    re.compile(r"(?:(?<=^)|(?<=[\s;；。:：,，]))([a-h])\)"),
    re.compile(r"(?<!\w)\((i{1,3}|iv|vi{0,3})\)"),
    re.compile(rf"(?:(?<=^)|(?<=[\s;；。:：,，]))第?([{_ZH})])[、，,是](?=\s*\S)"),
)
"""Numbers in the middle of a line: marks of a list only where they count up from one."""
OF_A_THING = re.compile(
    r"(?i)\b(?:clips?|photos?|pictures?|images?|videos?|scenes?|shots?|parts?|segments?|and|to) ?\Z"
)
"""Words whose number it is: ``stabilise clip 1. Duplicate clip 2.``"""
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
COUNTED: dict[str, int] = {str(number): number for number in range(1, 21)}
for _signs in ("①②③④⑤⑥⑦⑧⑨⑩", "abcdefgh", _ZH, _ROMAN):
    COUNTED |= {sign: number for number, sign in enumerate(_signs, 1)}
ORDERLY = re.compile(
    r"(?:^|(?<=[.;:!?\n]))[ \t]*(?:first(?:ly| of all| off)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|next|finally"
    r"|lastly)[ \t]*[,:]",
    re.IGNORECASE | re.MULTILINE,
)
OPENING = re.compile(
    r"(?:^|(?<=[.;:!?\n]))[ \t]*(?:please[ ,]*)?(first)(?= (?:split|cut|trim|mute|move|delete|remove|add|swap|"
    r"crop|slow|speed"
    r"|make|set|change|put|place|reverse|rotate|drop|take|combine|merge|turn|use|replace)\b(?! (?:clip|shot|scene)))",
    re.IGNORECASE | re.MULTILINE,
)
REMARK = re.compile(
    r"[(（]\s*(?:(?:it|they|this|that|there)(?:'s| is| are|'re| was) (?:\w+ )?(?:currently|now|none|no|still)|"
    r"currently|now|was|were|it was|previously|at present|originally|instead of the"
    r"|目前|现在|当前|原来|原本|之前|原为|原先|本来)[^()（）\n]*[)）]",
    re.IGNORECASE,
)
HEX = re.compile(rf"(?i)(?:\b(?:{'|'.join(english_more.COLORS.values())})|{'|'.join(chinese_more.COLORS.values())})?\s*"
                 r"[(（]\s*(#[0-9a-f]{6}|#[0-9a-f]{3})\s*[)）]")  # fmt: skip
NAMED_HEX = re.compile(
    rf"(?i)(?:\b(?:{'|'.join(english_more.COLORS.values())})|{'|'.join(chinese_more.COLORS.values())})"
    r"[ \t]*[,，][ \t]*(?=#[0-9a-f]{3}(?:[0-9a-f]{3})?\b)"
)
LISTING = re.compile(
    r"^[ \t]*(?:sequence|order|clips?|footage|segments?|shots?|顺序|镜头|片段)[ \t]*[:：]"
    r"(?=(?:[^\n]*\.\w{3,4}[ (,:：（，]+\d){2})",
    re.MULTILINE | re.IGNORECASE,
)
ROUGHLY = re.compile(
    r"((?:long|short|brief|quick)er(?:, | - | ))(like|say|let's say|about|around|maybe|perhaps)(?= \d)", re.IGNORECASE
)
OLD = re.compile(
    r"(?i)(?<!clip )(?<!shot )(?<!photo )(?<!scene )(?<!video )(?<![\d.])"
    r"\d+(?:\.\d+)?\s?(?:%|s\b|秒|x\b|倍|dB)?\s*(?:→|->|=>|➜)\s*(?=\d+(?:\.\d+)?\s?(?:%|s\b|秒|x\b|倍|dB))"
)
NUMBERED = re.compile(rf"^[ \t]*\d{{1,3}}(?=[ \t]+[\w-]+\.{SEEN}\b)", re.MULTILINE)
APART = re.compile(r"(\d+(?:\.\d+)?)( +)(秒|分钟|小时|毫秒|倍|帧|张|段|个|步|次|条|位|句|号)")
COUNTED_APART = re.compile(rf"(第|前|后|最后)( +)(?=[\d{_ZH}])")
SPOKEN_TO = re.compile(r"(?:(?<=[^\d\s])|(?<=[a-zA-Z]\d))[：:](?=\d{1,2}:\d\d)")
WITHOUT = re.compile(
    r"[(（](?=\s*(?:skip|exclud|without|not |no |omit|leav|drop|不要|跳过|不用|除|去掉|别用)[^()（）\n]*[)）])", re.I
)
PERSON = (
    r"(?:the |my |our |this )?(?:end[ -])?(?:user|client|customer|boss|manager|director|producer|team|"
    r"marketing(?: team)?|"
    r"editor|owner|couple|brand|stakeholders?|human|requester|creator)s?|(?:they|he|she|we)(?= (?:also |now |"
    r"then |all )?"
    r"(?:want|say|said|think|feel|like|ask|find|need|would|prefer|wish|complain|note|mention))"
)
TELLS = re.compile(
    rf"(?:^|(?<=[.;:!?\n])|(?<=, and )|(?<= but )|(?<= and )|(?<=because ))[ \t]*(?:so |and |also(?:,| -)? |but |"
    rf"here,? )*(?:{PERSON})(?: \([^()\n]{{1,40}}\))? "
    r"(?:has |have |had |also |then |now |just |is |would |really |has also )*(?P<verb>says?|said|mentions?|"
    r"mentioned|thinks?|"
    r"feels?|complain(?:s|ed)?|notes?|noted|reports?|reported|writes?|wrote|tells? (?:me|us)|told (?:me|us)|"
    r"wants?|wanted|like[sd]?|asks?|asked|asking|requests?|requested|requesting|needs?|needed|prefers?|wishes|hopes?|"
    r"insists?|expects?|finds?(?= (?:the|it|that|this)))\b(?P<rest>(?: (?:that|for|if we can|if you can|you to|"
    r"me to|us to|to see|to have|to|whether|if))*)(?: |:|,)",
    re.IGNORECASE | re.MULTILINE,
)
UPLOADED = re.compile(
    r"(?:^|(?<=[.!?]\s)|(?<=\n))[ \t]*(?:the |my |our )?(?:user|client|customer|boss|i|we|they|he|she)(?:'ve|"
    r"'s)? (?:has |have |just |already "
    r"|also )*(?:uploaded|attached|provided|sent|shared|supplied|given|gave)(?: you| me| us)?\b[^\n!?;:]*?[.!](?=\s+\S)"
    r"|(?:^|(?<=[。！？!?\n]))(?:用户|客户|老板|我们?|他们?|她们?)(?:已经?|刚刚?|都|还)*(?:上传|提供|发送?|传|"
    r"给)了?[^。！？\n；：]*[。！](?=\s*\S)",
    re.IGNORECASE | re.MULTILINE,
)
GAVE = re.compile(r"(?:uploaded|attached|provided|sent|shared|supplied|given|gave)(?: you| me| us)?", re.IGNORECASE)
WISHES = ("want", "like", "ask", "request", "need", "prefer", "wish", "hope", "expect")
ZH_TELLS = re.compile(
    r"(?:^|(?<=[。；;：:！!？?\n，,])|(?<=因为)|(?<=另外))[ \t]*(?:这位|这个|我们?的?|咱们?的?)?"
    r"(?:用户|客户|老板|甲方|领导|导演|对方|顾客|同事|品牌方|业主|剪辑师|市场部|运营)(?:们|那边|这边|方面)?"
    r"(?:还|又|也|刚才|刚刚|刚|反馈|提出|已经|说|一直|最后|目前)*"
    r"(?P<verb>说了?|表示|反馈|觉得|认为|提到|提出|指出|吐槽|抱怨|要求|希望|想要|想|需要|要|让我?们?|请求|建议|反映)"
    r"(?:你|我们?)?[，,：: ]?"
)


def plain(message: str, names: Names) -> str:
    """The message without the marks of lists and markup, sign for sign in the same places."""
    text = _blank(bare(scenes_apart(_jointed(message))), PLAN_LINE)
    text = TITLE_LINE.sub(lambda match: " " * (len(match.group(1)) - 1) + match.group(2) + ":", text)
    text = STORY.sub(_spaces, text)
    text = BOLD_LINE.sub(lambda match: f"  {match.group(1)}: ", text)
    text = _blank(text, re.compile(r"```\w*|\*\*|__(?=\w)|(?<=\w)__|^\s*[-=_*]{3,}\s*$", re.MULTILINE))
    text = text.replace("][", ", ")
    text = LINE.sub(_spaces, text) if not LABELS.match(text) else text
    text = BRACKETED.sub(lambda match: f"{match['lead']} {match.group(2) or match.group(3)}:", text)
    text = EQUALS.sub(lambda match: f"{match.group(1)}:", text)
    text = ARROW.sub(lambda match: match.group(1).ljust(len(match.group()) - 2) + ": ", text)
    text = _blank(_blank(text, WITHOUT_LOSS), CODEC)
    text = _blank(text, SCENE)
    text = _blank(text, SCENE_INSIDE)
    text = _blank(text, LISTING)
    text = SPOKEN_TO.sub(" ", text)
    text = WITHOUT.sub(",", text)
    text = _blank(text, NAMED_HEX)
    text = HEX.sub(lambda match: " " * (len(match.group()) - len(match.group(1)) - 1) + match.group(1) + " ", text)
    text = _listed(
        text, re.match(r"\s*[(（]?[1一][.、．)）]\s*\S", message) is not None and text.lstrip()[:1] not in "1一"
    )
    text = _blank(text, ORDERLY, keep="\n")
    text = OPENING.sub(lambda match: match.group().replace(match.group(1), " " * len(match.group(1))), text)
    text = _blank(text, REMARK)
    text = ROUGHLY.sub(lambda match: match.group(1) + "to".ljust(len(match.group(2))), text)
    text = _blank(text, OLD)
    text = _blank(text, NUMBERED)
    text = COUNTED_APART.sub(r"\2\1", APART.sub(r"\2\1\3", text))
    text = UPLOADED.sub(lambda match: _listed_files(match.group(), names), text)
    text = TELLS.sub(_reported, text)
    text = ZH_TELLS.sub(_zh_reported, text)
    return _unquoted(text, names)


SPACED = re.compile(
    r"(?:(?<=[\u3400-\u9fff%])[ \u3000]+|(?<=\d)(?<!\.mp\d)[ \u3000]+(?![秒分倍张段个帧度号次遍条首步成点毫]))"
    r"(?=[\u3400-\u9fff])"
)
PUNCTUATED = re.compile(r"[，,。；;！!？?、\n：:]")


def _jointed(message: str) -> str:
    """``第二段太长了 把后面3秒剪了``: spaces between pieces of a message without any other sign as commas."""
    told = re.sub(r"“[^”]*”|「[^」]*」|\"[^\"]*\"", lambda match: "x" * len(match.group()), message)
    gaps = list(SPACED.finditer(told))
    pieces = SPACED.split(message)
    if not gaps or PUNCTUATED.search(message.rstrip("。！!？?")) or sum(map(len, pieces)) / len(pieces) < SHORT:
        return message
    for gap in gaps:
        message = message[: gap.start()] + "，".ljust(len(gap.group())) + message[gap.end() :]
    return message


SHORT = 5
"""signs a piece, at the least, for the spaces to be no mere typesetting"""


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _blank(text: str, pattern: re.Pattern[str], keep: str = "") -> str:
    def gone(match: re.Match[str]) -> str:
        return "".join(char if char in keep or char == "\n" else " " for char in match.group())

    return pattern.sub(gone, text)


def _listed(text: str, opened: bool = False) -> str:
    """The text with marks such as ``1)`` in the middle of lines as the ends of sentences."""
    for pattern in INLINE:
        wanted, marks = (2 if opened else 1), []
        for match in pattern.finditer(text):
            if COUNTED.get(match.group(1)) == wanted and not (
                match[0][-1] in ".．" and OF_A_THING.search(text[: match.start()])
            ):
                marks.append(match)
                wanted += 1
        if len(marks) < 2:
            continue
        for match in marks:
            text = text[: match.start()] + ";" + " " * (len(match.group()) - 1) + text[match.end() :]
    return text


ZH_WISHES = ("要求", "希望", "想要", "想", "需要", "要", "请求", "建议")


def _zh_reported(match: re.Match[str]) -> str:
    """``客户想要`` as ``要``, ``用户说`` as nothing."""
    said = match.group()
    wish = match["verb"].startswith(ZH_WISHES)
    return ("要" if wish else " ").rjust(len(said))


def _listed_files(sentence: str, names: Names) -> str:
    """What somebody uploaded says nothing of the video, unless it names some of the files and not the others."""
    low = folded(sentence)
    seen = [one for one in names.full if not one.endswith(UNSEEN_FILES)]
    told = [one for one in seen if one in low]
    if FILE.search(low) and len(told) < len(seen):
        verb = GAVE.search(sentence)
        return sentence if verb is None else "use".rjust(verb.end()) + sentence[verb.end() :]
    return " " * len(sentence)


def _reported(match: re.Match[str]) -> str:
    """``the client wants`` as ``want``: whose wish it is says nothing; ``the user says`` as nothing."""
    verb = match["verb"].lower()
    said = match.group()
    wish = next((one for one in WISHES if verb.startswith(one)), "")
    if (
        wish
        and " to" not in match["rest"].replace(" to see", "").replace(" to have", "")
        and " if" not in match["rest"]
        and " whether" not in match["rest"]
    ):
        lead = len(said) - len(said.lstrip(" \t"))
        return (" " * lead + "want").ljust(len(said))
    return " " * len(said)


QUOTED = re.compile(
    r"`([^`\n]+)`|\"([^\"\n]+)\"|“([^“”\n]+)”|「([^「」\n]+)」|『([^『』\n]+)』|《([^《》\n]+)》|'([^'\n]+)'|"
    r"‘([^‘’\n]+)’"
)


def _unquoted(text: str, names: Names) -> str:
    """File names without the quotation marks around them: they are no words for the picture."""

    def bare(match: re.Match[str]) -> str:
        inner = next(one for one in match.groups() if one is not None)
        name = folded(inner.strip())
        if name in names.full or FILE.fullmatch(name):
            return f" {inner} "
        return match.group()

    return QUOTED.sub(bare, text)
