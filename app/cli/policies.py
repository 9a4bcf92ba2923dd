"""policy list, policy show, policy diff, policy outstanding, policy fields: policies, read and printed."""

from __future__ import annotations

import argparse

from app.cli.flags import add_times, count, some_path
from app.cli.policy_spelling import (
    head_data,
    keeping_data,
    outstanding_data,
    pair_data,
    policy_data,
    review_data,
)
from app.cli.session import Add, Answer, Session
from app.cli.tables import table
from app.kernel.errors import NotFound, Refused
from app.people.queries import find_colleague
from app.policies.book import Policy, policies
from app.policies.filled import FIELDS
from app.policies.kept import VersionHead
from app.policies.queries import (
    acknowledgement_record,
    acknowledgements_outstanding,
    find_policy,
    names_of,
    outdated,
    versions_of,
    words_of,
)
from app.policies.words import PolicyState
from app.wording.differences import line_pairs
from app.wording.lines import as_plain

_POLICY = "its title, how that begins, or its id"


def register(add: Add) -> None:
    """Add the commands."""
    parser = add("policy list", "the firm's policies and procedures, and how each stands")
    parser.add_argument("--state", choices=[one.value for one in PolicyState])
    add_times(parser)
    parser.set_defaults(run=_list)
    parser = add(
        "policy show", "what a policy says, its versions, and who acknowledged it; with --out, to print"
    )
    parser.add_argument("policy", metavar="POLICY", help=_POLICY)
    parser.add_argument("--version", type=count, metavar="N", help="else the one in force")
    parser.add_argument("--out", type=some_path, metavar="FILE.pdf")
    add_times(parser)
    parser.set_defaults(run=_show)
    parser = add("policy diff", "what a version of a policy changed")
    parser.add_argument("policy", metavar="POLICY", help=_POLICY)
    parser.add_argument("--from", dest="before", type=count, metavar="N", help="else the one before")
    parser.add_argument("--to", dest="after", type=count, metavar="N", help="else the newest")
    add_times(parser)
    parser.set_defaults(run=_diff)
    parser = add("policy outstanding", "who still has to acknowledge what")
    parser.add_argument("--person", metavar="NAME")
    add_times(parser)
    parser.set_defaults(run=_outstanding)
    parser = add("policy record", "who acknowledged policies, and who did not; with --out, to keep")
    parser.add_argument("policy", nargs="?", metavar="POLICY", help=f"{_POLICY}; without it, all of them")
    parser.add_argument("--out", type=some_path, metavar="FILE.pdf|FILE.csv")
    add_times(parser)
    parser.set_defaults(run=_record)
    parser = add("policy fields", "the fields that a policy may use")
    parser.set_defaults(run=_fields)


