"""Where the words of a call stand that cannot be followed: "file: what is handed over" → where they are.

A place is "module:NAME", a table or an enumeration at the top of a file; "module:NAME#2", the third part of each of its
rows; or "=words" as they stand.
"""

from __future__ import annotations

from enum import EnumType

from holidays.registry import COUNTRIES

import app.tables  # noqa: F401 - from which the words before what is given out follow
from app.access.sources import parts, sources
from app.access.spelling import is_said, label, part_called
from app.exchange.csv_targets import ALIASES, target_label
from app.kernel.text import capital
from app.workdays.places import english_name

_HUNG = {table.name: table for found in parts().values() for table, _ in found}
_GIVEN_OUT = [one for table in (*sources(), *_HUNG.values()) for one in table.columns if is_said(one)]


def _given_out() -> tuple[str, ...]:
    """The words that follow from the names of columns and of tables."""
    said = {label(one.name) for one in _GIVEN_OUT} | {part_called(name) for name in _HUNG}
    return tuple(f"={one}" for one in sorted(said))


def _values_given_out() -> tuple[str, ...]:
    """The values of columns that have no words of their own: they are said as they are kept."""
    kinds = {kind for one in _GIVEN_OUT for kind in vars(one.type).values() if isinstance(kind, EnumType)}
    plain = [kind for kind in kinds if not hasattr(kind, "label")]
    return tuple(sorted({f"={str(one.value).replace('_', ' ')}" for kind in plain for one in kind}))


def _columns() -> tuple[str, ...]:
    """The fields of a file that is brought in, as the form for its columns names them."""
    said: set[str] = set()
    for targets in ALIASES.values():
        for target in targets:
            if target.startswith("address_"):
                _, which, part = target.split("_", 2)
                said |= {which, target_label(part)}
            else:
                said.add(capital(target_label(target)))
    return tuple(f"={one}" for one in sorted(said))


_EVENTS = "app/audit/saying.py: "
_HEADS = (
    "Raised, Open, Oldest, Resolved, Days, Answers, Clarity, Timeliness, Usefulness, Net score, Low scores, Files, "
    "Reviewed, Share, Reviews, Owed, Overdue, To acknowledge, Of them late, No next date, Notes, Late, Median, "
    "Longest, Excused, 95th, Promised, In time, Not given"
)
_GROUPS = (
    "Firm",
    "Client",
    "Matter",
    "People",
    "Updates and replies",
    "Fees",
    "Engagement terms",
    "How it ended",
    "Concern or complaint",
    "What we hold",
    "Lists",
    "Times",
    "Concerns",
    "Keeping files",
)
_FIELD = "app/wording/fields.py: self."
_FACTS = (
    "Kind, When, Held by, Reached at, With, Why so, What was said, Received, Advice, Advice declined, Confirmed, "
    "Decided, Costs, For the letter, Told of, Brought, Agreed, Answer by, Interpreter, Confidentiality, Tags, Also, "
    "Written"
)

