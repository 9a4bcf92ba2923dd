"""What concerns owe: the next thing to do about each that is open, by when and by whom (PRACTICE G1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from uuid import UUID

from sqlalchemy import or_, select

from app.concerns.forms import ConcernFacts
from app.concerns.models import Concern, ConcernStep
from app.concerns.reading import courses, facts_then, stage_ids
from app.concerns.rules import Clock, ConcernRules, running
from app.concerns.settings import concern_rules
from app.concerns.words import Cause, ClockKind
from app.contactlog.after_closing import duties_after_closing
from app.hours.queries import firm_calendar
from app.kernel.duty import Duty, DutyKind
from app.kernel.language import tr
from app.people.duties import who_cannot
from app.settings.queries import firm
from app.storage.transaction import Reader


def concerns_duties(reader: Reader, last_day: date, matter_id: UUID | None = None) -> Iterator[Duty]:
    """Of each open concern what is to be done first, and beside it the final response, which nothing else may hide. Its
    source is the concern; that of the other is the stage at which it stands (`concern_meant`), for each thing that is
    owed has its own. A concern that is kept apart is the firm's own affair: it names neither client nor matter, and is
    in no list of a matter. Whose handler has left or may only read
    stands with who else knows of it (`_who_acts`)."""
    yield from _actions(reader, last_day, matter_id)
    query = select(Concern).where(or_(Concern.closed_on.is_(None), Concern.closed_on > reader.today))
    if matter_id is not None:
        query = query.where(Concern.matter_id == matter_id, Concern.apart.is_(False))
    rows = reader.session.scalars(query).all()
    if not rows:
        return
    facts, course, stages = facts_then(reader, rows), courses(reader, rows), stage_ids(reader, rows)
    rules, days = concern_rules(reader), firm_calendar(reader)
    acts = _who_acts(reader, rows, facts, rules)
    for row in rows:
        said = facts.get(row.id)
        if said is None or said.raised_on > reader.today:
            continue
        for one in _owed(running(course[row.id], rules, days)):
            final = one.kind is ClockKind.FINAL_RESPONSE
            source = row.id if final else stages.get(row.id, row.id)
            if one.due <= last_day:
                yield Duty(
                    DutyKind.CONCERN,
                    source,
                    _text(one.kind, said),
                    one.due,
                    matter_id=None if said.apart else said.matter_id,
                    client_id=None if said.apart else row.client_id,
                    person_id=acts[row.id],
                    urgent=final,
                    since=one.since,
                )


def _who_acts(
    reader: Reader, rows: Sequence[Concern], facts: Mapping[UUID, ConcernFacts], rules: ConcernRules
) -> dict[UUID, UUID]:
    """Of each its handler; where they cannot, its supervisor. Of one that is kept apart then the first of those who see
    it: nobody else may learn of it. Where nobody of them can it stays the handler's, and is caught like all that is
    theirs (`app.owed.caught`)."""
    others = {
        row.id: (
            said.supervisor_id,
            *((*rules.partner_ids, firm(reader).details.lead_id) if said.apart else ()),
        )
        for row in rows
        if (said := facts.get(row.id)) is not None
    }
    author = {row.id: row.author_id for row in rows}
    cannot = who_cannot(reader.session, (said.handler_id for said in facts.values()))
    if cannot:
        cannot = who_cannot(
            reader.session, [*cannot, *author.values(), *chain.from_iterable(others.values())]
        )
    found = {}
    for one, said in facts.items():
        several = (said.handler_id, *others[one], *((author[one],) if said.apart else ()))
        able = (who for who in several if who is not None and who not in cannot)
        found[one] = next(able, said.handler_id)
    return found


def _actions(reader: Reader, last_day: date, matter_id: UUID | None) -> Iterator[Duty]:
    """What was agreed from what was learned: many complaints come when the matter is over."""
    learned = select(ConcernStep.follow_up_id).join(Concern, Concern.id == ConcernStep.concern_id)
    learned = learned.where(ConcernStep.follow_up_id.is_not(None))
    if matter_id is not None:
        learned = learned.where(Concern.apart.is_(False))
    yield from duties_after_closing(reader, DutyKind.CONCERN, learned, last_day, matter_id)


def _owed(left: Sequence[Clock]) -> Iterator[Clock]:
    """The final response, and the first of the others."""
    yield from (one for one in left if one.kind is ClockKind.FINAL_RESPONSE)
    yield from [one for one in left if one.kind is not ClockKind.FINAL_RESPONSE][:1]


def _text(kind: ClockKind, said: ConcernFacts) -> str:
    about = "" if said.cause is Cause.OTHER else f" ({said.cause.label})"
    words = kind.label[:1].upper() + kind.label[1:]
    return tr("{duty}, kept apart").format(duty=words) if said.apart else f"{words}{about}"
