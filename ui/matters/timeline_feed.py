"""Brings a matter's timeline what is looked at: the stretches around it, off the main thread.

Whoever drags the scroll bar through twenty years passes hundreds of stretches: only those still in sight when
their turn comes are read.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.contactlog.queries import EntryRow
from app.contactlog.timeline import News, Stretch
from app.workspace import Workspace
from ui.kit import copying, tasks
from ui.kit.timeline import Timeline
from ui.kit.timeline_model import TimelineItem
from ui.matters.load import MatterView, load_stretch
from ui.matters.timeline_items import stretch_items


class TimelineFeed(QObject):
    """`show` a matter as it was read just now; `failed` says why a stretch could not be read."""

    failed = Signal(object)

    def __init__(self, timeline: Timeline, workspace: Workspace) -> None:
        super().__init__(timeline)
        self._timeline, self._workspace = timeline, workspace
        self._view: MatterView | None = None
        self._stretches: dict[int, Stretch] = {}
        self._wanted: list[int] = []
        self._task: tasks.Task | None = None
        self._copying: tasks.Task | None = None
        timeline.copy_wanted.connect(self._copy)

    def clear(self) -> None:
        """Nothing is shown."""
        self._leave()
        self._view, self._stretches = None, {}
        self._timeline.set_items([])

    def show(self, view: MatterView, items: Mapping[int, Sequence[TimelineItem]]) -> None:
        """Show this, with the items of its stretches; what was looked at stays where it was."""
        seen = self._timeline.seen()
        self._leave()
        self._view, self._stretches = view, dict(view.stretches)
        self._timeline.set_stretches(view.outline.sizes, items, self._ask, seen)

    def around(self) -> Collection[UUID]:
        """The ids of what has to be there when all is read again: what is in sight and the current one."""
        seen = self._timeline.seen()
        keys: list[object] = [self._timeline.current_key(), *self._timeline.keys_in_sight()]
        if seen is not None and seen.is_top:
            keys = keys[:1]
        return {key[1] for key in keys if isinstance(key, tuple)}

    def news(self, development_id: UUID) -> News | None:
        """A development with what is known of it, as long as it is near what is seen."""
        for one in self._happened():
            if isinstance(one, News) and one.row.id == development_id:
                return one
        return None

    def entry(self, entry_id: UUID) -> EntryRow | None:
        """An entry, as long as it is near what is seen."""
        return next(
            (one for one in self._happened() if isinstance(one, EntryRow) and one.id == entry_id), None
        )

    def _happened(self) -> Sequence[EntryRow | News]:
        return [one for stretch in self._stretches.values() for one in stretch.happened]

    def _leave(self) -> None:
        self._wanted.clear()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _ask(self, number: int) -> None:
        self._wanted.append(number)
        self._go_on()

    def _go_on(self) -> None:
        """Read what was asked for last; what is out of sight by now is asked for again when it is looked at."""
        if self._task is not None or self._view is None:
            return
        near = self._timeline.near()
        for number in self._wanted:
            if number not in near:
                self._timeline.not_coming(number)
        self._wanted = [number for number in self._wanted if number in near]
        if self._wanted:
            sight = self._timeline.shown_pages()
            number = max(self._wanted, key=lambda one: one in sight)
            self._wanted.remove(number)
            self._read(self._view, number)

    def _read(self, view: MatterView, number: int) -> None:
        workspace, matter_id = self._workspace, view.sheet.row.id

        def work(_task: tasks.Task) -> tuple[Stretch, Sequence[TimelineItem]]:
            stretch = load_stretch(workspace, matter_id, view.outline, number)
            return stretch, stretch_items(view, stretch)

        def done(found: tuple[Stretch, Sequence[TimelineItem]]) -> None:
            self._task = None
            self._stretches[number] = found[0]
            self._timeline.put(number, found[1])
            kept = self._timeline.in_memory()
            self._stretches = {one: there for one, there in self._stretches.items() if one in kept}
            self._go_on()

        def failed(error: Exception) -> None:
            self._task = None
            self._timeline.not_coming(number)
            self.failed.emit(error)

        self._task = tasks.run_search(work, owner=self, done=done, failed=failed)

    def _copy(self, rows: Sequence[int]) -> None:
        """Lines of which some are not in memory are read for the clipboard, and let go of again."""
        view, workspace = self._view, self._workspace
        if view is None:
            return
        chosen = self._timeline.by_page(rows)
        if self._copying is not None:
            self._copying.cancel()

        def work(task: tasks.Task) -> list[tuple[str, ...]]:
            cells = []
            for number, lines in chosen.items():
                task.check()
                items = stretch_items(view, load_stretch(workspace, view.sheet.row.id, view.outline, number))
                cells += [items[line].cells() for line in lines if line < len(items)]
            return cells

        self._copying = tasks.run_search(work, owner=self, done=copying.copy_rows, failed=self.failed.emit)
