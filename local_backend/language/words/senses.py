"""Further words of what is seen and heard: texts, logos, split screens, looks and sound, as tags."""

from __future__ import annotations

ENGLISH = {
    "n:clip": "b-roll|broll|portion|excerpt|snippet|passage",
    "p:before": "followed by",
    "v:keep": "kept",
    "n:inpoint": "in-point|in point|inpoint|set in-point|set the in-point|mark in|trim start|start point",
    "n:outpoint": "out-point|out point|outpoint|mark out|trim end|end point",
    "v:cut": "lift out|ripple delete|ripple-delete",
    "least": "exceed",
    "v:boomerang": "boomerang|boomerang effect|forwards then backwards|forward then backward|forwards and backwards|"
    "forward and backward|forwards and then backwards|forward and then backward|ping pong|ping pong loop",
    "w": "overlap|overlaps|overlapping|tracking",
    "v:upload": "email|e-mail|mail it|mail this|mail the video|forward it to",
    "v:beyond": "j-cut|l-cut|j cut|l cut|split edit|speed ramp|speed ramping|velocity edit",
    "pl:top": "upper third|top third",
    "n:edge": "head and tail|head and the tail|heads and tails|tail and head|that stay empty|that are empty|"
    "empty sides|empty areas|empty space|empty parts|that stays empty",
    "v:add": "import|load|load in|load up|read in|bung|bung in|plonk|plop|sling",
    "v:dislike": "can't bear|don't like the|do not care for|don't care for",
    "v:show": "visible|be visible|be seen|burn|burn in|hardcode|pops up|superimpose|comes up|label|stay on screen|"
    "sit|sits",
    "v:move": "relocate|shove|tuck|park|nudge|scoot",
    "v:point": "select|pick|choose|find|locate|look at|take a look at|regarding|concerning|when it comes to|"
    "with regard to|focus on|jump to|i'm talking about|talking about|speaking of",
    "v:remove": "doesn't want|does not want|didn't want|wouldn't want|won't need|gone|get rid|scrub|"
    "do away with|banish|drop out|take down the",
    "background": "in the back|behind it all|underneath it all|in the backdrop|at the back",
    "share:20": "a fifth|one fifth",
    "share:10": "a tenth|one tenth",
    "share:67": "two thirds|two-thirds",
    "share:75": "three quarters|three-quarters|three fourths",
    "share:40": "two fifths",
    "goes": "keep going|keeps going|keep running|keeps running|keep playing|keeps playing|continues|"
    "going underneath|running underneath|playing underneath|going under it|running under it|playing under it",
    "v:start": "come in|comes in|enter|enters|kick off|kicks off|set in|sets in",
    "amend": "ought to read|ought to say|should now read|should now say|needs to read|should be|ought to be|must read|"
    "has to say|needs to say|must say|should be called|supposed to say|"
    "supposed to be|correct is|correct spelling is|it is",
    "n:splitscreen": "split the screen|split view|splitscreen|splits|multi-screen|two up|three up|at once on screen|"
    "both on screen at the same time|both on screen at once|on screen at the same time|both visible at once|"
    "on screen together|both at once|next to each other|next to one another|beside each other|alongside each other|"
    "one beside the other|one next to the other|in one frame|in the same frame|left half and right half|collage|"
    "three-way split|side to side|shoulder to shoulder|playing simultaneously|in parallel|both at the same time|"
    "all at the same time|divided screen|two way split|three way split|two-way split|three way split screen|"
    "three-way split screen|split screen of three",
    "together": "at the same time|at once|simultaneously|at the same moment|in sync|concurrently",
    "n:stacked": "one above the other|above one another|one on top of the other|stacked vertically|"
    "top half and bottom half|top to bottom split|one below the other|one underneath the other|one under the other|"
    "horizontal split|upper and lower half|split horizontally",
    "n:flip": "the mirror image|left-right reversed|reflect|reflected|flip-flop",
    "n:opacity": "opaqueness|semi-transparent|semitransparent|half-transparent|semi-opaque|see through|alpha|solid",
    "n:size": "wide|of the width|of the frame width|screen width|frame width|point size|text height|canvas width|"
    "of the canvas width|of the canvas|video width|picture width|width of the canvas|width of the frame|"
    "width of the video|width of the screen|width of the picture|scaled to|resized to|sized at|sized to",
    "n:cutaway": "cutaway|cut-away|cut away to|cutaway to|as b-roll|as broll|as b roll|insert shot",
    "n:stabilise": "wobbly|wobble|jittery|jitter|jerky|handheld shake|shaking|steady up|steadied|smooth it out|bumpy|"
    "unsteady|stabilizer|stabiliser|judder|steadicam",
    "n:denoise": "speckle|speckles|speckly|graininess|noise level|de-grain|degrain|iso noise",
    "n:sharpen": "crisp up|more crisp|crispness|more clarity|clarity|clearer picture|more defined|crispen",
    "n:grayscale": "black & white|black&white|b & w|black n white|drained of colour|drained of color|mono",
    "n:rotate": "rotated by|on its head|straighten|swivel|roll",
    "n:zoom": "scale|zooming in|zooming out|punch in|slow push-in|push-in|creep in on|pull back from|dolly in|"
    "dolly out",
    "n:pan": "pans|move across|drift left|drift right|drift across|sweep|tilt up|tilt down|travel",
    "n:crop": "crop off|crops|cropped off",
    "n:vignette": "light vignette|faint vignette|slight vignette|darker corners|dark vignette|shaded corners|"
    "dim the corners|darker edges|dim the edges",
    "n:brightness": "light level|light",
    "n:grade": "color correction|colour correction|color corrections|colour corrections|color grading|colour grading|"
    "color grade|colour grade|color adjustment|colour adjustment|color adjustments|colour adjustments|"
    "color settings|colour settings|picture settings|image adjustments|picture adjustments|grading|looks",
    "n:saturation": "colour strength|color strength|colour saturation|color saturation",
    "brighter": "underexposed|lift the shadows|too dim|more luminous|gloomy",
    "darker": "overexposed|blown out|too light|glaring",
    "warmer": "less blue|a bit blue|a little blue|looks blue|rather blue|very blue|too blue|bluish|warmed up|"
    "more golden|"
    "warmer colours|warmer colors",
    "colder": "less yellow|less orange|less red|a bit yellow|a bit orange|a little yellow|looks yellow|look yellow|"
    "rather yellow|very yellow|"
    "too yellow|too orange|yellowish|colder colours|colder colors|cooled down",
    "vivid": "colours pop|colors pop|make the colours pop|make the colors pop|colours really pop|"
    "colors really pop|too dull|so dull|looks dull|look dull|bit dull|dull looking|dull|lifeless|washed-out|"
    "more colours|"
    "more colors|pop|livelier colours|livelier colors|richer|stronger colours|"
    "stronger colors|more vibrant colours|more vibrant colors|more punchy colours",
    "dull": "colours are too strong|colors are too strong|too vibrant|too vivid|too intense|colours too strong|"
    "oversaturated|garish|too colourful|too colorful|too saturated|gaudy|toned down colours|toned down colors",
    "louder": "hard to hear|difficult to hear|tough to hear|not loud enough|isn't loud enough|can't hear|cannot hear|"
    "can barely hear|can hardly hear|barely audible|hardly audible|inaudible|too faint|way too quiet|far too quiet|"
    "a bit quiet|too low|turned up|pump up|make it loud",
    "quieter": "not too loud|not so loud|not very loud|not overly loud|nothing too loud|unobtrusive|discreet|"
    "discreetly|drowning out|drowns out|drowning everything out|drowns everything out|drown out|drowning|overpowering|"
    "overpowers|deafening|way too loud|far too loud|a bit loud|blaring|turned down|keep it down|hushed|tone it down|"
    "overwhelming|overwhelms|swamps|way down|dimmed down|too high",
    "down": "knock down|knock back|scale back|pull down|pull back|ease back|shave off|take it down|cut back|cut by|"
    "halve|lowered|halved|dialled down|dialed down|knock",
    "up": "bring up|push|up by|raise it|beef up|amp up|lifted|raised|boosted",
    "n:volume": "loudness level|audio volume|sound volume|volumes|sound levels|playback volume",
    "n:music": "the beat|tunes|background tune|music track|the bgm|audio bed|backing tune|musical bed|background score",
    "n:video": "main video|main picture|main footage|base video|underlying video",
    "n:voice": "narrative|voice track|voiceover track|narration track|the guy talking|the voice-over|spoken part|"
    "voice recording|the speaker|presenter|narrator's voice|voices",
    "n:audio": "wind noise|traffic noise|room noise|street noise|mic noise|fan noise|crowd noise|camera noise|"
    "location sound|natural sound|nat sound|ambient sound|clip sound|clips' sound|original clip audio|"
    "original clip sound|"
    "background noise|camera mic|video sound|its own sound|own sound|source audio|live sound|noise from the clip|"
    "the clips' audio",
    "v:mute": "quiet completely|no audio|without audio|kill the sound|kill the audio|shut up|zero volume|"
    "cut the audio|cut the sound|lose the audio|lose the sound|drop the audio|without any sound|soundless|be silent|"
    "go silent|totally silent|inaudible please",
    "v:fade": "soften the start|soften the beginning|creep in|creeps in|ease in|ease out|eases out|eases in|swell in|"
    "die away|dies away|die out|trail off|trails off|tail off|tails off|ebb away|wind down|sneak in|sneaks in|fade up|"
    "fades up|fade down|fade away|fades away|dissolve away|ramp up|ramp down|come in gently|end softly|start softly|"
    "swells in|swell up|fades in|fades out",
    "n:fade": "soften the start|soften the beginning|creep in|creeps in|ease in|ease out|eases out|eases in|swell in|"
    "die away|dies away|die out|trail off|trails off|tail off|tails off|ebb away|wind down|sneak in|sneaks in|fade up|"
    "fades up|fade down|fade away|fades away|dissolve away|ramp up|ramp down|come in gently|end softly|start softly|"
    "swells in|swell up|fades in|fades out",
    "n:ducking": "dips under|dips when|dips while|dip while|gets out of the way|get out of the way|steps back|"
    "step back when|back off when|backs off when|ducks|ducked|ducking under|pull back when|pulls back when|"
    "quieten when|quieten while|goes down when|go down when|goes quiet when|go quiet when|gets quieter when|"
    "get quieter when|gets quieter while|get quieter while|lower itself|duck down|ducked under|sit under",
    "n:loudness": "even them out|even it out|level them out|level it out|even out|"
    "target loudness|loudness target|audio consistent|consistent audio|volume consistent|"
    "consistent volume|sound consistent|"
    "same volume across|equally loud|same volume everywhere|sound even|volume even|evenly loud|audio even|normalised|"
    "normalized|level out the volume|level the volume|equal loudness|even loudness|equalise the volume|"
    "equalize the volume|same loudness|even volume|loudness target|level everything out|even everything out",
    "v:detach": "take the audio off|take the sound off|lift the audio|lift the sound|rip the audio|rip the sound|"
    "separate the sound|split off the sound|pull the sound|split the sound|pull out the sound|strip out the audio|"
    "put the audio on its own track|put the sound on its own track|audio on its own track|sound on its own track|"
    "audio on a separate track|sound on a separate track",
    "n:title": "title sequence|main title|opening words|heading text|title screen|opening titles|title line|big title|"
    "main heading",
    "n:subtitle": "sub title|second line|smaller line|sub-headline|subheadline",
    "n:lowerthird": "lower third caption|name caption|name label|name line|l3|lower-thirds|name plate|id strap|tag",
    "n:endcard": "closing line|final card|closing words|final words|sign-off|outro|end slate|closing slate|end text",
    "n:text": "phone number|contact number|our website|handle|cta|call to action|call-to-action|text element|"
    "text layer|text box|text boxes|text item|lettering|"
    "inscription|wording|caption text|"
    "on screen text|onscreen text|overlay text|writing|"
    "copyright notice|disclaimer|hashtag|slogan|url|web address|date stamp|tagline text",
    "n:logo": "logo overlay|watermark overlay|logo graphic|logo image|brand logo|company logo|our logo|corner logo|"
    "bug|channel logo|wordmark",
    "n:pip": "window|little window|tiny window|small picture window|in a small window|little box|corner window|"
    "small box|corner box|in a little box|in a small box|"
    "small inset|in a corner box|floating video|mini window|in a window|facecam|face cam|reaction cam|"
    "picture in picture window|pip window",
    "n:plate": "black bar behind|solid background|coloured background|colored background|bar behind|plate behind|"
    "background bar|strip behind",
    "fit:crop": "crop the edges|fill it|fills the screen|fills the frame|fill up the screen|crop off the sides|"
    "cut off the sides|cut the sides|trim the sides|zoomed to fill|edge to edge|full bleed|cropped to fill|"
    "fill the canvas|fill the picture|fills the whole screen|fills the whole frame",
    "fit:bar": "with bars|nothing cut off|nothing may be cut off|nothing gets cut off|cut nothing off|"
    "don't cut anything off|without cutting anything off|nothing cropped|nothing is cropped|nothing gets cropped|"
    "everything visible|keep everything visible|keep everything in frame|not crop anything|don't crop anything|"
    "without losing any of the picture|bars at the sides|bars on the sides|black at the sides|bars top and bottom|"
    "letter-boxed|black strips",
    "fit:blur": "fill the gaps with a blur|fill the gaps with blur|blur in the gaps|blurred gaps|blur the gaps|"
    "fill the sides with blur|fill the bars with blur|blurred copy|blurred fill|blur behind|blurred version|"
    "fill the sides with a blur|fill the rest with blur|blurred out sides|soft sides|blurry fill|blur on the sides|"
    "blur at the sides|sides blurry|the sides blurry|fuzzy sides",
    "other": "every second one|in turn|one in one out|in then out|by turns in and out|turn about|taking turns",
    "maxvol": "full level|as loud as possible|maximum level|all the way up|unity|full whack|to the max",
    "all": "for the duration|start to finish|from start to finish|the whole way through|whole way through|"
    "the entire time|the whole time|all the time|all through|from beginning to end|from start to end|permanently|"
    "constantly|the whole video|right through|all along|beginning to end|the entire way|each and every|every single|"
    "every last|the entire video|the entire film|for the entire video|end to end",
    "mag:little": "light vignette|faint vignette|slight vignette|ever so slightly|a fraction|a notch|just a little|"
    "just slightly|a little more|a bit more|a smidgen|"
    "a tiny bit|tiny bit|not too much|a shade|lightly|a pinch|just a touch|a dash|a wee|little more",
    "mag:much": "a whole lot|massively|hugely|drastically|seriously|by a lot|big time|tons|loads|an awful lot",
    "v:play": "playing along|play along|audible|be audible|heard|be heard",
    "p:for": "remain on view|remain on screen|remain visible|remain on display|remain in view|stay in view|"
    "stay on view",
    "f": "best|with these timings|with the following timings|these timings|timings|strength|intensity|center-weighted|"
    "centre-weighted|user's|the user's|recorded|pre-recorded|prerecorded|"
    "let us say|shall we say|all over the place|"
    "to hear|hear any|hear any of|look better|looks better|look nicer|look best|be better|be nicer|work better|"
    "awful|terrible|horrible|dreadful|rubbish|crappy|crap|meh|compared to|compared with|in comparison to|"
    "relative to|in relation to|vs|versus|carry|carries|bear|bears|should be|ought to be|supposed to be|it is|"
    "at the same time|at once|simultaneously|at the same moment|in sync|concurrently|lying|apparently|um|erm|"
    "literally|honestly|frankly|btw|by the way|fyi|tweak|tweaks|changes|three things|two things|a few things|"
    "few things|couple of things|two small things|one thing|one more thing|quick one|a couple of changes|few changes|"
    "i mean|that is|cheers mate|mate|bro|guys|folks|team|bloody|damn|please and thanks|at the moment|for good measure|"
    "if that's ok|if that's okay|when you get a chance|real quick|ideally|preferably|for a start|to kick off|"
    "in particular|along the lines of|the likes of|do me a favour|do me a favor|much appreciated|kicks in|kick in|"
    "playing|as background|i reckon|pop|gently please",
}  # fmt: skip
CHINESE = {
    "n:grade": "调色|校色|调色参数|画面参数|色彩调整|颜色调整|画面调整|色彩校正|颜色校正|一级调色",
    "n:clip": "空镜|空镜头",
    "n:film": "纪念小片|纪念片|纪念短片",
    "v:boomerang": "回旋镖|回旋镖效果|正放再倒放|先正放再倒放|先正放后倒放|正放倒放|正放一遍再倒放一遍|"
    "先正着放再倒着放|"
    "正着放一遍再倒着放一遍|先正放一遍再倒放一遍|来回往返播放|往返播放",
    "v:loop": "总共放|一共放|总共播|一共播|连着总共放|连着一共放|总共播放|一共播放",
    "n:photo": "主图|主图片|详情图|白底图|产品主图|商品主图",
    "n:speed": "变速",
    "n:transition": "切点|剪切点|剪辑点|接缝处|接缝",
    "r:1:1": "朋友圈",
    "n:edge": "空的地方|空白的地方|空白处|空出来的地方|空余的地方|留空的地方|空的部分|空白部分",
    "leave": "什么都不打|什么都不加|什么也不加|什么都不写|什么都不放|什么也不打|什么都不要加|什么都别加|什么都不用加",
    "goes": "继续|继续放|继续播",
    "v:dislike": "太丑|很丑|丑|不喜欢这个|看腻了|听腻了|不爱听|不爱看|没感觉",
    "v:add": "导进来|导进去|导入进来|压个|压一个|压点|打字幕|出字幕|走字幕|挂字幕|上花字|出花字|打花字|套|直接套|套用|"
    "导入|载入|盖在|盖到|"
    "盖一张|盖个|盖张|"
    "盖一段|叠在|叠|叠一个|叠个|叠一张|叠上|挂|挂上|挂着|挂个|打出|弄上|弄个|整个|整一个|来句|"
    "来一句|标上|标一下|标个|"
    "压上|盖上|印上|烧进去|烧录|"
    "嵌入|摆上|摆|搁|塞|写个|写一句|贴一个|垫个|垫一段|铺个|铺一段|整点|整首|弄首|套上|套个|弄点|上个|上一段",
    "v:remove": "撤了|撤下|撤下来|拿下来|弄没|弄走|干掉|摘掉|摘了|去了吧|扔了|删了吧|删了|去掉吧|拿了|掐了|停了",
    "v:replace": "改用|换用",
    "v:show": "置于|位于|定位在|定位于|显示区间|显示时段|显示时间段|显示范围|出现区间|出现时段|显示时长|亮出来|冒出来|"
    "蹦出来|弹出|浮现|打在|印着|标着|上屏",
    "v:play": "播|同时播|一起播|播着",
    "v:move": "往上挪|往下挪|往左挪|往右挪|挪动|挪去|移去|摆到|搁到|贴到|靠到|丢到|往上移|往下移|弄到|整到|搞到|"
    "挪一下|搬去",
    "amend": "应该是|应为|应该写|应该叫|正确的是|应当是|得是|该是|改",
    "dir:up": "往上挪|往上移|上移|朝上挪|往上提|往上走|往上来",
    "dir:down": "往下挪|往下移|下移|朝下挪|往下放|往下走|往下来",
    "dir:left": "往左挪|往左走|往左平移|向左平移|往左移|向左移动|从右向左|自右向左",
    "dir:right": "往右挪|往右走|往右平移|向右平移|往右移|向右移动|从左向右|自左向右",
    "n:place": "四周|四面|四周边|四边|各边|四个边|四条边",
    "dir:in": "往里推|镜头往里推|推上去|慢慢推|向内推|推近一点",
    "dir:out": "往外拉|镜头往外拉|拉开|慢慢拉|向外拉|拉远一点",
    "other": "轮着来|轮着|一张一张轮|一进一出|一推一拉|一近一远|一个进一个出|交错|隔一张|轮换着|轮番",
    "n:flip": "镜像一下|左右反过来|左右反一下|左右调过来|反个方向|左右对称翻",
    "w": "怀念|留念|想念|概念|理念|信念|纪念|纪念日|大写|小写|大写字母|小写字母|全大写",
    "bigger": "太小看不清|太小了看不清|小得看不清|小到看不清|大一号|大两号|大一圈|大几号",
    "smaller": "小一号|小两号|小一圈|小几号",
    "pl:left": "左对齐|居左|靠左对齐",
    "pl:right": "右对齐|居右|靠右对齐",
    "pl:top": "放上面|放最上面|放上头|靠上|居上|靠顶",
    "pl:bottom": "放下面|放最下面|放下头|靠下|居下|靠底",
    "brighter": "暗了点|有点暗|偏暗|太黑|黑乎乎|黑漆漆|曝光不足|提亮一点|亮堂|亮堂点|亮堂一点|提亮点",
    "darker": "亮了点|有点亮|偏亮|刺眼|过曝|曝光过度|压一压亮度|晃眼",
    "warmer": "往暖调|往暖|往暖色调|往暖里调|往暖了调|偏蓝了|太蓝|暖和点|暖和一点|暖洋洋|冷了点|有点冷",
    "colder": "往冷调|往冷|往冷色调|往冷里调|往冷了调|偏黄|太黄|发黄|暖了点|冷一点点|有点暖",
    "vivid": "艳|鲜一点|色彩艳一点|颜色艳一点|浓一点|颜色浓|颜色淡了|颜色太淡|灰蒙蒙|发灰|色彩浓郁|更艳|艳丽一点|鲜活|"
    "鲜明",
    "dull": "太艳|太艳了|艳了点|太花|太花了|颜色太浓|淡点|颜色淡一点|素|素净",
    "louder": "听不清|听不见|听不到|听不太清|声音太小了|声音太小|有点小声|声音小了|音量太小|音量太低|太低|不够响|"
    "不够大声|提到|拉到|推到|调响|弄响|弄大声|放大声|开大声|提上去|拉上去|响亮|响亮点",
    "quieter": "别太大声|不要太大声|别太吵|不要太吵|不要太响|别太响|别太大|不要太大|吵|好吵|吵死了|太闹|闹|盖过|盖住|"
    "压过|抢戏|喧宾夺主|震耳朵|刺耳|音量太大|声音太大|有点吵|有点大声|收一收|收小|收着点|压小|弄小|弄小声|放小|放轻|"
    "放低|压下去|拉下来|降下去|调下来|收一点|压低一点|小声一点点",
    "v:mute": "别出声|不出声|没声|没声音|没有声|静音掉|静掉|闭嘴|消音掉|全静音|都静音|关了声音|把声音关了|声音关了|"
    "声音关掉|声音去掉|声音不要|声音都不要|声音全不要|不要声|不发声|安静下来|哑掉|去声|消掉声音|不要有声音|不出声音",
    "v:fade": "淡进|淡进来|淡出去|渐渐消失掉|慢慢没声|慢慢进|渐渐进|慢慢收|慢慢收掉|渐渐收|收尾淡|慢慢淡掉|渐渐淡掉|"
    "缓缓响起|渐渐响起|慢慢起来|渐渐起来|缓缓进来|慢慢消掉|淡掉|慢慢退出|渐渐退出|慢慢停|渐渐没",
    "n:ducking": "让一让|让开|给人声让路|给旁白让路|给人声让位|给旁白让位|让位|自动让|自动收|自动小|自动轻|压一压音乐|"
    "自动减弱|自动弱|往下压|压下来|低下去|小下去|自动压|降一降",
    "v:detach": "声音单独拎出来|单独拎出来|声音拎出来|拎出来|抽出来|单独抽出来|声音拆出来|拆出来|单独一轨|"
    "单独一条音轨|单独放一条音轨|独立音轨|放到单独的音轨|声音提出来|声音提取出来|提取出来|单独弄出来|声音抽出来|"
    "音频拆出来|音频抽出来|音频提出来|音频拎出来|声画分离|音视频分离|扒下来|声音扒下来",
    "n:logo": "LOGO图|logo图|小图标|公司标|标儿|品牌logo|店标|小标志|公司logo|图标儿",
    "n:cutaway": "做空镜|当空镜|作空镜|空镜盖住|空镜覆盖|盖画面|盖住画面|插入空镜|全屏盖住|全屏盖",
    "n:plate": "黑色底框|白色底框|黑色底板|白色底板|黑色底条|黑色底|白色底|黄色底|红色底|蓝色底|绿色底|黑色的底|"
    "白色的底|黑底|白底|红底|黄底|蓝底|绿底|底色块|字后面加底|背景底|文字底|字下面加底|底纹|衬底色",
    "fit:crop": "两边裁掉|两侧裁掉|上下裁掉|左右裁掉|边上裁掉|裁掉两边|裁掉两侧|裁掉上下|裁掉左右|满屏|占满|占满屏幕|"
    "占满画面|撑满屏幕|撑满画面|铺满全屏|填满全屏|切掉两边|两边切掉|放大到满屏|充满屏幕|充满画面|顶满",
    "fit:bar": "别裁画面|不裁到画面|别裁到画面|别把画面裁掉|画面要完整|要完整|保证完整|完整露出来|画面得完整|留黑|"
    "黑边就行|加黑条|留黑条|两边留黑|上下留黑|两侧留黑|左右留黑|一点都别裁|不能裁|不许裁|别切|别裁掉|不要切|一点不裁|"
    "完整保留|画面完整|保持完整|不裁画面|全部露出来|都要看得到|完整露出",
    "fit:blur": "旁边糊掉|旁边糊|周围糊掉|边上糊掉|旁边模糊|边边糊掉|两旁糊掉|两边糊|两边糊一下|两边糊掉|模糊补|"
    "模糊补边|虚化填充|模糊填|模糊填满|用模糊补|边上糊|糊边|虚化补|"
    "两边弄模糊|两边用模糊|两侧用模糊|空的地方模糊|空的地方虚化|背景糊|空白处虚化|空白虚化|背景用模糊|模糊背景填充",
    "all": "从头一直|从头显示到尾|从头显示到最后|从头显示到结尾|从头放到尾|从头到最后|从头到结尾|"
    "全片|全片都要|从头到尾|一直|始终|全程都|整段|整条|一路|从开头到结尾|全都要|每一处|处处|自始至终|通篇|"
    "从始至终|整支|整部片子|一整个",
    "mag:little": "一丢丢|一丢|丢丢|一点点儿|略为|微调|小小|轻微一点|一咪咪",
    "mag:much": "一大截|好多|老多|狠狠|狂|巨|贼|死|特别多|明显点",
    "maxvol": "满音量|最大音量|最大声|开满|拉满|原来的音量|原始音量",
    "normal": "原来的样子|原样大小|默认的",
    "longer": "停得太短|停得太短了|停得短|停得短了|停太短|停太短了|停留太短|停留得太短|一晃而过|一闪而过",
    "shorter": "停得太久|停得太久了|停太久|停太久了|停得太长|停得太长了|停留太久|停留得太久",
    "same": "等长|相等|均等|相同",
    "n:middle": "视频中间|视频正中间|视频的中间|片子中间",
    "v:freeze": "多留|多定格",
    "n:inpoint": "入点|起始点|裁剪起点|截取起点",
    "n:outpoint": "出点|结束点|裁剪终点|截取终点",
    "v:keep": "播放范围|播放区间|裁剪范围|截取范围|使用范围|选用范围",
    "meta": "按顺序处理|按顺序执行|依次处理|依次执行|按以下顺序处理|按顺序完成|依次完成|逐项处理|逐条处理|按顺序操作",
    "by": "通过",
    "f": "自动补齐|补齐|自动前移|后面自动前移|自动对齐|自动接上|没有什么意思|没什么意思|就过去了|还没看清楚|没看清楚|"
    "还没看清|没看清|鬼畜|继续播|继续播放|继续走|"
    "继续放|接着走|接着放|接着播|接着播放|必须|务必|必需|完事|完事了|不够|填|纪念|怀念|想念|思念|概念|拍歪|拍歪了|"
    "拍斜|拍斜了|拍糊了|补|"
    "应该是|应当是|得是|该是|哥|姐|亲|哥们|兄弟|宝|宝子|亲爱的|求|帮个忙|劳驾|辛苦|辛苦了|谢啦|多谢|拜托|"
    "拜托了|就行|就可以了|就好了|即可|就ok|ok|OK|嘛|呀|啊|吧|呢|哒|哇|额|呃|那啥|那种|这种|那样|这样|那样的|的那种|"
    "底下|下头|底下再|播一下|一下下|来一下|一下|听一下|看一下|弄一下|搞一下|整一下|显眼|突兀|难受|头晕|起码|至少要|"
    "顺手|顺便帮|顺带|再帮|麻烦再|另外再|最好|尽量|具体|大概|左右吧|差不多|大约|约|真的|实在|其实|总之|反正|好像|貌似|"
    "看着|看上去|听着|听起来|看起来|处理一下|改改|调调|修一修|修一下|搞搞|说什么|他们说什么|老板|客户|客户说|老板说|"
    "领导说|客户想要|领导想要",
}  # fmt: skip
