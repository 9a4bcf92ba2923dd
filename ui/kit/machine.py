"""What is settled for this computer, whoever sits at it: when it locks, whether its screen may be captured, which
folder is looked at for files to bring in, how the calendar is looked at, when it
is said how much is owed.

For the computer and not for the person, since it is the place that decides: a front desk needs a shorter time than a
closed room. Whatever the settings file says, it locks after an hour at the latest.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

LOCK_AFTER = 5
"""Minutes without a key or the mouse (VAULT.md)."""
LOCK_CHOICES = (1, 2, 3, 5, 10, 15, 30, 60)
REMIND_CHOICES = ("", *(f"{hour:02}:{minute:02}" for hour in range(6, 21) for minute in (0, 30)))
"""Times at which how much is owed may be said; "" for never."""
SHORTEST, LONGEST = LOCK_CHOICES[0], LOCK_CHOICES[-1]


class MachineRules(QObject):
    """`changed()` after each change."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lock_after = LOCK_AFTER
        self._may_capture = False
        self._import_folder = ""
        self._remind_at = self._reminded_on = ""
        self._begun_firm: dict[str, str] = {}
        self._calendar_view = ""
        self._calendar_hidden: frozenset[str] = frozenset()

    @property
    def begun_firm(self) -> Mapping[str, str]:
        """The answers to the first questions of a firm whose vault is not made yet; empty where nobody began."""
        return self._begun_firm

    def set_begun_firm(self, answers: Mapping[str, str]) -> None:
        """Somebody answered so far; {} when the vault is made. Never a password."""
        self._begun_firm = dict(answers)
        self.changed.emit()

    @property
    def calendar_view(self) -> str:
        """How the calendar was looked at last: "month", "week", "agenda", or ""."""
        return self._calendar_view

    @property
    def calendar_hidden(self) -> frozenset[str]:
        """The kinds of things that the calendar leaves out."""
        return self._calendar_hidden

    def set_calendar(self, view: str, hidden: frozenset[str]) -> None:
        """Look at the calendar so from now on."""
        self._calendar_view, self._calendar_hidden = view, hidden
        self.changed.emit()

    @property
    def remind_at(self) -> str:
        """When how much is owed is said once a day: "09:00", by this computer's clock; "" for never."""
        return self._remind_at

    @property
    def reminded_on(self) -> str:
        """The day on which it was said last, ISO 8601; "" for none."""
        return self._reminded_on

    def set_remind_at(self, at: str) -> None:
        """Say it at this time from now on; "" for never."""
        self._remind_at = at if at in REMIND_CHOICES else ""
        self.changed.emit()

    def set_reminded_on(self, day: str) -> None:
        """It was said on this day."""
        self._reminded_on = day
        self.changed.emit()

    @property
    def lock_after(self) -> int:
        """Minutes without a key or the mouse until the vault is locked."""
        return self._lock_after

    @property
    def may_capture(self) -> bool:
        """Whether the window may be seen in screenshots, recordings and shared screens (Windows)."""
        return self._may_capture

    @property
    def import_folder(self) -> str:
        """The folder whose files are offered to be brought in; "" for none."""
        return self._import_folder

    def set_import_folder(self, folder: str) -> None:
        """Look at this folder from now on, or at none."""
        self._import_folder = folder
        self.changed.emit()

    def set_lock_after(self, minutes: int) -> None:
        """Kept between a minute and an hour."""
        self._lock_after = min(max(minutes, SHORTEST), LONGEST)
        self.changed.emit()

    def set_may_capture(self, may: bool) -> None:
        """Show the window to those who capture the screen, or hide it from them."""
        self._may_capture = may
        self.changed.emit()


_rules: list[MachineRules] = []


def rules() -> MachineRules:
    """The one set of rules of this process."""
    if not _rules:
        _rules.append(MachineRules())
    return _rules[0]
