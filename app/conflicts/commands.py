"""Checking for conflicts, and saying what came of it. Every check is kept: it is the firm's proof that it looked."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from app.conflicts.models import ConflictCheck, ConflictHit
from app.conflicts.queries import hidden_hits
from app.conflicts.searching import Hit, Told, search, searched, worth_keeping
from app.conflicts.words import Conclusion
from app.kernel.errors import Invalid, NotFound, Problem, Refused
from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.kernel.rights import Right
from app.kernel.text import clean, digits, fold
from app.matters.models import Matter, MatterWall
from app.storage.transaction import Reader, Transaction
from app.storage.walls import hidden_matters, past_walls, through_walls

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


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look through everything found. ``at`` is the moment as of which everything was looked through; ``hits``
    may be of hidden matters: it is for `keep_check` alone."""

    new: NewCheck
    hits: tuple[Hit, ...]
    searched: dict[str, int]
    at: datetime


def look_for_conflicts(reader: Reader, new: NewCheck, told: Told = lambda *_: None) -> Looked:
    """Look through everything, beside whoever writes; `keep_check` keeps what was found.

    ``told`` hears how far it is and may raise to end it. Raises `Invalid`, `NotFound`, `Refused` ("not-allowed").
    """
    reader.need(Right.WRITE)
    names, phones, emails = (_terms(several) for several in (new.names, new.phones, new.emails))
    if problems := _problems(names, phones, emails):
        raise Invalid(problems)
    if new.matter_id is not None and reader.session.get(Matter, new.matter_id) is None:
        raise NotFound("no-matter", tr("That matter is not in the vault."), field="matter")
    about = clean(new.about, lines=False)[:LONGEST]
    hits = search(reader, names, phones, emails, told)
    return Looked(NewCheck(names, phones, emails, about, new.matter_id), hits, searched(reader), reader.now)


def keep_check(tx: Transaction, looked: Looked) -> UUID:
    """Keep what was found, as of when it was looked for; the id of the check.

    What matches in a matter that must not be seen is kept for those for whom it exists; whoever asks hears only that
    there is something. Raises `Refused` ("not-allowed").
    """
    tx.need(Right.WRITE)
    walled = frozenset(tx.session.scalars(past_walls(select(MatterWall.matter_id))))
    hits, more = worth_keeping(looked.hits, walled)
    hidden = {UUID(one) for one in hidden_matters(tx.session)}
    restricted = any(hit.matter_id in hidden for hit in hits)
    check_id, new = tx.new_id(), looked.new
    values = {
        "names": list(new.names),
        "phones": list(new.phones),
        "emails": list(new.emails),
        "about": new.about,
        "matter_id": new.matter_id,
    }
    row = {"id": check_id, "asked_at": looked.at, "asked_by": tx.actor, "searched": looked.searched}
    tx.insert(ConflictCheck, {**values, **row, "more": more, "restricted": restricted})
    with through_walls(tx.session):
        tx.insert(ConflictHit, *(_row(check_id, position, hit) for position, hit in enumerate(hits)))
    tx.record("checked", "conflict_check", check_id, **values, restricted=restricted, more=more)
    return check_id


def check_conflicts(tx: Transaction, new: NewCheck) -> UUID:
    """Look and keep at once, for where nobody else waits to write. Raises as the two do."""
    return keep_check(tx, look_for_conflicts(tx.reader(), new))


def conclude_check(tx: Transaction, check_id: UUID, conclusion: Conclusion, note: str = "") -> None:
    """Say what came of a check. Where something restricted matched, only somebody for whom all of it exists may say
    that it is clear; where more matched than is kept, nobody may.

    Raises `Refused` ("restricted-match", "more-matches", "no-note", "not-allowed"), `NotFound`.
    """
    tx.need(Right.WRITE)
    found = tx.session.get(ConflictCheck, check_id)
    if found is None:
        raise NotFound("no-check", tr("That conflict check is not in the vault."))
    note = clean(note)
    if conclusion is Conclusion.CLEAR and hidden_hits(tx.reader(), check_id):
        message = tr(
            "Something restricted matches. Before this check is clear, a partner who may see it has to look at it: "
            "ask the partners. You can write down a conflict."
        )
        raise Refused("restricted-match", message, field="conclusion")
    if conclusion is Conclusion.CLEAR and found.more:
        message = tr(
            "{more} more matches are not shown, so nobody looked at them: this check cannot be "
            "clear. Check fuller names, one at a time, and conclude those checks."
        ).format(more=say_number(found.more))
        raise Refused("more-matches", message, field="conclusion")
    any_hit = tx.session.scalar(select(ConflictHit.position).where(ConflictHit.check_id == check_id).limit(1))
    if not note and conclusion is not Conclusion.OPEN and any_hit is not None:
        raise Refused("no-note", tr("Please say why, in a sentence: something matched."), field="note")
    before = {"conclusion": found.conclusion, "note": found.note}
    found.conclusion, found.note = conclusion, note
    found.concluded_at, found.concluded_by = tx.now, tx.actor
    tx.record("concluded", "conflict_check", check_id, conclusion=conclusion, note=note, before=before)


def give_to_matter(tx: Transaction, check_id: UUID, matter_id: UUID) -> None:
    """The check was made for a matter that was not there yet."""
    found = tx.session.get(ConflictCheck, check_id)
    if found is None:
        raise NotFound("no-check", tr("That conflict check is not in the vault."))
    if tx.session.get(Matter, matter_id) is None:
        raise NotFound("no-matter", tr("That matter is not in the vault."), field="matter")
    if found.matter_id != matter_id:
        found.matter_id = matter_id
        tx.record("given to matter", "conflict_check", check_id, matter_id=matter_id)
        tx.touch("matter", matter_id)


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
            Problem("names", "nothing-asked", tr("Please give a name, a number or an address to look for."))
        )
    if len(names) + len(phones) + len(emails) > MOST_TERMS:
        message = tr(
            "At most {most_terms} names, numbers and addresses are looked for at once. Make two checks of it."
        ).format(most_terms=MOST_TERMS)
        found.append(Problem("names", "too-many", message))
    if any(not digits(one) for one in phones):
        found.append(Problem("phones", "no-phone", tr("This phone number has no digits.")))
    return found
