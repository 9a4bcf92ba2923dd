"""Turns parts of the story into commands, and remembers the ids that later parts need."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from uuid import UUID

from sqlalchemy import select

from app.care.commands import NewCostsFigure, state_costs
from app.clients.adjustments import make_adjustment
from app.clients.around import add_person
from app.clients.commands import ClientDetails, Point, add_client
from app.clients.consents import take_consent
from app.clients.identity import check_identity
from app.clients.points import Verification, verify_point
from app.clients.queries import points_of
from app.clients.words import PointKind, VerifiedHow
from app.contactlog.commands import amend_contact, log_contact, withdraw_contact
from app.contactlog.follow_up_commands import finish_follow_up
from app.contactlog.forms import NewContact, NewFollowUp, NewParticipant
from app.contactlog.models import FollowUp
from app.demo.around import AROUND, USUAL, Around
from app.demo.papers import one_page
from app.demo.parts import (
    DemoAmendment,
    DemoClient,
    DemoCosts,
    DemoDevelopment,
    DemoEntry,
    DemoKeyDate,
    DemoMatter,
    DemoPlan,
)
from app.demo.sides import write_sides
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.developments import NewDevelopment, add_development
from app.matters.key_dates import NewKeyDate, add_key_date, finish_key_date
from app.matters.words import COURT_ORIGIN, MatterStatus
from app.schedule.commands import NewPlan, set_plan
from app.storage.transaction import Transaction

Write = Callable[[Transaction], None]

_SAME_FOR_CLIENT = {one.name for one in fields(ClientDetails)} & {one.name for one in fields(DemoClient)}
_SAME_FOR_MATTER = {one.name for one in fields(MatterDetails)} & {one.name for one in fields(DemoMatter)}
_SAME_FOR_ENTRY = {one.name for one in fields(NewContact)} & {one.name for one in fields(DemoEntry)}


@dataclass
class Ledger:
    """Ids by the story's names. Each method gives what is to be done in a transaction when its time comes."""

    people: dict[str, UUID] = field(default_factory=dict)
    clients: dict[str, UUID] = field(default_factory=dict)
    matters: dict[str, UUID] = field(default_factory=dict)
    entries: dict[str, UUID] = field(default_factory=dict)
    developments: dict[str, UUID] = field(default_factory=dict)
    follow_ups: dict[tuple[str, int], UUID] = field(default_factory=dict)
    key_dates: dict[DemoKeyDate, UUID] = field(default_factory=dict)

    def client(self, client: DemoClient) -> Write:
        """Add the client, unless an earlier matter brought them."""

        def write(tx: Transaction) -> None:
            if client.key not in self.clients:
                same = {name: getattr(client, name) for name in _SAME_FOR_CLIENT - {"points"}}
                points = tuple(Point(one.kind, one.value, one.label) for one in client.points)
                client_id = add_client(tx, ClientDetails(**same, points=points))
                self.clients[client.key] = client_id
                _write_around(tx, client_id, AROUND.get(client.key, USUAL))

        return write

    def verify(self, client: DemoClient) -> Write:
        """Some days later: the number by a call to it, the e-mail by the signed intake form."""

        def write(tx: Transaction) -> None:
            ours = {(one.kind, one.value) for one in client.points if one.verified}
            for point in points_of(tx.reader(), self.clients[client.key]):
                if (point.kind, point.value) in ours and point.verified_on is None:
                    by_form = Verification(VerifiedHow.DOCUMENT, "signed intake form")
                    verify_point(tx, point.id, Verification() if point.kind is PointKind.PHONE else by_form)

        return write

    def matter(self, matter: DemoMatter) -> Write:
        """Open the matter; one that is closed by now was open then."""

        def write(tx: Transaction) -> None:
            details = self._details(matter)
            if details.status is MatterStatus.CLOSED:
                details = replace(details, status=MatterStatus.OPEN, closed_on=None, stage="")
            self.matters[matter.number] = matter_id = open_matter(tx, details)
            write_sides(tx, matter_id, int(matter.number), matter.title)

        return write

    def close(self, matter: DemoMatter) -> Write:
        """Close the matter."""
        return lambda tx: edit_matter(tx, self.matters[matter.number], self._details(matter))

    def plan(self, plan: DemoPlan) -> Write:
        """Set the update schedule."""

        def write(tx: Transaction) -> None:
            matter_id, by = self.matters[plan.matter], self.people[plan.by]
            set_plan(
                tx,
                NewPlan(
                    matter_id, plan.count, plan.unit, plan.counted_from, plan.at_most_days, plan.format, by
                ),
            )

        return write

    def development(self, one: DemoDevelopment) -> Write:
        """Write down what happened."""

        def write(tx: Transaction) -> None:
            new = NewDevelopment(
                self.matters[one.matter],
                one.kind,
                one.at,
                one.text,
                one.document_number,
                one.essential,
                one.urgent,
                origin=f"{COURT_ORIGIN}{one.key}" if one.document_number else None,
            )
            found = add_development(tx, new)
            if found is None:
                raise ValueError("the story tells the same news twice")
            self.developments[one.key] = found

        return write

    def entry(self, entry: DemoEntry) -> Write:
        """Log the contact, and remember its follow-ups in their order."""

        def write(tx: Transaction) -> None:
            entry_id = self.entries[entry.key] = log_contact(tx, self._contact(entry))
            if entry.follow_ups:
                query = select(FollowUp).where(FollowUp.entry_id == entry_id)
                found = {one.text: one.id for one in tx.session.scalars(query)}
                for index, follow_up in enumerate(entry.follow_ups):
                    self.follow_ups[entry.key, index] = found[follow_up.text]

        return write

    def withdraw(self, entry: DemoEntry) -> Write:
        """It was a mistake."""
        return lambda tx: withdraw_contact(tx, self.entries[entry.key], entry.withdrawn)

    def amend(self, entry: DemoEntry, amendment: DemoAmendment) -> Write:
        """Amend the entry; what was agreed stays agreed."""

        def write(tx: Transaction) -> None:
            new = replace(self._contact(entry), summary=amendment.summary, follow_ups=())
            amend_contact(tx, self.entries[entry.key], new, amendment.reason)

        return write

    def finish(self, entry: str, index: int) -> Write:
        """A follow-up is done."""
        return lambda tx: finish_follow_up(tx, self.follow_ups[entry, index])

    def key_date(self, key_date: DemoKeyDate) -> Write:
        """Put the date into the matter."""

        def write(tx: Transaction) -> None:
            new = NewKeyDate(
                self.matters[key_date.matter],
                key_date.kind,
                key_date.on,
                key_date.title,
                key_date.time,
                key_date.place,
                key_date.client_attends,
                key_date.who_acts,
            )
            self.key_dates[key_date] = add_key_date(tx, new)

        return write

    def keep(self, key_date: DemoKeyDate) -> Write:
        """The date was kept."""
        return lambda tx: finish_key_date(tx, self.key_dates[key_date])

    def costs(self, figure: DemoCosts) -> Write:
        """Tell a figure."""

        def write(tx: Transaction) -> None:
            matter_id = self.matters[figure.matter]
            said = {name: getattr(figure, name) for name in ("kind", "amount", "on", "note")}
            beside = {name: getattr(figure, name) for name in ("low", "covers", "reason")}
            state_costs(tx, NewCostsFigure(matter_id, **said, **beside))

        return write

    def _details(self, matter: DemoMatter) -> MatterDetails:
        same = {name: getattr(matter, name) for name in _SAME_FOR_MATTER - {"clients"}}
        return MatterDetails(
            **same,
            clients=tuple(self.clients[key] for key in matter.clients),
            responsible_id=self.people[matter.responsible],
            point_of_contact_id=self.people[matter.point_of_contact],
        )

    def _contact(self, entry: DemoEntry) -> NewContact:
        apart = {"participants", "tells", "brought", "follow_ups"}
        return NewContact(
            **{name: getattr(entry, name) for name in _SAME_FOR_ENTRY - apart},
            occurred_at=entry.occurred_at,
            matter_id=self.matters[entry.matter],
            client_id=self.clients[entry.client],
            acknowledges_id=self.entries[entry.acknowledges] if entry.acknowledges else None,
            answers_id=self.entries[entry.answers] if entry.answers else None,
            held_by_id=self.people[entry.held_by] if entry.held_by else None,
            attachments=(one_page(*entry.paper),) if entry.paper else (),
            participants=tuple(NewParticipant(name, role) for name, role in entry.participants),
            tells=tuple(self.developments[key] for key in entry.tells),
            brought=tuple(self.developments[key] for key in entry.brought),
            follow_ups=tuple(
                NewFollowUp(one.who, one.text, one.due_on, one.side) for one in entry.follow_ups
            ),
        )


def _write_around(tx: Transaction, client_id: UUID, around: Around) -> None:
    for person in around.people:
        add_person(tx, client_id, person)
    for check in around.checks:
        check_identity(tx, client_id, check)
    for consent in around.consents:
        take_consent(tx, client_id, consent)
    for adjustment in around.adjustments:
        make_adjustment(tx, client_id, adjustment)
