"""Wishes about what is heard or decided by others, as patterns: "caption what she says", "cut to the beat".

They are for the words of a clause with its clips masked as ``◆`` and its quotations as ``“”``.
"""

from __future__ import annotations

import re

from local_backend.language.beside.pictured import ASKS

SITES = (
    r"(?:instagram|insta|tik ?tok|youtube|facebook|twitter|linkedin|pinterest|snapchat|threads|whatsapp|"
    r"telegram|vimeo|"
    r"reels|social media|our (?:page|channel|account|profile)|my (?:page|channel|account|profile)|the (?:web ?site|"
    r"channel|account)|"
    r"抖音|小红书|b站|哔哩哔哩|快手|视频号|微博|朋友圈|微信|公众号|西瓜视频|知乎|油管)"
)
MAILED = (
    r"(?:e-?mail|mail|forward|whatsapp|dm|slack) (?!address|icon|me\b)"
    r"(?:(?:it|this|them|that|the|a|◆|my|our|final|finished) ?)+(?:\w+ ){0,2}to\b|"
    r"(?:send|forward)\b[^.,;\n]{0,30} to (?:\S+@\S+|my (?:boss|client|team|wife|husband|mum|mom|dad|phone|friends?|"
    r"e-?mail|inbox)|(?:the |our )?(?:clients?|sellers?|buyers?|customers?|couple|school|agents?)\b|him\b|her\b|them\b)"
)
MAILED_ZH = (
    r"发(?:送)?(?:一?封)?(?:邮件|电邮)|(?:发|寄)(?:送)?(?:到|给|至)(?:我的?|他的?|她的?|客户的?|老板的?)?"
    r"(?:邮箱|信箱|手机|客户|老板|业主|领导)(?!们?[^，。\n]{0,2}看|用|的)"
)
POSTED = re.compile(
    ASKS + rf"(?:(?:cross-?)?post|publish|upload|share|schedule|tweet|send|release)\b[^.\n]*"
    rf"\b(?:to|on|in|at|via)\b[^.\n]*{SITES}|"
    rf"{ASKS}(?:{MAILED})|{MAILED_ZH}|(?<![想要备算来了于合便])(?:发布到?|发(?:到|至|去|在|给)|上传(?:到|至)?|"
    rf"分享(?:到|至|给)|投稿|推送到|同步到|转发到)[^，。\n]{{0,6}}{SITES}",
    re.I,
)
STOCK = re.compile(
    ASKS + r"(?:add|include|find|insert|use|get|download|fetch|search for|put in|"
    r"drop in)\b (?:some |a |an |more |free )*"
    r"(?:stock|b-?roll|archive)\b|"
    r"(?:找|下载|搜|搜索)(?:一?[些段个张点]|点)?[^，。\n]{0,6}(?:素材|视频素材|空镜|图片)|"
    r"\b(?:download|get|grab|fetch|find|search for|look for|pull|rip|stream)\b[^.,;\n]*"
    r"\b(?:from|on|off) (?:the )?(?:youtube|spotify|soundcloud|apple music|internet|web|net|google|pinterest|"
    r"pexels)\b|"
    r"\b(?:song|track|tune|hit|music) by (?-i:[A-Z][a-z]+)|"
    r"\b(?:trending|viral|chart[- ]?topping|famous|well[- ]known|top[- ]?ten) (?:tik ?tok |reels? |insta\w* )?"
    r"(?:sounds?|songs?|audios?|tracks?|music|tunes?)\b|\b(?:tik ?tok|reels?|insta\w*) (?:sounds?|songs?|audios?)\b|"
    r"(?:热门|爆款|很火|最火|火爆|网红)的?(?:那[个首段])?[^，。\n]{0,4}(?:音乐|歌曲?|配乐|背景乐|曲子|音频)|"
    r"(?:从|在|去)?(?:网上|网络上?|youtube|网易云|qq音乐|百度)[^，。\n]{0,4}(?:找|下|搜|弄|扒)", re.I)  # fmt: skip
