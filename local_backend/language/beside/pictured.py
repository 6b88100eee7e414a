"""Wishes about what is in a picture, as patterns: "remove the man on the left", "blur her face", "把路人抹掉".

They are for the words of a clause with its clips masked as ``◆`` and its quotations as ``“”``.
"""

from __future__ import annotations

import re

ASKS = (
    r"^\W*(?:(?:please|then|and|also|finally|now|just|directly|lastly|once done|when done|afterwards|can|could|will|"
    r"you|i want you to|i'd like you to|请|帮我|然后|最后|再|并|直接)[ ,]*)*"
)
DET = r"(?:(?:the|a|an|that|this|those|these|all|any|every|some|his|her|my|your|their|its|our|both|of)\s+)*"
SEEN = (
    r"(?:people|persons?|strangers?|tourists?|pedestrians?|passers?-?by|bystanders?|crowds?|m[ae]n|wom[ae]n|guys?|"
    r"speakers?|presenters?|singers?|dancers?|players?|actors?|actress(?:es)?|bride|groom|couple|"
    r"girls?|boys?|kids?|child(?:ren)?|bab(?:y|ies)|lad(?:y|ies)|dudes?|photobombers?|somebody|someone|everyone|"
    r"(?<!◆ )dogs?|cats?|birds?|seagulls?|animals?|cars?|bikes?|trucks?|bus(?:es)?|vans?|boats?|planes?|trees?|"
    r"buildings?|houses?|"
    r"(?:power |phone )?(?:wires?|cables?)|power lines?|phone lines?|poles?|lamp ?posts?|(?:street |traffic |"
    r"road )signs?|"
    r"trash|bins?|rubbish|garbage|litter|clutter|mess|objects?|reflections?|scratch(?:es)?|dust|stains?|"
    r"blemish(?:es)?|"
    r"wrinkles?|pimples?|acne|tattoos?|hair|beard|moustache|mustache|glasses|sunglasses|hats?|shirts?|t-shirts?|"
    r"(?:date|time) ?stamps?|phone numbers?|address(?:es)?|documents?|id cards?|dress|clothes|clothing|"
    r"jackets?|coat|shoes?|eyes?|"
    r"nose|mouth|teeth|skin|bod(?:y|ies)|waist|faces?|heads?(?! (?:and|&|or|of) )|hands?|"
    r"fingers?|arms?|legs?|sk(?:y(?![- ]high)|ies)|clouds?|weather|grass|scenery|licen[cs]e plates?|"
    r"number ?plates?|plates?|"
    r"boom mic|microphones?|tripods?|camera ?m[ae]n|door|windows?|fence|product|ball|arrow|face)"
)
NOT_CLIP = (
    r"\b(?![ -]*(?:clips?|photos?|pictures?|pics?|videos?|shots?|images?|one\b|ones\b|footage|part|bit|section|"
    r"segment|moment|"
    r"scene|mp4|jpg|voices?|audio|sounds?|noise|names?|tag|titles?|text|captions?|transitions?)|'s\b)"
)
THING = rf"{DET}(?:(?!from\b|out\b|in\b|of\b|clips?\b|photos?\b|part\b)[\w'-]+ ){{0,2}}?{SEEN}{NOT_CLIP}"
THING_ZH = (
    r"(?:路人|行人|游客|人群|人物|男人|女人|男的|女的|男生|女生|小孩|孩子|那个人|的人|某人|陌生人|主角|狗|猫|"
    r"鸟|动物|车|"
    r"汽车|电线|电线杆|杆子|路牌|广告牌|招牌|垃圾桶?|杂物|物体|倒影|划痕|污点|痘|皱纹|纹身|头发|胡子|"
    r"眼镜|墨镜|帽子|衣服|裙子|"
    r"外套|鞋|眼睛|鼻子|嘴巴?|牙齿|皮肤|身材|腰|人脸|脸(?!书)|(?<![开片镜前后里下上包龙年])头(?!部|条|尾|像|[\d一二两三四五六七八九十半几])|"
    r"(?<![对歌新高选助水入])手(?!动|机|法)|腿|天空|云|天气|草地|车牌|牌照|麦克风|三脚架|"
    r"产品|(?<!足)球)"
)
REMOVES = (
    r"(?:remove|erase|delete|get rid of|take|edit|paint|clone|cut|wipe|clean(?: up)?|photoshop|hide|lose|"
    r"eliminate|drop|"
    r"strip|scrub|rub|kick)(?: out| away| off)?"
)
GONE_ZH = (
    r"(?:抹掉|抹去|抹除|擦掉|擦除|消除|消掉|去掉|去除|移除|删掉|删除|弄掉|弄走|弄没|[pP](?:掉|走|了|没|一下)|修掉|修没|"
    r"清除|除掉|去了)"
)
BEGS_ZH = r"(?:能不能|可不可以|可以|能|麻烦|请|帮|给|我|忙|你|把|也|都|全)*"
CUT_OUT = re.compile(
    r"\b(?:cut|cutting|isolate|isolating|separate|separating|extract|lift|pull|remove|take|mask|key|crop|strip|"
    r"erase)\b"
    r"[^.;\n]*?\b(?:out of|from|off|off of)\b (?:its|their|the|his|her|that|this|a)? ?(?:own )?(?:\w+ )?"
    r"(?:background|backdrop|surroundings)\b(?! (?:music|sound|audio|noise|track|vocals?|song|blur))"
    r"|\b(?:mask|key) out\b|\bgreen ?screen\b|\bchroma[- ]?key|\brotoscop|"
    r"\b(?:replace|change|swap|switch|substitute)\b (?:out )?(?:the |its |their |my |his |her )?"
    r"(?:background|backdrop)(?: of ◆| in ◆)?(?=$|[.!]| (?:with|to|for|by|into)\b)"
    r"(?! (?:with|to|for|by|into) (?:an? |the )?(?:blur|black))|"
    r"\bput (?:me|him|her) (?:in front of|on|in|inside|into|at)\b(?! (?:the )?(?:end|start|middle|beginning|"
    r"corner|top|"
    r"bottom|first|last))|"
    r"从[^，。\n]{0,8}背景(?:里|中|上)?[^，。\n]{0,3}(?:抠|扣|剪|裁|切|分离|提取)|"
    r"(?:换|更换|替换|改)(?:掉|个|一?个)?背景(?!音|乐|[为成]?(?:模糊|虚化|黑))|背景(?:换|替换|更换)(?:成|为|掉|一)(?!模糊|虚化|黑)|"
    r"(?:去掉|去除|删掉|移除)[^，。音\n]{0,4}背景(?![音噪杂里中上的模虚乐])|"
    r"背景(?:去掉|去除|删掉|移除)|抠(?:图|像|出|掉|人)|绿幕", re.I)  # fmt: skip
