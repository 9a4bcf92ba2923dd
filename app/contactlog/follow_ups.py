"""Who is meant by the "who" of a follow-up."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from app.contactlog.words import FollowUpSide
from app.kernel.text import fold

_US = {"", "we", "us", "firm", "the firm", "office"}
_COURT = {"court", "the court", "judge", "the judge", "clerk", "the clerk", "tribunal", "the tribunal"}
_CLIENT = {"client", "the client"}


def whose(who: str, colleagues: Sequence[tuple[UUID, str]], client: str) -> tuple[FollowUpSide, UUID | None]:
    """The side that acts, and the colleague where it is one.

    A whole name, or a part of it that fits only one, names a colleague or the client; a colleague goes first.
    """
    key = fold(who)
    if key in _US:
        return FollowUpSide.FIRM, None
    if key in _COURT:
        return FollowUpSide.COURT, None
    meant = [colleague_id for colleague_id, name in colleagues if _names(key, name)]
    if len(meant) == 1:
        return FollowUpSide.FIRM, meant[0]
    if meant:
        return FollowUpSide.FIRM, None
    if key in _CLIENT or _names(key, client):
        return FollowUpSide.CLIENT, None
    return FollowUpSide.OTHER, None


def _names(key: str, name: str) -> bool:
    name = fold(name)
    return bool(name) and (key == name or key in name.split() or set(key.split()) <= set(name.split()))
