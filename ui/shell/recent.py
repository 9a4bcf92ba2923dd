"""What was opened lately, newest first: in memory, and gone with the lock."""

from __future__ import annotations

from uuid import UUID

from ui.shell.offers import GoTo, Key

MOST = 12


class Recent:
    """Clients and matters that were shown, and whatever was chosen in the palette."""

    def __init__(self) -> None:
        self._keys: list[Key] = []

    @property
    def keys(self) -> tuple[Key, ...]:
        """Newest first."""
        return tuple(self._keys)

    def chose(self, key: Key) -> None:
        """Somebody chose this in the palette."""
        if isinstance(key, GoTo) and not isinstance(key.arg, UUID | str | None):
            return  # words that were looked for are nobody's to see again
        self._keys = [key, *(one for one in self._keys if one != key)][:MOST]

    def showed(self, page: str, arg: object) -> None:
        """A page is shown: of a client or a matter it is remembered."""
        if page in {"matter", "client"} and isinstance(arg, UUID):
            self.chose(GoTo(page, arg))
