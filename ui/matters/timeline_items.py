"""Entries and developments as items of the timeline, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Set
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.contactlog.follow_ups import say_who
from app.contactlog.queries import EntryRow, FollowUpRow
from app.contactlog.rules import written_late
from app.contactlog.timeline import News, Stretch
from app.kernel.language import counted
from app.kernel.said import say_day, say_late, say_short, say_time
from app.matters.development_queries import DevelopmentRow
from ui.kit import chips
from ui.kit.chips import Chip, Tone
from ui.kit.spans import Span
from ui.kit.timeline import TimelineItem
from ui.matters.heads import development_head, development_icon, entry_head
from ui.matters.load import MatterView
from ui.schedule.desk import Desk
from ui.today.sentences import channel_word

translate = QCoreApplication.translate

ENTRY, DEVELOPMENT = "entry", "development"


def stretch_items(view: MatterView, stretch: Stretch) -> list[TimelineItem]:
    """What happened. Keys are (ENTRY or DEVELOPMENT, id)."""
    late = view.late
    return [
        development_item(one, view) if isinstance(one, News) else entry_item(one, view, late)
        for one in stretch.happened
    ]


def entry_item(entry: EntryRow, view: MatterView, late: Set[UUID] = frozenset()) -> TimelineItem:
    """One entry."""
    when = entry.occurred_at.astimezone(view.desk.now.tzinfo)
    return TimelineItem(
        key=(ENTRY, entry.id),
        date=say_day(when, view.desk.today),
        time=say_time(when),
        icon=entry.channel.value,
        head=entry_head(entry),
        chips=tuple(_entry_chips(entry, view, late)),
        body=entry_body(entry),
        foot=_foot(entry, view.desk),
    )


def development_item(news: News, view: MatterView) -> TimelineItem:
    """One development."""
    row = news.row
    when = row.occurred_at.astimezone(view.desk.now.tzinfo)
    return TimelineItem(
        key=(DEVELOPMENT, row.id),
        date=say_day(when, view.desk.today),
        time=say_time(when),
        icon=development_icon(row),
        head=development_head(row),
        chips=(_telling_chip(news, view),),
        body=_news_body(row),
        foot=_brought(news.notice, view.desk) if news.notice is not None else "",
    )


def entry_body(entry: EntryRow) -> tuple[Span, ...]:
    """What was said, advised, declined, decided, and what of costs."""
    parts = (
        ("", entry.summary),
        (translate("Matter", "Received:"), entry.received),
        (translate("Matter", "Advised:"), entry.advice),
        (translate("Matter", "Declined:"), entry.advice_declined),
        (translate("Matter", "Decided:"), entry.decision),
        (translate("Matter", "Costs:"), entry.costs),
        (translate("Matter", "Why so:"), entry.wish_reason),
    )
    spans: list[Span] = []
    for lead, words in parts:
        if not words:
            continue
        if spans:
            spans.append(Span(" "))
        if lead:
            spans.append(Span(f"{lead} ", bold=True))
        spans.append(Span(words))
    return tuple(spans)


def _news_body(news: DevelopmentRow) -> tuple[Span, ...]:
    """What happened, and what the letter says of it."""
    if not news.plain_words:
        return (Span(news.said),)
    lead = translate("Matter", "In plain words:")
    return (Span(f"{news.said} "), Span(f"{lead} ", bold=True), Span(news.plain_words))


def _entry_chips(entry: EntryRow, view: MatterView, late: Set[UUID]) -> Iterable[Chip]:
    if entry.withdrawn_at is not None:
        yield chips.plain(translate("Matter", "withdrawn"))
        return
    if entry.id in view.awaiting:
        word, is_late = view.clocks.get(entry.id, (translate("Matter", "needs a reply"), entry.id in late))
        yield chips.late(word, shape=False) if is_late else chips.urgent(word, shape=False)
    elif entry.needs_reply:
        yield chips.done(translate("Matter", "answered"), shape=False)
    if entry.is_update:
        yield chips.client_update()
    if entry.identity_checked:
        yield chips.plain(translate("Matter", "identity checked"))
    if written_late(entry):
        yield chips.urgent(translate("Matter", "written late"), shape=False)
    if entry.brought:
        count = len(entry.brought)
        yield chips.plain(counted(count, "1 development", "{count} developments").format(count=count))


def _telling_chip(news: News, view: MatterView) -> Chip:
    if news.row.withdrawn_at is not None:
        return chips.plain(translate("Matter", "withdrawn"))
    if news.told_at is not None:
        day = say_day(news.told_at.astimezone(view.desk.now.tzinfo), view.desk.today)
        return chips.done(translate("Matter", "told {day}").format(day=day), shape=False)
    if news.row.urgent:
        return chips.urgent(translate("Matter", "urgent, client not told yet"))
    return chips.urgent(translate("Matter", "client not told yet"), shape=False)


def _foot(entry: EntryRow, desk: Desk) -> tuple[Span, ...]:
    parts: list[list[Span]] = [list(_agreed(one, desk)) for one in entry.follow_ups]
    if entry.attachments:
        names = ", ".join(file.name for file in entry.attachments)
        parts.append([_dim(translate("Matter", "Attached: {names}").format(names=names))])
    amended = entry.version > 1
    if parts or amended or written_late(entry):
        written = _stamp(entry.written_at, desk)
        parts.append([_dim(translate("Matter", "Written {moment}").format(moment=written))])
    if amended:
        parts.append([_dim(_times(entry.version - 1))])
    spans: list[Span] = []
    for part in parts:
        spans += [_dim(" · "), *part] if spans else part
    return tuple(spans)


def _brought(notice: EntryRow, desk: Desk) -> tuple[Span, ...]:
    words = translate("Matter", "{channel} of {moment}").format(
        channel=channel_word(notice.channel), moment=_stamp(notice.occurred_at, desk)
    )
    names = ", ".join(file.name for file in notice.attachments)
    return (_dim(f"{words} · {names}" if names else words),)


def _agreed(one: FollowUpRow, desk: Desk) -> Iterable[Span]:
    who_when = [say_who(one.who), say_short(one.due_on) if one.due_on else ""]
    inside = ", ".join(part for part in who_when if part)
    words = translate("Matter", "Follow-up: {text}").format(text=one.text)
    yield _dim(f"{words} ({inside})" if inside else words)
    if one.done_at is not None:
        yield Span(" ✓", tone=Tone.DONE)
    elif one.due_on is not None and one.due_on < desk.today:
        yield Span(" " + say_late(one.due_on, desk.today), tone=Tone.LATE)


def _times(count: int) -> str:
    if count == 1:
        return translate("Matter", "amended once")
    if count == 2:
        return translate("Matter", "amended twice")
    return translate("Matter", "amended {count} times").format(count=count)


def _stamp(moment: datetime, desk: Desk) -> str:
    local = moment.astimezone(desk.now.tzinfo)
    return f"{say_day(local, desk.today)} {say_time(local)}"


def _dim(words: str) -> Span:
    return Span(words, tone=Tone.DIM)
