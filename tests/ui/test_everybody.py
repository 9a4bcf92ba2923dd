"""Whoever hears the window, has only a keyboard or sees little meets every page and form whole: a walk (`walk.py`)
through all that the tour shows, and through every form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.kernel.language import speak
from app.languages.pseudo import PseudoCatalogue
from app.languages.pseudo import pseudo as pseudo_words
from tests.ui import foreign, walk
from tests.ui.office import Office
from tests.ui.test_form_drafts import FORMS
from ui.desk import WorkspaceDesk
from ui.kit import spoken
from ui.kit.sheet import sheets_in
from ui.shell.main_window import MainWindow
from ui.shell.window import VaultWindow
from ui.tour.stops import stops

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # of the screenless platform
Settled = Callable[[], None]


class _Remembered(PseudoCatalogue):
    """Knows of all that it said what stands behind it."""

    said: ClassVar[dict[str, str]] = {}

    def find(self, words: str, meaning: str = "") -> str | None:
        found = super().find(words, meaning)
        self.said[found or ""] = words
        return found

    def says(self, text: str, name: str) -> bool:
        """See `walk.says`: longer words end with what is no part of them, and dots stand before that."""
        words = self.said.get(text, "").rstrip("… ")
        return walk.says(text, name) or (
            bool(words) and walk.says(pseudo_words(words)[1 : 1 + len(words)], name)
        )


@pytest.fixture
def pseudo(qapp: QApplication) -> Iterator[_Remembered]:
    """The window speaks what nobody speaks: what is not translated shows."""
    translator, catalogue = spoken.Catalogued(qapp), _Remembered()
    qapp.installTranslator(translator)
    speak(catalogue)
    yield catalogue
    qapp.removeTranslator(translator)


def _in_front(window: VaultWindow, qtbot: QtBot) -> VaultWindow:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=20_000)
    return window


def _close_sheets(window: MainWindow, settled: Settled) -> None:
    for sheet in reversed(sheets_in(window)):
        sheet.drop()
    settled()


def test_every_form(office: Office, qtbot: QtBot) -> None:
    found = []
    for name, open_form in FORMS.items():
        open_form(office)
        office.settled()
        found += [f"{name}: {one}" for one in walk.troubles(_in_front(office.window, qtbot))]
        _close_sheets(office.window, office.settled)
    assert not found, "\n".join(found)


_PAPER_AND_TYPED = (
    *(
        "access",
        "clients-duplicates",
        "conflict-check",
        "entry-note",
        "firm-foot",
        "firm-vault",
        "firm-backups",
        "form-letter",
        "form-merge",
    ),
    *(
        "form-person-signs-in",
        "form-recovery-key",
        "form-update",
        "help",
        "import",
        "letter",
        "newer",
        "palette",
    ),
    *(
        "polic",
        "quick-entry",
        "remove-refused",
        "reports-many",
        "search",
        "shortcuts",
        "slipped-print",
        "terms-versions",
        "tray",
    ),
    *("today-p", "untold"),
)
"""How the stops begin that show what the firm's paper says, in the firm's language, or what the tour typed."""
_TYPED = frozenset(
    {
        "It belongs to another matter",
        *("Attorney $340", "Paralegal $140", "per hour", "doc", "Nora Witcombe", "Los Angeles", "subpoena"),
        *(
            "liaison-backup",
            "Court on the phone",
            "An expert is needed",
            "as talked over",
            "Conflict of interest",
        ),
    }
)


def test_all_that_the_tour_shows_in_a_language_of_longer_words(
    pseudo: _Remembered, demo: MainWindow, qtbot: QtBot, settled: Settled
) -> None:
    """One walk for all that may be wrong: also each word goes through the catalogue, and longer ones cut no button."""
    desk = demo.desk
    assert isinstance(desk, WorkspaceDesk)
    with desk.workspace.read() as reader:
        known = foreign.known_of(reader)
    found = []
    for stop in stops(demo, desk.workspace, settled):
        stop.go()
        settled()
        front = _in_front(demo.windows.front(), qtbot)
        found += [f"{stop.name}: {one}" for one in walk.cut(front)]
        if not stop.name.startswith(_PAPER_AND_TYPED):
            found += [f"{stop.name}: {one}" for one in foreign.english(demo, known, _TYPED)]
        found += [f"{stop.name}: {one}" for one in walk.troubles(front, pseudo.says)]
        demo.windows.close_others()
        _close_sheets(demo, settled)
    assert not found, "\n".join(found)