HEARD = re.compile(
    r"\b(?:subs|subtitle|caption|text|write|type|transcri\w*|put|show|display|print|words?|lyrics?)\w*\b[^.;\n]*"
    r"\b(?:what(?:ever)?(?:'s| is| are| was| gets| has been)?|everything|all|things|the words|words) "
    r"(?:(?:that )?(?:is|are|she|he|they|i|we|you|people|◆|the \w+|being|anyone|someone|somebody|[a-z]+)(?:'s|"
    r"'re)? ){0,2}"
    r"(?:being )?(?:says?|saying|said|speaks?|speaking|spoken|talks?|talking|sings?|singing)\b|"
    r"\blisten(?:s|ing)? to (?!this\b)|\bhear what\b|"
    r"\b(?:subs|subtitles?|captions?|text|words)\b[^.;\n]*\b(?:from|out of|based on|of|matching|by) (?:the |"
    r"her |his |their |my )?"
    r"(?:speech|audio|dialog(?:ue)?|spoken|voices?|voice ?overs?|narration|talking|sound|conversation|recording)\b|"
    r"\b(?:speech|audio|voice|voice ?over|dialog(?:ue)?|narration|talking)\b (?:in)?to (?:text|subtitles?|"
    r"captions?|words)\b|"
    r"\b(?:subtitle|caption)\w*\b[^.,;\n“]*\b(?:automatic(?:ally)?|by itself|with ai|using ai|by ai)\b|"
    r"\b(?:auto(?:matic(?:ally)?)?|ai|smart|live)[- ](?:generated? )?(?:subtitl\w*|caption\w*|transcri\w*)|"
    r"(?:[她他它]们?|人|大家|◆|嘉宾|主持人|老师|里面?|视频)[^，。\n]{0,3}(?:说(?!明)|讲|聊|念)的?(?:话|内容|东西|"
    r"什么|台词|词)?[^，。“\n]{0,8}"
    r"(?:字幕|文字|写|打出|打成|打上|变成字)|[她他]们?(?:说|讲)的(?:话|内容|东西)[^，。“\n]{0,2}$|"
    r"听(?!不|起来|着)[^，。\n]{0,8}(?:字幕|写|打字|文字)|"
    r"(?:语音|声音|对话|人声|旁白|音频|说话)[^，。\n]{0,4}(?:转|变成|生成|识别|做成|提取)[^，。\n]{0,4}(?:文字|"
    r"字幕|文本)|"
    r"(?:根据|按照|按)[^，。\n]{0,4}(?:语音|声音|对白|旁白|说话|对话|录音)[^，。\n]{0,6}(?:字幕|"
    r"文字)", re.I)  # fmt: skip
SPOKEN = re.compile(
    r"\b(?:read|say|speak|recite|announce)\b[^.;\n]*\b(?:out ?loud|aloud)\b|"
    r"\b(?:voice ?over|narrat(?:ion|or)|voice)\b (?:(?:that|which|who|to) )?(?:reads?|reading|says?|saying|"
    r"speaks?|speaking)\b(?! (?:too|so|very|way|really|slow|fast|quick|loud))|"
    r"\b(?:generate|synthesi[sz]e|clone|fake) (?:an? |the |some |his |her |my )?(?:[\w-]+ )?(?:voice ?overs?|"
    r"narrat(?:ion|or)|speech|voices?)\b|"
    r"\b(?:have|let|get|make) (?:an? |the |some )?(?:\w+ )?(?:voice|narrator|man|woman|ai|robot|someone|"
    r"speaker)\b[^.;\n]*"
    r"\b(?:read|say|speak|narrate|announce)\b|\b(?:text|title|captions?|subtitles?|script)\b (?:in)?to "
    r"(?:speech|voice|audio)\b|"
    r"(?:念|读|朗读|播报|诵读)(?:一遍|出来|出|一下|给)[^，。\n]{0,4}(?:标题|文字|字幕|文案|“|这)|"
    r"(?:标题|文字|字幕|文案|“”|这段话|这句话)[^，。\n]{0,3}(?:念|读|朗读|播报)(?![取不起得作为])", re.I)  # fmt: skip
