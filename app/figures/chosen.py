"""Which of the things in a group a figure counts, so that the rows behind a number are as many as it says. Pure.

Of an average, a share or a span: what it is taken of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from app.concerns.figures import ConcernFigure
from app.contactlog.note_times import NoteTime
from app.feedback.queries import AnswerRow
from app.figures.counted import Review, ReviewedFile
from app.figures.house import RATED
from app.figures.part import NAMES, Tally
from app.figures.pick import Pick
from app.owed.forgotten import Forgotten
from app.owed.items import OwedItem, OwedState
from app.owed.slipped.lines import Line, LineState
from app.policies.queries import Outstanding

Thing = (
    Line | NoteTime | OwedItem | Forgotten | ConcernFigure | AnswerRow | ReviewedFile | Review | Outstanding
)

_PROMISES: Final[Mapping[str, Callable[[Line], bool]]] = {
    "promised": lambda line: _is_promised(line),
    "percent": lambda line: _is_promised(line),
    "in_time": lambda line: line.state is LineState.GIVEN and line.due is not None,
    "late": lambda line: line.state is LineState.LATE,
    "missed": lambda line: line.state is LineState.MISSED,
    "late_or_missed": lambda line: line.state in {LineState.LATE, LineState.MISSED},
    "excused": lambda line: line.state is LineState.EXCUSED,
    "open": lambda line: line.state is LineState.OWED,
    "unscheduled": lambda line: line.state is LineState.GIVEN and line.due is None,
    "median": lambda line: _took(line),
    "p95": lambda line: _took(line),
    "longest_late": lambda line: line.late_by is not None,
    "waiting": lambda line: line.is_open,
    "waiting_late": lambda line: line.is_open and line.state is LineState.MISSED,
}


def _is_promised(line: Line) -> bool:
    """Given in time, given late, or not given."""
    if line.state is LineState.GIVEN:
        return line.due is not None
    return line.state in {LineState.LATE, LineState.MISSED}


def _took(line: Line) -> bool:
    return line.took is not None and line.was_promised and line.state in {LineState.GIVEN, LineState.LATE}


def chosen(found: Tally, pick: Pick) -> Sequence[Thing]:
    """What the figure counts, or is taken of, in its group."""
    if pick.room in NAMES.values():
        wanted = _PROMISES[pick.figure]
        return [line for line in found.lines if NAMES.get(line.kind) == pick.room and wanted(line)]
    if pick.room == "causes":
        return [one for one in found.raised if one.cause == pick.figure]
    if pick.room == "feedback":
        return _answers(found, pick.figure)
    return _REST[pick.name](found)


def _answers(found: Tally, figure: str) -> list[AnswerRow]:
    if figure == "declined":
        return [one for one in found.answers if one.declined]
    given = [one for one in found.answers if not one.declined]
    asked = figure.removesuffix("_answers")
    if asked in RATED:
        return [one for one in given if asked in one.scores.rated]
    if asked == "net":
        return [one for one in given if one.scores.recommend is not None]
    if figure in {"low", "called"}:
        return [one for one in given if one.follow_up_id is not None and (figure == "low" or one.call_done)]
    return given


_REST: Final[Mapping[str, Callable[[Tally], Sequence[Thing]]]] = {
    "standing.owed": lambda found: found.items,
    "standing.overdue": lambda found: [one for one in found.items if one.state is OwedState.OVERDUE],
    "standing.forgotten": lambda found: found.lost,
    "notes.written": lambda found: found.notes,
    "notes.late": lambda found: found.late_notes,
    "notes.late_percent": lambda found: found.notes,
    "notes.median": lambda found: found.late_notes,
    "notes.longest": lambda found: found.late_notes,
    "concerns.raised": lambda found: found.raised,
    "concerns.resolved": lambda found: found.resolved,
    "concerns.resolution": lambda found: found.resolved,
    "concerns.open": lambda found: found.open,
    "concerns.open_middle": lambda found: found.open,
    "concerns.oldest": lambda found: found.open,
    "reviews.files": lambda found: found.files,
    "reviews.percent": lambda found: found.files,
    "reviews.reviewed": lambda found: [one for one in found.files if one.on],
    "reviews.done": lambda found: found.reviews,
    "policies.outstanding": lambda found: found.to_acknowledge,
}
