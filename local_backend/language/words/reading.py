"""A message read: its tokens with what belongs together drawn together, ready to be cut into clauses."""

from __future__ import annotations

from local_backend.language.lists.captioned import under_heading
from local_backend.language.lists.parts import begun
from local_backend.language.message.clause import Scene
from local_backend.language.message.complaints import faulty, idle, lasting
from local_backend.language.message.constraints import constrained
from local_backend.language.message.corrections import corrected
from local_backend.language.message.echoes import echoed, ended, exempted, timed_alike
from local_backend.language.message.exceptions import excepted, middle, superseded
from local_backend.language.message.headings import labelled
from local_backend.language.message.listings import joints, listed_out
from local_backend.language.message.outlines import plain
from local_backend.language.message.purposes import purposed
from local_backend.language.message.reasons import bracketed, explained
from local_backend.language.message.remainders import remaining
from local_backend.language.message.remarks import moments
from local_backend.language.message.retractions import retracted
from local_backend.language.message.scopes import scoped
from local_backend.language.message.shares import apart, distributed
from local_backend.language.order.alternates import alternated
from local_backend.language.order.beyond import beyond
from local_backend.language.order.bookends import carded
from local_backend.language.order.briefs import briefed
from local_backend.language.order.commissions import commissioned
from local_backend.language.order.sequences import sequenced
from local_backend.language.picture.amounts import rated
from local_backend.language.picture.eras import dated
from local_backend.language.picture.fitting import screened
from local_backend.language.picture.halves import halved
from local_backend.language.picture.lettered import lettered
from local_backend.language.picture.misquoting import misquoted
from local_backend.language.picture.opposites import opposed
from local_backend.language.picture.renaming import renamed
from local_backend.language.picture.repeats import dealt, repeated
from local_backend.language.picture.strengths import used_parts
from local_backend.language.picture.worded import on_clips, worded
from local_backend.language.sound.entrances import entered, parted
from local_backend.language.sound.stages import staged
from local_backend.language.time.joins import bare_numbers, counted, every, numbered, paired
from local_backend.language.time.limits import cut_to
from local_backend.language.time.openings import of_one_clip
from local_backend.language.time.portions import points
from local_backend.language.time.ranges import listed
from local_backend.language.time.slices import divided, parts
from local_backend.language.time.stretches import onward
from local_backend.language.words.bindings import bound
from local_backend.language.words.hushes import hushed
from local_backend.language.words.identities import appended, pictured
from local_backend.language.words.idioms import drawn, opened
from local_backend.language.words.lexer import Tok, lex
from local_backend.language.words.meanings import early, settled
from local_backend.language.words.moments import reached
from local_backend.language.words.names import Names
from local_backend.language.words.phrases import selections
from local_backend.language.words.spans import measured, spanned
from local_backend.language.words.spoken import quoted
from local_backend.language.words.times import timed


def read(message: str, scene: Scene) -> list[Tok]:
    """All tokens of a message; their places are those of its signs."""
    timeline = scene.timeline
    names = Names(scene.media, timeline)
    raw = plain(message, names)
    plainly = dated(parted(pictured(early(lex(raw, names)), names, scene), raw), raw)
    known = worded(renamed(misquoted(alternated(plainly, raw, timeline), timeline), raw, timeline), timeline)
    told = selections(parts(quoted(dealt(opposed(known, raw, timeline), message), message)))
    phrased = on_clips(told, timeline)
    clips = every(bare_numbers(numbered(phrased, timeline), timeline), timeline)
    counted_out = measured(divided(hushed(paired(clips, timeline))), timeline)
    timely = reached(onward(moments(points(spanned(timed(counted_out))))), timeline)
    wished = explained(idle(purposed(appended(begun(timely, scene), scene), raw), raw), raw)
    when = used_parts(screened(bracketed(constrained(wished, raw, timeline), scene.empty), raw), scene)
    when = briefed(when, scene) if scene.empty else when
    when = when if scene.empty else cut_to(when, timeline)
    when = when if scene.empty else faulty(lasting(when, timeline))
    placed = distributed(apart(listed(when if scene.empty else echoed(ended(timed_alike(exempted(when)))))), timeline)
    toks = middle(excepted(opened(beyond(rated(bound(counted(placed))), timeline)), timeline), timeline)
    toks = carded(lettered(staged(entered(joints(commissioned(toks, scene)))), timeline))
    for one in toks:
        if one.text in ("开头标题", "开场标题") and not any(two.kind == "text" for _, two in timeline.segments()):
            one.tags, one.which = {"n:title"}, None
        if one.text.lower() == "notes":
            one.tags = {"meta"}  # what somebody remarked, and no text on the picture
    drawn_up = drawn(
        sequenced(
            halved(repeated(labelled(under_heading(superseded(toks, timeline)), scene.empty)), scene.media), scene.empty
        )
    )
    toks = settled(of_one_clip(drawn_up), timeline)
    return remaining(scoped(corrected(retracted(listed_out(toks, timeline)))), timeline)
