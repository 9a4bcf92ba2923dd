"""The worked cases, read from plain words and carried out with the program's own commands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from app.bootstrap import create_workspace
from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import amend_contact, log_contact, withdraw_contact
from app.contactlog.forms import NewContact, NewFollowUp
from app.contactlog.queries import entry_form
from app.contactlog.words import Channel, Direction, Outcome
from app.hours.commands import NewAbsence, NewFirmDay, add_absence, add_firm_day, set_opening_hours
from app.hours.queries import firm_calendar
from app.kernel.clock import FixedClock
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.developments import NewDevelopment, add_development
from app.matters.key_dates import NewKeyDate, add_key_date, finish_key_date
from app.matters.sheet import matter_sheet
from app.matters.words import DevelopmentKind, KeyDateKind, MatterStatus
from app.owed.division import divide
from app.owed.items import OwedItem
from app.owed.queries import owed
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.promises.commands import NewTerms, set_terms
from app.promises.terms import OwnTerms
from app.schedule.commands import excuse_update, new_plan, set_plan
from app.schedule.rhythm import parse_rhythm
from app.schedule.silences import allow_silence, end_silence
from app.settings.commands import FirmDetails
from app.storage.transaction import Transaction
from app.vault.kdf import CHEAP
from app.workdays.own_days import DayKind
from app.workdays.worktime import Promise, PromiseUnit
from app.workspace import Workspace
from tests.support import PASSWORD, USER, ask_for_no_terms

CASES = tomllib.loads(Path(__file__).with_name("worked_cases.toml").read_text(encoding="utf-8"))
_MOMENT = r"\d{4}-\d\d-\d\d \d\d:\d\d"
_DAY = r"\d{4}-\d\d-\d\d"
_FACT = re.compile(rf"(?:({_MOMENT}) )?(.*?)(?:, written ({_MOMENT}))?(?: = (\w+))?")


@dataclass
class Firm:
    """A firm of the cases, with its clock."""

    workspace: Workspace
    clock: FixedClock
    zone: ZoneInfo
    people: Mapping[str, UUID] = field(default_factory=dict)

    def moment(self, words: str) -> datetime:
        """A time on the firm's wall."""
        return datetime.fromisoformat(words).replace(tzinfo=self.zone)


@dataclass
class Case:
    """One case being carried out: its matter, and what its facts are called."""

    firm: Firm
    matter: UUID
    named: dict[str, UUID] = field(default_factory=dict)


Happenings = Mapping[str, Callable[[Transaction, Case, datetime, Sequence[str]], UUID | None]]
"""What a fact says, as a pattern, and what it does."""


def open_firm(folder: Path, about: Mapping[str, Any]) -> Firm:
    """A vault of one of the firms."""
    zone = ZoneInfo(about["zone"])
    clock = FixedClock(datetime(2025, 12, 1, 12, tzinfo=zone))
    details = FirmDetails("Aldous LLP", about["country"], about["zone"], about["subdivision"])
    workspace, _ = create_workspace(folder, PASSWORD, firm=details, user=USER, clock=clock, cost=CHEAP)
    ask_for_no_terms(workspace)
    with workspace.write() as tx:
        for words in about.get("days", ()):
            add_firm_day(tx, _firm_day(words))
        if week := about.get("open"):
            set_opening_hours(tx, {int(day): [_span(one) for one in spans] for day, spans in week.items()})
        people = {
            name: add_colleague(tx, NewColleague(name, Role.LAWYER)) for name in about.get("people", ())
        }
        if hours := about.get("terms"):
            terms = {name: Promise(number, PromiseUnit.OPENING_HOURS) for name, number in hours.items()}
            set_terms(tx, NewTerms(own=OwnTerms(**terms)))
    return Firm(workspace, clock, zone, people)


def _span(words: str) -> tuple[time, time]:
    opens, closes = map(time.fromisoformat, words.split("-"))
    return opens, closes


def _firm_day(words: str) -> NewFirmDay:
    if found := re.fullmatch(rf"closed ({_DAY}) to ({_DAY})", words):
        first, last = map(date.fromisoformat, found.groups())
        return NewFirmDay(DayKind.CLOSED, first, last, name="Between the years")
    found = re.fullmatch(rf"half ({_DAY}) until (\d\d:\d\d)", words)
    assert found, words
    return NewFirmDay(
        DayKind.HALF, date.fromisoformat(found[1]), closes=time.fromisoformat(found[2]), name="Half day"
    )


def carry_out(firm: Firm, about: Mapping[str, Any]) -> Case:
    """Everything that happened in a case, in its order."""
    firm.clock.set(firm.moment(_begin(about)))
    with firm.workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name=about["name"]))
        matter = open_matter(tx, MatterDetails(title=about["name"], clients=(client,)))
    case = Case(firm, matter)
    for words in about["facts"]:
        happens(case, words, about)
    return case


