"""Two programs on one vault, held against what is derived from nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.bootstrap import create_workspace, open_workspace
from app.clients.commands import ClientDetails, add_client
from app.kernel.clock import FixedClock
from app.kernel.errors import LiaisonError
from app.matters.commands import MatterDetails, open_matter
from app.owed.kept import owed_kept
from app.owed.queries import owed
from app.people.commands import NewColleague, add_colleague
from app.people.models import Colleague
from app.people.words import Role
from app.storage.transaction import Reader
from app.storage.walls import seeing
from app.vault.kdf import CHEAP
from tests.app.owed.doings import COMMANDS
from tests.support import FIRM, MONDAY, PASSWORD, USER


@cache
def _template() -> Path:
    """The vault of a firm of four with three matters, in which something of every kind is owed."""
    folder = Path(tempfile.mkdtemp(prefix="liaison-kept-")) / "vault"
    made, _ = create_workspace(folder, PASSWORD, firm=FIRM, user=USER, clock=FixedClock(MONDAY), cost=CHEAP)
    with made.write() as tx:
        for name in ("Kim", "Nora", "Sam"):
            add_colleague(tx, NewColleague(name, Role.LAWYER))
        clients = [add_client(tx, ClientDetails(first_name="Ada", last_name=one)) for one in ("Roe", "Poe")]
        for number in range(3):
            open_matter(tx, MatterDetails(title=f"Matter {number}", clients=(clients[number % 2],)))
    for name in ("asks", "asks outside", "agrees", "agrees outside", "happens", "fixes", "plans", "updates"):
        for number in (3, 7):
            with made.write() as tx:
                COMMANDS[name](tx, number)
    made.lock()
    return folder


class Desks:
    """Two programs on one vault, and somebody else's eyes."""

    def __init__(self, room: Path) -> None:
        shutil.copytree(_template(), room / "vault")
        self.clock = FixedClock(MONDAY + timedelta(days=2))
        self.desks = [open_workspace(room / "vault", PASSWORD, clock=self.clock) for _ in range(2)]

    def does(self, desk: int, name: str, number: int) -> bool:
        """One command, and whether it was done: not what the firm's rules refuse."""
        try:
            with self.desks[desk].write() as tx:
                COMMANDS[name](tx, number)
        except LiaisonError:
            return False
        return True

    def check(self, number: int) -> None:
        """Everybody's list is what is derived from nothing."""
        days = (7, 30, 0)[number % 3]
        for workspace in self.desks:
            with workspace.read() as reader:
                assert owed_kept(reader, days) == owed(reader, days=days)
        with self.other_eyes(number) as reader:
            assert owed_kept(reader, 7) == owed(reader, days=7)

    @contextmanager
    def other_eyes(self, number: int) -> Iterator[Reader]:
        """Somebody for whom restricted matters may not exist."""
        engine = self.desks[0].vault.engine
        with self.desks[0].read() as reader:
            people = reader.session.scalars(select(Colleague.id).order_by(Colleague.id)).all()
            who = people[number % len(people)]
        with Session(engine.execution_options(**seeing(who))) as session:
            yield replace(reader, session=session, viewer=who)
