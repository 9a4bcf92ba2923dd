"""The firm's rules for asking, read and written anew."""

from __future__ import annotations

from dataclasses import asdict, fields

from app.feedback.models import FeedbackRulesVersion
from app.feedback.rules import FeedbackRules
from app.feedback.words import Occasion
from app.kernel.errors import Invalid
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.storage.transaction import Reader, Transaction
from app.storage.versions import read_versions, write_version


def feedback_rules(reader: Reader) -> FeedbackRules:
    """Those in force; before the first version those that come with the program."""
    found = read_versions(reader, FeedbackRulesVersion, _rules)
    return found[0] if found else FeedbackRules()


def change_feedback_rules(tx: Transaction, new: FeedbackRules, reason: str) -> None:
    """Write the next version; the same again writes nothing. Needs `Right.FIRM` and a reason.

    Raises Invalid, `Refused` ("no-reason", "too-long").
    """
    tx.need(Right.FIRM)
    if problems := new.problems():
        raise Invalid(problems)
    before = feedback_rules(tx.reader())
    if new == before:
        return
    reason = given_reason(reason, "Please say why the rules are changed.")
    numbers = read_versions(tx.reader(), FeedbackRulesVersion, lambda row: row.number)
    says = asdict(new) | {"occasions": " ".join(sorted(new.occasions))}
    made = write_version(
        tx, FeedbackRulesVersion, {}, says, number=(numbers[0] if numbers else 0) + 1, reason=reason
    )
    tx.record("changed", "feedback_rule", made, **says, reason=reason)


def _rules(row: FeedbackRulesVersion) -> FeedbackRules:
    values = {one.name: getattr(row, one.name) for one in fields(FeedbackRules)}
    values["occasions"] = frozenset(Occasion(word) for word in row.occasions.split())
    return FeedbackRules(**values)
