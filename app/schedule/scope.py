"""Which matters a query of schedules looks at, and at which moment."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select

from app.matters.running import running, runs
from app.storage.rows import among
from app.storage.transaction import Reader

_Query = TypeVar("_Query", bound=Select[*tuple[Any, ...]])

FEW = 500
"""So many ids stand in a statement; more are not told apart one by one."""


@dataclass(frozen=True, slots=True)
class Scope:
    """One matter, some, those that are not closed, or all."""

    reader: Reader
    matter_id: UUID | None = None
    closed: bool = True
    among: Collection[UUID] | None = None

    @property
    def moment(self) -> datetime:
        """What was written after it counts for nothing."""
        reader = self.reader
        return reader.now if reader.known_by is None else min(reader.now, reader.known_by)

    @property
    def all_that_run(self) -> bool:
        """Whether it is every matter that is not closed."""
        return not self.closed and self.matter_id is None and self.among is None

    def narrow(self, query: _Query, column: Any) -> _Query:
        """The query for these matters alone; ``column`` has the matter's id."""
        if self.matter_id is not None:
            query = query.where(column == self.matter_id)
        elif not self.closed:
            query = query.where(column.in_(running()))
        if self.among is not None:
            query = query.where(among(column, self.among))
        return query

    def few(self, query: _Query, column: Any) -> _Query:
        """The same for a table with few rows: each row's matter is looked at, not every matter."""
        if self.matter_id is None and not self.closed:
            query = query.where(runs(column))
            return query if self.among is None else query.where(among(column, self.among))
        return self.narrow(query, column)

    def of(self, query: _Query, column: Any, ids: Collection[UUID]) -> _Query:
        """The query for the matters of these ``ids``; of very many it may find some more."""
        return query.where(column.in_(ids)) if len(ids) <= FEW else self.narrow(query, column)
