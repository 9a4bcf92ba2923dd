"""The groups of a file of settings by which the firm keeps its house: schedules, kinds of contact, keeping files,
access requests, feedback, file reviews, concerns.

What is a list of rules of their own (a schedule for a practice area, a kind of contact) is taken rule by rule: one
that the file does not name stays.
"""

from __future__ import annotations

from dataclasses import asdict, replace

from app.access.settings import access_rules, change_access_rule
from app.access.words import Identity, Unit
from app.concerns.settings import change_concern_rules, concern_rules
from app.concerns.words import Stage
from app.contactlog.kind_commands import retire_kind, save_kind
from app.contactlog.kind_queries import KindRow, kind_rows
from app.contactlog.kinds import Kind, body_of, kind_from, supplied
from app.feedback.firm_rules import change_feedback_rules, feedback_rules
from app.feedback.words import Occasion
from app.kernel.text import fold
from app.retention.firm_rules import RetentionSettings, rules, set_rule, set_settings, settings
from app.retention.words import RetentionEvent
from app.reviews.checklist import change_checklist, checklist
from app.schedule.defaults import DefaultRow, defaults, firm_roll, set_default, set_roll
from app.schedule.rhythm import Rhythm
from app.schedule.rules import Interval
from app.schedule.words import IntervalUnit, Roll, UpdateFormat
from app.settings_file.values import Group, Values, fitted, items_of, of_type, only, texts
from app.storage.transaction import Reader, Transaction


def _says_schedules(reader: Reader) -> Values:
    return {"roll": firm_roll(reader), "defaults": [_schedule(row) for row in defaults(reader).rows]}


def _schedule(row: DefaultRow) -> Values:
    rhythm = asdict(row.rhythm)
    return {
        "practice_area": row.practice_area,
        "stage": row.stage,
        **rhythm.pop("interval"),
        **rhythm,
        "format": row.format,
    }


def _take_schedules(tx: Transaction, values: Values, _reason: str) -> None:
    only(values, ["roll", "defaults"])
    if "roll" in values:
        set_roll(tx, Roll(values["roll"]))
    there = [_schedule(row) for row in defaults(tx.reader()).rows]
    for said in items_of(values, "defaults"):
        if said not in there:
            by = UpdateFormat(said["format"]) if said["format"] is not None else None
            area, stage = of_type(said["practice_area"], str), of_type(said["stage"], str)
            set_default(tx, area, stage, _rhythm(said), by)


def _rhythm(said: Values) -> Rhythm:
    only(
        said,
        [
            *("practice_area", "stage", "count", "unit", "anchor_day", "at_stages", "at_dates"),
            *("roll", "at_most_days", "format"),
        ],
    )
    return Rhythm(
        Interval(of_type(said["count"], int), IntervalUnit(said["unit"])),
        None if said["anchor_day"] is None else of_type(said["anchor_day"], int),
        of_type(said["at_stages"], bool),
        of_type(said["at_dates"], bool),
        None if said["roll"] is None else Roll(said["roll"]),
        None if said["at_most_days"] is None else of_type(said["at_most_days"], int),
    )


def _says_kinds(reader: Reader) -> Values:
    return {"kinds": [_kind(row) for row in kind_rows(reader) if row.own]}


def _kind(row: KindRow) -> Values:
    return {"key": row.kind.key, "name": row.kind.name, "offered": not row.retired, **body_of(row.kind)}


def _take_kinds(tx: Transaction, values: Values, _reason: str) -> None:
    for said in items_of(only(values, ["kinds"]), "kinds"):
        kind, rows = _read_kind(said), kind_rows(tx.reader())
        found = next((row for row in rows if _is_same(row, kind)), None)
        if found is not None and _kind(found) == said:
            continue
        kind_id = save_kind(tx, kind, found.id if found is not None else None)
        if not of_type(said["offered"], bool):
            retire_kind(tx, kind_id)


def _is_same(row: KindRow, kind: Kind) -> bool:
    """Of the program by its key, of the firm by its name."""
    return (
        row.kind.key == kind.key if kind.key else fold(row.kind.name) == fold(kind.name) and not row.kind.key
    )


