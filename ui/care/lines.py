"""What the rooms of the firm's own house say of one matter, for its tab "Terms & care"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, Protocol
from uuid import UUID

from app.storage.transaction import Reader
from app.workspace import Workspace
from ui.kit.row_model import Row

if TYPE_CHECKING:
    from ui.matters.page import MatterPage


class MatterLines(Protocol):
    """One room's rows of a matter. The first of a row's key is the room's own word: ("terms", id)."""

    word: str
    """The first of its keys."""

    @property
    def heading(self) -> str:
        """What its rows stand under, translated."""
        ...

    def rows(self, reader: Reader, matter_id: UUID) -> Sequence[Row]:
        """Its rows: at least one, so that what is not there yet can be begun. Runs on the vault's worker."""
        ...

    def act(self, matter_id: UUID, key: tuple[object, ...]) -> None:
        """Do the one thing of a row."""
        ...

    def open(self, matter_id: UUID, key: tuple[object, ...]) -> None:
        """Show what a row stands for."""
        ...

    def reopen(self, matter_id: UUID, form: str, thing: UUID | None) -> bool:
        """Open a form of this room that was left unsaved over the matter; False where it is none of its."""
        ...


def _terms(page: MatterPage, workspace: Workspace) -> MatterLines:
    from ui.engagement.terms_lines import TermsLines

    return TermsLines(page, workspace)


def _intake(page: MatterPage, workspace: Workspace) -> MatterLines:
    from ui.engagement.intake_lines import IntakeLines

    return IntakeLines(page, workspace)


def _ending(page: MatterPage, workspace: Workspace) -> MatterLines:
    from ui.engagement.ending_lines import EndingLines

    return EndingLines(page, workspace)


def _feedback(page: MatterPage, workspace: Workspace) -> MatterLines:
    from ui.feedback.matter_lines import FeedbackLines

    return FeedbackLines(page, workspace)


def _concerns(page: MatterPage, workspace: Workspace) -> MatterLines:
    from ui.concerns.matter_lines import ConcernLines

    return ConcernLines(page, workspace)


def _retention(page: MatterPage, workspace: Workspace) -> MatterLines:
    from ui.retention.lines import RetentionLines

    return RetentionLines(page, workspace)


def _reviews(page: MatterPage, workspace: Workspace) -> MatterLines:
    from ui.reviews.matter_lines import ReviewLines

    return ReviewLines(page, workspace)


LINES: Final[Sequence[Callable[[MatterPage, Workspace], MatterLines]]] = (
    _terms,
    _intake,
    _concerns,
    _feedback,
    _reviews,
    _retention,
    _ending,
)
"""Terms, how it began, concerns, feedback, file review, retention, how it ends. Each imports its room when
it is called."""
