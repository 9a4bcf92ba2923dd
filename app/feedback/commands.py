"""Asking, what came back, and the call that a low score owes (PRACTICE H1, H2)."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select

from app.clients.consents import NewConsent, take_consent
from app.clients.declined import who_declined
from app.clients.words import ConsentHow, ConsentKind
from app.contactlog.follow_up_commands import add_follow_up
from app.contactlog.forms import NewFollowUp
from app.contactlog.models import ContactEntry
from app.contactlog.words import FollowUpSide
from app.feedback.asking import last_asked, last_asked_by_anybody, with_concern, with_concern_of_anybody
from app.feedback.firm_rules import feedback_rules
from app.feedback.models import FeedbackAnswer, FeedbackAsk
from app.feedback.rules import FeedbackRules, Scores
from app.feedback.words import AnsweredHow, Occasion
from app.hours.queries import firm_calendar
from app.kernel.errors import Invalid, NotFound, Problem, Refused
from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.kernel.said import say_date
from app.kernel.text import clean
from app.matters.able import first_able
from app.matters.queries import MatterRow, matters_of
from app.storage.transaction import Transaction

LONGEST: Final = 20_000
"""Letters of the client's own words."""
DECLINED: Final = "Asked for feedback on our work."
"""What the consent says that is written where a client does not want to be asked again."""
_CONSENT_HOW = {AnsweredHow.FORM: ConsentHow.FORM, AnsweredHow.EMAIL: ConsentHow.EMAIL}


def ask_feedback(
    tx: Transaction, matter_id: UUID, occasion: Occasion | None = None, *, on: date | None = None
) -> UUID:
    """Write down that the matter's client was asked; ``on`` None is today. The form itself is a letter.

    Raises NotFound, Invalid, `Refused` ("declined", "concern-open", "asked-already").
    """
    tx.need(Right.WRITE)
    matter, reader, day = _matter(tx, matter_id), tx.reader(), on or tx.today
    if day > tx.today:
        raise Invalid([Problem("on", "day-to-come", tr("Please give a day that has come."))])
    client = {matter.client_id}
    if who_declined(reader, ConsentKind.SURVEY, client):
        message = tr(
            "This client does not want to be asked for feedback: it stands among the client's consents."
        )
        raise Refused("declined", message, field="matter")
    if with_concern(reader, client):
        message = tr(
            "A concern of this client is open. Settle it first: whoever is unhappy has said so already."
        )
        raise Refused("concern-open", message, field="matter")
    last, rules = last_asked(reader, client).get(matter.client_id), feedback_rules(reader)
    if last is not None and not (rules.may_ask(day, last) or rules.may_ask(last, day)):
        message = tr(
            "This client was asked or answered on {date}, and the firm asks nobody twice within {every_days} days."
        ).format(date=say_date(last), every_days=say_number(rules.every_days))
        raise Refused("asked-already", message, field="matter")
    elsewhere = last_asked_by_anybody(reader, client).get(matter.client_id)
    again = elsewhere is not None and not (rules.may_ask(day, elsewhere) or rules.may_ask(elsewhere, day))
    if again or with_concern_of_anybody(reader, client):
        # No day, no matter, and not which of the two: that is more than who asks may know.
        message = tr(
            "This client is not to be asked just now: the firm asks nobody twice within "
            "{every_days} days, and nobody with whom a concern is open."
        ).format(every_days=say_number(rules.every_days))
        raise Refused("asked-already", message, field="matter")
    ask = FeedbackAsk(
        id=tx.new_id(),
        matter_id=matter_id,
        client_id=matter.client_id,
        occasion=occasion,
        asked_on=day,
        written_at=tx.now,
        author_id=tx.actor,
    )
    tx.session.add(ask)
    tx.session.flush()
    tx.record("asked", "feedback_ask", ask.id, matter_id=matter_id, occasion=occasion, on=day)
    tx.touch("matter", matter_id)
    return ask.id


@dataclass(frozen=True, slots=True)
class NewFeedback:
    """What a client answered. ``received_on`` None: the day of the entry, else today; without an ``ask_id`` it answers
    what this client was asked last in this matter and has not answered."""

    matter_id: UUID
    scores: Scores = field(default_factory=Scores)
    words: str = ""
    how: AnsweredHow = AnsweredHow.FORM
    received_on: date | None = None
    entry_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """The answer's id, and that of the call it owes; ``low``: which scores do, as in "clarity 2"."""

    answer_id: UUID
    follow_up_id: UUID | None
    low: tuple[str, ...]


def record_feedback(tx: Transaction, new: NewFeedback) -> Recorded:
    """Write an answer down; a low score owes a call, agreed in the same transaction.

    Raises NotFound, Invalid ("nothing-said", "out-of-range", "day-to-come", "too-long", "other-matter").
    """
    tx.need(Right.WRITE)
    matter, words = _matter(tx, new.matter_id), clean(new.words)
    problems = new.scores.problems()
    if not new.scores.any and not words:
        problems.append(Problem("clarity", "nothing-said", tr("Please write down a score or what was said.")))
    if len(words) > LONGEST:
        message = tr("There is room for {longest} letters. Attach what is longer to the entry.").format(
            longest=say_number(LONGEST)
        )
        problems.append(Problem("words", "too-long", message))
    if problems:
        raise Invalid(problems)
    rules = feedback_rules(tx.reader())
    low = new.scores.low(rules)
    follow_up_id = _call(tx, matter, low, rules, new.entry_id) if low else None
    answer_id = _written(tx, matter, new, words, follow_up_id=follow_up_id)
    return Recorded(answer_id, follow_up_id, low)


