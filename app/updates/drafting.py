"""A draft of the update that is owed: what happened since the last one, what is awaited, what comes, what the client
must do. What may be told is what the status report tells (`app.reports.status`): nothing internal or classified, and
nothing that was only noted of a contact, comes in by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import chain
from uuid import UUID

from app.channels.words import Channel
from app.clients.queries import ClientSheet
from app.hours.queries import firm_calendar
from app.kernel.language import tr
from app.letters.facts import greeting
from app.matters.development_queries import of_court as from_docket
from app.reports.content import DatedLine, Length, StatusReport
from app.reports.stationery import on_paper
from app.reports.status.facts import Facts, read_facts
from app.reports.status.lines import progress, words_for_client
from app.reports.status.report import report_of
from app.schedule.no_news import CHANNELS, liked_channel
from app.schedule.queries import update_dues
from app.storage.transaction import Reader
from app.updates.pieces import Piece, PieceKind, UpdateDraft


def draft(
    reader: Reader,
    matter_id: UUID,
    *,
    length: Length = Length.USUAL,
    since: date | datetime | None = None,
    only: Collection[UUID] | None = None,
) -> UpdateDraft:
    """A draft as the matter stands at the reader's moment, from the last update on or from ``since``.

    Whatever the length, all pieces are there; what the length leaves out is not ticked. ``SHORT`` has essential news,
    what was written for the client, what they must do and what comes; ``USUAL`` also supplementary news and what is
    awaited; ``FULL`` also options, fees and contacts that are only mentioned. ``only``: of what happened these alone.
    Raises NotFound where there is no such matter to see.
    """
    facts = read_facts(reader, matter_id, since, Length.USUAL, only)
    report = report_of(reader, facts)
    begun = UpdateDraft(
        matter_id=matter_id,
        began_at=reader.now,
        since=facts.since,
        length=length,
        channel=_channel(reader, facts),
        subject=report.words.title,
        greeting=_first_line(reader, facts.client),
        opening=None,
        pieces=_pieces_on_paper(reader, facts, report),
        closing="\n".join("".join(run.text for run in runs).strip() for runs in report.closing),
        sign_off=report.words.sign_off,
        signatory=report.signatory,
        since_heading=report.since_heading,
        language=report.stationery.language,
        large_print=report.large_print,
    )
    fitted = (replace(one, ticked=one.is_in(length)) for one in begun.pieces)
    return replace(begun, pieces=tuple(fitted))


@on_paper
def _first_line(_: Reader, client: ClientSheet) -> str:
    return tr("{greeting},", "first line of a letter").format(greeting=greeting(client))


def _channel(reader: Reader, facts: Facts) -> Channel:
    """As the schedule has it, else as the client likes it."""
    matter_id = facts.sheet.row.id
    due = update_dues(reader, firm_calendar(reader), matter_id).get(matter_id)
    channel = CHANNELS.get(due.format) if due and due.format else None
    return channel or liked_channel(reader, facts.client.id)


@on_paper
def _pieces_on_paper(reader: Reader, facts: Facts, report: StatusReport) -> tuple[Piece, ...]:
    """All that can be told, in the language of the rest of the update, whatever the window speaks."""
    return tuple(_pieces(reader, facts, report))


def _pieces(reader: Reader, facts: Facts, report: StatusReport) -> Iterator[Piece]:
    details = facts.sheet.details
    if report.key_point is not None:
        lead = report.key_point.lead.strip()
        text = f"{lead} {report.key_point.text}".strip()
        point = _words(PieceKind.POINT, text, Length.SHORT if details.key_point else Length.USUAL)
        yield replace(point, lead=lead)
    yield from _if_any(PieceKind.PRIORITIES, report.priorities, Length.SHORT)
    yield from _progress(reader, facts)
    yield from chain(
        _rows(PieceKind.AWAITED, report.waiting_for, Length.USUAL),
        _rows(PieceKind.COMING, report.coming_up, Length.SHORT),
        _rows(PieceKind.ASKED, report.your_actions, Length.SHORT),
    )
    asked = bool(report.decisions.strip())
    yield from _if_any(PieceKind.OPTIONS, report.options, Length.USUAL if asked else Length.FULL)
    yield from _if_any(PieceKind.DECISION, report.decisions, Length.SHORT)
    for number, fee in enumerate(report.fees):
        said = (fee.label, fee.text)
        yield Piece(
            f"fees:{number}",
            PieceKind.FEES,
            fee.text,
            fee.label,
            least=Length.FULL,
            said=said,
            right=fee.right,
        )


def _progress(reader: Reader, facts: Facts) -> Iterator[Piece]:
    """What happened, the oldest first."""
    untold = set(facts.untold)
    news = {one.id: one for one in facts.news}
    of_court = from_docket(reader, [one.id for one in facts.news if not one.plain_words])
    log = {row.id: row for row in facts.log}
    for line in progress(facts, reader, Length.USUAL):
        if line.source in news:
            one = news[line.source]
            vital = one.essential or one.urgent
            kind = PieceKind.NEWS if one.id in untold else PieceKind.HAPPENED
            tells = (one.id,) if one.id in untold else ()
            piece = _row(kind, line, Length.SHORT if vital else Length.USUAL, tells)
            yield replace(piece, of_court=one.id in of_court)
        elif line.source in log:
            row = log[line.source]
            if row.is_update:
                continue  # what was said before is not said again
            bare = not words_for_client(row)
            piece = _row(PieceKind.HAPPENED, line, Length.FULL if bare else Length.SHORT)
            noted = "\n".join(filter(None, (row.summary, row.advice, row.decision))) if bare else ""
            yield replace(piece, note="" if row.message_key is not None else noted)


def _rows(kind: PieceKind, lines: tuple[DatedLine, ...], least: Length) -> Iterator[Piece]:
    return (_row(kind, line, least) for line in lines)


def _row(kind: PieceKind, line: DatedLine, least: Length, tells: tuple[UUID, ...] = ()) -> Piece:
    sources = (line.source,) if line.source is not None else ()
    return Piece(
        str(line.source or kind),
        kind,
        line.text,
        line.when,
        sources,
        tells,
        least=least,
        said=(line.when, line.text),
        strong=line.strong,
        right=line.note,
    )


def _if_any(kind: PieceKind, text: str, least: Length) -> Iterator[Piece]:
    if text.strip():
        yield _words(kind, text, least)


def _words(kind: PieceKind, text: str, least: Length) -> Piece:
    return Piece(str(kind), kind, text, least=least, said=("", text))
