"""What a CSV file of another system comes to: frozen values, before anything is looked up or written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Literal

from app.care.words import LineKind

ContactKind = Literal["person", "organisation"]
MatterState = Literal["open", "pending", "closed"]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A phone number or e-mail address with its label: work, home, mobile, main, fax, other, or "" where
    unsaid.
    """

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """One address; ``street`` may have several lines. An address known as one text is in ``street``."""

    label: str
    street: str
    city: str
    region: str
    postal_code: str
    country: str


@dataclass(frozen=True, slots=True)
class ClientName:
    """A client as a matter names it: a person (first, last) or an organisation (company), or both."""

    first: str
    last: str
    company: str


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """One person or organisation. ``row`` is the row a spreadsheet shows (header = 1)."""

    row: int
    kind: ContactKind
    title: str
    first_name: str
    middle_name: str
    last_name: str
    suffix: str
    company: str
    job_title: str
    emails: tuple[Labelled, ...]
    phones: tuple[Labelled, ...]
    addresses: tuple[PostalAddress, ...]
    language: str
    notes: str
    birthday: date | None
    external_id: str | None
    archived: bool
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatterRecord:
    """One matter. ``court`` is the location as written; ``reference`` is the client's own, where it is no
    docket number.
    """

    row: int
    number: str | None
    title: str
    status: MatterState
    clients: tuple[ClientName, ...]
    court_number: str
    court: str
    reference: str
    practice_area: str
    stage: str
    opened_on: date | None
    closed_on: date | None
    pending_on: date | None
    limitation_on: date | None
    responsible: str | None
    notes: str
    external_id: str | None


@dataclass(frozen=True, slots=True)
class Charge:
    """What a row of work costs, not yet to the cent; below nothing for a credit."""

    kind: LineKind
    amount: Decimal
    two_ways: bool = False
    """Whether it could be read otherwise where a currency has three places: "1,250"."""


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """One note or activity in a matter. ``matter`` is its title or number as the file has it; ``on`` the day, ``at``
    the time where the file says one; ``topic`` is its subject or the kind of activity; ``charge`` what it costs.
    """

    row: int
    matter: str
    on: date
    at: time | None
    author: str
    topic: str
    text: str
    minutes: int | None
    billable: bool
    charge: Charge | None = None


Item = ContactRecord | MatterRecord | NoteRecord


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that is not taken over: why, in a sentence, and the column it is about ("" for the row as a
    whole).
    """

    row: int
    reason: str
    field: str
