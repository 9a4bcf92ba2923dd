"""What the page of file reviews shows, read on the vault's worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from app.kernel.days import add_months
from app.people.queries import is_lawyer
from app.reviews.checklist import Checklist, checklist
from app.reviews.figures import ReviewFigures, review_figures
from app.reviews.queries import QueueRow, ReviewRow, ReviewSheet, review_queue, review_sheet, reviews
from app.storage.transaction import Reader
from app.workspace import Workspace
from ui.schedule.desk import Desk, load_desk

SHOWN = 100
"""Files of the queue that are shown: who has reviewed these sees the next."""
MOST = 300
"""Reviews shown: the newest."""


@dataclass(frozen=True, slots=True)
class ReviewsShown:
    """``waiting``: how many files are in the queue; ``may``: whether who looks may review; the figures are of the
    last twelve months."""

    today: date
    viewer: UUID
    may: bool
    queue: tuple[QueueRow, ...]
    waiting: int
    reviews: tuple[ReviewRow, ...]
    figures: ReviewFigures


def load_reviews(workspace: Workspace) -> ReviewsShown:
    """Everything of the page."""
    with workspace.read() as reader:
        queue = review_queue(reader)
        first = add_months(reader.today, -12) + timedelta(days=1)
        return ReviewsShown(
            reader.today,
            reader.viewer,
            is_lawyer(reader.session, reader.viewer),
            queue[:SHOWN],
            len(queue),
            reviews(reader, limit=MOST),
            review_figures(reader, first, reader.today),
        )


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """A review for its form."""

    desk: Desk
    sheet: ReviewSheet


def load_review(workspace: Workspace, review_id: UUID) -> ReviewFacts:
    """Raises NotFound."""
    with workspace.read() as reader:
        return ReviewFacts(load_desk(reader), review_sheet(reader, review_id))


def load_checklist(reader: Reader) -> Checklist:
    """The points that count now."""
    return checklist(reader)
