"""The words of an update: paragraphs of the draft, and the letter that they make (PRACTICE D5, D6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from uuid import UUID

from app.clients.queries import client_sheet
from app.clients.words import PointKind
from app.kernel.language import speaking, tr
from app.languages.offered import catalogue_of
from app.matters.sheet import matter_sheet
from app.notices.words import Outlet
from app.plain.jargon import WordList
from app.plain.looking import Plainness, look_over
from app.reports.content import Length, StatusReport
from app.reports.status.report import notices_on, status_report
from app.settings.queries import firm
from app.storage.transaction import Reader
from app.updates.pieces import Piece, PieceKind, UpdateDraft

NO_NEWS = "There is nothing new to tell you {since}; we are keeping an eye on it for you."
OPENING = "This is what has happened {since}, and what comes next."
ONLY_AHEAD = "This is where your {case} stands, and what comes next."


class Shape(Enum):
    """What a paragraph is."""

    TEXT = "text"
    POINT = "point"
    """The most important one, which stands out."""
    HEADING = "heading"
    ROW = "row"
    """With its day, or from whom, before it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of an update; ``text`` may have several lines. ``key``: the piece that it says, or "". ``lead``:
    what of a point stands out. ``apart``: it belongs to no heading, and what stands above it does."""

    shape: Shape
    text: str
    when: str = ""
    key: str = ""
    strong: bool = False
    right: str = ""
    lead: str = ""
    apart: bool = False


@dataclass(frozen=True, slots=True)
class UpdateText:
    """What an update says, from the greeting to the signature, without the notices."""

    greeting: str
    body: tuple[Line, ...]
    closing: str
    sign_off: str
    signatory: tuple[str, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All of it as paragraphs, in the order of reading."""
        around = (self.greeting,), (self.closing, self.sign_off, "\n".join(self.signatory))
        before, after = ([Line(Shape.TEXT, one) for one in some if one.strip()] for some in around)
        return (*before, *self.body, *after)

    @property
    def plain(self) -> str:
        """The same as one text, as an e-mail says it and as it is logged."""
        return _plain(self.lines)

    @property
    def spoken(self) -> str:
        """What is said of it in a call or a meeting: without greeting and signature."""
        closing = (Line(Shape.TEXT, self.closing),) if self.closing.strip() else ()
        return _plain((*self.body, *closing))


def _plain(lines: Sequence[Line]) -> str:
    """One text: a heading is close to what follows it, and rows to each other."""
    said = ""
    for before, line in zip((None, *lines), lines, strict=False):
        close = before is not None and (
            before.shape is Shape.HEADING or before.shape is line.shape is Shape.ROW
        )
        said += ("" if before is None else "\n" if close else "\n\n") + _said(line)
    return said


def _said(line: Line) -> str:
    if line.shape is Shape.HEADING:
        return line.text.upper()
    when = f"{line.when}: " if line.when else ""
    right = f" ({line.right})" if line.right else ""
    bullet = "- " if line.shape is Shape.ROW else ""
    return f"{bullet}{when}{line.text}{right}"


def compose(draft: UpdateDraft) -> UpdateText:
    """The words as they would leave now."""
    body = [Line(Shape.TEXT, words)] if (words := opening_of(draft).strip()) else []
    above = ""
    for piece, heading, ahead in _under(draft):
        if heading and heading != above:
            body.append(Line(Shape.HEADING, heading))
        body.append(replace(_line(piece), apart=bool(above) and not heading and ahead != above))
        above = heading or above
    return UpdateText(draft.greeting, tuple(body), draft.closing, draft.sign_off, draft.signatory)


def opening_of(draft: UpdateDraft) -> str:
    """The writer's own first sentence, or the one that fits what is ticked, in the language of the update."""
    if draft.opening is not None:
        return draft.opening
    with speaking(catalogue_of(draft.language)):
        return _usual_opening(draft)


