"""An unlocked vault with a clock, the firm and the person who signed in: every reading and every writing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app import apart, tables
from app.audit.elsewhere import Elsewhere
from app.audit.signing import Act, Way, came_in, failed_acts, late_act, machine_name, restored_acts
from app.audit.trail import Trail, head
from app.kernel.clock import Clock, moment_of
from app.kernel.errors import LiaisonError, MachineTrouble
from app.kernel.events import ANYTHING, Announcer, Changed
from app.kernel.rights import NONE, Right
from app.kernel.typed import Order
from app.matters.courts import forget_names
from app.matters.walls import is_restricted
from app.people.queries import rights_held
from app.settings.queries import firm_of
from app.storage.engine import writing
from app.storage.transaction import Reader, Recorded, Transaction
from app.storage.walls import seeing, whatever_lies
from app.vault import anchors, failures, lending, restored, unwritten
from app.vault.anchors import Anchor
from app.vault.progress import Progress
from app.vault.recovery import RecoveryKey
from app.vault.rotate import NewCopy, rotate
from app.vault.trial import trial_copy
from app.vault.unlocked import Vault
from app.vault.unwritten import Unwritten

if TYPE_CHECKING:
    from sqlalchemy import Engine

EVERY_TABLE = tables.EVERY
"""For the import: a session resolves the keys between tables only where every room's models are there."""
_HANDED_OVER = frozenset({"key-changed", "locked"})
"""What a transaction is told that was about to begin when the vault got its new key."""
ONE_VIEW = timedelta(minutes=15)
"""Looks at a restricted matter within so long are recorded as one."""


