"""Where somebody was, in order, and where they are in it. Pure: it knows no window."""

from __future__ import annotations

from typing import NamedTuple

MOST = 50


class Place(NamedTuple):
    """A page, what of, and which part of it was shown (a tab, a section)."""

    page: str = ""
    arg: object = None
    view: str = ""

    def is_same(self, other: Place) -> bool:
        """Whether it is the same page of the same thing, in whichever part."""
        return (self.page, self.arg) == (other.page, other.arg)


class Trail:
    """`go` on to a place; `step` back (-1) and forward (1) along those that were."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    @property
    def here(self) -> Place:
        """Where one is; an empty place before the first."""
        return self._places[self._at] if self._places else Place()

    def go(self, place: Place) -> None:
        """To a place that one chose: what lay ahead is forgotten, and where one is already is no step."""
        if self._places and self.here.is_same(place):
            self._places[self._at] = place
            return
        self._places = [*self._places[: self._at + 1], place][-MOST:]
        self._at = len(self._places) - 1

    def see(self, view: str) -> None:
        """This part of the place is shown now."""
        if self._places:
            self._places[self._at] = self.here._replace(view=view)

    def ahead(self, by: int) -> Place | None:
        """The place one step from here; None where there is none."""
        at = self._at + by
        return self._places[at] if 0 <= at < len(self._places) else None

    def step(self, by: int) -> Place:
        """Go there."""
        if self.ahead(by) is not None:
            self._at += by
        return self.here

    def forget(self, by: int) -> None:
        """The place one step from here is no place to go to any more."""
        self._drop(by)
        beside = self.ahead(by)
        if beside is not None and beside.is_same(self.here):  # one had been here before and after it
            self._drop(by)

    def _drop(self, by: int) -> None:
        if self.ahead(by) is not None:
            del self._places[self._at + by]
            self._at -= by < 0
