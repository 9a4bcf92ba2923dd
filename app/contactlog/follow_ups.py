"""What a follow-up says, and who is meant by its "who"."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, select

from app.clients.models import Client
from app.contactlog.forms import NewFollowUp
from app.contactlog.words import FollowUpSide
from app.kernel.errors import Refused
from app.kernel.language import spoken, tr
from app.kernel.text import clean, fold
from app.languages.offered import typed_by_anybody
from app.people.models import Colleague
from app.storage.rows import look_up
from app.storage.transaction import Reader

_WE, _COURT, _CLIENT = "we", "court", "client"
_CALLED = {
    **dict.fromkeys(("", "we", "us", "firm", "the firm", "office"), _WE),
    **dict.fromkeys(
        ("court", "the court", "judge", "the judge", "clerk", "the clerk", "tribunal", "the tribunal"), _COURT
    ),
    **dict.fromkeys(("client", "the client"), _CLIENT),
}

People = tuple[list[tuple[UUID, str]], str]
"""The colleagues that are with us, and the name of the client."""

_COLLEAGUES = select(Colleague.id, Colleague.name).where(Colleague.active)
_CLIENT_NAME = select(Client.name).where(Client.id == bindparam("client_id"))


def whose(who: str, colleagues: Sequence[tuple[UUID, str]], client: str) -> tuple[FollowUpSide, UUID | None]:
    """The side that acts, and the colleague where it is one.

    A whole name, or a part of it that fits only one, names a colleague or the client; a colleague goes first.
    """
    key = fold(who)
    called = _called(key)
    if called == _WE:
        return FollowUpSide.FIRM, None
    if called == _COURT:
        return FollowUpSide.COURT, None
    meant = [colleague_id for colleague_id, name in colleagues if _names(key, name)]
    if len(meant) == 1:
        return FollowUpSide.FIRM, meant[0]
    if meant:
        return FollowUpSide.FIRM, None
    if called == _CLIENT or _names(key, client):
        return FollowUpSide.CLIENT, None
    return FollowUpSide.OTHER, None


def _called(key: str) -> str:
    """Which side a word for one means, in any language: what was agreed is read again by others than wrote it."""
    found = (typed.spelled("sides").get(key, "") for typed in typed_by_anybody())
    return _CALLED.get(key) or next(filter(None, found), "")


def is_us(who: str) -> bool:
    """Whether a word means the firm itself: "we", "wir"."""
    return _called(fold(who)) == _WE


def say_who(who: str) -> str:
    """Who does it, for whoever reads it now: "we" and "client" in the language that is spoken.

    Names, and what that language says itself ("the firm"), are as they were noted.
    """
    key = fold(who)
    side, typed = _called(key), spoken().typed
    if not key or side not in {_WE, _CLIENT} or key in (typed.spelled("sides") or _CALLED):
        return who
    return next(iter(typed.written("sides", side)), side)


def known_people(reader: Reader, client_id: UUID | None) -> People:
    """Whom a follow-up may be meant for."""
    client = look_up(reader.session, _CLIENT_NAME, client_id=client_id) or ""
    return [(one.id, one.name) for one in reader.session.connection().execute(_COLLEAGUES)], client


def agreed(new: NewFollowUp, known: People) -> dict[str, object]:
    """The columns of a follow-up that say what was agreed; raises `Refused` where nothing is to be done ("no-text"), or
    by somebody who is not at the firm ("has-left")."""
    text = clean(new.text)
    if not text:
        raise Refused("no-text", tr("Please say what the follow-up is."), field="follow_ups")
    who, side, colleague_id = _meant(new, known)
    return {"who": who, "text": text, "due_on": new.due_on, "side": side, "colleague_id": colleague_id}


def _meant(new: NewFollowUp, known: People) -> tuple[str, FollowUpSide, UUID | None]:
    if new.colleague_id is not None:
        name = dict(known[0]).get(new.colleague_id)
        if name is None:
            message = tr("That person is not at the firm any more. Please choose somebody else.")
            raise Refused("has-left", message, field="who")
        return name, FollowUpSide.FIRM, new.colleague_id
    who = clean(new.who, lines=False)
    side, colleague_id = whose(who, *known)
    if new.side is not None and new.side is not side:
        side, colleague_id = new.side, None
    return who, side, colleague_id


def _names(key: str, name: str) -> bool:
    name = fold(name)
    return bool(name) and (key == name or key in name.split() or set(key.split()) <= set(name.split()))
