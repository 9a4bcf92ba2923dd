"""The rows of one client given to another, every one remembered, those of hidden matters as well.

Two clients that are one are so in every matter, whoever finds it out. What hangs on a matter that must not be seen is
moved through the wall; what is remembered and recorded of it names that matter, and so is hidden with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Table, and_, delete, insert, select, update

from app.clients.likeness import same_phone
from app.clients.merges import MergeMove
from app.clients.models import ContactPoint
from app.clients.words import PointKind
from app.matters.models import MatterClient
from app.merging.tables import as_json, from_json, moved, table_named
from app.storage.transaction import Transaction
from app.storage.walls import past_walls, through_walls

Values = Mapping[str, Any]
_AT_ONCE = 500


@dataclass(slots=True)
class Moves:
    """Gives rows from one client to another. ``entries``: those of each matter, None for those of none."""

    tx: Transaction
    merge_id: UUID
    from_id: UUID
    into_id: UUID
    start: int = 0
    rows: list[dict[str, object]] = field(default_factory=list)
    entries: dict[UUID | None, list[UUID]] = field(default_factory=lambda: defaultdict(list))

    def all(self) -> None:
        """Everything that hangs on the one hangs on the other."""
        with through_walls(self.tx.session):
            self._matters()
            for table, column in moved():
                self._table(table, column.name)
            self._same_points()
            self.tx.insert(MergeMove, *self.rows)
        self.tx.session.expire_all()

    def changed(self, table: str, key: Values, before: Values, after: Values) -> None:
        """Remember a row that was changed by other means."""
        self._remember(table, key, None, before, after)

    def _table(self, table: Table, column: str) -> None:
        keys = [one.name for one in table.primary_key.columns]
        names = [*keys, *(name for name in ("matter_id", "position") if name in table.columns)]
        wanted = select(*(table.columns[name] for name in dict.fromkeys(names)))
        mine = past_walls(
            wanted.where(table.columns[column] == self.from_id).order_by(*table.primary_key.columns)
        )
        rows = self.tx.session.execute(mine).mappings().all()
        shift = self._positions(table, column) if "position" in table.columns and rows else 0
        for row in rows:
            key = {name: row[name] for name in keys}
            before, after = {column: self.from_id}, {column: self.into_id}
            if shift:
                before["position"], after["position"] = row["position"], row["position"] + shift
            self._remember(table.name, key, row.get("matter_id"), before, after)
            if table.name == "contact_entries":
                self.entries[row["matter_id"]].append(row["id"])
        self._give(table, column, shift)

    def _give(self, table: Table, column: str, shift: int) -> None:
        """One statement for the whole table: an update of each row of a long log takes its time."""
        values: dict[str, object] = {column: self.into_id}
        if shift:
            values["position"] = table.columns["position"] + shift
        self.tx.session.execute(update(table).where(table.columns[column] == self.from_id).values(values))

    def _positions(self, table: Table, column: str) -> int:
        """By how much the rows come after those that the other has."""
        theirs = past_walls(select(table.columns["position"]).where(table.columns[column] == self.into_id))
        return max(self.tx.session.scalars(theirs), default=-1) + 1

    def _matters(self) -> None:
        """The client's matters are the other's; of one that was for both it stays once, at the better place."""
        query = select(MatterClient.matter_id, MatterClient.position)
        mine, theirs = (
            {row.matter_id: row.position for row in self.tx.session.execute(past_walls(found))}
            for found in (query.where(MatterClient.client_id == one) for one in (self.from_id, self.into_id))
        )
        table = table_named("matter_clients")
        for matter_id, position in sorted(mine.items()):
            old = {"matter_id": matter_id, "client_id": self.from_id}
            new = {"matter_id": matter_id, "client_id": self.into_id}
            self.entries[matter_id]  # its trail says so, with or without entries
            if matter_id not in theirs:
                self._remember(table.name, new, matter_id, old, new)
                self._update(table, old, new)
                continue
            self._remember(table.name, old, matter_id, {**old, "position": position}, {}, dropped=True)
            self.tx.session.execute(delete(table).where(_is(table, old)))
            if position < theirs[matter_id]:
                before, after = {"position": theirs[matter_id]}, {"position": position}
                self._remember(table.name, new, matter_id, before, after)
                self._update(table, new, after)

    def _same_points(self) -> None:
        """A number that both had stays once: the verified one, or the one of who stays."""
        points = self.tx.session.execute(
            select(ContactPoint.id, ContactPoint.kind, ContactPoint.match_key, ContactPoint.verified_on)
            .where(ContactPoint.client_id == self.into_id, ContactPoint.retired_at.is_(None))
            .order_by(ContactPoint.position, ContactPoint.id)
        ).all()
        same: list[list[Any]] = []
        for point in points:
            among = next((several for several in same if _same_point(several[0], point)), None)
            same.append([point]) if among is None else among.append(point)
        table = table_named("contact_points")
        for several in same:
            stays = next((one for one in several if one.verified_on is not None), several[0])
            for one in several:
                if one.id != stays.id:
                    after = {"retired_at": self.tx.now}
                    self._remember(table.name, {"id": one.id}, None, {"retired_at": None}, after)
                    self._update(table, {"id": one.id}, after)

    def _update(self, table: Table, key: Values, values: Values) -> None:
        self.tx.session.execute(update(table).where(_is(table, key)).values(dict(values)))

    def _remember(
        self,
        table: str,
        key: Values,
        matter_id: UUID | None,
        before: Values,
        after: Values,
        *,
        dropped: bool = False,
    ) -> None:
        self.rows.append(
            {
                "merge_id": self.merge_id,
                "position": self.start + len(self.rows),
                "table_name": table,
                "key": as_json(key),
                "matter_id": matter_id,
                "before": as_json(before),
                "after": as_json(after),
                "dropped": dropped,
            }
        )


@dataclass(slots=True)
class Return:
    """Gives rows back, as far as nobody changed them since. ``entries`` as with `Moves`."""

    tx: Transaction
    merge_id: UUID
    from_id: UUID
    into_id: UUID
    entries: dict[UUID | None, list[UUID]] = field(default_factory=lambda: defaultdict(list))

    def all(self) -> None:
        """Everything that the merge changed is as it was, but what somebody changed since."""
        with through_walls(self.tx.session):
            for (name, plainly), moves in groupby(self._remembered(), key=_way):
                table, several = table_named(name), list(moves)
                for move in several:
                    if move.matter_id is not None:
                        self.entries[move.matter_id]  # its trail says so
                for start in range(0, len(several) if plainly else 0, _AT_ONCE):
                    self._give_back(table, several[start : start + _AT_ONCE])
                for move in () if plainly else several:
                    self._set_back(table, move)
        self.tx.session.expire_all()

    def _remembered(self) -> list[Any]:
        """The last one first: past walls, as it was moved."""
        table = table_named("merge_moves")
        query = select(*table.columns).where(table.columns.merge_id == self.merge_id)
        return list(self.tx.session.execute(past_walls(query.order_by(table.columns.position.desc()))).all())

    def _give_back(self, table: Table, moves: Sequence[Any]) -> None:
        """Rows of which nothing but the client changed, many at once."""
        of = {UUID(move.key["id"]): move.matter_id for move in moves}
        own = (table.columns.id.in_(of), table.columns.client_id == self.into_id)
        there = list(self.tx.session.scalars(past_walls(select(table.columns.id).where(*own))))
        self.tx.session.execute(update(table).where(*own).values(client_id=self.from_id))
        if table.name == "contact_entries":
            for one in there:
                self.entries[of[one]].append(one)

    def _set_back(self, table: Table, move: Any) -> None:
        key, before, after = (from_json(table, one) for one in (move.key, move.before, move.after))
        if move.dropped:
            self._put_back(table, before)
            return
        wanted = select(*(table.columns[name] for name in after)).where(_is(table, key))
        there = self.tx.session.execute(past_walls(wanted)).mappings().first()
        if there is None or there.get("client_id") != after.get("client_id"):
            return  # somebody took it away or gave it to another since, and that stays
        values = {name: value for name, value in before.items() if there[name] == after[name] != value}
        if values:
            self.tx.session.execute(update(table).where(_is(table, key)).values(values))

    def _put_back(self, table: Table, row: dict[str, Any]) -> None:
        """A matter was for both and is so again, unless its clients were said anew."""
        query = select(MatterClient.client_id, MatterClient.position)
        query = query.where(MatterClient.matter_id == row["matter_id"])
        there = {one.client_id: one.position for one in self.tx.session.execute(past_walls(query))}
        if self.from_id in there or self.into_id not in there:
            return
        if row["position"] in there.values():
            row = {**row, "position": max(there.values()) + 1}
        self.tx.session.execute(insert(table).values(row))


def _same_point(one: Any, other: Any) -> bool:
    """A phone is the same with and without the country's code."""
    if one.kind is not other.kind:
        return False
    if one.kind is PointKind.PHONE and same_phone(one.match_key, other.match_key):
        return True
    return bool(one.match_key == other.match_key)


def _way(move: Any) -> tuple[str, bool]:
    """The table, and whether nothing but the client changed in a row with an id."""
    return move.table_name, move.after.keys() == {"client_id"} and move.key.keys() == {"id"}


def _is(table: Table, key: Values) -> ColumnElement[bool]:
    return and_(*(table.columns[name] == value for name, value in key.items()))
