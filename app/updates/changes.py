"""What came in while an update was being written (PRACTICE D3): it is pointed out, and taken in by one call."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from app.contactlog.queries import last_updates, untold_developments
from app.matters.development_queries import developments
from app.storage.transaction import Reader
from app.updates.drafting import draft as draft_anew
from app.updates.pieces import Piece, PieceKind, UpdateDraft


@dataclass(frozen=True, slots=True)
class Since:
    """What is otherwise than when the draft began; false where nothing is.

    ``new``: pieces that it does not have; ``changed``: those that the matter now says otherwise, as it says them, and
    those that are news again; ``gone``: keys of those that hold no more (withdrawn, done); ``told``: keys of news that
    the client has been told meanwhile by another contact; ``given_at``: when somebody gave them an update of which the
    draft does not know; ``at``: as of when.
    """

    at: datetime
    new: tuple[Piece, ...] = ()
    changed: tuple[Piece, ...] = ()
    gone: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    given_at: datetime | None = None

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone or self.told or self.given_at)


def changed_since(draft: UpdateDraft, reader: Reader) -> Since:
    """What is otherwise at the reader's moment. Raises NotFound where the matter is not to be seen any more."""
    fresh = draft_anew(reader, draft.matter_id, length=draft.length, since=draft.since)
    before = {one.key: one for one in draft.pieces}
    now = {one.key: one for one in fresh.pieces}
    told = _told_meanwhile(draft, reader)
    return Since(
        reader.now,
        tuple(one for one in fresh.pieces if one.key not in before),
        tuple(one for one in fresh.pieces if one.key in before and _is_other(before[one.key], one)),
        tuple(
            one.key
            for one in draft.pieces
            if (one.ticked or one.tells) and one.kind is not PieceKind.ADDED and one.key not in {*now, *told}
        ),
        told,
        _given_meanwhile(draft, reader),
    )


def _is_other(before: Piece, now: Piece) -> bool:
    """Whether it reads otherwise, or is news again: what told it was withdrawn."""
    return before.said != now.said or not set(now.tells) <= set(before.tells)


def _given_meanwhile(draft: UpdateDraft, reader: Reader) -> datetime | None:
    """When the client was given an update that the draft does not know of: one that was written down since, too."""
    then = replace(reader, known_by=draft.began_at, now=draft.began_at)
    before = last_updates(then, draft.matter_id).get(draft.matter_id)
    given = last_updates(reader, draft.matter_id).get(draft.matter_id)
    return given if given is not None and (before is None or given > before) else None


def _told_meanwhile(draft: UpdateDraft, reader: Reader) -> tuple[str, ...]:
    """News that stands and is not untold any more."""
    news = {one for piece in draft.pieces for one in piece.tells}
    if not news:
        return ()
    untold = {one.id for one in untold_developments(reader, draft.matter_id)}
    told = {one.id for one in developments(reader, draft.matter_id, ids=news - untold)}
    return tuple(one.key for one in draft.pieces if one.tells and told.issuperset(one.tells))


def take_in(draft: UpdateDraft, since: Since) -> UpdateDraft:
    """The draft with what came in. What the writer put into words stays as they put it. What the client was told
    meanwhile stays without a tick, as something that happened; of what holds no more their own words do, and the rest
    goes."""
    changed = {one.key: one for one in since.changed}
    pieces = []
    for one in draft.pieces:
        if one.key in since.gone and not one.edited:
            continue
        if one.key in since.gone:
            one = replace(one, ticked=False, tells=())
        elif one.key in since.told:
            one = replace(one, kind=PieceKind.HAPPENED, ticked=False, tells=())
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
