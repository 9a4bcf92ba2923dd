"""The rooms of the firm's own house: which there are, in which order, how each stands, and its page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from app.storage.transaction import Reader
from app.workspace import Workspace

if TYPE_CHECKING:
    from ui.kit.page import Page


class Stand(NamedTuple):
    """How a room stands, in a sentence ("2 open, the oldest for 19 days"). ``waiting`` things wait for somebody;
    ``late``: for some of them it is too late already."""

    words: str
    waiting: int = 0
    late: bool = False


@dataclass(frozen=True, slots=True)
class CareRoom:
    """One room. ``page``: the id of its page; ``word`` and ``about`` are translated where they are shown ("Care");
    ``stands`` runs on the vault's worker."""

    page: str
    icon: str
    word: str
    about: str
    stands: Callable[[Reader], Stand]
    make: Callable[[Workspace], Page]


def _concerns_stand(reader: Reader) -> Stand:
    from ui.concerns.room import how_it_stands

    return how_it_stands(reader)


def _concerns(workspace: Workspace) -> Page:
    from ui.concerns.page import ConcernsPage

    return ConcernsPage(workspace)


def _feedback_stands(reader: Reader) -> Stand:
    from ui.feedback.room import stand

    return stand(reader)


def _feedback(workspace: Workspace) -> Page:
    from ui.feedback.page import FeedbackPage

    return FeedbackPage(workspace)


def _policies_stand(reader: Reader) -> Stand:
    from ui.policies.load import policies_stand

    return policies_stand(reader)


def _policies(workspace: Workspace) -> Page:
    from ui.policies.page import PoliciesPage

    return PoliciesPage(workspace)


def _training_stands(reader: Reader) -> Stand:
    from ui.policies.load import training_stand

    return training_stand(reader)


def _training(workspace: Workspace) -> Page:
    from ui.policies.training_page import TrainingPage

    return TrainingPage(workspace)


def _access_stands(reader: Reader) -> Stand:
    from ui.access.room import stand

    return stand(reader)


def _retention_stands(reader: Reader) -> Stand:
    from ui.retention.words import stand

    return stand(reader)


def _access(workspace: Workspace) -> Page:
    from ui.access.page import AccessPage

    return AccessPage(workspace)


def _retention(workspace: Workspace) -> Page:
    from ui.retention.page import RetentionPage

    return RetentionPage(workspace)


def _reviews_stand(reader: Reader) -> Stand:
    from ui.reviews.room import stand

    return stand(reader)


def _reviews(workspace: Workspace) -> Page:
    from ui.reviews.page import ReviewsPage

    return ReviewsPage(workspace)


def _fees_stand(reader: Reader) -> Stand:
    from ui.care.fees_page import stand

    return stand(reader)


def _fees(workspace: Workspace) -> Page:
    from ui.care.fees_page import FeesPage

    return FeesPage(workspace)


def _terms_stand(reader: Reader) -> Stand:
    from ui.engagement.terms_page import stand

    return stand(reader)


def _terms(workspace: Workspace) -> Page:
    from ui.engagement.terms_page import TermsPage

    return TermsPage(workspace)


ROOMS: Final[Sequence[CareRoom]] = (
    CareRoom(
        "terms",
        "file-text",
        "Engagement terms",
        "Where terms are owed, drafted and agreed",
        _terms_stand,
        _terms,
    ),
    CareRoom(
        "fees",
        "dollar-sign",
        "Fees",
        "How much of each estimate is used, and whom to tell",
        _fees_stand,
        _fees,
    ),
    CareRoom(
        "concerns",
        "flag",
        "Concerns",
        "Who is unhappy, with what, and what we do about it",
        _concerns_stand,
        _concerns,
    ),
    CareRoom(
        "feedback",
        "star",
        "Feedback",
        "Whom to ask how we did, what they said, and the trend",
        _feedback_stands,
        _feedback,
    ),
    CareRoom(
        "reviews",
        "clipboard-list",
        "File reviews",
        "Which files somebody else should look at, what they found",
        _reviews_stand,
        _reviews,
    ),
    CareRoom(
        "policies",
        "scale",
        "Policies",
        "The firm's own rules, and who has acknowledged them",
        _policies_stand,
        _policies,
    ),
    CareRoom(
        "training",
        "users",
        "Training",
        "Who was trained in what, and who needs it again",
        _training_stands,
        _training,
    ),
    CareRoom(
        "access",
        "lock",
        "Access requests",
        "Who asked what is held about them, and what is given",
        _access_stands,
        _access,
    ),
    CareRoom(
        "retention",
        "hourglass",
        "Retention",
        "How long files are kept, and what holds them",
        _retention_stands,
        _retention,
    ),
)
"""Engagement terms, fees, concerns, feedback, file reviews, policies, training, access requests, retention. The window
starts with this module: ``stands`` and ``make`` import their room when they are called."""
