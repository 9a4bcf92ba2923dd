"""The only wiring: a workspace is an unlocked vault with a clock, the firm and the person who signed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app import tables
from app.audit.trail import Head, Trail, head
from app.kernel.clock import Clock
from app.kernel.errors import LiaisonError, Refused
from app.kernel.events import Announcer, Changed
from app.kernel.ids import new_id
from app.kernel.rights import EVERY, NONE, Right
from app.kernel.text import clean
from app.matters.courts import forget_names
from app.people.commands import NewColleague, add_colleague
from app.people.queries import must_be_here, rights_held
from app.people.rules import rights_of
from app.people.words import Role
from app.settings.commands import FirmDetails, check_firm, set_up_firm
from app.settings.queries import firm_of
from app.storage import migrate
from app.storage.engine import writer
from app.storage.transaction import Reader, Recorded, Transaction
from app.storage.walls import seen_by
from app.vault import anchors
from app.vault import vault as vaults
from app.vault.anchors import Anchor
from app.vault.backup import anchors_in, backup, default_file
from app.vault.checks import Check
from app.vault.kdf import KdfCost
from app.vault.progress import Progress
from app.vault.recovery import RecoveryKey
from app.vault.rotate import NewCopy, rotate
from app.vault.unlocked import Vault
from app.vault.verify import checks
from app.workdays.calendar import WorkCalendar

EVERY_TABLE = tables.EVERY


@dataclass(slots=True)
class Workspace:
    """What the window and the command line work with, from unlocking to locking."""

    vault: Vault
    clock: Clock
    actor: UUID
    zone: ZoneInfo
    announcer: Announcer = field(default_factory=Announcer)
    _rights: frozenset[Right] = NONE
    """What the actor may do, as it was when the database was last asked."""

    def may(self, right: Right) -> bool:
        """Whether who signed in has this right: for the window, which must not wait. Commands ask the database."""
        return right in self._rights

    def rights_in(self, session: Session, who: UUID) -> frozenset[Right]:
        """What somebody may do as that session's database has it."""
        held = rights_held(session, who)
        if who == self.actor:
            self._rights = held
        return held

    @property
    def trail(self) -> Trail:
        """The audit chain of this vault."""
        return Trail(self.vault.subkey("audit"), self.vault.id)

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """One transaction: what is done inside is committed whole with its audit events, or not at all."""
        with Session(seen_by(writer(self.vault.engine), self.actor), expire_on_commit=False) as session:
            tx = Transaction(session, self.actor, self.clock, self.zone, self.rights_in)
            with session.begin():
                yield tx
                changes = tx.finish(self.trail.record)
        if changes:
            self.announcer.announce(changes)

    @contextmanager
    def rehearse(self) -> Iterator[Transaction]:
        """The same without a commit: what is done inside shows what would happen, and then it is undone."""
        with (
            Session(seen_by(writer(self.vault.engine), self.actor), expire_on_commit=False) as session,
            session.begin() as begun,
        ):
            yield Transaction(session, self.actor, self.clock, self.zone, self.rights_in)
            session.flush()
            begun.rollback()

    @contextmanager
    def read(self, as_of: datetime | None = None, known_by: datetime | None = None) -> Iterator[Reader]:
        """A consistent look at the data, as of now or of another moment."""
        with Session(seen_by(self.vault.engine, self.actor)) as session, session.begin():
            yield Reader(session, self.actor, as_of or self.clock.now(), self.zone, self.rights_in, known_by)

    def note(self, action: str, kind: str, object_id: UUID | None, /, **body: object) -> None:
        """Put one event into the audit trail where no row changes: a view, a print, a sign-in (PRACTICE J3).

        Whoever is signed in may: it is what was done, not a change of the records. Nothing is announced.
        """
        self.note_all([(self.clock.now(), Recorded(action, kind, object_id, body))])

    def note_all(self, events: Sequence[tuple[datetime, Recorded]]) -> None:
        """As `note`, for several events in one small transaction, each with the moment at which it happened."""
        with Session(seen_by(writer(self.vault.engine), self.actor)) as session, session.begin():
            self.trail.record_all(session, [(self.actor, at, [one]) for at, one in events])

    def rotate(
        self,
        why: str,
        *,
        without: UUID | None = None,
        recovery: RecoveryKey | None = None,
        change: Callable[[Transaction], None] = lambda _: None,
        progress: Progress = lambda *_: None,
    ) -> int:
        """Give the vault a new key; the new epoch. ``change`` is committed together with it, or neither is.

        ``without``, ``recovery``, ``progress`` and what is raised: as `app.vault.rotate.rotate`, and `Refused`
        ("not-allowed") for who may not. Not inside `write`: it would wait for itself.
        """
        changes: list[Changed] = []

        def in_copy(copy: NewCopy) -> None:
            tx = Transaction(copy.session, self.actor, self.clock, self.zone, self.rights_in)
            tx.need(Right.PEOPLE)
            self.trail.hand_over(copy.session, self.vault.epoch)
            tx.record("rotated", "vault", self.vault.id, epoch=copy.epoch, reason=why)
            change(tx)
            changes.extend(tx.finish(Trail(copy.subkey("audit"), self.vault.id).record))

        with self.read() as reader:
            reader.need(Right.PEOPLE)
        epoch = rotate(self.vault, without=without, recovery=recovery, in_copy=in_copy, progress=progress)
        self._anchor()
        self.announcer.announce(tuple(changes))
        return epoch

    def refresh_firm(self) -> None:
        """Take over the firm's time zone after its settings changed."""
        with Session(self.vault.engine) as session:
            self.zone = firm_of(session).zone

    def lock(self) -> None:
        """Close everything and forget the key, but remember outside the vault where its audit chain ends."""
        try:
            self._anchor()
        finally:
            try:
                self.vault.lock()
            finally:
                forget_names()

    def _anchor(self) -> None:
        with suppress(
            LiaisonError, SQLAlchemyError
        ):  # a damaged file is locked as well; verify says what is wrong
            if not self.vault.is_locked:
                with Session(self.vault.engine) as session:
                    end = head(session)
                anchors.keep(self.vault.id, self.vault.folder, Anchor(end.seq, end.mac, self.clock.now()))


