"""Checking for conflicts, and saying what came of it. Every check is kept: it is the firm's proof that it looked."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from app.conflicts.models import Conclusion, ConflictCheck, ConflictHit
from app.conflicts.queries import hidden_hits
from app.conflicts.searching import Hit, search, searched
from app.kernel.errors import Invalid, NotFound, Problem, Refused
from app.kernel.rights import Right
from app.kernel.text import clean, digits, fold
from app.matters.models import Matter
from app.storage.transaction import Transaction
from app.storage.walls import through_walls

MOST_TERMS = 50
LONGEST = 300


@dataclass(frozen=True, slots=True)
class NewCheck:
    """What is looked for. ``about``: what for ("New matter: the pier's lease")."""

    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    about: str = ""
    matter_id: UUID | None = None


def check_conflicts(tx: Transaction, new: NewCheck) -> UUID:
    """Look through everything and keep what was found; the id of the check.

    What matches in a matter that must not be seen is kept for those for whom it exists; whoever asks hears only that
    there is something. Raises `Invalid`, `Refused` ("not-allowed").
    """
    tx.need(Right.WRITE)
    names, phones, emails = (_terms(several) for several in (new.names, new.phones, new.emails))
    if problems := _problems(names, phones, emails):
        raise Invalid(problems)
    reader = tx.reader()
    if new.matter_id is not None and tx.session.get(Matter, new.matter_id) is None:
        raise NotFound("no-matter", "That matter is not in the vault.", field="matter")
    hits = search(reader, names, phones, emails)
    matters = {hit.matter_id for hit in hits if hit.matter_id is not None}
    seen = set(tx.session.scalars(select(Matter.id).where(Matter.id.in_(matters))))
    restricted = bool(matters - seen)
    check_id = tx.new_id()
    terms = {"names": list(names), "phones": list(phones), "emails": list(emails)}
    values = {**terms, "about": clean(new.about, lines=False)[:LONGEST], "matter_id": new.matter_id}
    tx.insert(
        ConflictCheck,
        {
            **values,
            "id": check_id,
            "asked_at": tx.now,
            "asked_by": tx.actor,
            "searched": searched(reader),
            "restricted": restricted,
        },
    )
    with through_walls(tx.session):
        tx.insert(ConflictHit, *(_row(check_id, position, hit) for position, hit in enumerate(hits)))
    tx.record("checked", "conflict_check", check_id, **values, restricted=restricted)
    return check_id


def conclude_check(tx: Transaction, check_id: UUID, conclusion: Conclusion, note: str = "") -> None:
    """Say what came of a check. Where something restricted matched, only somebody for whom all of it exists may say
    that it is clear. Raises `Refused` ("restricted-match", "no-note", "not-allowed"), `NotFound`."""
    tx.need(Right.WRITE)
    found = tx.session.get(ConflictCheck, check_id)
    if found is None:
        raise NotFound("no-check", "That conflict check is not in the vault.")
    note = clean(note)
    if conclusion is Conclusion.CLEAR and hidden_hits(tx.reader(), check_id):
        message = (
            "Something restricted matches. Before this check is clear, a partner who may see it has to look at it: "
            "ask the partners. You can write down a conflict."
        )
        raise Refused("restricted-match", message, field="conclusion")
    any_hit = tx.session.scalar(select(ConflictHit.position).where(ConflictHit.check_id == check_id).limit(1))
    if not note and conclusion is not Conclusion.OPEN and any_hit is not None:
        raise Refused("no-note", "Please say why, in a sentence: something matched.", field="note")
    before = {"conclusion": found.conclusion, "note": found.note}
    found.conclusion, found.note = conclusion, note
    found.concluded_at, found.concluded_by = tx.now, tx.actor
    tx.record("concluded", "conflict_check", check_id, conclusion=conclusion, note=note, before=before)


def record_printed(tx: Transaction, check_id: UUID, pages: int) -> None:
    """The record of a check left the vault on paper."""
    tx.record("printed", "conflict_check", check_id, pages=pages)


def record_saved(tx: Transaction, check_id: UUID, pages: int, file: Path) -> None:
    """The record of a check left the vault as a file: its name is kept, not where it lies."""
    tx.record("exported", "conflict_check", check_id, pages=pages, file=file.name)


def _row(check_id: UUID, position: int, hit: Hit) -> dict[str, object]:
    return {"check_id": check_id, "position": position, **asdict(hit)}


def _terms(several: tuple[str, ...]) -> tuple[str, ...]:
    cleaned = (clean(one, lines=False)[:LONGEST] for one in several)
    return tuple({fold(one): one for one in cleaned if one}.values())


def _problems(names: tuple[str, ...], phones: tuple[str, ...], emails: tuple[str, ...]) -> list[Problem]:
    found = []
    if not (names or phones or emails):
        found.append(
            Problem("names", "nothing-asked", "Please give a name, a number or an address to look for.")
        )
    if len(names) + len(phones) + len(emails) > MOST_TERMS:
        message = f"At most {MOST_TERMS} names, numbers and addresses are looked for at once. Make two checks of it."
        found.append(Problem("names", "too-many", message))
    if any(not digits(one) for one in phones):
        found.append(Problem("phones", "no-phone", "This phone number has no digits."))
    return found
