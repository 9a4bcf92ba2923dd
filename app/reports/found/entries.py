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
from app.kernel.said import say_date, say_day, say_moment, say_time
from app.people.queries import colleague
from app.reports.anchors import anchor_at_foot
from app.reports.content import Stationery
from app.reports.stationery import stationery
from app.storage.transaction import Reader

HEADERS = (
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


@dataclass(frozen=True, slots=True)
class FoundHead:
    """What stands around the entries on paper. ``asked`` is "" for the whole log; ``anchor`` says where the audit
    trail ended, so that the print can be held against it (VAULT.md)."""

    stationery: Stationery
    asked: str
    by: str
    made: str
    count: int
    anchor: str


@dataclass(frozen=True, slots=True)
class FoundEntry:
    """An entry on paper: ``when`` in the first column; ``head`` in bold, ``paragraphs`` and the quiet ``foot``."""

    when: str
    head: str
    paragraphs: tuple[tuple[str, str], ...]
    foot: str


def found_head(reader: Reader, asked: str, count: int, end: Head) -> FoundHead:
    """As of now; ``end`` is where the audit trail ends."""
    now = reader.local(reader.now)
    return FoundHead(
        stationery=stationery(reader),
        asked=asked.strip(),
        by=colleague(reader, reader.viewer).name,
        made=f"{say_date(now.date())}, {say_time(now)}",
        count=count,
        anchor=anchor_at_foot(end),
    )


def entries_of(reader: Reader, ids: Sequence[UUID]) -> tuple[EntryRow, ...]:
    """These entries whole, in this order; one that may not be seen is left out. A few hundred at most."""
    query = entry_columns().where(ContactEntry.id.in_(ids))
    found = {row.id: row for row in whole(reader, reader.session.execute(query).all())}
    return tuple(found[one] for one in ids if one in found)


def cells(reader: Reader, row: EntryRow) -> tuple[str, ...]:
    """An entry as a row under `HEADERS`; moments in the firm's zone, ISO 8601."""
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


def on_paper(reader: Reader, row: EntryRow) -> FoundEntry:
    """An entry as it is printed."""
    now = reader.local(reader.now)
    occurred = reader.local(row.occurred_at)
    said = [
        ("", row.summary),
        ("Why against the wishes", row.wish_reason),
        ("Received", row.received),
        ("Advice", row.advice),
        ("Advice declined", row.advice_declined),
        ("Decided", row.decision),
        ("Costs", row.costs),
    ]
    written = f"Written {say_moment(reader.local(row.written_at), now)} by {row.author}"
    foot = [
        f"With {people}" if (people := _people(row)) else "",
        f"Files: {', '.join(file.name for file in row.attachments)}" if row.attachments else "",
        f"Tags: {', '.join(row.tags)}" if row.tags else "",
        written,
        f"version {row.version}" if row.version > 1 else "",
        f"withdrawn {say_moment(reader.local(row.withdrawn_at), now)}" if row.withdrawn_at else "",
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
    minutes = f"{row.duration_minutes} min" if row.duration_minutes else ""
    said = ", ".join(
        part for part in (how(row.channel, row.direction), tried.label if tried else "", minutes) if part
    )
    return " · ".join(part for part in (said, row.matter_number, row.matter_title, row.client) if part)


def _people(row: EntryRow) -> str:
    return ", ".join(f"{name} ({role})" if role else name for name, role in row.participants)
