"""policy draft, keep, put-in-force, repeal, review, acknowledge, starter: what changes policies."""

from __future__ import annotations

import argparse
from dataclasses import replace
from uuid import UUID

from app.cli.flags import iso_date, some_path
from app.cli.policy_spelling import keeping_data, policy_data
from app.cli.session import Add, Answer, Session
from app.cli.texts import words_in
from app.kernel.errors import NotFound, Refused
from app.people.queries import find_colleague
from app.policies.book import Policy
from app.policies.commands import (
    NewReview,
    PolicyForm,
    acknowledge_policy,
    draft_policy,
    keep_policy,
    put_in_force,
    repeal_policy,
    review_policy,
)
from app.policies.queries import acknowledgements_outstanding, find_policy, names_of, policy, words_of
from app.policies.starter import not_taken, starters_of, take_starters
from app.policies.words import REVIEW_EVERY, ROLES, Outcome, PolicyKind
from app.storage.transaction import Reader, Transaction

_POLICY = "its title, how that begins, or its id"


def register(add: Add) -> None:
    """Add the commands."""
    parser = add("policy draft", "write a policy, or its next version, as a draft")
    parser.add_argument("policy", metavar="POLICY", help=f"{_POLICY}; a new title for a new one")
    parser.add_argument("--text", type=some_path, metavar="FILE", help="its words; - reads standard input")
    parser.add_argument("--title", metavar="TEXT", help="another title")
    parser.add_argument("--kind", choices=[one.value for one in PolicyKind])
    parser.add_argument("--new", action="store_true", help="a new one, although a title begins like it")
    parser.add_argument("--reason", default="", metavar="TEXT", help="what is changed, and why")
    parser.set_defaults(run=_draft)
    _add_keeping(add)
    parser = _on_policy(add, "policy put-in-force", "adopt the newest version: it is in force from a day on")
    parser.add_argument("--from", dest="first", type=iso_date, metavar="DATE", help="else from today on")
    parser.add_argument("--minor", action="store_true", help="nobody is asked to acknowledge it again")
    parser.add_argument("--reason", default="", metavar="TEXT")
    parser.set_defaults(run=_put_in_force)
    parser = _on_policy(add, "policy repeal", "it is in force no more")
    parser.add_argument("--from", dest="first", type=iso_date, metavar="DATE", help="else from today on")
    parser.add_argument("--reason", default="", metavar="TEXT")
    parser.set_defaults(run=_repeal)
    parser = _on_policy(add, "policy review", "it was reviewed")
    parser.add_argument("--on", type=iso_date, metavar="DATE", help="else today")
    outcomes = [one.value for one in Outcome]
    parser.add_argument("--outcome", choices=outcomes, default=Outcome.STAYS.value)
    parser.add_argument("--findings", default="", metavar="TEXT")
    parser.add_argument("--next", type=iso_date, metavar="DATE", help="the next review, if not by its rhythm")
    parser.set_defaults(run=_review)
    parser = _on_policy(add, "policy acknowledge", "you have read the version in force")
    parser.add_argument("--person", metavar="NAME", help="somebody else, who signed on paper")
    parser.set_defaults(run=_acknowledge)
    parser = add("policy starter", "take over the starter set as drafts")
    parser.add_argument("key", nargs="*", metavar="KEY", help="these alone")
    parser.add_argument("--list", action="store_true", help="only say which there are")
    parser.set_defaults(run=_starter)


def _add_keeping(add: Add) -> None:
    parser = _on_policy(add, "policy keep", "who looks after it, how often, and whom it asks")
    parser.add_argument("--responsible", metavar="NAME", help="'' for the firm's lead")
    parser.add_argument("--review", choices=[*map(str, REVIEW_EVERY), "never"], help="months")
    parser.add_argument("--everyone", action="store_true", help="all must acknowledge it")
    parser.add_argument("--role", action="append", choices=ROLES, help="those of this role must")
    parser.add_argument("--person", action="append", metavar="NAME", help="this person must")
    parser.add_argument("--nobody", action="store_true", help="nobody must")
    parser.add_argument("--reason", default="", metavar="TEXT")
    parser.set_defaults(run=_keep)


