"""Developments and key dates put right: corrected, withdrawn, cancelled, each with its reason (PRACTICE C2, D3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.contactlog.corrections import correct_development, withdraw_development
from app.contactlog.date_turns import announce_key_date
from app.kernel.said import say_day, say_moment
from app.matters.development_queries import DevelopmentRow
from app.matters.key_date_queries import KeyDateRow
from app.matters.key_dates import cancel_key_date, withdraw_key_date
from app.owed.news import NewsStanding
from app.promises.terms import PromiseTerms
from app.storage.transaction import Transaction
from app.workspace import Workspace
from ui.kit.check import Check
from ui.kit.fields import TextField
from ui.kit.formsheet import Command, FormSheet
from ui.kit.labels import Label
from ui.kit.sheet_draft import Keep
from ui.matters.development_form import DevelopmentForm, Haste
from ui.schedule.desk import Desk

translate = QCoreApplication.translate


class CorrectDevelopmentForm(DevelopmentForm):
    """The form of a development with what stands there, and why it is put right."""

    def __init__(
        self, over: QWidget, workspace: Workspace, desk: Desk, standing: NewsStanding, terms: PromiseTerms
    ) -> None:
        row = standing.row
        super().__init__(
            over,
            workspace,
            desk,
            row.matter_id,
            terms,
            title=translate("CorrectionForm", "Correct the development"),
            was=row.kind,
            keep=Keep("correct-development", row.id),
        )
        self._row = row
        at = row.occurred_at.astimezone(workspace.zone)
        self._was = say_moment(at, desk.now)  # no "today": a draft of it may be taken up tomorrow
        self.kind.set_value(row.kind)
        self.when.setText(self._was)
        self.text.setText(row.text)
        self.plain.setText(row.plain_words)
        self.document.setText(row.document_number)
        self.haste.set_value(_haste(row))
        self.reason = TextField(self.tr("a wrong day, the other judge, misread"))
        self.form.add(self.tr("Why"), self.reason, "reason")
        self.again = Check(self.tr("The client heard it as it was: owe the correction"))
        self.again.setVisible(bool(standing.told))
        if standing.first is not None:
            day = say_day(standing.first.at.astimezone(workspace.zone).date(), desk.today)
            words = self.tr("{who} told the client on {day}.").format(who=standing.first.by, day=day)
            self.body.insertWidget(0, Label(words, wrap=True))
            self.form.add("", self.again)
        self._on_kind_changed(0)

    def command(self) -> Command:
        row, new, reason, again = self._row, self.new(), self.reason.text(), self.again.isChecked()
        if self.when.text() == self._was:
            new = replace(new, occurred_at=row.occurred_at)  # the form shows no seconds
        if new.text == row.text:
            new = replace(new, whole_text=row.whole_text)
        return self.with_last_day(
            new, lambda tx: correct_development(tx, row.id, new, reason, tell_again=again)
        )


class ReasonForm(FormSheet):
    """One question: why. ``act`` is given the reason and whether the box, if there is one, was ticked."""

    def __init__(
        self,
        over: QWidget,
        workspace: Workspace,
        title: str,
        words: str,
        save: str,
        keep: Keep,
        act: Callable[[Transaction, str, bool], object],
        *,
        box: str = "",
        ticked: bool = False,
        cancel: str = "",
    ) -> None:
        super().__init__(over, workspace, title, width=480, save=save, keep=keep)
        if cancel:
            self.refuse_button.setText(cancel)
        self._act = act
        self.body.insertWidget(0, Label(words, wrap=True))
        self.reason = TextField("")
        self.form.add(translate("CorrectionForm", "Why"), self.reason, "reason")
        self.tell = Check(box)
        self.tell.setVisible(bool(box))
        if box:
            self.tell.setChecked(ticked)
            self.form.add("", self.tell)

    def command(self) -> Command:
        act, reason, tell = self._act, self.reason.text(), self.tell.isChecked()
        return lambda tx: act(tx, reason, tell)


def withdraw_development_form(over: QWidget, workspace: Workspace, row: DevelopmentRow) -> ReasonForm:
    """It did not happen, or not in this matter."""
    said = " ".join(row.said.split())[:200]
    words = translate("CorrectionForm", "“{said}” stays readable, and nobody has to be told of it.")
    return ReasonForm(
        over,
        workspace,
        translate("CorrectionForm", "Withdraw the development"),
        words.format(said=said),
        translate("CorrectionForm", "Withdraw"),
        Keep("withdraw-development", row.id),
        lambda tx, reason, _: withdraw_development(tx, row.id, reason),
    )


def withdraw_key_date_form(over: QWidget, workspace: Workspace, key: KeyDateRow) -> ReasonForm:
    """It was put in by mistake."""
    words = translate(
        "CorrectionForm", "“{said}” was put in by mistake. It stays readable, and counts no more."
    )
    return ReasonForm(
        over,
        workspace,
        translate("CorrectionForm", "Withdraw the date"),
        words.format(said=key.title),
        translate("CorrectionForm", "Withdraw"),
        Keep("withdraw-key-date", key.id),
        lambda tx, reason, _: withdraw_key_date(tx, key.id, reason),
    )


def cancel_key_date_form(over: QWidget, workspace: Workspace, key: KeyDateRow, *, tell: bool) -> ReasonForm:
    """It does not take place; ``tell``: the client knows of it, and is to hear that."""

    def act(tx: Transaction, reason: str, told: bool) -> UUID | None:
        cancel_key_date(tx, key.id, reason)
        return announce_key_date(tx, key.id) if told else None

    words = translate("CorrectionForm", "“{said}” does not take place.")
    return ReasonForm(
        over,
        workspace,
        translate("CorrectionForm", "The date does not take place"),
        words.format(said=key.title),
        translate("CorrectionForm", "Call it off"),
        Keep("cancel-key-date", key.id),
        act,
        box=translate("CorrectionForm", "Write it down for the client to hear"),
        ticked=tell,
        cancel=translate("CorrectionForm", "Keep the date"),
    )


def _haste(row: DevelopmentRow) -> Haste:
    if row.urgent:
        return Haste.URGENT
    return Haste.ESSENTIAL if row.essential else Haste.LATER
