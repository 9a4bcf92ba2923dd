"""The look for a newer version: off until switched on, once a week, quiet where it fails, and never more than a
sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from nacl.signing import SigningKey
from PySide6.QtCore import QObject
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.kernel.errors import MachineTrouble
from app.kernel.program import VERSION
from app.releases.publisher import Publisher
from app.releases.statement import Release, sign_release
from ui.kit import machine, tasks
from ui.kit.labels import Label
from ui.kit.sheet import sheets_in
from ui.settings.newer_line import NewerLine
from ui.shell import asking_out, newer
from ui.shell.newer import Looked, Weekly, is_time, last_look, say_last_look
from ui.shell.newer_sheet import NewerSheet
from ui.shell.preferences import Preferences

SECRET = bytes(32)
PUBLISHER = Publisher(
    "https://updates.liaison.example/newest.txt", (SigningKey(SECRET).verify_key.encode().hex(),)
)
NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)
RELEASE = Release(
    "99.4", date(2026, 11, 20), date(2027, 2, 18), {"en": "<b>Undo</b>."}, "https://liaison.example/get"
)
Settled = Callable[[], None]


class Net:
    """What lies at the address, and how often it was asked for."""

    def __init__(self) -> None:
        self.lies: bytes | Exception = sign_release(RELEASE, [SECRET])
        self.asked: list[str] = []

    def fetch(self, address: str, _stop: object, *, most: int, seconds: float) -> bytes:
        self.asked.append(address)
        assert 0 < most <= 100_000
        assert 0 < seconds <= 60
        if isinstance(self.lies, Exception):
            raise self.lies
        return self.lies


@pytest.fixture
def net(_own_rules: None, monkeypatch: pytest.MonkeyPatch) -> Net:
    made = Net()
    monkeypatch.setattr(asking_out, "fetch", made.fetch)
    monkeypatch.setattr(newer, "PUBLISHER", PUBLISHER)
    return made


class _Window(QWidget):
    """As much of the window as is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.link: Callable[[], object] = lambda: None

    def say(self, words: str, _action: str, link: Callable[[], object]) -> None:
        self.said.append(words)
        self.link = link


@pytest.fixture
def window(qtbot: QtBot) -> _Window:
    made = _Window()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def clock() -> list[datetime]:
    return [NOW]


@pytest.fixture
def weekly(window: _Window, clock: list[datetime]) -> Weekly:
    return Weekly(lambda: window, window, lambda: clock[0])  # type: ignore[arg-type,return-value] # as much of a window as is asked


def test_it_is_off_until_somebody_switches_it_on(net: Net, weekly: Weekly, settled: Settled) -> None:
    assert machine.NEWER.default is False
    weekly.look_if_due()
    settled()
    assert net.asked == []
    machine.rules().put(machine.NEWER, value=True)
    weekly.look_if_due()
    settled()
    assert net.asked == [PUBLISHER.address]


def test_once_a_week_and_the_day_after_where_it_failed(
    net: Net, weekly: Weekly, window: _Window, clock: list[datetime], settled: Settled
) -> None:
    machine.rules().put(machine.NEWER, value=True)

    def looked(after: timedelta) -> int:
        net.asked.clear()
        clock[0] += after
        weekly.look_if_due()
        settled()
        return len(net.asked)

    assert looked(timedelta()) == 1
    assert looked(timedelta(days=6, hours=23)) == 0
    net.lies = MachineTrouble("no-answer", "Nobody answered.")
    assert looked(timedelta(hours=1)) == 1
    assert looked(timedelta(hours=23)) == 0
    assert looked(timedelta(hours=1)) == 1
    assert window.said == ["Liaison 99.4 is there."], "where it fails nobody is disturbed"
    assert say_last_look(clock[0]) == "Last looked on Tue 1 Dec; it could not be found out."
    assert last_look().published == RELEASE.published, "what was believed is not forgotten for it"


def test_a_clock_that_was_put_back_is_no_reason_to_wait() -> None:
    assert is_time(NOW, Looked(NOW + timedelta(days=400), "newest", "", None))
    assert is_time(NOW, Looked(None, "", "", None))


