"""What the client said and waits to have answered: an update may be the answer, and none that has nothing
to say goes as if nobody had asked (PRACTICE E2)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.contactlog.queries import EntryRow, awaiting_reply, entry, untold_developments
from app.contactlog.said import say_message
from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.said import say_short
from app.kernel.text import capital
from app.matters.development_queries import DevelopmentRow
from app.storage.transaction import Reader

MOST_WORDS = 80
"""Letters of what was asked, to tell one from the other."""


@dataclass(frozen=True, slots=True)
class Waits:
    """One contact that waits: its entry, what it is called ("e-mail of 23 Nov"), and how it begins."""

    id: UUID
    called: str
    words: str

    @property
    def said(self) -> str:
        """In a line of its own: "E-mail of 23 Nov: When is the hearing?"."""
        return f"{capital(self.called)}: {self.words}"


def waiting(reader: Reader, matter_id: UUID) -> tuple[Waits, ...]:
    """What came from the client and waits for an answer, the oldest first (E2)."""
    rows = (entry(reader, one.entry_id) for one in awaiting_reply(reader, matter_id))
    return tuple(_waits(reader, row) for row in rows if row.with_client)


def _waits(reader: Reader, row: EntryRow) -> Waits:
    day = say_short(reader.local(row.occurred_at).date(), reader.today)
    words = " ".join((row.received or row.summary).split())
    short = words if len(words) <= MOST_WORDS else f"{words[:MOST_WORDS].rstrip()} …"
    return Waits(row.id, say_message(row.channel, day), short)


def say_waiting(waits: Sequence[Waits]) -> str:
    """That the client waits, and for the answer to what; without what was asked."""
    return tr("The client waits for an answer: {said}.").format(said=", ".join(one.called for one in waits))


def must_tell(reader: Reader, matter_id: UUID, tells: Collection[UUID] = ()) -> tuple[DevelopmentRow, ...]:
    """What the client has to hear before anything says that there is no more: essential or urgent, and not told yet,
    neither by what ``tells`` names (D3)."""
    untold = untold_developments(reader, matter_id)
    return tuple(one for one in untold if (one.essential or one.urgent) and one.id not in tells)


def may_go(
    reader: Reader, matter_id: UUID, *, tells: Collection[UUID] = (), although: Collection[UUID] = ()
) -> None:
    """Whether an update may go that tells these and leaves these unanswered, whatever it is written with.

    Raises `Refused` ("there-is-news") where it does not tell something essential that the client has not been told,
    and ("unanswered") where the client waits for an answer to anything that is not in ``although``.
    """
    if must_tell(reader, matter_id, tells):
        message = tr("The client has not been told of something that happened. Log a contact that tells it.")
        raise Refused("there-is-news", message, field="summary")
    if asked := [one for one in waiting(reader, matter_id) if one.id not in although]:
        raise Refused("unanswered", say_waiting(asked), field="summary")


def must_wait(reader: Reader, matter_id: UUID, answers: Collection[UUID]) -> None:
    """All of these wait for an answer still. Raises Refused ("not-waiting"): a clock that was stopped by somebody else
    is not stopped again, and one that never ran is not stopped by mistake."""
    if not {one.id for one in waiting(reader, matter_id)}.issuperset(answers):
        message = tr(
            "Something that this should answer does not wait for an answer (any more). "
            "Look at what waits, and choose again."
        )
        raise Refused("not-waiting", message, field="answers")
