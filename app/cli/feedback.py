"""feedback list, ask, record, decline, withdraw, figures, rules: what clients say when they are asked (PRACTICE H)."""

from __future__ import annotations

import argparse
from dataclasses import replace
from uuid import UUID

from app.cli.feedback_spelling import answer_data, answers_text, ask_data, rules_data, to_ask_data
from app.cli.flags import add_times, count, iso_date, some_path, year_until
from app.cli.handles import handle, read_handle
from app.cli.session import Add, Answer, Session
from app.cli.tables import table
from app.feedback import commands
from app.feedback.asking import to_ask
from app.feedback.commands import NewFeedback
from app.feedback.figures import feedback_figures
from app.feedback.firm_rules import change_feedback_rules, feedback_rules
from app.feedback.queries import answers, asks
from app.feedback.rules import FeedbackRules, Scores
from app.feedback.spelling import HEADS, save_figures, spelled, tables
from app.feedback.words import SCORES, AnsweredHow, Occasion
from app.kernel.errors import NotFound
from app.kernel.ids import read_id
from app.matters.queries import find_matter

_NUMBERS = {
    "every_days": "nobody is asked twice within so many days",
    "low_score": "a score up to this one owes a call; 0: none does",
    "low_recommend": "who would recommend with this or less is called; -1: nobody",
    "call_days": "working days within which the call is made",
}


def register(add: Add) -> None:
    """Add the commands."""
    listing = add("feedback list", "whom to ask for feedback, who was asked, what came back")
    listing.add_argument("--matter", metavar="NUMBER")
    listing.add_argument("--low", action="store_true", help="answers that owe or owed a call")
    listing.add_argument("--from", dest="first", type=iso_date, metavar="DATE")
    listing.add_argument("--to", dest="last", type=iso_date, metavar="DATE")
    listing.add_argument("--withdrawn", action="store_true", help="those written down wrongly, too")
    listing.add_argument("--limit", type=count, metavar="N", help="answers")
    add_times(listing)
    listing.set_defaults(run=_list)
    asking = add("feedback ask", "write down that a matter's client was asked")
    asking.add_argument("--matter", required=True, metavar="NUMBER")
    asking.add_argument("--after", choices=[one.value for one in Occasion])
    asking.add_argument("--on", type=iso_date, metavar="DATE", help="today if not given")
    asking.set_defaults(run=_ask)
    _register_answers(add)
    counting = add("feedback figures", "the trend by person, practice area and quarter")
    counting.add_argument("--from", dest="first", type=iso_date, metavar="DATE", help="a year ago")
    counting.add_argument("--to", dest="last", type=iso_date, metavar="DATE", help="today if not given")
    counting.add_argument("--out", type=some_path, metavar="FILE.csv")
    add_times(counting)
    counting.set_defaults(run=_figures)
    ruling = add("feedback rules", "show or set when clients are asked, and which score owes a call")
    ruling.add_argument(
        "--after",
        action="append",
        choices=["nothing", *(one.value for one in Occasion)],
        help="several times",
    )
    ruling.add_argument("--on-today", action=argparse.BooleanOptionalAction)
    for name, about in _NUMBERS.items():
        ruling.add_argument("--" + name.replace("_", "-"), type=int, metavar="N", help=about)
    ruling.add_argument("--reason", default="", metavar="TEXT")
    ruling.set_defaults(run=_rules)


def _register_answers(add: Add) -> None:
    recording = add("feedback record", "write down what a client answered, from a form or a call")
    _of_answer(recording)
    for name in SCORES:
        recording.add_argument(f"--{name}", type=int, metavar="1-5")
    recording.add_argument("--recommend", type=int, metavar="0-10")
    recording.add_argument("--words", default="", metavar="TEXT")
    recording.set_defaults(run=_record)
    declining = add("feedback decline", "the client would rather not say; nobody asks them again")
    _of_answer(declining)
    declining.add_argument("--this-time", action="store_true", help="they may be asked another time")
    declining.set_defaults(run=_decline)
    withdrawing = add("feedback withdraw", "an answer was written down wrongly")
    withdrawing.add_argument("answer", metavar="ID")
    withdrawing.add_argument("--reason", required=True, metavar="TEXT")
    withdrawing.set_defaults(run=_withdraw)