FOLLOWED = re.compile(
    ASKS + r"(?:motion[- ])?track(?:s|ing)?\b (?:the |a |an |my |that |this |his |her |its |their )?"
    r"(?!(?:\d|one|two|volume|music|audio|voice|sound)\b)\w+"
    r"|\bmotion[- ]track|\b(?:object|face|logo|product|camera)[- ]track|"
    r"\b(?:text|title|arrow|label|logo|sticker|caption)\b[^.\n]*\b(?:follow|follows|stick to|sticks to|pinned to|"
    r"track(?:s)?)\b "
    rf"(?:(?:the|his|her|a|its)\b(?! (?:title|text|intro|music|first|last|second|voice))|◆)|"
    rf"\bfollow(?:ing)? {THING}|\bkeep {THING} (?:in frame|in the (?:middle|"
    rf"cent(?:er|re)))|"
    r"镜头(?:一直)?跟(?:着|随|住)|(?:跟踪|追踪|跟随)(?!音乐|旁白)", re.I)  # fmt: skip
TAKEN_OUT = re.compile(
    rf"\b{REMOVES} {THING}|\b(?:take|edit|paint|cut|get|photoshop|crop) {DET}(?:[\w'-]+ ){{0,2}}?{SEEN} (?:out|"
    rf"away)\b|"
    r"\bclean up the (?:background|backdrop)(?! (?:music|noise|sound|audio))\b|\b(?:inpaint|object removal|"
    r"content[- ]aware)|"
    rf"{THING_ZH}[^，。段片图张照镜像频声\n]{{0,3}}{BEGS_ZH}{GONE_ZH}|{GONE_ZH}[^，。◆\n]{{0,7}}{THING_ZH}(?!那段|这段|"
    rf"片段|照片|视频|"
    rf"图)", re.I)  # fmt: skip
