"""What an item says, and what is done with it: give, withhold, redact."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.access.commands import decide_items
from app.access.deciders import is_for_lawyers
from app.access.forms import NewDecision
from app.access.queries import DecidedItem
from app.access.words import Decision, Ground
from app.kernel.numbers import say_number
from app.kernel.rights import Right
from app.workspace import Workspace
from ui.access.words import tr, word
from ui.kit.chips import Tone
from ui.kit.choice import Choice
from ui.kit.fields import GrowingText, Segmented, TextField
from ui.kit.formsheet import Command, FormSheet
from ui.kit.labels import Label
from ui.kit.rights import needs, reason, writes
from ui.kit.sheet_draft import Keep

FORM = "access-decide:"
_MOST_SHOWN = 4_000
"""Letters of an item that are shown here."""
_DONE = {Decision.GIVE: "Give", Decision.WITHHOLD: "Withhold", Decision.REDACT: "Redact"}


class DecideForm(FormSheet):
    """``items``: one, which is shown, or several that are decided alike."""

    def __init__(
        self,
        over: QWidget,
        workspace: Workspace,
        request_id: UUID,
        items: Sequence[DecidedItem],
        chosen: Decision,
    ) -> None:
        first = items[0]
        keep = Keep(f"{FORM}{first.item.id.hex}", request_id)
        super().__init__(over, workspace, tr("What is done with it"), width=720, keep=keep)
        self._request, self._items = request_id, {one.item.id: one.item.digest for one in items}
        many = tr("{count} items").format(count=say_number(len(items)))
        said = said_of(first) if len(items) == 1 else many
        self.body.insertWidget(0, Label(said[:_MOST_SHOWN], wrap=True))
        whys = ", ".join(why.label for why in first.item.whys) if len(items) == 1 else ""
        if whys:
            self.body.insertWidget(1, Label(whys, "small", tone=Tone.DIM, wrap=True))
        words = [(one, tr(said)) for one, said in _DONE.items()]
        self.decision = Segmented(words, chosen, name=tr("What is done"))
        grounds: list[tuple[Ground | None, str]] = [(None, tr("Please choose"))]
        self.ground: Choice[Ground | None] = Choice(
            [*grounds, *((one, word(one)) for one in Ground)], name=tr("Ground")
        )
        self.ground.set_value(first.ground)
        self.given = GrowingText(tr("what is given instead"), least=3)
        self.given.setText(first.given_text)
        self.why = TextField(tr("for the firm; it is not given"))
        self.why.setText(first.note)
        self.form.add(tr("&Decision"), self.decision, "decision")
        self.form.add(tr("&Ground"), self.ground, "ground")
        self.form.add(tr("&Instead"), self.given, "given_text")
        self.form.add(tr("&Note"), self.why, "note")
        self.decision.changed.connect(self._fit)
        self._fit()
        writes(workspace, self.accept_button)
        if any(is_for_lawyers(one.item) for one in items) and not needs(
            self.accept_button, workspace, Right.PRIVILEGE
        ):
            why = f"▲ {reason(Right.PRIVILEGE)}"
            self.body.insertWidget(1, Label(why, "small", tone=Tone.SOON, wrap=True))

    def _fit(self, *_: object) -> None:
        chosen = self.decision.value()
        self.ground.setEnabled(chosen is not Decision.GIVE)
        self.given.setEnabled(chosen is Decision.REDACT)

    def command(self) -> Command:
        chosen = self.decision.value()
        decision = chosen if isinstance(chosen, Decision) else Decision.GIVE
        new = NewDecision(decision, self.ground.value(), self.why.text(), self.given.text())
        request_id, items = self._request, self._items
        return lambda tx: decide_items(tx, request_id, items, new, seen=items)


def said_of(one: DecidedItem) -> str:
    """What an item says."""
    item = one.item
    lines = (f"{label}: {words}" for label, words in item.lines)
    return "\n".join((": ".join(filter(None, (tr(item.what), item.title))), *lines))
