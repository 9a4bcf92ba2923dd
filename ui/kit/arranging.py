"""Columns as somebody wants them: how wide, in which order; remembered for this computer.

A border that is dragged moves between two columns: what one gains the other loses, so a list never scrolls sideways.
When the window grows or shrinks, the columns that share what is left go on sharing it, in the proportions they have.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QTableView

from ui.kit import machine, theme

LEAST, MOST = 36, 2000
"""Drawing pixels of a column."""
ENOUGH = 130
"""Drawing pixels that a column which shares keeps where others grow to the words in them."""
_A_SHARE = 100
"""Drawing pixels that a share of a column counts for, beside columns whose widths are known."""


class Sized(Protocol):
    """A column, as far as its width goes."""

    @property
    def id(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def stretch(self) -> int: ...


class Chosen(NamedTuple):
    """A column and how wide it is, in drawing pixels."""

    id: str
    width: int


def read_arrangement(said: str) -> list[Chosen]:
    """As in "number:70 title:310"; what cannot be read is left out, and of one that stands twice the second."""
    found: dict[str, Chosen] = {}
    for piece in said.split():
        name, _, width = piece.rpartition(":")
        if name and width.isdecimal() and len(width) < 6:
            found.setdefault(name, Chosen(name, min(max(int(width), LEAST), MOST)))
    return list(found.values())


def spell_arrangement(columns: Sequence[Chosen]) -> str:
    """What `read_arrangement` reads."""
    return " ".join(f"{one.id}:{one.width}" for one in columns)


def shared(
    columns: Sequence[Sized],
    chosen: Sequence[Chosen],
    room: int,
    px: Callable[[float], int],
    needs: Mapping[str, int] | None = None,
) -> list[int]:
    """How wide each column is in ``room`` pixels: fixed ones as they are or were chosen, the others share the rest.

    ``needs``: pixels that the words of a fixed column take. Where nobody chose a width it grows to them, as far as the
    columns that share keep ``ENOUGH``; where these have less, it gives them what its words do not take.
    """
    known = {one.id: one.width for one in chosen}
    own = {one.id: px(known.get(one.id, one.width)) for one in columns if not one.stretch}
    more = {
        name: max(0, needs.get(name, 0) - wide) for name, wide in own.items() if needs and name not in known
    }
    spare = room - sum(own.values()) - px(ENOUGH) * sum(1 for one in columns if one.stretch)
    wanted = sum(more.values())
    if 0 < wanted <= spare:
        own = {name: wide + more.get(name, 0) for name, wide in own.items()}
    elif wanted and spare > 0:
        own = {name: wide + more.get(name, 0) * spare // wanted for name, wide in own.items()}
    elif needs and spare < 0:
        less = {name: max(0, own[name] - max(needs.get(name, own[name]), px(LEAST))) for name in more}
        left = sum(less.values())
        given = min(left, -spare)
        own = {name: wide - (less.get(name, 0) * given // left if left else 0) for name, wide in own.items()}
    fixed = sum(own.values())
    weights = [
        (known.get(one.id, one.stretch * _A_SHARE) if known else one.stretch) if one.stretch else 0
        for one in columns
    ]
    shares = sum(weights) or 1
    enough = px(ENOUGH) * sum(1 for one in columns if one.stretch)
    rest = max(room - fixed, min(enough, px(LEAST) * sum(one.stretch for one in columns)))
    return [
        max(rest * weight // shares, px(LEAST)) if one.stretch else own[one.id]
        for one, weight in zip(columns, weights, strict=True)
    ]


class Arranging(QObject):
    """Follows the head of one table; ``keep`` is the name under which it is remembered, "" where it is not."""

    def __init__(self, table: QTableView, columns: Sequence[Sized], keep: str) -> None:
        super().__init__(table)
        self._table, self._columns, self._keep = table, tuple(columns), keep
        self._chosen: list[Chosen] = []
        self._needs: Mapping[str, int] = {}
        self._quiet = False
        header = table.horizontalHeader()
        header.setMinimumSectionSize(LEAST // 2)
        header.sectionResized.connect(self._on_section_resized)
        header.sectionMoved.connect(self._on_section_moved)
        if keep:
            header.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
            self.usual = QAction(self.tr("Usual columns"), header)
            self.usual.triggered.connect(lambda: machine.rules().arrange(keep, ""))
            header.addAction(self.usual)
            machine.rules().arranged.connect(self._on_arranged)
            self._recall()

    def fit(self, needs: Mapping[str, int]) -> None:
        """The pixels that the words in each column take; widths that somebody chose stay."""
        self._needs = needs
        self.share()

    def share(self) -> None:
        """Give each column its width in the room that there is."""
        room = self._table.viewport().width()
        self._quiet = True
        for number, wide in enumerate(shared(self._columns, self._chosen, room, theme.px, self._needs)):
            self._table.setColumnWidth(number, wide)
        self._quiet = False

    def _recall(self) -> None:
        self._chosen = read_arrangement(machine.rules().arrangement(self._keep))
        header = self._table.horizontalHeader()
        ids = [one.id for one in self._columns]
        named = [one.id for one in self._chosen if one.id in ids]
        self._quiet = True
        for place, name in enumerate([*named, *(one for one in ids if one not in named)]):
            header.moveSection(header.visualIndex(ids.index(name)), place)
        self._quiet = False

    def _on_arranged(self, name: str) -> None:
        if name == self._keep and machine.rules().arrangement(name) != spell_arrangement(self._chosen):
            self._recall()
            self.share()

    def _on_section_resized(self, number: int, before: int, after: int) -> None:
        if self._quiet:
            return
        header = self._table.horizontalHeader()
        beside = header.logicalIndex(header.visualIndex(number) + 1)
        if beside < 0:  # the border at the edge stays there
            self.share()
            return
        both = before + header.sectionSize(beside)
        wide = min(max(after, theme.px(LEAST)), both - theme.px(LEAST))
        self._quiet = True
        header.resizeSection(number, wide)
        header.resizeSection(beside, both - wide)
        self._quiet = False
        self._remember()

    def _on_section_moved(self, _number: int, _before: int, _after: int) -> None:
        if not self._quiet:
            self._remember()

    def _remember(self) -> None:
        header, scale = self._table.horizontalHeader(), theme.px(1000) / 1000
        order = sorted(range(len(self._columns)), key=header.visualIndex)
        self._chosen = [
            Chosen(self._columns[number].id, round(header.sectionSize(number) / scale)) for number in order
        ]
        if self._keep:
            machine.rules().arrange(self._keep, spell_arrangement(self._chosen))
