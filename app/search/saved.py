"""Saved searches: one's own, and those shared in the firm."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.kernel.errors import NotFound, Refused
from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.kernel.rights import Right
from app.kernel.text import clean, fold
from app.people.models import Colleague
from app.search.asking import in_english
from app.search.models import SavedSearchRow
from app.storage.transaction import Reader, Transaction

NAME_LETTERS, QUERY_LETTERS = 100, 1_000


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search with a name. Who saved it may rename and remove it, shared or not."""

    id: UUID
    name: str
    query: str
    """The words of the box, as they were typed, but for operators: those are English, for whoever else uses it."""
    is_shared: bool
    is_mine: bool
    saved_by: str
    """The colleague's name."""


def save_search(tx: Transaction, name: str, query: str, *, shared: bool = False) -> UUID:
    """Keep a search under a name. One's own of the same name is replaced.

    Raises `Refused` ("no-name", "no-query", "too-long", "not-allowed").
    """
    tx.need(Right.WRITE)
    name, query = _named(name), in_english(clean(query, lines=False))
    if not query:
        raise Refused("no-query", tr("Please write what is looked for, then save it."), field="query")
    if len(query) > QUERY_LETTERS:
        raise Refused(
            "too-long",
            tr("A search of more than {query_letters} letters cannot be saved.").format(
                query_letters=say_number(QUERY_LETTERS)
            ),
            field="query",
        )
    there = _of_name(tx, name)
    found = there or SavedSearchRow(id=tx.new_id(), owner_id=tx.actor)
    found.name, found.name_key, found.query = name, fold(name), query
    found.is_shared, found.saved_at = shared, tx.now
    tx.session.add(found)
    tx.session.flush()
    if there:
        tx.record("changed", "saved_search", found.id, **_told(found))
    else:
        tx.record("added", "saved_search", found.id, **_told(found))
    return found.id


def rename_search(tx: Transaction, search_id: UUID, name: str) -> None:
    """Raises `NotFound` ("no-search") for one that is not there or another's, `Refused` ("no-name", "name-taken")."""
    tx.need(Right.WRITE)
    found, name = _mine(tx, search_id), _named(name)
    other = _of_name(tx, name)
    if other is not None and other.id != search_id:
        raise Refused("name-taken", tr("You have a saved search of that name already."), field="name")
    if found.name != name:
        found.name, found.name_key = name, fold(name)
        tx.record("changed", "saved_search", search_id, **_told(found))


def share_search(tx: Transaction, search_id: UUID, *, shared: bool) -> None:
    """Show it to everybody in the firm, or to oneself alone again. Raises `NotFound` ("no-search")."""
    tx.need(Right.WRITE)
    found = _mine(tx, search_id)
    if found.is_shared is not shared:
        found.is_shared = shared
        tx.record("changed", "saved_search", search_id, **_told(found))


def remove_search(tx: Transaction, search_id: UUID) -> None:
    """Raises `NotFound` ("no-search") for one that is not there or another's."""
    tx.need(Right.WRITE)
    found = _mine(tx, search_id)
    tx.session.delete(found)
    tx.session.flush()
    tx.record("removed", "saved_search", search_id, **_told(found))


def saved_searches(reader: Reader) -> tuple[SavedSearch, ...]:
    """One's own first, then those that others share; each by name."""
    mine = SavedSearchRow.owner_id == reader.viewer
    query = (
        select(SavedSearchRow, Colleague.name)
        .join(Colleague, Colleague.id == SavedSearchRow.owner_id)
        .where(mine | SavedSearchRow.is_shared)
        .order_by(mine.desc(), SavedSearchRow.name_key, SavedSearchRow.id)
    )
    return tuple(
        SavedSearch(row.id, row.name, row.query, row.is_shared, row.owner_id == reader.viewer, by)
        for row, by in reader.session.execute(query)
    )


def _told(search: SavedSearchRow) -> dict[str, object]:
    """For the trail. What one's own is called may speak of a matter that others must not know of."""
    name: dict[str, object] = {"name": search.name} if search.is_shared else {}
    return {**name, "shared": search.is_shared}


def _named(name: str) -> str:
    name = clean(name, lines=False)
    if not fold(name):
        raise Refused("no-name", tr("Please give the search a name."), field="name")
    if len(name) > NAME_LETTERS:
        raise Refused(
            "too-long",
            tr("A name has {name_letters} letters at most.").format(name_letters=NAME_LETTERS),
            field="name",
        )
    return name


def _of_name(tx: Transaction, name: str) -> SavedSearchRow | None:
    query = select(SavedSearchRow).where(
        SavedSearchRow.owner_id == tx.actor, SavedSearchRow.name_key == fold(name)
    )
    return tx.session.scalar(query)


def _mine(tx: Transaction, search_id: UUID) -> SavedSearchRow:
    found = tx.session.get(SavedSearchRow, search_id)
    if found is None or found.owner_id != tx.actor:
        raise NotFound("no-search", tr("That saved search is not there any more, or it is somebody else's."))
    return found
