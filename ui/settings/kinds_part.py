"""Kinds of contact on the Firm page: what the contact form presets and asks; the firm changes them and adds its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.contactlog.kind_commands import bring_back_kind, retire_kind, save_kind
from app.contactlog.kind_queries import KindRow
from app.contactlog.kinds import Kind, questions_text, read_questions
from app.contactlog.words import Channel, Direction, Outcome
from app.kernel.rights import Right
from app.storage.transaction import Transaction
from app.workspace import Workspace
from ui.kit import chips
from ui.kit.buttons import Button
from ui.kit.choice import Choice
from ui.kit.fields import GrowingText, TextField, tick
from ui.kit.formsheet import Command, FormSheet
from ui.kit.labels import dim
from ui.kit.page import section
from ui.kit.rights import needs
from ui.kit.row_model import Group, Row
from ui.kit.rows import RowList
from ui.kit.sheet_draft import Keep
from ui.settings.catalogue import title_of


def name_of(row: KindRow) -> str:
    """What a kind's row and its draft are called: the row's id, or the key of one that comes with the program."""
    return str(row.id) if row.id is not None else row.kind.key


class KindsPart(QWidget):
    """`opened(KindRow)`, or `opened(None)` for a new one; who may not change them reads them."""

    opened = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._may = workspace.may(Right.FIRM)
        self._known: dict[str, KindRow] = {}
        self.rows = RowList(self.tr("Kinds of contact"), name_share=0.4)
        self.rows.stand_whole()
        self.rows.opened.connect(self._on_rows_opened)
        self.add_button = Button(self.tr("Add a kind…"), lambda: self.opened.emit(None))
        needs(self.add_button, workspace, Right.FIRM)
        words = dim(
            self.tr("What the contact form presets and asks. A question that is not answered is pointed out.")
        )
        words.setWordWrap(True)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(section(title_of("contacts/kinds")))
        column.addWidget(words)
        column.addWidget(self.rows)
        column.addLayout(foot)

    def show_kinds(self, rows: Sequence[KindRow]) -> None:
        """Every kind, those put away, too."""
        self._known = {name_of(row): row for row in rows}
        self.rows.set_groups([Group("", tuple(self._row(row) for row in rows))])

    def row(self, name: str) -> KindRow | None:
        """The kind of this name (`name_of`)."""
        return self._known.get(name)

    def _row(self, row: KindRow) -> Row:
        kind = row.kind
        said = (chips.plain(self.tr("put away")),) if row.retired else ()
        own = (chips.plain(self.tr("yours")),) if row.own and not row.retired else ()
        asks = ", ".join(one.lead for one in kind.questions)
        icon = kind.channel.value if kind.channel is not None else "note"
        return Row(name_of(row), kind.name, "", icon, asks or self.tr("asks nothing"), (*said, *own))

    def _on_rows_opened(self, key: object) -> None:
        if self._may and key in self._known:
            self.opened.emit(self._known[str(key)])


class KindForm(FormSheet):
    """One kind of contact."""

    def __init__(self, over: QWidget, workspace: Workspace, row: KindRow | None) -> None:
        title = row.kind.name if row is not None else ""
        keep = Keep(f"contact-kind:{name_of(row) if row is not None else ''}")
        super().__init__(over, workspace, title or self.tr("Kind of contact"), width=680, keep=keep)
        self._row = row
        kind = self._kind = row.kind if row is not None else Kind("", "")
        self.name = TextField(self.tr("e.g. Call from the court"))
        self.channel: Choice[Channel | None] = Choice(
            [(None, self.tr("as it was")), *((one, one.label) for one in Channel)]
        )
        self.direction: Choice[Direction | None] = Choice(
            [(None, self.tr("as it was")), *((one, one.label) for one in Direction)]
        )
        self.outcome: Choice[Outcome | None] = Choice(
            [(None, self.tr("the usual one")), *((one, one.label) for one in Outcome)]
        )
        self.summary = GrowingText(self.tr("words that stand in “What was said” from the start"), least=1)
        self.tags = TextField(self.tr("discovery, costs"))
        self.confidentiality = TextField(self.tr("privileged"))
        self.update_given = tick(self.tr("It is an update for the client"), on=kind.update)
        self.identity = tick(self.tr("Who is at the other end has to be checked"), on=kind.identity)
        self.billable = tick(self.tr("It is billable"), on=kind.billable)
        self.follow_ups = GrowingText(self.tr("we: confirm in writing — in 2 working days"), least=1)
        self.questions = GrowingText(self.tr("Advice – Risks: What can go wrong?"), least=5)
        self._fill(kind)
        self._lay_out()
        self._offer_to_retire()

    def _fill(self, kind: Kind) -> None:
        self.name.setText(kind.name)
        self.channel.set_value(kind.channel)
        self.direction.set_value(kind.direction)
        self.outcome.set_value(kind.outcome)
        self.summary.setText(kind.summary)
        self.tags.setText(", ".join(kind.tags))
        self.confidentiality.setText(kind.confidentiality)
        self.follow_ups.setText("\n".join(kind.follow_ups))
        self.questions.setText(questions_text(kind.questions))

    def _lay_out(self) -> None:
        form = self.form
        form.add(self.tr("&Name"), self.name, "name")
        for label, field, name in (
            (self.tr("&Channel"), self.channel, "channel"),
            (self.tr("&Direction"), self.direction, "direction"),
            (self.tr("&Outcome"), self.outcome, "outcome"),
            (self.tr("&Begins with"), self.summary, "summary"),
            (self.tr("&Tags"), self.tags, "tags"),
            (self.tr("Confi&dentiality"), self.confidentiality, "confidentiality"),
        ):
            field.setAccessibleName(label.replace("&", ""))
            form.add(label, field, name)
        form.add(self.tr("Presets"), self.update_given, "update")
        form.add("", self.identity, "identity")
        form.add("", self.billable, "billable")
        form.add(self.tr("Ne&xt"), self.follow_ups, "follow_ups")
        hint = self.tr(
            "One in a line: where the answer goes (Said, Received, Advice, Decided, Costs, Declined), the word before "
            "it, and what is asked."
        )
        form.add(self.tr("&Questions"), self.questions, "questions", hint=hint)

    def _offer_to_retire(self) -> None:
        row = self._row
        if row is None:
            return
        words = self.tr("Offer it again") if row.retired else self.tr("Put away")

        def turn(tx: Transaction) -> None:
            if row.retired and row.id is not None:
                bring_back_kind(tx, row.id)
            else:
                retire_kind(tx, row.id, row.kind.key)

        self.retire_button = self.add_other(words, lambda: turn)

    def command(self) -> Command:
        row = self._row
        kind = replace(
            self._kind,
            name=self.name.text(),
            channel=self.channel.value(),
            direction=self.direction.value(),
            outcome=self.outcome.value(),
            summary=self.summary.text(),
            tags=tuple(self.tags.text().split(",")),
            confidentiality=self.confidentiality.text(),
            update=self.update_given.isChecked(),
            identity=self.identity.isChecked(),
            billable=self.billable.isChecked(),
            follow_ups=tuple(self.follow_ups.text().splitlines()),
            questions=read_questions(self.questions.text()),
        )
        return lambda tx: save_kind(tx, kind, row.id if row is not None else None)
