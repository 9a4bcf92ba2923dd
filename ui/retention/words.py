"""What the words of retention are called on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, tzinfo
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.kernel.language import counted
from app.kernel.said import say_date
from app.retention.queries import ClosedMatter, HoldRow, closed_matters
from app.retention.rules import YEAR, RuleRow
from app.retention.words import Ask, DocumentKind, RetentionEvent
from app.storage.transaction import Reader
from ui.care.rooms import Stand
from ui.kit.row_model import Row

translate = QCoreApplication.translate


def stand(reader: Reader) -> Stand:
    """How the room stands, for the page of client care."""
    due = [one for one in closed_matters(reader, due_by=reader.today) if not one.holds]
    if not due:
        return Stand(translate("Retention", "Nothing is due for review"))
    if len(due) == 1:
        return Stand(translate("Retention", "One matter is due for review"), 1)
    return Stand(
        translate("Retention", "{count} matters are due for review").format(count=len(due)), len(due)
    )


def event_word(event: RetentionEvent) -> str:
    """From when the time counts."""
    return {
        RetentionEvent.CLOSING: translate("Retention", "from closing"),
        RetentionEvent.MAJORITY: translate("Retention", "from a client's coming of age"),
        RetentionEvent.DOCUMENT: translate("Retention", "from the end of a kept original"),
        RetentionEvent.LIMITATION: translate("Retention", "from the limitation date"),
    }[event]


def document_word(kind: DocumentKind) -> str:
    """What an original is."""
    return {
        DocumentKind.WILL: translate("Retention", "Will"),
        DocumentKind.DEED: translate("Retention", "Deed"),
        DocumentKind.AGREEMENT: translate("Retention", "Agreement"),
        DocumentKind.OTHER: translate("Retention", "Something else"),
    }[kind]


def ask_words(ask: Ask) -> str:
    """What has to be known first."""
    return {
        Ask.CLOSED_ON: translate("Retention", "The day on which it was closed is not known."),
        Ask.BORN_ON: translate("Retention", "A client's date of birth is not known."),
    }[ask]


def rule_words(rule: RuleRow) -> str:
    """A rule in a few words: "7 years from closing"."""
    return f"{time_words(rule)} {event_word(rule.event)}"


def rule_line(rule: RuleRow) -> Row:
    """A rule in a list."""
    area = rule.practice_area or translate("Retention", "Every practice area")
    return Row(
        ("rule", rule.area_key, rule.event),
        area,
        event_word(rule.event),
        icon="clock",
        text=" · ".join(filter(None, (time_words(rule), rule.reason))),
    )


def time_words(rule: RuleRow) -> str:
    """How long: "7 years", "1 year and 7 months"; the same as `say_months`, in the words of the screen."""
    years, rest = divmod(rule.months, YEAR)
    said = []
    if years:
        said.append(counted(years, "1 year", "{years} years").format(years=years))
    if rest or not years:
        said.append(counted(rest, "1 month", "{months} months").format(months=rest))
    return translate("Retention", " and ").join(said)


def since_words(one: HoldRow, names: Mapping[UUID | None, str], zone: tzinfo | None) -> str:
    """Since when a hold stands and who put it on."""
    day = say_date(one.set_at.astimezone(zone).date())
    return translate("Retention", "since {day}, {who}").format(day=day, who=names.get(one.set_by, ""))


def kept_words(closed: ClosedMatter, today: date) -> str:
    """Until when a closed matter is kept, in a sentence."""
    if closed.retention.lasting:
        return translate("Retention", "Kept as long as the firm keeps an original of it.")
    if closed.due_on is None:
        return " ".join(map(ask_words, closed.retention.asks))
    said = say_date(closed.due_on)
    if closed.due_on <= today:
        return translate("Retention", "Due for review since {day}.").format(day=said)
    return translate("Retention", "Kept until {day}.").format(day=said)
