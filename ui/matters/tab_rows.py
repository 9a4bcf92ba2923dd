"""What the tabs beside the timeline list: updates given, key dates, follow-ups, people."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from app.clients.said import say_person, who_decides
from app.clients.words import PointKind
from app.contactlog.follow_ups import say_who
from app.contactlog.queries import FollowUpRow
from app.contactlog.words import FollowUpSide
from app.kernel.said import say_day, say_late, say_time
from app.kernel.text import capital
from app.matters.keepers import Change
from app.matters.key_date_queries import KeyDateRow
from app.matters.words import MET, KeyDateKind, MatterStatus
from app.schedule.said import say_due
from app.schedule.silences import say_agreed
from ui.kit import chips
from ui.kit.chips import Chip
from ui.kit.row_model import Group, Row
from ui.matters.heads import entry_short
from ui.matters.load import MatterView
from ui.matters.row_doings import SPOKEN, asked_by
from ui.matters.side import say_plan

translate = QCoreApplication.translate


def schedule_sentence(view: MatterView) -> str:
    """How often the client is updated, when the next one is due and why then."""
    due, today = view.due, view.desk.today
    if due is None:
        return translate("Matter", "No update schedule: nobody is reminded to write to the client.")
    plan = say_plan(due)
    parts = [capital(plan)]
    if by := view.desk.name_of(due.by_id):
        parts.append(translate("Matter", "from {name}").format(name=by))
    if due.by_default:
        parts.append(translate("Matter", "by default for {name}").format(name=due.by_default))
    said = [f"{', '.join(parts)}."]
    if view.sheet.row.status is not MatterStatus.OPEN:
        return " ".join((*said, translate("Matter", "The matter is not open: no update is owed.")))
    said.append(say_due(due, today))
    if due.latest_on is not None and due.silent is None:
        said.append(translate("Matter", "At the latest {day}.").format(day=say_day(due.latest_on, today)))
    return " ".join(said)


def schedule_groups(view: MatterView) -> list[Group]:
    """Seasons of silence that are not over, the updates that were given, those that were excused."""
    rows = []
    for entry in view.updates:
        when = entry.occurred_at.astimezone(view.desk.now.tzinfo)
        day = f"{say_day(when, view.desk.today)}, {say_time(when)}"
        words = " ".join(entry.summary.split())
        rows.append(Row(("entry", entry.id), entry_short(entry), day, entry.channel.value, words))
    return [
        Group(translate("Matter", "Silence agreed"), _silences(view)),
        Group(translate("Matter", "Updates given"), tuple(rows)),
        Group(translate("Matter", "Excused"), _excuses(view)),
    ]


def _silences(view: MatterView) -> tuple[Row, ...]:
    today = view.desk.today
    rows = []
    for one in view.silences:
        if one.last < today:
            continue
        days = translate("Matter", "{first} to {last}").format(
            first=say_day(one.first, today), last=say_day(one.last, today)
        )
        chip = (
            chips.away(translate("Matter", "now"))
            if one.first <= today
            else chips.plain(translate("Matter", "to come"))
        )
        rows.append(Row(("silence", one.id), days, say_agreed(one, today), "eye-off", one.reason, (chip,)))
    return tuple(rows)


def _excuses(view: MatterView) -> tuple[Row, ...]:
    today = view.desk.today
    return tuple(
        Row(
            ("excuse", one.due_on),
            translate("Matter", "Update due {day}").format(day=say_day(one.due_on, today)),
            translate("Matter", "excused by {name}").format(name=view.desk.name_of(one.excused_by)),
            "calendar",
            one.reason,
            (chips.plain(translate("Matter", "excused")),),
        )
        for one in view.excuses
    )


def key_date_groups(view: MatterView) -> list[Group]:
    """Those to come, then those that passed, the latest first."""
    today = view.desk.today
    open_deadlines = {KeyDateKind.DEADLINE, KeyDateKind.LIMITATION}
    ahead = [
        key
        for key in view.key_dates
        if key.withdrawn_at is None
        and key.done_at is None
        and (key.on >= today or key.kind in open_deadlines)
    ]
    gone = [key for key in view.key_dates if key.withdrawn_at is not None]
    past = [key for key in reversed(view.key_dates) if key not in ahead and key not in gone]
    return [
        Group(translate("Matter", "To come"), tuple(_key_date_row(key, view) for key in ahead)),
        Group(translate("Matter", "Passed"), tuple(_key_date_row(key, view) for key in past)),
        Group(translate("Matter", "Withdrawn"), tuple(_key_date_row(key, view) for key in gone)),
    ]


def follow_up_groups(view: MatterView) -> list[Group]:
    """Open ones by their day, then what is done."""
    open_ones = tuple(_follow_up_row(one, view) for one in view.follow_ups if one.done_at is None)
    done = [(one.done_at, one.id, one) for one in view.follow_ups if one.done_at is not None]
    done.sort(reverse=True)
    return [
        Group(translate("Matter", "Agreed"), open_ones),
        Group(translate("Matter", "Done"), tuple(_follow_up_row(one, view) for *_, one in done)),
    ]


def people_groups(view: MatterView) -> list[Group]:
    """The clients, the firm's people, and who else took part."""
    clients = []
    for client in view.clients:
        phone, email = client.first(PointKind.PHONE), client.first(PointKind.EMAIL)
        reach = " · ".join(point.value for point in (phone, email) if point)
        speaks = who_decides(client.people)
        words = translate("Matter", "May decide: {who}").format(who=speaks) if speaks else ""
        clients.append(Row(("client", client.id), client.name, reach, "client", words))
    firm = []
    row = view.sheet.row
    for name, person_id, role in (
        (row.point_of_contact, row.point_of_contact_id, translate("Matter", "Point of contact")),
        (row.responsible, row.responsible_id, translate("Matter", "Responsible lawyer")),
        (row.supervisor, row.supervisor_id, translate("Matter", "Supervisor")),
    ):
        if person_id is not None:
            firm.append(Row(("person", (person_id, role)), name, role, "firm"))
    return [
        Group(translate("Matter", "Clients"), tuple(clients)),
        Group(translate("Matter", "Around the client"), _around(view)),
        Group(translate("Matter", "Others in the matter"), _parties(view)),
        Group(translate("Matter", "At the firm"), tuple(firm)),
        Group(
            translate("Matter", "Who looked after it"), tuple(keeper_row(one, view) for one in view.keepers)
        ),
        Group(translate("Matter", "Others who took part"), _others(view)),
    ]