def create_workspace(
    folder: Path,
    password: str,
    *,
    firm: FirmDetails,
    user: str,
    role: Role = Role.PARTNER,
    job_title: str = "",
    clock: Clock,
    cost: KdfCost | None = None,
) -> tuple[Workspace, RecoveryKey]:
    """Make the firm's vault: its tables, the firm, and the first person, who signs in with ``password``.

    The first person is an administrator beside the role. It is a vault only when all that is there: whatever ends
    this before leaves a folder where it can be made again.
    """
    user = clean(user, lines=False)
    if not user:
        raise Refused("no-name", "Please give your own name.", field="user")
    firm = check_firm(firm)
    WorkCalendar(firm.country, firm.subdivision or None).is_working_day(
        clock.now().date()
    )  # is the place known?
    user_id = new_id(clock.now())
    zone = ZoneInfo(firm.time_zone)

    def set_up(vault: Vault) -> None:
        migrate.upgrade(vault.engine)
        made = Workspace(vault, clock, user_id, zone)
        with Session(writer(vault.engine), expire_on_commit=False) as session, session.begin():
            tx = Transaction(
                session, user_id, clock, zone, lambda *_: EVERY
            )  # nobody is there yet to have a right
            set_up_firm(tx, firm)
            add_colleague(tx, NewColleague(user, role, job_title), with_id=user_id, is_admin=True)
            tx.finish(made.trail.record)

    vault, recovery = vaults.create_vault(
        folder, password, cost=cost, clock=clock, slot_id=user_id, label=user, set_up=set_up
    )
    return Workspace(vault, clock, user_id, zone, _rights=rights_of(role, is_admin=True)), recovery


def open_workspace(folder: Path, password: str, *, user: str | None = None, clock: Clock) -> Workspace:
    """Unlock the vault in ``folder`` and bring its tables up to date, with a verified backup before."""
    vault = vaults.unlock(folder, password, clock=clock, label=user)
    try:
        return _workspace(vault, clock)
    except BaseException:
        vault.lock()
        raise


def verify_workspace(workspace: Workspace, stop: Callable[[], bool] = lambda: False) -> tuple[Check, ...]:
    """Every check of the vault's files, and of the audit chain, beside whoever else reads and writes.

    Where ``stop`` says so on the way, what comes back is worth nothing.
    """
    vault = workspace.vault
    held = anchors.read(vault.id, vault.folder) + anchors_in(default_file(vault).parent, vault)
    known = anchors.counting(held)
    with Session(vault.engine) as session:  # nobody's eyes: the chain is one for all
        fault = workspace.trail.check(session, anchors=[Head(one.seq, one.mac) for one in known])
        events = head(session).seq
    said = (
        f"{events} events, each in its place." if fault is None else f"Event {fault.seq} is {fault.reason}."
    )
    if fault is not None and fault.seq > events and known:
        last = max(known, key=lambda one: one.seq)
        said = (
            f"Event {fault.seq} and what came after it are missing: on {last.at.astimezone(workspace.zone):%Y-%m-%d} "
            f"there were {last.seq} events. The trail was cut off, or an older copy of the vault was put in its place."
        )
    return (*checks(workspace.vault, stop), Check("audit_trail", fault is None, said))


def _workspace(vault: Vault, clock: Clock) -> Workspace:
    found = migrate.revision(vault.engine)
    if found != migrate.NEWEST:
        if not migrate.is_newer(found):
            backup(vault, default_file(vault, before_update=True))
        migrate.upgrade(vault.engine, [one.id for one in vaults.slots(vault.folder) if one.kind == "user"])
    with Session(vault.engine) as session:
        workspace = Workspace(vault, clock, vault.user, firm_of(session).zone)
        must_be_here(session, vault.user)
        workspace.rights_in(session, vault.user)
    return workspace
