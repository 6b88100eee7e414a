"""What the file shall be, what is to be left alone, and what is impossible here."""

from __future__ import annotations

from collections.abc import Sequence

from local_backend.edits import model as m
from local_backend.edits.model import Impossible
from local_backend.language.beside import wishes
from local_backend.language.message import remarks
from local_backend.language.message.clause import Clause, Scene
from local_backend.language.model import Refusal
from local_backend.language.sound.voices import unheard
from local_backend.language.words.lexer import Tok

GENERATES = ("generate", "create", "produce", "make", "生成", "创作", "创建", "做", "做个", "做一个", "来个")
ARTICLES = (
    "a", "an", "some", "me", "one", "two", "big", "small", "little", "flying", "one more",
    "一条", "一只", "一个", "一头", "一位", "一辆", "一座", "一匹", "一名", "个", "条", "只", "一",
)  # fmt: skip


CHANGING = "v:cut v:trim v:keep v:remove v:speed v:mute v:add v:move v:replace n:music n:title n:text quote all unknown"


def _whole_only(c: Clause, scene: Scene) -> None:
    """``export the first 5 seconds as a GIF``, ``导出第二段``: a part is no file of its own."""
    there = [one for one in c.toks if one.has("sel") and one.which is not None and not one.which.everything]
    if there or c.has("edge range half:"):
        raise Impossible(
            scene.pick("Only the whole video can be exported.", "只能导出整个视频。"),
            scene.pick(f'Cut it first ("{wishes.kept_first(c, scene)}"), export, and undo the cut afterwards.',
                       f"可以先剪（比如“{wishes.kept_first(c, scene)}”），导出后再撤销。"),
        )  # fmt: skip


SOUNDING = (
    "dur for range edge at after before pct x db num exact neg v:remove v:change v:mute v:detach v:split v:fade n:fade "
    "quote n:silence n:loudness louder quieter c: n:transition v:move v:add v:take v:speed"
)
WISHED = "c: pct db x louder quieter bigger smaller brighter darker warmer colder bold"


def output(c: Clause, scene: Scene) -> list[m.Edit] | None:
    """``export as webm in 4K at 60 fps under 20 MB``, ``audio only``."""
    verbs = [one for one in c.toks if one.has("v:") and not one.has("v:make v:change v:want f")]
    gif = c.has("fmt:gif") and not verbs  # "a GIF of the first 5 seconds"
    if (c.has("v:export") or gif) and c.has("edge range sel half:") and not c.has(CHANGING) and not scene.composing:
        _whole_only(c, scene)
    now = scene.timeline.output.format
    if now not in ("", "mp4") and wishes.plain_again(c, now):
        c.used |= set(range(len(c.toks)))
        return [m.SetOutput("mp4", audio_only=False, language=scene.language)]
    pixels = wishes.shorter_side(c, scene.timeline)
    if not pixels and not c.has("fmt:", "rows", "fps", "bytes", "hd", "uhd"):
        return None
    fmt = c.see("fmt:")
    if fmt is not None and fmt.has("name") and not c.has("v:export", "to", "v:make", "v:change"):
        return None
    only = c.take("fmt:audio")
    if only is not None and not (only.text.lower() != "audio file" or c.has("v:export")):
        return None
    lines = c.take("rows", "hd", "uhd")
    height = pixels
    if lines is not None:
        height = int(lines.value) if lines.has("rows") else 2160 if lines.has("uhd") else 1080
    fps = c.take("fps")
    size = c.take("bytes")
    kind = c.take("fmt:")
    name = kind.kind_of("fmt:") if kind else ""
    audio = True if only or name in ("mp3", "wav", "m4a", "audio") else None
    if name == "audio":
        name = ""
    if name in ("mp4", "mov", "webm", "gif"):
        audio = False
    fmt_name = name or ("m4a" if audio else "")
    rate = int(fps.value) if fps else 0
    if fps and not 1 <= rate <= 120:
        return None
    c.take_all(
        "v:export v:make v:change v:want under n:video n:film n:filesize n:quality pron to p:at v:add n:media v:keep "
        "fmt: hd n:audio n:size with all exact smaller bigger neg least n:speed down n:frame p:for in n:gif"
    )
    c.used |= {index for index, one in c.free() if one.text.lower() in ("limit", "cap", "tops", "上限")}
    return [m.SetOutput(fmt_name, rate, height, int(size.value) if size else 0, audio, language=scene.language)]


def settled(found: list[m.Edit]) -> list[m.Edit]:
    """``just the soundtrack as an mp3, no picture``: that only sound is wanted names no format of its own."""
    named = [one for one in found if isinstance(one, m.SetOutput) and one.format in ("mp3", "wav")]
    if not named:
        return found
    plain = m.SetOutput("m4a", audio_only=True, language=named[0].language)
    return [one for one in found if one != plain]


