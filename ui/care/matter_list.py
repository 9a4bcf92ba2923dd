"""Matters in a list of client care: each with what one room says of it; Enter opens the matter at that room's tab."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.matters.queries import MatterRow
from app.storage.transaction import Reader
from app.workspace import Workspace
from ui.kit.empty import EmptyState
from ui.kit.listpage import Asked, Found, ListPage
from ui.kit.rights import writes
from ui.kit.tables import Column
from ui.shell.requests import OpenMatter

translate = QCoreApplication.translate


class OfMatter(Protocol):
    """What a room says of one matter."""

    @property
    def matter(self) -> MatterRow:
        """Which."""
        ...


RowT = TypeVar("RowT", bound=OfMatter)


class MatterListPage(ListPage[RowT]):
    """``which``: of each choice what belongs to it on a day; ``tab``: where a matter is opened.

    ``of_every``: every open matter stands in it, so an empty one begins with a new matter. A room says with `overview`
    what there is, and with `order` what stands first.
    """

    def __init__(
        self,
        workspace: Workspace,
        name: str,
        columns: Sequence[Column[RowT]],
        *,
        sort: str,
        keep: str,
        empty: str,
        tab: str,
        which: Mapping[str, Callable[[RowT, date], bool]],
        choices: Sequence[tuple[object, str]],
        of_every: bool = False,
    ) -> None:
        self._workspace, self._tab, self._which = workspace, tab, which
        nothing = (
            EmptyState(empty, translate("MatterListPage", "New matter"), self._new_matter)
            if of_every
            else EmptyState(
                empty, translate("MatterListPage", "Go to the matters"), lambda: self.navigate("matters")
            )
        )
        if of_every and nothing.button is not None:
            writes(workspace, nothing.button)
        super().__init__(
            name,
            (*_of_matter(), *columns),
            key=lambda row: row.matter.id,
            sort=sort,
            keep=keep,
            empty=nothing,
            placeholder=translate("MatterListPage", "Filter by matter, number or client"),
            choices=choices,
            choices_name=translate("MatterListPage", "Which"),
        )
        self.table.opened.connect(self._on_table_opened)

    def overview(self, reader: Reader, words: str) -> Sequence[RowT]:
        """Every row to which the words fit. Override; runs on the vault's worker."""
        raise NotImplementedError

    def order(self, row: RowT) -> tuple[object, ...]:
        """By what the rows stand. Override."""
        raise NotImplementedError

    def look_up(self, asked: Asked) -> Found[RowT]:
        with self._workspace.read() as reader:
            every = self.overview(reader, asked.words)
            some = bool(every) or bool(asked.words and self.overview(reader, ""))
        fits = self._which[str(asked.choice)]
        rows = sorted((row for row in every if fits(row, reader.today)), key=self.order)
        shown = rows[asked.start : asked.start + asked.most]
        return Found(shown, some, more=len(rows) > asked.start + len(shown))

    def _new_matter(self) -> None:
        from ui.matters.matter_form import open_matter_form

        open_matter_form(self, self._workspace)

    def _on_table_opened(self, key: object) -> None:
        if isinstance(key, UUID):
            self.request(OpenMatter(key, self._tab))


def _of_matter() -> tuple[Column[RowT], ...]:
    return (
        Column(
            "matter",
            translate("MatterListPage", "Matter"),
            lambda row: row.matter.title,
            second=lambda row: " · ".join(filter(None, (row.matter.number, row.matter.client))),
            stretch=5,
            least=200,
            bold=True,
            sortable=False,
        ),
        Column(
            "responsible",
            translate("MatterListPage", "Responsible"),
            lambda row: row.matter.responsible,
            width=140,
            back=2,
            sortable=False,
        ),
    )
