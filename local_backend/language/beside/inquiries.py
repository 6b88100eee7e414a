"""Whole messages that are no edits, by the forms they take: what can you do, what is on it, take it back, start over.

Questions and wishes of this kind are put in many ways, and hold nothing else; what holds more is not matched here.
"""

from __future__ import annotations

import re

from local_backend.language.message.manners import bare
from local_backend.language.model import Wants

_BEFORE = (
    r"(?:\W|\b(?:kindly|hey|hi|hello|ok|okay|so|um|oh|please|pls|sorry|well|wait|now|and|right|actually|just|no|"
    r"can you|could you|would you|will you|i'd like to know|i want to know|tell me|show me|remind me|let me know|"
    r"let me see|i wonder|i'm not sure|quick question|question|is it possible to|i want to|i'd like to|"
    r"let's|lets)\b)*"
)
_AFTER = (
    r"(?:\W|\b(?:please|pls|thanks|thank you|thx|for me|now|right now|then|at the moment|so far|currently|exactly|"
    r"actually|again|already|here|there|today|in total|altogether|at all|mate|ok|you|yet)\b)*"
)
_ZH_BEFORE = (
    r"(?:\W|方便的话|有空的话|哎|诶|欸|嗨|你好|您好|请问|问一下|我想知道|想问下|想问一下|告诉我|给我|帮我|麻烦|"
    r"请|那么?|好的?|嗯|呃|额|先|"
    r"现在|目前|还是|还|再|又|就|把|将|我|咱们?|我们|到底|究竟|不好意思|不对|看看|看一下|看下|列一下|列出|说说|"
    r"介绍一下)*"
)
_ZH_AFTER = r"(?:\W|呀|啊|呢|吗|吧|么|哦|哈|啦|了|嘛|一下|行吗|好吗|可以吗|谢谢|来着|给我|的)*"

