"""The demo firm's policies: three of the starter set in force, one of them changed last week; a training."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from app.demo.names import ANN, DAVID, JUNE, MARIA, PRIYA, TOM
from app.policies.commands import (
    NewReview,
    PolicyForm,
    acknowledge_policy,
    draft_policy,
    keep_policy,
    put_in_force,
    review_policy,
)
from app.policies.kept import KeepingRow
from app.policies.queries import find_policy
from app.policies.starter import starters, take_starters
from app.policies.training_commands import NewSession, add_session, set_subject
from app.storage.transaction import Transaction

IN_FORCE = ("response-times", "confidentiality", "complaints")
ALL = (MARIA, DAVID, ANN, PRIYA, TOM, JUNE)
_LATER = (
    "- A client who calls a third time about the same thing speaks to the responsible lawyer the same day."
)
_SOONER = (
    "- A client who calls a second time about the same thing speaks to the responsible lawyer the same day."
)

Told = tuple[date, int, str, Callable[[Transaction], None]]
"""The day, the hour, who did it, and what."""


def policy_steps(today: date, people: Mapping[str, UUID]) -> Iterator[Told]:
    """What was done about policies, in order."""
    begun = today - timedelta(days=150)
    yield begun, 9, ANN, lambda tx: _begin(tx, people)
    for number, name in enumerate(ALL[:-1]):
        yield begun + timedelta(days=1 + number), 10, name, lambda tx: _read(tx, IN_FORCE)
    yield begun + timedelta(days=6), 10, JUNE, lambda tx: _read(tx, ("response-times", "complaints"))
    yield today - timedelta(days=60), 15, DAVID, _look
    yield today - timedelta(days=7), 15, ANN, _change
    for number, name in enumerate((DAVID, PRIYA, TOM)):
        yield today - timedelta(days=5 - number), 11, name, lambda tx: _read(tx, ("response-times",))
    yield today - timedelta(days=40), 16, ANN, lambda tx: _train(tx, people, today)


def _begin(tx: Transaction, people: Mapping[str, UUID]) -> None:
    take_starters(tx)
    for key in IN_FORCE:
        found = find_policy(tx.reader(), key)
        put_in_force(tx, found.id)
    complaints = find_policy(tx.reader(), "complaints")
    keep_policy(tx, complaints.id, KeepingRow(responsible_id=people[DAVID], review_months=6))


def _read(tx: Transaction, keys: tuple[str, ...]) -> None:
    for key in keys:
        acknowledge_policy(tx, find_policy(tx.reader(), key).id)


def _look(tx: Transaction) -> None:
    found = find_policy(tx.reader(), "complaints")
    said = (
        "Three concerns since summer, all acknowledged in time. The call after four weeks was forgotten once."
    )
    review_policy(tx, found.id, NewReview(tx.today, findings=said))


def _change(tx: Transaction) -> None:
    """After a client had to call three times."""
    found = find_policy(tx.reader(), "response-times")
    form = starters()["response-times"].form
    changed: PolicyForm = replace(form, text=form.text.replace(_LATER, _SOONER))
    draft_policy(tx, changed, "A client had to call three times in October", found.id)
    put_in_force(tx, found.id)


def _train(tx: Transaction, people: Mapping[str, UUID], today: date) -> None:
    subject = set_subject(tx, "Who is speaking?", 12)
    there = tuple(people[name] for name in (MARIA, TOM, PRIYA))
    about = find_policy(tx.reader(), "confidentiality").shown.id
    note = (
        "Played five calls: a sister, a journalist, the other side, the client with a new number, the bank."
    )
    day = today - timedelta(days=40)
    add_session(tx, NewSession(subject, day, "Ann Harbour", note, about, there))
