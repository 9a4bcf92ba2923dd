"""What came in while an update was being written (PRACTICE D3): it is pointed out, and taken in by one call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from app.contactlog.queries import entries, last_updates, untold_developments
from app.contactlog.timeline import latest_updates
from app.kernel.language import tr
from app.matters.development_queries import developments
from app.reports.status.facts import FIRST_DAY
from app.reports.status.lines import short_day
from app.storage.transaction import Reader
from app.updates.drafting import draft as draft_anew
from app.updates.holding import gone, not_before
from app.updates.pieces import Piece, PieceKind, UpdateDraft


@dataclass(frozen=True, slots=True)
class Given:
    """An update that somebody gave: when, and who."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Since:
    """What is otherwise than when the draft began; false where nothing is.

    ``new``: pieces that it does not have; ``changed``: those that the matter now says otherwise, as it says them, and
    those that are news again; ``gone``: keys of those that hold no more (withdrawn, done); ``told``: keys of what the
    client has been told meanwhile by another contact, each with when and by whom; ``given``: the update that somebody
    gave them and of which the draft does not know; ``at``: as of when.
    """

    at: datetime
    new: tuple[Piece, ...] = ()
    changed: tuple[Piece, ...] = ()
    gone: tuple[str, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)
    given: Given | None = None

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone or self.told or self.given)


def gone_of(draft: UpdateDraft, since: Since) -> tuple[Piece, ...]:
    """What the draft tells though it holds no more; what is left out harms nobody. Needs no vault: ``since`` may have
    been asked for before a tick was taken away."""
    keys = set(since.gone)
    return tuple(one for one in draft.ticked if one.key in keys)


def changed_since(draft: UpdateDraft, reader: Reader) -> Since:
    """What is otherwise at the reader's moment. Raises NotFound where the matter is not to be seen any more."""
    reader = not_before(reader, draft)
    fresh = draft_anew(reader, draft.matter_id, length=draft.length, since=draft.since)
    now = _holding(draft, fresh, reader)
    before = {one.key: one for one in draft.pieces}
    given = _given_meanwhile(draft, reader)
    told = _told_meanwhile(draft, reader) | _covered(draft, reader, given, now)
    return Since(
        reader.now,
        tuple(one for one in fresh.pieces if one.key not in before),
        tuple(one for one in now.values() if one.key in before and _is_other(before[one.key], one)),
        gone(draft, reader),
        told,
        given,
    )


def _holding(draft: UpdateDraft, fresh: UpdateDraft, reader: Reader) -> dict[str, Piece]:
    """What could be told now, by key. A draft that was begun before any update tells of all that happened, and goes on
    to: once somebody gives the first, a draft made anew would begin there."""
    found = {one.key: one for one in fresh.pieces}
    if draft.since is None and fresh.since is not None:
        whole = draft_anew(reader, draft.matter_id, length=draft.length, since=FIRST_DAY)
        found = {one.key: one for one in whole.pieces} | found
    return found


def _is_other(before: Piece, now: Piece) -> bool:
    """Whether it reads otherwise, or is news again: what told it was withdrawn."""
    return before.said != now.said or not set(now.tells) <= set(before.tells)


def _given_meanwhile(draft: UpdateDraft, reader: Reader) -> Given | None:
    """The update that the draft does not know of: one that was written down since, too."""
    then = replace(reader, known_by=draft.began_at, now=draft.began_at)
    before = last_updates(then, draft.matter_id).get(draft.matter_id)
    given = last_updates(reader, draft.matter_id).get(draft.matter_id)
    if given is None or (before is not None and given <= before):
        return None
    by = next((one.held_by for one in latest_updates(reader, draft.matter_id, 1)), "")
    return Given(given, by)


def _covered(
    draft: UpdateDraft, reader: Reader, given: Given | None, now: Mapping[str, Piece]
) -> dict[str, str]:
    """What happened before the update that somebody else gave: the client has read of it, or need not."""
    if given is None:
        return {}
    later = {one.key for one in draft_anew(reader, draft.matter_id, since=given.at).pieces}
    day = short_day(reader.local(given.at).date(), reader.today)
    note = (
        tr("Before the update that {name} gave on {day}.").format(name=given.by, day=day)
        if given.by
        else tr("Before the update of {day}.").format(day=day)
    )
    happened = (one for one in draft.ticked if one.kind is PieceKind.HAPPENED and one.key in now)
    return {one.key: note for one in happened if one.key not in later}


def _told_meanwhile(draft: UpdateDraft, reader: Reader) -> dict[str, str]:
    """News that stands and is not untold any more."""
    news = {one for piece in draft.pieces for one in piece.tells}
    if not news:
        return {}
    untold = {one.id for one in untold_developments(reader, draft.matter_id)}
    told = {one.id for one in developments(reader, draft.matter_id, ids=news - untold)}
    found = [one for one in draft.pieces if one.tells and told.issuperset(one.tells)]
    if not found:
        return {}
    said: dict[UUID, str] = {}
    for row in entries(reader, matter_id=draft.matter_id, since=draft.since):  # the oldest has the last word
        day = short_day(reader.local(row.occurred_at).date(), reader.today)
        said |= dict.fromkeys(
            row.tells, tr("Told already on {day} by {name}.").format(day=day, name=row.held_by)
        )
    return {one.key: said.get(one.tells[0], tr("Told already.")) for one in found}


def take_in(draft: UpdateDraft, since: Since) -> UpdateDraft:
    """The draft with what came in. What the writer put into words stays as they put it. What the client was told
    meanwhile stays without a tick, as something that happened, with a note of when and by whom;
    of what holds no more their own words do, and the rest goes."""
    changed = {one.key: one for one in since.changed}
    pieces = []
    for one in draft.pieces:
        if one.key in since.gone and not one.edited:
            continue
        if one.key in since.gone:
            one = replace(one, ticked=False, tells=())
        elif (told := since.told.get(one.key)) is not None:
            note = "\n".join(filter(None, (told, one.note)))
            one = replace(one, kind=PieceKind.HAPPENED, ticked=False, tells=(), note=note)
        if (other := changed.get(one.key)) is not None:
            words = one if one.edited else other
            one = replace(one, said=other.said, text=words.text, when=words.when, of_court=other.of_court)
            if other.tells:
                one = replace(one, kind=other.kind, tells=other.tells)
        pieces.append(one)
    for one in since.new:
        pieces.insert(_place(pieces, one), one)
    return replace(draft, began_at=since.at, pieces=tuple(pieces))


def _place(pieces: list[Piece], new: Piece) -> int:
    """Behind the last piece of its kind, or before the first of a kind that comes later."""
    order = list(PieceKind)
    same = [at for at, one in enumerate(pieces) if _rank(one, order) == _rank(new, order)]
    if same:
        return same[-1] + 1
    later = (at for at, one in enumerate(pieces) if _rank(one, order) > _rank(new, order))
    return next(later, len(pieces))


def _rank(piece: Piece, order: list[PieceKind]) -> int:
    kind = PieceKind.NEWS if piece.kind is PieceKind.HAPPENED else piece.kind
    return order.index(kind)
