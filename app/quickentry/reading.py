"""A line of quick entry, read: `read(line, setting, known)`. Pure; nothing typed raises, and no word is lost.

What a field says is taken out of the note ("call in", a number, "10m", a tag). Everything else stays in it, follow-ups
too: the note is the evidence of what was said, the follow-up is what somebody has to do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.contactlog.words import (
    Channel,
)
from app.kernel.language import tr
from app.quickentry.agreed import AgreedReader, Other
from app.quickentry.head import Head, HeadReader
from app.quickentry.languages import vocabulary as spoken_vocabulary
from app.quickentry.names import Named, by_name, by_number, choice_of
from app.quickentry.parts import (
    Agreed,
    Asked,
    Choice,
    Kind,
    Known,
    Part,
    Ref,
    Setting,
    Understood,
)
from app.quickentry.second import second_contact
from app.quickentry.settling import doubts_about, outcome_of, settled
from app.quickentry.times import spent_at
from app.quickentry.tokens import Token, phrase, tokens_of
from app.quickentry.vocabulary import Vocabulary

_FIRST_CLAUSE = 24
_TAG = re.compile(r"#[^\W_][\w/-]*")
_NOTHING: Mapping[str, Choice] = {}


@dataclass(slots=True)
class _Marks:
    """Tags and exclamation marks, and the parts that they are."""

    tags: list[str]
    urgent: bool
    parts: list[Part]
    taken: set[int]


def read(
    line: str,
    setting: Setting,
    known: Known = Known(),  # noqa: B008 - frozen, and so never changed
    *,
    chosen: Mapping[str, Choice] = _NOTHING,
    vocabulary: Vocabulary | None = None,
) -> Understood:
    """What ``line`` says. ``chosen``: what somebody took from a choice, by the folded words that stand for it;
    ``vocabulary``: that of the language that is spoken, unless another is given."""
    vocabulary = vocabulary or spoken_vocabulary()
    tokens = tokens_of(line)
    numbers = by_number(line, tokens, known, vocabulary)
    name = _name(line, tokens, known, setting, vocabulary, chosen)
    head = HeadReader(line, tokens, setting, vocabulary, numbers, name).read()
    about, asked, from_page = _about(numbers, name, setting, known)
    marks = _marks(line, tokens, numbers)
    other = Other(*head.other) if head.other else Other(_client_of(about, known))
    client = _client_of(about, known)
    agreed = AgreedReader(line, tokens, setting, vocabulary, other, client).read(head.end)
    _rest_of(line, tokens, head, agreed, name, numbers, about, vocabulary)
    channel, direction, doubts = settled(head)
    parts = _apart([*head.parts, *marks.parts], agreed)
    summary = _summary(line, tokens, head.taken | marks.taken)
    outcome = outcome_of(head, channel, direction)
    second = second_contact(line, tokens, head.end, vocabulary) if head.channel is not None else None
    if second is not None:
        doubts.append(second)
    return Understood(
        line=line,
        channel=channel,
        direction=direction,
        outcome=outcome,
        summary=summary,
        about=about,
        from_page=from_page,
        asked=asked,
        people=tuple(dict.fromkeys(head.people)),
        not_with_client=head.other is not None and not head.stranger and not head.client_said,
        duration=head.duration,
        when=head.when,
        when_words=head.when_words,
        follow_ups=agreed,
        tags=tuple(dict.fromkeys(marks.tags)),
        urgent=marks.urgent,
        parts=parts,
        doubts=(*doubts, *doubts_about(head, about, asked, agreed, summary, outcome, setting)),
        note_at=tokens[head.end].first if head.end < len(tokens) else len(line),
    )


def _name(
    line: str,
    tokens: tuple[Token, ...],
    known: Known,
    setting: Setting,
    vocabulary: Vocabulary,
    chosen: Mapping[str, Choice],
) -> Named | None:
    """A name in the first half sentence, or else somewhere in what is read."""
    end = next((n + 1 for n, one in enumerate(tokens[:_FIRST_CLAUSE]) if one.hard), _FIRST_CLAUSE)
    first = range(min(end, len(tokens)))
    found = by_name(line, tokens, first, known, setting, vocabulary, chosen)
    if found is not None:
        return found
    rest = range(first.stop, min(len(tokens), 60))
    return by_name(line, tokens, rest, known, setting, vocabulary, chosen)


def _about(
    numbers: list[Named], name: Named | None, setting: Setting, known: Known
) -> tuple[Choice | None, Asked | None, bool]:
    """The matter or client: by number, by name, or the one that the window shows."""
    sure = next((one.about for one in numbers if one.about), None)
    if sure is not None:
        return sure, None, False
    asked = next((one.asked for one in numbers if one.asked), None)
    if asked is not None:
        named = name.about if name else None
        fits = [one for one in asked.choices if named and one.ref == named.ref]
        return (fits[0], None, False) if fits else (None, asked, False)
    if name is not None:
        return name.about, name.asked, False
    if setting.page is not None:
        page = setting.page
        for one in known.matters:
            if one.id == page.matter_id:
                return choice_of(one), None, True
        for client in known.clients:
            if client.id == page.client_id and page.matter_id is None:
                return Choice(page, client.name, tr("client")), None, True
    return None, None, False


def _client_of(about: Choice | None, known: Known) -> str:
    if about is None:
        return ""
    for matter in known.matters:
        if matter.id == about.ref.matter_id:
            return matter.client
    return next((one.name for one in known.clients if one.id == about.ref.client_id), "")


def _marks(line: str, tokens: tuple[Token, ...], numbers: list[Named]) -> _Marks:
    found = _Marks([], False, [], set())
    numbered = {n for one in numbers for n in range(one.at, one.at + one.count)}
    for n, token in enumerate(tokens):
        raw = line[token.start : token.end]
        if raw.startswith("!!") or raw.endswith("!!"):
            found.urgent = True
            at = token.start if raw.startswith("!!") else token.start + len(raw.rstrip("!"))
            found.parts.append(Part(Kind.URGENT, at, at + (len(raw) - len(raw.strip("!")) or 2)))
            if raw.strip("!") == "":
                found.taken.add(n)
                continue
        tag = _TAG.match(line, token.first, token.last)
        if tag and n not in numbered:
            found.tags.append(tag[0][1:])
            found.parts.append(Part(Kind.TAG, tag.start(), tag.end()))
            if tag.end() == token.last and not line[token.last : token.end].strip(",;:.)"):
                found.taken.add(n)
    return found


def _rest_of(
    line: str,
    tokens: tuple[Token, ...],
    head: Head,
    agreed: tuple[Agreed, ...],
    name: Named | None,
    numbers: list[Named],
    about: Choice | None,
    vocabulary: Vocabulary,
) -> None:
    """What is understood further on: an outcome, a duration at the end, a channel ("by phone"), names in the note."""
    inside = [(one.start, one.end) for one in agreed]

    def is_free(n: int) -> bool:
        return not any(start <= tokens[n].first < end for start, end in inside)

    for n in range(head.end, len(tokens)):
        if not is_free(n):
            continue
        before = tokens[n - 1] if n else None
        if before is None or before.hard or before.soft or n == head.end:
            _came_of_it(tokens, n, head, vocabulary)
        if before is not None and head.channel is None and before.key in vocabulary.by_way:
            way = vocabulary.ways.get(tokens[n].key)
            if way is not None and way.channel is not None and not way.sentence and way.outcome is None:
                head.channel = way.channel
                head.parts.append(Part(Kind.CHANNEL, tokens[n].first, tokens[n].last))
        if head.duration is None:
            _spent_later(line, tokens, n, head, vocabulary)
    for one in (*numbers, *([name] if name else [])):
        if one.at >= head.end and one.about is not None and one.about == about and is_free(one.at):
            last = tokens[one.at + one.count - 1].last
            head.parts.append(Part(Kind.MATTER, tokens[one.at].first, last))


def _came_of_it(tokens: tuple[Token, ...], n: int, head: Head, vocabulary: Vocabulary) -> None:
    for count in (4, 3, 2, 1):
        words = phrase(tokens, n, count)
        way = vocabulary.ways.get(words) if words else None
        if way is None or way.outcome is None or head.outcome is not None:
            continue
        if head.channel not in {None, Channel.PHONE}:
            return
        head.channel, head.outcome = Channel.PHONE, way.outcome
        head.direction = head.direction or way.direction
        head.parts.append(Part(Kind.OUTCOME, tokens[n].first, tokens[n + count - 1].last))
        return


def _spent_later(line: str, tokens: tuple[Token, ...], n: int, head: Head, vocabulary: Vocabulary) -> None:
    """ "(10m)", "took 10 min", or "10m" as the last word."""
    before = tokens[n - 1] if n else None
    said = before is not None and before.key in vocabulary.spent and before.key != "for"
    spent = spent_at(tokens, n, vocabulary, said=said)
    if spent is None:
        return
    end = n + spent.count
    brackets = line[tokens[n].start] == "(" and ")" in line[tokens[end - 1].last : tokens[end - 1].end]
    joined = spent.count == 1 and ":" not in tokens[n].key
    last = end == len(tokens) and (joined or (before is not None and (before.hard or before.soft)))
    if not (brackets or said or last):
        return
    head.duration, head.doubtful_duration = spent.minutes, spent.doubtful
    head.parts.append(Part(Kind.DURATION, tokens[n].first, tokens[end - 1].last))
    if not said:
        head.taken.update(range(n, end))


def _apart(parts: list[Part], agreed: tuple[Agreed, ...]) -> tuple[Part, ...]:
    """In the order of the line, none over another: what came first stays."""
    whole = [*parts, *(Part(Kind.FOLLOW_UP, one.start, one.end) for one in agreed)]
    found: list[Part] = []
    for part in sorted(whole, key=lambda one: (one.start, -one.end)):
        if part.start < part.end and (not found or part.start >= found[-1].end):
            found.append(part)
    return tuple(found)


def _summary(line: str, tokens: tuple[Token, ...], taken: set[int]) -> str:
    """The line without what the fields say; what was between stays as it was typed."""
    text, at, stop = "", 0, ""
    for n, token in enumerate(tokens):
        if n in taken:
            text, at, stop = _joined(text, stop, line[at : token.start]), token.end, stop
            stop = ";" if token.hard and text else stop
    return _joined(text, stop, line[at:]).strip().lstrip(",;:.-–—> ").strip()


def _joined(text: str, stop: str, piece: str) -> str:
    piece = piece.strip()
    if not text or not piece:
        return text or piece
    return f"{text}{'' if text[-1] in ',;:.!?' else stop} {piece}"


def with_about(understood: Understood, ref: Ref, known: Known) -> Understood:
    """The same about this matter, whatever the line names: somebody said so apart from it."""
    about = next((choice_of(one) for one in known.matters if one.id == ref.matter_id), None)
    doubts = tuple(one for one in understood.doubts if one.code != "matter")
    return (
        replace(understood, about=about, asked=None, from_page=False, doubts=doubts) if about else understood
    )
