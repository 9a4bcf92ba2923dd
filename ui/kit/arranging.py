"""Columns as somebody wants them: how wide, in which order; remembered for this computer.

A border that is dragged moves between two columns: what one gains the other loses, so a list never scrolls sideways.
When the window grows or shrinks, the columns that share what is left go on sharing it, in the proportions they have.
Where it is too narrow for all, or its letters are large, those that may step back do, one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject, Qt, Signal
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
    @property
    def back(self) -> int: ...
    @property
    def least(self) -> int: ...


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
    columns that share keep their ``least``; where these have less, it gives them what its words do not take.
    """
    known = {one.id: one.width for one in chosen}
    own = {one.id: px(known.get(one.id, one.width)) for one in columns if not one.stretch}
    more = {
        name: max(0, needs.get(name, 0) - wide) for name, wide in own.items() if needs and name not in known
    }
    enough = sum(px(one.least) for one in columns if one.stretch)
    spare = room - sum(own.values()) - enough
    wanted = sum(more.values())
    if 0 < wanted <= spare:
        own = {name: wide + more.get(name, 0) for name, wide in own.items()}
    elif wanted and spare > 0:
        own = {name: wide + more.get(name, 0) * spare // wanted for name, wide in own.items()}
    elif needs and spare < 0:
        less = {name: max(0, own[name] - max(needs.get(name, own[name]), px(LEAST))) for name in more}
        left = sum(less.values())
        given = min(left, -spare)
        # Rounded up: a pixel that none of them gave was missing in what the others keep.
        own = {
            name: wide - (-(-less.get(name, 0) * given // left) if left else 0) for name, wide in own.items()
        }
    fixed = sum(own.values())
    weights = [
        (known.get(one.id, one.stretch * _A_SHARE) if known else one.stretch) if one.stretch else 0
        for one in columns
    ]
    rest = max(room - fixed, min(enough, px(LEAST) * sum(one.stretch for one in columns)))
    keep = [0 if known or rest < enough else px(one.least) for one in columns]
    parts = _by_weight(rest, weights, keep)
    return [
        max(wide, px(LEAST)) if one.stretch else own[one.id] for one, wide in zip(columns, parts, strict=True)
    ]


def _by_weight(rest: int, weights: Sequence[int], keep: Sequence[int]) -> list[int]:
    """``rest`` by the weights, where 0 takes no part; who would get less than it is to keep has that, and the others
    share what is left."""
    given, open_ = [0] * len(weights), [n for n, weight in enumerate(weights) if weight]
    while open_:
        shares = sum(weights[n] for n in open_)
        short = [n for n in open_ if rest * weights[n] // shares < keep[n]]
        if not short:
            for n in open_:
                given[n] = rest * weights[n] // shares
            break
        for n in short:
            given[n] = keep[n]
        rest -= sum(keep[n] for n in short)
        open_ = [n for n in open_ if n not in short]
    return given


def stepping_back(
    columns: Sequence[Sized],
    chosen: Sequence[Chosen],
    room: int,
    px: Callable[[float], int],
    needs: Mapping[str, int] | None = None,
) -> tuple[int, ...]:
    """Which columns step back in ``room`` pixels, by their places, the last of them first: no more than have to.

    So the words of each of the others stand whole, or it has the width that was chosen; those that share keep their
    ``least``."""
    known = {one.id: one.width for one in chosen}

    def keeps(one: Sized) -> int:
        if one.stretch:
            return px(min(one.least, known.get(one.id, one.least)))
        wide = px(known.get(one.id, one.width))
        return wide if one.id in known else max((needs or {}).get(one.id, wide), px(LEAST))

    over = sum(keeps(one) for one in columns) - room
    found: list[int] = []
    for number in sorted((n for n, one in enumerate(columns) if one.back), key=lambda n: columns[n].back):
        if over <= 0:
            break
        found.insert(0, number)
        over -= keeps(columns[number])
    return tuple(found)


def within(widths: Sequence[int], room: int) -> list[int]:
    """The same widths, in proportion, where they are more than ``room``: nothing lies beyond the edge."""
    whole = sum(widths)
    return list(widths) if whole <= room else [max(1, wide * max(room, 0) // whole) for wide in widths]


class Arranging(QObject):
    """Follows the head of one table; ``keep`` is the name under which it is remembered, "" where it is not.

    `rearranged`: others have stepped back than before, or another stands first.
    """

    rearranged = Signal()

    def __init__(self, table: QTableView, columns: Sequence[Sized], keep: str) -> None:
        super().__init__(table)
        self._table, self._columns, self._keep = table, tuple(columns), keep
        self._chosen: list[Chosen] = []
        self._needs: Mapping[str, int] = {}
        self.back: tuple[int, ...] = ()
        self._quiet = False
        header = table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        header.setMinimumSectionSize(LEAST // 2)
        header.sectionResized.connect(self._on_section_resized)
        header.sectionMoved.connect(self._on_section_moved)
        if keep:
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
        room, before = self._table.viewport().width(), self.back
        self.back = stepping_back(self._columns, self._chosen, room, theme.px, self._needs)
        stay = [number for number in range(len(self._columns)) if number not in self.back]
        columns = [self._columns[number] for number in stay]
        widths = shared(columns, self._chosen, room, theme.px, self._needs)
        self._quiet = True
        for number in range(len(self._columns)):
            self._table.setColumnHidden(number, number in self.back)
        for number, wide in zip(stay, within(widths, room), strict=True):
            self._table.setColumnWidth(number, wide)
        self._quiet = False
        if self.back != before:
            self.rearranged.emit()

    def lead(self) -> int:
        """The column that stands first of those that are there."""
        header = self._table.horizontalHeader()
        return min((n for n in range(len(self._columns)) if n not in self.back), key=header.visualIndex)

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
            self.rearranged.emit()

    def _on_section_resized(self, number: int, before: int, after: int) -> None:
        if self._quiet:
            return
        header = self._table.horizontalHeader()
        places = range(header.visualIndex(number) + 1, len(self._columns))
        beside = next((n for n in map(header.logicalIndex, places) if n not in self.back), -1)
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
            self.rearranged.emit()

    def _remember(self) -> None:
        header, scale = self._table.horizontalHeader(), theme.px(1000) / 1000
        order = sorted(range(len(self._columns)), key=header.visualIndex)
        known = {one.id: one.width for one in self._chosen}

        def wide(number: int) -> int:
            """As it is; one that stepped back will come as it was."""
            one = self._columns[number]
            if number not in self.back:
                return round(header.sectionSize(number) / scale)
            return known.get(one.id, one.stretch * _A_SHARE or one.width)

        self._chosen = [Chosen(self._columns[number].id, wide(number)) for number in order]
        if self._keep:
            machine.rules().arrange(self._keep, spell_arrangement(self._chosen))
