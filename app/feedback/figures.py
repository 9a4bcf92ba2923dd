"""How clients found the firm's work, by lawyer, practice area and quarter, with the number of answers (PRACTICE H2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.feedback.queries import AnswerRow, answers, asks
from app.feedback.rules import Average, Recommending, average, quarter_of, recommending
from app.kernel.language import tr
from app.people.queries import may_weigh
from app.storage.transaction import Reader

Key = UUID | str | tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class FeedbackPart:
    """The figures of a group. ``answers``: how many said something; ``declined``: how many would rather not;
    ``low``: how many owed a call, ``called`` of them done by now."""

    key: Key
    label: str
    answers: int
    declined: int
    clarity: Average
    timeliness: Average
    usefulness: Average
    recommend: Recommending
    low: int
    called: int


@dataclass(frozen=True, slots=True)
class FeedbackFigures:
    """Of a time, both days included. ``asked``: how many clients were asked in it; each group by itself: by whom
    the matter was looked after then (None: nobody), by the matter's practice area then (""), by quarter of the
    firm's day on which it came, as (2026, 4)."""

    first: date
    last: date
    asked: int
    whole: FeedbackPart
    by_person: tuple[FeedbackPart, ...]
    by_area: tuple[FeedbackPart, ...]
    by_quarter: tuple[FeedbackPart, ...]


def feedback_figures(reader: Reader, first: date, last: date) -> FeedbackFigures:
    """The one source of these figures: on the page, on paper, in a table and as JSON; of the people only those whose
    figures the reader may see."""
    rows = answers(reader, first=first, last=last)
    none = tr("None", "practice area")
    seen = {one for one in {row.person_id for row in rows} if may_weigh(reader, one)}
    return FeedbackFigures(
        first,
        last,
        sum(first <= ask.asked_on <= last for ask in asks(reader)),
        feedback_part(None, tr("The firm"), rows),
        _parts(
            [row for row in rows if row.person_id in seen],
            lambda row: row.person_id,
            lambda row: row.person or tr("Nobody"),
            by_label=True,
        ),
        _parts(
            rows,
            lambda row: row.practice_area,
            lambda row: row.practice_area or none,
            by_label=True,
        ),
        _parts(rows, lambda row: quarter_of(row.received_on), lambda row: say_quarter(row.received_on)),
    )


def say_quarter(day: date) -> str:
    """As in "Q4 2026"; "T4 2026" in Spanish."""
    year, quarter = quarter_of(day)
    return tr("Q{quarter} {year}").format(quarter=quarter, year=f"{year:04}")


def _parts(
    rows: Iterable[AnswerRow],
    key: Callable[[AnswerRow], Key],
    label: Callable[[AnswerRow], str],
    *,
    by_label: bool = False,
) -> tuple[FeedbackPart, ...]:
    groups: dict[Key, list[AnswerRow]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    parts = [feedback_part(one, label(found[0]), found) for one, found in groups.items()]
    if by_label:
        return tuple(sorted(parts, key=lambda part: (not part.key, part.label.casefold(), str(part.key))))
    return tuple(sorted(parts, key=lambda part: str(part.key)))


def feedback_part(key: Key, label: str, rows: Sequence[AnswerRow]) -> FeedbackPart:
    """The figures of these answers."""
    given = [row for row in rows if not row.declined]
    low = [row for row in given if row.follow_up_id is not None]
    return FeedbackPart(
        key,
        label,
        len(given),
        len(rows) - len(given),
        average(row.scores.clarity for row in given),
        average(row.scores.timeliness for row in given),
        average(row.scores.usefulness for row in given),
        recommending(row.scores.recommend for row in given),
        len(low),
        sum(row.call_done for row in low),
    )
