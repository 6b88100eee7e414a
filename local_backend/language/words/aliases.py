"""What files with English names are called in Chinese, and the other way round: ``beach.mp4`` is 海滩那段."""

from __future__ import annotations

_PAIRS = (
    "interview:采访,访谈,专访", "beach:海滩,沙滩,海边", "city:城市,市区,都市", "coffee:咖啡",
    "mug:杯子,马克杯,咖啡杯", "cup:杯子,茶杯", "beans:豆子,咖啡豆", "bean:豆子,咖啡豆", "latte:拿铁",
    "shop:店铺,店面,店里,商店,门店,小店", "store:店铺,商店,门店", "market:市场,集市,菜市场",
    "workshop:工坊,作坊,车间,工作坊", "street:街道,街景,街头", "sunset:日落,夕阳", "sunrise:日出",
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
