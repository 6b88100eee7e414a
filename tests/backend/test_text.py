"""Words are drawn in every script, inside the canvas, legible, and never as a box without a word said."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from local_backend.text import arabic, fonts, typeset
from local_backend.text import draw as text
from local_backend.timeline import Place, TextRole, TextStyle

PLACES: tuple[Place, ...] = (
    "center", "top", "bottom", "left", "right", "top_left", "top_right", "bottom_left", "bottom_right",
)  # fmt: skip
MIXED = "Summer 夏日特卖 こんにちは 안녕 مرحبا 🎉"


def ink(image: text.TextImage) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the bright words on the canvas."""
    bright = (image.rgba[..., :3].min(2) > 200) & (image.rgba[..., 3] > 200)
    rows, columns = np.nonzero(bright.any(1))[0], np.nonzero(bright.any(0))[0]
    return image.x + columns[0], image.y + rows[0], image.x + columns[-1] + 1, image.y + rows[-1] + 1


def test_every_script_of_a_mixed_title_finds_its_font() -> None:
    assert fonts.missing(MIXED) == []
    used = {run.face.path.rsplit("/", 1)[-1].split("[")[0] for run in typeset.line_of(MIXED).runs}
    assert used == {"NotoSans", "NotoSansCJK-VF.otf.ttc", "NotoSansArabic", "NotoEmoji"}


def test_a_character_without_a_glyph_is_named_and_not_drawn() -> None:
    assert fonts.missing("ok \U0001347a\U0001347a fine\u200d") == ["\U0001347a"]
    with_it, without = (text.draw(words, TextStyle(), 1920, 1080) for words in ("ok\U0001347a", "ok"))
    assert np.array_equal(with_it.rgba, without.rgba)


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1080, 1920), (1080, 1080), (640, 360), (3840, 2160)])
def test_a_title_stands_in_the_middle_and_within_the_safe_width(width: int, height: int) -> None:
    left, top, right, bottom = ink(text.draw("The Northlight Collection for spring", TextStyle(), width, height))
    assert left >= width * 0.06 and right <= width * 0.94
    assert abs((left + right) / 2 - width / 2) < width * 0.01
    assert abs((top + bottom) / 2 - height / 2) < height * 0.03


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("role", ["title", "subtitle", "lower_third", "caption"])
def test_words_stand_where_they_are_asked_to(place: Place, role: TextRole) -> None:
    left, top, right, bottom = ink(text.draw("Made by hand", TextStyle(role=role, place=place), 1920, 1080))
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    if "left" in place:
        assert middle_x < 960
    if "right" in place:
        assert middle_x > 960
    if "top" in place:
        assert middle_y < 300
    if "bottom" in place or (place == "center" and role in ("lower_third", "caption")):
        assert middle_y > 780
    assert left > 60 and right < 1860 and top > 40 and bottom < 1040


def test_words_are_as_crisp_as_the_canvas() -> None:
    small, large = (ink(text.draw("Hello", TextStyle(), 640 * n, 360 * n)) for n in (1, 6))
    assert (large[2] - large[0]) / (small[2] - small[0]) == pytest.approx(6, rel=0.04)


