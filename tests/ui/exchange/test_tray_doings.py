"""Several messages placed at once: each whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from app.contactlog import commands as log
from app.contactlog.forms import NewContact
from app.exchange import take_messages
from app.exchange.commands import import_files
from app.exchange.queries import tray
from app.kernel.errors import LiaisonError, MachineTrouble, Refused
from app.matters.models import Development
from app.storage.transaction import Transaction
from tests.ui.exchange.samples import event_of, mail, notice
from ui.contactlog.about import Whom
from ui.exchange.tray_doings import TrayDoings
from ui.exchange.tray_page import TrayPage

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy


def failing(error: LiaisonError) -> Callable[[Transaction, NewContact], UUID]:
    """Logs everything but a court's notice, whose developments are written before its entry."""

    def log_contact(tx: Transaction, new: NewContact) -> UUID:
        if "court notice" in new.tags:
            raise error
        return log.log_contact(tx, new)

    return log_contact


@pytest.fixture
def waiting(busy: Busy, post: Callable[..., Path]) -> list[UUID]:
    """A notice and a mail."""
    files = (
        post("notice.eml", notice("4:25-cv-09999", "Stapler v. Pen")),
        post("call.eml", mail(sender="a@x.example")),
    )
    with busy.workspace.write() as tx:
        import_files(tx, files)
        return [one.id for one in tray(tx.reader())]


def developments(busy: Busy) -> int:
    with busy.workspace.read() as reader:
        return reader.session.query(Development).count()


def test_what_is_refused_leaves_nothing_and_the_others_are_placed(
    busy: Busy, waiting: list[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = developments(busy)
    monkeypatch.setattr(take_messages, "log_contact", failing(Refused("no", "That cannot be.")))
    done = TrayDoings(busy.workspace).place(waiting, Whom(busy.matters["whitcombe"], None))
    assert (len(done.items), done.refused) == (1, ["That cannot be."])
    assert developments(busy) == before, "a development without its entry"
    with busy.workspace.read() as reader:
        assert {one.id for one in tray(reader)} == set(waiting) - set(done.items)
    monkeypatch.undo()
    again = TrayDoings(busy.workspace).place(waiting, Whom(busy.matters["whitcombe"], None))
    assert len(again.items) == 1
    assert developments(busy) == before + 1


def test_trouble_with_the_machine_ends_it_whole(
    busy: Busy, waiting: list[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        take_messages, "log_contact", failing(MachineTrouble("disk-full", "The disk is full."))
    )
    with pytest.raises(MachineTrouble):
        TrayDoings(busy.workspace).place(waiting, Whom(busy.matters["whitcombe"], None))
    with busy.workspace.read() as reader:
        assert {one.id for one in tray(reader)} == set(waiting)


@pytest.mark.parametrize(("times", "more"), [(1, 0), (5, 3)])
def test_an_event_on_a_day_off_is_doubted_as_it_is_placed(
    busy: Busy, post: Callable[..., Path], qtbot: QtBot, settled: Callable[[], None], times: int, more: int
) -> None:
    file = post("calendar.ics", event_of("20261205", f"RRULE:FREQ=WEEKLY;COUNT={times}"))
    with busy.workspace.write() as tx:
        import_files(tx, (file,))
        (waits,) = tray(tx.reader())
    page = TrayPage(busy.workspace)
    qtbot.addWidget(page)
    page.show()
    settled()
    page._on_place_requested(waits.id, Whom(busy.matters["vance"], None), None, None)
    settled()
    said = page.messages.accessibleName()
    assert said.startswith("Placed. “Hearing” is taken over as it stands: Sat 5 Dec is a Saturday.")
    assert ("is a Saturday. 3 more" in said) == bool(more)
