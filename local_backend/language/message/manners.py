"""What stands around a wish and says nothing of it: courtesy, "老铁，", the track that a thing lies on.

It is blanked sign for sign before a message is read.
"""

from __future__ import annotations

import re

from local_backend.language.words.lexer import quotation

_YOU = r"(?:you|u|ya|someone|somebody|we|i)"
_MAY = r"(?:would|could|might|can|may|will|should|'d|were to|was to)"
_KINDLY = r"(?: please| kindly| possibly| perhaps| just| also| maybe)*"
_GLAD = (
    r"(?:grateful|thankful|obliged|indebted|glad|happy|delighted|pleased|appreciative|thrilled|over the moon|"
    r"ever so grateful|in your debt)"
)
_VERY = r"(?:(?:really|most|very|so|truly|deeply|extremely|eternally|ever so|much|greatly|also|quite|rather|be) )*"
_NOTE = r"(?:note|nb|fyi|ps|reminder|context|reason|info|注意?|备注|说明|提示|理由|原因|情况)"
COURTESY = tuple(
    re.compile(
        r"(?:^|(?<=[.!?;:,，。；\n(]))[ \t]*(?:(?:and|but|so|also|then|hi|hello|hey|ok|well|now)[, ]+)?(?:" + one + ")",
        re.I | re.M,
    )
    for one in (
        rf"(?:i|we)(?:'d| would| should| shall|'ll| will)?(?: be)? {_VERY}{_GLAD} if {_YOU} ?{_MAY}{_KINDLY}(?= )",
        rf"(?:i|we)(?:'d| would| should)? {_VERY}(?:appreciate|love|like) it(?: very much| a lot|"
        rf" greatly)? if {_YOU} ?{_MAY}{_KINDLY}(?= )",
        rf"it (?:would|'d) (?:be|mean) {_VERY}(?:\w+ )*if {_YOU} ?{_MAY}{_KINDLY}(?= )",
        rf"(?:might|may|could|can|would) (?:i|we){_KINDLY} (?:trouble|bother|ask|beg|request|invite|get) (?:you|"
        rf"u){_KINDLY} to\b",
        rf"(?:would|could|will|can|might) (?:you|u){_KINDLY} (?:be (?:so |very |ever so )*(?:kind|good|nice|"
        rf"lovely|sweet|gracious)"
        rf"(?: enough)?(?: as)? to|find it in (?:you|your heart) to|do me (?:a|the) (?:favou?r|kindness)"
        rf"(?: of|,? and|(?= [:,]))?|see your way (?:clear )?to|help me(?: out)? by|take a moment to|"
        rf"spare a moment to)",
        rf"(?:would|could|might) it (?:at all )?be (?:at all )?(?:possible|all ?right|ok(?:ay)?|feasible|"
        rf"too much(?: trouble| to ask)?)"
        rf"(?: for (?:you|u))?(?: to| if {_YOU} ?{_MAY}| that {_YOU} ?{_MAY})?(?= )",
        rf"is there (?:any|a|some) (?:chance|way|possibility|hope)(?: at all)?(?: that)? (?:{_YOU}(?: {_MAY})?|"
        rf"to|of you)(?= )",
        rf"(?:any|some) (?:chance|possibility)(?: that)? {_YOU} {_MAY}(?= )",
        rf"i (?:wonder|was wondering|'m wondering|am wondering|was hoping|am hoping|'m hoping|was thinking|hope)"
        rf"(?:,? perhaps,?)?(?: if| whether| that)? (?:it (?:{_MAY}) be possible (?:for|to)|"
        rf"{_YOU} ?{_MAY}{_KINDLY})(?= )",
        r"(?:i|we) (?:should|would|'d)(?: very much| really| dearly)? (?:like|love|prefer|"
        r"appreciate)(?: it)?(?: if you (?:would|could))?(?= (?:the|my|our|that|this|those) )",
        r"(?<![,;:])(?<![,;:] )(?:do |please )?(?:forgive me|excuse me|pardon me|my apologies|apologies|"
        r"excuse the \w+)(?: for (?:asking|bothering|troubling"
        r"|disturbing|being)[\w ]*)?(?=[,.;!:]| but)",
        r"(?:i(?:'m| am) )?(?:so |very |terribly |awfully |really )*sorry(?: (?:to|for|about) (?:bother|troubl|"
        r"disturb|ask|be a pain|the)[\w ]*)(?=[,.;!:]| but)",
        r"i(?:'m| am) afraid(?: that)?(?= )|i fear(?: that)?(?= )",
        r"(?:if|when|whenever) (?:(?:i|you|we) (?:may|might|would|could|can|please|don'?t mind|wouldn't mind|"
        r"have (?:a|the) (?:sec|second|"
        r"minute|moment|time)|get (?:a|the) (?:chance|sec|moment|minute|time))(?: be so (?:kind|good))?|"
        r"(?:it is|it's|that is|that's) "
        r"(?:at all )?(?:possible|not too much[\w ]*|no trouble|alright|all right|ok|okay|"
        r"convenient)(?: (?:with|for|by) you)?|"
        r"at all possible|it pleases you|(?:it|that) (?:isn't|is not) too much[\w ]*)(?=[,.;!?\n]|$)",
        r"(?:just |only )?(?:one|two|three|a (?:few|couple of)|some|\d) (?:small |quick |little |more |last |"
        r"final |minor |other )*(?:changes?|things?|"
        r"tweaks?|fix(?:es)?|edits?|requests?|notes?|corrections?)(?: (?:for you|please|though|left|from me|"
        r"needed))? ?(?:[:,]|[-–—](?= ))",
        r"(?:in order to|so as to|with the aim of|for the sake of|due to|owing to|because of|thanks to|"
        r"considering|seeing (?:that|as)) "
        r"[^,.;:\d\"“]{3,60},",
        r"i(?:'m| am|m) in a (?:hurry|rush)(?: here| today| so)?[, ]",
        r"(?:for (?:the love of \w+|(?:god|heaven|pete|fuck|christ)'?s? sakes?)|ffs|omg|jesus|dammit|"
        r"damn it)[,!]?(?= )",
        r"(?:there(?:'s| is) )?no (?:rush|hurry|worries|pressure|stress)(?: at all| here)?(?=[,.;!]| but)",
        r"(?:never ?mind|(?:please )?(?:do not|don'?t) (?:worry|bother|fret) about|(?:i |we )?(?:do not|"
        r"don'?t) (?:really )?care about)"
        r" (?:the |my |that |those |about |any )*[\w' ]{1,30}?(?=[,.;!\n]| just\b| but\b)",
        r"(?:please )?(?:apply|make|perform|do|execute|carry out|implement) (?:(?:the|these|this) )?(?:edits?|"
        r"changes?|tasks?|steps?|"
        r"operations?|modifications?) (?:below|listed|as follows)(?: (?:exactly|in order|below|"
        r"here))*(?=\s*(?:[.:,\n]|and\b|$))",
        r"scope ?[:：][^.!?\n\d]*(?=[.!?\n]|$)",
        r"\[(?:system|user|assistant|request|edit|note|task|instruction)s?\](?: (?:user |edit )?(?:intent|"
        r"request) ?[:：])?",
        r"(?:user |edit )?(?:intent|intention) ?[:：]",
        rf"{_NOTE} ?[:：](?! *[^.!?\n]*\b(?:please|don'?t|do not|keep|make|must|should|never|only|leave|remove|"
        rf"delete|add|change|use|"
        r"no)\b)[^.!?\n\d\"“]+[.!](?=\s+\S)(?![^.!?\n]*\b(?:it|them|this|that)\b)",
        rf"{_NOTE} ?[:：]",
        r"(?:(?:following up on|further to|in line with|in response to|based on) [^,.;:\d\"“]{3,60}|"
        r"(?:as (?:we )?(?:discussed|agreed|mentioned|"
        r"promised|requested|instructed)|as per|per) (?:[^,.;:\d\"“]{0,50}))(?=[,:])",
        r"at your (?:earliest |own )?(?:convenience|leisure)(?=[,.;!?\n]|$)",
        r"(?:let us|let's|shall we|should we) say(?: for| about| around)?(?= )|so to speak(?=[,.;])|"
        r"as it were(?=[,.;])",
        r"(?:quick|small|tiny|little|simple|one last|another|next|new) (?:request|question|favou?r|thing|task|"
        r"ask|one)(?: for you)?(?: here)?[:,]",
        r"(?:my |the |our )?(?:request|ask|wish|task|instruction|goal)s?(?: (?:is|for you|here|today))?[:,]",
        r"(?:(?:the |my |our |end[- ]?)?(?:user|client|customer)(?:'s)? )?(?:feedback|comment|complaint|remark|note)s?"
        r"(?: from (?:the )?(?:user|client|customer|boss))? ?[:：] ?(?:[\"“][^\"”\d]*[\"”](?=[.,;]? ))",
    )
)
_THEN = r"(?:[,;.]? *\b(?:and|then|and then|please|also|afterwards)\b|[,;.])+ *(?:please )?"
BACK = re.compile(
    rf"(?<=[\w%\"”])(?<!\bto){_THEN}(?:(?:let me know|tell me|notify me|ping me|inform me|report back|"
    rf"get back to me)(?: (?:when|once|if|how|as soon)[^.,;!?\n\d]*"
    r"| to me)?|confirm(?: (?:it|this|that|the (?:change|edit|result)s?|when[\w' ]*|once[\w' ]*))?|(?:show|tell|"
    r"give|report) me "
    r"(?:the |a |its )?(?:new |updated |current |resulting |total |final )*(?:timeline|duration|length|result|"
    r"state|outcome|summary))"
    r"(?= *(?:[.,;!?\n]|$))|"
    r"(?<=[，。；,])(?:然后|再|最后|并)*(?:(?:弄|做|改|剪|搞|处理|完成|修改)?[好完]了?(?:之?后|以后)?(?:请|再|"
    r"就)?(?:告诉|通知|跟|回复|知会)(?:我|说)*"
    r"(?:一声|一下|结果)?|(?:给我|让我|帮我)?(?:看|显示|展示|报告|告诉我|汇报)(?:一下|下|看)?(?:新的|最新的?|"
    r"更新后的?|现在的?|当前的?)?"
    r"(?:时间线|时间轴|总时长|时长|结果|状态))(?=[。！!，]|\s*$)",
    re.I,
)
THAT_IS = re.compile(r"(?<![\w.])(?:i\.e\.|e\.g\.|viz\.|n\.b\.),?", re.I)
TAIL = re.compile(
    r"[, ]+(?:if (?:it is|it's|that is|that's|it isn't|it is not) (?:not )?too much (?:trouble|bother|to ask|"
    r"work|hassle)|"
    r"if (?:you|u) (?:would|could|please|don'?t mind|wouldn't mind|can|have time)(?: be so (?:kind|good))?|"
    r"if (?:at all )?possible|if i may(?: ask)?|if you would be so kind|if that'?s (?:ok|okay|"
    r"all ?right)(?: with you)?|"
    r"at your (?:earliest )?convenience|when(?:ever)? you (?:get|have) (?:a|the) (?:chance|moment|minute|second|time))"
    r"(?=\s*(?:[.,;!?\n]|$))",
    re.I | re.M,
)
ZH_COURTESY = (
    re.compile(
        r"(?:^|(?<=[。；;！!？?\n，,：:]))[ \t]*(?:老铁们?|家人们|宝子们?|宝贝|姐妹们?|姐妹|兄弟们?|兄弟|"
        r"哥们儿?|大哥|大佬|大神|师傅|小编|小助手|助手|"
        r"老哥|老弟|老板|亲爱的|哥|姐|亲|同学|各位|喂|嘿|哎呀?|诶|欸|那啥|我说|话说|对了)(?=[，,：:！! ])"
    ),
    re.compile(
        r"(?:^|(?<=[。！!？?\n]))[ \t]*(?:实在|真是?|非常|很)?(?:不好意思|抱歉|对不起|打扰(?:了|一下|您了|"
        r"你了)?|劳驾(?:您|你|一下)?|冒昧(?:问一下)?|有劳(?:您|你)?|"
        r"失礼了)(?:哈|啊|了|哦)?(?=[，,：:！!。 ])"
    ),
    re.compile(
        r"(?:我)?(?:还)?(?:想要?|要)?(?:麻烦|劳烦|烦劳|烦请|恳请|劳驾|有劳|想请(?!教)|想让|拜托)(?:你|您|大家|"
        r"各位)?(?:老人家)?"
        r"(?:(?:帮忙|帮我|给我|替我)?(?:看一看|看一下|看看|瞧瞧|瞅瞅)(?=[，,。]))?"
        r"(?=[^一了])"
    ),
    re.compile(r"(?:^|(?<=[。；;！!？?\n，,]))[ \t]*(?:能不能|能否|可以|可不可以|想请你)?帮(?:我)?个?(?:小|"
        r"大)?忙(?:吗|呗|呀|吧)?(?=[，,：:])"),
    re.compile(r"除了(?=[^，。]*?(?:删|去掉|改|换|调|加|剪|静音|倒放|放慢)[^，。]*，(?:其[他余它]|别的|"
        r"剩下)[^，。]*(?:不|别|勿|无需)[^，。]{0,3}[动变改])"),
    re.compile(r"(?:^|(?<=[。；;！!？?\n，,]))[ \t]*要不(?=[把将给就咱我先])"),
    re.compile(r"(?:^|(?<=[。；;！!？?\n，,]))[ \t]*(?:我们?|咱们?)(?:觉得|感觉|认为|想)?(?:应该|建议)(?!是)"),
    re.compile(r"(?:^|(?<=[。；;！!？?\n，,]))[ \t]*下一步(?:是|就是)?[：:，,]"),
    re.compile(r"^\W*(?:for|as) (?:the|my|your|a|our) (?:next|first|last|final) (?:edit|step|change|task)[,:]", re.I),
    re.compile(r"不是我(?:挑剔|多嘴|矫情|说|啰嗦)[^，。]{0,4}，(?:但是?|可是?|不过)?|(?:^|"
        r"(?<=[。；;！!？?\n，,：:]))建议(?=[^，。])"),
    re.compile(r"(?:长话短说|简单来?说|直说了?|总之|一句话|具体来说|是这样的?)(?:吧|哈|啊)?[：:，]"),
    re.compile(r"是不是(?=有点|太|有些|不够|该|应该|可以|能)|(?:帮忙|帮我|麻烦)看(?:一)?[下看](?=[^，。])"),
    re.compile(r"(?:客户|老板|领导|甲方|用户|导演)[^，。“”\"\d]{1,10}，说(?=[^“\"「：:])"),
    re.compile(r"请问(?:一下)?(?=您?你?(?:可不可以|能不能|能否|可否|可以|是否|方不方便|能))"),
    re.compile(r"(?:^|(?<=[。；;！!？?\n，,]))[ \t]*(?:如果|要是|若)?(?:您|你)?(?:方便|可以|不麻烦|有空|行|"
        r"愿意)(?:的话|时)(?=[，,])"),
    re.compile(r"(?:^|(?<=[，,。！!～~\s]))(?:首先|先)?(?:辛苦(?:您|你)?了?|谢谢(?:您|你|啦|了|哈)*|感谢(?:您|"
        r"你)?(?:的(?:帮助|帮忙|支持|耐心))?|"
        r"多谢(?:您|你|了|啦)?|感激不尽|万分感谢|不胜感激|么么哒|比心|爱你哦?|笔芯|求求了?|跪求|在线等|不急|"
        r"急用|挺急的?|哈哈+|嘿嘿+|拜托了?|有劳了|麻烦(?:您|你)?了)+"
               r"(?=[，,。！!～~\n]|\s*$)"),
)  # fmt: skip
_LINE = r"(?:main|primary|base|video|picture|v1|main video|primary video|main picture)"
MAIN = re.compile(
    rf"(?<![\w-])(?:(?:on|onto|from|to|in|into|of|at|within|along)(?: to)? (?:the |my |"
    rf"our )?{_LINE}[ -](?:track|layer|timeline|lane|line)"
    rf"|(?:on|from|in|into|of) (?:the )?timeline(?=,| (?:move|delete|remove|add|cut|trim|place|put|insert|split|"
    rf"replace|set|swap)\b))(?![\w-])",
    re.I,
)
THE_MAIN = re.compile(rf"(?<![\w-])(?:the |my |our ){_LINE} (?:track|timeline|lane)(?![\w-])", re.I)
ABOVE = re.compile(
    r"(?<![\w-])(?<!everything )(?<!all )(?<!anything )(?<!whatever )(?<!what's )(?<!what is )(?<!is )(?<!nothing )"
    r"(?:on|onto|from|to|in|into|of|within)(?: to)? (?:the |its |an? (?:own )?(?:new |separate )?)?"
    r"(?P<of>overlay|pip|picture-in-picture|logo|text|title|caption|subtitle|graphics|upper|second video|v2)[ -]"
    r"(?:track|layer|lane)(?![\w-])",
    re.I,
)
ZH_MAIN = re.compile(
    r"(?:在|从|往|向|于)?(?:主视频轨道?|主轨道?|视频轨道?|主时间线|视频主轨|主线轨道|V1轨道?)(?:上面?|中|里面?|"
    r"内)?(?:的)?",
    re.I,
)
ZH_ABOVE = re.compile(
    r"(?P<in>在|从|往|向)?(?P<of>叠加|画中画|文字|文本|字幕|标题|覆盖|贴纸|图层|第二视频)(?:视频)?轨道?(?:上面?|"
    r"中|里面?|内)(?P<s>的)?",
    re.I,
)


