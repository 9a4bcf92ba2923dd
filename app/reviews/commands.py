"""A review of a file: begun, recorded, given up (PRACTICE I3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select

from app.contactlog.follow_up_commands import add_follow_up
from app.contactlog.forms import NewFollowUp
from app.contactlog.words import FollowUpSide
from app.hours.queries import firm_calendar
from app.kernel.errors import Invalid, NotFound, Problem, Refused
from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.kernel.text import clean
from app.matters.able import first_able
from app.matters.queries import MatterRow, matters_of
from app.matters.words import MatterStatus
from app.people.queries import is_lawyer, who_left
from app.reviews.checklist import checklist
from app.reviews.models import FileReview, ReviewLine
from app.reviews.own import is_own
from app.reviews.risks import risks_of
from app.reviews.words import Verdict
from app.storage.transaction import Transaction

COMMENT_DAYS: Final = 5
"""Working days within which the author sees to a comment, where the reviewer says nothing else."""
LONGEST: Final = 20_000
VOID: Final = "Who began it has left the firm."
LONGEST_NOTE: Final = 2_000


def start_review(tx: Transaction, matter_id: UUID) -> UUID:
    """Begin to review a file that is not one's own; what spoke for it now is kept with it.

    Partners and lawyers may. Raises NotFound, `Refused` ("not-a-lawyer", "own-file", "under-review", "closed").
    """
    tx.need(Right.WRITE)
    if not is_lawyer(tx.session, tx.actor):
        raise Refused("not-a-lawyer", tr("A file is reviewed by a partner or a lawyer."))
    matter = _matter(tx, matter_id)
    if matter.status is MatterStatus.CLOSED:
        raise Refused("closed", tr("This matter is closed. Files that run are reviewed."), field="matter")
    _must_be_anothers(tx, matter_id)
    _end_void(tx, matter_id)
    points, risks = checklist(tx.reader()), risks_of(tx.reader()).get(matter_id, ())
    review = FileReview(
        id=tx.new_id(),
        matter_id=matter_id,
        reviewer_id=tx.actor,
        of_id=matter.responsible_id or matter.point_of_contact_id,
        practice_area=matter.practice_area,
        checklist=points.number,
        risks=[[risk.value, count] for risk, count in risks],
        started_at=tx.now,
    )
    tx.session.add(review)
    tx.session.flush()
    for position, text in enumerate(points.items):
        tx.session.add(ReviewLine(id=tx.new_id(), review_id=review.id, position=position, text=text))
    tx.session.flush()
    tx.record("started", "file_review", review.id, matter_id=matter_id, checklist=points.number)
    tx.touch("matter", matter_id)
    return review.id


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a point."""

    verdict: Verdict
    note: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """To the author, as an action of theirs. ``to_id`` None: who is responsible, else the point of contact; ``due_on``
    None: within `COMMENT_DAYS` working days."""

    text: str
    to_id: UUID | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewRecord:
    """All that a review found. ``said``: by the position of the point, from 0."""

    said: Mapping[int, Said]
    findings: str = ""
    comments: Sequence[Comment] = field(default_factory=tuple)


def record_review(tx: Transaction, review_id: UUID, new: NewRecord) -> tuple[UUID, ...]:
    """Finish a review: each point has a verdict; each comment is an action of the author. Their ids.

    Raises NotFound, Invalid ("unanswered", "no-note", "too-long", "no-text"), `Refused` ("not-yours", "finished",
    "dropped"; "own-file" where it became one's own since it was begun, "closed" where a comment would stand nowhere).
    """
    tx.need(Right.WRITE)
    review = _running(tx, review_id)
    if review.reviewer_id != tx.actor:
        raise Refused("not-yours", tr("Who began a review records it."), field="review")
    matter = _matter(tx, review.matter_id)
    _must_be_anothers(tx, review.matter_id)
    if new.comments and matter.status is MatterStatus.CLOSED:
        message = tr(
            "This matter was closed meanwhile, and an action in it would stand on nobody's list. Please write the "
            "comments into the findings, or open the matter again."
        )
        raise Refused("closed", message, field="comments")
    lines = tx.session.scalars(
        select(ReviewLine).where(ReviewLine.review_id == review_id).order_by(ReviewLine.position)
    ).all()
    findings = clean(new.findings)
    _check(lines, new, findings)
    for line in lines:
        said = new.said[line.position]
        line.verdict, line.note = said.verdict, clean(said.note)
    actions = [_comment(tx, matter, one) for one in new.comments]
    for number, (one, action) in enumerate(zip(new.comments, actions, strict=True), start=len(lines)):
        tx.session.add(
            ReviewLine(
                id=tx.new_id(),
                review_id=review_id,
                position=number,
                text=clean(one.text),
                follow_up_id=action,
            )
        )
    review.finished_at, review.findings = tx.now, findings
    tx.session.flush()
    attention = sum(one.verdict is Verdict.ATTENTION for one in lines)
    body = {"attention": attention, "comments": len(actions), "findings": findings}
    tx.record("finished", "file_review", review_id, matter_id=review.matter_id, **body)
    tx.touch("matter", review.matter_id)
    return tuple(actions)


