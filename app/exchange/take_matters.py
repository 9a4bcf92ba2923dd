"""Matters of another system, found among the firm's own or opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from uuid import UUID

from sqlalchemy import select

from app.clients.models import Client
from app.exchange.csv_records import MatterRecord
from app.exchange.outcome import FileOutcome, RowNote, doubts_of_day
from app.exchange.parts import in_parts
from app.exchange.take_clients import AT_ONCE, ClientTaker
from app.kernel.errors import Invalid
from app.kernel.language import tr
from app.kernel.text import fold
from app.matters.commands import (
    FitMatter,
    MatterDetails,
    edit_matter,
    every_number,
    fit_matter,
    number_taken,
    open_matters,
)
from app.matters.key_date_warnings import DaysOff
from app.matters.key_dates import NewKeyDate, add_key_date
from app.matters.models import KeyDate, Matter, MatterClient
from app.matters.rules import next_number
from app.matters.sheet import details_of
from app.matters.words import KeyDateKind, MatterStatus
from app.people.commands import colleague_named
from app.settings.queries import firms_language
from app.storage.transaction import Transaction

_SOMEBODY = UUID(int=0)


class MatterTaker:
    """Takes matters over within one transaction, some hundred at a time."""

    def __init__(self, tx: Transaction, source: str, clients: ClientTaker) -> None:
        self._tx = tx
        self._source = source
        self._clients = clients
        self._by_number: dict[str, UUID] = {}
        self._by_external: dict[str, UUID] = {}
        self._by_caption: dict[tuple[str, str], UUID] = {}
        self._captions: dict[UUID, tuple[str, str]] = {}
        self._numbers: list[str] = []
        self._people: dict[str, UUID] = {}
        self._new: dict[UUID, FitMatter] = {}
        self._ours: dict[UUID, MatterDetails] = {}
        self._days_off = DaysOff(tx.reader())
        query = select(Matter.id, Matter.number, Matter.external_id, Matter.title_key, Matter.court_number)
        for matter_id, number, external, title, court_number in tx.session.execute(query):
            self._remember(matter_id, number, external, title, court_number)
        self._taken = {fold(number): number for number in every_number(tx.session)}
        self._numbers += self._taken.values()

    def keep_free(self, numbers: Iterable[str]) -> None:
        """Numbers that the file gives to its own matters: they are not to be given to another."""
        self._numbers += numbers

    def take_all(
        self, records: Iterable[MatterRecord], outcome: FileOutcome, further: Callable[[int], None]
    ) -> None:
        """Open the matter of each row, or fill in what ours lacks. Nothing that the firm wrote is replaced.

        ``further`` is told the number of each row; it may raise to stop.
        """
        position = -1
        for part in in_parts(records, AT_ONCE):
            self._clients.look_up(name for record in part for name in record.clients)
            found = {matter_id for record in part if (matter_id := self._find(record)) is not None}
            self._ours = details_of(self._tx.reader(), found)
            limited: list[tuple[UUID, MatterRecord]] = []
            for record in part:
                further(position := position + 1)
                taken = self._take(record, outcome)
                if taken is not None and record.limitation_on is not None:
                    limited.append((taken, record))
            self._write_new()
            for matter_id, record in limited:
                if self._note_limitation(matter_id, record):
                    outcome.created["key_dates"] += 1
                    outcome.doubts += self._doubts_of(matter_id, record)

    def _take(self, record: MatterRecord, outcome: FileOutcome) -> UUID | None:
        """The matter of the row, None where it is refused."""
        if not record.clients:
            outcome.refused.append(
                RowNote(record.row, tr("No client is named in this row. Add the client's name."))
            )
            return None
        found = self._find(record)
        if found is not None and not self._is_same(found, record):
            reason = tr(
                "Matter {number} is another one here: title, court number and client differ. Give this one another "
                "number in the file."
            ).format(number=record.number)
            outcome.refused.append(RowNote(record.row, reason))
            return None
        try:
            if found is None:
                found = self._open(record, outcome)
                outcome.created["matters"] += 1
            elif self._fill_in(found, record):
                outcome.updated["matters"] += 1
            else:
                outcome.unchanged += 1
        except Invalid as refusal:
            outcome.refused.append(RowNote(record.row, refusal.message))
            return None
        return found

    def _write_new(self) -> None:
        self._clients.write_new()
        open_matters(self._tx, list(self._new.items()))
        self._new.clear()

    def _find(self, record: MatterRecord) -> UUID | None:
        external = self._external(record)
        if external and external in self._by_external:
            return self._by_external[external]
        if record.number:
            return self._by_number.get(fold(record.number))
        return self._by_caption.get((fold(record.title), record.court_number))

    def _is_same(self, matter_id: UUID, record: MatterRecord) -> bool:
        """Two systems count alike: a number alone does not make two matters one. Title, court number or a client must
        agree too."""
        if self._external(record) in self._by_external:
            return True
        title, court_number = self._captions[matter_id]
        if fold(record.title) == title or (record.court_number and record.court_number == court_number):
            return True
        if matter_id in self._new:
            self._write_new()
        query = (
            select(Client.name_key)
            .join(MatterClient, MatterClient.client_id == Client.id)
            .where(MatterClient.matter_id == matter_id)
        )
        ours = set(self._tx.session.scalars(query))
        return any(
            fold(name) in ours
            for one in record.clients
            for name in (f"{one.first} {one.last}".strip(), one.company)
            if name
        )

    def _open(self, record: MatterRecord, outcome: FileOutcome) -> UUID:
        if record.number and fold(record.number) in self._taken:  # by a matter that must not be seen
            raise Invalid([number_taken(record.number)])
        details = replace(self._details(record), number=record.number or self._next_number())
        fit = fit_matter(replace(details, clients=(_SOMEBODY,)))  # a refused row adds no client
        clients = tuple(self._clients.named(name, outcome) for name in record.clients)
        matter_id = self._tx.new_id()
        self._new[matter_id] = FitMatter(replace(fit, clients=tuple(dict.fromkeys(clients))))
        self._remember(matter_id, fit.number, fit.external_id, fold(fit.title), fit.court_number)
        return matter_id

    def _next_number(self) -> str:
        """The number after the highest; of those seen only the highest is kept, so that each costs the same."""
        number = next_number(self._numbers)
        self._numbers = [number]
        return number

    def _fill_in(self, matter_id: UUID, record: MatterRecord) -> bool:
        ours, theirs = self._ours.get(matter_id) or self._new.get(matter_id), self._details(record)
        if ours is None:  # of another part of the file
            ours = details_of(self._tx.reader(), [matter_id])[matter_id]
        values = {
            one.name: getattr(theirs, one.name)
            for one in fields(theirs)
            if one.name not in {"status", "clients"}
            and not getattr(ours, one.name)
            and getattr(theirs, one.name)
        }
        if values.get("closed_on") and ours.status is not MatterStatus.CLOSED:
            del values["closed_on"]
        if not values:
            return False
        if matter_id in self._new:
            self._write_new()
        self._ours[matter_id] = filled = replace(ours, **values)
        edit_matter(self._tx, matter_id, filled)
        return True

    def _details(self, record: MatterRecord) -> MatterDetails:
        reference = (
            tr("Client's reference: {reference}").format(reference=record.reference)
            if record.reference
            else ""
        )
        responsible = self._colleague(record.responsible) if record.responsible else None
        return MatterDetails(
            title=record.title,
            number=record.number or "",
            practice_area=record.practice_area,
            stage=record.stage,
            status=MatterStatus(record.status),
            court=record.court,
            court_number=record.court_number,
            opened_on=record.opened_on,
            closed_on=record.closed_on,
            responsible_id=responsible,
            notes="\n".join(filter(None, (record.notes, reference))),
            external_id=self._external(record),
        )

    def _colleague(self, name: str) -> UUID:
        if name not in self._people:
            self._people[name] = colleague_named(self._tx, name)
        return self._people[name]

    def _note_limitation(self, matter_id: UUID, record: MatterRecord) -> bool:
        """The limitation date that other systems keep with the matter is a key date here."""
        if record.limitation_on is None:
            return False
        there = select(KeyDate.id).where(
            KeyDate.matter_id == matter_id,
            KeyDate.kind == KeyDateKind.LIMITATION,
            KeyDate.on == record.limitation_on,
        )
        if self._tx.session.scalar(there) is not None:
            return False
        with firms_language(self._tx.reader()):  # the client reads it, whatever is spoken here
            title = tr("Limitation period ends")
        add_key_date(self._tx, NewKeyDate(matter_id, KeyDateKind.LIMITATION, record.limitation_on, title))
        return True

    def _doubts_of(self, matter_id: UUID, record: MatterRecord) -> list[RowNote]:
        """What speaks against the day of a limitation date ahead."""
        on = record.limitation_on
        if on is None or on < self._tx.today:
            return []
        title = f"{tr('Limitation period ends')}, {record.title}"
        return [RowNote(record.row, words) for words in doubts_of_day(self._days_off, title, on, matter_id)]

    def _external(self, record: MatterRecord) -> str | None:
        return f"{self._source}:{record.external_id}" if record.external_id else None

    def _remember(
        self, matter_id: UUID, number: str, external: str | None, title: str, court_number: str
    ) -> None:
        self._by_number[fold(number)] = matter_id
        self._numbers.append(number)
        self._captions[matter_id] = title, court_number
        self._by_caption[title, court_number] = matter_id
        if external:
            self._by_external[external] = matter_id
