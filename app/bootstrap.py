"""The only wiring: a workspace is an unlocked vault with a clock, the firm and the person who signed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app import tables
from app.audit import standing
from app.audit.checking import Told
from app.audit.signing import Act, Way, machine_name, sign_in_acts
from app.audit.trail import Trail, head
from app.contactlog.vouched import unlike_the_trail
from app.kernel.clock import Clock
from app.kernel.errors import Damaged, LiaisonError, MachineTrouble, Refused
from app.kernel.events import Announcer, Changed
from app.kernel.ids import new_id
from app.kernel.rights import EVERY, NONE, Right
from app.kernel.text import clean
from app.matters.courts import forget_names
from app.matters.walls import is_restricted
from app.people.commands import NewColleague, add_colleague
from app.people.queries import must_be_here, rights_held
from app.people.rules import rights_of
from app.people.users import came_back, recover
from app.people.words import Role
from app.settings.commands import FirmDetails, check_firm, set_up_firm
from app.settings.queries import firm_of
from app.storage import migrate
from app.storage.engine import writer, writing
from app.storage.transaction import Reader, Recorded, Transaction
from app.storage.walls import seeing
from app.vault import anchors, failures
from app.vault import vault as vaults
from app.vault.anchors import Anchor
from app.vault.backup import anchors_in, backup, default_file, restore
from app.vault.checks import Check
from app.vault.kdf import KdfCost
from app.vault.progress import Progress
from app.vault.recovery import RecoveryKey
from app.vault.rotate import NewCopy, rotate
from app.vault.unlocked import Vault
from app.vault.verify import checks
from app.workdays.calendar import WorkCalendar

EVERY_TABLE = tables.EVERY
ONE_VIEW = timedelta(minutes=15)
"""Looks at a restricted matter within so long are recorded as one."""
_NAMED = 3
"""Entries that a check names; that there are more shows when these are mended."""


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
    _pace: anchors.Pace = field(default_factory=anchors.Pace)
    _viewed: dict[UUID, datetime] = field(default_factory=dict)
    _trail: tuple[int, Trail] | None = field(default=None, repr=False)
    _came: tuple[Way, datetime] | None = None
    """The sign-in, until the trail has it."""

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
        """The audit chain of this vault, under the key of the present epoch."""
        known = self._trail
        if known is None or known[0] != self.vault.epoch:
            known = self._trail = (self.vault.epoch, Trail(self.vault.subkey("audit"), self.vault.id))
        return known[1]

    @contextmanager
    def _session(self, *, briefly: bool = False, writes: bool = True) -> Iterator[Session]:
        """A transaction with the eyes of who signed in. Its options go with the connection: an engine of its own for
        each transaction costs a quarter of a save."""
        options = seeing(self.actor) | (writing(briefly=briefly) if writes else {})
        with Session(self.vault.engine, expire_on_commit=False) as session, session.begin():
            session.connection(execution_options=options)
            yield session

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """One transaction: what is done inside is committed whole with its audit events, or not at all."""
        with self._session() as session:
            tx = Transaction(session, self.actor, self.clock, self.zone, self.rights_in)
            yield tx
            changes = tx.finish(self.trail.record)
        if changes:
            self.announcer.announce(changes)
        self._wrote(tx.recorded)

    @contextmanager
    def rehearse(self) -> Iterator[Transaction]:
        """The same without a commit: what is done inside shows what would happen, and then it is undone."""
        with self._session() as session:
            yield Transaction(session, self.actor, self.clock, self.zone, self.rights_in)
            session.flush()
            session.rollback()

    @contextmanager
    def read(self, as_of: datetime | None = None, known_by: datetime | None = None) -> Iterator[Reader]:
        """A consistent look at the data, as of now or of another moment."""
        with self._session(writes=False) as session:
            yield Reader(session, self.actor, as_of or self.clock.now(), self.zone, self.rights_in, known_by)

    def seeing_all(self, session: Session) -> Reader:
        """A reader on a session that no wall stands in: for checks, whose findings name no matter."""
        return Reader(session, self.actor, self.clock.now(), self.zone, self.rights_in)

    def note(self, action: str, kind: str, object_id: UUID | None, /, **body: object) -> None:
        """Put one event into the audit trail where no row changes: a view, a print, a sign-in (PRACTICE J3).

        Whoever is signed in may: it is what was done, not a change of the records. Nothing is announced.
        """
        self.note_all([(self.actor, self.clock.now(), [Recorded(action, kind, object_id, body)])])

    def viewed(self, matter_id: UUID | None) -> None:
        """Put into the trail that who is signed in looks at a matter, if it is a restricted one (PRACTICE J3).

        Called wherever a matter's page, its report or an entry of it is opened, after reading. Who comes back within
        a quarter of an hour still looks. A disk that takes nothing more keeps nobody from a file that is needed.
        """
        now = self.clock.now()
        if matter_id is None or now - self._viewed.get(matter_id, now - ONE_VIEW) < ONE_VIEW:
            return
        with self.read() as reader:
            restricted = is_restricted(reader, matter_id)
        if restricted:
            with suppress(MachineTrouble):
                self.note("viewed", "matter", matter_id)
            self._viewed[matter_id] = now

    def note_all(self, acts: Sequence[Act], *, briefly: bool = False) -> None:
        """As `note`, for several events in one small transaction: by whom each, and when.

        ``briefly``: `MachineTrouble` ("busy") rather than wait for another who writes.
        """
        with self._session(briefly=briefly) as session:
            self.trail.record_all(session, acts)
        self._wrote(len(acts))

    def sign_in(self, way: Way) -> None:
        """Put the sign-in into the trail, and before it the wrong passwords since the last one.

        A vault that nothing can be written to (a full disk) is opened all the same: nothing can be changed in it.
        """
        self._came = (way, self.clock.now())
        self._write_sign_in()

    def _write_sign_in(self) -> None:
        """Waits for nobody: while an import of another program writes, it is left for later, at the latest the lock."""
        if self._came is None:
            return
        failed = failures.read(self.vault.id)
        with suppress(MachineTrouble):
            self.note_all(sign_in_acts(self.actor, self._came[1], self._came[0], failed), briefly=True)
            self._came = None
            failures.forget(self.vault.id, failed)

    def note_lock(self) -> None:
        """Put into the trail that the window locks now. Locking waits for nobody: where another program writes just
        then, or the disk is full, the trail goes without."""
        locked = Recorded("locked", "vault", self.vault.id, {"machine": machine_name()})
        with suppress(LiaisonError, SQLAlchemyError):
            self.note_all([(self.actor, self.clock.now(), [locked])], briefly=True)

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
            with suppress(LiaisonError, SQLAlchemyError):
                self._write_sign_in()
            self._anchor()
        finally:
            self._trail = None
            try:
                self.vault.lock()
            finally:
                forget_names()

    def anchor_if_due(self) -> None:
        """Remember outside the vault where the trail ends, if it is time: for the window, now and then."""
        self._write_sign_in()
        self._wrote(0)

    def anchor_now(self) -> None:
        """Remember outside the vault where the trail ends."""
        self._anchor()

    def _wrote(self, events: int) -> None:
        if self._pace.wrote(events, self.clock.now()):
            self._anchor()

    def _anchor(self) -> None:
        self._pace.kept(self.clock.now())
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
    except SQLAlchemyError:  # its pages decrypt, but a table or the firm's own row is not there
        vault.lock()
        raise Damaged(
            "tables-broken",
            "The vault opens, but tables in it are missing or broken. Nothing was deleted: restore the newest backup.",
        ) from None
    except BaseException:
        vault.lock()
        raise


def recover_workspace(
    folder: Path,
    recovery_key: str,
    *,
    user: str,
    new_password: str,
    clock: Clock,
    cost: KdfCost | None = None,
) -> Workspace:
    """Give ``user`` a new password by the recovery key and open the vault with it. Raises as `people.users.recover`
    and `open_workspace`."""
    recover(folder, recovery_key, user, new_password, clock=clock, cost=cost)
    workspace = open_workspace(folder, new_password, user=user, clock=clock)
    try:
        came_back(workspace)
    except BaseException:
        workspace.lock()
        raise
    return workspace


def restore_vault(
    file: Path,
    folder: Path,
    secret: str,
    *,
    clock: Clock,
    user: str | None = None,
    progress: Progress = lambda *_: None,
) -> Path:
    """Make the vault of a backup anew in the new ``folder`` (the answer), verified, and leave it locked.

    ``secret`` is a password of the backup, as it was then, or its recovery key; ``user`` says whose. The restored
    vault's audit trail says what was done; the vault before, wherever it is, is not touched. Raises `CannotUnlock`,
    `Damaged`, `Refused` (a folder with a vault in it), `MachineTrouble`; nothing is left behind then.
    """
    vault = restore(file, folder, secret, clock=clock, label=user, progress=progress)
    try:
        restored = Workspace(vault, clock, vault.user, ZoneInfo("UTC"))
        found = migrate.revision(vault.engine)
        if not migrate.is_newer(
            found
        ):  # else only a newer version can write into it, and it can still be opened there
            migrate.upgrade(
                vault.engine, [one.id for one in vaults.slots(vault.folder) if one.kind == "user"]
            )
            done = Recorded("restored", "backup", None, {"file": file.name})
            with Session(writer(vault.engine)) as session, session.begin():
                restored.trail.record(session, vault.user, clock.now(), [done])
            restored.anchor_now()
        return vault.folder
    finally:
        vault.lock()


def verify_workspace(
    workspace: Workspace, stop: Callable[[], bool] = lambda: False, told: Told = lambda *_: None
) -> tuple[Check, ...]:
    """Every check of the vault's files, and of the audit chain, beside whoever else reads and writes.

    Where ``stop`` says so on the way, what comes back is worth nothing.
    """
    vault = workspace.vault
    known = _remembered(vault)
    with Session(vault.engine) as session:  # nobody's eyes: the chain is one for all
        fault = workspace.trail.check(session, anchors=standing.heads(known), told=told)
        checked = standing.trail_check(session, fault, known, workspace.zone)
        log = _log_check(workspace.seeing_all(session))
    found = (*checks(workspace.vault, stop), checked, log)
    with suppress(LiaisonError, SQLAlchemyError):  # a damaged vault may take no event
        if not stop():
            workspace.note("verified", "vault", vault.id, ok=all(one.ok for one in found))
    return found


def _log_check(reader: Reader) -> Check:
    found = list(islice(unlike_the_trail(reader), _NAMED))
    said = "; ".join(f"entry {one.entry_id}: {one.reason}" for one in found)
    return Check(
        "contact_log",
        not found,
        f"Not as it was written: {said}." if found else "Every entry says what the audit trail vouches for.",
    )


def check_trail(workspace: Workspace, told: Told = lambda *_: None) -> Check:
    """The whole audit trail, event by event, against what is remembered of it outside the vault.

    ``told`` hears (events done, all) now and then and may raise to end it. Raises `Refused` for who may not see it.
    """
    with workspace.read() as reader:
        reader.need(Right.AUDIT)
    known = _remembered(workspace.vault)
    with Session(workspace.vault.engine) as session:
        fault = workspace.trail.check(session, anchors=standing.heads(known), told=told)
        found = standing.trail_check(session, fault, known, workspace.zone)
    with suppress(LiaisonError, SQLAlchemyError):
        workspace.note("verified", "audit_trail", None, ok=found.ok, detail=found.detail)
    return found


def older_state(workspace: Workspace) -> str | None:
    """What to tell whoever unlocks a vault that is not the one this machine remembers; None where it is. Quick."""
    vault = workspace.vault
    known = anchors.counting(anchors.read(vault.id, vault.folder))
    with Session(vault.engine) as session:
        found = standing.departure(session, known)
    return standing.say_departure(found, workspace.zone) if found else None


def accept_older(workspace: Workspace, reason: str) -> str:
    """Say that the vault is an older copy on purpose (a disk was restored): what was lost, as `older_state` says it.

    It stands in the trail, with the reason, and from then on this machine awaits nothing of what was lost. Raises
    `Refused` ("no-reason", "not-older", "not-allowed").
    """
    with workspace.read() as reader:
        reader.need(Right.AUDIT)
    reason = clean(reason, lines=False)
    if not reason:
        raise Refused("no-reason", "Please say why an older copy was put in place.", field="reason")
    vault = workspace.vault
    known = _remembered(vault)
    with Session(vault.engine) as session:
        found = standing.departure(session, known)
        if found is None:
            raise Refused("not-older", "Nothing is missing from the trail, so there is nothing to accept.")
        kept = standing.accepted(session, found, known, workspace.clock.now())
    lost = {"lost_from": found.seq, "lost_to": found.remembered.seq}
    workspace.note("accepted older", "vault", vault.id, reason=reason, **lost)
    anchors.keep(vault.id, vault.folder, kept)
    workspace.anchor_now()
    return standing.say_departure(found, workspace.zone)


def _remembered(vault: Vault) -> tuple[Anchor, ...]:
    """Where the trail ended, by this machine and by the backups."""
    held = anchors.read(vault.id, vault.folder) + anchors_in(default_file(vault).parent, vault)
    return anchors.counting(held)


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
