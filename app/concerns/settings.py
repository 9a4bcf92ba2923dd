"""The firm's rules for concerns, and the body outside the firm that a client may go to."""

from __future__ import annotations

from dataclasses import asdict, replace
from uuid import UUID

from app.concerns.models import ConcernRulesVersion
from app.concerns.rules import ConcernRules, check_rules
from app.concerns.words import Stage
from app.kernel.errors import Invalid, Refused
from app.kernel.language import tr
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.kernel.text import clean
from app.people.duties import must_be_able
from app.people.queries import colleague
from app.people.words import Role
from app.storage.transaction import Reader, Transaction
from app.storage.versions import read_versions, write_version


def concern_rules(reader: Reader) -> ConcernRules:
    """The rules as the firm has them (as they were known); those that come with the program where it said nothing."""
    found = read_versions(reader, ConcernRulesVersion, _rules)
    return found[0] if found else ConcernRules()


def change_concern_rules(tx: Transaction, rules: ConcernRules, reason: str = "") -> None:
    """Write the next version of the rules, with the reason; the same again writes nothing. Needs `Right.FIRM`.

    Raises Invalid, `Refused` ("no-reason", "no-partner": who sees all concerns is a partner, "has-left").
    """
    tx.need(Right.FIRM)
    rules = replace(
        rules,
        stage_days={stage: rules.stage_days.get(stage, 0) for stage in Stage if stage in rules.stage_days},
        partner_ids=tuple(dict.fromkeys(rules.partner_ids)),
        outside_body=clean(rules.outside_body, lines=False),
    )
    if problems := check_rules(rules):
        raise Invalid(problems)
    before = concern_rules(tx.reader())
    if rules == before:
        return
    _check_partners(tx, rules.partner_ids)
    reason = given_reason(reason, "Please say why the rules for concerns are changed.")
    says = asdict(rules)
    number = len(read_versions(tx.reader(), ConcernRulesVersion, lambda row: row.id)) + 1
    rules_id = write_version(tx, ConcernRulesVersion, {}, says, number=number, reason=reason)
    was = {name: value for name, value in asdict(before).items() if value != says[name]}
    tx.record(
        "changed", "concern_rule", rules_id, **{name: says[name] for name in was}, before=was, reason=reason
    )


def _check_partners(tx: Transaction, partners: tuple[UUID, ...]) -> None:
    for one in partners:
        must_be_able(tx.session, one, "partners")
        if colleague(tx.reader(), one).role is not Role.PARTNER:
            message = tr("Complaints are a partner's. Please name partners.")
            raise Refused("no-partner", message, field="partners")


def _rules(row: ConcernRulesVersion) -> ConcernRules:
    return ConcernRules(
        row.acknowledge_days,
        {Stage(stage): count for stage, count in row.stage_days.items()},
        row.final_weeks,
        row.follow_up_days,
        row.learn_days,
        row.keeps_apart,
        tuple(UUID(one) for one in row.partner_ids),
        row.outside_body,
    )