def keeper_row(one: Change, view: MatterView) -> Row:
    """From when, and why, somebody else looks after the matter."""
    nobody = translate("Matter", "nobody")
    title = translate("Matter", "{now}, before that {was}").format(
        now=one.now or nobody, was=one.was or nobody
    )
    since = one.since.astimezone(view.desk.now.tzinfo).date()
    when = translate("Matter", "{role} from {day}").format(
        role=one.role.label, day=say_day(since, view.desk.today)
    )
    written = translate("Matter", "written by {name}").format(name=one.author) if one.author else ""
    state: tuple[Chip, ...] = ()
    if one.overtaken:
        state = (chips.plain(translate("Matter", "overtaken")),)
    elif since > view.desk.today:
        state = (chips.plain(translate("Matter", "to come")),)
    key = ("keeper", (one.role, one.written_at, one.since))
    return Row(key, title, capital(when), "users", one.reason or " ", state, tip=written)


def _around(view: MatterView) -> tuple[Row, ...]:
    """Who stands around the clients; whom not to tell is marked."""
    several = len(view.clients) > 1
    rows = []
    for client in view.clients:
        for person in client.people:
            if person.is_note:
                continue  # stands with the client
            found = (
                (chips.urgent(translate("Matter", "don’t tell"), shape=False),) if person.is_kept_from else ()
            )
            reach = " · ".join(" ".join(point.value.split()) for point in person.details.points)
            under = (person.details.relation if person.details.name else "", client.name if several else "")
            title = person.details.name or person.details.relation
            words = say_person(person)
            parts = ", ".join(part for part in (*under, reach) if part)
            rows.append(Row(("client", client.id), title, parts, "clients", words or " ", found, tip=words))
    return tuple(rows)