def _on_policy(add: Add, name: str, about: str) -> argparse.ArgumentParser:
    parser = add(name, about)
    parser.add_argument("policy", metavar="POLICY", help=_POLICY)
    return parser


def _draft(session: Session, args: argparse.Namespace) -> Answer:
    text = None if args.text is None else words_in(args.text)
    with session.workspace.write() as tx:
        found = None if args.new else _if_there(tx.reader(), args.policy)
        if found is None:
            if text is None:
                raise Refused("no-text", "A new policy needs --text FILE.", field="text")
            form = PolicyForm(args.title or args.policy, text)
        else:
            last = words_of(tx.reader(), found.versions[0])
            text = last.text if text is None else text
            form = PolicyForm(args.title or last.head.title, text, last.head.kind)
        if args.kind is not None:
            form = replace(form, kind=PolicyKind(args.kind))
        one = draft_policy(tx, form, args.reason, found.id if found else None)
        data = _data(tx, one)
    return Answer({"policy": data}, "Written as a draft.")


def _keep(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        reader = tx.reader()
        found = find_policy(reader, args.policy)
        keeping = found.keeping
        if args.responsible is not None:
            who = find_colleague(reader, args.responsible, active_only=True).id if args.responsible else None
            keeping = replace(keeping, responsible_id=who)
        if args.review is not None:
            months = None if args.review == "never" else int(args.review)
            keeping = replace(keeping, review_months=months)
        if args.everyone or args.nobody or args.role or args.person:
            people = {find_colleague(reader, one, active_only=True).id for one in args.person or ()}
            audience = replace(
                keeping.audience,
                everyone=args.everyone,
                roles=frozenset(args.role or ()),
                people=frozenset(people),
            )
            keeping = replace(keeping, audience=audience)
        keep_policy(tx, found.id, keeping, args.reason)
        data = {**_data(tx, found.id), "keeping": keeping_data(keeping, names_of(reader))}
    return Answer({"policy": data}, "Set.")


def _put_in_force(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        found = find_policy(tx.reader(), args.policy)
        put_in_force(tx, found.id, args.first, asks_again=not args.minor, reason=args.reason)
        data = _data(tx, found.id)
        owed = sum(one.policy_id == found.id for one in acknowledgements_outstanding(tx.reader()))
    return Answer({"policy": {**data, "outstanding": owed}}, f"Adopted; {owed} still to acknowledge it.")


def _repeal(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        found = find_policy(tx.reader(), args.policy)
        repeal_policy(tx, found.id, args.reason, args.first)
        data = _data(tx, found.id)
    return Answer({"policy": data}, "It ends.")


def _review(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        found = find_policy(tx.reader(), args.policy)
        new = NewReview(args.on or tx.today, Outcome(args.outcome), args.findings, args.next)
        review_id = review_policy(tx, found.id, new)
        data = _data(tx, found.id)
    return Answer({"id": review_id, "policy": data}, "Noted.")


def _acknowledge(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        found = find_policy(tx.reader(), args.policy)
        who = find_colleague(tx.reader(), args.person, active_only=True).id if args.person else None
        acknowledge_policy(tx, found.id, person_id=who)
        data = _data(tx, found.id)
    return Answer({"policy": data}, "Acknowledged.")


def _starter(session: Session, args: argparse.Namespace) -> Answer:
    if args.list:
        with session.workspace.read() as reader:
            left, whole = {one.key for one in not_taken(reader)}, starters_of(reader)
        rows = [
            {"key": one.key, "title": one.form.title, "kind": one.form.kind, "taken": one.key not in left}
            for one in whole.values()
        ]
        text = "\n".join(
            f"{row['key']:<18}  {row['title']}{'  (yours)' * bool(row['taken'])}" for row in rows
        )
        return Answer({"starters": rows}, text)
    with session.workspace.write() as tx:
        made = [_data(tx, one) for one in take_starters(tx, args.key)]
    text = f"{len(made)} drafts. Read them, change them, and put them in force."
    return Answer({"policies": made}, text if made else "The firm has all of them already.")


def _data(tx: Transaction, policy_id: UUID) -> dict[str, object]:
    return policy_data(policy(tx.reader(), policy_id), names_of(tx.reader()))


def _if_there(reader: Reader, words: str) -> Policy | None:
    try:
        return find_policy(reader, words)
    except NotFound:
        return None