BLURRED = re.compile(
    rf"\b(?:blur|pixelate|pixellate|censor|mosaic|obscure|black|cover|anonymi[sz]e|hide)(?: out| up)? {THING}|"
    r"\b(?:pixelate|pixellate|censor|anonymi[sz]e)\b(?! (?:◆|it\b|everything|all\b|the (?:whole|video|picture|"
    r"clip)))|"
    rf"{THING_ZH}[^，。段片图张照镜像频\n]{{0,4}}(?:打码|打上?马赛克|马赛克|模糊|糊掉|虚化|遮住|遮掉|挡住)|"
    rf"打码|马赛克|"
    rf"(?:模糊|糊掉|遮住|挡住|虚化)(?:掉|一下)?[^，。◆\n]{{0,4}}{THING_ZH}", re.I)  # fmt: skip
STAGED = (
    r"\bvirtual(?:ly)? stag\w+|\b(?:stage|furnish|declutter|redecorate|refurnish|renovate) "
    r"(?:the |this |an? |my |our )?(?:\w+ ){0,2}(?:rooms?|house|kitchen|bedroom|flat|apartment|bathroom|garden|◆)|"
    r"虚拟(?:软装|装修|布置|家具)|(?:房间|客厅|卧室|厨房|屋子|房子)[^，。\n]{0,3}(?:软装|装修|布置|摆上|摆满|加上?家具)|"
    r"\bmorph(?:s|ing|ed)?\b(?! (?:transition|cut))|"
    r"\bcolou?r[- ]match\w*|\bmatch (?:the |its |their )?(?:colou?rs?|look|grade|exposure|lighting)s?\b|"
    r"匹配(?:颜色|色调)|"
)
ALTERED = re.compile(
    STAGED +
    rf"\b(?:replace|change|swap|recolou?r|colou?r|paint|dye|switch|alter|make|turn|slim|whiten|smooth|fix|open|"
    rf"close) "
    rf"{DET}(?:[\w'-]+ )?(?:sk(?:y|ies)|weather|clouds?|scenery|shirts?|t-shirts?|dress|clothes|outfit|"
    rf"jackets?|hair|eyes?|"
    rf"nose|mouth|teeth|skin|waist|body|faces?|walls?|grass|car|season)\b(?! (?:clip|photo|part|shot|in to|one\b))|"
    r"\b(?:make|have|let) (?:her|him|me|the (?:man|woman|guy|girl|boy|people|person|speaker|dog|cat)) "
    r"(?:look |seem |appear )?(?!louder|quieter|bigger|smaller|brighter|darker|slower|faster|clearer)(?:more )?"
    r"(?:smil\w*|laugh|blink|wave|talk|speak|dance|turn|walk|run|jump|younger|older|thin\w*|slim\w*|tall\w*|"
    r"fat\w*|pretti\w*|"
    r"beautiful|handsome|happy|sad|bald|better looking)|"
    r"\bput (?:a |an |some )?[\w -]{2,20} on (?:her|him|his|the (?:man|woman|guy|girl|boy|dog|cat))\b|"
    r"\b(?:make|let) it (?:rain\w*|snow\w*|night(?: ?time)?|day(?: ?time)?|sunny|winter|summer|foggy|stormy)\b|"
    r"\badd (?:some |a bit of |a little )?(?:rain|snow|fog|mist|fire|lightning|sunshine|sun ?rays|storm)\b|"
    r"\b(?:turn|change) (?:the )?(?:day|summer|winter|night)(?:light|time)? (?:in)?to (?:night|day|winter|summer)|"
    r"\b(?:swap|deep ?fake|replace|change|switch) (?:the |her |his |their |my )?faces?\b|\bface ?swap|\bdeep ?fake|"
    r"换(?:一?个|掉|片)?(?:天空|脸|衣服|发型|头)|(?:天空|衣服|头发|眼睛|天气|裙子|嘴唇)[^，。\n]{0,3}(?:换成|"
    r"改成|变成|改为|染)|"
    r"(?:给|让|帮|把)[她他]们?[^，。\n]{0,3}(?:戴|穿|笑|眨眼|变|瘦|换|年轻|跳舞)|"
    r"(?:白天|晴天|夏天)[^，。\n]{0,2}(?:变|改|换)成?(?:黑夜|夜晚|晚上|雨天|冬天)|变成?(?:黑夜|夜晚|晚上|白天|"
    r"冬天|夏天|下雨|下雪)|"
    r"(?:加|来|下)(?:点|些|一?场|个|上|入)?(?:雨|雪|雾|火焰?|闪电|阳光)(?!声|天|景|山)|下[雨雪]的?(?:效果|特效|场景)|"
    r"磨皮|瘦脸|瘦腰|美白|大长腿|祛痘", re.I)  # fmt: skip
