"""Where the words of a call stand that cannot be followed: "file: what is handed over" → where they are.

A place is "module:NAME", a table or an enumeration at the top of a file; "module:NAME#2", the third part of each of its
rows; or "=words" as they stand.
"""

from __future__ import annotations

_EVENTS = "app/audit/saying.py: "
_HEADS = (
    "Raised, Open, Oldest, Resolved, Days, Answers, Clarity, Timeliness, Usefulness, Net score, Low scores, Files, "
    "Reviewed, Share, Reviews, Owed, Overdue, To acknowledge, Of them late, No next date, Notes, Late, Median, "
    "Longest, Excused, 95th, Promised, In time, Not given"
)

TABLES: dict[str, tuple[str, ...]] = {
    # a refusal that the process apart sends: said there through tr, in English
    "app/apart/pool.py: str(told['message'])": (),
    # what an event holds
    _EVENTS + "FIELDS.get(name, name.removesuffix('_id').replace('_', ' '))": ("app.audit.words:FIELDS",),
    _EVENTS + "NOUNS.get(event.kind, event.kind.replace('_', ' '))": ("app.audit.words:NOUNS",),
    _EVENTS + "role": ("app.people.words:Role",),
    _EVENTS + "str(body.get('kind', ''))": ("app.workdays.own_days:DayKind",),
    _EVENTS + "str(body.get('rule', NOUNS['channel_rule']))": ("app.channels.words:_CHANNEL_LABELS",),
    _EVENTS + "said": ("app.concerns.words:_STEPS", "app.concerns.words:_STAGES"),
    "app/engagement/said.py: head": ("app.engagement.said:HEADS",),
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
    "app/owed/saying.py: unable.why.value": ("app.owed.unable:Why",),
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
    "app/storage/trouble.py: message": ("app.storage.trouble:_SAID#2", "app.storage.trouble:_DISK"),
    "ui/access/decide_form.py: said": ("ui.access.decide_form:_DONE",),
    "ui/access/given_sheet.py: one.what": ("app.access.sources:KINDS#0",),
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
    "ui/matters/state_chips.py: item.word.replace('_', ' ').capitalize()": (
        "=Terms",
        "=Costs update",
        "=Concern",
        "=Policy review",
        "=Training",
        "=Retention",
        "=Access request",
        "=Feedback",
    ),
    "ui/shell/help_places.py: tab": ("=Developments", "=Schedule", "=Key dates", "=Follow-ups", "=Fees"),
}
