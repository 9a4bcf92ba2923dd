"""The vault's file is damaged: the program says so, the newest backup becomes the vault, and work goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.backups.routine import back_up_now
from app.contactlog.queries import entries
from app.kernel.clock import FixedClock
from tests.journeys.hands import Hands, rows_of
from tests.support import MONDAY, PASSWORD, Cli
from tests.ui.busy_firm import Busy
from ui.contactlog.log_sheet import LogContactSheet
from ui.matters.page import MatterPage
from ui.shell.damage import DamagePage
from ui.shell.restore import RestorePage
from ui.shell.unlock import UnlockPage
from ui.today.page import TodayPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # of the screenless platform
KEPT, LOST, AFTER = "Said before the backup was made.", "Said after it.", "Said in the restored vault."


def log(hands: Hands, words: str) -> None:
    """A call with Nora, from her matter's page."""
    hands.go("whitcombe lark", MatterPage)
    hands.press("Ctrl+N")
    hands.fill(hands.sheet(LogContactSheet).form.summary, words)
    hands.save()


def test_from_the_damage_to_the_next_call(
    firm: tuple[Path, Busy], hands_at: Callable[[Path, FixedClock], Hands], cli: Cli
) -> None:
    folder, clock = firm[0], FixedClock(MONDAY)
    hands = hands_at(folder, clock)
    hands.unlock()
    log(hands, KEPT)
    made = back_up_now(hands.workspace).made
    assert made is not None
    owed = [row.title for row in rows_of(hands.go("today", TodayPage).rows)]
    log(hands, LOST)
    hands.press("Ctrl+L")
    assert hands.is_locked()

    (data,) = folder.glob("data-*.db")
    whole = data.read_bytes()
    data.write_bytes(whole[: len(whole) // 2])  # half of it, as after a disk that was full or failed
    before = {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}
    gate = hands.window.gate
    assert isinstance(gate, UnlockPage)
    hands.tab_to(gate.password)
    hands.write(PASSWORD)
    hands.press("Return")
    hands.wait(lambda: isinstance(hands.window.gate, DamagePage))
    damage = hands.window.gate
    assert isinstance(damage, DamagePage)
    assert damage.title.text() == "This vault is damaged"
    assert damage.newest == made.file
    hands.tab_to(damage.button)
    hands.press("Space")
    hands.wait(lambda: isinstance(hands.window.gate, RestorePage))
    restore = hands.window.gate
    assert isinstance(restore, RestorePage)
    hands.tab_to(restore.panel.password)
    hands.write("not this one")
    hands.press("Return")
    assert "does not open this backup" in str(restore.panel.form.problem_texts())
    hands.fill(restore.panel.password, PASSWORD)
    hands.press("Return")
    hands.wait(lambda: isinstance(hands.window.gate, UnlockPage))
    anew = hands.window.desk.folder
    assert anew != folder
    assert {name: (folder / name).read_bytes() for name in before} == before, (
        "the damaged one lies there as it was"
    )

    hands.unlock()
    assert hands.page(MatterPage).title.text() == "Whitcombe v. Larkspur Catering", "where one was"
    assert [row.title for row in rows_of(hands.go("today", TodayPage).rows)] == owed
    log(hands, AFTER)
    with hands.workspace.read() as reader:
        said = [one.summary for one in entries(reader)]
    assert said.count(KEPT) == said.count(AFTER) == 1
    assert LOST not in said
    assert cli("verify", vault=anew).status == 0
    assert cli("verify", vault=folder).status != 0
