"""How one entry or development is called in a line: "David Finch with Nora Whitcombe, 18 min"."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.contactlog.queries import EntryRow
from app.contactlog.words import WRITTEN, Channel, Direction, Outcome
from app.matters.development_queries import DevelopmentRow
from app.matters.words import DevelopmentKind
from ui.today.sentences import channel_word

translate = QCoreApplication.translate

FROM_COURT = frozenset(
    {DevelopmentKind.RULING, DevelopmentKind.HEARING, DevelopmentKind.FILING, DevelopmentKind.PROCEDURE}
)


def entry_head(entry: EntryRow) -> str:
    """Who spoke with whom, how, and for how long: who held it, whoever wrote it."""
    other = _other(entry)
    if not other and entry.channel not in WRITTEN:
        return entry_short(entry)
    if entry.channel is Channel.NOTE:
        said = translate("Matter", "Note by {author}").format(author=entry.author)
    elif entry.outcome is Outcome.LEFT_MESSAGE:
        said = translate("Matter", "{holder} left a message for {other}").format(
            holder=entry.held_by, other=other
        )
    elif entry.outcome is Outcome.NO_ANSWER:
        said = translate("Matter", "{holder} called {other}, no answer").format(
            holder=entry.held_by, other=other
        )
    elif entry.channel in WRITTEN:
        said = _written(entry, other)
    elif entry.channel is Channel.MEETING:
        said = translate("Matter", "Meeting with {other}").format(other=other)
    elif entry.channel is Channel.VIDEO:
        said = translate("Matter", "Video meeting with {other}").format(other=other)
    else:
        said = translate("Matter", "{holder} with {other}").format(holder=entry.held_by, other=other)
    if entry.held_by_id is not None and entry.channel in {Channel.MEETING, Channel.VIDEO}:
        said += translate("Matter", ", held by {holder}").format(holder=entry.held_by)
    if entry.duration_minutes:
        said += translate("Matter", ", {minutes} min").format(minutes=entry.duration_minutes)
    return said


def entry_short(entry: EntryRow) -> str:
    """The same where the client is known from the page: "Call, David Finch, 18 min"."""
    if entry.channel is Channel.NOTE:
        return translate("Matter", "Note by {author}").format(author=entry.author)
    if brings_news(entry):
        return translate("Matter", "Notice received")
    word = channel_word(entry.channel)
    if entry.direction is Direction.IN and entry.channel in WRITTEN:
        return translate("Matter", "{channel} received").format(channel=word)
    said = f"{word}, {entry.held_by}"
    if entry.outcome in {Outcome.LEFT_MESSAGE, Outcome.NO_ANSWER}:
        said += f", {entry.outcome.label}"
    if entry.duration_minutes:
        said += translate("Matter", ", {minutes} min").format(minutes=entry.duration_minutes)
    return said


def brings_news(entry: EntryRow) -> bool:
    """Whether an entry is only the message that brought news, as a court's notice is: the news stands for it."""
    return bool(entry.brought) and not entry.with_client and entry.withdrawn_at is None


def _written(entry: EntryRow, other: str) -> str:
    other = other or entry.channel.label
    if entry.direction is Direction.IN:
        return f"{other} → {entry.held_by}" if entry.with_client else other
    if entry.direction is Direction.INTERNAL:
        return translate("Matter", "{author}, internal").format(author=entry.author)
    return f"{entry.held_by} → {other}"


def _other(entry: EntryRow) -> str:
    """Those who took part beside who held it; without any, the client, or "" where it was not with them."""
    names = [name for name, _ in entry.participants if name != entry.held_by]
    if names:
        shown = ", ".join(names[:2])
        return shown if len(names) <= 2 else f"{shown} +{len(names) - 2}"
    return entry.client if entry.with_client else ""


def development_head(news: DevelopmentRow) -> str:
    """What kind of news it is."""
    kind = news.kind.label
    if news.kind in FROM_COURT:
        kind = translate("Matter", "Court: {kind}").format(kind=kind)
    kind = kind[:1].upper() + kind[1:]
    if news.document_number:
        kind += translate("Matter", ", document {number}").format(number=news.document_number)
    return kind


def development_icon(news: DevelopmentRow) -> str:
    """Its picture."""
    if news.kind in FROM_COURT:
        return "court"
    return {DevelopmentKind.OFFER: "handshake", DevelopmentKind.COSTS: "dollar-sign"}.get(news.kind, "bell")
