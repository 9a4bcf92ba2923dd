"""Lines and figures as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.contactlog.words import Direction
from app.kernel.numbers import say_share
from app.owed.items import OwedKind
from app.owed.slipped.dropped import was_dropped
from app.owed.slipped.lines import Figures, Line, LineState
from app.owed.slipped.queries import Slipped
from app.owed.slipped.saying import outcomes, say_about, say_kept, say_kind, say_thing, say_took
from ui.kit.chips import Chip, Tone
from ui.kit.row_model import Group, Row
from ui.shell.requests import LogContactRequest
from ui.slipped.marks import chip_of, icon_of, when_words

translate = QCoreApplication.translate

SLIPPED = frozenset({LineState.MISSED, LineState.LATE, LineState.EXCUSED})


def line_row(line: Line, number: int, now: datetime, place: str = "", person: str = "") -> Row:
    """One promise; the key is ("line", its number). ``place`` names the matter where there are several."""
    title = place or say_thing(line.kind)
    about = [say_thing(line.kind) if place else "", when_words(line, now), person]
    text = " · ".join(part for part in (line.why, say_about(line)) if part)
    action = translate("Slipped", "Show entry") if line.entry_id is not None else ""
    if line.is_open and line.state is LineState.MISSED:
        action = doing_word(line.kind)
    elif was_dropped(line) and not place:
        action = translate("Slipped", "Say why…")
    return Row(
        ("line", number),
        title,
        " · ".join(part for part in about if part),
        icon_of(line.kind),
        text or " ",
        (chip_of(line, now),),
        action,
    )


def doing_word(kind: OwedKind) -> str:
    """What is to be done about a promise that is owed still."""
    return {
        OwedKind.UPDATE: translate("Slipped", "Write the update"),
        OwedKind.DEVELOPMENT: translate("Slipped", "Tell the client"),
        OwedKind.ACKNOWLEDGEMENT: translate("Slipped", "Acknowledge"),
        OwedKind.ANSWER: translate("Slipped", "Answer"),
    }[kind]


def doing_of(line: Line) -> LogContactRequest | None:
    """The contact that does what is owed still; None for what is not."""
    if not (line.is_open and line.state is LineState.MISSED):
        return None
    begun = LogContactRequest(line.matter_id, line.client_id, None, Direction.OUT)
    if line.kind is OwedKind.ANSWER:
        return replace(begun, answers_id=line.source_id)
    if line.kind is OwedKind.ACKNOWLEDGEMENT:
        return replace(begun, acknowledges_id=line.source_id)
    if line.kind is OwedKind.DEVELOPMENT:
        return replace(begun, tells=(line.source_id,))
    return replace(begun, is_update=True)


def matter_groups(found: Slipped, now: datetime) -> list[Group]:
    """What slipped, then what was kept, the newest first."""
    rows = [(number, line) for number, line in enumerate(found.lines)]
    rows.reverse()
    return [
        Group(title, tuple(line_row(line, number, now) for number, line in rows if line.state in states))
        for title, states in (
            (translate("Slipped", "Slipped"), SLIPPED),
            (translate("Slipped", "Open"), {LineState.OWED}),
            (translate("Slipped", "In time"), {LineState.GIVEN}),
        )
    ]


def slipped_groups(
    found: Slipped, now: datetime, titles: Mapping[UUID, str], names: Mapping[UUID, str], most: int
) -> list[Group]:
    """What slipped in the whole firm: what is late and open first, then the newest."""
    groups = []
    for one in outcomes(found):
        shown = tuple(
            line_row(
                line,
                number,
                now,
                titles.get(line.matter_id, "")
                if line.matter_id
                else translate("Slipped", "Outside any matter"),
                names.get(line.person_id, "") if line.person_id else "",
            )
            for number, line in one.lines[:most]
        )
        tone = Tone.LATE if one.is_open else Tone.PLAIN
        groups.append(Group(one.title, shown, tone, of=len(one.lines) if len(one.lines) > most else 0))
    return groups


def figure_row(key: object, title: str, figures: Figures, now: datetime) -> Row:
    """The figures of a kind or a person in one row: how many of how many, how quickly."""
    share = figures.on_time
    chips: tuple[Chip, ...] = ()
    if share is not None:
        chips = (Chip(translate("Slipped", "{share} in time").format(share=say_share(share))),)
    return Row(key, title, say_kept(figures), "", say_took(figures, now) or " ", chips)


def figure_groups(found: Slipped, names: Mapping[UUID, str], now: datetime) -> Sequence[Group]:
    """By kind, and by person: who was to give it."""
    kinds = [
        figure_row(("kind", one.kind), say_kind(one.kind), one, now)
        for one in found.by_kind
        if one.kind is not None and (one.promised or one.excused)
    ]
    people = [
        figure_row(("person", person), names.get(person, ""), found.of(person_id=person), now)
        for person in found.people
        if person is not None
    ]
    people.sort(key=lambda row: row.title)
    return [
        Group(translate("Slipped", "What was promised"), tuple(kinds)),
        Group(translate("Slipped", "By person"), tuple(people)),
    ]
