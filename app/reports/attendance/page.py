"""The attendance note set in type: what it is about, what was said, what comes of it, who wrote it, who signs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import itemgetter

from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.kernel.said import say_date
from app.reports.anchors import anchor_at_foot
from app.reports.attendance.note import Attendance
from app.reports.content import DatedLine
from app.reports.press.grid import Column
from app.reports.press.house import About, HouseDocument, Made
from app.reports.press.paper import MM
from app.reports.press.speech import in_its_language
from app.reports.press.typesetting import BoxMark, Colour, Strip, glue, paragraph, plain

_RULE: Colour = (0.3, 0.3, 0.3)
_ROOM_TO_SIGN = 34.0


@in_its_language
def render_attendance(note: Attendance) -> Made:
    """The note as a PDF, in memory."""
    page = HouseDocument(note.stationery, _about(note))
    page.firm_name(note.legend)
    page.title(note.stationery.words.attendance, note.below)
    if note.mark:
        page.point(note.mark)
    if note.standing:
        page.point(f"{note.standing}.", tr("It counts for nothing and stays readable."))
    page.facts(note.facts)
    for heading, words in note.parts:
        page.heading(heading)
        page.text(words)
    _what_comes(page, note)
    if note.files:
        page.heading(tr("Files", "attached"))
        page.table(file_columns(), ((one.name, say_number(one.size), one.sha256) for one in note.files))
    page.heading(tr("About this note"))
    page.facts(note.written)
    page.small(tr("Entry {id}. Printed by {who}.").format(id=note.entry_id, who=note.made))
    page.hold()
    _sign(page, note.signers)
    return page.finish()


def file_columns() -> tuple[Column, ...]:
    """Of a table of files."""
    return (
        Column(tr("File", "attached"), share=1.0),
        Column(tr("Bytes"), 20 * MM, align="end", voice="label"),
        Column("SHA-256", share=1.1, voice="small"),
    )


def _about(note: Attendance) -> About:
    title = note.stationery.words.attendance
    of = tr("{title}, file {number}").format(title=title, number=note.number) if note.number else title
    confidential = note.stationery.words.confidential
    mark = f"{confidential} · {note.mark}" if note.mark not in {"", confidential} else confidential
    return About(
        of,
        subject=note.day,
        note=f"{mark} · {anchor_at_foot(note.anchor)}",
        name=note.number,
        day=note.day,
        running=note.stationery.words.continued.format(title=of),
    )


def _what_comes(page: HouseDocument, note: Attendance) -> None:
    """Who does what by when; the key dates; when the client hears again."""
    if note.agreed:
        page.heading(tr("What was agreed"))
        columns = (
            Column(tr("What")),
            Column(tr("Who"), share=0.5),
            Column(tr("By", "a day"), 30 * MM, voice="label"),
        )
        page.table(columns, ((one.what, one.who, one.by) for one in note.agreed))
    dates = [
        (on, DatedLine(_in_one_line(when, on), what, note=tr("entered that day")))
        for on, when, what in note.dates
    ]
    if note.next_update is not None:
        (on, when), said = note.next_update, tr("as scheduled then")
        when = _in_one_line(when, on)
        dates.append((on, DatedLine(when, tr("Next update to the client"), note=said)))
    if dates:
        page.heading(tr("Dates"))
        page.dated(line for _, line in sorted(dates, key=itemgetter(0)))


def _in_one_line(when: str, on: date) -> str:
    """The same words; the day in them breaks nowhere, an hour after it may go below."""
    day = say_date(on)
    return when.replace(day, day.replace(" ", "\N{NO-BREAK SPACE}"))


def _sign(page: HouseDocument, signers: Sequence[str]) -> None:
    """A line for each who signs, and one for the day; a line never stands on a page without its name."""
    half = page.width * 0.62
    for name in signers:
        rules = (
            BoxMark(0, _ROOM_TO_SIGN, half - 18, 0.5, _RULE),
            BoxMark(half, _ROOM_TO_SIGN, page.width - half, 0.5, _RULE),
        )
        names = paragraph(page.ink, plain(name or " "), page.look.small, half - 18)
        date = paragraph(page.ink, plain(tr("Date")), page.look.small, page.width - half, x=half)
        first = names[0]._replace(marks=(*names[0].marks, *date[0].marks))
        page.add(glue([Strip(_ROOM_TO_SIGN + 3, rules), first, *names[1:]], all_of_them=False))