def test_size_colour_weight_and_plate_are_obeyed() -> None:
    normal = text.draw("Hello", TextStyle(size=60), 1920, 1080)
    double = text.draw("Hello", TextStyle(size=120), 1920, 1080)
    assert (ink(double)[2] - ink(double)[0]) / (ink(normal)[2] - ink(normal)[0]) == pytest.approx(2, rel=0.03)
    red = text.draw("Hello", TextStyle(color="#ff0000"), 1920, 1080).rgba
    assert tuple(red[(red[..., 3] == 255) & (red[..., 0] > 250)][0][:3]) == (255, 0, 0)
    bold, regular = (text.draw("Hello", TextStyle(weight=one), 1920, 1080).rgba for one in ("bold", "regular"))
    assert (bold[..., :3].min(2) > 200).sum() > 1.2 * (regular[..., :3].min(2) > 200).sum()
    plate = text.draw("Hello", TextStyle(box_color="#0000ff"), 1920, 1080).rgba
    assert tuple(plate[plate.shape[0] // 2, round(plate.shape[1] * 0.12)][:3]) == (0, 0, 255)


def test_white_words_keep_a_dark_edge_on_white() -> None:
    image = text.draw("Legible", TextStyle(role="caption"), 1920, 1080)
    alpha = image.rgba[..., 3:] / 255.0
    on_white = image.rgba[..., :3] * alpha + 255 * (1 - alpha)
    assert on_white.min() < 110


def test_lines_are_balanced_and_a_long_text_is_set_smaller() -> None:
    lines = typeset.wrap("The quick brown fox jumps over the lazy dog again", 90, "bold", 900)
    widths = [line.width(90, "bold") for line in lines]
    assert len(lines) == 3 and min(widths) > 0.8 * max(widths)
    block = text.set_block("word " * 400, TextStyle(), 1920, 1080)
    assert block.height <= 1080 * text.TALLEST and block.em < 96


def test_chinese_lines_break_by_their_rules() -> None:
    lines = [
        line.text for line in typeset.wrap("“限时优惠”，全场五折起，仅此一天！错过（真的）再等一年。", 90, "bold", 700)
    ]
    assert len(lines) > 2
    assert not any(line[0] in "，。！）”" or line[-1] in "（“" for line in lines)
    assert "".join(lines) == "“限时优惠”，全场五折起，仅此一天！错过（真的）再等一年。"


def test_a_word_longer_than_the_line_is_cut_and_not_lost() -> None:
    lines = typeset.wrap("a" * 200, 90, "bold", 900)
    assert "".join(line.text for line in lines) == "a" * 200
    assert all(line.width(90, "bold") <= 900 for line in lines)


def test_right_to_left_words_are_seen_in_their_order() -> None:
    runs = typeset.line_of("مرحبا 2026 Sale").runs
    assert [run.text.strip() for run in runs] == ["Sale", "2026", "مرحبا"] or runs[-1].text.startswith("مرحبا")
    runs = typeset.line_of("Hello مرحبا بكم friend").runs
    assert (runs[0].text.strip(), runs[-1].text.strip()) == ("Hello", "friend")


def test_arabic_letters_join_without_a_shaping_engine() -> None:
    assert arabic.as_seen("سلام") == "\ufee1\ufefc\ufeb3"
    assert arabic.as_seen("(ab)") == "(ba)"


def test_joined_emoji_and_flags_are_one_cluster() -> None:
    assert typeset.clusters("a👨‍👩‍👧é🇩🇪👍🏽") == ["a", "👨‍👩‍👧", "é", "🇩🇪", "👍🏽"]


def test_every_place_of_a_text_without_shaping_still_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "shapes", lambda: False)
    fonts.load.cache_clear()
    text.draw.cache_clear()
    try:
        assert ink(text.draw(MIXED, TextStyle(), 1920, 1080))[2] > 960
    finally:
        fonts.load.cache_clear()
        text.draw.cache_clear()


@settings(max_examples=60)
@given(
    st.text(max_size=40),
    st.sampled_from(["title", "subtitle", "lower_third", "caption"]),
    st.sampled_from(PLACES),
    st.sampled_from([(1920, 1080), (1080, 1920), (64, 64), (320, 180)]),
    st.sampled_from(["", "#112233", "nonsense"]),
)
def test_no_text_leaves_the_canvas(words: str, role: TextRole, place: Place, size: tuple[int, int], plate: str) -> None:
    image = text.draw(words, TextStyle(role=role, place=place, box_color=plate), *size)
    height, width = image.rgba.shape[:2]
    assert image.x >= 0 and image.y >= 0
    assert image.x + width <= size[0] and image.y + height <= size[1]


def test_a_lower_third_has_a_plate_and_a_line_for_the_office() -> None:
    style = TextStyle("lower_third", "bottom_left")
    one, two = (text.draw(words, style, 640, 360) for words in ("Mia Green, gardener", "Mia Green\ngardener"))
    assert np.array_equal(one.rgba, two.rgba)
    plate = one.rgba[..., 3] == round(255 * 0.66)
    assert plate.mean() > 0.2 and not one.rgba[plate][:, :3].any()
    whole = ink(text.draw("Martin Green, Jr.", style, 640, 360))
    assert whole[3] - whole[1] < ink(one)[3] - ink(one)[1]


@pytest.mark.parametrize(
    "words", ["地址：南京路88号", "Anna/Ben are here", "Ann·Lee and all of us", "克里斯蒂娜·李和大家"]
)
def test_a_name_is_not_broken(words: str) -> None:
    lines = [one.text for one in typeset.wrap(words, 100, "bold", 640)]
    assert len(lines) == 2
    assert not any(one[0] in "/·" or one[-1] in "/·" for one in lines)
    assert "地址" not in words or lines == ["地址：", "南京路88号"]