_EDIT = (
    r"(?:edits?|editing|changes?|things?|stuff|commands?|features?|effects?|operations?|tasks?|"
    r"functions?|tricks?)"
)
_HELP = (
    rf"(?:what|which)(?: (?:sort|sorts|kind|kinds|type|types) of)?(?: other| all)? {_EDIT} (?:can|do|could|are|may) "
    r"(?:you|i|we)(?: all)?(?: do| make| support| ask(?: you)?(?: for| to do)?| offer| have| able to do| know| "
    r"handle| use| understand| try| perform)?(?: with this| with it)?",
    r"what(?:'s| is| are)? (?:can|could|do|does|are) (?:you|this|it|i|this thing|this app|"
    r"this tool)(?: actually| even| all)?"
    r"(?: do| able to do| capable of| good for| good at| know| offer| support| understand| tell you|"
    r" ask(?: you)?(?: for)?| say)",
    r"(?:what|which) (?:are )?(?:your|the) (?:features|skills|abilities|capabilities|functions|options|"
    r"commands)(?: are there)?",
    r"what(?: all| else)? (?:can|could|may) i (?:ask|tell|get|have|make) you(?: to do)?",
    r"(?:any )?(?:tips|hints|pointers|guidance)",
    r"what(?:'s| is) (?:this|it) (?:for|about)",
    r"(?:i (?:need|could use|want) )?(?:some |a little )?help",
    r"i(?:'m| am) (?:stuck|lost|new here)",
    r"(?:give me |show me )?(?:a |the )?(?:list|overview|rundown|summary) of (?:what you can do|"
    r"your (?:features|functions))",
    rf"(?:(?:please )?(?:list|show|name|explain|describe|tell me|give me)(?: me)? )?(?:all )?(?:the )?(?:list of )?"
    rf"(?:supported|available|possible|known|allowed) {_EDIT}",
    rf"(?:what|which) {_EDIT} (?:are|is) (?:supported|available|possible|allowed|known)(?: (?:by|in|with|here)[\w ]*)?",
    r"(?:list|show|tell me|explain|describe) (?:them|all of them|what you can do|everything you can do|"
    r"your \w+)(?: all)?",
    r"how (?:do|can|does|should) (?:i|this|it|you|we)(?: thing)? (?:use (?:this|you|it)|work|get started|"
    r"begin|start|help(?: me)?)",
)
_ZH_DO = r"(?:做|干|弄|搞|剪|改|处理|编辑|调|实现|支持|提供|用|玩|帮)"
_ZH_THING = (
    r"(?:什么样?的?|啥|哪些|些什么|些啥|点什么|点啥|嘛|哪样|多少种?|哪几种|什么类型的?|有哪些|有什么|些哪些)"
    r"(?:事情?|操作|功能|活儿?|编辑|剪辑|效果|命令|指令|东西|玩法|本事|本领|花样|修改|处理)?"
)
_ZH_HELP = (
    rf"(?:你们?|您|它)?(?:这个?|那个?)?(?:玩意儿?|工具|软件|程序|助手|机器人|编辑器|系统|app)?(?:都|还|可|究竟|"
    rf"到底)*(?:能|会|可以|支持|懂|有)(?:帮我|帮忙|为我|替我|给我|"
    rf"让我)?{_ZH_DO}?{_ZH_THING}{_ZH_DO}?",
    rf"(?:我)?(?:都|还)?(?:能|可以)(?:让|叫|请|要|用)你{_ZH_DO}?{_ZH_THING}",
    r"(?:你|这个?|它)?(?:怎么|如何|该怎么)(?:用|使用|操作|玩|开始|上手|说|弄)你?",
    r"(?:使用)?(?:帮助|教程|说明|指南)",
    r"(?:给我|跟我|帮我)?(?:介绍|讲讲|说说|说明)(?:介绍|讲讲|一下|一介绍)?(?:你|您)?(?:的)?(?:功能|用法|本事)?",
    r"(?:有|都有|支持)(?:哪些|什么|啥)(?:功能|操作|指令|命令|玩法|本事|能力|效果)(?:可以用|可用|能用)?",
    r"功能(?:列表|介绍|清单|有哪些|都有啥)",
    r"有(?:什么|啥|哪些)(?:是)?(?:你)?(?:能|可以|会)(?:帮我|给我|替我)?(?:做|剪|弄|改|干|处理)(?:的)?",
)
_REPORT = (
    r"(?:report|print|dump|output|display|describe|summari[sz]e|recap|return|log|echo|fetch|inspect|view|check|"
    r"get|list|"
    r"show|give|tell|outline|provide|write)(?: out| up| back)?(?: me| us)?"
)
_CORE = (
    r"(?:timeline|state|status|structure|contents?|summary|overview|rundown|tracks?|segments?|layout|draft|"
    r"composition)"
)
_THING = (
    r"(?:clips?|tracks?|photos?|shots?|pictures?|videos?|media|files?|parts|segments|scenes|pieces|"
    r"stuff|titles?|texts?|things?)"
)
_STATE = (
    rf"(?:{_THING}|is|are|was|the|a|an|any|of|on|in|it|there|each|every|all|our|my|this|that|do|does|have|has|we|i|set|"
    r"first|second|third|fourth|fifth|last|\d+(?:st|nd|rd|th)?|[\w-]+\.\w{3,4}|music|song|soundtrack|voice|voiceover|"
    r"narration|sound|audio|volume|loudness|level|speed|length|duration|long|loud|fast|order|transitions?|captions?|"
    r"subtitles?|logo|effects?|timeline|project|total|current|currently|used|using|playing|running|"
    r"starts?|ends?|begins?|resolution|format|size|ratio|shape|left|at|and|right|state|status|structure|"
    r"contents?|summary|"
    r"overview|rundown|layout|draft|composition|its|their|with|for|per|by|times?|timings?|names?|as|table|json|text|"
    r"full|complete|existing|everything|what|which|how|where|when|consists?|made|up|appears?|order|to|first|now|so far|"
    r"edl|lengths|levels|durations|positions?|see|know|exact|please|here|also|film|edit)"
)
_WITH = (
    r"(?:(?:,| with| and| plus| including)? ?(?:their|its|the|all)? ?(?:durations?|lengths?|times?|timings?|names?|"
    r"order|timecodes?|positions?|start times?))*"
)
_WHOLE = r"(?:the |my |this |our )?(?:video|timeline|project|edit|film|movie|cut|sequence|reel)"
_TIMELINE = (
    rf"(?:what|which)(?:'s|s| is| are| do (?:we|i) have| have (?:we|i) got|'ve (?:we|i) got)? ?{_THING}? ?(?:are |"
    rf"is )?(?:currently |already |now )?"
    rf"(?:on|in|inside) (?:there|it|{_WHOLE})",
    rf"(?:show|list|give|describe|summari[sz]e|print|read|run through|go through|walk me through|"
    rf"recap)(?: me)?(?: all)? "
    rf"(?:the |my |a )?(?:current |whole )?(?:timeline|state|state of play|project|sequence|rundown|"
    rf"overview|summary|recap|list of clips|{_THING})"
    rf"(?: (?:of|on|in) {_WHOLE})?{_WITH}",
    rf"(?:what(?:'s)?|which|how (?:long|many|loud|fast|big|much)|where|when|is there|are there|do (?:we|i) have|"
    rf"does (?:it|{_WHOLE}) have|current|total)(?: {_STATE})+",
    rf"{_REPORT}(?: {_STATE})*? {_CORE}(?: {_STATE})*",
    rf"(?:in )?(?:what|which|how) (?:it|they|order|{_STATE})(?: {_STATE})+",
    r"(?:(?:is|are|was|were|does|did|has)(?! (?:you|it possible|it ok|it okay|there (?:a|any) way|we able|i able)\b)|"
    r"do (?:we|i|they))"
    r" [^.?!;,]*\?",
    r"(?:show|give)(?: me)? (?:the|a) (?:clip|shot|track|media|file|scene) ?list",
    rf"(?:the )?(?:current|total) (?:length|duration|order|volume|speed)(?: {_STATE})*",
    r"what (?:have (?:we|i|you) (?:got|done|made|cut|built)|do (?:we|i) have|does it look like|"
    r"is the state of things|did (?:we|you|i) do)",
    rf"how (?:long|many {_THING})(?: is| are| are there| does)? ?(?:it|{_WHOLE})?(?: run| last)?(?: (?:on|"
    rf"in) (?:it|{_WHOLE}))?",
    rf"(?:what|which) {_THING} (?:do (?:we|i|you) have|have (?:we|i|you) got|are used|did (?:we|you|i) use)",
    rf"(?:the )?(?:status|state|rundown|overview|recap)(?: of {_WHOLE})?",
    r"where (?:are|were) we(?: up to)?",
    rf"what order are (?:the|my) {_THING} in",
)
_ZH_WHOLE = (
    r"(?:整个|这个?|这条|那个?|我的|我这个?)?(?:视频|片子|影片|时间线|时间轴|项目|"
    r"成片|工程|轨道|作品)(?:里|里面|上|上面|中|里头|当中)?"
)
_ZH_STATE = (
    r"(?:现在|目前|当前|的|各个?|每个?|每一?段|所有|全部|第[一二三四五六七八九十\d]+[个段张]?|最后一?[个段张]|"
    r"片段|视频|音乐|"
    r"音量|标题|字幕|文字|转场|时长|长度|时间|声音|原声|旁白|照片|顺序|速度|分别|各自|都|一共|总共|总|是|有|在|"
    r"里面?|上面?|时间线|时间轴|"
    r"素材|文件|用了?|放了?|配了?|和|及|与|以及|了|到底|分辨率|格式|比例|尺寸|背景|段|张|个|状态|结构|概况|情况|"
    r"清单|列表|信息|"
    r"详情|内容|起止|开始|结束|名称|名字|轨道?|上|中|timeline|项目|工程|草稿|完整|整个|包括|并|每条|各条|出来|"
    r"位置|编号|，)"
)
_ZH_TIMELINE = (
    rf"(?:{_ZH_WHOLE})?(?:现在|目前|里面?|当前)?(?:都|一共|总共)?(?:有|放了|用了|剪了|加了|做了|剪成|剪到|排了|"
    rf"改了)(?:了|过)?(?:些|点)?"
    r"(?:什么|啥|哪些|哪几个|几个|几段|多少个?|几张)(?:东西|内容|素材|片段|镜头|照片|图片|视频|文件|段落|画面|"
    r"样子|样|程度|地步)?",
    rf"(?:{_ZH_WHOLE})(?:现在|目前)?(?:是|变成|成)(?:什么样子?|啥样子?|怎么样)的?",
    rf"(?:{_ZH_WHOLE})?(?:现在|目前|一共|总共|总)*(?:有)?(?:多长|多久|多少秒|几秒|几分钟|时长多少|时长是多少)",
    rf"(?:{_ZH_WHOLE})(?:的)?(?:现状|状态|情况|内容|结构|概况|概览)(?:如何|怎么样|是什么)?",
    rf"{_ZH_STATE}*(?:多长|多久|多少秒|多少|几秒|是什么|有哪些|有什么|有几个|有没有|几个|几段|几张|哪些|多大|"
    rf"多快){_ZH_STATE}*",
    r"(?!.*(?:能|可以|行吗|好吗|帮|请|麻烦|想))[^，。；！?？]*(?:了吗|了没有?|有没有[^，。；！?？]{0,8}|(?:是|"
    r"有)[^，。；！?？]{1,10}吗)[?？]?",
    rf"(?:列出|列一下|列个|显示|看看|看一下|给我看|(?:打印|报告|汇报|输出|展示|查看|描述|总结|概述|说明|罗列|读|"
    rf"查|列)(?:一下|下|出来?)?)"
    rf"{_ZH_STATE}+",
    rf"(?:{_ZH_WHOLE})?(?:剪|做|弄)(?:到|成)(?:哪|什么样|啥样|哪里|哪一步|什么程度)(?:了)?",
)
_ZH_UNDID = (
    r"(?:刚才|刚刚|刚|方才|之前|前面|上一?步|那个|那一?步)*(?:被)?(?:我|你)?(?:撤销|撤回|撤掉|撤消|取消|退掉|"
    r"退回)(?:了|过)?(?:掉)?(?:的|那步|"
    r"那一步|那个)*(?:改动|操作|修改|东西|内容|那步|编辑)?"
)
_ZH_BACK = r"(?:恢复|弄回来|找回来|要回来|加回来|放回来|还原|重做|改回来|拿回来|再做一遍|回来|变回来|搞回来|复原)"
_REDO = (
    r"(?:redo|reapply|re-apply|restore|bring back|put back|reinstate|get back|do)(?: again)? (?:what|"
    r"whatever|the (?:change|edit|thing|step|one)(?: that)?)"
    r" (?:i|you|we|was|were|got)(?: just| last)? (?:undid|undone|took back|reverted|rolled back|"
    r"take back)(?: again)?",
    r"(?:undo|cancel|revert|reverse) (?:the|that|my|your|this)(?: last)? undo",
    r"(?:i (?:want|need) )?(?:the|that) (?:undone|reverted) (?:change|edit|step)s? back(?: in)?",
)
_ZH_REDO = (rf"{_ZH_UNDID}(?:再|给我|给|都|又|重新|还是)*{_ZH_BACK}", rf"{_ZH_BACK}(?:一下)?{_ZH_UNDID}(?:的)?",
            r"(?:不该|不应该|别)(?:撤销|撤回)(?:的|了)?")  # fmt: skip
