"""Updates: drafts of what may be seen, and of what may not be seen any more."""

from __future__ import annotations

from uuid import UUID

from app.channels.words import Channel
from app.contactlog.waiting import may_go, must_tell, must_wait, waiting
from app.updates import (
    Length,
    Piece,
    PieceKind,
    UpdateDraft,
    changed_since,
    draft,
    kept,
    letter,
    must_hold,
    phone_script,
    sent_before,
    untimely,
    warnings,
)
from app.updates.holding import gone
from tests.journeys.walls.asking import MATTER, Queries, of_each
from tests.support import MONDAY


def begun(matter_id: UUID) -> UpdateDraft:
    """As it was begun before the wall stood, by somebody who may not look any more."""
    return UpdateDraft(
        matter_id,
        MONDAY,
        None,
        Length.USUAL,
        Channel.EMAIL,
        "Subject",
        "Dear you,",
        None,
        (Piece("added:1", PieceKind.ADDED, "Words."),),
        "",
        "",
        (),
        "",
    )


QUERIES: Queries = {
    draft: of_each(draft, *MATTER),
    changed_since: of_each(lambda r, one: changed_since(begun(one), r), *MATTER),
    letter: of_each(lambda r, one: letter(r, begun(one)), *MATTER),
    phone_script: of_each(lambda r, one: phone_script(r, begun(one)), *MATTER),
    warnings: of_each(lambda r, one: warnings(r, begun(one)), *MATTER),
    untimely: of_each(lambda r, one: untimely(r, begun(one), r.now), *MATTER),
    waiting: of_each(waiting, *MATTER),
    must_tell: of_each(must_tell, *MATTER),
    may_go: of_each(may_go, *MATTER),
    gone: of_each(lambda r, one: gone(begun(one), r), *MATTER),
    must_hold: of_each(lambda r, one: must_hold(begun(one), r), *MATTER),
    must_wait: of_each(lambda r, one: must_wait(r, one, ()), *MATTER),
    sent_before: of_each(lambda r, one: sent_before(r, begun(one)), *MATTER),
    kept: of_each(kept, *MATTER),
}