def happens(case: Case, fact: str, about: Mapping[str, Any], more: Happenings | None = None) -> None:
    """One thing happens, and the clock stands where it was written down. ``more``: what else can happen."""
    firm, found = case.firm, _FACT.fullmatch(fact)
    assert found is not None, fact
    happened, words, written, name = found.groups()
    at = firm.moment(happened or _begin(about))
    firm.clock.set(firm.moment(written) if written else at)
    with firm.workspace.write() as tx:
        made = _happen(tx, case, at, words, {**_HAPPENINGS, **(more or {})})
    if name:
        assert made is not None
        case.named[name] = made


def _begin(about: Mapping[str, Any]) -> str:
    """A matter is opened on the first day that anything says."""
    return min(re.findall(_DAY, " ".join(about["facts"]))) + " 00:01"


def still_owed(case: Case, about: Mapping[str, Any]) -> list[str]:
    """What the program says is owed, in the words of the cases."""
    moment = case.firm.moment(about["asked"])
    case.firm.clock.set(moment)
    with case.firm.workspace.read() as reader:
        found = owed(reader, days=9999, matter_id=case.matter)
        return sorted(_said(item, case.firm.zone) for item in found.items)


def on_lists(case: Case, about: Mapping[str, Any]) -> list[str]:
    """On whose lists that stands, of the people of the firm."""
    case.firm.clock.set(case.firm.moment(about["asked"]))
    with case.firm.workspace.read() as reader:
        found = owed(reader, days=9999, matter_id=case.matter)
        mine = {name: divide(reader, found, who).mine.items for name, who in case.firm.people.items()}
    return sorted(f"{name}: {item.kind}" for name, items in mine.items() for item in items)


def _said(item: OwedItem, zone: ZoneInfo) -> str:
    due = item.due
    at = due.astimezone(zone).strftime("%Y-%m-%d %H:%M") if isinstance(due, datetime) else f"{due}"
    return f"{item.kind} {at} {item.state}"


def _happen(tx: Transaction, case: Case, at: datetime, words: str, happenings: Happenings) -> UUID | None:
    for pattern, does in happenings.items():
        if found := re.fullmatch(pattern, words):
            return does(tx, case, at, found.groups())
    raise AssertionError(f"not understood: {words}")


def _log(tx: Transaction, case: Case, at: datetime, summary: str, **values: Any) -> UUID:
    base: dict[str, Any] = {"channel": Channel.PHONE, "direction": Direction.OUT, "outcome": Outcome.SPOKE}
    return log_contact(
        tx, NewContact(**{**base, **values}, occurred_at=at, summary=summary, matter_id=case.matter)
    )


def _schedule(tx: Transaction, case: Case, _at: datetime, said: Sequence[str]) -> None:
    every, start, at_most = said
    rhythm = parse_rhythm(every)
    if at_most:
        rhythm = replace(rhythm, at_most_days=int(at_most))
    set_plan(tx, new_plan(case.matter, rhythm, counted_from=date.fromisoformat(start)))


def _update(tx: Transaction, case: Case, at: datetime, _said: Sequence[str]) -> UUID:
    return _log(
        tx, case, at, "How the matter stands", channel=Channel.LETTER, outcome=Outcome.SENT, is_update=True
    )


def _call(tx: Transaction, case: Case, at: datetime, said: Sequence[str]) -> UUID:
    agreed = (NewFollowUp("", "Send the lease", date.fromisoformat(said[0])),) if said[0] else ()
    return _log(tx, case, at, "Asked for the lease", follow_ups=agreed)


def _asks(tx: Transaction, case: Case, at: datetime, said: Sequence[str]) -> UUID:
    values = {"channel": Channel.EMAIL, "direction": Direction.IN, "outcome": Outcome.RECEIVED}
    return _log(tx, case, at, "What now?", **values, needs_reply=True, urgent=bool(said[0]))


def _client_calls(tx: Transaction, case: Case, at: datetime, _said: Sequence[str]) -> UUID:
    return _log(tx, case, at, "Here is what you asked for", direction=Direction.IN)


def _acknowledged(tx: Transaction, case: Case, at: datetime, said: Sequence[str]) -> UUID:
    question, promised, waiting = said
    by = case.firm.moment(promised) if promised else None
    asked = case.named[question]
    return _log(
        tx, case, at, "We have it", acknowledges_id=asked, promised_by=by, awaits_client=bool(waiting)
    )


def _answered(tx: Transaction, case: Case, at: datetime, said: Sequence[str]) -> UUID:
    return _log(tx, case, at, "This is how it is", answers_id=case.named[said[0]])


def _happened(tx: Transaction, case: Case, at: datetime, said: Sequence[str]) -> UUID | None:
    kind, urgent, supplementary = said
    new = NewDevelopment(case.matter, DevelopmentKind(kind), at, "ORDER.", essential=not supplementary)
    return add_development(tx, replace(new, urgent=bool(urgent)))


