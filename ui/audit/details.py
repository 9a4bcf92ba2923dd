"""The side pane: one event with all that is known of it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.contactlog.said import content_fields, say_content
from app.deeds.details import DeedDetails, Value
from app.deeds.queries import Deed, ReaderDay
from app.kernel.numbers import say_number
from app.kernel.said import say_date, say_time
from app.wording.differences import word_diff
from ui.audit.event_rows import said
from ui.contactlog.differences import Change, changes
from ui.contactlog.version_list import ChangeText
from ui.kit import theme
from ui.kit.chips import Tone
from ui.kit.labels import Label, head
from ui.kit.sidepane import Fact, FactGroup, SidePane

_SHOWN = 60
"""So many of an import's things are shown; the others are counted."""


def show_details(pane: SidePane, found: DeedDetails, days: ReaderDay) -> None:
    """Put ``found`` into the pane."""
    pane.clear()
    name = said("Event no. {number}").format(number=say_number(found.deed.event.seq))
    pane.add_group(FactGroup(name, _facts(found, days)))
    if found.listed or found.more:
        pane.add(_list(found, days))
    parts = _parts(found)
    if parts:
        name = said("What was written") if found.version is not None else said("In detail")
        pane.add(_box(name, [ChangeText(one) for one in parts]))
    elif found.version is not None:
        pane.add(Label(said("What was written stayed the same."), tone=Tone.DIM, wrap=True))
    elif found.deed.event.body is None:
        words = said("The trail keeps a seal of the details, not the details themselves.")
        pane.add(Label(words, tone=Tone.DIM, wrap=True))
    pane.close_up()


def _facts(found: DeedDetails, days: ReaderDay) -> tuple[Fact, ...]:
    deed = found.deed
    local, named = days.local(deed.event.at), deed.named
    when = f"{say_date(local.date())}, {say_time(local, seconds=True)}"
    facts = [
        Fact(said("When"), when),
        Fact(said("Who"), deed.who or said("not known: nobody was signed in")),
        Fact(said("What"), deed.sentence(days)),
    ]
    if named is not None and named.matter:
        facts.append(Fact(said("Matter"), f"{named.matter_number} · {named.matter}"))
    elif named is not None and named.client:
        facts.append(Fact(said("Client"), named.client))
    return tuple(facts)


def _parts(found: DeedDetails) -> list[Change]:
    if found.version is not None:
        if found.earlier is not None:
            return list(changes(found.earlier.content, found.version.content))
        content = found.version.content
        pairs = [(label, say_content(name, content.get(name))) for name, label in content_fields()]
        return [Change(label, word_diff(words, words)) for label, words in pairs if words]
    return [_change(one) for one in found.values]


def _change(one: Value) -> Change:
    label = one.label[:1].upper() + one.label[1:]
    return Change(label, word_diff(one.after if one.before is None else one.before, one.after))


def _list(found: DeedDetails, days: ReaderDay) -> QWidget:
    lines = [_line(one, days) for one in found.listed[:_SHOWN]]
    more = found.more + max(0, len(found.listed) - _SHOWN)
    if more:
        lines.append(said("and {count} more").format(count=say_number(more)))
    return _box(said("What came in"), [Label(line, "small", wrap=True) for line in lines])


def _line(one: Deed, days: ReaderDay) -> str:
    return one.sentence(days)


def _box(name: str, parts: list[QWidget] | list[ChangeText] | list[Label]) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(6))
    column.addWidget(head(name))
    for part in parts:
        column.addWidget(part)
    return box
