"""Rows of a list of matters, and of notes and activities in them, to records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from app.exchange.csv_cells import Cells
from app.exchange.csv_charges import OF_TIME, read_charge
from app.exchange.csv_records import ClientName, MatterRecord, MatterState, NoteRecord
from app.exchange.csv_values import (
    in_quotes,
    looks_like_docket_number,
    read_minutes,
    read_name,
    read_state,
    read_time,
    read_yes,
)
from app.kernel.language import tr

_BETWEEN_NAMES = re.compile(r"\s*(?:;|\n| ::: )\s*")


@dataclass(frozen=True, slots=True)
class MatterReader:
    """Makes matter records of rows. ``strict``: an empty status refuses the row."""

    strict: bool

    def read(self, row: int, cells: Cells) -> MatterRecord:
        """One row. Raises RowError."""
        title = cells.text("title")
        if not title:
            raise cells.refuse(
                "title", tr("{header} is empty: a matter needs a title.").format(header=cells.header("title"))
            )
        number, reference, court = cells.text("number"), cells.text("reference"), cells.text("court")
        court_number = cells.text("court_number")
        if not court_number and looks_like_docket_number(reference, court):
            court_number, reference = reference, ""
        if not court_number and looks_like_docket_number(number, court):
            court_number = number  # MyCase has one number only; the firm's own stays what it is
        return MatterRecord(
            row=row,
            number=number or None,
            title=title,
            status=_status(cells, strict=self.strict),
            clients=_clients(cells),
            court_number=court_number,
            court=court,
            reference=reference,
            practice_area=cells.text("practice_area"),
            stage=cells.text("stage"),
            opened_on=cells.date("opened_on"),
            closed_on=cells.date("closed_on"),
            pending_on=cells.date("pending_on"),
            limitation_on=cells.date("limitation_on"),
            responsible=cells.text("responsible") or None,
            notes=_notes(cells),
            external_id=cells.text("external_id") or None,
        )


@dataclass(frozen=True, slots=True)
class NoteReader:
    """Makes note records of rows."""

    def read(self, row: int, cells: Cells) -> NoteRecord:
        """One row. Raises RowError."""
        matter, topic, text = cells.text("matter"), cells.text("topic"), cells.joined("text", "\n\n")
        if not matter:
            raise cells.refuse(
                "matter",
                tr("{header} is empty: nobody can say where this belongs.").format(
                    header=cells.header("matter")
                ),
            )
        if not topic and not text:
            raise cells.refuse("text", tr("The row says nothing: neither a subject nor a text."))
        on = cells.date("on")
        if on is None:
            raise cells.refuse(
                "on", tr("{header} is empty: a note needs its day.").format(header=cells.header("on"))
            )
        hours = cells.text("hours") if cells.text("kind").casefold() in OF_TIME else ""
        minutes = read_minutes(hours)
        if hours and minutes is None:
            raise cells.refuse(
                "hours",
                tr("{cell} is no time in hours, such as 0.4.").format(
                    cell=f"{cells.header('hours')} {in_quotes(hours[:40])}"
                ),
            )
        billable = bool(hours) and not read_yes(cells.text("non_billable"))
        at: time | None = read_time(cells.text("on"))
        return NoteRecord(
            row, matter, on, at, cells.text("author"), topic, text, minutes, billable, read_charge(cells)
        )


def _notes(cells: Cells) -> str:
    """What the file says of the matter, and whether the other system looked for conflicts."""
    checked = cells.text("conflict_checked")
    about = cells.text("conflict_notes")
    said = ""
    if checked:
        said = tr("Conflict check: done") if read_yes(checked) else tr("Conflict check: not done")
    if about:
        said = f"{said}. {about}" if said else tr("Conflict check: {about}").format(about=about)
    return "\n\n".join(filter(None, (cells.joined("notes", "\n\n"), said)))


def _status(cells: Cells, *, strict: bool) -> MatterState:
    text = cells.text("status")
    if not text and not strict:
        return "closed" if read_yes(cells.text("is_closed")) else "open"
    state = read_state(text)
    if state is None:
        header = cells.header("status")
        words = (
            tr("{header} “{text}” is no status: it must be Open, Pending or Closed.")
            if text
            else tr("{header} is empty: it must be Open, Pending or Closed.")
        )
        raise cells.refuse("status", words.format(header=header, text=text[:40]))
    return state


def _clients(cells: Cells) -> tuple[ClientName, ...]:
    first, last = cells.text("client_first_name"), cells.text("client_last_name")
    company = cells.text("client_company")
    names = [ClientName(first, last, company)] if first or last or company else []
    names += [read_name(name) for name in _BETWEEN_NAMES.split(cells.text("clients")) if name]
    return tuple(dict.fromkeys(names))