LEADING = re.compile(
    r"\b[jl][- ]?cut(?:s|ting)?\b|(?<![a-z])[jl][- ]?cut|\bsplit[- ]edits?\b|"
    r"\b(?:audio|sound|voice|vo|dialog(?:ue)?|speech)\b[^.,;\n]*\b(?:leads?|precedes?|overlaps? into|"
    r"carr(?:y|ies) over|bleeds? (?:in|over)\w*|(?:starts?|begins?|comes? in)[^.,;\n]* (?:before|ahead of)) "
    r"(?:the |its |his |her )?(?:picture|video|image|visuals?|cut|next (?:clip|shot))\b|"
    r"(?:声音|音频|原声|同期声|人声)[^，。\n]{0,8}(?:先进|先入|先于画面|早于画面|延续到|延到|拖到|带到)"
    r"[^，。\n]{0,4}(?:画面|下一|◆)|◆的?(?:声音|音频|原声|人声)[^，。\n]{0,3}提前[^，。\n]{0,6}(?:进|出现|响起)",
    re.I,
)
RAMPED = re.compile(
    r"\bspeed[- ]?ramp\w*|\bramp\w* (?:the |its )?speed|\bvelocity edit|\bspeed (?:curve|easing)|"
    r"\bspeed\b[^.,;\n]*\bease\b|\bease (?:it|◆|the speed|its speed) (?:up |down )?from \d|"
    r"变速曲线|曲线变速|坡度变速|渐变变速|(?:速度|变速)[^，。\n]{0,5}(?:渐变|缓入|缓出)|"
    r"(?:由|从|先)[快慢](?:到|后|变|转)[快慢]",
    re.I,
)
TONGUES = (
    r"(?:english|spanish|french|german|italian|chinese|mandarin|cantonese|japanese|korean|portuguese|russian|"
    r"arabic|hindi|"
    r"dutch|polish|turkish|swedish)"
)
TRANSLATED = re.compile(
    r"\btranslat\w*|\blip[- ]?sync\w*|"
    rf"\b(?:subtitles?|captions?|titles?|texts?|voice ?over|audio)\b[^.,;“\n]* (?:in|into|to) {TONGUES}(?! lines)\b|"
    rf"(?<!the )\b{TONGUES} (?:subtitles?|captions?|voice ?over|dub\w*)\b(?!.*◆)|对口型|"
    r"(?:标题|文字|字幕|文案)[^，。“\n]{0,2}(?:换成|改成|改为|变成|变|转成|弄成|做成|用)(?:英|中|日|韩|法|德|俄|西班牙)[文语](?!的?[“\"「])|"
    r"翻译成|翻成|译成|(?:配|译|翻|换|改|转|变)(?:音)?(?:成|为)(?:一?[个种段])?(?:粤|英|日|韩|法|德|俄|国|普通|四川|"
    r"东北|上海|闽南|西班牙)[语话](?!的?[“\"「])|"
    r"(?:英|中|日|韩|法|德|俄|西班牙|双|粤|闽南|普通|四川)[文语话]的?(?:字幕|配音)", re.I)  # fmt: skip