_SOMEBODY = (
    r"(?:(?:the |my |our |this )?(?:user|client|customer|boss|person|couple|owner|requester|human)s?|they|he|she)"
)
_ALTERING = (
    r"(?:vertical|square|portrait|landscape|horizontal|widescreen|gif|captions?|titles?|subtitles?|text|music|voice\w*|"
    r"sound|audio|logo|transitions?|fades?|slow\w*|fast\w*|quiet\w*|loud\w*|dark\w*|bright\w*|long\w*|short\w*|should|must|"
    r"too|ask\w*|wants?|wanted|likes?|requests?|prefers?|says?|said|uploaded|attached|provided|sent|shared|needs?|would)"
)
PORTRAIT = re.compile(
    rf"(?:^|(?<=[.!?]\s)|(?<=\n))[ \t]*(?:{_SOMEBODY} (?:runs?|owns?|works?|sells?|teach(?:es)?|manages?|hosts?|lives?|"
    r"opened|launched|recently|just|plans?|ha(?:s|ve) (?:a|an|just)|"
    r"(?:is|are) (?:a|an|the|in|at|from|based|opening|launching|moving|getting|planning|preparing|celebrating|running|"
    r"starting|hosting|organi[sz]ing|working|building))"
    rf"|(?:this|it) is (?:for|intended for|meant for) (?:a|an|the|my|our|his|her|their))"
    rf"(?: (?!{_ALTERING}\b)[\w'’/&-]+)*?(?P<tail>[.!](?=\s+\S)|,?(?: and| so|;)(?: they| he| she)?"
    r"(?= (?:now |also )?(?:needs?|wants?|would like|wish(?:es)?)\b))",
    re.IGNORECASE | re.MULTILINE,
)
ZH_PORTRAIT = re.compile(
    r"(?:^|(?<=[。！？!?\n]))[ \t]*(?:这位|这个|我们?的?)?(?:用户|客户|老板|对方|他们?|她们?|我们?)"
    r"(?:是|开了|开着|经营|在做|在开|在经营|正在(?:做|开|筹备|经营|准备)|准备(?:开|办|参加)|打算(?:开|办)|最近(?:开|办|搬|去)|刚(?:开|办|搬|去|结婚))"
    r"[^。！？!?，,\n\d：:；;“”\"]*(?:[。！](?=\s*\S)|[，,](?=[^。！？\n]{0,8}(?:需要|想要|希望|要求|想|要)))",
    re.MULTILINE,
)
"""Who it is for, before the wish: "The user runs a coffee shop and needs …", 客户开了一家咖啡店，想要…"""


