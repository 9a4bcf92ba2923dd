"""The firm's rule for fees, written anew; what follows of it for the matters that are open (PRACTICE F2)."""

from __future__ import annotations

from dataclasses import asdict, replace

from app.care.firm_rule import rule_of
from app.care.models import FeeRuleVersion
from app.care.rules import FeeRule
from app.care.warning import RULE_CHANGED, warn_of_costs
from app.kernel.errors import Invalid, Problem
from app.kernel.language import tr
from app.kernel.money import fit_currency
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.storage.transaction import Transaction
from app.storage.versions import read_versions, write_version

MOST_PERCENT = 500
MOST_MONTHS = 60


def set_fee_rule(tx: Transaction, new: FeeRule, reason: str) -> None:
    """Write the next version of the rule; the same again writes nothing. Figures keep their currency.

    Where it brings a matter to amber or red, the client has to hear of it, and what it warned of too early and nobody
    told is taken back (F2): in the matters that whoever sets it may see, in others with their next figure.
    Needs `Right.FIRM` and a reason. Raises Invalid, `Refused` ("no-reason", "too-long", "bad-currency").
    """
    tx.need(Right.FIRM)
    new = replace(new, currency=fit_currency(new.currency) if new.currency.strip() else "")
    _check(new)
    versions = read_versions(tx.reader(), FeeRuleVersion, lambda row: (row.number, rule_of(row)))
    number, before = versions[0] if versions else (0, FeeRule())
    if new == before:
        return
    reason = given_reason(reason, "Please say why this is changed.")
    says = asdict(new)
    made = write_version(tx, FeeRuleVersion, {}, says, number=number + 1, reason=reason)
    tx.record("changed", "fee_rule", made, **says, before=asdict(before), reason=reason)
    if (new.amber, new.red, new.with_tax) != (before.amber, before.red, before.with_tax):
        with tx.following_from(Right.FIRM):
            warn_of_costs(tx, None, fell=RULE_CHANGED)


def _check(new: FeeRule) -> None:
    problems = []
    if not 1 <= new.amber < new.red:
        problems.append(Problem("amber", "out-of-range", tr("Amber begins at 1 % or more, and before red.")))
    if not 2 <= new.red <= MOST_PERCENT:
        message = tr("Red begins at a percentage from 2 to {most_percent}.").format(most_percent=MOST_PERCENT)
        problems.append(Problem("red", "out-of-range", message))
    if not 1 <= new.update_months <= MOST_MONTHS:
        message = tr("Costs are told every 1 to {most_months} months.").format(most_months=MOST_MONTHS)
        problems.append(Problem("update_months", "out-of-range", message))
    if problems:
        raise Invalid(problems)
