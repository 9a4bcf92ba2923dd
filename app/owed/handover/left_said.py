"""What stands in somebody's name, and what a hand-over does, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from app.kernel.language import counted, tr
from app.kernel.said import say_date
from app.matters.keepers import KeeperRole
from app.owed.handover.handing_over import Outlook, roles_of
from app.owed.handover.house import HouseThing, say_house
from app.owed.handover.left_with import LeftMatter, LeftWith

_COUNTED: tuple[tuple[str, str, str], ...] = (
    ("follow_ups", "1 follow-up", "{count} follow-ups"),
    ("key_dates", "1 key date to act on", "{count} key dates to act on"),
    ("clocks", "1 reply to give", "{count} replies to give"),
    ("urgent", "1 urgent development to tell", "{count} urgent developments to tell"),
)


def say_matter(one: LeftMatter) -> str:
    """As in "point of contact, updates, 2 follow-ups, 1 reply to give"."""
    words = [role.label for role in roles_of(one) if role is not KeeperRole.EMERGENCY]
    words += [tr("updates")] if one.gives_updates else []
    for name, single, several in _COUNTED:
        if count := getattr(one, name):
            words.append(counted(count, single, several).format(count=count))
    return ", ".join(words)


def say_left(left: LeftWith) -> str:
    """All of it in figures: "12 matters, 4 update schedules, 6 follow-ups, 2 replies to give, 3 put off"."""
    things = (
        (len(left.matters), "1 matter", "{count} matters"),
        (left.update_plans, "1 update schedule", "{count} update schedules"),
        (left.follow_ups, "1 follow-up", "{count} follow-ups"),
        *(
            (sum(getattr(one, name) for one in left.matters), single, several)
            for name, single, several in _COUNTED
            if name != "follow_ups"
        ),
        (left.snoozed, "1 thing put off", "{count} things put off"),
    )
    words = [
        counted(count, single, several).format(count=count) for count, single, several in things if count
    ]
    return ", ".join([*words, *say_house(left.house), *say_reviews(left)])


def say_reviews(left: LeftWith) -> list[str]:
    """As in "2 file reviews begun (they go back to the queue when somebody leaves)"."""
    if not left.reviews:
        return []
    said = counted(left.reviews, "1 file review begun", "{count} file reviews begun").format(
        count=left.reviews
    )
    return [tr("{what} (back to the queue when who began it leaves)").format(what=said)]


def say_outlook(outlook: Outlook, names: Mapping[UUID, str], *, done: bool = False) -> str:
    """As in "11 matters go to Maria Ortega, 1 to Ann Harbour. 9 clients are to be told."."""
    if outlook.nothing and not outlook.barred:
        return tr("Nothing goes to anybody.")
    goes = Counter(one.to_id for one in outlook.portions)
    parts = []
    for number, (to_id, count) in enumerate(goes.most_common()):
        if number:
            words = "{count} to {name}"
        elif done:
            words = "1 matter went to {name}" if count == 1 else "{count} matters went to {name}"
        else:
            words = "1 matter goes to {name}" if count == 1 else "{count} matters go to {name}"
        parts.append(tr(words).format(count=count, name=names.get(to_id, "")))
    said = [", ".join(parts) + "."] if parts else []
    if outlook.loose_to is not None and outlook.left.loose:
        loose = outlook.left.loose
        words = "1 follow-up outside any matter" if loose == 1 else "{count} follow-ups outside any matter"
        what = tr(words).format(count=loose)
        said.append(tr("{what}: {name}.").format(what=what, name=names.get(outlook.loose_to, "")))
    said += _what_of_the_house(outlook, names)
    if outlook.clients:
        words = "1 client is to be told." if outlook.clients == 1 else "{count} clients are to be told."
        said.append(tr(words).format(count=outlook.clients))
    elif outlook.portions:
        said.append(tr("No client has to be told."))
    if outlook.on is not None:
        said += _what_waits(outlook, outlook.on, done)
    let_in = ", ".join(one.matter.number for one in outlook.portions if one.let_in)
    if let_in:
        words = "Will be named in what is restricted: {numbers}." if not done else "Named in: {numbers}."
        said.append(tr(words).format(numbers=let_in))
    if outlook.barred:
        numbers = ", ".join(one.matter.number for one in outlook.barred)
        words = "Restricted, and stays until a partner names who takes over in it: {numbers}."
        said.append(tr(words).format(numbers=numbers))
    return " ".join(said)


def _what_of_the_house(outlook: Outlook, names: Mapping[UUID, str]) -> list[str]:
    """As in "1 concern, 2 policies: Maria Ortega."; and what of it stays."""
    by_heir: dict[UUID, list[HouseThing]] = {}
    for one, to_id in outlook.house:
        by_heir.setdefault(to_id, []).append(one)
    said = [
        tr("{what}: {name}.").format(what=", ".join(say_house(things)), name=names.get(to_id, ""))
        for to_id, things in by_heir.items()
    ]
    if outlook.house_stays:
        what = ", ".join(say_house(outlook.house_stays))
        said.append(tr("Stays until a partner names somebody: {what}.").format(what=what))
    return said


def _what_waits(outlook: Outlook, on: date, done: bool) -> list[str]:
    """On a day to come: what waits for it, and what does not."""
    matters = [one.matter for one in outlook.portions]
    at_once = (
        (any(one.gives_updates for one in matters), "update schedules"),
        (
            any(one.follow_ups for one in matters) or bool(outlook.loose_to and outlook.left.loose),
            "follow-ups",
        ),
        (any(one.key_dates for one in matters), "key dates to act on"),
    )
    said = []
    if any(roles_of(one) for one in matters):
        said.append(tr("Clients reach them from {day} on.").format(day=say_date(on)))
    if named := [tr(words) for there, words in at_once if there]:
        words = "Gone at once: {what}." if done else "At once go: {what}."
        said.append(tr(words).format(what=", ".join(named)))
    return said
