"""What is read of the firm's register, its clients, matters, people and schedules, held beside the connection.

Today asks for the rows of thousands of matters after each save, and a save changes none of them. The vault itself says
whether they are still so: triggers set a mark in the very transaction that changes anything of the register (migration
0022), so that no command and no other desk can forget it. Locking closes the connection, and what is held goes with it.
"""

from __future__ import annotations

from typing import Final, TypeVar, cast

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.base import Base
from app.storage.engine import writes
from app.storage.guarded import GuardedConnection
from app.storage.rows import connection_of, first_row

T = TypeVar("T")
_BESIDE: Final = "liaison register"


class RegisterMark(Base):
    """One row, that is another after each change."""

    __tablename__ = "register_mark"

    mark: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)


def held(session: Session, kind: type[T]) -> T:
    """The ``kind()`` in which somebody keeps what they read of the register: the same one, as it was filled, as long as
    nothing of the register changed and the same matters are hidden; else an empty one.

    In a transaction that writes it is always an empty one that nobody sees again: what it reads may be undone.
    """
    connection = connection_of(session)
    if writes(connection):
        return kind()
    state = register_state(session)
    known: tuple[object, dict[object, object]] | None = connection.info.get(_BESIDE)
    if known is None or known[0] != state:
        known = connection.info[_BESIDE] = (state, {})
    return cast("T", known[1].setdefault(kind, kind()))


def register_state(session: Session) -> object:
    """What is another value whenever something of the register changed, or other matters are hidden from who reads."""
    driver = cast("GuardedConnection", connection_of(session).connection.driver_connection)
    return first_row(session, "SELECT mark FROM register_mark"), driver.hidden
