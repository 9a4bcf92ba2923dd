"""The facts beside a matter, to glance at while on the phone."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication

from app.care.estimate import say_sums
from app.care.words import FeeLevel
from app.clients.queries import ClientSheet, PointRow
from app.clients.said import who_decides, who_must_not_know
from app.clients.words import PointKind
from app.kernel.said import say_day, say_short
from app.matters.keepers import KeeperRole
from app.matters.walls import shut_out
from app.promises.terms import PromiseTerms
from app.promises.words import say_promise
from app.schedule.queries import UpdateDue
from app.schedule.rhythm import say_rhythm
from ui.kit.chips import Tone
from ui.kit.sidepane import Fact, FactGroup
from ui.matters.fees_view import TONES
from ui.matters.load import MatterView
from ui.today.sentences import read_channel

translate = QCoreApplication.translate
_said = partial(QCoreApplication.translate, "Clocks")


def side_groups(view: MatterView) -> list[FactGroup]:
    """Client, who looks after it, what was promised, fees."""
    row = view.sheet.row
    keepers = (
        (translate("Side", "Contact"), row.point_of_contact + _to_come(view, KeeperRole.CONTACT)),
        (translate("Side", "Lawyer"), row.responsible + _to_come(view, KeeperRole.RESPONSIBLE)),
        (translate("Side", "Supervisor"), row.supervisor + _to_come(view, KeeperRole.SUPERVISOR)),
        (translate("Side", "Out of hours"), view.sheet.emergency + _to_come(view, KeeperRole.EMERGENCY)),
    )
    groups = [
        FactGroup(view.client.name, client_facts(view.client)),
        FactGroup(translate("Side", "Who looks after it"), _facts(keepers)),
        _wall(view),
        FactGroup(translate("Side", "Promised"), _facts(_promised(view.due, view.terms))),
        _fees(view),
    ]
    others = ", ".join(client.name for client in view.clients[1:])
    if others:
        groups.insert(1, FactGroup("", (Fact(translate("Side", "Also for"), others),)))
    return [group for group in groups if group.facts or group.share is not None or group.note]


def _to_come(view: MatterView, role: KeeperRole) -> str:
    """Who it will be from a day to come."""
    for one in view.keepers:
        if one.role is role and one.since > view.desk.now and not one.overtaken:
            day = say_day(one.since.astimezone(view.desk.now.tzinfo).date(), view.desk.today)
            nobody = translate("Side", "nobody")
            return translate("Side", "; from {day} {name}").format(day=day, name=one.now or nobody)
    return ""


def client_facts(client: ClientSheet) -> tuple[Fact, ...]:
    """How the client wants to be treated (A1, A2)."""
    details = client.details
    language = details.language
    if details.interpreter:
        language = translate("Side", "{language}, interpreter needed").format(language=language or "?")
    needs = "; ".join(
        part for part in (details.accessibility, details.technology_limits, details.vulnerability) if part
    )
    facts = [_point(point) for point in client.points if point.kind is not PointKind.ADDRESS]
    facts += _facts(
        (
            (translate("Side", "Prefers"), _prefers(client)),
            (translate("Side", "Never"), details.never_channels),
            (translate("Side", "Language"), language),
            (translate("Side", "Needs"), needs),
            (translate("Side", "May decide"), who_decides(client.people)),
        )
    )
    if kept_out := who_must_not_know(client.people):
        facts.append(Fact(translate("Side", "Don't tell"), kept_out, Tone.SOON))
    return tuple(facts)


def say_plan(due: UpdateDue) -> str:
    """As in "every fortnight, by phone"."""
    by = translate("Side", ", by {format}").format(format=due.format.label) if due.format else ""
    return say_rhythm(due.rhythm) + by


def _facts(pairs: tuple[tuple[str, str], ...]) -> tuple[Fact, ...]:
    return tuple(Fact(label, value) for label, value in pairs if value)


def _point(point: PointRow) -> Fact:
    label = translate("Side", "Phone") if point.kind is PointKind.PHONE else translate("Side", "E-mail")
    label = f"{label}, {point.label}" if point.label else label
    if point.changed:  # a verified one stood here: that shows until this one is verified (A3)
        words = translate("Side", "{value} (changed, not verified since)").format(value=point.value)
        return Fact(label, words, Tone.SOON)
    return Fact(label, point.value, verified=point.verified_on is not None)


def _prefers(client: ClientSheet) -> str:
    words = client.details.preferred_channel
    channel = read_channel(words)
    said = channel.label if channel and channel.value == words.strip().casefold() else words
    return ", ".join(part for part in (said, client.details.preferred_times) if part)


def _promised(due: UpdateDue | None, terms: PromiseTerms) -> tuple[tuple[str, str], ...]:
    updates = say_plan(due) if due else translate("Side", "no schedule yet")
    return (
        (translate("Side", "Updates"), updates),
        (translate("Side", "Answers"), say_promise(terms.answer)),
        (translate("Side", "Urgent"), say_promise(terms.urgent_answer)),
    )


def _wall(view: MatterView) -> FactGroup:
    """For whom a restricted matter exists, and who looks after it all the same, without seeing it."""
    names = ", ".join(name for _, name in view.wall.people) if view.wall is not None else ""
    outside = "; ".join(f"{name}, {role.label}" for role, name in shut_out(view.sheet.row, view.wall))
    seen = (translate("Side", "Seen only by"), names, Tone.PLAIN)
    unseen = (translate("Side", "Cannot see it"), outside, Tone.SOON)
    facts = tuple(Fact(label, value, tone) for label, value, tone in (seen, unseen) if value)
    return FactGroup(translate("Side", "Restricted"), facts)


def _fees(view: MatterView) -> FactGroup:
    head, found = translate("Side", "Fees"), view.fees.costs
    if found.estimate is None and found.to_date is None:
        return FactGroup(head)
    if found.estimate is None or found.to_date is None:
        figure = found.estimate or found.to_date
        words = (
            translate("Side", "{amount} estimated")
            if found.estimate
            else translate("Side", "{amount} to date")
        )
        note = words.format(amount=say_sums(figure, view.fees.currency)) if figure else ""
    else:
        note = translate("Side", "{used} of {estimate} estimated").format(
            used=say_sums(found.to_date, view.fees.currency),
            estimate=say_sums(found.estimate, view.fees.currency),
        )
    told = [row.figure.on for row in view.fees.figures if row.figure.told]
    if told:
        day = say_short(max(told), view.desk.today)
        note += " · " + translate("Side", "told {day}").format(day=day)
    stands = found.standing
    if stands is None:
        return FactGroup(head, note=note)
    warns = translate("Side", "{percent} % used").format(percent=stands.percent)
    if stands.level is not FeeLevel.WITHIN:
        note = f"{warns} · {note}"
    return FactGroup(head, share=stands.percent / 100, note=note, tone=TONES[stands.level])
