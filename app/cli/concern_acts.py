"""concern raise, concern flag, concern change, concern step, concern escalate, concern close, concern reopen."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date
from uuid import UUID

from app.cli.concern_spelling import sheet_data
from app.cli.concerns import find_concern
from app.cli.flags import iso_date
from app.cli.session import Add, Answer, Session
from app.clients.queries import find_client
from app.concerns.commands import change_concern, flag_concern, raise_concern
from app.concerns.course import close_concern, escalate_concern, reopen_concern
from app.concerns.forms import NewConcern, NewStage, NewStep
from app.concerns.sheet import concern_sheet, step_versions
from app.concerns.steps import correct_step, take_step, take_step_back
from app.concerns.words import Cause, Ending, Stage, StepKind
from app.contactlog.forms import NewFollowUp
from app.contactlog.quickwords import parse_follow_up
from app.hours.queries import firm_calendar
from app.kernel.errors import NotFound
from app.kernel.ids import read_id
from app.matters.queries import find_matter
from app.people.queries import find_colleague
from app.settings.queries import firm
from app.storage.transaction import Reader, Transaction

_CAUSES = [one.value for one in Cause]


def register(add: Add) -> None:
    """Add the commands."""
    raising = add("concern raise", "keep a concern or a complaint of a client")
    raising.add_argument("--client", metavar="NAME")
    raising.add_argument("--matter", metavar="NUMBER")
    raising.add_argument("--entry", metavar="ENTRY_ID", help="the contact in which it was heard")
    _add_facts(raising)
    raising.set_defaults(run=_raise)
    flagging = add("concern flag", "say of a contact that somebody may be unhappy")
    flagging.add_argument("--entry", required=True, metavar="ENTRY_ID")
    flagging.add_argument("--how", default="", metavar="TEXT")
    flagging.add_argument("--cause", choices=_CAUSES, default=Cause.TONE.value)
    flagging.add_argument("--apart", action=argparse.BooleanOptionalAction)
    flagging.set_defaults(run=_flag)
    changing = add("concern change", "correct what a concern says, make it formal, give it to somebody else")
    changing.add_argument("concern", metavar="ID")
    changing.add_argument("--matter", metavar="NUMBER")
    _add_facts(changing)
    changing.add_argument("--reason", required=True, metavar="TEXT")
    changing.set_defaults(run=_change)
    _add_step(add)
    _add_course(add)


def _add_facts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--how", metavar="TEXT", help="what was said")
    parser.add_argument("--cause", choices=_CAUSES)
    parser.add_argument("--raised-by", metavar="NAME")
    parser.add_argument("--on", type=iso_date, metavar="DATE", help="when it was raised")
    parser.add_argument("--formal", type=iso_date, metavar="DATE", help="when it became a formal complaint")
    parser.add_argument("--handler", metavar="NAME")
    parser.add_argument("--supervisor", metavar="NAME")
    parser.add_argument("--apart", action=argparse.BooleanOptionalAction, help="kept apart from the file")


def _add_step(add: Add) -> None:
    parser = add("concern step", "say that a step was taken, put one right or take it back")
    parser.add_argument("concern", metavar="ID")
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("--kind", choices=[one.value for one in StepKind])
    chosen.add_argument("--take-back", metavar="STEP_ID")
    parser.add_argument("--correct", metavar="STEP_ID", help="correct this step")
    parser.add_argument("--on", type=iso_date, metavar="DATE")
    parser.add_argument("--by", metavar="NAME")
    parser.add_argument("--entry", metavar="ENTRY_ID")
    parser.add_argument("--note", metavar="TEXT")
    parser.add_argument("--action", metavar='"WHO: TEXT @ DATE"', help="what was learned leads to this")
    parser.add_argument("--action-id", metavar="FOLLOW_UP_ID")
    parser.add_argument("--policy", metavar="TITLE", help="the policy that was changed")
    parser.add_argument("--policy-id", metavar="REVISION_ID")
    parser.add_argument("--reason", default="", metavar="TEXT")
    parser.set_defaults(run=_step)


def _add_course(add: Add) -> None:
    higher = add("concern escalate", "give a concern on to the next stage, or to a higher one")
    higher.add_argument("concern", metavar="ID")
    higher.add_argument("--to", choices=[one.value for one in Stage][1:])
    higher.add_argument("--person", metavar="NAME")
    higher.add_argument("--body", default="", metavar="NAME", help="the outside body")
    higher.add_argument("--on", type=iso_date, metavar="DATE")
    higher.add_argument("--note", default="", metavar="TEXT")
    higher.set_defaults(run=_escalate)
    closing = add("concern close", "close a concern")
    closing.add_argument("concern", metavar="ID")
    closing.add_argument("--ending", choices=[one.value for one in Ending], required=True)
    closing.add_argument("--on", type=iso_date, metavar="DATE")
    closing.add_argument("--note", default="", metavar="TEXT")
    closing.add_argument(
        "--without-response",
        default="",
        metavar="TEXT",
        help="why a formal complaint is closed without a final response",
    )
    closing.set_defaults(run=_close)
    again = add("concern reopen", "the client brought it up again: its time limits begin anew")
    again.add_argument("concern", metavar="ID")
    again.add_argument("--on", type=iso_date, metavar="DATE")
    again.add_argument("--reason", required=True, metavar="TEXT")
    again.set_defaults(run=_reopen)


def _raise(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        reader = tx.reader()
        new = NewConcern(
            args.how or "",
            Cause(args.cause) if args.cause else Cause.OTHER,
            find_client(reader, args.client, exact=True) if args.client is not None else None,
            find_matter(reader, args.matter, exact=True).id if args.matter is not None else None,
            _id(args.entry, "entry"),
            args.on,
            args.raised_by or "",
            args.formal,
            _person(reader, args.handler),
            _person(reader, args.supervisor),
            args.apart,
        )
        return _answer(tx, raise_concern(tx, new), "The concern is kept.")


def _flag(session: Session, args: argparse.Namespace) -> Answer:
    entry_id = _id(args.entry, "entry")
    with session.workspace.write() as tx:
        if entry_id is None:
            raise NotFound("no-entry", "That entry is not in the vault.", field="entry")
        concern_id = flag_concern(tx, entry_id, args.how, Cause(args.cause), apart=args.apart)
        return _answer(tx, concern_id, "The contact is flagged as a concern.")


def _change(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        reader = tx.reader()
        concern_id = find_concern(reader, args.concern)
        said = {
            "how": args.how,
            "cause": Cause(args.cause) if args.cause else None,
            "raised_by": args.raised_by,
            "raised_on": args.on,
            "formal_on": args.formal,
            "handler_id": _person(reader, args.handler),
            "supervisor_id": _person(reader, args.supervisor),
            "apart": args.apart,
            "matter_id": find_matter(reader, args.matter, exact=True).id if args.matter else None,
        }
        facts = concern_sheet(reader, concern_id).row.facts
        facts = replace(facts, **{name: value for name, value in said.items() if value is not None})
        change_concern(tx, concern_id, facts, args.reason)
        return _answer(tx, concern_id, "The concern is changed.")


def _step(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        concern_id = find_concern(tx.reader(), args.concern)
        if args.take_back is not None:
            step_id = _step_of(tx, concern_id, args.take_back)
            take_step_back(tx, step_id, args.reason)
        elif args.correct is not None:
            step_id = _step_of(tx, concern_id, args.correct)
            correct_step(tx, step_id, _corrected(tx, step_id, args), args.reason)
        else:
            kind = StepKind(args.kind) if args.kind else _next_kind(tx, concern_id)
            step_id = take_step(tx, concern_id, _given(tx, args, NewStep(kind)))
        answer = _answer(tx, concern_id, "The step is written down.")
    return Answer({"step_id": step_id, **_as_dict(answer.data)}, answer.text)


def _as_dict(data: object) -> dict[str, object]:
    return data if isinstance(data, dict) else {}


def _next_kind(tx: Transaction, concern_id: UUID) -> StepKind:
    left = concern_sheet(tx.reader(), concern_id).row.still_open
    if not left:
        raise NotFound(
            "no-step", "Every step was taken. Please say with --kind which one is meant.", field="kind"
        )
    return left[0]


def _corrected(tx: Transaction, step_id: UUID, args: argparse.Namespace) -> NewStep:
    was = step_versions(tx.reader(), step_id)[0]
    kind = StepKind(args.kind) if args.kind else was.kind
    before = NewStep(
        kind,
        was.on,
        was.person_id,
        was.entry_id,
        was.note,
        None,
        was.follow_up_id,
        was.policy_id,
        was.policy_title,
    )
    return _given(tx, args, before)


def _given(tx: Transaction, args: argparse.Namespace, before: NewStep) -> NewStep:
    """The step as it was, with what was given."""
    said = {
        "on": args.on,
        "person_id": _person(tx.reader(), args.by),
        "entry_id": _id(args.entry, "entry"),
        "note": args.note,
        "action": _action(tx, args.action),
        "follow_up_id": _id(args.action_id, "action_id"),
        "policy_id": _id(args.policy_id, "policy_id"),
        "policy_title": args.policy,
    }
    return replace(before, **{name: value for name, value in said.items() if value is not None})


def _action(tx: Transaction, words: str | None) -> NewFollowUp | None:
    if words is None:
        return None
    reader = tx.reader()
    add_days = firm_calendar(reader).add_working_days
    found = parse_follow_up(words, tx.today, order=firm(reader).details.day_order, add_working_days=add_days)
    return NewFollowUp(found.who, found.text, found.day)


def _step_of(tx: Transaction, concern_id: UUID, words: str) -> UUID:
    from app.cli.handles import read_handle

    steps = {one.step_id for one in concern_sheet(tx.reader(), concern_id).steps}
    found = read_handle(words, lambda: steps)
    if found not in steps:
        raise NotFound("no-step", "That step is not in this concern.", field="step")
    return found


def _escalate(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        reader = tx.reader()
        concern_id = find_concern(reader, args.concern)
        stage = Stage(args.to) if args.to else None
        new = NewStage(stage, _person(reader, args.person), args.body, args.on, args.note)
        reached = escalate_concern(tx, concern_id, new)
        return _answer(tx, concern_id, f"It is with the {reached.label} now.")


def _close(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        concern_id = find_concern(tx.reader(), args.concern)
        ending, why = Ending(args.ending), args.without_response
        close_concern(tx, concern_id, ending, args.note, args.on, without_response=why)
        return _answer(tx, concern_id, "The concern is closed.")


def _reopen(session: Session, args: argparse.Namespace) -> Answer:
    on: date | None = args.on
    with session.workspace.write() as tx:
        concern_id = find_concern(tx.reader(), args.concern)
        reopen_concern(tx, concern_id, args.reason, on)
        return _answer(tx, concern_id, "The concern is open again.")


def _answer(tx: Transaction, concern_id: UUID, text: str) -> Answer:
    sheet = concern_sheet(tx.reader(), concern_id)
    return Answer({"id": concern_id, "concern": sheet_data(sheet)}, f"{text} {concern_id}")


def _person(reader: Reader, name: str | None) -> UUID | None:
    return None if name is None else find_colleague(reader, name, active_only=True).id


def _id(words: str | None, field: str) -> UUID | None:
    if words is None:
        return None
    found = read_id(words)
    if found is None:
        raise NotFound("no-such-id", "That id is not understood. Please copy it whole.", field=field)
    return found
