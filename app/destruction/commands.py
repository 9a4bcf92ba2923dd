"""Destroying what is due: approved by somebody with the right, for good, with a certificate that stays (J5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol
from uuid import UUID

from app.audit.cuts import Speaks, cut_out
from app.clients.queries import client_names
from app.destruction.doing import Gone, destroy_rows
from app.destruction.leftovers import speaking_of
from app.destruction.models import Destruction
from app.destruction.outliving import outliving
from app.destruction.queries import Outlived, Statement, next_number, spell_statement
from app.destruction.review import Review, review
from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.retention.firm_rules import RetentionSettings, settings
from app.retention.words import say_months
from app.search.forgetting import forget_words
from app.storage.transaction import Reader, Transaction
from app.vault.progress import Progress
from app.vault.unlocked import Vault


class Desk(Protocol):
    """An unlocked vault, as `app.workspace.Workspace` is one."""

    @property
    def vault(self) -> Vault:
        """The vault."""

    def read(self) -> AbstractContextManager[Reader]:
        """A look at the data, with the eyes of who signed in."""

    def destroy(self, why: str, change: Callable[[Transaction], None], progress: Progress = ...) -> int:
        """Commit what deletes, so that nothing of it is left."""


def destroy_matters(
    desk: Desk, matter_ids: Sequence[UUID], reason: str, progress: Progress = lambda *_: None
) -> tuple[int, ...]:
    """Destroy matters that are due and against which nothing speaks; the numbers of their certificates.

    All of them or none, at whatever moment it is ended: it happens in a copy of the vault, which becomes the vault with
    its last step (`app.vault.rotate`); until then ``progress`` may raise to cancel. The vault has another key then, and
    no page, free or not, in which the destroyed lay. Backups made before still hold it: the certificate names them.

    Needs `Right.DESTROY` and a reason. Not inside a transaction. Raises `Refused` ("nothing-chosen", "no-reason",
    "not-closed", "speaks-against"), and what `app.vault.rotate.rotate` raises: other windows must be closed.
    """
    chosen = tuple(dict.fromkeys(matter_ids))
    with desk.read() as reader:
        reader.need(Right.DESTROY)
        if not chosen:
            raise Refused(
                "nothing-chosen", tr("Please say which matters are to be destroyed."), field="matter"
            )
        reason = given_reason(reason, "Please say who decided it and why: the certificate says so.")
        for one in chosen:
            must_go(review(reader, one))
    made: list[int] = []

    def change(tx: Transaction) -> None:
        # asked with the lock in hand: another desk may have made its backup since the look above
        made[:] = _destroy(tx, chosen, reason, outliving(tx.reader(), desk.vault))

    desk.destroy("Destruction of matters whose time is over", change, progress)
    return tuple(made)


def must_go(found: Review) -> None:
    """Raise `Refused` ("speaks-against") where something stops it, with the first thing that does."""
    against = [one for one in found.objections if one.stops]
    if against:
        more = f" (and {len(against) - 1} more)" if len(against) > 1 else ""
        message = tr("Matter {number} cannot be destroyed. {words}{more}").format(
            number=found.matter.number, words=against[0].words, more=more
        )
        raise Refused("speaks-against", message, field="matter")


def _must_still_go(found: Review) -> None:
    """The same behind every wall: what stops it there is not said to who may not know of it."""
    if not found.is_free:
        message = tr(
            "Something speaks against destroying matter {number} that you were not shown: it came up "
            "just now, or lies in a matter that is restricted. Nothing was destroyed; look at the "
            "list again."
        ).format(number=found.matter.number)
        raise Refused("speaks-against", message, field="matter")


def _destroy(tx: Transaction, matter_ids: Sequence[UUID], reason: str, outlived: Outlived) -> list[int]:
    """In the copy, from which nothing is hidden, and where the right was asked for once more."""
    first, said = next_number(tx.reader()), settings(tx.reader())
    done: list[tuple[int, Review, tuple[str, ...], Gone]] = []
    for number, matter_id in enumerate(matter_ids, first):
        reader = tx.reader()
        found = review(reader, matter_id)
        _must_still_go(found)
        names = client_names(reader, found.closed.clients)
        gone = destroy_rows(reader, matter_id, found.closed.clients)
        done.append((number, found, tuple(names[one] for one in found.closed.clients), gone))
    forget_words(tx.session)
    things = {one: number for number, _, _, gone in reversed(done) for one in gone.things}
    cuts = cut_out(tx.session, things, _speaks([(number, gone.names) for number, _, _, gone in done]))
    for number, found, names_of, gone in done:
        count, digest = cuts.get(number, (0, ""))
        says = _statement(found, names_of, gone, said, outlived, (count, digest))
        _keep(tx, number, reason, says)
    tx.session.expire_all()
    return [number for number, _, _, _ in done]


def _speaks(of: Sequence[tuple[int, frozenset[str]]]) -> Speaks:
    patterns = [(number, pattern) for number, names in of if (pattern := speaking_of(names)) is not None]

    def speaks(text: str) -> int | None:
        return next((number for number, pattern in patterns if pattern.search(text)), None)

    return speaks


def _statement(
    found: Review,
    names: tuple[str, ...],
    gone: Gone,
    said: RetentionSettings,
    outlived: Outlived,
    cuts: tuple[int, str],
) -> Statement:
    closed, rule = found.closed, found.closed.retention.rule
    return Statement(
        matter=closed.number if said.keep_number else "",
        clients=names if said.keep_name else (),
        opened_on=closed.opened_on,
        closed_on=closed.closed_on,
        rule=f"{say_months(rule.months)} {rule.event.label}" if rule is not None else "",
        due_on=closed.due_on,
        tables=gone.counts,
        files=gone.files,
        clients_erased=gone.clients_erased,
        clients_kept=gone.clients_kept,
        messages_kept=gone.messages_kept,
        cuts=cuts[0],
        digest=cuts[1],
        outlived=outlived,
    )


def _keep(tx: Transaction, number: int, reason: str, says: Statement) -> None:
    row = Destruction(
        id=tx.new_id(),
        number=number,
        destroyed_at=tx.now,
        approved_by=tx.actor,
        reason=reason,
        says=spell_statement(says),
    )
    tx.session.add(row)
    tx.session.flush()
    tx.record(
        "destroyed",
        "destruction",
        row.id,
        certificate=number,
        cuts=says.digest,
        events=says.cuts,
        rows=sum(says.tables.values()),
        reason=reason,
    )


def record_certificate_printed(tx: Transaction, destruction_id: UUID, number: int, pages: int) -> None:
    """A certificate left the vault on paper (PRACTICE J3)."""
    tx.record("printed", "destruction", destruction_id, certificate=number, pages=pages)


def record_certificate_saved(
    tx: Transaction, destruction_id: UUID, number: int, pages: int, file: Path
) -> None:
    """A certificate left the vault as a file; its name is kept, not where it lies."""
    tx.record("exported", "destruction", destruction_id, certificate=number, pages=pages, file=file.name)