POINTED = re.compile(
    ASKS + r"(?:(?:add|draw|put|use|place|show|insert)\b[^.,;\n]*\b(?:arrows?|circles?|rect\w*|boxe?s?|outlines?|"
    r"spotlights?|pointers?|cursor)\b (?:(?:that |which )?point\w* |around |to the |at the |over the )"
    r"|circle (?:the|her|his|their|its) |underline (?:the|her|his) (?!title|text|word|caption|subtitle|lower)|"
    r"(?:highlight|point (?:to|at|out)) (?:the|her|his|their|its) (?!title|text|word|caption|subtitle|lower|"
    r"best|clip|name))|"
    r"(?:箭头|红圈|圆圈|方框|红框)[^，。\n]{0,4}(?:指|标|圈|框|围|突出)|圈(?:出|住|起来)|框(?:出|住)|指着|指向|"
    r"标注出|高亮(?:显示)?",
    re.I,
)
FOUND = re.compile(
    rf"\b(?:part|bit|moment|section|scene|shot|place|frame|second|time|clip|stretch)s? (?:where|when|with|in "
    rf"which|that shows?|of) "
    rf"(?:he|she|they|someone|somebody|nobody|no one|people|{DET}{SEEN})\b(?! (?:title|text|logo|music))|"
    rf"◆ (?:with(?:out)?|showing|containing) (?:no )?{DET}{SEEN}\b|"
    rf"\b(?:when|as|once|whenever|every time|the moment|where) (?:he|she|someone|somebody|{DET}{SEEN}) "
    r"(?!talk|speak|say|narrat|is|are|was|has|starts? (?:talk|speak))\w+s?\b|"
    rf"\b(?:zoom|focus|crop|punch|push|pan|cent(?:re|er)|reframe|tighten)\w*(?: in| out| up| over| the picture)?"
    rf"(?: on| onto| to| into| around| at)+ (?:{DET}{SEEN}{NOT_CLIP}|her\b|him\b)|"
    r"\bwho(?:'s| is) (?:in|on) |\bhow many (?:people|men|women|cars|faces|persons)\b|"
    r"\bwhat (?:does|do|did|is|are) (?:he|she|they|the (?:man|woman|speaker|person))\b|\bcount the (?!clips|"
    r"photos|seconds)\w+|"
    r"\b(?:split|cut|divide|chop|slice)\w*\b[^.,;\n]*\b(?:at|on|by|into|for|where)\b[^.,;\n]*?"
    r"(?:\bscenes?|◆)(?: ?(?:changes?|cuts?|detect\w*|transitions?)\b)|\b(?:split|cut|divide|chop) (?:it |◆ "
    r")?(?:in)?to scenes\b|\bscene (?:change|cut) detect|\bdetect (?:the )?scenes?\b|"
    r"(?:有几个|有多少个?)人|(?:按|根据|检测|识别)[^，。\n]{0,3}(?:场景|镜头)[^，。\n]{0,5}(?:切|拆|分|剪)|"
    r"[他她]们?(?:笑|哭|出现|说话|跳|转身|走)[^，。\n]{0,4}的?(?:那段|部分|地方|镜头|片段|时候)", re.I)  # fmt: skip
