"""Slips of the hand, mended before a message is read: ``frist``, ``interveiw``, ``专场``.

A word is changed only where it is no word that the editor or the language knows, and is one slip away from one that
is. Quotations, file names and words in capitals within a sentence stay as they are; what is written for the picture
or named again is given back in the person's own spelling.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cache, lru_cache
from typing import Any

from local_backend.edits.model import Edit
from local_backend.language.model import Understanding
from local_backend.language.words import numbers
from local_backend.language.words.lexer import FILE, SLANG, ZH_FILE, quotation
from local_backend.language.words.lookalikes import WORDS
from local_backend.language.words.names import Names, folded
from local_backend.language.words.vocabulary import english_phrases, lemmas, match_words

SHORTEST = 3
"""letters of a word that is looked at; one of three only for a letter turned round or doubled"""
COMMON = 3
"""so many phrases of the vocabulary make a word the likelier one of two"""
UNITS = "second minute hour percent degree pixel frame time quarter half hundred couple several third tenth"
_PAIRS = (
    "ck cs sz iy ae ei ao ou mn dt bp vw fv gj kq sx ai eo iu "
    "qw we er rt ty yu ui io op as sd df fg gh hj jk kl zx xc cv vb bn nm"
)
ALIKE = frozenset(_PAIRS.split())
"""letters that sound alike or lie side by side"""
WORD = re.compile(r"[A-Za-z]+")
DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
"""wayyy, sooo"""
OPENS = re.compile(r"(?:^|[.!?。！？\n])[\s\-*•>\d.)(]*$")
AD = re.compile(r"(?<![\w.])ad (?=(?:an?|the|some|my|another|music|text|captions?|subtitles?)\b)")
AN = re.compile(r"(?<![\w.])an (?=[bcdgjklmpqrstvwyz][a-z]{0,2}[aeiou])")
BACK = re.compile(r"(?<=\d)背(?=速|[，。,.！]|$)")
HOMOPHONES = {
    "专场": "转场", "转厂": "转场", "第一断": "第一段", "第二断": "第二段", "第三断": "第三段",
    "第一端": "第一段", "第二端": "第二段", "第三端": "第三段", "静英": "静音",
    "静因": "静音", "背影音乐": "背景音乐", "字母": "字幕", "子幕": "字幕", "倒方": "倒放", "裁减": "裁剪",
    "放漫": "放慢", "减素": "减速", "旋传": "旋转", "玄转": "旋转", "视屏": "视频", "试频": "视频", "彩访": "采访",
    "菜访": "采访", "旁百": "旁白", "旁拜": "旁白", "淡人": "淡入", "黑百": "黑白", "饱和渡": "饱和度",
    "亮渡": "亮度", "对比渡": "对比度", "水银": "水印", "删处": "删除", "册除": "删除", "照骗": "照片",
    "图骗": "图片", "竖平": "竖屏", "静应": "静音", "净音": "静音", "镜音": "静音", "调量": "调亮", "音月": "音乐",
    "标体": "标题", "道放": "倒放", "倒房": "倒放", "转常": "转场", "转唱": "转场", "装场": "转场", "叠话": "叠化",
    "淡如": "淡入", "淡处": "淡出", "渐影": "渐隐", "加诉": "加速", "家速": "加速", "减诉": "减速", "采坊": "采访",
    "彩坊": "采访", "海难": "海滩", "城是": "城市", "字木": "字幕", "字暮": "字幕", "水映": "水印", "照偏": "照片",
    "图偏": "图片", "片断": "片段", "片端": "片段", "背境": "背景", "被景": "背景", "画免": "画面", "结伟": "结尾",
    "开投": "开头", "横平": "横屏", "海摊": "海滩", "慢动做": "慢动作",
}  # fmt: skip

TRADITIONAL = (
    "丟並乾亂佔併來係倆個們偉側備傢傳傷傾僅價儘優兒內兩冊凈凍別刪剛剝創劃劇勁動務勞勵區協厤厭厲參唄唸問啓啞啟單喲嗎嗶嘍嘰噠噴嚮嚴囉圍園圓圖團執報場塊墊壓壞壯夠夢奪媽嬰學實寧寫寬寶將專對導層屬帥師"
    "帶幀幫幹幾庫廚廟廠廢廣廳張強彈後從復徹愛愜態慣慶憂憑憶應懞懶懷懸戲戶捨捱捲掃掛採換損搖搶摳摺撐擇擋據擠擱擺攝攤數斷於昇時暈暢曆曏書會朧東桿條棄業極構樂標樣樹橋機橫檔檢欄權歡歲歷歸殼氣氾汙沒沖"
    "況淨淺減測湊準溫滯滾滿漸潑潔潤濃濛濾灘為無煙煩熱燈燒營爍爛爲爾牆狀獨現環產産畫畵當疊癒發皺盡眾確碼礙禪禮種稱積穩竪節範簡簽籤粵紀約紅紋純紙級細紹終絃組結絡給統經綠綫維綱網綵緊線緣編緩緻縮縱總"
    "繪繫繼續罵羣習翫聲職聽脣腦腳膚膠膩臉臟臨臺與舊艷萬蓋蔘藍藝處虛號衆術衚衝裏補裝裡製複襬襯見規視親覺覽觀計討託記訪設許訴註証詞試詩話該誌認誒語誤誦說説誰調談請謐講謝證識譟譯議讀變讓豎豐豔貓貝負"
    "貨費貼資賊賓賣質賽趕蹤躍車軌軍軟軸較載輕輛輝輪輯輸轉辦迴這連週進遊運過達遠適遲選還邊醜針釦鈕鈡鈴銀銜銳銷鋪鋭錄錦錯録錶鍵鍾鏇鏈鏡鏢鐘鐵長門閃閉開閑閒間闆闇關陣陰陳陽隊階隨隱隸隻雙雜離難雲電霧"
    "靈靜韓響頁頂項順須預頓領頭頻顆題額顏顛類顧顯風颱飛飯飽餘館饋馬駕駡騙驚驟髒體髮鬆鬚鬧鬱鮮鳥麗麥麼黃點齊齒齣龍"
)
SIMPLIFIED = (
    "丢并干乱占并来系俩个们伟侧备家传伤倾仅价尽优儿内两册净冻别删刚剥创划剧劲动务劳励区协历厌厉参呗念问启哑启单哟吗哔喽叽哒喷向严啰围园圆图团执报场块垫压坏壮够梦夺妈婴学实宁写宽宝将专对导层属帅师"
    "带帧帮干几库厨庙厂废广厅张强弹后从复彻爱惬态惯庆忧凭忆应蒙懒怀悬戏户舍挨卷扫挂采换损摇抢抠折撑择挡据挤搁摆摄摊数断于升时晕畅历向书会胧东杆条弃业极构乐标样树桥机横档检栏权欢岁历归壳气泛污没冲"
    "况净浅减测凑准温滞滚满渐泼洁润浓蒙滤滩为无烟烦热灯烧营烁烂为尔墙状独现环产产画画当叠愈发皱尽众确码碍禅礼种称积稳竖节范简签签粤纪约红纹纯纸级细绍终弦组结络给统经绿线维纲网彩紧线缘编缓致缩纵总"
    "绘系继续骂群习玩声职听唇脑脚肤胶腻脸脏临台与旧艳万盖参蓝艺处虚号众术胡冲里补装里制复摆衬见规视亲觉览观计讨托记访设许诉注证词试诗话该志认诶语误诵说说谁调谈请谧讲谢证识噪译议读变让竖丰艳猫贝负"
    "货费贴资贼宾卖质赛赶踪跃车轨军软轴较载轻辆辉轮辑输转办回这连周进游运过达远适迟选还边丑针扣钮钟铃银衔锐销铺锐录锦错录表键钟旋链镜镖钟铁长门闪闭开闲闲间板暗关阵阴陈阳队阶随隐隶只双杂离难云电雾"
    "灵静韩响页顶项顺须预顿领头频颗题额颜颠类顾显风台飞饭饱余馆馈马驾骂骗惊骤脏体发松须闹郁鲜鸟丽麦么黄点齐齿出龙"
)
PLAIN = str.maketrans(TRADITIONAL, SIMPLIFIED)
HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff])[,;!?]|[,;!?](?=\s?[\u4e00-\u9fff])")
FULL_WIDTH = str.maketrans(",;!?", "，；！？")
REGIONAL = {"荧幕": "屏幕", "萤幕": "屏幕", "视讯": "视频", "音讯": "音频", "软体": "软件", "档案": "文件",
            "解析度": "分辨率", "预设": "默认", "回复": "恢复", "著": "着"}  # fmt: skip
"""what is said otherwise where traditional signs are written, as long as what it stands for"""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A message as it is read, and the words in it that were written otherwise, each with how."""

    text: str
    slips: tuple[tuple[str, str], ...] = ()
    simple: str = ""
    written: str = ""
    """the message in simplified signs and in the person's own, sign for sign; empty where those are the same"""

    def restored(self, said: Understanding) -> Understanding:
        """What was understood, with the person's own spelling where their words are given back."""
        if not (self.slips or self.written):
            return said
        lost = tuple(map(self._own, said.not_understood))
        refusals = tuple(replace(one, what=self._own(one.what)) for one in said.refusals)
        return replace(said, edits=tuple(map(self._written, said.edits)), not_understood=lost, refusals=refusals)

    def _written(self, edit: Edit) -> Edit:
        changed: dict[str, Any] = {}
        for one in fields(edit):
            value = getattr(edit, one.name)
            if one.name in ("text", "words") and isinstance(value, str) and self._own(value) != value:
                changed[one.name] = self._own(value)
        return replace(edit, **changed) if changed else edit

    def _own(self, words: str) -> str:
        for now, was in self.slips:
            words = re.sub(rf"(?<![A-Za-z]){re.escape(now)}(?![A-Za-z])", lambda _, was=was: was, words)  # type: ignore[misc]
        at = self.simple.find(words) if self.written else -1
        return self.written[at : at + len(words)] if at >= 0 else words


