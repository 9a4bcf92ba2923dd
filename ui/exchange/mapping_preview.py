"""How one row of a table would come in, as a line of the preview."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.exchange.csv_records import ContactRecord, Item, MatterRecord, RefusedRow
from app.kernel.numbers import say_number
from ui.kit import chips
from ui.kit.row_model import Row

translate = QCoreApplication.translate


def previewed(one: Item | RefusedRow) -> Row:
    """Name or title, what is known beside it, and where a row does not come in, why."""
    if isinstance(one, RefusedRow):
        said = translate("Columns", "row {row}").format(row=say_number(one.row))
        return Row(
            one.row, said, "", "file", one.reason, chips=(chips.late(translate("Columns", "stays out")),)
        )
    if isinstance(one, ContactRecord):
        name = " ".join(filter(None, (one.first_name, one.middle_name, one.last_name))) or one.company
        ways = [way.value for way in (*one.emails, *one.phones)]
        ways += [", ".join(filter(None, (place.street, place.city))) for place in one.addresses]
        beside = one.company if one.company != name else ""
        return Row(one.row, name, one.job_title or beside, "client", " · ".join(filter(None, ways)))
    if isinstance(one, MatterRecord):
        clients = [" ".join(filter(None, (name.first, name.last))) or name.company for name in one.clients]
        facts = (one.number or "", one.status, one.court_number, one.practice_area, one.responsible or "")
        return Row(one.row, one.title, ", ".join(clients), "matter", " · ".join(filter(None, facts)))
    day = one.on.isoformat()
    return Row(
        one.row, one.matter, f"{day} · {one.author}" if one.author else day, "note", one.topic or one.text
    )