GRADED = re.compile(
    r"\bluts?\b|\.cube\b|\bteal[- ]?(?:and|&|n|/)?[- ]?orange\b|\borange[- ](?:and|&)[- ]teal\b|"
    r"青橙|橙青|调色预设|滤镜包",
    re.I,
)
RESTORED = re.compile(
    r"\b(?:up-?scale?|up-?res|enhance|increase the (?:resolution|quality)|"
    r"super[- ]?res\w*)\b[^.,;\n]*\b(?:with|using|by|via) ai\b|"
    r"\bsuper[- ]?resolution|\bai[- ](?:up-?scal|enhanc|denois|sharpen|slow)\w*|\bhdr\b|"
    r"\bcolou?ri[sz]e\b|\b(?:restore|repair) (?:the |this |these |my |our )?(?:old |damaged |scratched |faded )*"
    r"(?:photos?|pictures?|film|footage|video|◆)\b(?!')|\b(?:de-?blur|unblur|deinterlace|frame interpolation)\w*|"
    r"(?:用|靠|让)?(?:ai|人工智能)[^，。\n]{0,6}(?:清晰|补帧|修复|放大|增强|分辨率)|补帧|插帧|上色(?![调彩块])|超分|"
    r"无损放大|(?<![a-z])hdr|"
    r"修复(?:一下|这些?|那些?)?(?:老|旧|破损)?的?(?:照片|视频|影像|影片|画质)", re.I)  # fmt: skip
UNSHAPED = re.compile(
    r"\bmotion blur\b|\bcamera shake\b|\badd(?:ing)? (?:some |a |an |a bit of |a little )*(?:shake|shaking|"
    r"jitter|film grain|grain|noise(?! ?-?(?:reduc|remov|suppress))|mask)\b|"
    r"\b(?:borders?|frame) around\b|\badd (?:an? )?(?:\w+ )?borders?\b(?! (?:to|around) the (?:title|text))|"
    r"\bcinemagraph|\bhyperlapse|"
    r"\bstop[- ]motion|\b(?:round(?:ed)?|soften) (?:the |off the )?corners|\b(?:put|show|crop|cut|mask|make|"
    r"shape)\b[^.,;\n]*\b(?:in|into|as|to) a circle\b|"
    r"\bcircular\b(?! (?:transition|wipe))|\b(?:shape|circle) mask|\bsplit ton|\brolling shutter|\blens "
    r"distortion|\b(?:make|turn) (?:it|◆) (?:in ?to )?(?:360|vr)\b|"
    r"\bkeyframe|\b(?:animate|spin|pulse|bounce|wiggle) (?:the |my |our )?(?:logo|watermark)|"
    r"\b(?:logo|watermark)\b[^.,;\n]*\b(?:spin|pulse|bounc|wiggl|shak|animat|fly|slid)\w*|"
    r"运动模糊|镜头抖动|抖动效果|加(?:点|些|个)?(?:颗粒|抖动|边框|圆角|遮罩|蒙版|相框)|圆角|(?:裁|切|做|"
    r"变)成圆(?!形?的?(?:转场|过渡|擦|切换))形?|蒙版|关键帧|定格动画|"
    r"(?:logo|水印|图标)[^，。\n]{0,3}(?:转起来|旋转|跳动|动起来|飞|弹)", re.I)  # fmt: skip
