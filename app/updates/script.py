"""The script of a telephone call: what to say, what to ask, room for the answers; for the firm's own desk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain
from uuid import UUID

from app.channels.words import Channel
from app.clients.commands import ClientDetails
from app.clients.queries import ClientSheet, client_sheet
from app.clients.reading import reads
from app.clients.words import Hears, PointKind
from app.contactlog.queries import EntryRow, awaiting_reply, entries, entry
from app.contactlog.words import Direction
from app.kernel.language import speaking, tr
from app.kernel.said import say_day, say_short_date
from app.languages.offered import catalogue_of
from app.matters.sheet import matter_sheet
from app.reports.content import Stationery
from app.reports.entry_classes import is_open
from app.reports.press.house import About, HouseDocument, Made
from app.reports.stationery import on_paper, stationery
from app.storage.transaction import Reader
from app.updates.composing import opening_of
from app.updates.pieces import Piece, PieceKind, UpdateDraft

ASKS = frozenset({PieceKind.ASKED, PieceKind.DECISION})
LINES_FOR_NOTES = (14, 12, 10, 8, 6, 5, 4, 3)
"""To write on: the most that keep the script on one page."""
MOST_LOOKED_THROUGH = 200
"""Contacts since the last update, the newest first."""
MOST_OF_A_QUESTION = 600
"""Letters of what the client asked: the rest stands in the log."""


@dataclass(frozen=True, slots=True)
class PhoneScript:
    """A call as it is to be held. ``who``: label and words, for the head; ``say`` and ``ask``: one point each."""

    matter_id: UUID
    stationery: Stationery
    number: str
    matter_line: str
    name: str
    day: str
    who: tuple[tuple[str, str], ...]
    opening: str
    say: tuple[str, ...]
    asked_last: tuple[str, ...]
    ask: tuple[str, ...]
    closing: str
    channel: Channel = Channel.PHONE


@on_paper
def phone_script(reader: Reader, draft: UpdateDraft) -> PhoneScript:
    """The script of a draft, with what the client asked last. Raises NotFound where the matter is not to be seen."""
    sheet = matter_sheet(reader, draft.matter_id)
    client = client_sheet(reader, sheet.row.client_id)
    bare = PhoneScript(
        draft.matter_id,
        stationery(reader),
        sheet.row.number,
        f"{sheet.row.title} · {sheet.row.number}",
        sheet.row.client,
        say_short_date(reader.today),
        (*_who(client, draft), *_if(tr("Out of hours"), sheet.emergency)),
        opening="",
        say=(),
        asked_last=_asked_last(reader, draft),
        ask=(),
        closing="",
    )
    return with_words(bare, draft)


def with_words(script: PhoneScript, draft: UpdateDraft) -> PhoneScript:
    """The script with what a draft says now; needs no vault."""
    return replace(
        script,
        opening=opening_of(draft),
        say=tuple(spoken(one) for one in draft.ticked if one.kind not in ASKS),
        ask=tuple(spoken(one) for one in draft.ticked if one.kind in ASKS),
        closing=draft.closing,
        channel=draft.channel,
    )


def spoken(piece: Piece) -> str:
    """A piece as it is said in a call."""
    when = f"{piece.when}: " if piece.when else ""
    right = f" ({piece.right})" if piece.right else ""
    return f"{when}{piece.text}{right}"


def _who(client: ClientSheet, draft: UpdateDraft) -> tuple[tuple[str, str], ...]:
    """Whom to call, and how they want it."""
    details = client.details
    unverified = tr(", not verified since it was changed")
    phones = [
        f"{one.value}{f' ({one.label})' if one.label else ''}{unverified if one.changed else ''}"
        for one in client.points
        if one.kind is PointKind.PHONE
    ]
    nobody = tr("{client} (no number on file)").format(client=client.name)
    pairs = (
        (tr("Call", "whom"), "\n".join((client.name, *phones)) if phones else nobody),
        (tr("When", "to call"), details.preferred_times),
        (tr("Never by"), details.never_channels),
        (tr("Language"), _language(details, draft.language)),
        (tr("Needs"), details.accessibility),
        (tr("Do not tell"), "\n".join(_kept_from(client))),
    )
    return tuple(chain.from_iterable(_if(label, words) for label, words in pairs))


def _language(details: ClientDetails, language: str) -> str:
    """What is spoken where it is not the ``language`` of the firm alone, and which help with it there has to be: who
    calls books an interpreter of Spanish, or of a sign language."""
    foreign = not reads(details.language, language)
    if not details.interpreter:
        return details.language if foreign else ""
    note = " ".join(details.interpreter_note.split()).rstrip(".")
    if note:
        helped = tr("with an interpreter ({note})").format(note=note)
    elif foreign:
        helped = tr("with an interpreter")
    else:
        helped = tr(
            "with an interpreter; please ask of which language or sign language: the file does not say"
        )
    return ", ".join(filter(None, (" ".join(details.language.split()), helped)))


def _kept_from(client: ClientSheet) -> tuple[str, ...]:
    return tuple(
        f"{one.called or tr('See the note')}: "
        f"{tr('anything') if one.details.hears is Hears.NOTHING else ' '.join(one.details.not_told.split())}"
        for one in client.people
        if one.is_kept_from
    )


def _if(label: str, words: str) -> tuple[tuple[str, str], ...]:
    return ((label, words.strip()),) if words.strip() else ()


def _asked_last(reader: Reader, draft: UpdateDraft) -> tuple[str, ...]:
    """What waits for an answer, else the last thing that came from the client; nothing that is classified."""
    waiting = [entry(reader, one.entry_id) for one in awaiting_reply(reader, draft.matter_id)]
    meant = [row for row in waiting if _from_client(row)]
    if not meant:
        rows = entries(reader, matter_id=draft.matter_id, since=draft.since, limit=MOST_LOOKED_THROUGH)
        meant = [row for row in rows if _from_client(row)][:1]
    return tuple(
        tr("{day}, by {channel}: {words}").format(
            day=say_day(reader.local(row.occurred_at).date(), reader.today),
            channel=row.channel.spoken,
            words=_short(row.received or row.summary),
        )
        for row in meant
    )


def _from_client(row: EntryRow) -> bool:
    came = row.direction is Direction.IN and row.with_client and row.withdrawn_at is None
    return came and is_open(row.confidentiality)


def _short(words: str) -> str:
    said = " ".join(words.split())
    return said if len(said) <= MOST_OF_A_QUESTION else f"{said[:MOST_OF_A_QUESTION].rstrip()} …"


def render_script(script: PhoneScript) -> Made:
    """The script as a PDF, in memory: one page where it fits, with what room is left to write on."""
    with speaking(catalogue_of(script.stationery.language)):
        return _fitted(script)


def _fitted(script: PhoneScript) -> Made:
    most, *fewer = LINES_FOR_NOTES
    made = _set(script, fewer[-1])
    if made.pages > 1:
        return made
    for lines in (most, *fewer[:-1]):
        fuller = _set(script, lines)
        if fuller.pages == 1:
            return fuller
    return made


def _set(script: PhoneScript, lines: int) -> Made:
    about = About(
        tr("Phone script {number}").format(number=script.number),
        tr("Phone script"),
        name=script.name,
        day=script.day,
        running=tr("Phone script, continued"),
    )
    heads = {Channel.MEETING: tr("Meeting"), Channel.VIDEO: tr("Video call")}
    page = HouseDocument(script.stationery, about)
    page.firm_name()
    page.title(heads.get(script.channel, tr("Phone call")), script.matter_line)
    page.facts(script.who)
    if script.asked_last:
        page.heading(tr("What the client asked last"))
        _bullets(page, script.asked_last)
    page.heading(tr("To say"))
    page.text(script.opening)
    _bullets(page, script.say)
    if script.ask:
        page.heading(tr("To ask"))
        for words in script.ask:
            page.bullet(words)
            page.writing_line()
    if script.closing.strip():
        page.heading(tr("Before the end"))
        page.text(script.closing)
    page.heading(tr("What they answered"))
    for _ in range(lines):
        page.writing_line()
    return page.finish()


def _bullets(page: HouseDocument, points: Iterable[str]) -> None:
    for words in points:
        page.bullet(words)
