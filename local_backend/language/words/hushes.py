"""Words for silence and black drawn to what they mean: "jump cut the interview", "低于-45dB就算静音", "几帧是黑的"."""

from __future__ import annotations

from local_backend.language.words.lexer import Tok

COUNTS_AS = (
    "算",
    "算是",
    "算作",
    "就算",
    "视为",
    "当作",
    "当成",
    "叫",
    "属于",
    "都算",
    "counts as",
    "count as",
    "as",
    "is",
)
MEASURED = ("超过", "大于", "多于", "长于", "以上", "高于", "达到", "的部分", "的地方", "的段落", "的片段", "时间")
BLACK = ("黑", "全黑", "纯黑", "黑色", "黑乎乎", "black", "all black", "pure black", "completely black")


def hushed(toks: list[Tok]) -> list[Tok]:
    """The tokens with such words made the silences or the black frames that they stand for."""
    for at, tok in enumerate(toks):
        words = tok.text.lower()
        ahead = [one for one in toks[at + 1 : at + 5] if one.text.lower() not in ("the", "this", "that", "my", "a")]
        if tok.has("t:none") and words.startswith("jump cut") and not _joining(toks, at):
            aim = ahead[0] if ahead else None
            first = not any(one.has("v:") and not one.has("f") for one in toks[:at][-3:])
            if first and aim is not None and aim.has("n:silence"):
                tok.tags = {"v:cut"}
            elif any(one.has("sel", "n:video", "n:voice") for one in toks[max(0, at - 6) : at + 6]) or (
                first and aim is not None and aim.has("pron", "n:clip")
            ):
                tok.tags = {"v:cut", "n:silence"}
        if tok.has("v:mute") and tok.text == "静音" and at and (
            toks[at - 1].text in COUNTS_AS or any(one.text in ("算", "视为", "当") for one in toks[at - 2 : at])
        ):  # fmt: skip
            tok.tags = {"n:silence"}
            for one in toks[max(0, at - 2) : at]:
                one.tags = {"f"} if one.has("w") else one.tags
        cut = any(one.has("v:cut", "v:remove") for one in toks[max(0, at - 8) : at])
        where = cut and any(one.text.lower() in ("where", "when", "wherever") for one in toks[max(0, at - 3) : at])
        if tok.has("v:mute") and (words == "silences" or where or _beside_black(toks, at)):
            tok.tags = {"n:silence"}
        quiet = tok.has("m:Ambient", "quieter") and tok.text in ("安静", "静")
        if quiet and ahead and (ahead[0].text.startswith(MEASURED) or ahead[0].has("least")):
            tok.tags = {"n:silence"}
        if words in BLACK and any(one.text.lower() in ("帧", "frames", "frame") for one in toks[max(0, at - 4) : at]):
            tok.tags = {"n:black"}
            for one in toks[max(0, at - 4) : at]:
                if one.has("n:frame", "v:add", "w"):
                    one.tags = {"f"}
    return toks


def _joining(toks: list[Tok], at: int) -> bool:
    """Whether clips are being joined: there the word is about what is between them."""
    near = toks[max(0, at - 6) : at + 7]
    return any(
        one.has("between", "n:transition", "each", "neg", "v:replace") for one in near if one is not toks[at]
    ) or (any(one.has("t:", "todur") for one in near if one is not toks[at]))


def _beside_black(toks: list[Tok], at: int) -> bool:
    """``把静音和黑帧都去掉``: what is silent, beside what is black."""
    near = [*toks[max(0, at - 2) : at], *toks[at + 1 : at + 3]]
    return toks[at].text in ("静音", "无声", "没声音") and any(one.has("n:black") for one in near)
