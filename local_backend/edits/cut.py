"""Trimming: keep a stretch, cut one out, take some off an edge, remove silence and black.

A time of the whole video counts for every track: what is spoken and written in a stretch goes with it, and only
the music plays on. A time inside a named clip counts from that clip's own beginning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from local_backend.edits.chain import SHORTEST_MS, main_segments, new_ids, of_role, with_main, with_role
from local_backend.edits.model import (
    CutOut,
    Impossible,
    Keep,
    KeepEdge,
    Language,
    TrimEdge,
    Which,
)  # fmt: skip
from local_backend.edits.say import length, pick, seconds, sentence, several, span
from local_backend.edits.select import find
from local_backend.edits.splitting import halves, past_end
from local_backend.timeline import Role, Segment, Timeline

Spans = list[tuple[int, int]]
CUT_ROLES: tuple[Role, ...] = ("voice", "sound", "overlay", "text")


def kept_parts(one: Segment, spans: Spans, ids: list[str]) -> list[Segment]:
    """What is left of a segment without those stretches (times of the segment's own, in order)."""
    left: list[Segment] = []
    rest: Segment | None = one
    gone = 0
    for start, end in spans:
        if rest is None:
            break
        a, b = max(0, start - gone), min(rest.duration_ms, end - gone)
        if b <= a:
            continue
        head: Segment | None = None
        tail: Segment | None = rest
        if a >= rest.duration_ms:
            head, tail = rest, None
        elif a >= SHORTEST_MS:
            head, tail = halves(rest, a, ids.pop())
        cut = b - (a if head else 0)
        if head is not None:
            left.append(head)
        if tail is None or cut >= tail.duration_ms - SHORTEST_MS + 1:
            rest = None
        elif cut > 0:
            _, rest = halves(tail, cut, ids.pop())
        else:
            rest = tail
        gone = end
    if rest is not None:
        left.append(rest)
    if left:
        left[0] = replace(left[0], id=one.id, transition=one.transition)
    return left


def without(timeline: Timeline, spans: Spans) -> Timeline:
    """The timeline without those stretches, on every track but the music's."""
    spans = merged(spans, timeline.duration_ms)
    main = main_segments(timeline)
    ids = new_ids(timeline, 4 * (len(spans) + 1) * (1 + sum(1 for _ in timeline.segments())))[::-1]
    result: list[Segment] = []
    for index, one in enumerate(main):
        # Of an overlap each neighbour answers for its half, so that both ends of a cut meet in the middle.
        begins = one.start_ms + (one.transition.duration_ms // 2 if one.transition else 0)
        following = main[index + 1] if index + 1 < len(main) else None
        ends = one.end_ms
        if following and following.transition:
            ends = following.start_ms + following.transition.duration_ms // 2
        own: Spans = []
        for a, b in spans:
            if b <= begins or a >= ends:
                continue
            first = 0 if a <= begins else a - one.start_ms
            last = one.duration_ms if b >= ends else b - one.start_ms
            own.append((first, last))
        left = kept_parts(one, own, ids)
        if own and left and own[0][0] == 0:
            left[0] = replace(left[0], transition=None)
        result += left
    result = _kept_joins(main, result)
    after = with_main(timeline, result)
    for role in CUT_ROLES:
        pieces = []
        for one in of_role(timeline, role):
            own = [(a - one.start_ms, b - one.start_ms) for a, b in spans if a < one.end_ms and b > one.start_ms]
            own = [(max(0, a), min(one.duration_ms, b)) for a, b in own]
            if role in ("text", "overlay") and one.kind != "video":
                lost = sum(b - a for a, b in own)
                if one.duration_ms - lost >= SHORTEST_MS:
                    pieces.append(_moved(replace(one, duration_ms=one.duration_ms - lost), spans))
                continue
            offset = one.start_ms
            parts = kept_parts(replace(one, start_ms=0), own, ids)
            pieces += [_moved(replace(part, start_ms=part.start_ms + offset), spans) for part in parts]
        after = with_role(after, role, pieces)
    return after


def _kept_joins(before: Sequence[Segment], after: list[Segment]) -> list[Segment]:
    """Where the cut ran through a transition, the new neighbours have none."""
    gone = {one.id for one in before} - {one.id for one in after}
    if not gone:
        return after
    order = [one.id for one in before]
    result = []
    for one in after:
        place = order.index(one.id) if one.id in order else 0
        result.append(replace(one, transition=None) if place and order[place - 1] in gone else one)
    return result


def _moved(one: Segment, spans: Spans) -> Segment:
    """A segment at the place where its beginning is after the cuts."""
    start = one.start_ms - sum(min(b, one.start_ms) - a for a, b in spans if a < one.start_ms)
    return replace(one, start_ms=max(0, start), fade_in_ms=min(one.fade_in_ms, one.duration_ms // 2),
                   fade_out_ms=min(one.fade_out_ms, one.duration_ms // 2))  # fmt: skip


def merged(spans: Spans, end: int) -> Spans:
    result: Spans = []
    for a, b in sorted((max(0, a), min(end, b)) for a, b in spans):
        if b <= a:
            continue
        if result and a <= result[-1][1]:
            result[-1] = (result[-1][0], max(b, result[-1][1]))
        else:
            result.append((a, b))
    return result


def _cut(
    timeline: Timeline, spans: Spans, which: Which | None, language: Language, en: str, zh: str
) -> tuple[Timeline, str]:
    """Cuts stretches out of the whole, or out of each segment named, and tells it."""
    if which is None or (which.everything and which.kind == "main" and len(main_segments(timeline)) == 1):
        if sum(b - a for a, b in merged(spans, timeline.duration_ms)) > timeline.duration_ms - SHORTEST_MS:
            raise nothing_left(language)
        after = without(timeline, spans)
        if after.main is None:
            raise nothing_left(language)
        return after, sentence(language, en, zh, [length(timeline, after, language)])
    chosen = find(timeline, which, language)
    ids = new_ids(timeline, 4 * (len(spans) + 1) * len(chosen))[::-1]
    parts: dict[str, list[Segment]] = {}
    for one in chosen:
        own = merged([(a, min(b, one.duration_ms)) for a, b in spans], one.duration_ms)
        if sum(b - a for a, b in own) > one.duration_ms - SHORTEST_MS:
            raise Impossible(
                pick(language, f"Nothing would be left of {one.name or one.text}: it lasts {seconds(one.duration_ms)}.",
                     f"{one.name or one.text} 只有 {seconds(one.duration_ms, 'zh')}，会什么都不剩。"),
                pick(language, "Take less, or remove it.", "请少去掉一些，或者直接删除它。"),
            )  # fmt: skip
        parts[one.id] = kept_parts(one, own, ids)
    after = timeline
    for track in timeline.tracks:
        new = [part for one in track.segments for part in parts.get(one.id, [one])]
        if tuple(new) == track.segments:
            continue
        after = with_main(after, new) if track.role == "main" else with_role(after, track.role, new)
    names = several(timeline, chosen, language)
    first = chosen[0]
    was, now = first.duration_ms, sum(part.duration_ms for part in parts[first.id])
    told = sentence(language, f"{en} of {names} ({seconds(was)} → {seconds(now)}); the video",
                    f"{names}：{zh}（{seconds(was, 'zh')} → {seconds(now, 'zh')}）；视频",
                    [length(timeline, after, language)])  # fmt: skip
    if after.duration_ms == timeline.duration_ms:
        told = sentence(language, f"{en} of {names}: {seconds(was)} → {seconds(now)}",
                        f"{names}：{zh}：{seconds(was, 'zh')} → {seconds(now, 'zh')}")  # fmt: skip
    return after, told


def nothing_left(language: Language) -> Impossible:
    return Impossible(
        pick(language, "Nothing of the video would be left.", "这样视频就什么都不剩了。"),
        pick(language, "Choose a shorter stretch.", "请选短一点的范围。"),
    )


def _check(timeline: Timeline, start: int, end: int | None, which: Which | None, language: Language) -> int:
    """The longest that the range may reach. Raises ``Impossible`` for one that lies outside."""
    if not main_segments(timeline):
        find(timeline, Which(), language)
    if end is not None and end <= start:
        raise Impossible(
            pick(language, f"{seconds(start)} to {seconds(end)} is not a stretch of time.",
                 f"{seconds(start, 'zh')} 到 {seconds(end, 'zh')} 不是一段时间。"),
            pick(language, "Name the earlier time first.", "请先说较早的时间。"),
        )  # fmt: skip
    whole = find(timeline, which, language)[0].duration_ms if which is not None else timeline.duration_ms
    if start >= whole:
        raise past_end(timeline, start, language) if which is None else _too_short(timeline, which, whole, language)
    return max(whole, max((one.duration_ms for one in find(timeline, which, language)), default=0) if which else whole)


def keep(timeline: Timeline, edit: Keep) -> tuple[Timeline, str]:
    language = edit.language
    longest = _check(timeline, edit.start_ms, edit.end_ms, edit.which, language)
    end = longest if edit.end_ms is None else edit.end_ms
    if end > longest and edit.which is None:
        raise past_end(timeline, end, language)
    spans = [(0, edit.start_ms), (end, longest)]
    told = span(edit.start_ms, end, language)
    return _cut(timeline, [one for one in spans if one[1] > one[0]], edit.which, language,
                f"Kept {told}", f"保留 {told}")  # fmt: skip


def cut_out(timeline: Timeline, edit: CutOut) -> tuple[Timeline, str]:
    language = edit.language
    longest = _check(timeline, edit.start_ms, edit.end_ms, edit.which, language)
    end = longest if edit.end_ms is None else edit.end_ms
    told = span(edit.start_ms, min(end, longest), language)
    return _cut(timeline, [(edit.start_ms, end)], edit.which, language, f"Cut out {told}", f"剪掉 {told}")


def trim_edge(timeline: Timeline, edit: TrimEdge) -> tuple[Timeline, str]:
    language = edit.language
    _check(timeline, 0, None, edit.which, language)
    amount = edit.amount_ms
    told = seconds(amount, language)
    en = {"start": f"Cut the first {told}", "end": f"Cut the last {told}", "both": f"Cut {told} from both ends"}
    zh = {"start": f"剪掉开头 {told}", "end": f"剪掉结尾 {told}", "both": f"首尾各剪掉 {told}"}
    if edit.which is not None and len(found := find(timeline, edit.which, language)) > 1:
        after, texts = timeline, []
        for one in found:
            single = replace(edit, which=Which(ids=(one.id,)))
            after, text = trim_edge(after, single)
            texts.append(text)
        names = several(timeline, found, language)
        return after, sentence(language, f"{en[edit.edge]} of {names}", f"{names}：{zh[edit.edge]}",
                               [length(timeline, after, language)])  # fmt: skip
    whole = timeline.duration_ms if edit.which is None else find(timeline, edit.which, language)[0].duration_ms
    spans = {"start": [(0, amount)], "end": [(max(0, whole - amount), whole)],
             "both": [(0, amount), (max(0, whole - amount), whole)]}[edit.edge]  # fmt: skip
    return _cut(timeline, spans, edit.which, language, en[edit.edge], zh[edit.edge])


def _too_short(timeline: Timeline, which: Which, whole: int, language: Language) -> Impossible:
    """A time counts in what is seen of a clip, at its speed: said where the file is another matter."""
    one = find(timeline, which, language)[0]
    said = pick(language, f"It is only {seconds(whole)} long.", f"它只有 {seconds(whole, 'zh')}。")
    there = pick(language, "Choose a time inside it.", "请选它之内的时间。")
    if one.kind == "video" and (one.speed != 100 or one.source_in_ms):
        first, last = one.source_in_ms, one.source_out_ms
        shown = f"{seconds(first)} – {seconds(last)}"
        there = pick(
            language,
            f"Times count in what is seen of it, which is {shown} of its file at {one.speed / 100:g}x.",
            f"时间按它在视频里的部分算：现在是文件的 {shown}，速度 {one.speed / 100:g}x。",
        )
    return Impossible(said, there)


def keep_edge(timeline: Timeline, edit: KeepEdge) -> tuple[Timeline, str]:
    language = edit.language
    _check(timeline, 0, None, edit.which, language)
    whole = timeline.duration_ms if edit.which is None else find(timeline, edit.which, language)[0].duration_ms
    if edit.amount_ms > whole:
        raise Impossible(
            pick(language, f"It is only {seconds(whole)} long.", f"它一共只有 {seconds(whole, 'zh')}。"),
            pick(language, "Choose a shorter time.", "请选短一点的时间。"),
        )
    start = 0 if edit.edge == "start" else whole - edit.amount_ms
    return keep(timeline, Keep(start, start + edit.amount_ms, edit.which, language=language))
