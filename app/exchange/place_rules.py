"""What placing by hand teaches: from this address, to this matter. Said once, used for what comes (PRACTICE C5)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.exchange.models import PlaceRule
from app.kernel.errors import NotFound, Refused
from app.kernel.language import tr
from app.kernel.rights import Right
from app.matters.models import Matter
from app.matters.words import MatterStatus
from app.people.models import Colleague
from app.storage.transaction import Reader, Transaction


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule as the list shows it. ``sleeps``: the matter is closed, so nothing is placed by it."""

    id: UUID
    address: str
    matter_id: UUID
    number: str
    title: str
    learned_at: datetime
    learned_by: str
    sleeps: bool


def learn_place(tx: Transaction, address: str, matter_id: UUID) -> UUID:
    """From now on what comes from this address goes to this matter, where no number says another.

    It takes the place of what was said of the address before. Raises `Refused` ("no-address"), `NotFound`
    ("no-matter").
    """
    tx.need(Right.WRITE)
    address = plain_address(address)
    if "@" not in address or len(address) > 320:
        raise Refused("no-address", tr("Only an e-mail address can be remembered."), field="address")
    if tx.session.get(Matter, matter_id) is None:
        raise NotFound("no-matter", tr("That matter is not in the vault."), field="matter")
    there = list(tx.session.scalars(select(PlaceRule).where(PlaceRule.address == address)))
    kept = next((one.id for one in there if one.matter_id == matter_id), None)
    for one in there:
        if one.matter_id != matter_id:
            _drop(tx, one)
    if kept is not None:
        return kept
    rule = PlaceRule(
        id=tx.new_id(), address=address, matter_id=matter_id, learned_at=tx.now, learned_by=tx.actor
    )
    tx.session.add(rule)
    tx.session.flush()
    tx.record("learned", "place_rule", rule.id, address=address, matter_id=matter_id)
    tx.touch("tray_item", rule.id)
    return rule.id


def forget_place(tx: Transaction, rule_id: UUID) -> None:
    """Nothing goes by this rule any more. Raises `NotFound`."""
    tx.need(Right.WRITE)
    rule = tx.session.get(PlaceRule, rule_id)
    if rule is None:
        raise NotFound("no-rule", tr("That address is not remembered any more."))
    _drop(tx, rule)
    tx.touch("tray_item", rule_id)


def place_rules(reader: Reader) -> tuple[RuleRow, ...]:
    """Every rule, by address; those of matters that must not be seen are not there."""
    query = (
        select(PlaceRule, Matter.number, Matter.title, Matter.status, Colleague.name)
        .join(Matter, Matter.id == PlaceRule.matter_id)
        .outerjoin(Colleague, Colleague.id == PlaceRule.learned_by)
        .order_by(PlaceRule.address, PlaceRule.id)
    )
    return tuple(
        RuleRow(
            rule.id,
            rule.address,
            rule.matter_id,
            number,
            title,
            rule.learned_at,
            by or "",
            status is MatterStatus.CLOSED,
        )
        for rule, number, title, status, by in reader.session.execute(query)
    )


def rules_by_address(reader: Reader) -> dict[str, tuple[UUID, ...]]:
    """For each address the matters that are not closed; more than one where several people taught apart."""
    query = (
        select(PlaceRule.address, PlaceRule.matter_id)
        .join(Matter, Matter.id == PlaceRule.matter_id)
        .where(Matter.status != MatterStatus.CLOSED)
    )
    found: dict[str, list[UUID]] = defaultdict(list)
    for address, matter_id in reader.session.execute(query):
        found[address].append(matter_id)
    return {address: tuple(matters) for address, matters in found.items()}


def plain_address(spelled: str) -> str:
    """The address alone, in lower case, of "Ann Harbour <ann@example.com>"."""
    _, angle, rest = spelled.rpartition("<")
    return (rest if angle else spelled).strip("<> \t\r\n").lower()


def _drop(tx: Transaction, rule: PlaceRule) -> None:
    tx.session.delete(rule)
    tx.session.flush()
    tx.record("forgotten", "place_rule", rule.id, address=rule.address, matter_id=rule.matter_id)