def simplified(message: str, names: Names) -> str:
    """The message in simplified signs, in the same places; quotations and file names as they are."""
    plain = punctuated(message).translate(PLAIN)
    if plain == message:
        return message
    if message.translate(PLAIN) != message:
        for word, known in REGIONAL.items():
            plain = plain.replace(word, known)
    for first, last in _kept(message, names):
        plain = plain[:first] + message[first:last] + plain[last:]
    return plain


def punctuated(message: str) -> str:
    """The message with the full-width signs that belong between Chinese words, in the same places."""
    return HALF_WIDTH.sub(lambda one: one.group().translate(FULL_WIDTH), message)


def spelled(message: str, names: Names) -> Spelling:
    """The message with the slips in it mended."""
    if "-->" in message:
        return Spelling(message)  # subtitles
    written, message = message, simplified(message, names)
    kept = list(_kept(message, names))
    known = tuple(sorted(names.words))
    shouted = message.upper() == message
    parts: list[str] = []
    slips: dict[str, str] = {}
    done = 0
    for match in WORD.finditer(message):
        at, end = match.span()
        word = match.group()
        if len(word) < SHORTEST or any(first < end and at < last for first, last in kept):
            continue
        if _inside(message, at, end) or (word != word.lower() and not (shouted or OPENS.search(message, 0, at))):
            continue
        if word[1:] != word[1:].lower() and not shouted:
            continue
        meant = mended(word.lower(), known)
        if not meant:
            continue
        meant = meant.upper() if shouted else meant.capitalize() if word[0].isupper() else meant
        parts += [message[done:at], meant]
        if meant not in message:  # else it could not be told which of the two is given back
            slips[meant] = word
        done = end
    text = "".join([*parts, message[done:]])
    for wrong, right in HOMOPHONES.items():
        if wrong in text and not any(wrong in text[first:last] for first, last in _kept(text, names)):
            text = text.replace(wrong, right)
            slips[right] = wrong
    text = AN.sub("and ", AD.sub("add ", BACK.sub("倍", text)))
    return Spelling(text, tuple(slips.items()), *((message, written) if written != message else ()))