_RESET = (
    r"(?:clear|empty|wipe|reset|erase|scrap|nuke|clean|trash|delete|bin|flush|blank)(?: out|"
    r" off)? (?:everything on )?"
    r"(?:the |my |this )?(?:whole |entire |complete |current )?(?:timeline|project|edit|sequence|board|"
    r"slate|canvas|video and start (?:over|again|fresh))",
    r"(?:back to|start(?:ing)? (?:from|with)) (?:zero|nothing|scratch|square one|a blank (?:timeline|"
    r"project|page|slate)|an empty (?:timeline|project))",
)
_ZH_RESET = (
    r"(?:整个|所有|全部)?(?:时间线|时间轴|项目|工程|轨道)(?:上的东西|内容|上)?(?:都|全|全部)*(?:清空|清掉|清了|"
    r"清除|删光|删掉|重置|归零|清零|清干净|删了|不要)",
    r"(?:清空|清掉|重置|清除|删光|清干净)(?:整个|整条|所有|全部)?(?:时间线|时间轴|项目|工程|轨道|内容)",
    r"(?:全部|一切|统统|通通)?(?:归零|推倒重来|推翻重做|重新来过|从零(?:开始|来))",
)
_DISMISSED = (
    r"(?:never ?mind|forget (?:it|that|about (?:it|that))|skip (?:it|that)|drop it|not now|don't bother|"
    r"cancel(?: that| it)?|leave it(?: as it is| be)?|no thanks?(?: you)?|nothing(?: more| else)?)",
)
_ZH_DISMISSED = (
    r"(?:算了|不用了?|不要了|取消|先?不(?:弄|加|改|做)了|没别的了?|没有了|别管了)(?:[，,]?(?:算了|不用了?|"
    r"不(?:弄|加|改|做)了))?",
)
_COURTESY = (
    r"(?:that's (?:all|it)|all good|thanks?(?: you)?(?: so much| a lot)?|well done|i? ?(?:love|like) (?:it|this|that))",
    r"(?:(?:it |that |this )?(?:looks?|is|that's|it's) )?(?:great|perfect|nice|good|fine|awesome|lovely|cool|excellent)"
    r"(?: job| work)?",
    r"(?:good (?:morning|evening|day)|hi|hello|hey|ok|okay|yes|yep|no|nope)",
)
_ZH_KIND = (
    "(?:很|真|挺|太|非常)?(?:好[看听]|漂亮|满意|赞)了?|没事了?|就这样|谢谢你?|多谢|辛苦了|很好|不错|挺好|完美|太棒了|"
    "真棒|可以了?|行了?|你好|您好|好的?|嗯"
)
_ZH_COURTESY = (rf"(?:{_ZH_KIND})(?:\W*(?:{_ZH_KIND}))*",)