def _usual_opening(draft: UpdateDraft) -> str:
    told = any(one.kind in {PieceKind.NEWS, PieceKind.HAPPENED} for one in draft.ticked)
    heading = draft.since_heading
    says_since = heading and heading != draft.words.since
    since = f"{heading[0].lower()}{heading[1:]}" if says_since else tr("so far", "since we last wrote")
    if told:
        return tr(OPENING).format(since=since)
    if any(one.kind is PieceKind.ADDED for one in draft.ticked):
        return tr(ONLY_AHEAD).format(case=tr("matter", "as letters say it"))
    return tr(NO_NEWS).format(since=since)


def plainness_of(draft: UpdateDraft, words: WordList) -> Plainness | None:
    """How what the writer says reads (D6): without dates, headings and greeting; None in a language of which
    nothing is known.

    ``words``: the firm's list (`app.plain.queries.word_list`).
    """
    said = (opening_of(draft), *(one.text for one in draft.ticked), draft.closing)
    return look_over("\n".join(filter(None, said)), draft.language, words)


def _under(draft: UpdateDraft) -> list[tuple[Piece, str, str]]:
    """What is told, each with its own heading ("" for one that stands by itself) and the one that is next from it on:
    a paragraph of the writer's own between two rows of one heading goes with them."""
    found, ahead = [], ""
    for piece in reversed(draft.ticked):
        heading = _heading(draft, piece)
        ahead = heading or ahead
        found.append((piece, heading, ahead))
    return found[::-1]


def _heading(draft: UpdateDraft, piece: Piece) -> str:
    """Under which heading a piece stands; "" for one that stands by itself."""
    words = draft.words
    return {
        PieceKind.PRIORITIES: words.priorities,
        PieceKind.NEWS: draft.since_heading,
        PieceKind.HAPPENED: draft.since_heading,
        PieceKind.AWAITED: words.waiting_for,
        PieceKind.COMING: words.coming_up,
        PieceKind.ASKED: words.your_actions,
        PieceKind.OPTIONS: words.options,
        PieceKind.DECISION: words.decisions,
        PieceKind.FEES: words.fees,
    }.get(piece.kind, "")


def _line(piece: Piece) -> Line:
    shape = Shape.ROW if piece.when else Shape.TEXT
    if piece.kind is PieceKind.POINT:
        shape = Shape.POINT
    return Line(shape, piece.text, piece.when, piece.key, piece.strong, piece.right, piece.stands_out)


@dataclass(frozen=True, slots=True)
class UpdateLetter:
    """An update ready to be set: needs no vault any more. ``frame`` has letterhead, address and paper; ``notices``
    those of letters, ``mail_notices`` those of e-mails."""

    matter_id: UUID
    number: str
    subject: str
    text: UpdateText
    frame: StatusReport
    notices: tuple[str, ...]
    mail_notices: tuple[str, ...]
    client: str
    email: str
    file_pattern: str
    day: date


def letter(reader: Reader, draft: UpdateDraft) -> UpdateLetter:
    """The letter of a draft, with address and notices as they are now. Raises NotFound where the matter is not to be
    seen any more."""
    frame = replace(
        status_report(reader, draft.matter_id, length=Length.SHORT), large_print=draft.large_print
    )
    sheet = matter_sheet(reader, draft.matter_id)
    client = client_sheet(reader, sheet.row.client_id)
    point = client.first(PointKind.EMAIL)
    details, area = firm(reader).details, sheet.details.practice_area
    return UpdateLetter(
        draft.matter_id,
        sheet.row.number,
        draft.subject,
        compose(draft),
        frame,
        _without(notices_on(reader, details, area, Outlet.LETTER), frame.words.footer),
        _without(notices_on(reader, details, area, Outlet.EMAIL), frame.words.footer),
        client.name,
        point.value if point is not None else "",
        details.file_names,
        reader.today,
    )


def _without(notices: tuple[str, ...], of_reports: str) -> tuple[str, ...]:
    """What a firm says at the end of reports speaks of a report."""
    return tuple(notice for notice in notices if notice.strip() != of_reports)