AUTOMATIC = re.compile(
    r"\b(?:remove|delete|cut|drop|skip|get rid of|throw out|discard|keep|use|choose|pick|select)\b(?: out)? "
    r"(?:all |any |the |only |my |just )*(?:blurry|shaky|out[- ]of[- ]focus|bad|ugly|worst|best|nicest|good|"
    r"overexposed|similar|"
    r"duplicate|noisy) (?:\d+ |two |three |four |five )?(?:shots?|clips?|photos?|frames?|ones?|pictures?|pics?)\b|"
    r"(?:删掉?|去掉|剪掉|留下?|保留|选|挑)(?:出)?[^，。\n]{0,3}(?:模糊|抖|晃|拍糊|重复|拍得不好|最好|最差|"
    r"好看)的?(?:照片|片段|镜头|那段|画面|几张|几段)|"
    r"\bauto(?:[- ]?matic(?:ally)?)?[- ]?(?:white|expos|edit|cut|enhance|improve|colou?r|correct|grade|fix|"
    r"retouch|reframe|trim)\w*|"
    r"\b(?:edit|cut|enhance|improve|grade|trim|retouch|fix|colou?r)\b[^.,;\n]*\b(?:automatically|with ai|using "
    r"ai|by ai)\b|"
    r"\b(?:pick|find|choose|select|keep|use|take|extract|cut|remove|delete|trim|drop|make|show|get rid of)\b[^.,;\n]*"
    r"\b(?:best|boring|dull|funniest|funny|interesting|important|exciting|bad|good|key|useless|strongest|"
    r"unimportant) "
    r"(?:parts?|moments?|bits?|takes?|scenes?|stuff|sections?|highlights?)\b|"
    r"\b(?:filler words?|u+h*ms?|u+hs?|e+rms?|bloopers|bad takes?|stutter\w*|stammer\w*|verbal tics?)\b|"
    r"\b(?:cut|sync|synchroni[sz]e|match|switch|transition|edit|align|snap|change)\w*\b[^.;\n]*"
    r"\b(?:to|on|with|in time|at)\b[^.;\n]*\b(?:beats?|rhythm|drum ?beats?)\b|\bbeat[- ](?:sync|match|cut)\w*|"
    r"\bhighlights?\b[^.,;\n]*\bautomatically\b|\bautomatic highlight|(?:自动|智能|一键)[^，。\n]{0,4}(?:集锦|高光)|"
    r"(?:自动|智能|一键|ai|人工智能)(?:白平衡|曝光|剪|调色|美化|优化|修复|卡点|成片|包装|校色|增强|匹配)|卡点|"
    r"(?:按|跟|踩|随|合|根据|配合|卡)(?:着|照|到|在)?[^，。\n]{0,4}(?:节奏|节拍|鼓点|拍子)[^，。\n]{0,3}(?:剪|"
    r"切|换|转)|"
    r"(?:精彩|高光|无聊|最好|有趣|搞笑|亮点|重要|没用|拍坏)的?(?:部分|片段|镜头|瞬间|时刻|地方|内容|画面)|"
    r"口头禅|语气词|废话|嗯+啊+|嗯嗯啊啊|说错话?的", re.I)  # fmt: skip
