"""terms …: what firm and client agreed, its revisions, and matters where nothing is agreed."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date
from uuid import UUID

from app.care.estimate import PARTS, Estimate
from app.care.firm_rule import firm_currency
from app.cli import terms_spelling as spelled
from app.cli.flags import add_times, amount, count, iso_date
from app.cli.money_flags import add_beside, exact, read_tax
from app.cli.rhythm_flags import add_rhythm, read_flags
from app.cli.session import Add, Answer, Session, note
from app.cli.spelling import problems
from app.cli.tables import plain, table
from app.contactlog.words import FollowUpSide
from app.engagement.agreeing import agree_terms
from app.engagement.forms import AgreedDuty, NewAgreement, TermsForm
from app.engagement.measured import terms_to_begin_with
from app.engagement.missing import set_terms_rule, terms_rule
from app.engagement.overview import terms_overview
from app.engagement.said import parts, say_differences, say_duty, say_standing
from app.engagement.terms_commands import draft_terms, reaffirm_terms
from app.engagement.terms_queries import Revision, TermsSheet, terms_sheet
from app.engagement.words import AgreedHow
from app.hours.queries import firm_calendar
from app.kernel.errors import NotFound, Refused
from app.matters.queries import find_matter
from app.people.queries import find_colleague
from app.promises.terms import TERMS
from app.promises.words import read_promise
from app.schedule.dropping import dropped, late_update
from app.schedule.words import UpdateFormat
from app.storage.transaction import Reader

_TEXTS = (
    *("scope", "out_of_scope", "timeline", "arrangement", "rates", "decides", "channels"),
    "emergency",
)


def register(add: Add) -> None:
    """Add the commands."""
    showing = add("terms show", "the engagement terms of a matter, and whether it is measured by them")
    showing.add_argument("--matter", required=True, metavar="NUMBER")
    showing.add_argument("--revision", type=count, metavar="N", help="as they read in this revision")
    showing.add_argument("--versions", action="store_true", help="every revision, the newest first")
    add_times(showing)
    showing.set_defaults(run=_show)
    _register_draft(add)
    for name, about, run in (
        ("agree", "the client agreed: response times, schedule and estimate are set by the terms", _agree),
        ("reaffirm", "the client said again that the agreed terms hold", _reaffirm),
    ):
        parser = add(f"terms {name}", about)
        parser.add_argument("--matter", required=True, metavar="NUMBER")
        parser.add_argument("--on", type=iso_date, metavar="DATE", help="today if not given")
        parser.add_argument("--how", required=True, choices=[word.value for word in AgreedHow])
        parser.add_argument("--by", default="", metavar="NAME", help="who said so for the client")
        parser.add_argument("--note", default="", metavar="TEXT")
        parser.add_argument("--revision", type=count, metavar="N", help="the one that the client saw")
        parser.set_defaults(run=run)
    listing = add("terms list", "where the terms of the open matters stand; with --missing, what is owed")
    listing.add_argument("--missing", action="store_true", help="those that the firm's rule asks for")
    listing.add_argument("--responsible", metavar="NAME")
    add_times(listing)
    listing.set_defaults(run=_list)
    ruling = add("terms rule", "after how many days terms are owed, and for matters opened since when")
    ruling.add_argument("--days", type=count, metavar="N", help="0: never")
    ruling.add_argument("--since", type=iso_date, metavar="DATE")
    ruling.add_argument("--reason", default="", metavar="TEXT")
    ruling.set_defaults(run=_rule)


def _register_draft(add: Add) -> None:
    parser = add("terms draft", "write the terms of a matter, or their next revision")
    parser.add_argument("--matter", required=True, metavar="NUMBER")
    for name in _TEXTS:
        parser.add_argument("--" + name.replace("_", "-"), metavar="TEXT")
    parser.add_argument(
        "--estimate", type=amount, metavar="AMOUNT", help="what it costs, whole: of a range its upper end"
    )
    add_beside(parser)
    parser.add_argument("--estimate-note", metavar="TEXT", help="what the estimate covers")
    parser.add_argument("--no-estimate", action="store_true")
    for name in TERMS:
        parser.add_argument(
            "--" + name.replace("_", "-"), metavar="TIME", help='such as "24 working_day_hours"'
        )
    add_rhythm(parser)
    parser.add_argument("--by", metavar="NAME", help="who gives the updates")
    parser.add_argument("--our-duty", action="append", metavar='"TEXT @ DATE"')
    parser.add_argument("--client-duty", action="append", metavar='"TEXT @ DATE"')
    parser.add_argument("--no-duties", action="store_true", help="without those of the revision before")
    parser.add_argument("--reason", default="", metavar="TEXT", help="why agreed terms are revised")
    parser.set_defaults(run=_draft)


def _show(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        row = find_matter(reader, args.matter)
        sheet = terms_sheet(reader, row.id)
        data: dict[str, object] = {"matter": row.number, **spelled.terms(sheet)}
        shown = sheet.agreed or sheet.draft
        if args.revision is not None:
            shown = _revision(sheet, args.revision)
            data["revision"] = spelled.revision(shown)
        if args.versions:
            data["revisions"] = [spelled.revision(one) for one in sheet.revisions]
            data["agreements"] = [spelled.agreement(one) for one in sheet.agreements]
        text = _text(reader, sheet, shown)
    session.workspace.viewed(row.id)
    return Answer(data, text)


def _text(reader: Reader, sheet: TermsSheet, shown: Revision | None) -> str:
    lines = [say_standing(sheet)]
    lines += [f"Differs from the agreed terms. {plain(one, 200)}" for one in say_differences(sheet)]
    if shown is not None:
        lines += ["", f"Revision {shown.number}"]
        lines += [f"{head}: {plain(words, 400)}" for head, words in parts(shown.form, sheet.home)]
        lines += [plain(say_duty(one, reader.today), 400) for one in shown.form.duties]
    return "\n".join(lines)


def _draft(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        reader = tx.reader()
        row = find_matter(reader, args.matter, exact=True)
        sheet = terms_sheet(reader, row.id)
        before = sheet.revisions[0].form if sheet.revisions else terms_to_begin_with(reader, row.id)
        form = _changed(reader, args, before, session)
        terms_id = draft_terms(tx, row.id, form, args.reason)
        now = terms_sheet(tx.reader(), row.id)
    number = now.revisions[0].number
    data = {"matter": row.number, "id": terms_id, "revision": number, "state": now.state}
    return Answer(data, f"{row.number}: revision {number} is written.")


def _changed(reader: Reader, args: argparse.Namespace, form: TermsForm, session: Session) -> TermsForm:
    """The form with what was given."""
    said = {name: words for name in _TEXTS if (words := getattr(args, name)) is not None}
    times = {name: read_promise(words, name) for name in TERMS if (words := getattr(args, name)) is not None}
    flags = argparse.Namespace(**{**vars(args), "by": None})
    by_id = find_colleague(reader, args.by, active_only=True).id if args.by is not None else form.by_id
    duties = () if args.no_duties else form.duties
    return replace(
        form,
        **said,
        estimate=None if args.no_estimate else _estimate(reader, args, form.estimate),
        replies=replace(form.replies, **times),
        rhythm=read_flags(flags, form.rhythm) or form.rhythm,
        format=UpdateFormat(args.format) if args.format else form.format,
        by_id=by_id,
        duties=(
            *duties,
            *(_duty(one, FollowUpSide.FIRM, session) for one in args.our_duty or ()),
            *(_duty(one, FollowUpSide.CLIENT, session) for one in args.client_duty or ()),
        ),
    )


def _estimate(reader: Reader, args: argparse.Namespace, before: Estimate | None) -> Estimate | None:
    """A new amount is another estimate, whole; else what is given beside it changes the one before."""
    given = {name: getattr(args, name) for name in PARTS if getattr(args, name) is not None}
    code = args.currency or (before.currency if before else "")
    if args.estimate is None and before is None:
        if given or args.currency or args.estimate_note:
            raise Refused("no-estimate", "Please give the amount, too: --estimate 11000.", field="estimate")
        return None
    new = before if args.estimate is None and before else Estimate(args.estimate)
    currency = code.strip().upper() or firm_currency(reader)
    tax = given.pop("tax", None)
    for name, value in (("estimate", args.estimate), *given.items()):
        exact(value, currency, name)
    new = replace(new, **given, currency=code)
    if tax is not None:
        new = replace(new, tax=read_tax(tax, new.amount + (new.disbursements or 0), currency))
    covers = before.covers if args.estimate_note is None and before else args.estimate_note or ""
    return replace(new, covers=covers)


def _duty(words: str, side: FollowUpSide, session: Session) -> AgreedDuty:
    text, at, day = words.rpartition("@")
    if not at:
        return AgreedDuty(side, words.strip())
    return AgreedDuty(side, text.strip(), session.day(day.strip(), "duty"))


def _agreement(args: argparse.Namespace, sheet: TermsSheet, matter_id: UUID, today: date) -> NewAgreement:
    shown = _revision(sheet, args.revision).id if args.revision is not None else None
    return NewAgreement(matter_id, args.on or today, AgreedHow(args.how), args.by, args.note, shown)


def _revision(sheet: TermsSheet, number: int) -> Revision:
    for one in sheet.revisions:
        if one.number == number:
            return one
    raise NotFound("no-revision", "These terms have no such revision.", field="revision")


def _agree(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        row = find_matter(tx.reader(), args.matter, exact=True)
        sheet = terms_sheet(tx.reader(), row.id)
        calendar = firm_calendar(tx.reader())
        late = late_update(tx.reader(), calendar, row.id)
        agreed = agree_terms(tx, _agreement(args, sheet, row.id, tx.today))
        sheet = terms_sheet(tx.reader(), row.id)
        said = dropped(tx.reader(), calendar, late, row.id)
    if said is not None:
        note(said.message)
    for one in agreed.left:
        note(f"Still on the list, and not in these terms: {plain(one)}")
    data = {"matter": row.number, **spelled.terms(sheet), "left": list(agreed.left)}
    if said is not None:
        data["warnings"] = problems([said])
    return Answer(data, f"{row.number}: revision {agreed.number} holds, and the matter is measured by it.")


def _reaffirm(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        row = find_matter(tx.reader(), args.matter, exact=True)
        sheet = terms_sheet(tx.reader(), row.id)
        reaffirm_terms(tx, _agreement(args, sheet, row.id, tx.today))
        sheet = terms_sheet(tx.reader(), row.id)
    return Answer({"matter": row.number, **spelled.terms(sheet)}, f"{row.number}: {say_standing(sheet)}")


def _list(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        who = find_colleague(reader, args.responsible).id if args.responsible is not None else None
        data = []
        for one in terms_overview(reader, responsible_id=who):
            row, owed = one.matter, one.owed
            if args.missing and owed is None:
                continue
            data.append(
                {
                    "matter": row.number,
                    "title": row.title,
                    "client": row.client,
                    "responsible": row.responsible or None,
                    "state": one.state,
                    "opened_on": owed.opened_on if owed else row.opened_on,
                    "owed_on": owed.owed_on if owed else None,
                    "overdue": owed is not None and owed.owed_on < reader.today,
                }
            )
    heads = ["Matter", "Title", "Client", "Responsible", "Terms", "Owed on"]
    cells = [
        [one[key] for key in ("matter", "title", "client", "responsible", "state", "owed_on")] for one in data
    ]
    nothing = "No terms are missing." if args.missing else "No open matter."
    return Answer({"terms": data}, table(heads, cells) if data else nothing)


def _rule(session: Session, args: argparse.Namespace) -> Answer:
    if args.days is None and args.since is None:
        with session.workspace.read() as reader:
            rule, changed = terms_rule(reader), False
    else:
        with session.workspace.write() as tx:
            days = terms_rule(tx.reader()).days if args.days is None else args.days
            changed = set_terms_rule(tx, days, args.since, args.reason)
            rule = terms_rule(tx.reader())
    asked = f"Terms are owed {rule.days} days after a matter was opened, since {rule.since.isoformat()}."
    said = asked if rule.days else "Terms are never asked for."
    return Answer({"days": rule.days, "since": rule.since, "changed": changed}, said)
