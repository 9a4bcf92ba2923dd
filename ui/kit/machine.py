"""What is settled for this computer, whoever sits at it: when it locks, whether its screen may be captured, which
folder is looked at for files to bring in.

For the computer and not for the person, since it is the place that decides: a front desk needs a shorter time than a
closed room. Whatever the settings file says, it locks after an hour at the latest.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

LOCK_AFTER = 5
"""Minutes without a key or the mouse (VAULT.md)."""
LOCK_CHOICES = (1, 2, 3, 5, 10, 15, 30, 60)
SHORTEST, LONGEST = LOCK_CHOICES[0], LOCK_CHOICES[-1]


class MachineRules(QObject):
    """`changed()` after each change."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lock_after = LOCK_AFTER
        self._may_capture = False
        self._import_folder = ""

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