NOISES = (
    r"(?:(?:wind|traffic|room|mic|street|fan|hvac|background|crowd) ?(?:noises?|hum|hiss|rumble)|echo|reverb|hiss|hum)"
)
NOISY = re.compile(
    rf"[^.!?\n]{{0,50}}\b(?:there(?:['’]?s| is| are)|has|have|got|hear|so much|lots? of|tons? of|full of|too much)\b"
    rf"[^.!?\n]{{0,30}}\b{NOISES}\b[^.!?\n]{{0,50}}[,.;!?\s]+(?:(?:please|pls|can|could|you|u|would|just|and|so) )*"
    r"(?:clean|fix|remove|get rid of|reduce|take|filter|sort|kill|lose|eliminate)(?: out| up| down)? "
    r"(?:it|that|them|this)\b|"
    r"[^，。\n]{0,12}(?:有|全是|都是|听到|夹着)[^，。\n]{0,4}(?:回声|回音|风声|噪音|噪声|杂音|电流声|底噪)"
    r"[^，。\n]{0,4}[，,。 ]+"
    r"[^，。\n]{0,6}(?:消|去|除|降|处理|清|修)(?:一下|掉|除|理)",
    re.I,
)
"""A noise that is told of, with a wish to be rid of it: of the sound, and not of the picture."""
UNMIXED = re.compile(
    r"\b(?:de-?noise|noise[- ]?reduc\w*|clean(?: up)?)\b[^.,;\n]{0,12}\b(?:audio|sound|voice|recording)\b|"
    r"(?:声音|音频|人声|录音)[^，。\n]{0,3}降噪|\bmake (?:the |my |her |his )?(?:audio|sound|voice) (?:cleaner|"
    r"clearer|crisper)|"
    r"\b(?:vocals?|stems|instrumentals?|karaoke version|acapella|singing)\b[^.;\n]*"
    r"\b(?:from|out|separate|isolat|remov|strip)\w*|"
    r"\b(?:isolat\w*|separat\w*|remov\w*|strip|extract|split|pull|kill|cut|take|delete)\b[^.,;\n]*"
    r"\b(?:vocals?|stems|singing|singer)\b|"
    r"\b(?:isolat\w*|enhance|clean(?: up)?|clear up|repair|restore) (?:the |her |his |their |my )?"
    r"(?:voices?|speech|dialog(?:ue)?|audio|sound)\b|"
    r"\b(?:remov\w*|reduc\w*|cancel\w*|suppress\w*|filter\w*|clean\w*|get rid of|cut|eliminate|take)(?: out| "
    r"up| down)? "
    r"(?:the |all |any |that |some )*(?:(?:background|wind|traffic|room|mic|ambient|street|crowd|electric\w*) "
    r"?(?:noises?|hum|hiss|rumble)|"
    r"echo(?:es)?|reverb\w*|hiss|hum\b|rumble)|\bbleep\b|\b(?:wind|traffic|room|mic|street|fan|hvac) "
    r"noise\b(?=[^.,;]*(?:bad|terrible|awful|annoy|horribl|loud|distract))|"
    r"脏话|(?:风声|噪音|噪声|电流声|回声|杂音)(?:太|很|好|有点|特别)[大吵响明重]|"
    r"\bnoise (?:cancel|reduc|suppress)\w* (?:on|for|to) the (?:audio|sound|voice)|"
    r"(?:人声|伴奏|背景音乐)[^，。\n]{0,2}分离|(?:分离|提取|抽离)[^，。\n]{0,3}(?:人声|伴奏)|只(?:留|要)伴奏|"
    r"(?:去掉?|去除|消除|消掉|降低|减少|除掉|过滤)[^，。\n]{0,3}(?:背景|环境|风|底|电流|交通)(?:的)?(?:噪音|"
    r"噪声|杂音)|"
    r"(?:背景|环境|底|风)(?:噪音|噪声|噪|杂音)[^，。\n]{0,3}(?:去|消|降|除|减)|"
    r"(?:回声|混响|电流声|风声|喷麦)[^，。\n]{0,3}(?:去|消|降|除|减)|"
    r"(?:去掉?|去除|消除|消掉|降低|减少)[^，。\n]{0,3}(?:回声|混响|电流声|风声|喷麦)", re.I)  # fmt: skip
VOICED = re.compile(
    r"\b(?:pitch(?:ed|ing)?|echo|reverb|auto-?tune|vocoder|chipmunk|equali[sz]er|eq|bass|treble|voice "
    r"chang\w+)\b(?! (?:ball|deck|black))|"
    r"\b(?:make|turn|change) (?:◆|the |my |his |her |their )?(?:[\w']+ )?(?:voice|voice ?over|narration|"
    r"speaker)\b[^.,;\n]*"
    r"\b(?:deep\w*|high(?:er)? pitch\w*|robot\w*|wom[ae]n\w*|m[ae]n|male|female|child\w*|old|young|scary|funny|"
    r"sexy)\b|"
    r"\b(?:make|have|let)\b[^.,;\n]*\bsound like (?:a |an |it |the )?\w+|变声|变调|(?<![声配])音调|加?(?:个|"
    r"点)?混响|回声效果|加(?:个|点|"
    r"些)?(?:回声|回音)|低音(?!量|乐|频)|(?<!提)高音(?!量|乐|质|频)|均衡器|变成(?:男声|女声|"
    r"机器人)", re.I)  # fmt: skip
WRITTEN = re.compile(
    r"\b(?:write|come up with|make up|invent|compose|think (?:of|up)) (?:me |us )?(?:a |an |some |the )?(?:\w+ )?"
    r"(?:poems?|scripts?|stor(?:y|ies)|lyrics|songs?|jokes?|dialog(?:ue)?s?|essay|blog post)\b|"
    r"写(?:一?[首段篇个])?(?:首)?(?:诗|脚本|故事|歌词)(?!“)",
    re.I,
)