_HEARD = r"(?:voice-?over|narration|music|soundtrack|audio|bed|track|voice|captions?|text|titles?|overlays?)"
FOLLOWS = re.compile(
    r"(?<=[,;.!(]) ?(?:and |with |please |also |then )*"
    r"(?:(?:shorten|trim|cut|adjust|extend|adapt|fit|sync|align|re-?time) (?:the |all |its )?(?:background )?"
    rf"{_HEARD}(?: (?:and|or) (?:the )?{_HEARD})? (?:accordingly|to match|to fit|along with it)"
    rf"|(?:the )?{_HEARD} (?:can|may|might|will) (?:simply |just |then )*(?:be (?:cut off|cut|trimmed)|end|stop)"
    r"(?: off)?(?: early| at the end| with the video| when the video ends| there)*)(?=[,;.!)\n]|$)"
    r"|(?<=[，。；,（]) ?(?:并|并且|同时|请|让)?(?:旁白|背景音乐|音乐|配乐|声音|字幕|标题)(?:也|要|请|可以)*"
    r"(?:相应|随之|跟着|同步)(?:地|的)?(?:缩短|调整|延长|剪短|变短|变长|结束)(?:即可|就行|就好)?(?=[，。；,.）\n]|$)",
    re.IGNORECASE,
)
"""What follows from a new length by itself: "shorten the music accordingly", 音乐相应缩短."""


