"""The preview as a list: what needs an answer first, then what is new, what waits, what is there, what is refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from app.exchange.outcome import FileOutcome
from app.kernel.numbers import say_number
from ui.exchange.words import UNKNOWN_COLUMNS, file_line, kind_word
from ui.kit import chips
from ui.kit.chips import Tone
from ui.kit.row_model import Group, Row

translate = QCoreApplication.translate
MOST_UNREAD = 6
MOST_ROWS = 1000
ICONS = {"court-notice": "court", "email": "email", "mbox": "email", "ics": "calendar", "refused": "file"}


class FileKey(NamedTuple):
    """The key of a file's row: its number among the files; ``row`` for one of its rows, 0 for the file."""

    file: int
    row: int = 0
    note: int = 0


def asks_for_columns(one: FileOutcome) -> bool:
    """Whether the user's own columns would help."""
    return one.code == UNKNOWN_COLUMNS


def groups(outcomes: Sequence[FileOutcome], *, done: bool) -> list[Group]:
    """Everything in its group, each file or row with what became of it; of very many the first. Made on the worker."""
    asks: list[Row] = []
    new: list[Row] = []
    doubts: list[Row] = []
    waits: list[Row] = []
    same: list[Row] = []
    refused: list[Row] = []
    for number, one in enumerate(outcomes):
        if asks_for_columns(one) and not done:
            asks.append(_asking(number, one))
            continue
        if one.kind == "refused":
            refused.append(_refused_file(number, one))
            continue
        if any(one.created.values()) or any(one.updated.values()):
            new.append(_taken(number, one, done=done))
        elif one.unchanged:
            same.append(_same(number, one))
        doubts += _notes_doubted(number, one)
        waits += _notes_waiting(number, one)
        refused += _notes_refused(number, one)
    return [
        Group(translate("Bring in", "Please answer first"), tuple(asks), Tone.SOON),
        _readable(translate("Bring in", "Is that day right?"), doubts, Tone.SOON),
        Group(translate("Bring in", "Imported") if done else translate("Bring in", "New"), tuple(new)),
        _readable(translate("Bring in", "Waits to be placed by hand"), waits),
        Group(translate("Bring in", "Already there"), tuple(same)),
        _readable(translate("Bring in", "Cannot be taken over"), refused),
    ]


def _readable(title: str, rows: list[Row], tone: Tone = Tone.PLAIN) -> Group:
    """The group; of more than anybody reads the first, and a line that says how many more there are."""
    more = len(rows) - MOST_ROWS
    if more <= 0:
        return Group(title, tuple(rows), tone)
    words = translate("Bring in", "and {count} more").format(count=say_number(more))
    tip = translate("Bring in", "“import --dry-run” on the command line lists them all.")
    last = Row(FileKey(-1, len(rows)), words, icon="file", text=tip)
    return Group(title, (*rows[:MOST_ROWS], last), tone, more=more - 1)


def _icon(one: FileOutcome) -> str:
    if one.kind.endswith(("matters", "cases")) or (one.created["matters"] and one.kind == "mapped"):
        return "folder"
    return ICONS.get(one.kind, "users")


def _asking(number: int, one: FileOutcome) -> Row:
    return Row(
        FileKey(number),
        one.file,
        translate("Bring in", "unknown columns"),
        "file",
        translate("Bring in", "Its headers are not those of a system we know. Say which column is what."),
        action=translate("Bring in", "Columns…"),
        tip="\n".join(note.reason for note in one.refused),
    )


def _taken(number: int, one: FileOutcome, *, done: bool) -> Row:
    return Row(
        FileKey(number),
        one.file,
        kind_word(one),
        _icon(one),
        file_line(one),
        chips=(chips.urgent(translate("Bring in", "check accents")),)
        if one.encoding_guessed and not done
        else (chips.plain(translate("Bring in", "columns as last time")),)
        if one.remembered and not done
        else (),
        action=_action(one) if not done else "",
        tip=_unread(one),
    )


def _action(one: FileOutcome) -> str:
    if one.kind == "mapped":
        return translate("Bring in", "Columns…")
    return translate("Bring in", "Letters…") if one.encoding_guessed else ""


def _unread(one: FileOutcome) -> str:
    """The columns nothing is made of, so that nobody believes they were taken over."""
    if not one.unread:
        return ""
    named = ", ".join(one.unread[:MOST_UNREAD])
    more = f" +{len(one.unread) - MOST_UNREAD}" if len(one.unread) > MOST_UNREAD else ""
    return translate("Bring in", "Not taken over: the columns {columns}").format(columns=named + more)


def _same(number: int, one: FileOutcome) -> Row:
    words = translate("Bring in", "already there, nothing changes")
    if one.unchanged > 1:
        words = translate("Bring in", "{count} rows, all already there: nothing changes").format(
            count=say_number(one.unchanged)
        )
    return Row(FileKey(number), one.file, kind_word(one), _icon(one), words)


def _notes_doubted(number: int, one: FileOutcome) -> list[Row]:
    """Dates that come in on a day on which nobody expects them: nobody else would tell."""
    chip = chips.urgent(translate("Bring in", "check the day"))
    return [
        Row(
            FileKey(number, -note.row, position + 1),
            one.file,
            kind_word(one),
            "calendar",
            note.reason,
            (chip,),
            tip=note.reason,
        )
        for position, note in enumerate(one.doubts)
    ]


def _notes_waiting(number: int, one: FileOutcome) -> list[Row]:
    return [
        Row(
            FileKey(number, note.row, position + 1),
            one.file,
            kind_word(one),
            ICONS.get(one.kind, "inbox"),
            note.reason,
        )
        for position, note in enumerate(one.unmatched)
    ]


def _notes_refused(number: int, one: FileOutcome) -> list[Row]:
    said = translate("Bring in", "row {row}")
    return [
        Row(
            FileKey(number, note.row, -position - 1),
            one.file,
            said.format(row=say_number(note.row))
            if one.label not in {"E-mail", "Court notice"}
            else kind_word(one),
            "file",
            note.reason,
        )
        for position, note in enumerate(one.refused)
    ]


def _refused_file(number: int, one: FileOutcome) -> Row:
    reason = whole = " ".join(note.reason for note in one.refused)
    if asks_for_columns(one):
        reason = translate("Bring in", "Left out: import it again and say which column is what.")
    return Row(FileKey(number), one.file, "", "file", reason, tip=whole)