def drop_review(tx: Transaction, review_id: UUID, reason: str) -> None:
    """A review that was begun is given up, by who began it or whoever looks after the firm.

    Raises NotFound, `Refused` ("not-yours", "finished", "dropped", "no-reason", "too-long").
    """
    tx.need(Right.WRITE)
    review = _running(tx, review_id)
    if review.reviewer_id != tx.actor and Right.FIRM not in tx.rights:
        message = tr("Who began a review gives it up, or a partner.")
        raise Refused("not-yours", message, field="review")
    reason = given_reason(reason, "Please say why the review is given up.")
    review.dropped_at, review.dropped_reason = tx.now, reason
    tx.session.flush()
    tx.record("dropped", "file_review", review_id, matter_id=review.matter_id, reason=reason)
    tx.touch("matter", review.matter_id)


def record_printed(tx: Transaction, review_id: UUID, pages: int) -> None:
    """The record of a review left the vault on paper (PRACTICE J3)."""
    tx.record("printed", "file_review", review_id, pages=pages)


def record_saved(tx: Transaction, review_id: UUID, pages: int, file: str) -> None:
    """The record of a review left the vault as a file; its name is kept, not where it lies."""
    tx.record("exported", "file_review", review_id, pages=pages, file=file)


def _matter(tx: Transaction, matter_id: UUID) -> MatterRow:
    found = matters_of(tx.reader(), {matter_id}).get(matter_id)
    if found is None:
        raise NotFound("no-matter", tr("That matter is not in the vault."), field="matter")
    return found


def _end_void(tx: Transaction, matter_id: UUID) -> None:
    """A review that was begun by who has left is given up: nobody else could record it. Raises `Refused`
    ("under-review") for one that goes on."""
    query = select(FileReview).where(
        FileReview.matter_id == matter_id, FileReview.finished_at.is_(None), FileReview.dropped_at.is_(None)
    )
    for review in tx.session.scalars(query).all():
        if not who_left(tx.session, [review.reviewer_id]):
            raise Refused("under-review", tr("This file is being reviewed already."), field="matter")
        review.dropped_at, review.dropped_reason = tx.now, VOID
        tx.session.flush()
        tx.record("dropped", "file_review", review.id, matter_id=matter_id, reason=VOID)


def _must_be_anothers(tx: Transaction, matter_id: UUID) -> None:
    if is_own(tx.reader(), tx.actor, matter_id):
        message = tr(
            "This is a file of your own: you look or looked after it, or wrote notes in it. Somebody else of the firm "
            "has to review it."
        )
        raise Refused("own-file", message, field="matter")


def _running(tx: Transaction, review_id: UUID) -> FileReview:
    review = tx.session.get(FileReview, review_id)
    if review is None:
        raise NotFound("no-review", tr("That review is not in the vault."), field="review")
    if review.finished_at is not None:
        raise Refused("finished", tr("This review is finished."), field="review")
    if review.dropped_at is not None:
        raise Refused("dropped", tr("This review was given up. Begin another."), field="review")
    return review


def _check(lines: Sequence[ReviewLine], new: NewRecord, findings: str) -> None:
    problems = []
    there = {line.position for line in lines}
    if there != set(new.said):
        message = tr("Please say of each point whether it is fine, needs attention or does not apply.")
        problems.append(Problem("said", "unanswered", message))
    for position, said in new.said.items():
        if said.verdict is Verdict.ATTENTION and not clean(said.note):
            message = tr("Please say what needs attention (point {position}).").format(position=position + 1)
            problems.append(Problem(f"note_{position}", "no-note", message))
        if len(said.note) > LONGEST_NOTE:
            message = tr(
                "A note has at most {longest_note} letters; the findings have room for more."
            ).format(longest_note=say_number(LONGEST_NOTE))
            problems.append(Problem(f"note_{position}", "too-long", message))
    if len(findings) > LONGEST:
        problems.append(
            Problem(
                "findings",
                "too-long",
                tr("There is room for {longest} letters.").format(longest=say_number(LONGEST)),
            )
        )
    if any(not clean(one.text) for one in new.comments):
        problems.append(Problem("comments", "no-text", tr("A comment says something.")))
    if problems:
        raise Invalid(problems)


def _comment(tx: Transaction, matter: MatterRow, one: Comment) -> UUID:
    """The comment as an action of the author's, due in some days."""
    keepers = (one.to_id, matter.responsible_id, matter.point_of_contact_id, matter.supervisor_id)
    who = first_able(tx.reader(), matter.id, keepers)
    due = one.due_on or firm_calendar(tx.reader()).add_working_days(tx.today, COMMENT_DAYS)
    text = tr("File review: {text}").format(text=clean(one.text))
    return add_follow_up(tx, matter.id, NewFollowUp("", text, due, FollowUpSide.FIRM, who))
