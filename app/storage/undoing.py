"""Taking back what was done, as a new act: nothing that was recorded goes away.

A `Way` says of one thing how it stands and how it is made to stand so; it does that by the commands that everybody
uses, so rights and walls are asked again and the trail says what was done. A `Step` is what one act changed. It is
taken back, or done again, only while the thing stands as the step left it: what somebody did since is never undone by
the way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from app.kernel.errors import Refused
from app.kernel.language import tr
from app.storage.transaction import Reader, Transaction

T = TypeVar("T")


def _nothing_against_it(_before: Any, _after: Any) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Way:
    """``state(reader)`` is a value that compares by what it says; raises `NotFound` for what is not seen.

    ``put(tx, state, why)`` makes the thing stand so, with ``why`` where its commands ask for a reason.
    ``against(before, after)``: the sentence that says why such a change is not taken back, and what to do instead; ""
    where it may be.
    """

    state: Callable[[Reader], Any]
    put: Callable[[Transaction, Any, str], object]
    against: Callable[[Any, Any], str] = _nothing_against_it


@dataclass(frozen=True, slots=True)
class Step:
    """How the thing stood before an act, and after it."""

    way: Way
    before: Any
    after: Any

    @property
    def why_not(self) -> str:
        """Why it is not taken back, in a sentence; "" where it may be."""
        return self.way.against(self.before, self.after)


def noting(tx: Transaction, way: Way, command: Callable[[Transaction], T]) -> tuple[T, Step | None]:
    """Do ``command``. What came of it, and the step that it was; None where the thing stands as before."""
    before = way.state(tx.reader())
    result = command(tx)
    tx.session.flush()
    after = way.state(tx.reader())
    return result, Step(way, before, after) if before != after else None


def take_back(tx: Transaction, step: Step) -> Step:
    """Have it stand as before the step. The answer is the same step, to be done again.

    Raises `Refused` ("changed-since", "not-taken-back"), and what the commands raise that do it.
    """
    if step.why_not:
        raise Refused("not-taken-back", step.why_not)
    return replace(step, before=_turn(tx, step.way, step.after, step.before, tr("Taken back")))


def do_again(tx: Transaction, step: Step) -> Step:
    """After `take_back`: have it stand as after the step. The answer can be taken back. Raises as that."""
    return replace(step, after=_turn(tx, step.way, step.before, step.after, tr("Done again")))


def _turn(tx: Transaction, way: Way, stands: Any, wanted: Any, why: str) -> Any:
    if way.state(tx.reader()) != stands:
        message = tr("That was changed since, so it stays as it is now. Look at it before you change it.")
        raise Refused("changed-since", message)
    way.put(tx, wanted, why)
    tx.session.flush()
    return way.state(tx.reader())
