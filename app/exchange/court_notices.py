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
from app.matters.courts import court_of_host, find_court
from app.matters.docket_numbers import DocketNumber, parse_docket_number

__all__ = ["CourtNotice", "NoticeCase", "NoticeEntry", "Recipient", "read_court_notice", "read_court_notices"]

_HEADING = re.compile(
    r"^.{0,40}\bNotice\s+of\s+(?:Electronic|Docket\s+Activity|Bankruptcy|Corrected)\b",
    re.IGNORECASE | re.MULTILINE,
)
_TRANSACTION = re.compile(r"following\s+transaction\s+was\s+", re.IGNORECASE)
_ONE_DOCUMENT = re.compile(
    r"^[ \t*_]{0,20}Document\s+description[*_]{0,4}[ \t]{0,20}:", re.IGNORECASE | re.MULTILINE
)
# Some courts put more lines under the name ("Chapter: 11").
_OTHER_LABEL = re.compile(r"\n(?!\s*(?:in\s+)?re\b)[ \t]*[A-Za-z][A-Za-z() ]{1,25}:", re.IGNORECASE)
_PANEL_PREFIX = re.compile(r"^\s*([A-Z]{2,3})/")
_URL = re.compile(r"https?://\S+")
_DOCUMENT_LINE = re.compile(r"^[ \t*_]{0,20}Documents?(?:\(s\))?[*_]{0,4}:", re.IGNORECASE | re.MULTILINE)
_CAPTIONS_IN_SUBJECT = 100


@dataclass(frozen=True, slots=True)
class NoticeEntry:
    """One docket entry. ``document_number`` is None where no document goes with it.

    ``text`` is the whole docket text in one line. ``plain_text`` leaves out what the court set in italics or
    colour inside it (bankruptcy courts set the filer's own words so) and the signs that mark links.
    ``short_text`` is the filing's name from the subject line and may be empty.
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
    """The (first) notice that ``message`` is, or that is attached to it as a mail; None where it is none."""
    return next(iter(read_court_notices(message)), None)


def read_court_notices(message: Message) -> tuple[CourtNotice, ...]:
    """Every notice in ``message``: several may be quoted one after the other, or attached as mails."""
    found: list[CourtNotice] = []
    for flat in bodies(message):
        begins = [sentence.start() for sentence in _TRANSACTION.finditer(flat.text)] or [0]
        for begin, end in zip(begins, [*begins[1:], len(flat.text)], strict=True):
            if (notice := _Reader(message, flat, begin, end).read()) is not None:
                found.append(notice)
        if found:
            break
    for inner in message.forwarded:
        found.extend(read_court_notices(inner))
    return tuple(found)


class _Reader:
    """Reads one notice: the heading before ``begin``, the sentence there, the fields up to ``end``."""

    def __init__(self, message: Message, flat: FlatText, begin: int, end: int) -> None:
        self.message = message
        self.flat = flat
        self.begin = begin
        self.end = end
        self.fields = find_fields(flat.text, begin, end)

    def read(self) -> CourtNotice | None:
        if not {CASE_NUMBER, DOCKET_TEXT} <= {found.label for found in self.fields}:
            return None
        sentence = self._sentence()
        headings = list(_HEADING.finditer(self.flat.text, max(0, self.begin - 1_000), self.fields[0].at))
        if not sentence and not headings:
            return None
        court_id = self._court_id(headings[-1].start() if headings else self.begin)
        cases = self._cases(court_id, filed_on(sentence))
        if not cases:
            return None
        sender = self.message.sender
        return CourtNotice(
            court_id=court_id,
            cases=cases,
            entered_at=entered_at(sentence),
            appellate="docket activity" in one_line(headings[-1][0]).casefold() if headings else False,
            contains_attachments=len(_ONE_DOCUMENT.findall(self.flat.text, self.begin, self.end)) > 1,
            sender_verified=sender is not None and sender.email.endswith((".uscourts.gov", "@uscourts.gov")),
            recipients=read_recipients(self.flat.text[self.fields[-1].end : self.end]),
        )

    def _sentence(self) -> str:
        """ "entered by Geisler, Kimberly on 8/9/2021 at 11:53 AM CDT and filed on 8/9/2021"; may be empty."""
        begins = _TRANSACTION.match(self.flat.text, self.begin)
        if begins is None:
            return ""
        return one_line(self.flat.text[begins.end() : min(self.fields[0].at, begins.end() + 400)])

    def _value(self, found: Field | None) -> str:
        return one_line(self.flat.text[found.start : found.end]) if found else ""

    def _caption(self, found: Field | None) -> str:
        if found is None:
            return ""
        value = self.flat.text[found.start : min(found.end, found.start + 2_000)]
        return one_line(_OTHER_LABEL.split(value, maxsplit=1)[0])[:500]

    def _court_id(self, heading: int) -> str:
        """From the heading that people read; else from the links to the docket; else from who sent it."""
        above = self.flat.text[max(0, heading - 600) : heading].split("\n")
        lines = [one_line(line).strip("*_ ") for line in above if line.strip()]
        for candidate in (" ".join(lines[-2:]), *lines[-1:], " ".join(lines[-3:])):
            if candidate and (court_id := find_court(candidate)) is not None:
                return court_id
        for link in self.flat.links_between(self.begin, self.end):
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
        end, last_url = self._without_last_link(docket)
        return NoticeEntry(
            filed_on=filed,
            document_number=number[0] if number else None,
            text=one_line(self.flat.text[docket.start : end]),
            plain_text=outside_markup(self.flat, docket.start, end).replace("#", ""),
            short_text=short,
            document_url=self._document_url(numbered or first(section, DOCUMENTS), docket) or last_url,
        )

    def _without_last_link(self, docket: Field) -> tuple[int, str | None]:
        """Where the docket text ends if a line "Document: (link)" follows it, and that link."""
        lines = list(_DOCUMENT_LINE.finditer(self.flat.text, max(docket.start, docket.end - 500), docket.end))
        if not lines:
            return docket.end, None
        line = lines[-1].start()
        url = self._web_link(line, docket.end)
        return (line, url) if url else (docket.end, None)

    def _document_url(self, document: Field | None, docket: Field) -> str | None:
        if document is None:
            return None
        url = self._web_link(document.start, document.end)
        if url is None and self.flat.text[document.end : document.end + 100].lstrip().startswith("Copy"):
            url = self._web_link(document.end, docket.at)
        return url

    def _web_link(self, start: int, end: int) -> str | None:
        links = self.flat.links_between(start, end)
        return next((link.href for link in links if link.href.startswith(("http://", "https://"))), None)
