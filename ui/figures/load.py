"""The figures as the page shows them, read beside the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.figures.behind import BehindRows, rows_behind
from app.figures.firm import FirmFigures, Told, figures_alone
from app.figures.pick import Pick
from app.figures.sections import how_counted, sections, summary
from app.figures.span import Time, days_of
from app.figures.tables import Section
from app.kernel.collector import let_grow_old
from app.storage.rows import Interrupted, stoppable
from app.workspace import Workspace
from ui.kit import tasks


@dataclass(frozen=True, slots=True)
class FiguresShown:
    """What was counted, and its sections in the words of the window; the first sums up."""

    found: FirmFigures
    sections: tuple[Section, ...]


def load_figures(
    workspace: Workspace,
    time: Time,
    told: Told = lambda _done, _of: None,
    stop: Callable[[], bool] = lambda: False,
) -> FiguresShown:
    """Count; ``told`` hears how far it is. Once ``stop`` says so it ends soon, within a statement.

    Raises `tasks.Cancelled` then.
    """
    try:
        with workspace.read() as reader, stoppable(reader.session, stop):
            days = days_of(time, reader.today)
            found = figures_alone(reader, days.first, days.last, told=told)
    except Interrupted:
        raise tasks.Cancelled from None
    finally:
        let_grow_old()
    return FiguresShown(found, in_words(found))


def load_behind(
    workspace: Workspace, found: FirmFigures, pick: Pick, stop: Callable[[], bool] = lambda: False
) -> BehindRows:
    """The rows behind a number; once ``stop`` says so it ends soon. Raises `tasks.Cancelled` then."""
    try:
        with workspace.read() as reader, stoppable(reader.session, stop):
            return rows_behind(reader, found, pick)
    except Interrupted:
        raise tasks.Cancelled from None
    finally:
        let_grow_old()


def in_words(found: FirmFigures) -> tuple[Section, ...]:
    """The sections, the summary first."""
    first = summary(found)
    return (Section("summary", first.title, how_counted(), None, (first,)), *sections(found))
