"""The client is told who looks after the matter now: the news of it, with the words for the client ready (B4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.contactlog.corrections import withdraw_development
from app.contactlog.queries import untold_developments
from app.kernel.rights import Right
from app.kernel.said import say_date, say_long
from app.matters.commands import MatterDetails, edit_matter
from app.matters.developments import NewDevelopment, add_development
from app.matters.keepers import COLUMNS, NEWS, KeeperRole, turn_from
from app.matters.models import Development, Matter
from app.matters.sheet import matter_sheet
from app.matters.words import DevelopmentKind, MatterStatus
from app.people.queries import ColleagueRow, colleague
from app.settings.queries import firm
from app.storage.transaction import Reader, Transaction

ORIGIN = f"{NEWS}:"
"""How the origin of such news begins; then whom the client knows from before."""
TOLD = (KeeperRole.CONTACT, KeeperRole.RESPONSIBLE)
"""Whose change the client is told of."""
NO_LONGER_SO = "Somebody else looks after the matter since this was written."


@dataclass(frozen=True, slots=True)
class Told:
    """The developments that were made, and those that were withdrawn for them."""

    made: tuple[UUID, ...] = ()
    withdrawn: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """The news as the file has it, and in words for the client."""

    text: str
    for_client: str


def must_tell(
    status: MatterStatus, before: Mapping[str, object], after: Mapping[str, object]
) -> tuple[KeeperRole, ...]:
    """Of which changes the client is told: where somebody was named before, and somebody else is now; in a matter that
    is not closed. ``before`` and ``after`` by the names of the matter's form."""
    if status is MatterStatus.CLOSED:
        return ()
    return tuple(
        role
        for role in TOLD
        if (was := before.get(COLUMNS[role])) and (now := after.get(COLUMNS[role])) and was != now
    )


def edit_and_tell(
    tx: Transaction,
    matter_id: UUID,
    details: MatterDetails,
    *,
    on: date | None = None,
    reason: str = "",
    tells: bool = True,
) -> Told:
    """Change a matter, and where others look after it from ``on`` (None: today), make the news for its client."""
    before = matter_sheet(tx.reader(), matter_id).details
    edit_matter(tx, matter_id, details, turn_from(on, reason, tx.now.astimezone(tx.zone)))
    was, now = (
        {name: getattr(one, name) for name in COLUMNS.values()}
        for one in (before, matter_sheet(tx.reader(), matter_id).details)
    )
    news = {role: was[COLUMNS[role]] for role in must_tell(details.status, was, now)}
    return tell_of_keepers(tx, matter_id, news, on) if news and tells else Told()


def say_news(
    who: ColleagueRow, roles: Sequence[KeeperRole], was: str, on: date, today: date, reached: str
) -> Words:
    """What is new: ``who`` looks after the matter in these ``roles`` from ``on``, in the place of ``was``."""
    office = {
        KeeperRole.CONTACT: ("point of contact", "your point of contact"),
        KeeperRole.RESPONSIBLE: ("responsible lawyer", "the lawyer responsible for your matter"),
    }
    ours = " and ".join(office[role][0] for role in roles)
    theirs = " and ".join(office[role][1] for role in roles)
    text = f"New {ours}: {who.name} from {say_date(on)}{f', in the place of {was}' if was else ''}"
    begin = f"From {say_long(on, today)} {who.name} is" if on > today else f"{who.name} is now"
    reach = f" You reach {who.name} at {reached}." if reached else ""
    return Words(text, f"{begin} {theirs}.{reach}")


def reached_at(reader: Reader, who: ColleagueRow) -> str:
    """Where a client reaches somebody: their own number and address, or else the firm's."""
    details = firm(reader).details
    own = [one for one in (who.phone, who.email) if one]
    return " or ".join(own or [one for one in (details.phone, details.email) if one])


def tell_of_keepers(
    tx: Transaction, matter_id: UUID, was: Mapping[KeeperRole, UUID], on: date | None = None
) -> Told:
    """Make the news that the client of a matter has to hear: who looks after it now, from ``on`` (None: today), in the
    place of ``was``.

    Two who took over are two pieces of news. What is there of the kind and is not told yet is true no more: it is
    withdrawn, and what the client knows from before counts. Who is named again whom the client knows, is no news.
    """
    tx.need(Right.WRITE)
    reader = tx.reader()
    overtaken = untold_of_keepers(reader, matter_id)
    known = dict(was)
    for development_id, said in overtaken.items():
        withdraw_development(tx, development_id, NO_LONGER_SO)
        known |= said
    matter = tx.session.get_one(Matter, matter_id)
    by_person: dict[tuple[UUID, UUID], list[KeeperRole]] = {}
    for role in TOLD:
        new: UUID | None = getattr(matter, COLUMNS[role])
        if role in known and new is not None and new != known[role]:
            by_person.setdefault((new, known[role]), []).append(role)
    made = []
    for (who_id, was_id), roles in by_person.items():
        who, before = colleague(reader, who_id), colleague(reader, was_id).name
        words = say_news(who, roles, before, on or tx.today, tx.today, reached_at(reader, who))
        made.append(_news(tx, matter_id, words, dict.fromkeys(roles, was_id)))
    return Told(tuple(made), tuple(overtaken))


def _news(tx: Transaction, matter_id: UUID, words: Words, was: Mapping[KeeperRole, UUID]) -> UUID:
    known = ",".join(f"{role}={was_id.hex}" for role, was_id in sorted(was.items()))
    new = NewDevelopment(
        matter_id,
        DevelopmentKind.OTHER,
        tx.now,
        words.text,
        origin=f"{ORIGIN}{known}:{tx.new_id().hex}",
        plain_words=words.for_client,
    )
    found = add_development(tx, new)
    if found is None:
        raise RuntimeError("an origin that was just made is not taken")
    return found


def untold_of_keepers(reader: Reader, matter_id: UUID) -> dict[UUID, dict[KeeperRole, UUID]]:
    """The news of a matter's keepers that the client has not heard, oldest last, and whom the client knows instead."""
    untold = [news.id for news in untold_developments(reader, matter_id)]
    query = select(Development.id, Development.origin).where(
        Development.id.in_(untold), Development.origin.startswith(ORIGIN)
    )
    origins = {one.id: one.origin for one in reader.session.execute(query)}
    return {one: _known(origins[one]) for one in reversed(untold) if one in origins}


def _known(origin: str) -> dict[KeeperRole, UUID]:
    pairs = (pair.partition("=") for pair in origin.split(":")[1].split(","))
    return {KeeperRole(role): UUID(hex=was) for role, _, was in pairs}
