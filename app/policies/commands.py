"""Writing policies, putting them in force, looking at them again, acknowledging them (PRACTICE I1, I2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select

from app.kernel.errors import Invalid, Problem, Refused
from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.kernel.text import clean, fold, plain_name
from app.people.queries import who_left
from app.policies.book import Policy, policies
from app.policies.filled import KNOWN, filled, policy_facts
from app.policies.kept import KeepingRow
from app.policies.models import PolicyAcknowledgement, PolicyForce, PolicyKeeping, PolicyReview, PolicyVersion
from app.policies.queries import policy, words_of
from app.policies.rules import counting
from app.policies.words import REVIEW_EVERY, ROLES, Outcome, PolicyKind, role_word
from app.storage.transaction import Transaction
from app.storage.versions import write_version
from app.wording.checking import problems_in

MOST_LETTERS = 60_000
"""Of a policy: some thirty pages. What is longer is several."""
LONGEST_FINDINGS = 4_000


@dataclass(frozen=True, slots=True)
class PolicyForm:
    """What a policy says, as its form holds it."""

    title: str
    text: str
    kind: PolicyKind = PolicyKind.POLICY


@dataclass(frozen=True, slots=True)
class NewReview:
    """A look at a policy; ``next_on`` where the next is not to come by the rhythm."""

    reviewed_on: date
    outcome: Outcome = Outcome.STAYS
    findings: str = ""
    next_on: date | None = None


def draft_policy(
    tx: Transaction, form: PolicyForm, reason: str = "", policy_id: UUID | None = None, *, starter: str = ""
) -> UUID:
    """Write a policy, or its next version, which needs a reason; the same again writes nothing, except where it ends or
    has ended, so that it can begin anew. It is a draft until `put_in_force`. Needs `Right.FIRM`.

    Raises Invalid, `Refused` ("no-reason", "too-long", "name-too-long", "title-taken"), NotFound ("no-policy").
    """
    tx.need(Right.FIRM)
    form = _checked(form)
    reader = tx.reader()
    found = policy(reader, policy_id) if policy_id is not None else None
    if found is not None:
        last = words_of(reader, found.versions[0])
        same = (last.head.title, last.text, last.head.kind) == (form.title, form.text, form.kind)
        if same and not (_ends(found) and found.draft is None):
            return found.id
        starter = last.head.starter
    _check_free(tx, form.title, policy_id)
    reason = given_reason(reason, "Please say what is changed, and why.", needed=found is not None)
    of = found.id if found is not None else tx.new_id()
    says = {"kind": form.kind, "title": form.title, "text": form.text, "starter": starter}
    number = found.versions[0].number + 1 if found is not None else 1
    write_version(tx, PolicyVersion, {"policy_id": of}, says, number=number, reason=reason)
    tx.record("written", "policy", of, name=form.title, version=number, reason=reason, text=form.text)
    return of


def keep_policy(tx: Transaction, policy_id: UUID, keeping: KeepingRow, reason: str = "") -> None:
    """Say who looks after a policy, how often, and who must acknowledge it; the same again writes nothing. Needs
    `Right.FIRM`. Raises Invalid, NotFound ("no-policy")."""
    tx.need(Right.FIRM)
    found = policy(tx.reader(), policy_id)
    _check_keeping(tx, keeping, found.keeping)
    made = tx.session.scalars(
        select(PolicyKeeping)
        .where(PolicyKeeping.policy_id == policy_id)
        .order_by(PolicyKeeping.number.desc())
        .limit(1)
    ).one_or_none()
    if made is not None and found.keeping == keeping:
        return
    reason = given_reason(reason, "", needed=False)
    audience = keeping.audience
    says: dict[str, object] = {
        "responsible_id": keeping.responsible_id,
        "review_months": keeping.review_months,
        "everyone": audience.everyone,
        "roles": sorted(audience.roles),
        "people": sorted(str(one) for one in audience.people),
    }
    number = made.number + 1 if made is not None else 1
    write_version(tx, PolicyKeeping, {"policy_id": policy_id}, says, number=number, reason=reason)
    tx.record("keeping set", "policy", policy_id, name=found.title, reason=reason, **says)


def put_in_force(
    tx: Transaction,
    policy_id: UUID,
    from_on: date | None = None,
    *,
    asks_again: bool = True,
    reason: str = "",
) -> None:
    """The newest version is in force from a day on (None: today), its fields filled with what the firm says today.

    One that is to come may be put in force for another day. ``asks_again`` False: a minor change, nobody is asked to
    acknowledge it. Needs `Right.FIRM`. Raises NotFound, `Refused` ("no-draft", "not-after").
    """
    tx.need(Right.FIRM)
    reader = tx.reader()
    found = policy(reader, policy_id)
    from_on, newest = from_on or tx.today, found.versions[0]
    others = [one for one in counting(found.forces) if one.number != newest.number]
    standing = [one for one in counting(found.forces) if one.number == newest.number]
    if standing and standing[0].from_on <= tx.today:
        message = (
            tr("This policy was repealed. Write its next version first; the same words will do.")
            if _ends(found)
            else tr("The newest version is in force already. Write a new one first.")
        )
        raise Refused("no-draft", message, field="policy")
    if others and from_on < others[-1].from_on:
        message = tr("A version of this policy begins later than that day. Please give a later one.")
        raise Refused("not-after", message, field="from")
    said = filled(words_of(reader, newest).text, policy_facts(reader))
    says = {
        "version_id": newest.id,
        "from_on": from_on,
        "asks_again": asks_again or not others,
        "said": said,
    }
    _write_force(tx, found, says, given_reason(reason, "", needed=False))
    body = {"version": newest.number, "first": from_on, "asks_again": asks_again or not others}
    tx.record(
        "put in force", "policy", policy_id, name=newest.title, reason=clean(reason, lines=False), **body
    )


def repeal_policy(tx: Transaction, policy_id: UUID, reason: str, from_on: date | None = None) -> None:
    """From a day on (None: today) it is not in force any more. Needs `Right.FIRM` and a reason.

    Raises NotFound, `Refused` ("not-in-force", "not-after", "no-reason", "too-long").
    """
    tx.need(Right.FIRM)
    found, from_on = policy(tx.reader(), policy_id), from_on or tx.today
    said = counting(found.forces)
    if not said or said[-1].number is None:
        raise Refused("not-in-force", tr("This policy is not in force."), field="policy")
    if from_on < said[-1].from_on:
        message = tr("A version of this policy begins later than that day. Please give a later one.")
        raise Refused("not-after", message, field="from")
    reason = given_reason(reason, "Please say why it ends.")
    says = {"version_id": None, "from_on": from_on, "asks_again": True, "said": ""}
    _write_force(tx, found, says, reason)
    tx.record("repealed", "policy", policy_id, name=found.title, first=from_on, reason=reason)


def review_policy(tx: Transaction, policy_id: UUID, new: NewReview) -> UUID:
    """Somebody looked at a policy in force again. For who looks after it, and for `Right.FIRM`.

    Raises Invalid, NotFound, `Refused` ("not-in-force", "not-allowed").
    """
    found = policy(tx.reader(), policy_id)
    if found.keeping.responsible_id != tx.actor or Right.WRITE not in tx.rights:
        tx.need(Right.FIRM)
    version_id = _in_force(found)
    findings = clean(new.findings)
    problems = []
    if new.reviewed_on > tx.today:
        problems.append(Problem("on", "in-future", tr("That day is still to come.")))
    if new.outcome is Outcome.CHANGE and not findings:
        problems.append(Problem("findings", "no-findings", tr("Please write what has to change.")))
    if len(findings) > LONGEST_FINDINGS:
        message = tr("Findings have at most {longest_findings} letters. Please shorten them.").format(
            longest_findings=say_number(LONGEST_FINDINGS)
        )
        problems.append(Problem("findings", "findings-too-long", message))
    if new.next_on is not None and new.next_on <= new.reviewed_on:
        problems.append(Problem("next", "next-before", tr("The next review comes after this one.")))
    if problems:
        raise Invalid(problems)
    says: dict[str, object] = {
        "reviewed_on": new.reviewed_on,
        "outcome": new.outcome,
        "findings": findings,
        "next_on": new.next_on,
    }
    review_id = tx.new_id()
    made = {"id": review_id, "policy_id": policy_id, "version_id": version_id}
    tx.insert(PolicyReview, {**made, **says, "made_at": tx.now, "made_by": tx.actor})
    tx.record("reviewed", "policy_review", review_id, name=found.title, policy=policy_id, **says)
    tx.touch("policy", policy_id)
    return review_id


def acknowledge_policy(
    tx: Transaction, policy_id: UUID, *, seen: UUID | None = None, person_id: UUID | None = None
) -> None:
    """The actor has read the version in force; ``seen``: the one that was shown, which has to be it still.

    For somebody else (``person_id``), who signed on paper, it needs `Right.FIRM`. Once is enough: again writes nothing.
    Raises NotFound, `Refused` ("not-in-force", "changed-meanwhile", "has-left", "not-allowed", "own-paper": nobody
    notes a paper of their own).
    """
    if person_id == tx.actor:
        message = tr(
            "Nobody notes for themselves that they signed on paper. Please read and acknowledge it yourself."
        )
        raise Refused("own-paper", message, field="person")
    whose = person_id or tx.actor
    if whose != tx.actor:
        tx.need(Right.FIRM)
        if who_left(tx.session, [whose]):
            raise Refused("has-left", tr("That person is not at the firm any more."), field="person")
    found = policy(tx.reader(), policy_id)
    version_id = _in_force(found)
    if seen is not None and seen != version_id:
        message = tr("A new version came into force meanwhile. Please read that one.")
        raise Refused("changed-meanwhile", message, field="policy")
    number = found.force.number if found.force is not None else None
    if number in found.read_by(whose):
        return
    row = {"id": tx.new_id(), "policy_id": policy_id, "version_id": version_id, "person_id": whose}
    on_paper = whose != tx.actor
    tx.insert(PolicyAcknowledgement, {**row, "on_paper": on_paper, "made_at": tx.now, "made_by": tx.actor})
    body = {"version": number, "person": whose, "on_paper": on_paper}
    tx.record("acknowledged", "policy", policy_id, name=found.title, **body)


def record_policy_left(
    tx: Transaction, policy_id: UUID, name: str, pages: int, file: Path | None = None
) -> None:
    """A policy left the vault on paper, or as a file, of which the name is kept."""
    if file is None:
        tx.record("printed", "policy", policy_id, name=name, pages=pages)
    else:
        tx.record("exported", "policy", policy_id, name=name, pages=pages, file=file.name)


def record_readers_left(
    tx: Transaction, policy_id: UUID, name: str, pages: int, file: Path | None = None
) -> None:
    """Who acknowledged a policy left the vault on paper or as a file; 0 ``pages``: a table."""
    if file is None:
        tx.record("printed", "policy_record", policy_id, name=name, pages=pages)
    else:
        tx.record("exported", "policy_record", policy_id, name=name, pages=pages, file=file.name)


def _ends(found: Policy) -> bool:
    """Whether it was repealed, from whichever day, and not put in force for later."""
    said = counting(found.forces)
    return bool(said) and said[-1].number is None


def _in_force(found: Policy) -> UUID:
    if found.force is None or found.force.number is None:
        raise Refused("not-in-force", tr("This policy is not in force."), field="policy")
    return found.version(found.force.number).id


def _write_force(tx: Transaction, found: Policy, says: Mapping[str, object], reason: str) -> None:
    number = _next(tx, PolicyForce, found.id)
    write_version(tx, PolicyForce, {"policy_id": found.id}, says, number=number, reason=reason)


def _next(tx: Transaction, table: type[PolicyForce], policy_id: UUID) -> int:
    last = tx.session.scalar(select(func.max(table.number)).where(table.policy_id == policy_id))
    return (last or 0) + 1


def _check_free(tx: Transaction, title: str, policy_id: UUID | None) -> None:
    """Two policies of one name are told apart by nobody."""
    key = fold(title)
    if any(one.id != policy_id and fold(one.versions[0].title) == key for one in policies(tx.reader())):
        raise Refused("title-taken", tr("There is a policy of that name already."), field="title")


def _checked(form: PolicyForm) -> PolicyForm:
    form = PolicyForm(plain_name(form.title, "title"), clean(form.text).replace("\t", " "), form.kind)
    problems = []
    if not form.title:
        problems.append(Problem("title", "no-title", tr("Please give the policy a name.")))
    if not form.text:
        problems.append(Problem("text", "no-text", tr("Please write what the policy says.")))
    if len(form.text) > MOST_LETTERS:
        message = tr("A policy has at most {most_letters} letters. Please make two of it.").format(
            most_letters=say_number(MOST_LETTERS)
        )
        problems.append(Problem("text", "text-too-long", message))
    else:
        problems += problems_in("text", form.text, KNOWN)
    if problems:
        raise Invalid(problems)
    return form


def _check_keeping(tx: Transaction, keeping: KeepingRow, was: KeepingRow) -> None:
    problems = []
    if keeping.review_months is not None and keeping.review_months not in REVIEW_EVERY:
        message = tr("A policy is reviewed every 3, 6 or 12 months, or never.")
        problems.append(Problem("review", "bad-rhythm", message))
    if not keeping.audience.roles <= set(ROLES):
        problems.append(
            Problem(
                "roles",
                "no-role",
                tr("The roles are: {roles}.").format(roles=", ".join(map(role_word, ROLES))),
            )
        )
    new = {keeping.responsible_id} - {was.responsible_id} | (keeping.audience.people - was.audience.people)
    if who_left(tx.session, new):
        message = tr("Somebody who is named is not at the firm any more.")
        problems.append(Problem("people", "has-left", message))
    if problems:
        raise Invalid(problems)
