"""How far work of several steps is, as one bar shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Progress = Callable[[int, int], None]
"""Told (done, all) now and then. It may raise to cancel: what was begun is then taken away."""
WHOLE = 1000


class Steps:
    """Tells one `Progress` of work in steps, each with its share of the whole. ``shares`` are percent."""

    def __init__(self, told: Progress, shares: Sequence[int]) -> None:
        self._told = told
        self._shares = [share * WHOLE // sum(shares) for share in shares]
        self._before = self._share = self._done = 0

    def next(self) -> Progress:
        """The next step begins; what it tells of itself is told as a part of the whole."""
        self._before += self._share
        self._share = self._shares.pop(0)
        before, share = self._before, self._share

        def tell(done: int, total: int) -> None:
            self._done = before + share * done // max(total, 1)
            self.still()

        self._done = before
        return tell

    def still(self) -> None:
        """No further, but a moment to cancel."""
        self._told(self._done, WHOLE)
