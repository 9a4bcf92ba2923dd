"""Two clients side by side: which record stays, which values, and then they are one. It can be undone."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.clients.commands import ClientDetails
from app.clients.words import ClientKind
from app.kernel.said import say_date
from app.merging.commands import TOGETHER, merge_clients, merged_details
from app.merging.queries import Side, both_sides, differing
from app.storage.transaction import Transaction
from app.workspace import Workspace
from ui.clients.beside import Beside, Pair
from ui.clients.merge_words import field_names, hanging
from ui.kit import tasks
from ui.kit.chips import Tone
from ui.kit.formsheet import Command, FormSheet
from ui.kit.labels import Label

translate = QCoreApplication.translate
_TOGETHER = {*TOGETHER, "also_known_as"}
"""What of both stays, one below the other: nothing to choose."""
_SHOWN = 200


def open_merge(over: QWidget, workspace: Workspace, one: UUID, other: UUID) -> None:
    """Read both, then show them side by side; ``one`` is proposed to stay."""

    def read() -> tuple[Side, Side]:
        with workspace.read() as reader:
            return both_sides(reader, one, other)

    def show(sides: tuple[Side, Side]) -> None:
        form = MergeSheet(over, workspace, *sides)
        merged = getattr(over, "on_clients_merged", None)
        if merged is not None:
            form.saved.connect(merged)
        form.open()

    tasks.run(read, owner=over, done=show)


class MergeSheet(FormSheet):
    """``saved`` brings (the merge's id, the client that stays)."""

    def __init__(self, over: QWidget, workspace: Workspace, one: Side, other: Side) -> None:
        super().__init__(
            over,
            workspace,
            translate("MergeSheet", "Is it the same client?"),
            width=760,
            save=translate("MergeSheet", "Merge"),
        )
        self._sides = (one, other)
        said = self.tr(
            "One record stays. Everything that hangs on the other goes to it: matters, contacts, people, numbers, "
            "consents. The other record is kept, and the merge can be undone."
        )
        self.body.insertWidget(0, Label(said, wrap=True, tone=Tone.DIM))
        self.beside = Beside()
        self.body.insertWidget(1, self.beside)
        self.stays = self.beside.choose(self.tr("Stays"), (self._called(one), self._called(other)), bold=True)
        self.beside.tell(self.tr("Has"), (hanging(one.hangs), hanging(other.hangs)))
        if one.sheet.points or other.sheet.points:
            self.beside.tell(self.tr("Reached at"), (self._reached(one), self._reached(other)))
        self.chosen: dict[str, Pair] = {}
        names = field_names()
        for name in differing(one.sheet.details, other.sheet.details):
            if name in _TOGETHER:
                continue
            values = (self._said(name, one), self._said(name, other))
            self.chosen[name] = self.beside.choose(names.get(name, name), values)
        self.stays.changed.connect(self._on_stays_changed)

    def command(self) -> Command:
        first = 1 if self.stays.value() == 1 else 0
        kept, lost = self._sides[first], self._sides[1 - first]
        details = merged_details(kept.sheet.details, lost.sheet.details, lost.sheet.name)
        values = {name: self._value(name, field.value()) for name, field in self.chosen.items()}
        details = replace(details, **values)  # type: ignore[arg-type] # each by its own name

        def write(tx: Transaction) -> tuple[UUID, UUID]:
            return merge_clients(tx, lost.sheet.id, kept.sheet.id, details), kept.sheet.id

        return write

    def _value(self, name: str, side: int) -> object:
        details: ClientDetails = self._sides[side].sheet.details
        return getattr(details, name)

    def _on_stays_changed(self, side: object) -> None:
        """The values of the one that stays, until somebody chooses others."""
        for field in self.chosen.values():
            field.set_value(1 if side == 1 else 0)

    def _called(self, side: Side) -> str:
        added = side.added_at.astimezone(self.workspace.zone).date()
        said = self.tr("{name}\nclient since {day}")
        return said.format(name=_short(side.sheet.name), day=say_date(added))

    def _reached(self, side: Side) -> str:
        return "\n".join(_short(" ".join(point.value.split())) for point in side.sheet.points) or "–"

    def _said(self, name: str, side: Side) -> str:
        """A value as it is shown; its words in several lines in one."""
        value = getattr(side.sheet.details, name)
        words = {
            ClientKind.PERSON: self.tr("Person"),
            ClientKind.ORGANISATION: self.tr("Organisation"),
            True: self.tr("yes"),
        }
        return words[value] if value in words else _short(" ".join(str(value).split()))


def _short(words: str) -> str:
    """As much as a cell can show."""
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"
