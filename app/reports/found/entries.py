"""What was found in the contact log, for a table and for paper: each entry whole, in people's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from app.audit.trail import Head
from app.contactlog.models import ContactEntry
from app.contactlog.reading import entry_columns, whole
from app.contactlog.rows import EntryRow
from app.contactlog.said import how
from app.contactlog.words import Outcome
from app.kernel.language import tr
from app.kernel.said import say_day, say_moment, say_time
from app.reports.anchors import anchor_at_foot
from app.reports.content import Stationery
from app.reports.saying import made_by
from app.reports.stationery import on_paper, stationery
from app.storage.transaction import Reader

_HEADERS = (
    "When",
    "Channel",
    "Direction",
    "Outcome",
    "Minutes",
    "Matter number",
    "Matter",
    "Client",
    "With",
    "What was said",
    "Advice",
    "Advice declined",
    "Decided",
    "Costs",
    "Tags",
    "Files",
    "Written",
    "Written by",
    "Version",
    "Withdrawn",
    "Id",
)


def headers() -> tuple[str, ...]:
    """Of the table."""
    return tuple(tr(head, "column of a table") for head in _HEADERS)


@dataclass(frozen=True, slots=True)
class FoundHead:
    """What stands around the entries on paper. ``asked`` is "" for the whole log; ``anchor`` says where the audit
    trail ended, so that the print can be held against it (VAULT.md)."""

    stationery: Stationery
    asked: str
    made: str
    """By whom, and when."""
    count: int
    anchor: str


@dataclass(frozen=True, slots=True)
class FoundEntry:
    """An entry on paper: ``when`` in the first column; ``head`` in bold, ``paragraphs`` and the quiet ``foot``."""

    when: str
    head: str
    paragraphs: tuple[tuple[str, str], ...]
    foot: str


@on_paper
def found_head(reader: Reader, asked: str, count: int, end: Head) -> FoundHead:
    """As of now; ``end`` is where the audit trail ends."""
    return FoundHead(
        stationery=stationery(reader),
        asked=asked.strip(),
        made=made_by(reader),
        count=count,
        anchor=anchor_at_foot(end),
    )


def entries_of(reader: Reader, ids: Sequence[UUID]) -> tuple[EntryRow, ...]:
    """These entries whole, in this order; one that may not be seen is left out. A few hundred at most."""
    query = entry_columns().where(ContactEntry.id.in_(ids))
    found = {row.id: row for row in whole(reader, reader.session.execute(query).all())}
    return tuple(found[one] for one in ids if one in found)


@on_paper
def cells(reader: Reader, row: EntryRow) -> tuple[str, ...]:
    """An entry as a row under `headers`; moments in the firm's zone, ISO 8601."""
    return (
        reader.local(row.occurred_at).isoformat(timespec="minutes"),
        row.channel.label,
        row.direction.label,
        row.outcome.label if row.outcome else "",
        str(row.duration_minutes or ""),
        row.matter_number,
        row.matter_title,
        row.client,
        _people(row),
        row.summary,
        row.advice,
        row.advice_declined,
        row.decision,
        row.costs,
        ", ".join(row.tags),
        ", ".join(file.name for file in row.attachments),
        reader.local(row.written_at).isoformat(timespec="minutes"),
        row.author,
        str(row.version),
        reader.local(row.withdrawn_at).isoformat(timespec="minutes") if row.withdrawn_at else "",
        str(row.id),
    )


@on_paper
def printed(reader: Reader, row: EntryRow) -> FoundEntry:
    """An entry as it is printed."""
    now = reader.local(reader.now)
    occurred = reader.local(row.occurred_at)
    said = [
        ("", row.summary),
        (tr("Why against the wishes"), row.wish_reason),
        (tr("Received"), row.received),
        (tr("Advice"), row.advice),
        (tr("Advice declined"), row.advice_declined),
        (tr("Decided"), row.decision),
        (tr("Costs"), row.costs),
    ]
    files, withdrawn = ", ".join(file.name for file in row.attachments), row.withdrawn_at
    foot = [
        tr("With {people}").format(people=people) if (people := _people(row)) else "",
        tr("Files: {names}").format(names=files) if files else "",
        tr("Tags: {names}").format(names=", ".join(row.tags)) if row.tags else "",
        tr("Written {moment} by {author}").format(
            moment=say_moment(reader.local(row.written_at), now), author=row.author
        ),
        tr("version {number}").format(number=row.version) if row.version > 1 else "",
        tr("withdrawn {moment}").format(moment=say_moment(reader.local(withdrawn), now)) if withdrawn else "",
    ]
    return FoundEntry(
        when=f"{say_day(occurred.date(), now.date())}\n{say_time(occurred)}",
        head=_head(row),
        paragraphs=tuple((label, words.strip()) for label, words in said if words.strip()),
        foot=" · ".join(part for part in foot if part),
    )


def _head(row: EntryRow) -> str:
    """As in "Call out, 18 min · 00003 · Whitcombe v. Larkspur Catering · Nora Whitcombe"."""
    tried = row.outcome if row.outcome in {Outcome.LEFT_MESSAGE, Outcome.NO_ANSWER} else None
    minutes = tr("{count} min").format(count=row.duration_minutes) if row.duration_minutes else ""
    said = ", ".join(
        part for part in (how(row.channel, row.direction), tried.label if tried else "", minutes) if part
    )
    return " · ".join(part for part in (said, row.matter_number, row.matter_title, row.client) if part)


def _people(row: EntryRow) -> str:
    return ", ".join(f"{name} ({role})" if role else name for name, role in row.participants)