def test_a_newer_one_is_told_shown_and_opened_only_when_asked(
    net: Net, weekly: Weekly, window: _Window, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or len(opened) > 1
    )
    machine.rules().put(machine.NEWER, value=True)
    weekly.look_if_due()
    settled()
    assert say_last_look(NOW) == "Last looked on Mon 23 Nov: Liaison 99.4 is there."
    assert sheets_in(window) == []
    window.link()
    [sheet] = sheets_in(window)
    assert isinstance(sheet, NewerSheet)
    said = [label.text() for label in sheet.findChildren(Label)]
    assert "<b>Undo</b>." in said, "as it was written, no marks"
    assert RELEASE.where in said
    assert any(VERSION in words for words in said)
    assert opened == []
    sheet.accept_button.click()
    assert sheet.note.text().startswith("No browser opened.")
    sheet.accept_button.click()
    assert opened == [RELEASE.where] * 2
    assert sheets_in(window) == []


@pytest.mark.parametrize("version", [VERSION, "0.0.1"])
def test_an_equal_or_older_one_is_none(
    net: Net, weekly: Weekly, window: _Window, settled: Settled, version: str
) -> None:
    net.lies = sign_release(replace(RELEASE, version=version), [SECRET])
    machine.rules().put(machine.NEWER, value=True)
    weekly.look_if_due()
    settled()
    assert window.said == []
    assert say_last_look(NOW) == "Last looked on Mon 23 Nov: this is the newest version."


def test_nobody_is_led_back_by_a_statement_of_before(net: Net, window: _Window, settled: Settled) -> None:
    line = NewerLine(lambda: NOW)
    line.setParent(window)
    line.look_now()
    settled()
    net.lies = sign_release(replace(RELEASE, version="99.3", published=date(2026, 11, 1)), [SECRET])
    line.look_now()
    settled()
    assert "is older than what was said before" in line.words.text()


def test_look_now_says_what_came_of_it_though_the_weekly_look_is_off(
    net: Net, qtbot: QtBot, settled: Settled
) -> None:
    line = NewerLine(lambda: NOW)
    qtbot.addWidget(line)
    line.show()
    assert line.words.text() == f"You have {VERSION}. Nobody looked yet."
    net.lies = sign_release(replace(RELEASE, version=VERSION), [SECRET])
    line.look_button.click()
    assert not line.look_button.isEnabled()
    settled()
    assert line.words.text() == f"{VERSION} is the newest version."
    net.lies = MachineTrouble("too-slow", "It did not come in time.")
    line.look_button.click()
    settled()
    assert line.words.text() == "It did not come in time."
    net.lies = sign_release(RELEASE, [SECRET])
    line.look_button.click()
    settled()
    assert line.words.text() == "Last looked on Mon 23 Nov: Liaison 99.4 is there."
    [sheet] = sheets_in(line)
    sheet.reject()
    machine.rules().put(machine.NEWER_LOOKED, {})
    assert line.words.text().endswith("Nobody looked yet.")
    assert len(net.asked) == 3


def test_what_breaks_off_a_look_leaves_nothing_behind(
    net: Net, window: _Window, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def waits(_address: str, stop: tasks.Task, *, most: int, seconds: float) -> bytes:
        while True:
            stop.check()

    monkeypatch.setattr(asking_out, "fetch", waits)
    newer.look(window, NOW, done=pytest.fail, failed=pytest.fail)
    tasks.leave()
    settled()
    assert last_look().at is None


@pytest.mark.usefixtures("_own_rules")
@pytest.mark.parametrize(
    "said",
    [
        {"at": "yesterday"},
        {"at": "0001-01-01T00:00:00"},
        {"at": "9999-12-31T23:59:59"},
        {"at": NOW.isoformat(), "version": "one"},
        {"at": NOW.isoformat(), "published": "x"},
        {"came": "newer"},
    ],
    ids=str,
)
def test_nonsense_in_the_settings_file_breaks_nothing(said: dict[str, str]) -> None:
    machine.rules().put(machine.NEWER_LOOKED, said)
    assert isinstance(say_last_look(NOW), str)
    assert is_time(NOW, last_look())


def test_the_settings_file_keeps_it(net: Net, window: _Window, tmp_path: Path, settled: Settled) -> None:
    file = tmp_path / "window.ini"
    kept = Preferences(file)
    kept.recall()
    owner = QObject(window)
    newer.look(owner, NOW, done=lambda _: None, failed=pytest.fail)
    settled()
    before = last_look()
    assert before.version == "99.4"
    machine._rules.clear()  # this one is gone with its process
    assert last_look().at is None
    Preferences(file).recall()
    assert last_look() == before
