"""review queue, start, record, drop, list, show, figures, checklist: files looked at by who does not keep them
(PRACTICE I3)."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final
from uuid import UUID

from app.cli.flags import add_times, count, iso_date, some_path, year_until
from app.cli.handles import handle, read_handle
from app.cli.review_spelling import (
    figures_data,
    queue_data,
    queue_text,
    review_data,
    reviews_text,
    shares_text,
    sheet_data,
    sheet_text,
)
from app.cli.session import Add, Answer, Session
from app.cli.texts import words_in
from app.kernel.errors import Invalid, NotFound, Problem
from app.matters.queries import find_matter
from app.people.queries import find_colleague
from app.reviews import commands
from app.reviews.checklist import change_checklist, checklist_versions
from app.reviews.commands import Comment, NewRecord, Said
from app.reviews.figures import review_figures
from app.reviews.queries import ReviewSheet, review_queue, review_sheet, reviews
from app.reviews.words import Verdict
from app.storage.transaction import Reader

_SHOWN: Final = 50


def register(add: Add) -> None:
    """Add the commands."""
    queueing = add("review queue", "files to review, risky and stale ones first")
    queueing.add_argument("--own", action="store_true", help="one's own, too, which others review")
    queueing.add_argument("--matter", metavar="NUMBER")
    queueing.add_argument("--limit", type=count, default=_SHOWN, metavar="N")
    add_times(queueing)
    queueing.set_defaults(run=_queue)
    starting = add("review start", "begin to review a file that is not one's own")
    starting.add_argument("--matter", required=True, metavar="NUMBER")
    starting.set_defaults(run=_start)
    _register_record(add)
    dropping = add("review drop", "give up a review that was begun")
    dropping.add_argument("review", metavar="ID")
    dropping.add_argument("--reason", required=True, metavar="TEXT")
    dropping.set_defaults(run=_drop)
    listing = add("review list", "reviews, newest first")
    listing.add_argument("--matter", metavar="NUMBER")
    listing.add_argument("--open", action="store_true", help="those that run")
    listing.add_argument("--dropped", action="store_true", help="those given up, too")
    listing.add_argument("--limit", type=count, metavar="N")
    add_times(listing)
    listing.set_defaults(run=_list)
    showing = add("review show", "one review with every point; with --out, as a page to print")
    showing.add_argument("review", metavar="ID")
    showing.add_argument("--out", type=some_path, metavar="FILE.pdf")
    add_times(showing)
    showing.set_defaults(run=_show)
    _register_firm(add)


def _register_record(add: Add) -> None:
    recording = add("review record", "finish a review: a verdict for each point, comments to the author")
    recording.add_argument("review", metavar="ID")
    recording.add_argument("--fine", default="", metavar="1,2,…", help="points; `rest` for all others")
    recording.add_argument("--attention", action="append", default=[], metavar="N:NOTE")
    recording.add_argument("--not-here", default="", metavar="3,4,…", help="points that do not apply")
    recording.add_argument("--findings", default="", metavar="TEXT")
    recording.add_argument(
        "--comment", action="append", default=[], metavar="TEXT", help="an action of the author"
    )
    recording.add_argument("--to", metavar="NAME", help="who does them; the responsible lawyer if not given")
    recording.add_argument("--due", type=iso_date, metavar="DATE")
    recording.set_defaults(run=_record)


def _register_firm(add: Add) -> None:
    counting = add("review figures", "how many of the files were reviewed in a time")
    counting.add_argument("--from", dest="first", type=iso_date, metavar="DATE", help="a year ago")
    counting.add_argument("--to", dest="last", type=iso_date, metavar="DATE", help="today if not given")
    add_times(counting)
    counting.set_defaults(run=_figures)
    listing = add("review checklist", "what is looked at; with --set writes it anew")
    listing.add_argument("--set", dest="file", type=some_path, metavar="FILE", help="a point a line")
    listing.add_argument("--reason", default="", metavar="TEXT")
    listing.add_argument("--versions", action="store_true", help="every version there was")
    add_times(listing)
    listing.set_defaults(run=_checklist)


def _queue(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        matter_id = find_matter(reader, args.matter).id if args.matter is not None else None
        rows = review_queue(reader, own=args.own, matter_id=matter_id)
    shown = rows[: args.limit]
    text = queue_text(shown) if shown else "No file waits for a review."
    more = f"\n{len(rows) - len(shown):,} more." if len(rows) > len(shown) else ""
    return Answer({"queue": [queue_data(row) for row in shown], "count": len(rows)}, text + more)


def _start(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        made = commands.start_review(tx, find_matter(tx.reader(), args.matter, exact=True).id)
        sheet = review_sheet(tx.reader(), made)
    return Answer({"review": sheet_data(sheet)}, sheet_text(sheet))


def find_review(reader: Reader, words: str) -> UUID:
    """The review that is meant by its id, or how that begins or ends. Raises NotFound."""
    found = read_handle(words, lambda: [row.id for row in reviews(reader, dropped=True)])
    if found is None:
        raise NotFound("no-review", "That review is not in the vault.", field="review")
    return found


def _record(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        review_id = find_review(tx.reader(), args.review)
        sheet = review_sheet(tx.reader(), review_id)
        to_id = find_colleague(tx.reader(), args.to, active_only=True).id if args.to is not None else None
        said = _said(args, len(sheet.points))
        comments = tuple(Comment(text, to_id, args.due) for text in args.comment)
        actions = commands.record_review(tx, review_id, NewRecord(said, args.findings, comments))
        sheet = review_sheet(tx.reader(), review_id)
    data = {"review": sheet_data(sheet), "follow_ups": list(actions)}
    return Answer(data, f"Reviewed ({handle(review_id)}). {len(actions):,} comments to the author.")


def _said(args: argparse.Namespace, points: int) -> dict[int, Said]:
    """The verdicts by position, from numbers as people count them."""
    said: dict[int, Said] = {}
    for words in args.attention:
        number, _, note = words.partition(":")
        said[_position(number, points)] = Said(Verdict.ATTENTION, note)
    for number in filter(None, args.not_here.split(",")):
        said[_position(number, points)] = Said(Verdict.NOT_HERE)
    if args.fine.strip() == "rest":
        return {place: said.get(place, Said(Verdict.FINE)) for place in range(points)}
    for number in filter(None, args.fine.split(",")):
        said[_position(number, points)] = Said(Verdict.FINE)
    return said


def _position(words: str, points: int) -> int:
    number = words.strip()
    if not (number.isascii() and number.isdecimal() and 0 < int(number) <= points):
        message = f"{words[:20]!r} is no point: they are 1 to {points}."
        raise Invalid([Problem("said", "no-point", message)])
    return int(number) - 1


def _drop(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        found = find_review(tx.reader(), args.review)
        commands.drop_review(tx, found, args.reason)
    return Answer({"id": found}, "The review is given up.")


def _list(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        matter_id = find_matter(reader, args.matter).id if args.matter is not None else None
        rows = reviews(reader, matter_id, running_only=args.open, dropped=args.dropped, limit=args.limit)
    return Answer(
        {"reviews": [review_data(row) for row in rows]}, reviews_text(rows) if rows else "No review."
    )


def _show(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        sheet = review_sheet(reader, find_review(reader, args.review))
    data: dict[str, object] = {"review": sheet_data(sheet)}
    if args.out is not None:
        data["file"], data["pages"] = args.out, _save(session, sheet, args.out)
    return Answer(data, sheet_text(sheet))


def _save(session: Session, sheet: ReviewSheet, file: Path) -> int:
    from app.reports.review_record import review_record, save_review

    with session.workspace.read() as reader:
        pdf, pages = review_record(reader, sheet)
    save_review(session.workspace, file, sheet.row.id, pdf, pages)
    return pages


def _figures(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        found = review_figures(reader, *year_until(args, reader.today))
    return Answer(figures_data(found), shares_text(found))


def _checklist(session: Session, args: argparse.Namespace) -> Answer:
    if args.file is not None:
        items = words_in(args.file).splitlines()
        with session.workspace.write() as tx:
            change_checklist(tx, items, args.reason)
    with session.reading(args) as reader:
        versions = checklist_versions(reader)
    shown = versions if args.versions else versions[:1]
    data = [
        {"version": one.number, "items": list(one.items), "reason": one.reason, "made_at": one.made_at}
        for one in shown
    ]
    lines = [f"{number}. {item}" for number, item in enumerate(versions[0].items, start=1)]
    return Answer({"checklists": data}, "\n".join([f"Version {versions[0].number}", *lines]))