_SETS: tuple[tuple[Wants, tuple[str, ...], tuple[str, ...]], ...] = (
    ("redo", _REDO, _ZH_REDO),
    ("help", _HELP, _ZH_HELP),
    ("timeline", _TIMELINE, _ZH_TIMELINE),
    ("reset", _RESET, _ZH_RESET),
    ("nothing", (*_DISMISSED, *_COURTESY), (*_ZH_DISMISSED, *_ZH_COURTESY)),
)


def _form(english: tuple[str, ...], chinese: tuple[str, ...]) -> re.Pattern[str]:
    whole = rf"{_BEFORE}(?:{'|'.join(english)}){_AFTER}|{_ZH_BEFORE}(?:{'|'.join(chinese)}){_ZH_AFTER}"
    return re.compile(whole, re.IGNORECASE)


_LEADS = (
    r"(?:before|after) (?:we|i|you|making|doing|editing|changing|any|starting|continuing|going|proceeding)[\w ]*",
    r"(?:for reference|for the record|just to be sure|to be sure|i\.?e\.?|e\.?g\.?|namely|that is|first of all|first|"
    r"so (?:that )?(?:i|we) can [\w ]+|i (?:need|want) to (?:know|see|check)[\w ]*|(?:i )?changed nothing|"
    r"no changes?(?: yet)?|"
    r"(?:please )?(?:do not|don't) (?:change|edit|modify|touch) (?:anything|it|the \w+)(?: yet| for now)?|"
    r"all tracks|please|thanks|"
    rf"(?:with|including|and|in (?:what|which)|{_STATE})(?: {_STATE})*|"
    r"i'm new(?: here)?|(?:it's )?my first time(?: here)?|i've never used (?:this|it)(?: before)?)",
)
_ZH_LEADS = (
    r"我?(?:想|要)?(?:请教|请问|咨询|打听|了解|知道|看)(?:一下|下|您|你)*|我?(?:是)?(?:第一次|头一回|"
    r"刚开始)(?:用|来|接触|使用)[^，。]{0,6}|我是新手|"
    r"(?:不太|不)(?:会|懂)用?|(?:在)?(?:修改|改动|编辑|剪辑|动手)(?:之前|前)|先(?:不要|别)(?:改|动|"
    r"修改)[^，。]{0,4}|我?撤(?:销)?(?:多|错)了|"
    r"方便的话|不好意思|(?:点|按|搞|弄)错了|手滑了?|手抖了?",
)