def _portrayed(match: re.Match[str]) -> str:
    """``The user runs a bakery and needs …`` as ``they need …``; a sentence of its own as nothing."""
    said = _blank(match)
    goes_on = match["tail"][:1] not in ".!"
    return said[: -len("they")] + "they" if goes_on and len(said) > len("they") else said


def bare(message: str) -> str:
    """The message without courtesy and without the tracks that things lie on, sign for sign in the same places."""
    masked = FOLLOWS.sub(_blank, _masked(message))
    masked = ZH_PORTRAIT.sub(_blank, PORTRAIT.sub(_portrayed, masked))
    for pattern in (*COURTESY, TAIL, BACK, THAT_IS, *ZH_COURTESY, MAIN, ABOVE):
        masked = pattern.sub(_blank, masked)
    masked = THE_MAIN.sub(lambda match: "the video".rjust(len(match.group())), masked)
    masked = ZH_MAIN.sub(_blank, masked)
    masked = ZH_ABOVE.sub(_blank, masked)
    return "".join(was if now == HELD else now for was, now in zip(message, masked, strict=True))


HELD = "\ue000"


def _masked(message: str) -> str:
    """The message with every quotation that may not be read as a sentence hidden."""
    signs, at = list(message), 0
    while at < len(message):
        end = quotation(message, at)
        for inside in range(at + 1, end - 1):
            signs[inside] = HELD
        at = max(end, at + 1)
    return "".join(signs)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())