ALIKE = re.compile(
    r"\b(?:make|have|let|want|should|to|grade|style|edit)\b[^.,;\n]{0,30}?(?:\b(?:look|feel|it|◆|styled) )(?:a "
    r"bit |more |kind of |exactly |just "
    r")?like (?:it was |it's |it is |this |an? |the )?\w+|"
    r"(?:像|模仿|仿照|参考)[^，。\n]{2,}(?:一样|那样|风格|调色|的视频|的电影)",
    re.I,
)
INVENTED = re.compile(
    r"\b(?:in|make it|turn (?:it|this|◆|everything) into|into|convert (?:it|◆) (?:in)?to|look like) (?:a |an )?"
    r"(?:3-?d|cartoons?|anime|animation|comic(?! sans)|pixar|oil painting|painting|watercolou?r|sketch|lego|"
    r"ghibli)\b(?! title)|"
    r"\b(?:bring|make) (?:◆|the |this |my |these )?[^.,;\n]{0,20}(?:to life|come alive|come to life)\b|"
    r"\b(?:make|have|let) (?:◆|the (?:photo|picture|image)s?) move like (?:a|real)|"
    r"做成3d|变成?(?:3d|卡通|动漫|漫画|油画|水彩|素描|动画)|(?:3d|三维)(?:效果|的|化)|照片(?:变|弄|变得?)活|"
    r"活起来", re.I)  # fmt: skip
GENERATED = re.compile(r"生成[一几]?[段个张些]?[^，。◆“\d]{1,10}(?:航拍|镜头|场景)")
DRAWN = re.compile(
    ASKS
    + r"(?:add|insert|put|show|make|create|include|display|have|i want|i'd like|give (?:me|it)|generate|overlay)\b"
    r"[^.,;“\n]*"
    r"\b(?:count(?:ing)?[- ]?downs?|timers?|stop ?watch(?:es)?|clocks? counting|progress bars?|qr[- ]?codes?|"
    r"charts?|graphs?|"
    r"maps?|thumbnails?|chapters?|chapter markers?|subscribe buttons?|end screens?|speech bubbles?|emojis?|"
    r"stickers?)\b|"
    r"倒计时|计时器|进度条|二维码|图表|(?:加|做|来|放|插入)(?:个|一?个|一?张)?(?:地图|章节|关注按钮|弹幕|"
    r"对话框|气泡)|(?:做|生成|设计|加)(?:个|一?张|一?个)?封面图?$", re.I)  # fmt: skip
WORN = re.compile(
    r"[^.!?\n]{0,60}\b(?:has|have|shows) (?:an? |some )?(?:\w+ )?(?:watermark|logo|text|"
    r"caption)s?\b[^.!?\n]{0,40}[,.;!?\s]+"
    rf"(?:(?:please|pls|can|could|you|just|and) )*{REMOVES} (?:it|them|that|those)\b", re.I)  # fmt: skip
"""Of a mark that was filmed or burned in, where the video has none of its own."""
STANDS = re.compile(
    rf"\W*(?:and |but |so )?there(?:['’]?s| is| are|['’]re) (?:[\w'-]+ ){{0,3}}{SEEN}\b[^.!?\n]{{0,60}}[,.;!?\s]+"
    rf"(?:(?:please|pls|can|could|u|you|would|just|and|i|want|to|need) )*{REMOVES} (?:it|them|him|her|that|"
    rf"those|this)\b|"
    rf"[^，。\n]{{0,8}}(?:有|出现|站着)(?:了|一?个|一?些|几个|一?只|一?条|一?辆|"
    rf"一?根)?[^，。\n]{{0,4}}{THING_ZH}[^，。\n]*[，。]\s*"
    rf"[^，。\n]{{0,6}}{GONE_ZH}",
    re.I,
)
STOOD = re.compile(
    rf"(?:有|出现|站着)(?:了|一?个|一?些|几个|一?只|一?条|一?辆|"
    rf"一?根)?[^，。\n]{{0,4}}{THING_ZH}[^，。\n]*[，。,\s]+[^，。\n]{{0,6}}{GONE_ZH}[他她它们吗一下吧了]*$"
)
