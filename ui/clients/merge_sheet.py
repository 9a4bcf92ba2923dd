"""Two clients side by side: which record stays, which values, and then they are one. It can be undone."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.clients.commands import ClientDetails
from app.merging.commands import merge_clients, merged_details
from app.merging.queries import Side, both_sides, differing
from app.storage.transaction import Transaction
from app.workspace import Workspace
from ui.clients.merge_words import field_names, hanging
from ui.kit import tasks
from ui.kit.chips import Tone
from ui.kit.choice import Choice
from ui.kit.fields import Segmented
from ui.kit.formsheet import Command, FormSheet
from ui.kit.labels import Label

translate = QCoreApplication.translate
_TOGETHER = {"notes", "also_known_as"}
"""What of both stays, one below the other: nothing to choose."""


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
            width=660,
            save=translate("MergeSheet", "Merge"),
        )
        self._sides = (one, other)
        said = self.tr(
            "One record stays. Everything that hangs on the other goes to it: matters, contacts, people, numbers, "
            "consents. The other record is kept, and the merge can be undone."
        )
        self.body.insertWidget(0, Label(said, wrap=True, tone=Tone.DIM))
        self.stays = Segmented(
            [(number, self._called(side)) for number, side in enumerate(self._sides)], name=self.tr("Stays")
        )
        self.form.add(self.tr("Stays"), self.stays, "stays")
        for side in self._sides:
            self.form.add(side.sheet.name, Label(self._about(side), wrap=True))
        self.chosen: dict[str, Choice[int]] = {}
        names = field_names()
        for name in differing(one.sheet.details, other.sheet.details):
            if name in _TOGETHER:
                continue
            values = [
                (number, " ".join(str(getattr(side.sheet.details, name)).split()) or self.tr("nothing"))
                for number, side in enumerate(self._sides)
            ]
            self.chosen[name] = Choice(values)
            self.form.add(names.get(name, name), self.chosen[name], name)
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
        return side.sheet.name if len(side.sheet.name) <= 32 else f"{side.sheet.name[:31]}…"

    def _about(self, side: Side) -> str:
        points = " · ".join(point.value for point in side.sheet.points[:3])
        return "\n".join(part for part in (hanging(side.hangs), points) if part)