def _kept(message: str, names: Names) -> Iterator[tuple[int, int]]:
    """The stretches in which nothing is changed: quotations, file names, addresses."""
    low = folded(message)
    at = 0
    while at < len(message):
        end = max(quotation(message, at), names.at(low, at)[0] if low[at].isalnum() else at)
        if end > at:
            yield at, end
        at = max(end, at + 1)
    for pattern in (FILE, ZH_FILE):
        for match in pattern.finditer(low):
            yield match.span()


def _inside(message: str, at: int, end: int) -> bool:
    """Whether a word is part of something longer: an address, a mark, a short form."""
    before, after = message[at - 1 : at], message[end : end + 2]
    return before in tuple("_/@#\\'’&") or (before == "." and at > 1 and not message[at - 2].isspace()) or bool(
        re.match(r"[_/@\\&\d]|\.\w|['’](?!s\b)\w", after)
    )  # fmt: skip


@lru_cache(maxsize=4096)
def mended(word: str, names: tuple[str, ...]) -> str:
    """The word that a misspelt one is meant to be; empty where it is none, or more than one may be meant."""
    if word in WORDS or word in SLANG or _known(word) or any(one in names for one in lemmas(word)):
        return ""
    if DRAWN_OUT.search(word):
        shorter = (DRAWN_OUT.sub(again, word) for again in (r"\1", r"\1\1"))
        return next((one for one in shorter if one in WORDS or one in SLANG or _known(one)), "")
    near = {one for stem in _shortened(word) for one in _stems().get(stem, ())}
    near |= {one for one in names if one.isalpha() and _shortened(word) & _shortened(one)}
    most = 0.4 if len(word) < 4 else 1
    costs = {one: cost for one in near if (cost := _slip(word, one)) < (min(most, 0.7) if one in names else most)}
    if not costs:
        return ""
    least = min(costs.values()) + 0.11
    best = sorted(one for one, cost in costs.items() if cost <= least)
    best = [one for one in best if one in names] or best
    often = {one: max(_phrases().get(base, 0) for base in lemmas(one)) for one in best}
    likely = [one for one in best if often[one] * COMMON >= max(often.values())]
    return min(likely, key=lambda one: (costs[one], one)) if len({_meaning(one) for one in likely}) == 1 else ""


