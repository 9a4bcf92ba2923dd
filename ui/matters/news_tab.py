"""The developments of a matter: which the client knows, by which entry, and by when the others have to be told."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.kernel.language import counted
from app.kernel.said import say_by, say_day, say_late
from app.kernel.text import capital
from app.matters.announcing import DateTurn
from app.owed.news import DateToTell, NewsStanding, NewsState
from ui.kit import chips
from ui.kit.chips import Chip, Tone
from ui.kit.row_model import Group, Row
from ui.matters.heads import development_icon
from ui.matters.load import MatterView

translate = QCoreApplication.translate

NEWS, DATE = "development", "date_to_tell"
LISTED = 200
"""So many of those that were told are listed; the timeline has all."""

_OPEN = {NewsState.OVERDUE, NewsState.OWED, NewsState.WITH_UPDATE}


def news_sentence(view: MatterView) -> str:
    """How many the client does not know, and of how many the time has passed."""
    untold = [one for one in view.news if one.state in _OPEN]
    late = sum(one.state is NewsState.OVERDUE for one in untold)
    if not view.news:
        return ""
    if not untold:
        return translate("Matter", "The client knows of everything that happened.")
    words = counted(
        len(untold), "1 thing the client has not been told", "{count} things the client has not been told"
    ).format(count=len(untold))
    return words + (translate("Matter", ", {late} of them late.").format(late=late) if late else ".")


def news_groups(view: MatterView) -> list[Group]:
    """What is to be told, worst first; dates that moved; what was told, by which entry; what was withdrawn."""
    rank = {NewsState.OVERDUE: 0, NewsState.OWED: 1, NewsState.WITH_UPDATE: 2}
    untold = sorted(
        (one for one in view.news if one.state in _OPEN),
        key=lambda one: (rank[one.state], not one.row.urgent),
    )
    told = [
        one for one in view.news if one.state in {NewsState.TOLD, NewsState.TOLD_LATE, NewsState.NOT_OWED}
    ]
    gone = [one for one in view.news if one.state is NewsState.WITHDRAWN]
    return [
        Group(translate("Matter", "To tell the client"), tuple(_row(one, view) for one in untold)),
        Group(
            translate("Matter", "Dates the client knows otherwise"),
            tuple(_date_row(one) for one in view.turned),
        ),
        Group(
            translate("Matter", "Told"),
            tuple(_row(one, view) for one in told[:LISTED]),
            of=len(told) if len(told) > LISTED else 0,
        ),
        Group(translate("Matter", "Withdrawn"), tuple(_row(one, view) for one in gone), tone=Tone.DIM),
    ]


def _row(one: NewsStanding, view: MatterView) -> Row:
    row, now = one.row, view.desk.now
    day = say_day(row.occurred_at.astimezone(now.tzinfo).date(), now.date())
    after = [
        translate("Matter", "doc. {number}").format(number=row.document_number)
        if row.document_number
        else "",
        translate("Matter", "corrected") if row.version > 1 else "",
    ]
    said = " ".join((row.plain_words or row.said).split())
    if more := ", ".join(part for part in after if part):
        said = f"{said} ({more})"
    action = ""
    if one.state in _OPEN:
        action = translate("Matter", "Tell the client")
    elif one.told:
        action = translate("Matter", "Show entry")
    return Row(
        (NEWS, row.id),
        f"{capital(row.kind.label)}, {day}",
        _told_words(one, view),
        development_icon(row),
        said,
        (_chip(one, view),),
        action,
        more=True,
    )


def _date_row(one: DateToTell) -> Row:
    subtitle = {
        DateTurn.MOVED: translate("Matter", "moved"),
        DateTurn.AGAIN: translate("Matter", "takes place after all"),
    }.get(one.turn, translate("Matter", "does not take place"))
    return Row(
        (DATE, one.row.id),
        one.row.title,
        subtitle,
        "key-date",
        one.words,
        (chips.urgent(translate("Matter", "not written down for the client")),),
        translate("Matter", "Write it down"),
    )


def _told_words(one: NewsStanding, view: MatterView) -> str:
    """By whom and how, or why not yet."""
    if one.row.withdrawn_at is not None:
        return one.row.withdrawn_reason
    first = one.first
    if first is None:
        if one.state is not NewsState.WITH_UPDATE or one.update_on is None:
            return ""
        day = say_day(one.update_on, view.desk.today)
        return translate("Matter", "waits for the update of {day}").format(day=day)
    day = say_day(first.at.astimezone(view.desk.now.tzinfo).date(), view.desk.today)
    words = translate("Matter", "{who}, {day}, by {channel}").format(
        who=first.by, day=day, channel=first.channel.spoken
    )
    if len(one.told) > 1:
        words += translate("Matter", "; told again {count} times").format(count=len(one.told) - 1)
    return words


def _chip(one: NewsStanding, view: MatterView) -> Chip:
    now = view.desk.now
    due = one.due.astimezone(now.tzinfo) if one.due is not None else None
    if one.state is NewsState.OVERDUE and due is not None:
        return chips.late(say_late(due, now))
    if one.state is NewsState.OWED and due is not None:
        words = translate("Matter", "by {moment}").format(moment=say_by(due, now, near=True))
        return chips.urgent(words) if one.row.urgent else chips.todo(words)
    if one.state is NewsState.WITH_UPDATE:
        if one.update_on is None:
            return chips.urgent(translate("Matter", "no update is scheduled"))
        return chips.update(translate("Matter", "with update"))
    if one.state is NewsState.TOLD:
        return chips.done(translate("Matter", "told"))
    if one.state is NewsState.TOLD_LATE:
        return chips.late_note(translate("Matter", "told late"))
    if one.state is NewsState.WITHDRAWN:
        return chips.plain(translate("Matter", "withdrawn"))
    return chips.plain(translate("Matter", "not told, closed"))
