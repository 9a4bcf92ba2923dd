"""Restricted matters: for whom they do not exist, the connection itself does not show them (PRACTICE J2).

A matter with a row in ``matter_walls`` exists for those in ``matter_people`` alone. Every transaction of somebody who
signed in says whose eyes it reads with (`seeing`). When it begins, one query asks which matters are hidden from that
person. Mostly none is, and nothing more happens. Where there are some, the connection gets temporary views of the same
names as the tables that hang on a matter (`app.storage.wall_views`); SQLite finds those first, so whatever is read, by
whatever query, leaves out what is hidden. What is written goes to the tables themselves, and temporary triggers keep
it off what is hidden.

A concern that is kept apart is hidden in the same way, whatever matter it is of: from all but its handler, who raised
it, its supervisor, the firm's lead and the complaints partners (PRACTICE G1).

Connections without a person (backup, checks, migration, rotation) see everything. The wall is kept by the program: one
key opens the whole vault, and the help says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast
from uuid import UUID

from sqlalchemy import Connection, Select
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from app.storage import wall_views
from app.storage.guarded import GuardedConnection
from app.storage.rows import connection_of

S = TypeVar("S", bound=Select[*tuple[Any, ...]])

VIEWER = "liaison_viewer"
"""Execution option of a connection: whose eyes it reads with, that person's id in hexadecimal digits."""
_AS_THEY_LIE = "liaison_walls_as_they_lie"

_ASK = (
    "SELECT 0, matter_id FROM main.matter_walls AS w WHERE NOT EXISTS (SELECT 1 FROM main.matter_people AS p"
    " WHERE p.matter_id = w.matter_id AND p.colleague_id = ?1)"
    " UNION ALL SELECT 1, id FROM main.concerns WHERE apart = 1"
    " AND ?1 NOT IN (handler_id, author_id, coalesce(supervisor_id, ''))"
    " AND NOT EXISTS (SELECT 1 FROM main.firm WHERE lead_id = ?1)"
    " AND instr(replace(coalesce((SELECT partner_ids FROM main.concern_rules ORDER BY number DESC LIMIT 1), ''),"
    " '-', ''), ?1) = 0 ORDER BY 1, 2"
)
_HALF_LAID = ("",)
"""What is hidden by a connection on which laying was interrupted: no list of matters is the same."""
_Hidden = tuple[tuple[str, ...], tuple[str, ...]]
"""The ids of matters and of concerns."""


def seeing(viewer: UUID) -> dict[str, object]:
    """The execution options of a connection with somebody's eyes: matters restricted to others do not exist."""
    return {VIEWER: viewer.hex}


def whatever_lies() -> dict[str, object]:
    """The execution options of a connection that names the main schema with every table it reads: walls that lie there
    stay. To take them away and to lay them again for the next transaction costs more than most of these do."""
    return {_AS_THEY_LIE: True}


def hide(connection: Connection) -> bool:
    """Whether the transaction that just began shows what its viewer may see, no more and no less.

    Where it does not it is rolled back, the walls are laid as they have to be, and the answer is False: begin again.
    They are laid outside of any transaction, so that they outlive one that is rolled back.
    """
    raw, options = _driver(connection), connection.get_execution_options()
    if options.get(_AS_THEY_LIE, False):
        return True
    viewer = options.get(VIEWER)
    hidden, apart = _hidden_from(viewer, raw, connection) if viewer is not None else ((), ())
    if (hidden, apart) == (raw.hidden, raw.apart):
        return True
    connection.exec_driver_sql("ROLLBACK")
    _lay(raw, hidden, apart)
    return False


def past_walls(query: S) -> S:
    """The ``query`` of one table that reads it whole, for what must be one thing for everybody: the end of the audit
    chain, and whether a number that has to be unique is taken. Nothing that it finds may be shown."""
    return query.prefix_with(wall_views.PAST_WALLS)


@contextmanager
def through_walls(session: Session) -> Iterator[None]:
    """What is written inside reaches hidden rows, too: for a change of which every row is part, whoever makes it, and
    that says nothing of what it found. Two clients that are one are so in every matter."""
    connection = connection_of(session)
    if not hides_something(session):
        yield
        return
    session.flush()
    connection.exec_driver_sql("INSERT INTO temp.passing VALUES (1)")
    try:
        yield
        session.flush()
    finally:
        connection.exec_driver_sql("DELETE FROM temp.passing")


def hides_something(session: Session) -> bool:
    """Whether there are matters or concerns that whoever looks here may not know of."""
    raw = _driver(connection_of(session))
    return bool(raw.hidden or raw.apart)


def hidden_matters(session: Session) -> tuple[str, ...]:
    """The ids, in hexadecimal digits, of the matters that whoever looks here may not know of."""
    return _driver(connection_of(session)).hidden


def hidden_among(session: Session, ids: Iterable[UUID]) -> frozenset[UUID]:
    """Which of these are a matter or concern that whoever looks here may not know of, or a thing that hangs on one."""
    if not hides_something(session):
        return frozenset()
    asked = "SELECT 1 FROM temp.hidden_things WHERE id = ?"
    connection = connection_of(session)
    return frozenset(one for one in ids if connection.exec_driver_sql(asked, (one.hex,)).first() is not None)


def _driver(connection: Connection) -> GuardedConnection:
    return cast("GuardedConnection", connection.connection.driver_connection)


def _hidden_from(viewer: str, raw: GuardedConnection, connection: Connection) -> _Hidden:
    """The ids of the matters and concerns hidden from somebody, asked by the driver: this stands before every save."""
    try:
        cursor = raw.cursor()
        cursor.execute(_ASK, (viewer,))
        rows = cursor.fetchall()
    except dbapi2.Error:  # once more, so that what is wrong is said as everywhere
        rows = [tuple(row) for row in connection.exec_driver_sql(_ASK, (viewer,))]
    return tuple(str(row[1]) for row in rows if not row[0]), tuple(str(row[1]) for row in rows if row[0])


def _lay(raw: GuardedConnection, hidden: tuple[str, ...], apart: tuple[str, ...]) -> None:
    before, raw.hidden, raw.redirect = raw.hidden, _HALF_LAID, None
    laid, wanted = bool(before or raw.apart), bool(hidden or apart)
    if before == _HALF_LAID or (laid and not wanted):
        for statement in wall_views.removing():
            raw.execute(statement)
        laid = False
    if wanted:
        for statement in () if laid else wall_views.laying():
            raw.execute(statement)
        for table, ids in ((wall_views.MATTERS, hidden), (wall_views.CONCERNS, apart)):
            raw.execute(f"DELETE FROM temp.{table}")  # noqa: S608 # one of two names
            raw.cursor().executemany(
                f"INSERT INTO temp.{table} VALUES (?, ?)",  # noqa: S608 # one of two names
                [(one, str(UUID(one))) for one in ids],
            )
        raw.redirect = wall_views.redirected
    raw.hidden, raw.apart = hidden, apart
