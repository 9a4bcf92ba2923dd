"""Who can be given something to do in a matter: who is at the firm, does not only read, and may see it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from app.kernel.errors import Refused
from app.matters.walls import who_may_not_see
from app.people.duties import who_cannot
from app.storage.transaction import Reader


def who_cannot_in(
    reader: Reader, matter_id: UUID | None, several: Iterable[UUID | None]
) -> dict[UUID, Refused]:
    """Those of ``several`` to whom nothing of a matter (None: of no matter) can be given, and the refusal for each
    ("has-left", "reads-only", "may-not-see")."""
    wanted = [one for one in several if one is not None]
    hidden = who_may_not_see(reader, matter_id, wanted) if matter_id is not None else {}
    return hidden | who_cannot(reader.session, wanted)


def must_be_able_in(reader: Reader, matter_id: UUID | None, who: UUID | None, field: str) -> None:
    """Raise `Refused` with the field for who can be given nothing of a matter."""
    for why in who_cannot_in(reader, matter_id, [who]).values():
        raise Refused(why.code, why.message, field=field)


def first_able(reader: Reader, matter_id: UUID | None, several: Iterable[UUID | None]) -> UUID | None:
    """The first of them to whom something of a matter can be given; None where it can be nobody."""
    wanted = [one for one in several if one is not None]
    unable = who_cannot_in(reader, matter_id, wanted)
    return next((one for one in wanted if one not in unable), None)