def _nowhere(_session: Session, _who: UUID, _at: datetime, _done: Iterable[Recorded]) -> None:
    """Where the trail of a rehearsal goes."""


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
    _owing: bool = False
    """Whether there may be something that the trail has still to be told: here, or on this machine (`unwritten`)."""
    _owed: list[Unwritten] = field(default_factory=list)
    """What of it the machine's folder did not take."""
    _elsewhere: Elsewhere = field(default_factory=Elsewhere, repr=False)
    _telling: threading.Lock = field(default_factory=threading.Lock, repr=False)
    day_order: Order = "dmy"
    """How people of the firm's country read 3/4."""

    @property
    def local_now(self) -> datetime:
        """Now, as the firm's clocks show it: for what is said beside what was read."""
        return self.clock.now().astimezone(self.zone)

    @property
    def today(self) -> date:
        """The firm's day."""
        return self.local_now.date()

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
            epoch, key = self.vault.epoch_and_subkey("audit")
            known = self._trail = (epoch, Trail(key, self.vault.id))
        return known[1]

    @contextmanager
    def _session(self, *, briefly: bool = False, writes: bool = True) -> Iterator[Session]:
        """A transaction with the eyes of who signed in. Its options go with the connection: an engine of its own for
        each transaction costs a quarter of a save."""
        options = seeing(self.actor) | (writing(briefly=briefly) if writes else {})
        with self._begun(options) as session:
            yield session
            session.commit()

    def _begun(self, options: dict[str, object]) -> Session:
        """A session in whose transaction nothing was done yet.

        Who waits for the write lock while another thread gives the vault a new key finds the old file's connections
        ended, or the header ahead of it: that thread is at its last step, and then it begins with the new one.
        """
        engine = self.vault.engine
        try:
            return _begin(engine, options)
        except LiaisonError as error:
            if error.code not in _HANDED_OVER or self.vault.is_locked:
                raise
            with self.vault.same_key():
                if self.vault.engine is engine or self.vault.is_locked:
                    raise
            return _begin(self.vault.engine, options)

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """One transaction: what is done inside is committed whole with its audit events, or not at all."""
        with self._elsewhere.counted() as ours, self._session() as session:
            early = self.trail.record
            tx = Transaction(session, self.actor, self.clock, self.zone, self.rights_in, early)
            yield tx
            changes = tx.finish(early)
            ours(session, tx.recorded)
        if changes:
            self.announcer.announce(changes)
        self._wrote(tx.recorded)

    @contextmanager
    def rehearse(self) -> Iterator[Transaction]:
        """The same without a commit: what is done inside shows what would happen, and then it is undone."""
        with self._session() as session:
            yield Transaction(session, self.actor, self.clock, self.zone, self.rights_in, _nowhere)
            session.flush()
            session.rollback()

    @contextmanager
    def trial(
        self, told: Progress = lambda *_: None
    ) -> Iterator[Callable[[], AbstractContextManager[Transaction]]]:
        """What begins rehearsals on a copy of the vault as it is now: for a long one, which would keep everybody else
        from writing. ``told`` hears how much is copied and may raise; see `trial_copy` for what is raised."""
        with trial_copy(self.vault, told) as engine:
            yield lambda: self._tried(engine)

    @contextmanager
    def _tried(self, engine: Engine) -> Iterator[Transaction]:
        self.vault.database_key()  # not after the vault was locked
        with _begin(engine, seeing(self.actor) | writing()) as session:
            yield Transaction(session, self.actor, self.clock, self.zone, self.rights_in, _nowhere)
            session.flush()
            session.rollback()

    @contextmanager
    def read(self, as_of: datetime | None = None, known_by: datetime | None = None) -> Iterator[Reader]:
        """A consistent look at the data, as of now or of another moment."""
        with self._session(writes=False) as session:
            now = as_of or moment_of(self.clock)
            yield Reader(session, self.actor, now, self.zone, self.rights_in, known_by)

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
        a quarter of an hour still looks. A disk that takes nothing more, or another program that writes, keeps nobody
        from a file that is needed: the trail has the look later.
        """
        if matter_id is None:
            return
        self._tell_owed()
        now = self.clock.now()
        if now - self._viewed.get(matter_id, now - ONE_VIEW) < ONE_VIEW:
            return
        with self.read() as reader:
            restricted = is_restricted(reader, matter_id)
        if restricted:
            try:
                self.note("viewed", "matter", matter_id)
            except MachineTrouble:
                self._owe(Unwritten(now, self.actor, "matter", matter_id))
            self._viewed[matter_id] = now

    def note_all(self, acts: Sequence[Act], *, briefly: bool = False) -> None:
        """As `note`, for several events in one small transaction: by whom each, and when.

        ``briefly``: `MachineTrouble` ("busy") rather than wait for another who writes.
        """
        with self._elsewhere.counted() as ours, self._session(briefly=briefly) as session:
            self.trail.record_all(session, acts)
            ours(session, sum(len(done) for _, _, done in acts))
        self._wrote(len(acts))

    def sign_in(self, way: Way) -> None:
        """Put the sign-in into the trail, and before it the wrong passwords since the last one.

        A vault that nothing can be written to (a full disk) is opened all the same: nothing can be changed in it.
        Where another program writes just then, this waits for nobody: the sign-in is kept on this machine and is
        written later, at the latest with the next one.
        """
        self._owed.append(came_in(self.actor, self.clock.now(), way))
        self._owing = True
        self._tell_owed()

    def _owe(self, one: Unwritten) -> None:
        """Keep what the trail has still to be told where the end of this process does not lose it."""
        with self._telling:
            if not unwritten.keep(self.vault, one):
                self._owed.append(one)
            self._owing = True

    def _tell_owed(self) -> None:
        """Put what the trail was not told yet into it, oldest first, if nobody else writes just now."""
        if not self._owing:
            return
        with self._telling:
            vault, now = self.vault, self.clock.now()
            kept, failed = unwritten.read(vault), failures.read(vault.id)
            copied = restored.read(vault.id, vault.folder)
            late = [late_act(one) for one in (*kept, *self._owed)]
            acts = [*restored_acts(copied, now), *failed_acts(failed, now), *late]
            try:
                self.note_all(sorted(acts, key=lambda act: act[1]), briefly=True)
            except MachineTrouble:
                self._owed = [one for one in self._owed if not unwritten.keep(vault, one)]
                return
            self._owing, self._owed = False, []
            unwritten.forget(vault, kept)
            failures.forget(vault.id, failed)
            restored.forget(vault.id, vault.folder, copied)

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
        with self.read() as reader:
            reader.need(Right.PEOPLE)
        return self._to_new_key(
            why, Right.PEOPLE, without=without, recovery=recovery, change=change, progress=progress
        )

    def destroy(
        self, why: str, change: Callable[[Transaction], None], progress: Progress = lambda *_: None
    ) -> int:
        """Commit ``change``, which deletes and sees past walls, so that what it deleted lies nowhere in the vault any
        more: the vault gets a new file under a new key (`app.vault.copying.without_a_trace`). The new epoch.

        All of it happens or nothing, whenever this is ended; ``progress`` may raise until the last step. Raises as
        `rotate`.
        """
        with self.read() as reader:
            reader.need(Right.DESTROY)
        return self._to_new_key(why, Right.DESTROY, change=change, progress=progress, without_a_trace=True)

    def _to_new_key(
        self,
        why: str,
        right: Right,
        *,
        change: Callable[[Transaction], None],
        progress: Progress,
        without: UUID | None = None,
        recovery: RecoveryKey | None = None,
        without_a_trace: bool = False,
    ) -> int:
        changes: list[Changed] = []

        def in_copy(copy: NewCopy) -> None:
            tx = Transaction(copy.session, self.actor, self.clock, self.zone, self.rights_in)
            tx.need(right)
            self.trail.hand_over(copy.session, self.vault.epoch)
            tx.record("rotated", "vault", self.vault.id, epoch=copy.epoch, reason=why)
            change(tx)
            changes.extend(tx.finish(Trail(copy.subkey("audit"), self.vault.id).record))
            ours(copy.session, tx.recorded)

        self._tell_owed()  # what is kept of it is sealed with the present key
        with self._elsewhere.counted() as ours:
            epoch = rotate(
                self.vault,
                without=without,
                recovery=recovery,
                in_copy=in_copy,
                without_a_trace=without_a_trace,
                progress=progress,
            )
        self._anchor()
        self.announcer.announce(tuple(changes))
        return epoch

    def hear_elsewhere(self) -> bool:
        """Announce, as a change of one's own, that another program changed something in the vault since this was last
        asked (the first time that is only remembered). Whether one did."""
        with self.read() as reader:
            wrote = self._elsewhere.wrote(reader.session)
        if wrote:
            self.refresh_firm()
            self.announcer.announce((ANYTHING,))
        return wrote

    def refresh_firm(self) -> None:
        """Take over the firm's time zone, and how it reads 3/4, after its settings changed."""
        with Session(self.vault.engine) as session:
            found = firm_of(session)
        self.zone, self.day_order = found.zone, found.details.day_order

    def lock(self) -> None:
        """Close everything and forget the key, but remember outside the vault where its audit chain ends."""
        try:
            with suppress(LiaisonError, SQLAlchemyError):
                self._tell_owed()
            self._anchor()
        finally:
            self._trail = None
            try:
                self.vault.lock()
            finally:
                forget_names()
                apart.stop()  # what strangers wrote was read there
                lending.take_back_ours()

    def anchor_if_due(self) -> None:
        """Remember outside the vault where the trail ends, if it is time: for the window, now and then."""
        self._tell_owed()
        self._wrote(0)

    def anchor_now(self) -> None:
        """Remember outside the vault where the trail ends."""
        self._anchor()

    def _wrote(self, events: int) -> None:
        if self._pace.wrote(events, self.clock.now()):
            self._anchor()

    def _anchor(self) -> None:
        self._pace.kept(self.clock.now())
        # A damaged file is locked as well; verify says what is wrong.
        with suppress(LiaisonError, SQLAlchemyError):
            if not self.vault.is_locked:
                with _begin(self.vault.engine, whatever_lies()) as session:
                    end = head(session)
                anchors.keep(self.vault.id, self.vault.folder, Anchor(end.seq, end.mac, self.clock.now()))


def _begin(engine: Engine, options: dict[str, object]) -> Session:
    session = Session(engine, expire_on_commit=False)
    try:
        session.connection(execution_options=options)
    except BaseException:
        session.close()
        raise
    return session