def _told(tx: Transaction, case: Case, at: datetime, said: Sequence[str]) -> UUID:
    news = tuple(case.named[name] for name in said[0].split(" and "))
    return _log(tx, case, at, "Told what the court did", tells=news)


def _excused(tx: Transaction, case: Case, _at: datetime, said: Sequence[str]) -> None:
    day = date.fromisoformat(said[0])
    excuse_update(tx, case.matter, day, "She asked us to wait", firm_calendar(tx.reader()))


def _withdrawn(tx: Transaction, case: Case, _at: datetime, said: Sequence[str]) -> None:
    withdraw_contact(tx, case.named[said[0]], "In the wrong matter")


def _amended(tx: Transaction, case: Case, _at: datetime, said: Sequence[str]) -> None:
    entry, how = case.named[said[0]], said[1]
    changes: dict[str, Any] = {
        "no update": {"is_update": False},
        "answers nothing": {"answers_id": None},
        "tells nothing": {"tells": ()},
    }.get(how, {})
    if how.startswith("was on "):
        changes = {"occurred_at": case.firm.moment(how.removeprefix("was on "))}
    amend_contact(tx, entry, replace(entry_form(tx.reader(), entry), **changes), "It was not so")


def _closed(tx: Transaction, case: Case, _at: datetime, said: Sequence[str]) -> None:
    status = {"closed": MatterStatus.CLOSED, "reopened": MatterStatus.OPEN}[said[0]]
    edited(tx, case, status=status)


def _silence(tx: Transaction, case: Case, _at: datetime, said: Sequence[str]) -> UUID:
    first, last = map(date.fromisoformat, said)
    return allow_silence(tx, case.matter, first, last, "She is at sea", "the client, by letter")


def _silence_ended(tx: Transaction, case: Case, _at: datetime, said: Sequence[str]) -> None:
    end_silence(tx, case.named[said[0]])


def edited(tx: Transaction, case: Case, **changes: Any) -> None:
    """The matter of a case says something else."""
    edit_matter(tx, case.matter, replace(matter_sheet(tx.reader(), case.matter).details, **changes))


def _court(tx: Transaction, case: Case, _at: datetime, said: Sequence[str]) -> None:
    edited(tx, case, court_country=said[0], court_subdivision=said[1])


def _stage(tx: Transaction, case: Case, _at: datetime, said: Sequence[str]) -> None:
    edited(tx, case, stage=said[0])


def _looked_after(tx: Transaction, case: Case, _at: datetime, said: Sequence[str]) -> None:
    who = case.firm.people[said[0]]
    edited(tx, case, point_of_contact_id=who, responsible_id=who)


def _away(tx: Transaction, case: Case, _at: datetime, said: Sequence[str]) -> UUID:
    who, first, last, by = said
    people = case.firm.people
    new = NewAbsence(people[who], date.fromisoformat(first), date.fromisoformat(last), people[by])
    return add_absence(tx, new)


def _key_date(tx: Transaction, case: Case, _at: datetime, said: Sequence[str]) -> UUID:
    kind, on, clock = said
    at = time.fromisoformat(clock) if clock else None
    return add_key_date(tx, NewKeyDate(case.matter, KeyDateKind(kind), date.fromisoformat(on), "Motion", at))


def _kept(tx: Transaction, case: Case, _at: datetime, said: Sequence[str]) -> None:
    finish_key_date(tx, case.named[said[0]])


_HAPPENINGS: Happenings = {
    rf"schedule (every .+?) from ({_DAY})(?:, at most (\d+) days)?": _schedule,
    "update": _update,
    rf"call(?:, agreed for ({_DAY}))?": _call,
    r"client asks( urgently)?": _asks,
    "client calls": _client_calls,
    rf"acknowledged (\w+)(?:, answer promised by ({_MOMENT}))?(, waiting for the client)?": _acknowledged,
    r"answered (\w+)": _answered,
    r"happened: (\w+)(, urgent)?(, supplementary)?": _happened,
    r"told (\w+(?: and \w+)*)": _told,
    rf"excused ({_DAY})": _excused,
    r"withdrawn (\w+)": _withdrawn,
    r"amended (\w+): (.+)": _amended,
    "(closed|reopened)": _closed,
    rf"silence from ({_DAY}) to ({_DAY})": _silence,
    r"silence (\w+) ended": _silence_ended,
    r"court in (\w+) (\w+)": _court,
    r"stage: (.+)": _stage,
    r"looked after by (.+)": _looked_after,
    rf"(.+) away from ({_DAY}) to ({_DAY}), (.+) stands in": _away,
    rf"key date: (\w+) on ({_DAY})(?: (\d\d:\d\d))?": _key_date,
    r"kept (\w+)": _kept,
}
"""What can have happened, as the cases say it."""
