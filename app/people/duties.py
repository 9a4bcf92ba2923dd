"""Who can be given something to do: who is at the firm, and does not only read."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.errors import Refused
from app.kernel.language import tr
from app.people.models import Colleague
from app.people.queries import who_left
from app.people.words import Role


def who_cannot(session: Session, several: Iterable[UUID | None]) -> dict[UUID, Refused]:
    """Those of ``several`` to whom nothing can be given, and the refusal for each ("has-left", "reads-only")."""
    wanted = {one for one in several if one is not None}
    if not wanted:
        return {}
    left = who_left(session, wanted)
    query = select(Colleague.id, Colleague.name, Colleague.role).where(Colleague.id.in_(wanted))
    found: dict[UUID, Refused] = {}
    for one in session.execute(query):
        if one.id in left:
            message = tr("{name} is no longer at the firm. Please choose somebody else.").format(
                name=one.name
            )
            found[one.id] = Refused("has-left", message)
        elif one.role is Role.READ_ONLY:
            message = tr("{name} reads only and can take nothing over. Please choose somebody else.").format(
                name=one.name
            )
            found[one.id] = Refused("reads-only", message)
    unknown = left - found.keys()
    message = tr("That person is not at the firm any more. Please choose somebody else.")
    return found | {one: Refused("has-left", message) for one in unknown}


def must_be_able(session: Session, who: UUID | None, field: str) -> None:
    """Raise `Refused` ("has-left", "reads-only") with the field for who can be given nothing."""
    for why in who_cannot(session, [who]).values():
        raise Refused(why.code, why.message, field=field)