TABLES: dict[str, tuple[str, ...]] = {
    "app/access/spelling.py: words": _given_out(),
    "app/access/spelling.py: plain": _values_given_out(),
    "app/contactlog/said.py: word": ("app.contactlog.said:_CONTENT#1",),
    # what an event holds
    _EVENTS + "FIELDS.get(name, name.removesuffix('_id').replace('_', ' '))": ("app.audit.words:FIELDS",),
    _EVENTS + "NOUNS.get(event.kind, event.kind.replace('_', ' '))": ("app.audit.words:NOUNS",),
    _EVENTS + "role": ("app.people.words:Role",),
    _EVENTS + "str(body.get('kind', ''))": ("app.workdays.own_days:DayKind",),
    _EVENTS + "str(body.get('rule', NOUNS['channel_rule']))": ("app.channels.words:_CHANNEL_LABELS",),
    _EVENTS + "said": ("app.concerns.words:_STEPS", "app.concerns.words:_STAGES"),
    "ui/exchange/fields.py: target": _columns(),
    "app/exchange/csv_tables.py: broken": (
        "app.exchange.csv_lines:OPEN_QUOTE",
        "app.exchange.csv_lines:TOO_LONG",
    ),
    "app/contactlog/said.py: label": tuple(f"={one}" for one in _FACTS.split(", ")),
    "app/policies/words.py: role": ("app.people.words:Role", "app.policies.words:ADMINISTRATOR"),
    _FIELD + "about": (
        "app.letters.fields:_TEXTS",
        "app.letters.fields:_LISTS",
        "app.policies.filled:FIELDS#1",
        "app.concerns.limits:LIMIT_FIELDS",
    ),
    _FIELD + "group": tuple(f"={one}" for one in _GROUPS),
    "app/engagement/duties.py: words": ("app.engagement.duties:_WRITE", "app.engagement.duties:_AGREE"),
    "app/engagement/ending.py: head": ("app.engagement.ending:_PARTS",),
    "app/engagement/said.py: head": ("app.engagement.said:HEADS",),
    "app/feedback/spelling.py: of": ("=Firm", "=Person", "=Practice area", "=Quarter"),
    "app/figures/tables.py: title": ("app.figures.tables:GROUPS#0",),
    "app/figures/tables.py: words": tuple(f"={head}" for head in _HEADS.split(", ")),
    "app/figures/sections.py: words": ("app.figures.sections:_SUMMARY#0",),
    "app/owed/handover/house.py: one": ("app.owed.handover.house:_COUNTED#0",),
    "app/owed/handover/house.py: several": ("app.owed.handover.house:_COUNTED#1",),
    "app/owed/handover/left_said.py: single": (
        "app.owed.handover.left_said:_COUNTED#1",
        "=1 matter",
        "=1 update schedule",
        "=1 thing put off",
    ),
    "app/owed/handover/left_said.py: several": (
        "app.owed.handover.left_said:_COUNTED#2",
        "={count} matters",
        "={count} update schedules",
        "={count} things put off",
    ),
    "app/owed/unable.py: self.why.value": ("app.owed.unable:Why",),
    "app/promises/words.py: words[kind, clock.promised and kind is ClockKind.ANSWER]": (
        "app.promises.words:_DUE",
        "app.promises.words:_LATE",
    ),
    "app/reviews/words.py: one": ("app.reviews.words:_COUNTED#0",),
    "app/reviews/words.py: several": ("app.reviews.words:_COUNTED#1",),
    "app/schedule/rules.py: one": ("app.schedule.rules:_EVERY#0",),
    "app/schedule/rules.py: many": ("app.schedule.rules:_EVERY#1",),
    "app/schedule/rules.py: plain": (
        "=daily",
        "=weekly",
        "=fortnightly",
        "=monthly",
        "=quarterly",
        "=yearly",
    ),
    "app/reports/access_paper.py: item.what": ("app.access.sources:KINDS#0",),
    "app/reports/access_paper.py: one.item.what": ("app.access.sources:KINDS#0",),
    "app/workdays/places.py: english_name(key)": tuple(f"={english_name(key)}" for key in COUNTRIES),
    "app/storage/trouble.py: message": ("app.storage.trouble:_SAID#2", "app.storage.trouble:_DISK#2"),
    "ui/audit/filters.py: one.label": ("app.audit.words:GROUPS#1",),
    "ui/access/decide_form.py: said": ("ui.access.decide_form:_DONE",),
    "ui/access/given_sheet.py: one.what": ("app.access.sources:KINDS#0",),
    "ui/access/decide_form.py: item.what": ("app.access.sources:KINDS#0",),
    "ui/access/words.py: item.what": ("app.access.sources:KINDS#0",),
    "ui/care/page.py: room.about": ("ui.care.rooms:ROOMS#3",),
    "ui/care/page.py: room.word": ("ui.care.rooms:ROOMS#2",),
    "ui/pages.py: room.word": ("ui.care.rooms:ROOMS#2",),
    "ui/concerns/rules_form.py: label": ("ui.concerns.rules_form:_STAGED",),
    "ui/engagement/ending_sheet.py: one.kind": (
        "=key date",
        "=unanswered",
        "=not told",
        "=to do",
        "=original here",
    ),
    "ui/engagement/intake_lines.py: check.conclusion.value": ("app.conflicts.words:Conclusion",),
    "ui/feedback/rows.py: name": ("=clarity", "=timeliness", "=usefulness"),
    "ui/feedback/trend.py: shown.title": ("=Person", "=Practice area", "=Quarter"),
    "ui/feedback/trend.py: asked": ("=Clarity", "=Timeliness", "=Usefulness"),
    "ui/feedback/trend.py: one": ("=Clarity", "=Timeliness", "=Usefulness", "=Recommend"),
    "ui/shell/help_places.py: tab": ("=Developments", "=Schedule", "=Key dates", "=Follow-ups", "=Fees"),
}