FORMS = tuple((wish, _form(english, chinese)) for wish, english, chinese in _SETS)
LEADS = _form(_LEADS, _ZH_LEADS)
PIECES = re.compile(
    r"\bi\.e\.|\be\.g\.|\s[-–—]\s|[.;!?。；！？，,\n()（）:：#]+(?:\s|$)?|"
    r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])|--+"
)
FIRST = re.compile(
    r"(?<=\w) (?:before (?:we|i|you|making|doing|editing|changing|any)|so (?:that )?(?:i|"
    r"we) (?:can|know))\b[\w ]*\W*$",
    re.I,
)
DISMISSED = _form(_DISMISSED, _ZH_DISMISSED)
LONGEST = 90


def asked(message: str) -> Wants | None:
    """The wish beside editing that a whole message is; None for any other."""
    text = _plain(message)
    if (whole := _form_of(text)) is not None or len(text) > 3 * LONGEST:
        return whole
    pieces = [one for part in PIECES.split(text) if part and (one := part.strip())]
    found = [_form_of(one) or ("lead" if LEADS.fullmatch(one) else None) for one in pieces]
    if None in found or len(pieces) < 2:
        return None
    asked_for = {one for one in found if one is not None and one != "lead" and one != "nothing"}
    return asked_for.pop() if len(asked_for) == 1 else None


def _form_of(text: str) -> Wants | None:
    text = FIRST.sub("", text)
    return next((wish for wish, form in FORMS if form.fullmatch(text)), None) if len(text) <= LONGEST else None


def dismissed(message: str) -> bool:
    """Whether a message takes a wish back before it is done: "never mind", "算了"."""
    text = _plain(message)
    return len(text) <= LONGEST and DISMISSED.fullmatch(text) is not None


def _plain(message: str) -> str:
    return " ".join(bare(message).split()).replace("’", "'")
