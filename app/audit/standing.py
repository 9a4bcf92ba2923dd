"""Whether the trail is the one that was remembered outside the vault, and what a check of it says to a partner.

A chain cannot see its own tail cut, nor that an older copy of the whole folder was put back. Anchors can: ends of the
trail that this machine, and every backup, remembered.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.checking import Fault, Head
from app.audit.models import AuditEvent
from app.audit.trail import head
from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.kernel.said import say_date, say_time
from app.storage import triggers
from app.storage.rows import connection_of
from app.vault.anchors import Anchor
from app.vault.checks import Check

_MOMENT = timedelta(microseconds=1)
_SEALS = "SELECT seq, mac FROM main.audit_events WHERE seq IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Departure:
    """The trail is another one than was remembered. ``seq``: the first event that is missing, or known to be another;
    ``events``: how many there are now; ``remembered``: the furthest end that was and is none of this trail."""

    seq: int
    events: int
    remembered: Anchor

    @property
    def is_shorter(self) -> bool:
        """Whether the end is missing; else something else stands in its place."""
        return self.seq > self.events


def departure(session: Session, anchors: Iterable[Anchor]) -> Departure | None:
    """Where the trail departs from ``anchors``, found by looking at those events alone; None where it does not."""
    known = sorted((one for one in anchors if one.seq), key=lambda one: one.seq)
    there = _seals(session, {one.seq for one in known})
    wrong = [one for one in known if there.get(one.seq) != one.mac]
    if not wrong:
        return None
    events = head(session).seq
    first = events + 1 if wrong[0].seq > events else wrong[0].seq
    return Departure(first, events, wrong[-1])


def accepted(session: Session, found: Departure, anchors: Iterable[Anchor], now: datetime) -> Anchor:
    """What to remember when somebody says that ``found`` is as it should be: of what was remembered until now, nothing
    after this anchor counts any more."""
    last = min(found.seq - 1, found.events)
    seal = _seals(session, {last}).get(last, bytes(32))
    latest = max((one.at for one in anchors), default=now)
    return Anchor(last, seal, max(now, latest + _MOMENT), restored=True)


def say_departure(found: Departure, zone: tzinfo) -> str:
    """As a partner understands it."""
    day = say_date(found.remembered.at.astimezone(zone).date())
    if found.is_shorter:
        words = tr(
            "Event {seq} and what came after it are missing: on {day} there were {remembered} events, now there are "
            "{events}. The trail was cut off, or an older copy of the vault was put in its place."
        )
    else:
        words = tr(
            "Event {seq} is not the one that was remembered outside the vault, where there were {remembered} events "
            "on {day}. An older copy of the vault was put in its place and worked with, or the trail was written anew."
        )
    return words.format(seq=found.seq, day=day, remembered=found.remembered.seq, events=found.events)


def trail_check(session: Session, fault: Fault | None, anchors: Sequence[Anchor], zone: tzinfo) -> Check:
    """The outcome of a check of the whole trail."""
    events = head(session).seq
    if fault is None and triggers.missing(session, triggers.OF_THE_TRAIL):
        said = tr(
            "{count} events, each as it was written, but what keeps them from being changed in the database is not "
            "there. Report this, and restore the last backup whose check says that all is well."
        )
        return Check("audit_trail", False, said.format(count=say_number(events)))
    if fault is None:
        said = tr("{count} events, each in its place and as it was written.")
        return Check("audit_trail", True, said.format(count=say_number(events)))
    return Check("audit_trail", False, say_fault(session, fault, anchors, zone))


def say_fault(session: Session, fault: Fault, anchors: Sequence[Anchor], zone: tzinfo) -> str:
    """What is wrong, with the number of the event, and until when the trail can be trusted."""
    if fault.reason in {"cut off", "not the trail that was anchored"}:
        found = departure(session, anchors)
        if found is not None:
            return say_departure(found, zone)
    said = {
        "altered": tr("Event {seq} was changed after it was written."),
        "its details were altered": tr("The details of event {seq} were changed after they were written."),
        "missing": tr("Event {seq} is missing: it was taken out."),
    }.get(fault.reason, tr("Event {seq} is not as it was written."))
    return f"{said.format(seq=fault.seq)} {_trusted_until(session, fault.seq - 1, zone)}"


def _trusted_until(session: Session, seq: int, zone: tzinfo) -> str:
    try:
        at = session.scalar(select(AuditEvent.at).where(AuditEvent.seq == seq))
    except (TypeError, ValueError):  # a time that is none
        at = None
    if at is None:
        return tr("Nothing before it can be trusted either.") if seq else tr("It is the first of the trail.")
    local = at.astimezone(zone)
    return tr("Up to event {seq}, of {day} at {time}, the trail is whole.").format(
        seq=seq, day=say_date(local.date()), time=say_time(local)
    )


def printed_check(session: Session, printed: Head) -> Check:
    """Whether an event still has the seal that a contact history was printed with (K2). That the trail is whole is
    another check."""
    there, seq = _seals(session, {printed.seq}).get(printed.seq), say_number(printed.seq)
    if there == printed.mac:
        return Check("printed_seal", True, tr("Event {seq} has the seal that was printed.").format(seq=seq))
    events = head(session).seq
    if there is None:
        return Check(
            "printed_seal",
            False,
            tr("There is no event {seq}: the trail has {count} events.").format(
                seq=seq, count=say_number(events)
            ),
        )
    detail = tr(
        "Event {seq} has another seal than the one that was printed. Look at the digits again; if they are right, "
        "this is not the trail that the print is of."
    )
    return Check("printed_seal", False, detail.format(seq=seq))


def _seals(session: Session, wanted: set[int]) -> dict[int, bytes]:
    found = connection_of(session).exec_driver_sql(_SEALS, (json.dumps(sorted(wanted)),))
    return {row.seq: row.mac for row in found}


def heads(anchors: Iterable[Anchor]) -> list[Head]:
    """As the check of the chain takes them."""
    return [Head(one.seq, one.mac) for one in anchors]
