"""What every table is made from: the declarative base, the column types, the naming of constraints.

Only SQLAlchemy's portable types are used, so that the same tables can stand in PostgreSQL one day.
"""

from __future__ import annotations

import enum
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from typing import Annotated, Any, ClassVar, cast
from uuid import UUID, SafeUUID

from sqlalchemy import (
    Date,
    DateTime,
    Dialect,
    Enum,
    MetaData,
    Numeric,
    Table,
    Text,
    Time,
    TypeDecorator,
    Uuid,
)
from sqlalchemy.orm import DeclarativeBase, mapped_column


class UtcDateTime(TypeDecorator[datetime]):
    """A moment. Takes aware datetimes only, keeps UTC, gives UTC back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        moment = value.astimezone(UTC)
        # SQLite keeps text: without its zone all stored moments compare as they should.
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        """SQLite's text is read in one step: in several, through the layers, a list of thousands takes five times as
        long."""
        return as_moment if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def as_moment(text: str | None) -> datetime | None:
    """A moment from SQLite's text, UTC."""
    return None if text is None else datetime.fromisoformat(f"{text}+00:00")


class QuickUuid(Uuid[UUID]):
    """An id, as 32 hexadecimal digits in SQLite. A list reads ten thousands of them."""

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], UUID | None] | None:
        """Made from its digits without the looks that `UUID` gives to what people may have typed."""
        if dialect.name == "sqlite":
            return as_id
        return super().result_processor(dialect, coltype)  # type: ignore[no-any-return,no-untyped-call] # SQLAlchemy says no types here


_AS_ANY = SafeUUID.unknown


def as_id(
    digits: str | None, make: Callable[[type[UUID]], UUID] = object.__new__, put: Any = object.__setattr__
) -> UUID | None:
    """An id from SQLite's digits."""
    if digits is None:
        return None
    found = make(UUID)
    put(found, "int", int(digits, 16))
    put(found, "is_safe", _AS_ANY)
    return found


@lru_cache(maxsize=32_768)
def same_id(digits: str) -> UUID:
    """The same for ids that many rows name: one object for all of them, so that looking it up asks for nothing more."""
    return cast("UUID", as_id(digits))


class Money(TypeDecorator[Decimal]):
    """An amount of money, to the thousandth: 0.005 of a dinar is money. SQLite keeps the number, whatever scale a
    column was declared with, exact to the thousandth for amounts below 10**12 (fifteen digits)."""

    impl = Numeric(15, 3)
    cache_ok = True

    def process_result_value(self, value: Decimal | None, dialect: Dialect) -> Decimal | None:
        """With two places where the third says nothing."""
        if value is None:
            return None
        cents = value.quantize(_CENT)
        return cents if cents == value else value


_CENT = Decimal("0.01")


class JsonText(TypeDecorator[Any]):
    """A small JSON document, written the same way every time so that equal values are equal text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else canonical_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


def canonical_json(value: object) -> str:
    """The one spelling of a JSON value: sorted keys, no spaces, UTF-8; ids, dates and words as text."""
    return _SPELLING.encode(value)


def _spell(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no JSON spelling")


_SPELLING = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_spell)


class Base(DeclarativeBase):
    """The base of all mapped classes."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        UUID: QuickUuid(),
        datetime: UtcDateTime(),
        date: Date(),
        time: Time(),
        str: Text(),
        Decimal: Money(),
        enum.Enum: Enum(
            enum.Enum,
            native_enum=False,
            create_constraint=False,
            length=32,
            values_callable=lambda words: [word.value for word in words],
        ),
    }


def tables_in_order() -> tuple[Table, ...]:
    """Every table that is known by now, each after those that it names. SQLAlchemy sorts them anew at each asking,
    which takes 10 ms of the processor; whoever destroys asks for each table."""
    return _in_order(len(Base.metadata.tables))


@cache
def _in_order(_known: int) -> tuple[Table, ...]:
    return tuple(Base.metadata.sorted_tables)


Id = Annotated[UUID, mapped_column(primary_key=True)]