def _of_answer(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--matter", required=True, metavar="NUMBER")
    parser.add_argument("--how", choices=[one.value for one in AnsweredHow])
    parser.add_argument("--on", type=iso_date, metavar="DATE", help="the entry's day, or today")
    parser.add_argument("--entry", metavar="ENTRY_ID", help="the contact in which it was said or came")


def _list(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        matter_id = find_matter(reader, args.matter).id if args.matter is not None else None
        waiting, asked = to_ask(reader, matter_id), asks(reader, matter_id, waiting=True)
        rows = answers(
            reader,
            matter_id,
            first=args.first,
            last=args.last,
            low_only=args.low,
            withdrawn=args.withdrawn,
            limit=args.limit,
        )
    lines = [[one.client, one.matter.number, one.occasion.label, one.on] for one in waiting]
    parts = [
        table(["To ask", "Matter", "After", "On"], lines) if lines else "Nobody is to be asked.",
        f"{len(asked):,} asked and not answered.",
        answers_text(rows) if rows else "No answer.",
    ]
    data = {
        "to_ask": [to_ask_data(one) for one in waiting],
        "asked": [ask_data(one) for one in asked],
        "answers": [answer_data(one) for one in rows],
    }
    return Answer(data, "\n\n".join(parts))


def _ask(session: Session, args: argparse.Namespace) -> Answer:
    after = Occasion(args.after) if args.after is not None else None
    with session.workspace.write() as tx:
        matter_id = find_matter(tx.reader(), args.matter, exact=True).id
        made = commands.ask_feedback(tx, matter_id, after, on=args.on)
    text = f"Asked ({handle(made)}). The form: letter write feedback --matter {args.matter} --out form.pdf"
    return Answer({"id": made}, text)


def _record(session: Session, args: argparse.Namespace) -> Answer:
    scores = Scores(args.clarity, args.timeliness, args.usefulness, args.recommend)
    how = AnsweredHow(args.how or AnsweredHow.FORM)
    with session.workspace.write() as tx:
        matter_id = find_matter(tx.reader(), args.matter, exact=True).id
        new = NewFeedback(matter_id, scores, args.words, how, args.on, _entry(args.entry))
        done = commands.record_feedback(tx, new)
    data = {"id": done.answer_id, "low": list(done.low), "follow_up": done.follow_up_id}
    called = f" Somebody owes a call: {', '.join(done.low)}." if done.low else ""
    return Answer(data, f"Written down ({handle(done.answer_id)}).{called}")


def _decline(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        made = commands.decline_feedback(
            tx,
            find_matter(tx.reader(), args.matter, exact=True).id,
            how=AnsweredHow(args.how or AnsweredHow.CALL),
            on=args.on,
            entry_id=_entry(args.entry),
            this_time=args.this_time,
        )
    always = "" if args.this_time else " Nobody asks this client again."
    return Answer({"id": made}, f"Written down ({handle(made)}).{always}")


def _entry(words: str | None) -> UUID | None:
    if words is None:
        return None
    found = read_id(words)
    if found is None:
        raise NotFound("no-entry", "That is no id of an entry.", field="entry")
    return found


def _withdraw(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        found = read_handle(args.answer, lambda: [one.id for one in answers(tx.reader())])
        if found is None:
            raise NotFound("no-answer", "That answer is not in the vault.", field="answer")
        commands.withdraw_feedback(tx, found, args.reason)
    return Answer({"id": found}, "It counts no more.")


def _figures(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        found = feedback_figures(reader, *year_until(args, reader.today))
    data = spelled(found)
    if args.out is not None:
        save_figures(session.workspace, found, args.out)
        data["file"] = args.out
    said = [
        table([one.title, *HEADS], [[label, *cells] for label, cells in one.rows]) for one in tables(found)
    ]
    return Answer(data, "\n\n".join([f"{found.asked:,} asked.", *said]))


def _rules(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.read() as reader:
        before = feedback_rules(reader)
    wanted = _asked(before, args)
    if wanted != before:
        with session.workspace.write() as tx:
            change_feedback_rules(tx, wanted, args.reason)
    data = rules_data(wanted)
    return Answer(data, "\n".join(f"{name}: {value}" for name, value in data.items()))


def _asked(before: FeedbackRules, args: argparse.Namespace) -> FeedbackRules:
    numbers = {name: value for name in _NUMBERS if (value := getattr(args, name)) is not None}
    wanted = replace(before, **numbers)
    if args.on_today is not None:
        wanted = replace(wanted, on_today=args.on_today)
    if args.after is not None:
        after = frozenset(Occasion(one) for one in args.after if one != "nothing")
        wanted = replace(wanted, occasions=after)
    return wanted