def decline_feedback(
    tx: Transaction,
    matter_id: UUID,
    *,
    how: AnsweredHow = AnsweredHow.CALL,
    on: date | None = None,
    entry_id: UUID | None = None,
    this_time: bool = False,
) -> UUID:
    """The client would rather not answer: an answer, too. From then on nobody asks them, in any matter, but where they
    said so for ``this_time`` alone. Raises NotFound, Invalid."""
    tx.need(Right.WRITE)
    matter = _matter(tx, matter_id)
    new = NewFeedback(matter_id, how=how, received_on=on, entry_id=entry_id)
    answer_id = _written(tx, matter, new, "", declined=True)
    if not this_time and not who_declined(tx.reader(), ConsentKind.SURVEY, {matter.client_id}):
        answer = tx.session.get_one(FeedbackAnswer, answer_id)
        said = _CONSENT_HOW.get(how, ConsentHow.SPOKEN)
        consent = NewConsent(
            ConsentKind.SURVEY, given=False, wording=DECLINED, how=said, on=answer.received_on
        )
        take_consent(tx, matter.client_id, consent)
    return answer_id


def withdraw_feedback(tx: Transaction, answer_id: UUID, reason: str) -> None:
    """An answer that was written down wrongly counts no more; a call that it owed stays until somebody ticks it off.

    Raises NotFound, `Refused` ("withdrawn", "no-reason", "too-long").
    """
    tx.need(Right.WRITE)
    answer = tx.session.get(FeedbackAnswer, answer_id)
    if answer is None:
        raise NotFound("no-answer", tr("That answer is not in the vault."), field="answer")
    if answer.withdrawn_at is not None:
        raise Refused("withdrawn", tr("This answer was withdrawn already."), field="answer")
    reason = given_reason(reason, "Please say why it is withdrawn.")
    answer.withdrawn_at, answer.withdrawn_by, answer.withdrawn_reason = tx.now, tx.actor, reason
    tx.session.flush()
    tx.record("withdrawn", "feedback", answer_id, matter_id=answer.matter_id, reason=reason)
    tx.touch("matter", answer.matter_id)


def _matter(tx: Transaction, matter_id: UUID) -> MatterRow:
    found = matters_of(tx.reader(), {matter_id}).get(matter_id)
    if found is None:
        raise NotFound("no-matter", tr("That matter is not in the vault."), field="matter")
    return found


def _written(
    tx: Transaction,
    matter: MatterRow,
    new: NewFeedback,
    words: str,
    *,
    declined: bool = False,
    follow_up_id: UUID | None = None,
) -> UUID:
    on = _day(tx, new)
    answer = FeedbackAnswer(
        id=tx.new_id(),
        matter_id=matter.id,
        client_id=matter.client_id,
        ask_id=_open_ask(tx, matter, on),
        entry_id=new.entry_id,
        received_on=on,
        declined=declined,
        **asdict(new.scores),
        words=words,
        how=new.how,
        person_id=matter.responsible_id or matter.point_of_contact_id,
        practice_area=matter.practice_area,
        follow_up_id=follow_up_id,
        written_at=tx.now,
        author_id=tx.actor,
    )
    tx.session.add(answer)
    tx.session.flush()
    said = {} if declined else {**asdict(new.scores), "words": words}
    about = {"matter_id": matter.id, "on": on, "how": new.how, "entry_id": new.entry_id}
    if declined:
        tx.record("declined", "feedback", answer.id, **about)
    else:
        tx.record("given", "feedback", answer.id, **about, **said, follow_up_id=follow_up_id)
    tx.touch("matter", matter.id)
    return answer.id


def _day(tx: Transaction, new: NewFeedback) -> date:
    """The firm's day on which it came; checks that the entry is one of the matter."""
    entry = None if new.entry_id is None else tx.session.get(ContactEntry, new.entry_id)
    if new.entry_id is not None and (entry is None or entry.matter_id != new.matter_id):
        raise Invalid([Problem("entry", "other-matter", tr("That entry is not one of this matter."))])
    on = new.received_on or (tx.today if entry is None else tx.reader().local(entry.occurred_at).date())
    if on > tx.today:
        raise Invalid([Problem("received_on", "day-to-come", tr("Please give a day that has come."))])
    return on


def _open_ask(tx: Transaction, matter: MatterRow, on: date) -> UUID | None:
    """What the client was asked last in this matter by a day, where nobody answered it."""
    answered = select(FeedbackAnswer.id).where(
        FeedbackAnswer.ask_id == FeedbackAsk.id, FeedbackAnswer.withdrawn_at.is_(None)
    )
    query = (
        select(FeedbackAsk.id)
        .where(
            FeedbackAsk.matter_id == matter.id,
            FeedbackAsk.client_id == matter.client_id,
            FeedbackAsk.asked_on <= on,
            ~answered.exists(),
        )
        .order_by(FeedbackAsk.asked_on.desc(), FeedbackAsk.id.desc())
    )
    return tx.session.scalars(query.limit(1)).first()


def _call(
    tx: Transaction, matter: MatterRow, low: tuple[str, ...], rules: FeedbackRules, entry_id: UUID | None
) -> UUID:
    """Agree the call: by the point of contact, else whoever is responsible or watches over the matter (H2)."""
    keepers = (matter.point_of_contact_id, matter.responsible_id, matter.supervisor_id)
    who = first_able(tx.reader(), matter.id, keepers)
    due = firm_calendar(tx.reader()).add_working_days(tx.today, rules.call_days)
    text = tr("call {client} about their feedback ({low})").format(client=matter.client, low=", ".join(low))
    return add_follow_up(tx, matter.id, NewFollowUp("", text, due, FollowUpSide.FIRM, who), entry_id)
