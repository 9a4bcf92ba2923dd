"""Notices that federal courts mail to the lawyers of a case (CM/ECF and ACMS), read into plain values.

All of them, whatever the court and however they were forwarded, say the same under the same labels: Case Name, Case
Number, Document Number, Docket Text. The labels are found in the text; its mark-up is not relied on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone

from app.exchange.case_names import tidy_case_name
from app.exchange.courts import court_of_host, find_court
from app.exchange.docket_numbers import DocketNumber, parse_docket_number
from app.exchange.html_text import FlatText
from app.exchange.mail import Message
from app.exchange.notice_recipients import Recipient, read_recipients
from app.exchange.notice_subject import short_text
from app.exchange.notice_text import bodies, one_line, outside_markup

__all__ = ["CourtNotice", "NoticeCase", "NoticeEntry", "Recipient", "read_court_notice"]

_LABEL = re.compile(
    r"^[ \t*_|]{0,20}(?P<label>case\s+name|case\s+number|case\s+no\.?|docket\s+number|document\s+number"
    r"|documents?(?:\(s\))?|docket\s+text|docket\s+entry\s+text|filer|judge|case\s+type)[*_]{0,4}[ \t]{0,20}:[*_]{0,4}",
    re.IGNORECASE | re.MULTILINE,
)
_LABELS = {
    "case name": "case name", "case number": "case number", "case no": "case number", "case no.": "case number",
    "docket number": "case number", "document number": "document number", "document": "documents",
    "documents": "documents", "document(s)": "documents", "docket text": "docket text",
    "docket entry text": "docket text",
}  # fmt: skip
# Some courts put more lines under the name ("Chapter: 11").
_OTHER_LABEL = re.compile(r"\n(?!\s*(?:in\s+)?re\b)[ \t]*[A-Za-z][A-Za-z() ]{1,25}:", re.IGNORECASE)
_WARNING = re.compile(r"^[ \t*]*WARNING: CASE CLOSED[^\n]*$", re.MULTILINE)
_NOTICE_TO = re.compile(
    r"^[ \t*_]{0,20}(?:(?:MDL\s+No\.?\s*\d{1,5}|[A-Za-z/]{0,5}\d[\w:/.\-]{1,40})[ \t]+)?"
    r"Notice\s+(?:has|will)\s+(?:not\s+)?be(?:en)?\s+(?:not\s+)?"
    r"(?:electronically\s+)?(?:mailed|delivered|sent|served|stored)[^\n:]{0,60}(?:\n[^\n:]{0,60})?:",
    re.IGNORECASE | re.MULTILINE,
)
_DOCUMENTS = re.compile(
    r"^[ \t*_]{0,20}(?:The\s+following\s+document\(s\)\s+are\s+associated|Document\s+description[*_]{0,4}:)",
    re.IGNORECASE | re.MULTILINE,
)
_ONE_DOCUMENT = re.compile(r"^[ \t*_]{0,20}Document\s+description[*_]{0,4}[ \t]{0,20}:", re.IGNORECASE | re.MULTILINE)
_COPY_ADDRESS = re.compile(r"Copy\s+the\s+URL\s+address", re.IGNORECASE)
_TRANSACTION = re.compile(r"following\s+transaction\s+was\s+", re.IGNORECASE)
_DATE = r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)\b"
_FILED = re.compile(r"\bfiled\s+on\s+" + _DATE, re.IGNORECASE)
_ENTERED = re.compile(
    rf"\bon\s+{_DATE}\s*(?:,?\s*(?:at\s+)?(\d{{1,2}}):(\d\d)(?::(\d\d))?\s*([AP]M)?\s*((?!and\b)[A-Za-z][A-Za-z ]{{1,30}}?)?)?"
    r"(?=\s+and\s+filed|\.|$)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"^.{0,40}\bNotice\s+of\s+(?:Electronic|Docket|Bankruptcy|Corrected)\b.*$", re.IGNORECASE | re.MULTILINE)
_PANEL_PREFIX = re.compile(r"^\s*([A-Z]{2,3})/")
_URL = re.compile(r"https?://\S+")
_CAPTIONS_IN_SUBJECT = 100
_ZONES = {"e": -5, "c": -6, "m": -7, "p": -8, "ak": -9, "h": -10, "a": -4, "ch": 10, "s": -11}
_ZONE_WORDS = {"eastern": "e", "central": "c", "mountain": "m", "pacific": "p", "alaska": "ak", "alaskan": "ak",
               "hawaii": "h", "hawaiian": "h", "atlantic": "a", "chamorro": "ch", "samoa": "s"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NoticeEntry:
    """One docket entry. ``document_number`` is None where no document goes with it.

    ``text`` is the whole docket text in one line. ``plain_text`` leaves out what the court set in italics or colour
    inside it (bankruptcy courts set the filer's own words so); mostly the same. ``short_text`` is the filing's name
    from the subject line and may be empty.
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
    ``other_court_id`` is the court where the case is pending when the notice is the panel's ("NYS/1:20-cv-01296").
    """

    court_id: str
    court_number: str
    number: DocketNumber
    case_name: str
    entries: tuple[NoticeEntry, ...]
    other_court_id: str | None = None


@dataclass(frozen=True, slots=True)
class CourtNotice:
    """A notice. ``court_id`` is "" where the court could not be told. ``entered_at`` is in UTC, None without a zone.

    ``sender_verified``: the message itself names a court's mail domain as its sender. A forwarded notice does not, nor
    does a forged one that was not even disguised; it is no proof.
    """

    court_id: str
    cases: tuple[NoticeCase, ...]
    entered_at: datetime | None
    appellate: bool
    contains_attachments: bool
    sender_verified: bool
    recipients: tuple[Recipient, ...] = field(default=())


def read_court_notice(message: Message) -> CourtNotice | None:
    """The notice that ``message`` is, or that is attached to it as a mail; None where it is none."""
    for flat in bodies(message):
        if (notice := _Reader(message, flat).read()) is not None:
            return notice
    for inner in message.forwarded:
        if (notice := read_court_notice(inner)) is not None:
            return notice
    return None


@dataclass(frozen=True, slots=True)
class _Field:
    label: str
    at: int
    start: int
    end: int


class _Reader:
    """Reads one body. Fields run from their label to the next."""

    def __init__(self, message: Message, flat: FlatText) -> None:
        self.message = message
        self.flat = flat
        self.fields = self._find_fields()

    def read(self) -> CourtNotice | None:
        labels = {found.label for found in self.fields}
        sentence = self._sentence()
        if not {"case number", "docket text"} <= labels or not (sentence or _HEADING.search(self.flat.text)):
            return None
        court_id = self._court_id()
        filed = _FILED.search(sentence) or _ENTERED.search(sentence)
        cases = self._cases(court_id, _date(filed) if filed else None)
        if not cases:
            return None
        sender = self.message.sender
        return CourtNotice(
            court_id=court_id,
            cases=cases,
            entered_at=_entered_at(sentence),
            appellate="notice of docket activity" in one_line(self.flat.text[: self.fields[0].at]).casefold(),
            contains_attachments=len(_ONE_DOCUMENT.findall(self.flat.text)) > 1,
            sender_verified=sender is not None and sender.email.endswith((".uscourts.gov", "@uscourts.gov")),
            recipients=read_recipients(self.flat.text, self.fields[-1].end),
        )

    def _sentence(self) -> str:
        """ "… entered by Geisler, Kimberly on 8/9/2021 at 11:53 AM CDT and filed on 8/9/2021", in one line, or ""."""
        begins = _TRANSACTION.search(self.flat.text)
        if begins is None or not self.fields:
            return ""
        end = self.fields[0].at if self.fields[0].at > begins.end() else begins.end() + 400
        return one_line(self.flat.text[begins.end() : min(end, begins.end() + 400)])

    def _find_fields(self) -> list[_Field]:
        text = self.flat.text
        stops = sorted(
            {found.start() for pattern in (_NOTICE_TO, _DOCUMENTS, _WARNING, _COPY_ADDRESS) for found in pattern.finditer(text)}
        )
        labels = list(_LABEL.finditer(text))
        fields: list[_Field] = []
        for index, found in enumerate(labels):
            label = _LABELS.get(" ".join(found["label"].lower().split()), "other")
            following = labels[index + 1].start() if index + 1 < len(labels) else len(text)
            next_stop = bisect_left(stops, found.end())
            end = min(following, stops[next_stop]) if next_stop < len(stops) else following
            fields.append(_Field(label, found.start(), found.end(), end))
        return fields

    def _value(self, found: _Field | None) -> str:
        return one_line(self.flat.text[found.start : found.end]) if found else ""

    def _caption(self, found: _Field | None) -> str:
        if found is None:
            return ""
        value = self.flat.text[found.start : min(found.end, found.start + 2_000)]
        return one_line(_OTHER_LABEL.split(value, maxsplit=1)[0])[:500]

    def _court_id(self) -> str:
        """From the heading that people read; else from the links to the docket; else from who sent it."""
        text = self.flat.text
        heading = _HEADING.search(text)
        before = heading.start() if heading else self.fields[0].at
        lines = [one_line(line).strip("*_ ") for line in text[max(0, before - 600) : before].split("\n") if line.strip()]
        for candidate in (" ".join(lines[-2:]), *lines[-1:], " ".join(lines[-3:])):
            if candidate and (court_id := find_court(candidate)) is not None:
                return court_id
        for link in self.flat.links:
            if (court_id := court_of_host(link.href)) is not None:
                return court_id
        sender = self.message.sender
        return (court_of_host(sender.email) if sender else None) or ""

    def _cases(self, court_id: str, filed_on: date | None) -> tuple[NoticeCase, ...]:
        sections = self._sections()
        captions = [self._caption(_first(section, "case name")) for section in sections]
        short = short_text(self.message.subject, captions[:_CAPTIONS_IN_SUBJECT])
        dockets = self._docket_texts(sections)
        cases: list[NoticeCase] = []
        for index, section in enumerate(sections):
            raw = _URL.sub(" ", self._value(_first(section, "case number")))
            number = parse_docket_number(raw)
            docket = dockets[index]
            if number is None or docket is None:
                continue
            entry = self._entry(section, docket, short, filed_on)
            prefix = _PANEL_PREFIX.match(raw)
            other = find_court(prefix[1]) if prefix else None
            cases.append(NoticeCase(court_id, str(number), number, tidy_case_name(captions[index]), (entry,), other))
        return tuple(cases)

    @staticmethod
    def _docket_texts(sections: list[list[_Field]]) -> list[_Field | None]:
        """The docket text of each case; several cases may share the one that follows the last of them."""
        found: list[_Field | None] = []
        following: _Field | None = None
        for section in reversed(sections):
            following = _first(section, "docket text") or following
            found.append(following)
        return found[::-1]

    def _sections(self) -> list[list[_Field]]:
        """The fields of each case: a case begins with its name, or with its number where names are left out."""
        begins = "case name" if any(found.label == "case name" for found in self.fields) else "case number"
        sections: list[list[_Field]] = []
        for found in self.fields:
            if found.label == begins:
                sections.append([])
            if sections:
                sections[-1].append(found)
        return sections

    def _entry(self, section: list[_Field], docket: _Field, short: str, filed_on: date | None) -> NoticeEntry:
        numbered = _first(section, "document number")
        document = numbered or _first(section, "documents")
        number = re.match(r"\d[\w.\-]{0,20}", self._value(numbered))
        return NoticeEntry(
            filed_on=filed_on,
            document_number=number[0] if number else None,
            text=self._value(docket),
            plain_text=outside_markup(self.flat, docket.start, docket.end),
            short_text=short,
            document_url=self._document_url(document, docket),
        )

    def _document_url(self, document: _Field | None, docket: _Field) -> str | None:
        if document is None:
            return None
        inside = [link.href for link in self.flat.links if document.start <= link.start < document.end]
        if not inside and self.flat.text[document.end : docket.at].lstrip().startswith("Copy"):
            inside = [link.href for link in self.flat.links if document.end <= link.start < docket.at]
        return next((href for href in inside if href.startswith(("http://", "https://"))), None)


def _first(section: list[_Field], label: str) -> _Field | None:
    return next((found for found in section if found.label == label), None)


def _date(found: re.Match[str]) -> date | None:
    month, day, year = (int(piece) for piece in found.groups()[:3])
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def _entered_at(sentence: str) -> datetime | None:
    """The moment of "… on 8/9/2021 at 11:53 AM CDT and filed on …"; None where the zone is not said."""
    found = _ENTERED.search(sentence)
    day = _date(found) if found else None
    if found is None or day is None or not found[4] or not found[8]:
        return None
    zone = found[8].lower().split()
    name = _ZONE_WORDS.get(zone[0], "") if len(zone) > 1 else zone[0][:-2]
    summer = "daylight" in zone or zone[0].endswith("dt")
    hour, minute, second = (int(piece or 0) for piece in found.groups()[3:6])
    if found[7]:
        hour = hour % 12 + (12 if found[7].upper() == "PM" else 0)
    if name not in _ZONES or hour > 23 or minute > 59 or second > 59:
        return None
    here = timezone(timedelta(hours=_ZONES[name] + summer))
    return datetime.combine(day, time(hour, minute, second), here).astimezone(UTC)
