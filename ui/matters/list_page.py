"""All matters, filtered while one types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast, get_args
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from app.contactlog.queries import last_contacts
from app.hours.queries import firm_calendar
from app.kernel.numbers import say_number
from app.kernel.said import say_day
from app.matters.queries import MatterOrder, MatterRow, count_matters, list_matters
from app.matters.words import MatterStatus
from app.owed.items import OwedItem, OwedState, as_moment
from app.owed.lately import owed_lately
from app.schedule.queries import UpdateDue, update_dues
from app.schedule.words import UpdateState
from app.storage.transaction import Reader
from app.workspace import Workspace
from ui.kit import chips
from ui.kit.buttons import Button
from ui.kit.chips import Chip
from ui.kit.empty import EmptyState
from ui.kit.listpage import Asked, Found, ListPage
from ui.kit.opening_menu import give_opening_menu
from ui.kit.rights import writes
from ui.kit.tables import Column
from ui.matters.matter_form import open_matter_form
from ui.matters.state_chips import owed_words
from ui.shell.requests import BringInFiles, LogContactRequest, OpenMatter

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A line of the list. ``last`` is when there was last contact, in the firm's zone."""

    row: MatterRow
    due: UpdateDue | None
    last: datetime | None
    today: date
    late: str = ""
    """What of the matter hurts most of what is late: "Answer 3 days late"."""
    next_at: datetime | None = None
    """When that was due, else the end of the day of the next update; aware, None where there is neither."""

    def title_words(self) -> str:
        """The title, and whether the matter is restricted."""
        if not self.row.restricted:
            return self.row.title
        return translate("Matters", "{title} · Restricted").format(title=self.row.title)

    def sign(self) -> str:
        """A lock after the title of a restricted matter."""
        return "lock" if self.row.restricted else ""

    def next_words(self) -> str:
        """What is late, as the page of the matter says it first; else the day of the next update, or that nobody has
        one for it."""
        if self.late:
            return self.late
        if self.due is not None:
            return say_day(self.due.due_on, self.today)
        return translate("Matters", "no schedule") if self.row.status is MatterStatus.OPEN else ""

    def next_chip(self) -> Chip | None:
        """The state of that; an update that is still to come has none."""
        words = self.next_words()
        if self.late:
            return chips.late(words)
        if self.due is None:
            return chips.urgent(words, shape=False) if words else None
        return chips.todo(words) if self.due.state is UpdateState.DUE else None

    def next_place(self) -> tuple[bool, datetime] | None:
        """Where it stands by what that says: what is late first, the latest before all. None comes last."""
        return (not self.late, self.next_at) if self.next_at else None

    def last_words(self) -> str:
        """The day of the last contact."""
        return say_day(self.last, self.today, near=True) if self.last else ""


_IN_SQL: frozenset[str] = frozenset(get_args(MatterOrder))


def columns() -> tuple[Column[MatterLine], ...]:
    """The columns, with their heads in the reader's language."""
    return (
        Column(
            "number",
            translate("Matters", "Number"),
            lambda line: line.row.number,
            width=84,
            dim=True,
            back=5,
            plain=True,
        ),
        Column(
            "title",
            translate("Matters", "Matter"),
            MatterLine.title_words,
            icon=MatterLine.sign,
            icon_last=True,
            stretch=4,
            least=200,
            bold=True,
        ),
        Column(
            "client",
            translate("Matters", "Client"),
            lambda line: line.row.client,
            stretch=3,
            back=4,
            plain=True,
        ),
        Column(
            "practice_area",
            translate("Matters", "Area"),
            lambda line: line.row.practice_area,
            stretch=3,
            back=1,
            plain=True,
        ),
        Column(
            "responsible",
            translate("Matters", "Lawyer"),
            lambda line: line.row.responsible,
            stretch=2,
            back=3,
        ),
        Column(
            "next",
            translate("Matters", "Late or next update"),
            MatterLine.next_words,
            chip=MatterLine.next_chip,
            width=148,
        ),
        Column(
            "last", translate("Matters", "Last contact"), MatterLine.last_words, width=112, dim=True, back=2
        ),
    )


