"""The tour at what comes in: files, tables, the message tray."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from ui.tour.stop import Stop

if TYPE_CHECKING:
    from app.workspace import Workspace
    from ui.shell.main_window import MainWindow


_CSV = "First Name,Last Name,E-mail 1 - Value,Phone 1 - Value\nOlga,Brandt,olga@example.com,+1 510 555 0177\n,,,\n"
_OTHER_CSV = "Customer;Telephone;Town;Colour\nOlga Brandt;510 555 0177;Oakland;blue\nPiers Ames;510 555 0178;Alameda;\n"
_CARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lindqvist;Astrid;;;\r\nFN:Astrid Lindqvist\r\nTEL;TYPE=CELL:+1 510 555 0142\r\n"
    "EMAIL:astrid@example.com\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n"
)
_MAIL = (
    "From: Somebody <somebody@example.org>\nTo: office@example.com\nSubject: Your file\n"
    "Date: Fri, 20 Nov 2026 10:00:00 -0800\nMessage-ID: <tour-1@example.org>\n\nPlease call me back about the fence.\n"
)


def import_stops(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Stop]:
    """Files chosen, looked at before they come in, and what waits in the tray."""
    from app.exchange.commands import import_files
    from ui.exchange.import_sheet import open_import

    yield Stop("import-choose", lambda: window.registry["import"].trigger())
    with tempfile.TemporaryDirectory(prefix="liaison-tour-") as room:
        table, mail = Path(room) / "contacts.csv", Path(room) / "message.eml"
        table.write_text(_CSV, encoding="utf-8")
        mail.write_text(_MAIL, encoding="utf-8")
        cards, dates = Path(room) / "cards.vcf", Path(room) / "court.ics"
        cards.write_text(_CARDS, encoding="utf-8")
        dates.write_text(_dates(workspace), encoding="utf-8")
        yield Stop("import", lambda: open_import(window, workspace, [table, mail, cards, dates]))
        other = Path(room) / "customers.csv"
        other.write_text(_OTHER_CSV, encoding="cp1252")
        yield Stop("import-columns", lambda: _act_on_first(window, workspace, [other], settle))
        broken = Path(room) / "broken.csv"
        broken.write_text(_CSV + ',,,lost@example.com,\nToo,few\nAnn,"Harbour,,,\n', encoding="utf-8")
        yield Stop("import-refused-rows", lambda: open_import(window, workspace, [broken]))
        table.write_text(_CSV.replace("Olga", "Zoë"), encoding="cp1252")
        yield Stop("import-letters", lambda: _act_on_first(window, workspace, [table], settle))
        more = [Path(room) / f"{number}.eml" for number in range(3)]
        for number, one in enumerate(more):
            fresh = _MAIL.replace("tour-1@", f"{uuid4().hex}@")  # in each round another message
            one.write_text(fresh.replace("Subject: ", f"Subject: {number + 1}. "), encoding="utf-8")
        with workspace.write() as tx:
            import_files(tx, [mail, *more])
    yield Stop("import-folder", lambda: _offer_files(window, 3))
    _offer_files(window, 0)
    yield Stop("tray", lambda: window.navigate("tray"))
    yield from _tray_stops(window, workspace, settle)


def _dates(workspace: Workspace) -> str:
    """A calendar that names a matter, and an event that names none."""
    from app.matters.queries import list_matters

    with workspace.read() as reader:
        matter = next(iter(list_matters(reader)))
        day = reader.today + timedelta(days=40)
    events = (f"Hearing in {matter.number}", "Lunch with the accountant")
    said = "".join(
        f"BEGIN:VEVENT\r\nUID:{number}@tour\r\nDTSTART:{day:%Y%m%d}T173000Z\r\nSUMMARY:{one}\r\nEND:VEVENT\r\n"
        for number, one in enumerate(events)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Court//EN\r\n{said}END:VCALENDAR\r\n"


def _offer_files(window: MainWindow, count: int) -> None:
    """As if so many files lay in the import folder."""
    from ui.exchange.folder_watch import FolderWatch

    window.navigate("today")
    for watch in window.findChildren(FolderWatch):
        watch.bar.offer(count, "Scans")


def _tray_stops(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Stop]:
    """One placed, so that something is suggested and an address can be remembered; then nothing waits any more."""
    from app.exchange.commands import dismiss_tray_item, place_tray_item
    from app.exchange.place_rules import forget_place, learn_place, place_rules
    from app.exchange.queries import tray
    from app.matters.queries import list_matters
    from ui.exchange.tray_sheets import AsideSheet, RulesSheet

    with workspace.write() as tx:
        waiting = [row for row in tray(tx.reader()) if row.address]
        matter = next(iter(list_matters(tx.reader())), None)
        if matter is not None and waiting:
            place_tray_item(tx, waiting[0].id, matter_id=matter.id)
            learn_place(tx, waiting[0].address, matter.id)
    settle()
    yield Stop("tray-suggested", lambda: window.navigate("tray"))
    yield Stop("tray-rules", lambda: RulesSheet(window, workspace).open())
    yield Stop("tray-aside", lambda: AsideSheet(window, ["Lease, signed copy", "Newsletter, week 47"]).open())
    with workspace.write() as tx:
        for row in tray(tx.reader()):
            dismiss_tray_item(tx, row.id)
        for rule in place_rules(tx.reader()):  # in the next round something waits again
            forget_place(tx, rule.id)
    settle()
    yield Stop("tray-empty", lambda: window.navigate("tray"))


def _act_on_first(
    window: MainWindow, workspace: Workspace, files: list[Path], settle: Callable[[], None]
) -> None:
    """Open the preview, then what its first row asks."""
    from ui.exchange.import_sheet import open_import

    sheet = open_import(window, workspace, files)
    settle()
    sheet.rows.acted.emit(sheet.rows.keys()[0])