def leave(c: Clause, _scene: Scene) -> list[m.Edit] | None:
    """``leave the music as it is``, ``don't touch the title``: understood, and nothing to do."""
    if c.has("v:swap v:move v:duplicate v:reverse v:speed v:split") and not c.has("v:dislike"):
        return None
    if c.has("n:rest") and c.has("sel") and c.has("first last ord at_start at_end p:after p:before"):
        return None
    if c.has("leave") and not c.has("v:dislike") and c.has(WISHED):
        return None  # "leave all but the title, which should be red"
    if c.has("n:title n:text n:lowerthird n:subtitle n:logo") and c.has("all") and c.has("n:screen v:show"):
        return None  # "keep the title on screen the whole time"
    stays = c.has("goes") or c.word("keep", "retain", "preserve", "保留", "留着", "留住", "stays", "stay", "stays on")
    if stays and c.has("n:audio n:volume") and not c.has(SOUNDING) and not c.word("own", "track", "separate"):
        c.used |= {index for index, _ in c.free()}
        return []  # "keep the sound of clip 1, mute the rest"
    if (
        (c.has("v:dislike") and c.has("sel n:music n:voice n:title n:transition n:text n:video"))
        or (
            any(one.has("v:keep") and one.text for _, one in c.free())
            and c.has("n:music n:voice n:title n:text n:lowerthird n:subtitle n:caption n:logo n:transition n:volume")
            and not c.has("dur for range edge at after before pct exact sel neg v:remove v:change quote n:silence")
            and not any(
                one.has("v:keep") and ("only" in one.text or one.text.startswith(("只", "仅"))) for one in c.toks
            )
        )
        or (
            c.has("leave")
            and not c.has("dur", "for", "n:silence")
            and (
                c.has("same")
                or c.word("leave", "don't touch", "do not touch", "don't change", "do not change", "without changing")
            )
        )
        or (
            c.has("v:keep")
            and c.has("n:rest")
            and not c.has("dur for range edge at after before pct exact sel v:remove")
        )
        or (
            c.word("留着", "留住", "留下吧", "stay", "stays", "remain", "remains", "stays on")
            and c.has("n:photo n:clip n:video n:music n:voice")
            and not c.has("dur for range edge at after before pct exact sel neg v:remove v:change quote")
        )
        or (
            c.has("same")
            and c.has("v:keep", "n:")
            and not c.has("v:change dur for pct x range at")
            and not (c.word("same") and c.has("sel") and not c.has("v:keep leave"))
        )
    ):
        told = _disliked(c)
        c.used |= {index for index, _ in c.free() if index < told}
        return []
    return None


def _disliked(c: Clause) -> int:
    """Where "I don't like the music" ends and "use lo-fi instead" begins; the end of a clause that says no more."""
    comma = next((index for index, one in enumerate(c.toks) if one.has("comma", "dash")), len(c.toks))
    wished = c.said("v:dislike") and any(one.has("v:") for one in c.toks[comma:])
    return comma if wished else len(c.toks)


def impossible(toks: Sequence[Tok]) -> bool:
    """Whether anything in the message smells of what cannot be done here."""
    return any(
        one.has("v:see v:transcribe v:recognise v:translate v:speak v:removebg v:upload") for one in toks
    ) or any(one.has("v:make", "v:want", "v:add", "v:show") for one in toks)


def refusal(c: Clause, scene: Scene) -> Refusal | None:
    """Why a clause cannot be done here, and the nearest thing that can; None for one that may."""
    pick = scene.pick
    what = "".join(scene.message[c.toks[0].start : c.toks[-1].end]).strip(" ,.，。")

    def no(why_en: str, why_zh: str, near_en: str, near_zh: str) -> Refusal:
        return Refusal(what, pick(why_en, why_zh), pick(near_en, near_zh))

    lines = any(scene.files(one, "caption") for one in c.toks if one.has("name"))
    if c.has("v:transcribe") and not c.has("quote") and not lines:
        return no("I cannot transcribe speech here.", "这里不能把语音转成文字。",
                  "Give me the lines with their times, or an SRT or VTT file, and I add them as captions.",
                  "请给我带时间的台词，或者 SRT、VTT 字幕文件，我来加成字幕。")  # fmt: skip
    if c.has("v:removebg") and not c.has("n:music", "n:audio"):
        return no("I cannot cut a subject out of its background here.", "这里不能抠像或换背景。",
                  "I can blur, crop or zoom the picture, or lay a logo with transparency over it.",
                  "可以模糊、裁剪、放大画面，或者叠加带透明度的图片。")  # fmt: skip
    if c.has("v:translate") and not c.has("quote"):
        return no("I cannot translate here.", "这里不能翻译。",
                  "Send me the translated lines and I put them on the picture.",
                  "请把译好的文字发给我，我来加到画面上。")  # fmt: skip
    if unheard(c):
        return no("I cannot speak a text here.", "这里不能把文字读出来。",
                  "Upload a recording, or I show the words as a title.",
                  "请上传录音，或者我把文字显示成标题。")  # fmt: skip
    lettered = c.said("n:title n:text n:caption n:subtitle n:lowerthird n:logo n:overlay") and remarks.remarked(c)
    if lettered:
        return None  # "the title covers her face"
    if (c.has("v:recognise") and not c.has("n:silence", "n:black", "quote") and not c.has("sel")) or _faces(c):
        return no("I cannot recognise people or things in a picture here.", "这里不能识别画面里的人或物。",
                  "Name the clip by its number, its file name or a time.",
                  "请用编号、文件名或时间来指定片段。")  # fmt: skip
    return _not_invented(what, scene) if _invents(c, scene) else None