def _list(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        rows = [one for one in policies(reader) if args.state in {None, one.state.value}]
        owed = acknowledgements_outstanding(reader)
        names = names_of(reader)
    counts = {one.id: sum(1 for row in owed if row.policy_id == one.id) for one in rows}
    shown = [
        [one.title, one.state.label, one.shown.number, one.next_review or "", counts[one.id] or ""]
        for one in rows
    ]
    text = table(["Policy", "State", "Version", "Next review", "To acknowledge"], shown)
    data = [{**policy_data(one, names), "outstanding": counts[one.id]} for one in rows]
    return Answer({"policies": data}, text if rows else "No policy yet. `policy starter` takes over a set.")


def _show(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        found, names = find_policy(reader, args.policy), names_of(reader)
        head = found.shown if args.version is None else _version(found, args.version)
        words = words_of(reader, head)
        data: dict[str, object] = {
            **policy_data(found, names),
            "shown": head.number,
            "text": words.text,
            "said": words.said,
            "keeping": keeping_data(found.keeping, names),
            "versions": [head_data(one, found, names) for one in found.versions],
            "reviews": [review_data(one, names) for one in found.reviews],
            "outdated": [pair_data(one) for one in outdated(reader, found)],
        }
    if args.out is not None:
        data["file"], data["pages"] = args.out, _print(session, args, found, head.number)
    return Answer(data, f"{head.title}\n\n{as_plain(words.said)}")


def _print(session: Session, args: argparse.Namespace, found: Policy, number: int | None) -> int:
    from app.policies.commands import record_policy_left, record_readers_left
    from app.reports.policy_page import policy_paper, record_paper
    from app.vault.leaving import send_out

    tell = record_readers_left if number is None else record_policy_left
    with session.reading(args) as reader:
        paper = record_paper(reader, found.id) if number is None else policy_paper(reader, found.id, number)
    pages, file = paper.made.pages, args.out
    send_out(
        session.workspace,
        file,
        paper.made.pdf,
        lambda tx: tell(tx, found.id, paper.name, pages, file),
    )
    return pages


def _diff(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        found = find_policy(reader, args.policy)
        after = found.versions[0] if args.after is None else _version(found, args.after)
        number = after.number - 1 if args.before is None else args.before
        if number == 0:
            raise Refused(
                "no-version", "This is the first version: there is nothing before it.", field="from"
            )
        before = _version(found, number)
        words = {one.head.number: one.said for one in versions_of(reader, found)}
    pairs = line_pairs(words[before.number], words[after.number])
    changed = [one for one in pairs if not one.same]
    marks = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}
    lines = ["".join(marks[run.kind].format(run.text) for run in pair.runs) for pair in changed]
    data = {
        "policy": found.id,
        "title": after.title,
        "from": before.number,
        "to": after.number,
        "changes": [pair_data(one) for one in changed],
    }
    return Answer(data, "\n".join(lines) or "They say the same.")


def _outstanding(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        person = find_colleague(reader, args.person).id if args.person else None
        rows = acknowledgements_outstanding(reader, person)
    shown = [[one.person, one.title, one.number, one.since] for one in rows]
    text = table(["Who", "Policy", "Version", "Since"], shown)
    return Answer(
        {"outstanding": [outstanding_data(one) for one in rows]},
        text if rows else "Everyone has acknowledged what they are asked to.",
    )


def _record(session: Session, args: argparse.Namespace) -> Answer:
    from app.reports.policy_page import acknowledged

    with session.reading(args) as reader:
        chosen = (find_policy(reader, args.policy),) if args.policy else policies(reader)
        rows = [(one, row) for one in chosen if one.force for row in acknowledgement_record(reader, one)]
        shown = [[one.title, row.person.name, acknowledged(reader, row)] for one, row in rows]
    data: dict[str, object] = {
        "record": [
            {
                "policy": one.id,
                "title": one.title,
                "person": row.person.name,
                "asked": row.asked,
                "version": row.read.number if row.read else None,
                "acknowledged_at": row.read.made_at if row.read else None,
                "on_paper": row.read.on_paper if row.read else None,
                "outstanding_since": row.owed.since if row.owed else None,
            }
            for one, row in rows
        ]
    }
    if args.out is not None:
        data["file"] = args.out
        data["pages"] = _keep_record(session, args, chosen)
    text = table(["Policy", "Who", "Acknowledged"], shown)
    return Answer(data, text if rows else "No policy is in force.")


def _keep_record(session: Session, args: argparse.Namespace, chosen: tuple[Policy, ...]) -> int:
    if args.out.suffix.casefold() != ".csv":
        if not args.policy:
            message = "Please name the policy whose record is printed; all of them go into a .csv."
            raise Refused("bad-ending", message, field="out")
        return _print(session, args, chosen[0], None)
    from app.reports.policy_page import save_record_table

    with session.reading(args) as reader:
        save_record_table(session.workspace, reader, chosen, args.out)
    return 0


def _fields(_session: Session, _args: argparse.Namespace) -> Answer:
    rows = [{"name": one.name, "about": one.about, "list": one.is_list} for one in FIELDS]
    return Answer({"fields": rows}, "\n".join(f"{row['name']:<25}  {row['about']}" for row in rows))


def _version(found: Policy, number: int) -> VersionHead:
    if all(one.number != number for one in found.versions):
        raise NotFound("no-version", "There is no such version of this policy.", field="version")
    return found.version(number)
