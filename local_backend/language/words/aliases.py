"""What files are called in the other language, ``beach.mp4`` 海滩那段; and what settings are called as keys."""

from __future__ import annotations

_PAIRS = (
    "interview:采访,访谈,专访", "beach:海滩,沙滩,海边", "city:城市,市区,都市", "coffee:咖啡",
    "mug:杯子,马克杯,咖啡杯", "cup:杯子,茶杯", "beans:豆子,咖啡豆", "bean:豆子,咖啡豆", "latte:拿铁",
    "shop:店铺,店面,店里,商店,门店,小店", "store:店铺,商店,门店", "market:市场,集市,菜市场",
    "workshop:工坊,作坊,车间,工作坊", "panorama:全景,全景图", "surf:冲浪", "bride:新娘", "groom:新郎", "bottle:瓶子",
    "street:街道,街景,街头", "sunset:日落,夕阳", "sunrise:日出",
    "mountain:山,山景,大山", "mountains:山,群山", "sea:大海,海面", "ocean:大海,海洋", "lake:湖,湖边", "river:河,河流",
    "forest:森林,树林", "park:公园", "garden:花园", "house:房子", "home:家,家里", "kitchen:厨房", "office:办公室",
    "school:学校", "wedding:婚礼", "party:派对,聚会", "birthday:生日", "baby:宝宝,婴儿", "dog:狗,小狗,狗狗",
    "cat:猫,小猫,猫咪", "food:美食,食物", "cake:蛋糕", "car:汽车,车子", "train:火车", "plane:飞机", "airport:机场",
    "hotel:酒店", "drone:航拍,无人机", "product:产品,商品", "team:团队", "portrait:人像,肖像", "family:家人,全家福",
    "night:夜景,夜晚", "snow:雪,雪景", "flower:花,花朵", "flowers:花,花朵", "tree:树", "sky:天空", "bridge:桥,大桥",
    "temple:寺庙", "museum:博物馆", "restaurant:餐厅,饭店", "bread:面包", "tea:茶", "concert:演唱会,音乐会",
    "dance:舞蹈,跳舞", "headphones:耳机", "lamp:台灯", "plant:绿植,植物,盆栽", "speaker:音箱", "speech:演讲",
    "game:比赛,游戏", "demo:演示",
)  # fmt: skip
ALSO: dict[str, tuple[str, ...]] = {}
for _pair in _PAIRS:
    _word, _, _others = _pair.partition(":")
    ALSO[_word] = tuple(_others.split(","))
    for _other in ALSO[_word]:
        ALSO[_other] = (*ALSO.get(_other, ()), _word)


def also(word: str) -> tuple[str, ...]:
    """What a word of a file name is called in the other language; one sign alone would be found everywhere."""
    return tuple(one for one in ALSO.get(word, ()) if len(one) > 1)


SETTINGS = {
    "start": "start|in|begin|from|start time|in point|source in|src in|clip in|trim start|trim in|starts at|入点|开始|"
             "起点|起始|开始时间",
    "end": "end|out|until|end time|out point|source out|src out|clip out|trim end|trim out|ends at|出点|结束|终点|"
           "结束时间",
    "at": "at|time|timestamp|at time|split at|freeze at",
    "duration": "duration|dur|for|hold|时长|持续|持续时间",
    "fade in": "fade in|fadein|fade in duration|淡入",
    "fade out": "fade out|fadeout|fade out duration|淡出",
    "volume": "volume|vol|gain|level|volume level|音量",
    "opacity": "opacity|alpha|不透明度",
    "width": "width|宽度|宽",
    "height": "height|高度|高",
    "place": "position|pos|place|placement|anchor|align|alignment|location|to|to position|new position|"
             "index|to index|位置",
    "fit": "fit|fit mode|fitmode|object fit|scaling|scale mode|fill mode|适配|填充|填充方式|适配方式",
    "speed": "speed|rate|playback rate|playback speed|speed factor|速度|倍速",
    "rotate": "rotate|rotation|angle",
    "canvas": "canvas|aspect|aspect ratio|ratio|画布|比例|画幅",
    "rows": "resolution|quality|分辨率",
    "fps": "fps|frame rate|framerate|帧率",
    "bytes": "max size|max filesize|max file size|size limit|filesize|file size|maxsize|文件大小",
    "format": "format|container|file format|output format|格式",
    "file": "file|src|source|media|asset|filename|file name|input|clip|target|segment|item|track|文件|素材|片段",
    "words": "text|content|title|caption|subtitle|label|string|words|文字|内容|文案",
    "color": "color|colour|font color|text color|fontcolor|颜色|字色",
    "plate": "background color|bg color|box color|background colour|bgcolor|plate|底色",
    "size": "font size|fontsize|text size|字号",
    "motion": "motion|ken burns|kenburns|animation|运镜",
    "flip": "flip|mirror",
    "style": "style|mood|genre|风格",
    "kind": "transition|transitions|transition type|转场",
    "value": "value|kind|variant|times|count|amount|percent|percentage|direction|axis|orientation|effect|"
             "effects|filter",
    "backdrop": "background|background mode|bg|background fill",
    "joint": "transition duration|transition length|crossfade duration|转场时长",
    "loudness": "loudness|lufs|target lufs|loudness target",
    "action": "action|op|operation|type|command|edit|cmd|tool|操作",
    "black and white": "grayscale|greyscale|black and white|bw|monochrome|黑白",
    "muted": "mute|muted|静音",
    "reversed": "reverse|reversed|倒放",
    "looped": "loop|looped|looping|循环",
    "stabilised": "stabilize|stabilise|stabilized|stabilization|stabilisation|防抖",
    "visible": "visible|visibility|shown|is visible|enabled|可见|显示",
    "hidden": "hidden|is hidden|hide|disabled|隐藏",
    "with ducking": "duck|ducking|auto duck|autoduck",
    "flip horizontally": "flip h|flip horizontal|hflip|mirror h",
    "flip vertically": "flip v|flip vertical|vflip",
    "sepia": "sepia", "vintage": "vintage", "bold": "bold", "audio only": "audio only",
}  # fmt: skip
"""what the settings of a thing are called as keys"""