def _not_invented(what: str, scene: Scene) -> Refusal:
    return Refusal(
        what,
        scene.pick("I cannot generate scenes or pictures here; I edit what has been uploaded.",
                   "这里不能凭空生成画面，我只编辑上传的素材。"),
        scene.pick("Upload a clip or photo of it, and say where it goes; titles and music I can make.",
                   "请上传相应的照片或视频，再告诉我放在哪里；标题和音乐我可以做。"),
    )  # fmt: skip


def unseen(c: Clause, scene: Scene) -> Refusal | None:
    """``add a dragon``, ``生成一条龙``: no frame knows what it is, so it is a thing to be seen that no file shows."""
    verb = next((index for index, one in enumerate(c.toks) if one.has("v:make", "v:add", "v:see")), None)
    if verb is None or any(one.has("quote", "unknown", "pron", "t:", "fx:", "pct", "x", "neg") for one in c.toks):
        return None
    shown = next((index for index in range(verb + 1, len(c.toks)) if not _article(c.toks[index])), None)
    if shown is None or not c.toks[shown].has("w"):
        return None
    things = (
        "n:clip",
        "n:photo",
        "n:video",
        "n:film",
        "n:place",
        "n:screen",
        "n:background",
        "n:frame",
        "n:end",
        "n:start",
    )
    if any(one.has("n:") and not one.has(*things) for one in c.toks):
        return None
    made = c.toks[verb].text.lower() in GENERATES or c.toks[verb].has("v:see")
    if not made and not (c.toks[verb].has("v:add") and any(_article(one) for one in c.toks[verb + 1 : shown])):
        return None
    return _not_invented("".join(scene.message[c.toks[0].start : c.toks[-1].end]).strip(" ,.，。"), scene)


def _article(tok: Tok) -> bool:
    return tok.text.lower() in ARTICLES or tok.has("num") or tok.text in ("只", "条", "头", "座", "位", "匹")


def _thing_after(c: Clause, tok: Tok) -> bool:
    """Whether a name is only part of what is to be seen: "of the city skyline"."""
    at = c.toks.index(tok) + 1
    return at < len(c.toks) and c.toks[at].has("w")


def _faces(c: Clause) -> bool:
    return c.word("face", "faces", "人脸", "脸", "打马赛克", "马赛克", "face recognition")


def _invents(c: Clause, scene: Scene) -> bool:
    """``generate a scene of a dragon``: something to be seen that no file shows."""
    words = [index for index, one in c.free() if one.has("w")]
    if c.has("quote") and c.has("n:title", "n:text", "n:caption", "n:subtitle", "n:lowerthird"):
        return False
    if c.has("v:see") and (words or c.has("n:photo", "n:clip", "n:video")) and not c.has("name"):
        return True
    made = c.see("v:make")
    if made is None and not (c.has("v:add", "v:want", "v:show") and words):
        return False
    shown = c.index("n:clip", "n:photo", "n:video", "n:film")
    named = c.index("name")
    before = any(index < named for index in words) if named is not None else True
    if shown is None or c.has("pron", "n:media") or not (before or _thing_after(c, c.toks[named or 0])):
        return False
    tok = c.toks[shown]
    of = next(
        (
            index
            for index in range(shown + 1, min(shown + 3, len(c.toks)))
            if c.toks[index].text.lower() in ("of", "of the", "with", "showing", "where", "about", "in")
        ),
        None,
    )
    generates = (
        made is not None
        and made.text.lower() in ("generate", "create", "生成", "创作", "创建", "制作", "make", "produce")
    ) or c.has("v:want", "v:add", "v:show")
    if (
        generates
        and of is not None
        and any(index > of for index in words)
        and c.toks[of].text.lower() not in ("in",)
        and not _media_after(c, of)
    ):
        return c.toks[of].text.lower() != "with" or not scene.media or tok.has("n:clip")
    if scene.language != "zh" or (made is None and not c.has("v:add")):
        return False
    ahead = [index for index in words if index < shown]
    return (
        bool(ahead)
        and tok.has("n:clip", "n:photo", "n:video")
        and any(one.text == "的" for one in c.toks[ahead[-1] : shown + 1])
    )


def _media_after(c: Clause, at: int) -> bool:
    first = next((one for one in c.toks[at + 1 :] if not one.has("f")), None)
    return any(one.has("n:photo", "n:media") for one in c.toks[at:]) or (
        first is not None and first.has("sel") and not _thing_after(c, first)
    )