def _parties(view: MatterView) -> tuple[Row, ...]:
    """The other side, counsel, witnesses: in which role, whom for, how to reach them."""
    rows = []
    for one in view.parties:
        reach = " · ".join(part for part in (one.phone, one.email) if part)
        role = capital(one.role.label)
        under = ", ".join(part for part in (role, one.note) if part)
        rows.append(Row(("party", one.id), one.name, under, "scale", reach))
    return tuple(rows)


def _others(view: MatterView) -> tuple[Row, ...]:
    known = {client.name for client in view.clients} | {person.name for person in view.desk.people}
    known |= {person.details.name for client in view.clients for person in client.people}
    known |= {one.name for one in view.parties}
    roles: dict[str, str] = {}
    for name, role in view.others:
        if name not in known and not roles.get(name):
            roles[name] = role
    return tuple(Row(("other", name), name, roles[name], "clients") for name in sorted(roles))


def _key_date_row(key: KeyDateRow, view: MatterView) -> Row:
    day = say_day(key.on, view.desk.today)
    when = f"{day}, {say_time(key.at)}" if key.at else day
    details = [key.place]
    if key.client_attends:
        details.append(translate("Matter", "client attends"))
    if key.who_acts:
        details.append(translate("Matter", "{who} acts").format(who=key.who_acts))
    if key.withdrawn_reason:
        details.append(key.withdrawn_reason)
    open_one = key.done_at is None
    action = translate("Matter", "Done") if open_one else translate("Matter", "Reopen")
    if key.cancelled_at is not None:
        action = translate("Matter", "Takes place after all")
    if key.withdrawn_at is not None:
        action = translate("Matter", "Bring it back")
    return Row(
        ("key_date", key.id),
        key.title,
        key.kind.label,
        "key-date",
        ", ".join(part for part in details if part),
        (_key_date_chip(key, when, view.desk.today),),
        action,
    )


def _key_date_chip(key: KeyDateRow, when: str, today: date) -> Chip:
    if key.withdrawn_at is not None:
        return chips.plain(translate("Matter", "withdrawn"))
    if key.cancelled_at is not None:
        return chips.plain(translate("Matter", "does not take place"))
    if key.done_at is not None:
        return chips.done(when)
    if key.on < today:
        return chips.late(say_late(key.on, today)) if key.kind not in MET else chips.plain(when)
    soon = (key.on - today).days <= 14 or key.kind is KeyDateKind.LIMITATION
    return chips.urgent(when) if soon else chips.plain(when)


def _follow_up_row(one: FollowUpRow, view: MatterView) -> Row:
    today = view.desk.today
    if one.done_at is not None:
        chip = chips.done(translate("Matter", "done"))
    elif one.due_on is None:
        chip = chips.plain(translate("Matter", "no date"))
    elif one.due_on < today:
        chip = chips.late(say_late(one.due_on, today))
    else:
        chip = chips.todo(say_day(one.due_on, today, near=True))
    action = _follow_up_action(one, view)
    return Row(("follow_up", one.id), one.text, say_who(one.who), "handshake", "", (chip,), action)


def _follow_up_action(one: FollowUpRow, view: MatterView) -> str:
    """Ours is done; what another was to do is asked for."""
    if one.done_at is not None:
        return translate("Matter", "Reopen")
    if one.side is FollowUpSide.FIRM:
        return translate("Matter", "Done")
    if asked_by(one, view.client) in SPOKEN:
        return translate("Matter", "Log call")
    return translate("Matter", "Log message")