class MattersPage(ListPage[MatterLine]):
    """Number, title, client, area, lawyer, what is late or the next update, last contact."""

    kinds = frozenset(
        {
            "matter",
            "client",
            "colleague",
            "entry",
            "update_plan",
            "update",
            "firm",
            "schedule_default",
            "schedule_rule",
        }
    )

    def __init__(self, workspace: Workspace) -> None:
        empty = EmptyState(
            translate("Matters", "No matters yet. Import them from the system you used until now."),
            translate("Matters", "Import clients and matters"),
            self._on_import_clicked,
        )
        super().__init__(
            translate("Matters", "Matters"),
            columns(),
            key=lambda line: line.row.id,
            sort="number",
            keep="matters",
            empty=empty,
            placeholder=translate("Matters", "Filter by number, title, client or court number"),
            choices=(
                (MatterStatus.OPEN, translate("Matters", "Open", "matters")),
                (MatterStatus.PENDING, translate("Matters", "Pending")),
                (MatterStatus.CLOSED, translate("Matters", "Closed", "matters")),
                (None, translate("Matters", "All", "matters")),
            ),
            choices_name=translate("Matters", "Status"),
        )
        self._workspace = workspace
        self.new = Button(self.tr("New matter"), self.new_matter, keys="Ctrl+Shift+M")
        self.add_to_head(self.new)
        shortcut = QShortcut(QKeySequence("Ctrl+Shift+M"), self, self.new_matter)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        writes(workspace, self.new, shortcut, empty.button)
        self.table.opened.connect(self._on_table_opened)
        give_opening_menu(self.table)

    def look_up(self, asked: Asked) -> Found[MatterLine]:
        status = asked.choice if isinstance(asked.choice, MatterStatus) else None
        with self._workspace.read() as reader:
            lines, more = self._lines(reader, asked, status)
            if asked.start:
                return Found(lines, any_at_all=True, more=more)
            shown = count_matters(reader, status, asked.words) if more else len(lines)
            any_at_all = bool(lines) or count_matters(reader, None) > 0
        return Found(lines, any_at_all, _subtitle(shown, asked) if any_at_all else "", more)

    def _lines(
        self, reader: Reader, asked: Asked, status: MatterStatus | None
    ) -> tuple[list[MatterLine], bool]:
        """What is asked for, and whether there is more. To sort by what no table holds, all are derived."""
        in_sql = asked.sort in _IN_SQL
        rows = list_matters(
            reader,
            status=status,
            query=asked.words,
            order=cast(MatterOrder, asked.sort) if in_sql else "number",
            descending=in_sql and not asked.ascending,
            offset=asked.start if in_sql else 0,
            limit=asked.most if in_sql else None,
        )
        among = [row.id for row in rows] if in_sql else None
        dues = update_dues(reader, firm_calendar(reader), among=among)
        last = last_contacts(reader, among=among)
        late = _latest(reader)
        lines = [
            _line(
                reader,
                row,
                dues.get(row.id) if row.status is MatterStatus.OPEN else None,
                last.get(row.id),
                late.get(row.id),
            )
            for row in rows
        ]
        if in_sql:
            return lines, len(lines) == asked.most
        end = asked.start + asked.most
        return _sorted(lines, asked.sort, ascending=asked.ascending)[asked.start : end], len(lines) > end

    def log_begins_with(self) -> object:
        rows = [line.row for line in self.table.picked_rows()]
        return LogContactRequest(rows[0].id, rows[0].client_id) if len(rows) == 1 else None

    def new_matter(self) -> None:
        """Open the form of a new matter."""
        open_matter_form(self, self._workspace)

    def reopen(self, form: str, thing: UUID | None) -> bool:
        if form != "matter" or thing is not None:
            return False
        self.new_matter()
        return True

    def on_matter_saved(self, matter_id: object) -> None:
        """Go to the matter that was opened."""
        if isinstance(matter_id, UUID):
            self.request(OpenMatter(matter_id))

    def _on_table_opened(self, key: object) -> None:
        if isinstance(key, UUID):
            self.request(OpenMatter(key))

    def _on_import_clicked(self) -> None:
        self.request(BringInFiles())


def _subtitle(shown: int, asked: Asked) -> str:
    if asked.words or asked.choice is not MatterStatus.OPEN:
        return translate("Matters", "{count} shown").format(count=say_number(shown))
    if shown == 1:
        return translate("Matters", "1 open matter")
    return translate("Matters", "{count} open matters").format(count=say_number(shown))


def _latest(reader: Reader) -> dict[UUID, OwedItem]:
    """What hurts most of what is late, of each matter."""
    worst: dict[UUID, OwedItem] = {}
    for item in owed_lately(reader).items:
        if item.state is OwedState.OVERDUE and item.matter_id is not None:
            worst.setdefault(item.matter_id, item)
    return worst


def _line(
    reader: Reader, row: MatterRow, due: UpdateDue | None, last: datetime | None, late: OwedItem | None
) -> MatterLine:
    at = late.due if late is not None else due.due_on if due is not None else None
    return MatterLine(
        row,
        due,
        reader.local(last) if last is not None else None,
        reader.today,
        owed_words(late, reader.local(reader.now)) if late is not None else "",
        as_moment(at, reader) if at is not None else None,
    )


def _sorted(lines: list[MatterLine], by: str, *, ascending: bool) -> list[MatterLine]:
    """By what no table holds: what is late or next and the last contact are derived. Those without come last."""
    keys: Mapping[str, Callable[[MatterLine], tuple[bool, datetime] | None]] = {
        "next": MatterLine.next_place,
        "last": lambda line: (False, line.last) if line.last else None,
    }
    key = keys[by]
    dated = [(value, number, line) for number, line in enumerate(lines) if (value := key(line)) is not None]
    dated.sort(key=lambda each: (each[0], each[1]), reverse=not ascending)
    return [line for _, _, line in dated] + [line for line in lines if key(line) is None]
