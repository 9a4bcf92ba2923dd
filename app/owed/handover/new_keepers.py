"""The client is told who looks after the matter now: the news of it, with the words for the client ready (B4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.care.warning import warn_of_costs
from app.contactlog.corrections import withdraw_development
from app.contactlog.queries import untold_developments
from app.kernel.language import tr
from app.kernel.rights import Right
from app.kernel.said import say_date, say_long
from app.kernel.text import either, together
from app.matters.commands import MatterDetails, edit_matter
from app.matters.developments import NewDevelopment, add_developments
from app.matters.handing import matters_by_id
from app.matters.keepers import COLUMNS, NEWS, KeeperRole, turn_from
from app.matters.models import Development, Matter
from app.matters.sheet import matter_sheet
from app.matters.words import DevelopmentKind, MatterStatus
from app.people.queries import ColleagueRow, colleagues
from app.settings.queries import firm
from app.storage.rows import among
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


def told_changes(
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
    """Change a matter, and where others look after it from ``on`` (None: today), make the news for its client. One that
    is opened again is warned of costs that came while it was closed (F2)."""
    before = matter_sheet(tx.reader(), matter_id).details
    edit_matter(tx, matter_id, details, turn_from(on, reason, tx.now.astimezone(tx.zone)))
    if before.status is MatterStatus.CLOSED:
        warn_of_costs(tx, [matter_id])
    was, now = (
        {name: getattr(one, name) for name in COLUMNS.values()}
        for one in (before, matter_sheet(tx.reader(), matter_id).details)
    )
    news = {role: was[COLUMNS[role]] for role in told_changes(details.status, was, now)}
    return tell_of_keepers(tx, {matter_id: news}, on)[matter_id] if news and tells else Told()


def say_news(
    who: ColleagueRow, roles: Sequence[KeeperRole], was: str, on: date, today: date, reached: str
) -> Words:
    """What is new: ``who`` looks after the matter in these ``roles`` from ``on``, in the place of ``was``."""
    office = {
        KeeperRole.CONTACT: (tr("point of contact"), tr("your point of contact")),
        KeeperRole.RESPONSIBLE: (tr("responsible lawyer"), tr("the lawyer responsible for your matter")),
    }
    ours = together([office[role][0] for role in roles])
    theirs = together([office[role][1] for role in roles])
    words = (
        tr("New {roles}: {who} from {day}, in the place of {was}")
        if was
        else tr("New {roles}: {who} from {day}")
    )
    text = words.format(roles=ours, who=who.name, day=say_date(on), was=was)
    said = tr("From {day} {who} is {roles}.") if on > today else tr("{who} is now {roles}.")
    begin = said.format(day=say_long(on, today), who=who.name, roles=theirs)
    return Words(text, begin + say_reach(who.name, reached))


def say_reach(name: str, reached: str) -> str:
    """The sentence that goes on it: " You reach Kim Sato at 555 0142."; "" where nothing is known."""
    return tr(" You reach {name} at {reached}.").format(name=name, reached=reached) if reached else ""


def reached_at(reader: Reader, who: ColleagueRow) -> str:
    """Where a client reaches somebody: their own number and address, or else the firm's."""
    details = firm(reader).details
    own = [one for one in (who.phone, who.email) if one]
    return either(own or [one for one in (details.phone, details.email) if one])


Known = Mapping[KeeperRole, UUID]
"""Whom the client of a matter knows, in which capacity."""


def tell_of_keepers(
    tx: Transaction, several: Mapping[UUID, Known], on: date | None = None
) -> dict[UUID, Told]:
    """Make the news that the clients of some matters have to hear: who looks after each now, from ``on`` (None: today),
    in the place of who was known.

    Two who took over are two pieces of news. What is there of the kind and is not told yet is true no more: it is
    withdrawn, and what the client knows from before counts. Who is named again whom the client knows, is no news.
    """
    tx.need(Right.WRITE)
    reader = tx.reader()
    overtaken = untold_of_keepers(reader, several)
    _withdraw(tx, [news for of_matter in overtaken.values() for news in of_matter])
    matters = matters_by_id(reader, several)
    people = {one.id: one for one in colleagues(reader, active_only=False)}
    reached: dict[UUID, str] = {}
    news: list[tuple[UUID, NewDevelopment]] = []
    for matter_id, was in several.items():
        known = dict(was)
        for said in overtaken[matter_id].values():
            known |= said
        for (who_id, was_id), roles in _taken_over(matters[matter_id], known).items():
            who, before = people[who_id], people[was_id].name
            if who_id not in reached:
                reached[who_id] = reached_at(reader, who)
            words = say_news(who, roles, before, on or tx.today, tx.today, reached[who_id])
            news.append((matter_id, _news(tx, matter_id, words, dict.fromkeys(roles, was_id))))
    made = add_developments(tx, (new for _, new in news))
    of_matter: dict[UUID, list[UUID]] = {one: [] for one in several}
    for (matter_id, _), development_id in zip(news, made, strict=True):
        of_matter[matter_id].append(development_id)
    return {one: Told(tuple(of_matter[one]), tuple(overtaken[one])) for one in several}


def _withdraw(tx: Transaction, overtaken: Collection[UUID]) -> None:
    query = select(Development).where(among(Development.id, overtaken))
    rows = tx.session.scalars(query).all() if overtaken else ()  # read together; each is then found by its id
    for row in rows:
        withdraw_development(tx, row.id, NO_LONGER_SO)


def _taken_over(matter: Matter, known: Known) -> dict[tuple[UUID, UUID], list[KeeperRole]]:
    """Who is in whose place now, and in which capacities."""
    found: dict[tuple[UUID, UUID], list[KeeperRole]] = {}
    for role in TOLD:
        new: UUID | None = getattr(matter, COLUMNS[role])
        if role in known and new is not None and new != known[role]:
            found.setdefault((new, known[role]), []).append(role)
    return found


def _news(tx: Transaction, matter_id: UUID, words: Words, was: Known) -> NewDevelopment:
    known = ",".join(f"{role}={was_id.hex}" for role, was_id in sorted(was.items()))
    return NewDevelopment(
        matter_id,
        DevelopmentKind.OTHER,
        tx.now,
        words.text,
        origin=f"{ORIGIN}{known}:{tx.new_id().hex}",
        plain_words=words.for_client,
    )


def untold_of_keepers(
    reader: Reader, matter_ids: Collection[UUID]
) -> dict[UUID, dict[UUID, dict[KeeperRole, UUID]]]:
    """Of each of these matters the news of its keepers that the client has not heard, oldest last, and whom the client
    knows instead."""
    found: dict[UUID, dict[UUID, dict[KeeperRole, UUID]]] = {one: {} for one in matter_ids}
    untold = untold_developments(reader, next(iter(found)) if len(found) == 1 else None)
    mine = [news for news in untold if news.matter_id in found]
    query = select(Development.id, Development.origin).where(
        among(Development.id, [news.id for news in mine]), Development.origin.startswith(ORIGIN)
    )
    origins = {one.id: one.origin for one in reader.session.execute(query)} if mine else {}
    for news in reversed(mine):
        if news.id in origins:
            found[news.matter_id][news.id] = _known(origins[news.id])
    return found


def _known(origin: str) -> dict[KeeperRole, UUID]:
    pairs = (pair.partition("=") for pair in origin.split(":")[1].split(","))
    return {KeeperRole(role): UUID(hex=was) for role, _, was in pairs}
