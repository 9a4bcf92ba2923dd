"""What is done to messages of the tray, one or several at once, and the way back of the last of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from app.exchange.commands import (
    Placed,
    dismiss_tray_item,
    place_tray_item,
    recall_tray_item,
    unplace_tray_item,
)
from app.exchange.place_rules import learn_place
from app.exchange.queries import TrayRow, waiting_from
from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.storage.transaction import Transaction
from app.workspace import Workspace
from ui.contactlog.about import Whom

_DOUBTS = 2

Undo = Callable[[Transaction, UUID], object]


@dataclass(slots=True)
class Done:
    """What came of it: which items, how many cases of notices still wait, why some were left, and what of those that
    were placed should be looked at: a hearing on a Saturday."""

    items: list[UUID] = field(default_factory=list)
    left: int = 0
    refused: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def doubted(self) -> tuple[str, ...]:
        """The first of those, as a message has room for, and how many more: an event may repeat for a year."""
        more = len(self.doubts) - _DOUBTS
        rest = (tr("{count} more").format(count=say_number(more)),) if more > 0 else ()
        return (*self.doubts[:_DOUBTS], *rest)


@dataclass(slots=True)
class TrayDoings:
    """Runs on the vault's worker. What was done last stands last in ``undos``."""

    workspace: Workspace
    undos: list[tuple[list[UUID], Undo]] = field(default_factory=list)

    def place(
        self, items: Sequence[UUID], whom: Whom, case: str | None = None, needs_reply: bool | None = None
    ) -> Done:
        """All of these with this matter or client; ``case`` and ``needs_reply`` for one alone, of several the rule
        says which need a reply."""
        return self._all(
            items,
            lambda tx, item: place_tray_item(
                tx,
                item,
                matter_id=whom.matter_id,
                client_id=whom.client_id,
                case=case,
                needs_reply=needs_reply,
            ),
            unplace_tray_item,
        )

    def place_suggested(self, rows: Sequence[TrayRow], needs_reply: bool | None = None) -> Done:
        """Each where it was suggested; those without a suggestion wait on. ``needs_reply`` for one alone."""
        where = {row.id: row.suggestion.matter_id for row in rows if row.suggestion is not None}
        return self._all(
            list(where),
            lambda tx, item: place_tray_item(tx, item, matter_id=where[item], needs_reply=needs_reply),
            unplace_tray_item,
        )

    def put_aside(self, items: Sequence[UUID], reason: str) -> Done:
        """None of these is about a client."""
        return self._all(items, lambda tx, item: dismiss_tray_item(tx, item, reason), recall_tray_item)

    def undo(self) -> int:
        """Take back what was done last: how many wait again."""
        if not self.undos:
            return 0
        items, undo = self.undos[-1]
        with self.workspace.write() as tx:
            for item in items:
                undo(tx, item)
        self.undos.pop()
        return len(items)

    def learn(self, address: str, matter_id: UUID) -> tuple[UUID, ...]:
        """From now on, always there: what of that address waits still."""
        with self.workspace.write() as tx:
            learn_place(tx, address, matter_id)
            return waiting_from(tx.reader(), address)

    def _all(
        self, items: Sequence[UUID], act: Callable[[Transaction, UUID], Placed | None], undo: Undo
    ) -> Done:
        """One transaction, each of the items whole or not at all. Of one alone a refusal is raised; of several each
        that is refused waits on. Trouble with the machine ends it, and none is done."""
        done = Done()
        with self.workspace.write() as tx:
            for item in items:
                try:
                    with tx.attempt():
                        placed = act(tx, item) or Placed(0)
                except Refused as error:  # also `Invalid` and `NotFound`
                    if len(items) == 1:
                        raise
                    done.refused.append(error.message)
                else:
                    done.left += placed.left
                    done.doubts += placed.doubts
                    done.items.append(item)
        if done.items:
            self.undos.append((done.items, undo))
        return done