def _read_kind(said: Values) -> Kind:
    """Each value of its type: what the form would never bring is not brought by a file."""
    only(said, [*Kind.__slots__, "offered"])
    usual = Kind("", "")
    for name, value in said.items():
        if name in {"tags", "follow_ups"}:
            texts(value)
        elif name == "questions":
            if any(len(texts(one)) != 3 for one in of_type(value, list)):
                raise ValueError(name)
        elif name != "offered":
            of_type(value, bool if isinstance(getattr(usual, name), bool) else str)
    kind = kind_from(said)
    if kind.key and kind.key not in {one.key for one in supplied()}:
        raise ValueError(kind.key)
    return kind


def _says_retention(reader: Reader) -> Values:
    there = [
        {"practice_area": row.practice_area, "event": row.event, "months": row.months}
        for row in rules(reader)
    ]
    return {"rules": there, **asdict(settings(reader))}


def _take_retention(tx: Transaction, values: Values, reason: str) -> None:
    for said in items_of(values, "rules"):
        only(said, ["practice_area", "event", "months"])
        event, months = RetentionEvent(said["event"]), of_type(said["months"], int)
        set_rule(tx, of_type(said["practice_area"], str), event, months, reason)
    beside = {name: value for name, value in values.items() if name != "rules"}
    now: RetentionSettings = settings(tx.reader())
    set_settings(tx, fitted(now, beside), reason)


def _says_access(reader: Reader) -> Values:
    return {
        rule.law: {name: value for name, value in asdict(rule).items() if name not in _OF_THE_LAW}
        for rule in access_rules(reader)
    }


_OF_THE_LAW = ("law", "name", "source")


def _take_access(tx: Transaction, values: Values, reason: str) -> None:
    there = {rule.law: rule for rule in access_rules(tx.reader())}
    for law, said in values.items():
        plain = {name: value for name, value in said.items() if name not in {"unit", "identity"}}
        rule = fitted(there[law], plain, but=_OF_THE_LAW)
        if "unit" in said:
            rule = replace(rule, unit=Unit(said["unit"]))
        if "identity" in said:
            rule = replace(rule, identity=Identity(said["identity"]))
        change_access_rule(tx, rule, reason)


def _says_feedback(reader: Reader) -> Values:
    now = feedback_rules(reader)
    return asdict(now) | {"occasions": sorted(now.occasions)}


def _take_feedback(tx: Transaction, values: Values, reason: str) -> None:
    said = dict(values)
    now = feedback_rules(tx.reader())
    occasions = frozenset(Occasion(one) for one in texts(said.pop("occasions", sorted(now.occasions))))
    change_feedback_rules(tx, replace(fitted(now, said), occasions=occasions), reason)


def _says_reviews(reader: Reader) -> Values:
    return {"checklist": list(checklist(reader).items)}


def _take_reviews(tx: Transaction, values: Values, reason: str) -> None:
    change_checklist(tx, texts(only(values, ["checklist"])["checklist"]), reason)


def _says_concerns(reader: Reader) -> Values:
    now = concern_rules(reader)
    said = asdict(now) | {"stage_days": dict(now.stage_days)}
    del said["partner_ids"]  # people of this vault
    return said


def _take_concerns(tx: Transaction, values: Values, reason: str) -> None:
    said = dict(values)
    now = concern_rules(tx.reader())
    stages = of_type(said.pop("stage_days", dict(now.stage_days)), dict)
    days = {Stage(stage): of_type(count, int) for stage, count in stages.items()}
    rules_now = replace(fitted(now, said, but=["partner_ids"]), stage_days={**now.stage_days, **days})
    change_concern_rules(tx, rules_now, reason)


HOUSE: dict[str, Group] = {
    "schedules": Group(_says_schedules, _take_schedules),
    "contact_kinds": Group(_says_kinds, _take_kinds),
    "retention": Group(_says_retention, _take_retention),
    "access_rules": Group(_says_access, _take_access),
    "feedback": Group(_says_feedback, _take_feedback),
    "reviews": Group(_says_reviews, _take_reviews),
    "concerns": Group(_says_concerns, _take_concerns),
}