def _meaning(word: str) -> object:
    return match_words([word])[1] or min(lemmas(word), key=len)


@cache
def _phrases() -> dict[str, int]:
    """In how many phrases a word stands."""
    return Counter(word for entries in english_phrases().values() for phrase, _ in entries for word in phrase)


def _known(word: str) -> bool:
    return any(one in _vocabulary() for one in lemmas(word))


@cache
def _vocabulary() -> dict[str, str]:
    """Every word of the vocabulary, with ``v`` and ``n`` where it is a verb or a noun of its own."""
    known = dict.fromkeys([*numbers.ONES, *numbers.TENS, *numbers.ORDINALS], "") | dict.fromkeys(UNITS.split(), "n")
    for entries in english_phrases().values():
        for phrase, tags in entries:
            for word in phrase:
                known.setdefault(word, "")
            if len(phrase) == 1:
                known[phrase[0]] += "".join({tag[0] for tag in tags if tag.startswith(("v:", "n:"))})
    return known


@cache
def _stems() -> dict[str, tuple[str, ...]]:
    """Every word that may be meant, by itself and by itself without one of its letters."""
    index: dict[str, list[str]] = {}
    for base, kinds in _vocabulary().items():
        if not base.isalpha() or len(base) < SHORTEST:
            continue
        for word in (base, *_inflected(base, kinds)):
            for stem in _shortened(word):
                index.setdefault(stem, []).append(word)
    return {stem: tuple(words) for stem, words in index.items()}


def _inflected(word: str, kinds: str) -> Iterator[str]:
    if kinds and not word.endswith("s") and not (kinds == "v" and word.endswith(("ed", "ing"))):
        yield word + "s"
    if "v" not in kinds or word.endswith(("s", "ed", "ing")):
        return
    stem = word[:-1] if word.endswith("e") else word
    stem += stem[-1] if re.search(r"[^aeiou][aeiou][bdgmnprt]$", word) else ""
    yield from (stem + "ed", stem + "ing")


def _shortened(word: str) -> set[str]:
    return {word, *(word[:index] + word[index + 1 :] for index in range(len(word)))}


def _slip(word: str, known: str) -> float:
    """How far a written word is from a known one: below 1 for one slip of the hand, the likelier the less."""
    if word[0] != known[0] and sorted(word[:2]) != sorted(known[:2]):
        return 1
    start = next((i for i, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), min(len(word), len(known)))
    left, right = word[start:], known[start:]
    if len(left) == len(right) and left[:2] == right[1::-1] and left[2:] == right[2:]:
        return 0.2
    if left[1:] == right:
        return 0.3 if left[0] == word[start - 1 : start] else 0.7
    if left == right[1:]:
        return 0.3 if right[0] == known[start - 1 : start] else 0.5
    if left[1:] == right[1:]:
        if left[0] + right[0] in ALIKE or right[0] + left[0] in ALIKE:
            return 0.6 if len(word) > 4 else 1
        return 0.8 if len(word) > 6 else 1
    return 0.9 if len(word) > 7 else 1
