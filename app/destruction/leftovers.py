"""What belongs to a matter by other ties than foreign keys: forms begun, messages, large files, searches (J5)."""

# ruff: noqa: S608 - the statements are put together from words of this module alone

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.contactlog.models import SeveredLink
from app.contactlog.words import Telling
from app.destruction.tables import DOOMED, doom, those
from app.drafts.models import Draft
from app.search.models import SavedSearchRow
from app.storage.rows import all_rows, insert_rows, run

LEAST_LETTERS = 4
"""A shorter name or number says too little to know by it what somebody searched for."""


def doom_messages(session: Session) -> int:
    """The messages that only doomed entries were made of, with what of them waited in the tray. How many stay because
    they speak of other matters, too: a court's notice of several cases."""
    of_doomed = (
        f"SELECT message_key FROM main.contact_entries WHERE {those('contact_entries')} AND message_key <> ''"
    )
    of_doomed += f" UNION SELECT message_key FROM main.tray_items WHERE {those('tray_items')}"
    staying = (
        "SELECT 1 FROM main.contact_entries AS e WHERE e.message_key = k.message_key"
        f" AND NOT e.{those('contact_entries')}"
        " UNION SELECT 1 FROM main.tray_items AS t WHERE t.message_key = k.message_key AND t.placed_at IS NULL"
    )
    keys = all_rows(session, f"SELECT message_key, EXISTS ({staying}) FROM ({of_doomed}) AS k")
    doom(session, "imported_messages.key", [key for key, stays in keys if not stays])
    return sum(bool(stays) for _, stays in keys)


def doom_files(session: Session) -> None:
    """The large files that no attachment has any more once the doomed ones are gone."""
    gone = f"SELECT stored_id FROM main.attachments WHERE {those('attachments')} AND stored_id IS NOT NULL"
    kept = (
        f"SELECT stored_id FROM main.attachments WHERE NOT {those('attachments')} AND stored_id IS NOT NULL"
    )
    keys = all_rows(session, f"SELECT id FROM main.stored_files WHERE id IN ({gone}) AND id NOT IN ({kept})")
    doom(session, "stored_files.id", [key for (key,) in keys])


def doom_put_off(session: Session) -> None:
    """Why something doomed was put off. Of a concern that is kept apart that names no matter, but what it is about."""
    those_ids = f"SELECT key FROM {DOOMED} WHERE of LIKE '%.id'"
    keys = all_rows(session, f"SELECT id FROM main.snoozes WHERE source_id IN ({those_ids})")
    doom(session, "snoozes.id", [key for (key,) in keys])


def keep_links(session: Session) -> None:
    """Of entries that stay and are linked to what is doomed: what to, for `app.contactlog.vouched`."""
    entry, news = those("contact_entries"), those("developments")
    stays = f"entry_id NOT IN (SELECT id FROM main.contact_entries WHERE {entry})"
    gone = f"IN (SELECT id FROM main.contact_entries WHERE {entry})"
    asked = {
        "answers_id": f"SELECT id, answers_id FROM main.contact_entries WHERE NOT {entry} AND answers_id {gone}",
        "acknowledges_id": (
            f"SELECT id, acknowledges_id FROM main.contact_entries WHERE NOT {entry} AND acknowledges_id {gone}"
        ),
        "also_answers": f"SELECT entry_id, asked_id FROM main.entry_answers WHERE {stays} AND asked_id {gone}",
    }
    for name, telling in (("tells", Telling.TOLD), ("brought", Telling.BROUGHT)):
        asked[name] = (
            f"SELECT entry_id, development_id FROM main.entry_developments WHERE {stays}"
            f" AND telling = '{telling.value}' AND development_id IN (SELECT id FROM main.developments WHERE {news})"
        )
    rows = [
        {"entry_id": UUID(str(entry_id)), "field": name, "target_id": UUID(str(target_id))}
        for name, query in asked.items()
        for entry_id, target_id in all_rows(session, query)
    ]
    insert_rows(session, SeveredLink, rows)


def reopen_questions(session: Session) -> None:
    """Before doomed entries go: what of other matters they answer may be open again. Only may: the log says what is."""
    entry = those("contact_entries")
    ours = f"SELECT id FROM main.contact_entries WHERE {entry}"
    run(
        session,
        "INSERT OR IGNORE INTO main.open_questions SELECT id FROM main.contact_entries"
        f" WHERE NOT {entry} AND needs_reply = 1 AND withdrawn_at IS NULL AND id IN"
        f" (SELECT answers_id FROM main.contact_entries WHERE {entry} AND answers_id IS NOT NULL"
        f" UNION SELECT asked_id FROM main.entry_answers WHERE entry_id IN ({ours}))"
        " AND NOT EXISTS (SELECT 1 FROM main.contact_entries AS a WHERE a.answers_id = contact_entries.id"
        f" AND a.withdrawn_at IS NULL AND a.id NOT IN ({ours}))",
    )


def drop_drafts(session: Session, gone: Collection[UUID]) -> int:
    """Forms begun, and runs of reports, that name something destroyed. How many."""
    spelled = {one.hex for one in gone}
    named = [
        row.id
        for row in session.execute(select(Draft.id, Draft.values))
        if not spelled.isdisjoint(_words(row.values))
    ]
    session.execute(delete(Draft).where(Draft.id.in_(named)))
    return len(named)


def _words(value: object) -> Iterator[str]:
    """Every text in a JSON value that may be an id, without dashes."""
    if isinstance(value, str):
        yield value.replace("-", "").lower()
    elif isinstance(value, dict):
        for name, one in value.items():
            yield name.replace("-", "").lower()
            yield from _words(one)
    elif isinstance(value, list):
        for one in value:
            yield from _words(one)


def speaking_of(names: Collection[str]) -> re.Pattern[str] | None:
    """What finds these names and numbers in what somebody typed; None where none of them says enough."""
    telling = sorted({one for one in names if len(one) >= LEAST_LETTERS}, key=len, reverse=True)
    if not telling:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, telling))})(?!\w)", re.IGNORECASE)


def drop_searches(session: Session, names: Collection[str]) -> int:
    """Saved searches that ask for something destroyed by its name or number. How many."""
    pattern = speaking_of(names)
    if pattern is None:
        return 0
    rows = session.execute(select(SavedSearchRow.id, SavedSearchRow.name, SavedSearchRow.query))
    asking = [row.id for row in rows if pattern.search(json.dumps([row.name, row.query], ensure_ascii=False))]
    session.execute(delete(SavedSearchRow).where(SavedSearchRow.id.in_(asking)))
    return len(asking)


def forget_changes(session: Session, matter_ids: Collection[UUID]) -> None:
    """That something changed in a matter that is no more: somewhere, then."""
    for one in matter_ids:
        run(session, "UPDATE main.owed_changes SET matter_id = NULL WHERE matter_id = ?", (one.hex,))
