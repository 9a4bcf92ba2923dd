"""The figures of the firm's own house of one group: concerns, feedback, file reviews, policies to acknowledge. Pure.

Of concerns (`app.concerns.figures`, G2), each with who handles it; those that were none after all count for nothing:

- ``raised`` in the time, and each cause by itself under ``causes``. ``resolved`` in the time (or closed without that
  step); ``resolution``: the middle of how many days those took, of an even number the lower one, never an average.
- ``open`` at the end of the time, which is: not closed, also where it is resolved and still to be followed up or
  learned from; ``open_middle`` and ``oldest``: their age in days.

Of feedback (`app.feedback.figures`, H2), by who was responsible for the matter and by its practice area, when the
answer was written down:

- ``answers`` that came in the time, ``declined`` beside them. ``clarity``, ``timeliness``, ``usefulness``: averages
  from 1 to 5, each with the number of its answers (``clarity_answers``), and no number where those are three or fewer.
- ``net``: of ``net_answers`` to "would you recommend us" the share of 9 and 10 less that of 0 to 6, in hundredths.
- ``low``: answers that owed a call; ``called``: how many of those were called by now.

Of file reviews (`app.reviews.figures`, I3), by who is responsible for the file: ``files`` that ran in the time,
``reviewed`` of them, ``percent`` the share, ``done`` the reviews that were finished.

Of policies (`app.policies.queries`, I1): ``outstanding`` acknowledgements of people at the end of the time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.concerns.figures import ConcernFigures
from app.feedback.figures import FeedbackPart, feedback_part
from app.feedback.queries import AnswerRow
from app.feedback.rules import Average
from app.figures.counted import ReviewedFile
from app.figures.values import Unit, Value, percent

RATED = ("clarity", "timeliness", "usefulness")


def concern_values(found: ConcernFigures, *, standing: bool) -> Iterator[tuple[str, Value]]:
    """Of these concerns; without ``standing`` only what belongs to a time."""
    yield "concerns.raised", Value(len(found.raised))
    for cause, count in found.by_cause.items():
        yield f"causes.{cause}", Value(count)
    yield "concerns.resolved", Value(len(found.resolved))
    yield "concerns.resolution", Value(found.resolution_days, Unit.DAYS)
    if standing:
        yield "concerns.open", Value(len(found.open))
        yield "concerns.open_middle", Value(found.open_days, Unit.DAYS)
        yield "concerns.oldest", Value(found.oldest_days, Unit.DAYS)


def feedback_values(rows: Sequence[AnswerRow]) -> Iterator[tuple[str, Value]]:
    """Of these answers."""
    found = feedback_part(None, "", rows)
    yield "feedback.answers", Value(found.answers)
    yield "feedback.declined", Value(found.declined)
    for name, one in zip(RATED, _averages(found), strict=True):
        mean = None if one.tenths is None else one.tenths / 10
        yield f"feedback.{name}", Value(mean, Unit.SCORE, one.count)
        yield f"feedback.{name}_answers", Value(one.count)
    yield "feedback.net", Value(found.recommend.hundredths, Unit.NET, found.recommend.count)
    yield "feedback.net_answers", Value(found.recommend.count)
    yield "feedback.low", Value(found.low)
    yield "feedback.called", Value(found.called)


def _averages(found: FeedbackPart) -> tuple[Average, ...]:
    return found.clarity, found.timeliness, found.usefulness


def review_values(files: Sequence[ReviewedFile], done: int, *, standing: bool) -> Iterator[tuple[str, Value]]:
    """Of these files and so many reviews; a share is of the whole time alone."""
    if standing:
        reviewed = sum(bool(one.on) for one in files)
        yield "reviews.files", Value(len(files))
        yield "reviews.reviewed", Value(reviewed)
        yield "reviews.percent", percent(reviewed, len(files))
    yield "reviews.done", Value(done)
