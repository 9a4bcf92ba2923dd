"""The update that says that there is none: it counts like any other (PRACTICE D1, D2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.channels.words import Channel
from app.clients.queries import client_sheet
from app.contactlog.commands import log_contact
from app.contactlog.follow_ups import is_us
from app.contactlog.forms import NewContact
from app.contactlog.queries import last_updates, untold_developments
from app.contactlog.waiting import Waits, may_go, must_tell, waiting
from app.contactlog.wishes import channels_in
from app.contactlog.words import Direction, usual_outcome
from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.said import say_long, say_time
from app.matters.development_queries import DevelopmentRow
from app.matters.key_date_queries import KeyDateRow, key_dates
from app.matters.sheet import matter_sheet
from app.people.queries import colleagues
from app.schedule.queries import due_if_given, update_dues
from app.schedule.words import UpdateFormat
from app.settings.queries import firm, firms_language
from app.storage.transaction import Reader, Transaction
from app.workdays.calendar import WorkCalendar

CHANNELS = {
    UpdateFormat.LETTER: Channel.LETTER,
    UpdateFormat.EMAIL: Channel.EMAIL,
    UpdateFormat.PHONE: Channel.PHONE,
    UpdateFormat.MEETING: Channel.MEETING,
}
"""How an update of each format reaches the client; a report goes as the client likes it."""

NO_NEWS_TAG = "no news"


@dataclass(frozen=True, slots=True)
class NoNews:
    """What the form begins with. ``tells``: what could wait for this update and is told in it.

    ``news`` cannot be told in passing: where there is any, it is no "no news" update. ``waits``: what the client asked
    and waits to have answered; who says nothing of it goes on although it is.
    """

    matter_id: UUID
    title: str
    client: str
    channel: Channel
    summary: str
    tells: tuple[UUID, ...]
    news: tuple[DevelopmentRow, ...]
    next_due: date | None
    waits: tuple[Waits, ...]


def no_news(reader: Reader, calendar: WorkCalendar, matter_id: UUID) -> NoNews:
    """What can be said of a matter in which nothing has happened: since when, and what comes next."""
    sheet = matter_sheet(reader, matter_id)
    due = update_dues(reader, calendar, matter_id).get(matter_id)
    given = last_updates(reader, matter_id).get(matter_id)
    since = reader.local(given).date() if given else sheet.details.opened_on
    untold = untold_developments(reader, matter_id)
    minor = [one for one in untold if not (one.essential or one.urgent)]
    next_due = due_if_given(reader, calendar, matter_id)
    channel = CHANNELS.get(due.format) if due and due.format else None
    channel = channel or liked_channel(reader, sheet.row.client_id)
    # The client reads it, whatever the window speaks.
    with firms_language(reader):
        words = _words(reader, matter_id, since, minor, next_due)
    return NoNews(
        matter_id,
        sheet.row.title,
        sheet.row.client,
        channel,
        words,
        tuple(one.id for one in minor),
        must_tell(reader, matter_id),
        next_due,
        waiting(reader, matter_id),
    )


def give_no_news(
    tx: Transaction,
    matter_id: UUID,
    channel: Channel,
    summary: str,
    tells: Collection[UUID],
    *,
    although: Collection[UUID] = (),
) -> UUID:
    """Log that the client was told so, now: a contact like any other, and an update. ``tells`` is what the summary says
    that could wait for it (`NoNews.tells`), ``although`` what stays unanswered and is known to (`NoNews.waits`).

    Raises `Refused` as `may_go`, and ("news-since") where there is other news to tell by now than the summary has.
    """
    may_go(tx.reader(), matter_id, although=although)
    if {one.id for one in untold_developments(tx.reader(), matter_id)} != set(tells):
        message = tr(
            "What there is to tell has changed since this was written. Leave it without saving and open it anew, so "
            "that it says everything."
        )
        raise Refused("news-since", message, field="summary")
    return log_contact(tx, no_news_contact(tx.now, matter_id, channel, summary, tells))


def no_news_contact(
    at: datetime, matter_id: UUID, channel: Channel, summary: str, tells: Collection[UUID]
) -> NewContact:
    """What is logged: a contact like any other."""
    return NewContact(
        channel=channel,
        direction=Direction.OUT,
        occurred_at=at,
        summary=summary,
        matter_id=matter_id,
        outcome=usual_outcome(channel, Direction.OUT),
        is_update=True,
        tells=tuple(tells),
        tags=(NO_NEWS_TAG,),
    )


def _words(
    reader: Reader,
    matter_id: UUID,
    since: date | None,
    minor: list[DevelopmentRow],
    next_due: date | None,
) -> str:
    today = reader.today
    wants = matter_sheet(reader, matter_id).details.priorities
    # At the top of every update (D5).
    if wants := "; ".join(filter(None, map(str.strip, wants.splitlines()))):
        wants = tr("We keep in mind what matters to you: {wants}").format(wants=_sentence(wants)) + " "
    if minor:
        news = (
            tr("Nothing decisive has happened in your matter since {day}.")
            if since is not None
            else tr("Nothing decisive has happened in your matter.")
        )
    else:
        news = (
            tr("There has been nothing new in your matter since {day}; we are keeping an eye on it for you.")
            if since is not None
            else tr("There has been nothing new in your matter; we are keeping an eye on it for you.")
        )
    told = " ".join(_sentence(one.for_client) for one in minor)
    begin = wants + news.format(day=say_long(since, today) if since is not None else "")
    begin = f"{begin} {told}".rstrip()
    ahead = next((one for one in key_dates(reader, matter_id, first=today) if one.done_at is None), None)
    if ahead is not None:
        words = (
            tr("What comes next is for us to do: {what}.")
            if _is_ours(reader, ahead.who_acts)
            else tr("What comes next: {what}.")
        )
        return f"{begin} {words.format(what=_of(ahead, today))}"
    if next_due is not None:
        return f"{begin} {tr('You will hear from us by {day}.').format(day=say_long(next_due, today))}"
    return f"{begin} {tr('You will hear from us as soon as something happens.')}"


def _of(ahead: KeyDateRow, today: date) -> str:
    clock = f", {say_time(ahead.at)}" if ahead.at else ""
    return f"{ahead.title}, {say_long(ahead.on, today)}{clock}"


def _is_ours(reader: Reader, who_acts: str) -> bool:
    """Nobody "expects" what the firm has to do itself: that is said, the rest stands for itself."""
    who = " ".join(who_acts.casefold().split())
    ours = {firm(reader).details.name.casefold()}
    ours |= {one.name.casefold() for one in colleagues(reader, active_only=False)}
    return who in ours or (bool(who) and is_us(who))


def _sentence(words: str) -> str:
    text = " ".join(words.split())
    return text if text.endswith((".", "!", "?")) else f"{text}."


def liked_channel(reader: Reader, client_id: UUID) -> Channel:
    """The channel the client likes; e-mail where the profile names none, or several."""
    named = channels_in(client_sheet(reader, client_id).details.preferred_channel)
    return named[0] if len(named) == 1 else Channel.EMAIL
