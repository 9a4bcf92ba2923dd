"""What is written into the trail when somebody comes in: the sign-in, and before it what failed since the last one."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.audit.queries import NOBODY
from app.storage.transaction import Recorded
from app.vault.failures import Failure
from app.vault.restored import Restored
from app.vault.unwritten import Unwritten

Act = tuple[UUID, datetime, list[Recorded]]
"""Who, when, what."""


class Way(StrEnum):
    """Which way somebody came in."""

    WINDOW = "window"
    COMMAND_LINE = "command line"


def machine_name() -> str:
    """The computer's name as its owner gave it."""
    return platform.node() or "an unnamed computer"


def failed_acts(failed: Sequence[Failure], now: datetime) -> list[Act]:
    """The wrong passwords, oldest first."""
    machine = machine_name()
    return [(NOBODY, min(one.at, now), [_failed(one, machine)]) for one in failed]


def came_in(actor: UUID, at: datetime, way: Way) -> Unwritten:
    """A sign-in that the trail has still to be told."""
    return Unwritten(at, actor, "colleague", actor, (("machine", machine_name()), ("via", way.value)))


def late_act(one: Unwritten) -> Act:
    """The event of what could not be written when it was done: with the time and the name of then."""
    said = dict(one.said)
    if one.kind == "matter":
        return one.who, one.at, [Recorded("viewed", "matter", one.about, said)]
    return one.who, one.at, [Recorded("signed in", "colleague", one.about, said)]


def restored_acts(done: Sequence[Restored], now: datetime) -> list[Act]:
    """The events of vaults that were made of this one's backups on this machine, oldest first."""
    return [(one.slot or NOBODY, min(one.at, now), [_restored(one)]) for one in done]


def _restored(one: Restored) -> Recorded:
    body: dict[str, object] = {"machine": machine_name(), "made_at": one.made_at.isoformat()}
    return Recorded("restored", "recovery_key" if one.slot is None else "vault", None, body)


def _failed(one: Failure, machine: str) -> Recorded:
    body: dict[str, object] = {"machine": machine}
    if one.times > 1:
        body["times"] = one.times
    return Recorded("sign-in failed", "recovery_key" if one.slot is None else "colleague", one.slot, body)
