"""What a careful colleague would mention before an update leaves: how the client wants to hear, who must not, and what
does not fit the page (PRACTICE A1, A2, A5). It warns and never blocks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.clients.queries import ClientSheet, client_sheet
from app.clients.reading import other_language
from app.clients.words import Hears, PointKind
from app.contactlog.waiting import must_tell, say_waiting, waiting
from app.contactlog.warnings import warnings_of
from app.contactlog.words import Channel
from app.kernel.errors import Problem
from app.kernel.language import counted, tr
from app.matters.sheet import matter_sheet
from app.reports.status.plainness import say_court_days
from app.storage.transaction import Reader
from app.updates.commands import contact_of
from app.updates.mail import mail_address
from app.updates.pieces import UpdateDraft

UNTIMELY = "outside-hours"


def warnings(reader: Reader, draft: UpdateDraft, *, at: datetime | None = None) -> tuple[Problem, ...]:
    """What speaks against sending it as it is, by its ``channel``; ``at``: when it is sent. Without it nothing is sent
    yet, and nothing is said of the hour.

    Fields: ``channel``, ``language``, ``format``, ``participants`` (who must not be told), ``pieces`` (news left out,
    "essential-untold" where the client has to hear of it first) and those of a contact.
    """
    sheet = matter_sheet(reader, draft.matter_id)
    client = client_sheet(reader, sheet.row.client_id)
    found = [
        *_about_client(client, draft),
        *_unplain(reader, draft),
        *_must_tell(reader, draft),
        *_left_out(draft),
        *_asked(reader, draft),
    ]
    against = warnings_of(reader, contact_of(draft, at or reader.now))
    return (*found, *(one for one in against if at is not None or one.code != UNTIMELY))


def untimely(reader: Reader, draft: UpdateDraft, at: datetime) -> Problem | None:
    """What is said of a call that is logged as of a moment at which the client does not want it (A5)."""
    said = warnings_of(reader, contact_of(draft, at))
    return next((one for one in said if one.code == UNTIMELY), None)


def _about_client(client: ClientSheet, draft: UpdateDraft) -> Iterator[Problem]:
    details = client.details
    foreign = other_language(details.language, draft.language, interpreter=details.interpreter)
    if foreign:
        yield Problem("language", "other-language", foreign)
    elif details.interpreter:
        yield Problem("language", "interpreter", tr("The client needs an interpreter."))
    if draft.large_print:
        message = tr(
            "The client reads large print: the letter is set so. An e-mail shows as their program has it."
        )
        yield Problem("format", "large-print", message)
    elif details.accessibility.strip():
        said = " ".join(details.accessibility.split())
        yield Problem("format", "access", tr("What the client needs: {said}").format(said=said))
    needed = {
        Channel.EMAIL: PointKind.EMAIL,
        Channel.LETTER: PointKind.ADDRESS,
        Channel.PHONE: PointKind.PHONE,
    }
    kind = needed.get(draft.channel)
    if kind is not None and client.first(kind) is None:
        none = {
            PointKind.EMAIL: tr("The client has no e-mail address on file."),
            PointKind.ADDRESS: tr("The client has no address on file."),
            PointKind.PHONE: tr("The client has no phone number on file."),
        }
        yield Problem("channel", "no-address", none[kind])
    yield from _unfit(client, draft)
    for person in client.people:
        if person.is_kept_from:
            yield _kept_from(person.called or tr("Somebody"), person.details.hears, person.details.not_told)


def _unfit(client: ClientSheet, draft: UpdateDraft) -> Iterator[Problem]:
    """The draft of an e-mail leaves without an address where a mail program could not take it."""
    point = client.first(PointKind.EMAIL)
    if draft.channel is Channel.EMAIL and point and mail_address(client.name, point.value) is None:
        message = tr("A mail program cannot take the client's e-mail address: the draft leaves without one.")
        yield Problem("channel", "unfit-address", message)


def _kept_from(called: str, hears: Hears, not_told: str) -> Problem:
    if hears is Hears.NOTHING:
        message = tr("{called} must not be told anything.").format(called=called)
    else:
        message = tr("{called} must not be told: {not_told}.").format(
            called=called, not_told=" ".join(not_told.split())
        )
    return Problem("participants", "keep-from", message, {"person": called})


def _unplain(reader: Reader, draft: UpdateDraft) -> Iterator[Problem]:
    """News that would reach the client as the docket has it (D6)."""
    found = [one for one in draft.ticked if one.is_unplain]
    if found:
        message = say_court_days(tuple(dict.fromkeys(one.when for one in found)))
        yield Problem("pieces", "court-words", message)


def _asked(reader: Reader, draft: UpdateDraft) -> Iterator[Problem]:
    found = waiting(reader, draft.matter_id)
    if found:
        yield Problem("answers", "waits-for-answer", say_waiting(found))


def _must_tell(reader: Reader, draft: UpdateDraft) -> Iterator[Problem]:
    """What no update passes over in silence (D3), by the rule of all of them; also what came in since it was begun."""
    count = len(must_tell(reader, draft.matter_id, draft.tells))
    if count:
        said = counted(
            count,
            "The client has to hear of one thing first, and this does not tell it.",
            "The client has to hear of {count} things first, and this does not tell them.",
        )
        yield Problem("pieces", "essential-untold", said.format(count=count))


def _left_out(draft: UpdateDraft) -> Iterator[Problem]:
    count = len(draft.untold)
    if count:
        said = counted(
            count,
            "One piece of news is left out, and the client stays untold of it.",
            "{count} pieces of news are left out, and the client stays untold of them.",
        )
        yield Problem("pieces", "left-untold", said.format(count=count))
