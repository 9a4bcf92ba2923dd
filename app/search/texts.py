"""The words of attachments, read by a process apart (`app.apart`) and kept, so that each file is read once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple, cast
from uuid import UUID

from sqlalchemy.orm import Session

from app.apart import Unreadable, run
from app.apart.packing import pack
from app.contactlog.storing import pieces_of
from app.kernel.errors import NotFound, Refused
from app.search.desk import Desk
from app.search.file_texts import MOST_BYTES, File, kind_of
from app.search.models import AttachmentText
from app.storage.engine import writing
from app.storage.rows import all_rows, first_row, insert_rows
from app.storage.rows import run as run_statement
from app.storage.walls import whatever_lies

_JOB: Final = "app.search.file_texts:read_text"
_SECONDS, _MEBIBYTES = 20.0, 512
_AT_ONCE, _BYTES_AT_ONCE = 50, 8_000_000
"""Of what is read before it is written down: a kill loses no more than that."""
_NEXT: Final = (
    "SELECT a.rowid, a.id, a.name, a.media_type, a.size FROM main.attachments AS a"
    " WHERE a.rowid > ? AND NOT EXISTS (SELECT 1 FROM main.attachment_texts AS t WHERE t.attachment_id = a.id)"
    " ORDER BY a.rowid LIMIT ?"
)
_NEVER: Final = ("no text", "too large")
"""Why a file has no words, whoever tries again; anything else a busy machine may have been, or a poorer reader."""


class _File(NamedTuple):
    rowid: int
    id: str
    name: str
    media_type: str
    size: int


def unread(workspace: Desk) -> int:
    """How many files wait to be read, near enough. Quick."""
    with Session(workspace.vault.engine) as session:
        session.connection(execution_options=whatever_lies())
        row = first_row(
            session,
            "SELECT coalesce((SELECT max(rowid) FROM main.attachments), 0) - files_read FROM main.search_state",
        )
        return max(0, cast("int", row[0])) if row else 0


def forget_unread(session: Session) -> None:
    """Files that could not be read, but might another time, wait again."""
    run_statement(
        session, "DELETE FROM main.attachment_texts WHERE text = '' AND why_none NOT IN (?, ?)", _NEVER
    )
    run_statement(
        session,
        "UPDATE main.search_state SET files_read = coalesce((SELECT min(a.rowid) - 1 FROM main.attachments AS a"
        " WHERE NOT EXISTS (SELECT 1 FROM main.attachment_texts AS t WHERE t.attachment_id = a.id)), files_read)",
    )


def read_new(workspace: Desk, cancelled: Callable[[], bool]) -> int:
    """Read the files that came since, in the order they came; how many have words.

    What cannot be read has none: that is written down, and it is not tried again. `MachineTrouble` where no process
    can be started: then the files wait.
    """
    done = 0
    while not cancelled():
        files = _next(workspace)
        if not files:
            break
        found: list[dict[str, object]] = []
        last, taken = 0, 0
        for one in files:
            if cancelled() or taken > _BYTES_AT_ONCE:
                break
            text, why = _read(workspace, one)
            found.append({"attachment_id": UUID(one.id), "text": text, "why_none": why})
            last, taken = one.rowid, taken + one.size
            done += bool(text)
        _keep(workspace, found, last)
    return done


def _next(workspace: Desk) -> list[_File]:
    with Session(workspace.vault.engine) as session:
        row = first_row(session, "SELECT files_read FROM main.search_state WHERE id = 1")
        rows = all_rows(session, _NEXT, (row[0] if row else 0, _AT_ONCE))
    return [_File(*cast("tuple[int, str, str, str, int]", one)) for one in rows]


def _read(workspace: Desk, one: _File) -> tuple[str, str]:
    """The words of a file, or why there are none."""
    if kind_of(one.name, one.media_type) is None:
        return "", "no text"
    if one.size > MOST_BYTES:
        return "", "too large"
    try:
        with Session(workspace.vault.engine) as session:
            content = b"".join(pieces_of(workspace.seeing_all(session), UUID(one.id)))
        payload = pack(File, File(one.name, one.media_type, content))
        return run(_JOB, payload, seconds=_SECONDS, mebibytes=_MEBIBYTES).decode("utf-8", "replace"), ""
    except (Unreadable, NotFound, Refused) as error:
        return "", error.code


def _keep(workspace: Desk, found: Sequence[dict[str, object]], last: int) -> None:
    if not found:
        return
    with _writing(workspace) as session:
        state = first_row(session, "SELECT files_read FROM main.search_state WHERE id = 1")
        if state is None or cast("int", state[0]) >= last:
            return  # another program read them meanwhile
        there = "SELECT 1 FROM main.attachment_texts WHERE attachment_id = ?"
        new = [
            one for one in found if not all_rows(session, there, (cast("UUID", one["attachment_id"]).hex,))
        ]
        insert_rows(session, AttachmentText, new)
        run_statement(session, "UPDATE main.search_state SET files_read = ? WHERE id = 1", (last,))


@contextmanager
def _writing(workspace: Desk) -> Iterator[Session]:
    with Session(workspace.vault.engine) as session, session.begin():
        session.connection(execution_options=writing())
        yield session
