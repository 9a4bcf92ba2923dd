"""The firm's rules for keeping closed matters, and what else it says of retention: read, and written anew."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

from app.kernel.errors import Invalid, NotFound, Problem, Refused
from app.kernel.language import tr
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.kernel.text import fold, plain_name
from app.retention.models import RetentionRuleVersion, RetentionSettingVersion
from app.retention.rules import LEAST_AGE, MOST_AGE, MOST_MONTHS, SUPPLIED, RuleRow
from app.retention.words import RetentionEvent
from app.storage.transaction import Reader, Transaction
from app.storage.versions import newest, read_versions, write_version


@dataclass(frozen=True, slots=True)
class RetentionSettings:
    """What else the firm says. ``majority_age`` in years; what a certificate of destruction keeps of the matter."""

    majority_age: int = 18
    keep_number: bool = True
    keep_name: bool = False


def rule_versions(reader: Reader) -> tuple[RuleRow, ...]:
    """Every version of every rule, the newest first; those that come with the program last, as version 0."""
    return (*read_versions(reader, RetentionRuleVersion, _rule), *SUPPLIED)


def rules(reader: Reader) -> tuple[RuleRow, ...]:
    """The rules in force, those for all practice areas first."""
    counting = newest(rule_versions(reader), lambda row: (row.area_key, row.event)).values()
    return tuple(sorted((row for row in counting if row.in_force), key=lambda row: (row.area_key, row.event)))


def settings(reader: Reader) -> RetentionSettings:
    """What else the firm says, as it is now (as it was known)."""
    found = read_versions(reader, RetentionSettingVersion, _settings)
    return found[0] if found else RetentionSettings()


def set_rule(tx: Transaction, practice_area: str, event: RetentionEvent, months: int, reason: str) -> None:
    """Write the next version of a rule; "" is for every practice area. The same again writes nothing.

    Needs `Right.FIRM` and a reason. Raises Invalid, `Refused` ("no-reason", "too-long", "name-too-long").
    """
    tx.need(Right.FIRM)
    area = plain_name(practice_area, "area")
    if not 0 <= months <= MOST_MONTHS:
        message = tr("Please give a time of at most {most_months} years.").format(
            most_months=MOST_MONTHS // 12
        )
        raise Invalid([Problem("months", "out-of-range", message)])
    before = _newest(tx.reader(), area, event)
    if before is not None and before.in_force and before.months == months:
        return
    _write(tx, RuleRow(event, months, area, fold(area)), before, reason)


def drop_rule(tx: Transaction, practice_area: str, event: RetentionEvent, reason: str) -> None:
    """From now on there is no such rule; for a practice area that of the firm for all counts again.

    Needs `Right.FIRM` and a reason. Raises NotFound ("no-rule"), `Refused` ("needed-rule": every matter is kept for
    some time from its closing).
    """
    tx.need(Right.FIRM)
    before = _newest(tx.reader(), practice_area, event)
    if before is None or not before.in_force:
        raise NotFound("no-rule", tr("The firm has no such rule."), field="area")
    if event is RetentionEvent.CLOSING and not before.area_key:
        message = tr("Every matter is kept for some time from its closing. Change the time instead.")
        raise Refused("needed-rule", message, field="event")
    _write(
        tx,
        RuleRow(event, before.months, before.practice_area, before.area_key, in_force=False),
        before,
        reason,
    )


def set_settings(tx: Transaction, new: RetentionSettings, reason: str) -> None:
    """Write the next version of what else the firm says; the same again writes nothing.

    Needs `Right.FIRM` and a reason. Raises Invalid, `Refused` ("no-reason", "too-long").
    """
    tx.need(Right.FIRM)
    if not LEAST_AGE <= new.majority_age <= MOST_AGE:
        message = tr("Please give an age from {least_age} to {most_age}.").format(
            least_age=LEAST_AGE, most_age=MOST_AGE
        )
        raise Invalid([Problem("majority_age", "out-of-range", message)])
    versions = read_versions(tx.reader(), RetentionSettingVersion, lambda row: (row.number, _settings(row)))
    number, before = versions[0] if versions else (0, RetentionSettings())
    if new == before:
        return
    reason = given_reason(reason, "Please say why this is changed.")
    says = asdict(new)
    made = write_version(tx, RetentionSettingVersion, {}, says, number=number + 1, reason=reason)
    tx.record("changed", "retention_settings", made, **says, before=asdict(before), reason=reason)


def _write(tx: Transaction, new: RuleRow, before: RuleRow | None, reason: str) -> None:
    reason = given_reason(
        reason, "Please say why: the rules are shown to whoever asks how long files are kept."
    )
    number = before.number + 1 if before is not None else 1
    of = {"area_key": new.area_key, "event": new.event}
    says = {"practice_area": new.practice_area, "months": new.months, "in_force": new.in_force}
    made = write_version(tx, RetentionRuleVersion, of, says, number=number, reason=reason)
    body = {"event": new.event, **says, "version": number, "reason": reason}
    if new.in_force:
        tx.record("set", "retention_rule", made, **body)
    else:
        tx.record("dropped", "retention_rule", made, **body)


def _newest(reader: Reader, practice_area: str, event: RetentionEvent) -> RuleRow | None:
    counting = newest(rule_versions(reader), lambda row: (row.area_key, row.event))
    return counting.get((fold(practice_area), event))


def _rule(made: RetentionRuleVersion) -> RuleRow:
    return RuleRow(*(getattr(made, one.name) for one in fields(RuleRow)))


def _settings(made: RetentionSettingVersion) -> RetentionSettings:
    return RetentionSettings(made.majority_age, made.keep_number, made.keep_name)
