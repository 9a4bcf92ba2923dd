"""The groups of a file of settings that the firm wrote itself: its own days, its letter templates, its notices.

Of templates and notices the newest version goes along, what was put away too: it stays put away there. A day, a
template or a notice that the file does not name stays.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, time

from app.hours.commands import NewFirmDay, add_firm_day, remove_firm_day
from app.hours.queries import firm_days
from app.kernel.text import fold
from app.letters.built_in import TemplateForm, built_in
from app.letters.commands import save_template
from app.letters.queries import TemplateRow, templates
from app.notices.commands import save_notice
from app.notices.queries import NoticeForm, NoticeRow, notices
from app.notices.words import Outlet
from app.settings_file.values import Group, Values, items_of, of_type, only, texts
from app.storage.transaction import Reader, Transaction
from app.workdays.own_days import DayKind, OwnDay

_DAY = ("kind", "first", "last", "name", "yearly", "opens", "closes")
_TEMPLATE = ("key", "name", "outlet", "is_update", "subject", "text", "in_use")
_NOTICE = ("title", "text", "areas", "outlets", "in_force")


def _says_days(reader: Reader) -> Values:
    return {"days": [_day(row.day) for row in firm_days(reader)]}


def _day(day: OwnDay) -> Values:
    opens, closes = day.hours[0] if day.hours else (None, day.until)
    return {
        "kind": day.kind,
        "first": day.first.isoformat(),
        "last": day.last.isoformat(),
        "name": day.name,
        "yearly": day.yearly,
        "opens": None if opens is None else f"{opens:%H:%M}",
        "closes": None if closes is None else f"{closes:%H:%M}",
    }


def _take_days(tx: Transaction, values: Values, _reason: str) -> None:
    for said in items_of(only(values, ["days"]), "days"):
        new = _read_day(said)
        there = {row.id: _day(row.day) for row in firm_days(tx.reader())}
        if said in there.values():
            continue
        nameless = {**said, "name": ""}
        for day_id, one in there.items():
            if {**one, "name": ""} == nameless:  # called otherwise
                remove_firm_day(tx, day_id)
        add_firm_day(tx, new)


def _read_day(said: Values) -> NewFirmDay:
    only(said, _DAY)
    first, last = (date.fromisoformat(of_type(said[name], str)) for name in ("first", "last"))
    opens, closes = (
        None if said[name] is None else time.fromisoformat(of_type(said[name], str))
        for name in ("opens", "closes")
    )
    name, yearly = of_type(said["name"], str), of_type(said["yearly"], bool)
    return NewFirmDay(DayKind(said["kind"]), first, last, name, yearly, opens, closes)


def _says_templates(reader: Reader) -> Values:
    return {"templates": [_template(row) for row in templates(reader) if row.own]}


def _template(row: TemplateRow) -> Values:
    return {"key": row.key if row.key in built_in() else "", **asdict(row.form)}


def _take_templates(tx: Transaction, values: Values, reason: str) -> None:
    left = list(templates(tx.reader()))
    for said in items_of(only(values, ["templates"]), "templates"):
        key, form = _read_template(said)
        found = next((row for row in left if _is_template(row, key, form)), None)
        if key and found is None:
            raise ValueError(key)  # no program has it, or it stands twice
        if found is not None:
            left.remove(found)
        save_template(tx, found.key if found is not None else None, form, reason)


def _is_template(row: TemplateRow, key: str, form: TemplateForm) -> bool:
    """Of the program by its key, of the firm by its name."""
    if key or row.key in built_in():
        return row.key == key
    return fold(row.form.name) == fold(form.name)


def _read_template(said: Values) -> tuple[str, TemplateForm]:
    only(said, _TEMPLATE)
    form = TemplateForm(
        of_type(said["name"], str),
        of_type(said["text"], str),
        of_type(said["subject"], str),
        Outlet(said["outlet"]),
        of_type(said["is_update"], bool),
        of_type(said["in_use"], bool),
    )
    return of_type(said["key"], str), form


def _says_notices(reader: Reader) -> Values:
    return {"notices": [asdict(row.form) for row in notices(reader)]}


def _take_notices(tx: Transaction, values: Values, reason: str) -> None:
    left: list[NoticeRow] = list(notices(tx.reader()))
    for said in items_of(only(values, ["notices"]), "notices"):
        form = _read_notice(said)
        found = next((row for row in left if fold(row.form.title) == fold(form.title)), None)
        if found is not None:
            left.remove(found)
        save_notice(tx, form, reason, found.notice_id if found is not None else None)


def _read_notice(said: Values) -> NoticeForm:
    only(said, _NOTICE)
    return NoticeForm(
        of_type(said["title"], str),
        of_type(said["text"], str),
        tuple(texts(said["areas"])),
        tuple(map(Outlet, texts(said["outlets"]))),
        of_type(said["in_force"], bool),
    )


OWN_DAYS = Group(_says_days, _take_days)
TEMPLATES = Group(_says_templates, _take_templates)
NOTICES = Group(_says_notices, _take_notices)
