"""What an import comes to, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from app.exchange.outcome import FileOutcome
from app.exchange.outcome import total as sum_up
from app.kernel.numbers import say_number

translate = QCoreApplication.translate
UNKNOWN_COLUMNS = "unknown-headers"
"""The code of a file that the user's own columns would help."""


def counted(counts: Mapping[str, int]) -> str:
    """As in "120 clients, 1 matter"; empty where all are 0."""
    return ", ".join(_things(kind, count) for kind, count in counts.items() if count)


def _things(kind: str, count: int) -> str:
    one, many = {
        "clients": (translate("Bring in", "client"), translate("Bring in", "clients")),
        "matters": (translate("Bring in", "matter"), translate("Bring in", "matters")),
        "entries": (translate("Bring in", "log entry"), translate("Bring in", "log entries")),
        "developments": (translate("Bring in", "development"), translate("Bring in", "developments")),
        "costs_lines": (translate("Bring in", "line of work"), translate("Bring in", "lines of work")),
        "key_dates": (translate("Bring in", "key date"), translate("Bring in", "key dates")),
    }[kind]
    return f"{say_number(count)} {one if count == 1 else many}"


def kind_word(one: FileOutcome) -> str:
    """What kind of file it is, for people; the name of the program that wrote it stays as it is."""
    return {
        "E-mail": translate("Bring in", "E-mail"),
        "Court notice": translate("Bring in", "Court notice"),
        "Mailbox": translate("Bring in", "Mailbox"),
        "Cards": translate("Bring in", "Cards"),
        "Calendar": translate("Bring in", "Calendar"),
    }.get(one.label, one.label)


def file_line(one: FileOutcome) -> str:
    """What one file brings: "2 new: …, 3 filled in, 12 already there · for Whitcombe v. Larkspur"."""
    parts = []
    if made := counted(one.created):
        parts.append(made)
    if filled := counted(one.updated):
        parts.append(translate("Bring in", "{things} filled in").format(things=filled))
    if one.unchanged and one.label not in {"E-mail", "Court notice"}:
        parts.append(translate("Bring in", "{count} already there").format(count=say_number(one.unchanged)))
    if one.refused:
        parts.append(_not_taken(one))
    said = ", ".join(parts)
    if one.places:
        places = ", ".join(dict.fromkeys(one.places))
        said = translate("Bring in", "{things} for {places}").format(things=said, places=places)
    return said


def _not_taken(one: FileOutcome) -> str:
    """How many of its rows, cards or messages stay out."""
    count = len(one.refused)
    single, several = {
        "mbox": (translate("Bring in", "1 message not"), translate("Bring in", "{count} messages not")),
        "vcard": (translate("Bring in", "1 card not"), translate("Bring in", "{count} cards not")),
        "ics": (translate("Bring in", "1 event not"), translate("Bring in", "{count} events not")),
    }.get(one.kind, (translate("Bring in", "1 row not"), translate("Bring in", "{count} rows not")))
    return (single if count == 1 else several).format(count=say_number(count))


def headline(outcomes: Sequence[FileOutcome], *, done: bool) -> str:
    """All files together, as sentences."""
    total = sum_up(outcomes)
    asking = sum(one.code == UNKNOWN_COLUMNS for one in outcomes)
    files = sum(one.kind == "refused" for one in outcomes) - asking
    said = []
    if made := counted(total.created):
        words = (
            translate("Bring in", "Imported: {things}.") if done else translate("Bring in", "New: {things}.")
        )
        said.append(words.format(things=made))
    if filled := counted(total.updated):
        said.append(translate("Bring in", "Filled in what was missing: {things}.").format(things=filled))
    if not said and not total.unmatched:
        if total.unchanged and not asking:
            said.append(translate("Bring in", "All of it is already there, so nothing changes."))
        elif total.unchanged:
            said.append(_already(total.unchanged))
        elif not asking:
            said.append(translate("Bring in", "There is nothing here that can be imported."))
    elif total.unchanged:
        said.append(_already(total.unchanged))
    if total.unmatched:
        said.append(_waiting(len(total.unmatched), done=done))
    if asking:
        said.append(_asking(asking, done=done))
    rows = sum(len(one.refused) for one in outcomes if one.kind != "refused")
    if rows or files:
        said.append(_refused(rows, files))
    return " ".join(said)


def _already(count: int) -> str:
    if count == 1:
        return translate("Bring in", "1 is already there.")
    return translate("Bring in", "{count} are already there.").format(count=say_number(count))


def _waiting(count: int, *, done: bool) -> str:
    if count == 1:
        one = translate("Bring in", "1 message waits to be placed by hand.")
        return one if done else translate("Bring in", "1 message will wait to be placed by hand.")
    many = translate("Bring in", "{count} messages wait to be placed by hand.")
    if not done:
        many = translate("Bring in", "{count} messages will wait to be placed by hand.")
    return many.format(count=say_number(count))


def _asking(count: int, *, done: bool) -> str:
    if count == 1:
        one = translate("Bring in", "1 file has columns that are not known.")
        return translate("Bring in", "1 file was left out: its columns are not known.") if done else one
    many = translate("Bring in", "{count} files have columns that are not known.")
    if done:
        many = translate("Bring in", "{count} files were left out: their columns are not known.")
    return many.format(count=say_number(count))


def _refused(rows: int, files: int) -> str:
    """How many rows and whole files stay outside; messages are files of one row."""
    parts = []
    if rows == 1:
        parts.append(translate("Bring in", "1 row"))
    elif rows:
        parts.append(translate("Bring in", "{count} rows").format(count=say_number(rows)))
    if files == 1:
        parts.append(translate("Bring in", "1 file"))
    elif files:
        parts.append(translate("Bring in", "{count} files").format(count=say_number(files)))
    words = translate("Bring in", "{things} cannot be taken over; the list says why.")
    return words.format(things=translate("Bring in", " and ").join(parts))
