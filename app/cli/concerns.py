"""concern list, concern show, concern figures, concern rules."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date
from uuid import UUID

from app.cli.concern_spelling import (
    concern_data,
    list_text,
    rules_data,
    sheet_data,
    sheet_text,
    step_data,
)
from app.cli.flags import add_times, count, iso_date
from app.cli.handles import read_handle
from app.cli.session import Add, Answer, Session
from app.clients.queries import find_client
from app.concerns.duties import concerns_duties
from app.concerns.figures import ConcernFigures, concern_figures
from app.concerns.outside import outside_body
from app.concerns.queries import concerns
from app.concerns.reading import concern_meant
from app.concerns.rules import ConcernRules
from app.concerns.settings import change_concern_rules, concern_rules
from app.concerns.sheet import concern_sheet, step_versions
from app.concerns.words import Cause, Stage
from app.kernel.errors import NotFound
from app.matters.keepers import names_of
from app.matters.queries import find_matter
from app.people.queries import find_colleague
from app.storage.transaction import Reader

_COUNTS = {
    "acknowledge_days": "working days to acknowledge a concern; 0: never",
    "final_weeks": "weeks to the final response to a formal complaint",
    "follow_up_days": "working days after which to ask again whether it is settled",
    "learn_days": "working days by which what was learned is written down",
}
_STAGED = (Stage.CONTACT, Stage.RESPONSIBLE, Stage.SUPERVISOR, Stage.PARTNER)


def register(add: Add) -> None:
    """Add the commands."""
    listing = add("concern list", "concerns and complaints, open ones first, the oldest first")
    chosen = listing.add_mutually_exclusive_group()
    chosen.add_argument("--open", action="store_const", const=True, dest="is_open")
    chosen.add_argument("--closed", action="store_const", const=False, dest="is_open")
    listing.add_argument("--matter", metavar="NUMBER")
    listing.add_argument("--client", metavar="NAME")
    listing.add_argument("--cause", choices=[one.value for one in Cause])
    listing.add_argument("--limit", type=count, metavar="N")
    listing.add_argument("--offset", type=count, default=0, metavar="N")
    add_times(listing)
    listing.set_defaults(run=_list)
    showing = add("concern show", "one concern with its steps, stages and what it said before")
    showing.add_argument("concern", metavar="ID")
    showing.add_argument("--step", metavar="STEP_ID", help="every version of this step")
    add_times(showing)
    showing.set_defaults(run=_show)
    counting = add("concern figures", "concerns by cause, how old the open ones are, how long they took")
    counting.add_argument("--from", dest="first", type=iso_date, required=True, metavar="DATE")
    counting.add_argument("--to", dest="last", type=iso_date, required=True, metavar="DATE")
    add_times(counting)
    counting.set_defaults(run=_figures)
    _add_rules(add)


def _add_rules(add: Add) -> None:
    parser = add("concern rules", "show or set the firm's time limits for concerns")
    for name, about in _COUNTS.items():
        parser.add_argument("--" + name.replace("_", "-"), type=count, metavar="N", help=about)
    for stage in _STAGED:
        about = f"working days that the {stage.label} has"
        name = f"--{stage.value.replace('_', '-')}-days"
        parser.add_argument(name, dest=f"days_{stage.value}", type=count, metavar="N", help=about)
    parser.add_argument("--keep-apart", action=argparse.BooleanOptionalAction, help="each new concern")
    parser.add_argument("--partner", action="append", metavar="NAME", help="complaints partner; '' for none")
    parser.add_argument("--outside-body", metavar="NAME")
    parser.add_argument("--reason", default="", metavar="TEXT")
    parser.set_defaults(run=_rules)


def find_concern(reader: Reader, words: str) -> UUID:
    """The concern that is meant by its id, by how that begins or ends, or by an id that `due` prints. Raises
    NotFound."""
    found = read_handle(words, lambda: _ids(reader))
    found = concern_meant(reader, found) if found is not None else None
    if found is None:
        raise NotFound("no-concern", "That concern is not in the vault.", field="concern")
    return found


def _ids(reader: Reader) -> list[UUID]:
    return [row.id for row in concerns(reader)] + [one.source_id for one in concerns_duties(reader, date.max)]


def _list(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        rows = concerns(
            reader,
            is_open=args.is_open,
            matter_id=find_matter(reader, args.matter).id if args.matter is not None else None,
            client_id=find_client(reader, args.client) if args.client is not None else None,
            cause=Cause(args.cause) if args.cause else None,
            limit=args.limit,
            offset=args.offset,
        )
    text = list_text(rows) if rows else "No concern. That is good to hear."
    return Answer({"concerns": [concern_data(row) for row in rows]}, text)


def _show(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        sheet = concern_sheet(reader, find_concern(reader, args.concern))
        data: dict[str, object] = {"concern": sheet_data(sheet)}
        if args.step is not None:
            step_id = read_handle(args.step, lambda: [one.step_id for one in sheet.steps])
            if step_id not in {one.step_id for one in sheet.steps}:
                raise NotFound("no-step", "That step is not in this concern.", field="step")
            data["step_versions"] = [step_data(one) for one in step_versions(reader, step_id)]
    return Answer(data, sheet_text(sheet))


def _figures(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        found = concern_figures(reader, args.first, args.last)
    data = _figures_data(found)
    lines = [f"{cause.label}: {number}" for cause, number in found.by_cause.items() if number]
    lines.append(f"open: {len(found.open)}, the oldest {found.oldest_days or 0} days")
    lines.append(f"resolved: {len(found.resolved)}, in the middle after {found.resolution_days or 0} days")
    return Answer({"from": args.first, "to": args.last, **data}, "\n".join(lines))


def _figures_data(found: ConcernFigures) -> dict[str, object]:
    return {
        "raised": len(found.raised),
        "by_cause": {cause.value: number for cause, number in found.by_cause.items()},
        "open": len(found.open),
        "open_days_median": found.open_days,
        "open_days_oldest": found.oldest_days,
        "resolved": len(found.resolved),
        "resolution_days_median": found.resolution_days,
    }


def _rules(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.read() as reader:
        before = concern_rules(reader)
        rules = _asked(reader, before, args)
    if rules != before:
        with session.workspace.write() as tx:
            change_concern_rules(tx, rules, args.reason)
    with session.workspace.read() as reader:
        rules = concern_rules(reader)
        names = names_of(reader, rules.partner_ids)
        data = rules_data(rules, [names[one] for one in rules.partner_ids], outside_body(reader))
    return Answer(
        {"rules": data}, "\n".join(f"{name.replace('_', ' ')}: {value}" for name, value in data.items())
    )


def _asked(reader: Reader, before: ConcernRules, args: argparse.Namespace) -> ConcernRules:
    given = {name: getattr(args, name) for name in _COUNTS if getattr(args, name) is not None}
    stages = {stage: getattr(args, f"days_{stage.value}") for stage in _STAGED}
    said = {stage: number for stage, number in stages.items() if number is not None}
    partners = [] if args.partner is None else [one for one in args.partner if one.strip()]
    return replace(
        before,
        **given,
        stage_days={**before.stage_days, **said},
        keeps_apart=before.keeps_apart if args.keep_apart is None else args.keep_apart,
        partner_ids=before.partner_ids
        if args.partner is None
        else tuple(find_colleague(reader, one, active_only=True).id for one in partners),
        outside_body=before.outside_body if args.outside_body is None else args.outside_body,
    )
