"""Notices that federal courts mail to the lawyers of a case (CM/ECF and ACMS), read into plain values.

All of them, whatever the court and however they were forwarded, say the same under the same labels: Case
Name, Case Number, Document Number, Docket Text. The labels are found in the text; its mark-up is not relied
on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from app.exchange.case_names import tidy_case_name
from app.exchange.courts import court_of_host, find_court
from app.exchange.docket_numbers import DocketNumber, parse_docket_number
from app.exchange.html_text import FlatText
from app.exchange.mail import Message
from app.exchange.notice_fields import (
    CASE_NAME,
    CASE_NUMBER,
    DOCKET_TEXT,
    DOCUMENT_NUMBER,
    DOCUMENTS,
    Field,
    by_case,
    docket_texts,
    find_fields,
    first,
)
from app.exchange.notice_recipients import Recipient, read_recipients
from app.exchange.notice_subject import short_text
from app.exchange.notice_text import bodies, one_line, outside_markup
from app.exchange.notice_times import entered_at, filed_on

__all__ = ["CourtNotice", "NoticeCase", "NoticeEntry", "Recipient", "read_court_notice"]

_HEADING = re.compile(
    r"^.{0,40}\bNotice\s+of\s+(?:Electronic|Docket|Bankruptcy|Corrected)\b", re.IGNORECASE | re.MULTILINE
)
_TRANSACTION = re.compile(r"following\s+transaction\s+was\s+", re.IGNORECASE)
_ONE_DOCUMENT = re.compile(
    r"^[ \t*_]{0,20}Document\s+description[*_]{0,4}[ \t]{0,20}:", re.IGNORECASE | re.MULTILINE
)
# Some courts put more lines under the name ("Chapter: 11").
_OTHER_LABEL = re.compile(r"\n(?!\s*(?:in\s+)?re\b)[ \t]*[A-Za-z][A-Za-z() ]{1,25}:", re.IGNORECASE)
_PANEL_PREFIX = re.compile(r"^\s*([A-Z]{2,3})/")
_URL = re.compile(r"https?://\S+")
_CAPTIONS_IN_SUBJECT = 100


@dataclass(frozen=True, slots=True)
class NoticeEntry:
    """One docket entry. ``document_number`` is None where no document goes with it.

    ``text`` is the whole docket text in one line. ``plain_text`` leaves out what the court set in italics or
    colour inside it (bankruptcy courts set the filer's own words so); mostly the same. ``short_text`` is the
    filing's name from the subject line and may be empty.
    """

    filed_on: date | None
    document_number: str | None
    text: str
    plain_text: str
    short_text: str
    document_url: str | None


@dataclass(frozen=True, slots=True)
class NoticeCase:
    """One case a notice speaks of.

    ``court_number`` is without the judges' initials ("3:21-cv-00437"), ``number`` the same taken apart.
    ``other_court_id`` is the court where the case is pending when the notice is the panel's
    ("NYS/1:20-cv-01296").
    """

    court_id: str
    court_number: str
    number: DocketNumber
    case_name: str
    entries: tuple[NoticeEntry, ...]
    other_court_id: str | None = None


@dataclass(frozen=True, slots=True)
class CourtNotice:
    """A notice. ``court_id`` is "" where the court could not be told. ``entered_at`` is in UTC, None
    without a zone.

    ``sender_verified``: the message itself names a court's mail domain as its sender. A forwarded notice
    does not, nor does a forged one that was not even disguised; it is no proof.
    """

    court_id: str
    cases: tuple[NoticeCase, ...]
    entered_at: datetime | None
    appellate: bool
    contains_attachments: bool
    sender_verified: bool
    recipients: tuple[Recipient, ...] = ()


def read_court_notice(message: Message) -> CourtNotice | None:
    """The notice that ``message`` is, or that is attached to it as a mail; None where it is none."""
    for flat in bodies(message):
        if (notice := _Reader(message, flat).read()) is not None:
            return notice
    for inner in message.forwarded:
        if (notice := read_court_notice(inner)) is not None:
            return notice
    return None


class _Reader:
    """Reads one body."""

    def __init__(self, message: Message, flat: FlatText) -> None:
        self.message = message
        self.flat = flat
        self.fields = find_fields(flat.text)

    def read(self) -> CourtNotice | None:
        sentence = self._sentence()
        if not {CASE_NUMBER, DOCKET_TEXT} <= {found.label for found in self.fields}:
            return None
        if not sentence and not _HEADING.search(self.flat.text):
            return None
        court_id = self._court_id()
        cases = self._cases(court_id, filed_on(sentence))
        if not cases:
            return None
        sender = self.message.sender
        return CourtNotice(
            court_id=court_id,
            cases=cases,
            entered_at=entered_at(sentence),
            appellate="notice of docket activity" in one_line(self.flat.text[: self.fields[0].at]).casefold(),
            contains_attachments=len(_ONE_DOCUMENT.findall(self.flat.text)) > 1,
            sender_verified=sender is not None and sender.email.endswith((".uscourts.gov", "@uscourts.gov")),
            recipients=read_recipients(self.flat.text, self.fields[-1].end),
        )

    def _sentence(self) -> str:
        """ "entered by Geisler, Kimberly on 8/9/2021 at 11:53 AM CDT and filed on 8/9/2021"; may be empty."""
        begins = _TRANSACTION.search(self.flat.text)
        if begins is None or not self.fields:
            return ""
        first_label = self.fields[0].at
        end = first_label if begins.end() < first_label < begins.end() + 400 else begins.end() + 400
        return one_line(self.flat.text[begins.end() : end])

    def _value(self, found: Field | None) -> str:
        return one_line(self.flat.text[found.start : found.end]) if found else ""

    def _caption(self, found: Field | None) -> str:
        if found is None:
            return ""
        value = self.flat.text[found.start : min(found.end, found.start + 2_000)]
        return one_line(_OTHER_LABEL.split(value, maxsplit=1)[0])[:500]

    def _court_id(self) -> str:
        """From the heading that people read; else from the links to the docket; else from who sent it."""
        text = self.flat.text
        heading = _HEADING.search(text)
        before = heading.start() if heading else self.fields[0].at
        lines = [
            one_line(line).strip("*_ ")
            for line in text[max(0, before - 600) : before].split("\n")
            if line.strip()
        ]
        for candidate in (" ".join(lines[-2:]), *lines[-1:], " ".join(lines[-3:])):
            if candidate and (court_id := find_court(candidate)) is not None:
                return court_id
        for link in self.flat.links:
            if (court_id := court_of_host(link.href)) is not None:
                return court_id
        sender = self.message.sender
        return (court_of_host(sender.email) if sender else None) or ""

    def _cases(self, court_id: str, filed: date | None) -> tuple[NoticeCase, ...]:
        sections = by_case(self.fields)
        captions = [self._caption(first(section, CASE_NAME)) for section in sections]
        short = short_text(self.message.subject, captions[:_CAPTIONS_IN_SUBJECT])
        cases: list[NoticeCase] = []
        for section, caption, docket in zip(sections, captions, docket_texts(sections), strict=True):
            raw = _URL.sub(" ", self._value(first(section, CASE_NUMBER)))
            number = parse_docket_number(raw)
            if number is None or docket is None:
                continue
            entry = self._entry(section, docket, short, filed)
            prefix = _PANEL_PREFIX.match(raw)
            other = find_court(prefix[1]) if prefix else None
            cases.append(NoticeCase(court_id, str(number), number, tidy_case_name(caption), (entry,), other))
        return tuple(cases)

    def _entry(self, section: list[Field], docket: Field, short: str, filed: date | None) -> NoticeEntry:
        numbered = first(section, DOCUMENT_NUMBER)
        number = re.match(r"\d[\w.\-]{0,20}", self._value(numbered))
        return NoticeEntry(
            filed_on=filed,
            document_number=number[0] if number else None,
            text=self._value(docket),
            plain_text=outside_markup(self.flat, docket.start, docket.end),
            short_text=short,
            document_url=self._document_url(numbered or first(section, DOCUMENTS), docket),
        )

    def _document_url(self, document: Field | None, docket: Field) -> str | None:
        if document is None:
            return None
        inside = self.flat.links_between(document.start, document.end)
        if not inside and self.flat.text[document.end : document.end + 100].lstrip().startswith("Copy"):
            inside = self.flat.links_between(document.end, docket.at)
        return next((link.href for link in inside if link.href.startswith(("http://", "https://"))), None)
