"""Why an item is not given without a decision: privileged, internal, about others, perhaps another (PRACTICE J6)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from app.access.finding import Found
from app.access.person import Person
from app.access.sources import kind_of
from app.access.words import Why
from app.contactlog.words import Direction, FollowUpSide
from app.kernel.text import fold

_ADVICE = ("advice", "advice_declined", "decision")


class Weigher:
    """Weighs the rows that were found. ``firm``: the folded names of the firm's own people."""

    def __init__(self, person: Person, found: Found, firm: Collection[str]) -> None:
        self._person, self._found, self._firm = person, found, firm

    def whys(
        self, table: str, row: Mapping[str, Any], parts: Sequence[tuple[str, Mapping[str, Any]]]
    ) -> tuple[Why, ...]:
        """The reasons, each once; none for what may go without a decision."""
        found = set(kind_of(table).whys)
        found |= self._of_whom(table, row)
        if table == "contact_entries":
            found |= self._of_entry(row, parts)
        elif table == "follow_ups" and row["side"] is FollowUpSide.FIRM:
            # Reviews of files, calls for feedback and lessons of concerns are such actions.
            found.add(Why.INTERNAL)
        elif table in {"clients", "matters"} and (row.get("notes") or row.get("vulnerability")):
            found.add(Why.INTERNAL)
        if (
            table in {"matter_parties", "client_people"}
            and self._is_named(table, row)
            and self._person.is_client
        ):
            found.discard(Why.THIRD_PARTY)
        return tuple(one for one in Why if one in found)

    def _is_named(self, table: str, row: Mapping[str, Any]) -> bool:
        return row.get("id") in self._found.named.get(table, ())

    def _of_whom(self, table: str, row: Mapping[str, Any]) -> set[Why]:
        found = set()
        if self._is_named(table, row):
            found.add(Why.NAMED_ALIKE)
        if not self._person.is_client or (table == "contact_entries" and self._is_named(table, row)):
            found.add(Why.THIRD_PARTY)
        if row.get("client_id") is None and row.get("matter_id") in self._found.joint:
            found.add(Why.THIRD_PARTY)
        return found

    def _of_entry(self, row: Mapping[str, Any], parts: Sequence[tuple[str, Mapping[str, Any]]]) -> set[Why]:
        found = set()
        if any(row[name] for name in _ADVICE) or row["confidentiality"].strip():
            found.add(Why.PRIVILEGED)
        if any(self._was_privileged(part) for name, part in parts if name == "entry_versions"):
            found.add(Why.PRIVILEGED)
        if row["direction"] is Direction.INTERNAL:
            found.add(Why.INTERNAL)
        if any(self._is_other(part["name"]) for name, part in parts if name == "participants"):
            found.add(Why.THIRD_PARTY)
        return found

    @staticmethod
    def _was_privileged(version: Mapping[str, Any]) -> bool:
        """What it said before is given with it, so that counts, too."""
        said = version["content"]
        return any(said.get(name) for name in (*_ADVICE, "confidentiality"))

    def _is_other(self, name: str) -> bool:
        return bool(name.strip()) and not self._person.is_called(name) and fold(name) not in self._firm


def of_entry(whys: Mapping[UUID, tuple[Why, ...]], row: Mapping[str, Any]) -> tuple[Why, ...]:
    """A file is weighed as the contact it belongs to."""
    return whys.get(row["entry_id"], ())
