"""What is corrected in working time at once, with a way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.hours.commands import (
    DayTurned,
    NewAbsence,
    NewFirmDay,
    add_absence,
    add_firm_day,
    remove_absence,
    remove_firm_day,
    set_opening_hours,
    turn_back,
    work_on,
)
from app.hours.queries import Absence, opening_hours
from app.owed.handover.away_news import end_absence
from app.workdays.own_days import Span
from ui.kit import tasks
from ui.settings.hours_view import Correction, DayLine

if TYPE_CHECKING:
    from app.storage.transaction import Transaction
    from app.workspace import Workspace
    from ui.settings.page import FirmPage

Do = Callable[["Transaction"], object]


class HoursDoings(QObject):
    """For the Firm page: says what was done at its foot, with "Undo"."""

    def __init__(self, page: FirmPage, workspace: Workspace) -> None:
        super().__init__(page)
        self._page, self._workspace = page, workspace
        self._under_way = False

    def usual(self) -> None:
        """The usual hours again."""
        self._run(_to_usual, self.tr("The usual hours count again"), lambda before: _back_to(before))

    def correct(self, line: DayLine) -> None:
        """Work on a holiday, or not; take a day of the firm's own out of its calendar."""
        if line.correction is Correction.REMOVE and line.day_id is not None:
            day_id = line.day_id
            words = self.tr("{name} is out of the firm's calendar").format(name=line.name)
            self._run(lambda tx: remove_firm_day(tx, day_id), words, lambda new: _again(new))
        elif line.correction in {Correction.OPEN, Correction.CLOSE}:
            open_ = line.correction is Correction.OPEN
            said = self.tr("The firm works on {name}") if open_ else self.tr("The firm is closed on {name}")
            self._run(
                lambda tx: work_on(tx, line.first, open_=open_),
                said.format(name=line.name),
                _turned_back,
            )

    def is_back(self, one: Absence) -> None:
        """Somebody is not away after all, or not any more."""
        self._run(
            lambda tx: end_absence(tx, one.id), self.tr("Taken back"), lambda rest: _away_again(one, rest)
        )

    def _run(self, do: Do, words: str, undo: Callable[[object], Do]) -> None:
        def done(result: object) -> None:
            self._page.mark_stale()
            self._page.messages.say(words, self.tr("Undo"), lambda: self._write(undo(result), self._undone))

        self._write(do, done)

    def _write(self, do: Do, done: Callable[[object], object]) -> None:
        """Nothing while something is under way: of two clicks the second would find what the first one made, and
        "Undo" would put that back."""
        if self._under_way:
            return
        self._under_way = True
        workspace = self._workspace

        def work() -> object:
            with workspace.write() as tx:
                return do(tx)

        def written(result: object) -> None:
            self._under_way = False
            done(result)

        def failed(error: Exception) -> None:
            self._under_way = False
            self._page.errors.show_error(error)

        tasks.run(work, owner=self._page, done=written, failed=failed)

    def _undone(self, _: object) -> None:
        self._page.mark_stale()


def _turned_back(turned: object) -> Do:
    def undo(tx: Transaction) -> None:
        if isinstance(turned, DayTurned):
            turn_back(tx, turned)

    return undo


def _to_usual(tx: Transaction) -> Mapping[int, Sequence[Span]] | None:
    before = opening_hours(tx.reader())
    set_opening_hours(tx, None)
    return before


def _back_to(before: object) -> Do:
    return lambda tx: set_opening_hours(tx, before if isinstance(before, Mapping) else None)


def _again(removed: object) -> Do:
    def put_back(tx: Transaction) -> None:
        if isinstance(removed, NewFirmDay):
            add_firm_day(tx, removed)

    return put_back


def _away_again(one: Absence, rest: object) -> Do:
    def put_back(tx: Transaction) -> None:
        if rest is not None and isinstance(rest, type(one.id)):
            remove_absence(tx, rest)
        add_absence(tx, NewAbsence(one.colleague_id, one.first, one.last, one.stand_in_id, one.note))

    return put_back
