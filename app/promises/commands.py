"""Setting response times, and writing down whom a breach was shown to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.clients.models import Client
from app.contactlog.models import ContactEntry
from app.kernel.errors import Invalid, NotFound, Problem
from app.kernel.language import tr
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.matters.models import Matter
from app.promises.models import EscalationShown, PromiseTermsVersion
from app.promises.queries import terms_book
from app.promises.rules import ClockKind
from app.promises.terms import (
    DEFAULT_STEPS,
    LONGEST,
    TERMS,
    EscalationStep,
    EscalationTo,
    OwnTerms,
    TermsVersion,
    carried,
    spell,
    spell_steps,
)
from app.settings.queries import firm
from app.storage.transaction import Transaction
from app.workdays.worktime import Promise


@dataclass(frozen=True, slots=True)
class NewTerms:
    """Response times as their form holds them. Neither client nor matter: the firm's own.

    ``holds_from``: for contacts from that moment on (aware); None: from now on. An earlier moment puts a mistake right
    and needs a ``reason``. ``steps`` are the firm's alone; None leaves them as they are.
    """

    own: OwnTerms
    client_id: UUID | None = None
    matter_id: UUID | None = None
    steps: tuple[EscalationStep, ...] | None = None
    holds_from: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A step of a breach that somebody has on the screen."""

    entry_id: UUID
    clock: ClockKind
    step: EscalationTo
    due_at: datetime


def set_terms(tx: Transaction, new: NewTerms) -> bool:
    """Set how fast is acknowledged and answered, instead of what was set before; whether anything is other now.

    What had been agreed for a later moment still holds from then on (`carried`).
    Needs `Right.FIRM` for the firm's own, else `Right.WRITE`. Raises `Invalid`, `NotFound`, `Refused` ("no-reason").
    """
    whose = _whose(tx, new)
    if problems := _problems(new):
        raise Invalid(problems)
    for_before = new.holds_from is not None and new.holds_from < tx.now
    ask = "Please say why response times change for what came in before."
    reason = given_reason(new.reason, ask, needed=for_before)
    holds_from = new.holds_from or tx.now
    book = terms_book(tx.reader())
    before = book.own(whose, holds_from), book.own_steps(holds_from)
    steps = new.steps if new.steps is not None else before[1]
    if new.matter_id is not None or new.client_id is not None:
        steps = None
    same = (new.own, steps or DEFAULT_STEPS) == (before[0], before[1] or DEFAULT_STEPS)
    if same and new.holds_from is None:
        return False
    version = TermsVersion(holds_from, tx.now, new.own, steps, reason)
    for one in (version, *carried(book.versions.get(whose, ()), version, tx.now)):
        _write(tx, new, one)
    return True


def record_shown(tx: Transaction, several: Collection[Shown]) -> int:
    """Write down that the actor was shown these steps: once for each step and person; how many were new (E4).

    Whoever looks may say so: no right is needed.
    """
    count = 0
    for one in several:
        at = (one.entry_id, one.clock, one.step)
        there = select(EscalationShown.id).where(
            EscalationShown.entry_id == one.entry_id,
            EscalationShown.clock == one.clock,
            EscalationShown.step == one.step,
            EscalationShown.colleague_id == tx.actor,
        )
        entry = tx.session.get(ContactEntry, one.entry_id)
        if entry is None or tx.session.scalar(there) is not None:
            continue
        row = dict(zip(("entry_id", "clock", "step"), at, strict=True))
        moments = {"due_at": one.due_at, "shown_at": tx.now}
        tx.insert(EscalationShown, {"id": tx.new_id(), "colleague_id": tx.actor, **row, **moments})
        said = {"clock": one.clock.value, "step": one.step.value, "due_at": one.due_at}
        tx.record("escalation shown", "entry", one.entry_id, **said)
        count += 1
    return count


def _whose(tx: Transaction, new: NewTerms) -> tuple[UUID | None, UUID | None]:
    if new.client_id is not None and new.matter_id is not None:
        raise ValueError("response times are a client's or a matter's")
    if new.client_id is None and new.matter_id is None:
        tx.need(Right.FIRM)
    else:
        tx.need(Right.WRITE)
    if new.client_id is not None and tx.session.get(Client, new.client_id) is None:
        raise NotFound("no-client", tr("That client is not in the vault."), field="client")
    if new.matter_id is not None and tx.session.get(Matter, new.matter_id) is None:
        raise NotFound("no-matter", tr("That matter is not in the vault."), field="matter")
    return new.client_id, new.matter_id


def _problems(new: NewTerms) -> list[Problem]:
    found = []
    for name in TERMS:
        promise: Promise | None = getattr(new.own, name)
        if promise is not None and not 1 <= promise.number <= LONGEST:
            message = tr("A response time is between 1 and {longest} hours.").format(longest=LONGEST)
            found.append(Problem(name, "bad-hours", message))
    if new.steps is not None:
        found += _of_steps(new.steps)
    return found


def _of_steps(steps: Sequence[EscalationStep]) -> list[Problem]:
    found = []
    if not steps:
        message = tr("Somebody has to hear of what is late. Please leave one step at least.")
        found.append(Problem("steps", "no-steps", message))
    if any(not 0 <= one.after.number <= LONGEST for one in steps):
        message = tr("A step comes between 0 and {longest} hours after the breach.").format(longest=LONGEST)
        found.append(Problem("steps", "bad-hours", message))
    if len({one.to for one in steps}) < len(steps):
        found.append(Problem("steps", "step-twice", tr("Each step of an escalation reaches somebody else.")))
    return found


def _write(tx: Transaction, new: NewTerms, version: TermsVersion) -> None:
    spelled = {name: spell(getattr(version.own, name)) for name in TERMS}
    spelled["steps"] = spell_steps(version.steps)
    row = {"client_id": new.client_id, "matter_id": new.matter_id, "reason": version.reason, **spelled}
    written = {"id": tx.new_id(), "holds_from": version.holds_from, "set_at": tx.now, "set_by": tx.actor}
    tx.insert(PromiseTermsVersion, {**row, **written})
    _record(tx, new, {**spelled, "holds_from": version.holds_from}, version.reason)


def _record(tx: Transaction, new: NewTerms, body: dict[str, object], reason: str) -> None:
    said = {**body, **({"reason": reason} if reason else {})}
    if new.matter_id is not None:
        tx.record("response times set", "matter", new.matter_id, **said)
    elif new.client_id is not None:
        tx.record("response times set", "client", new.client_id, **said)
    else:
        tx.record("response times set", "firm", firm(tx.reader()).id, **said)
