"""Handing over: what stands in somebody's name, who takes it, what will happen; then it is done as one act."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.kernel.errors import Invalid, LiaisonError, Problem
from app.owed.handover.handing_over import HandedOver, NewHandOver, Outlook, hand_over
from app.owed.handover.left_said import say_left, say_outlook
from app.owed.handover.taking_back import take_back
from app.workspace import Workspace
from ui.handover.load import HandOverView, load_hand_over, look_ahead
from ui.handover.share_field import ShareField, heir_words
from ui.kit import tasks
from ui.kit.bars import MessageBar
from ui.kit.check import Check
from ui.kit.choice import Choice
from ui.kit.fields import DateWords, TextField
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.labels import Label
from ui.kit.page import Page
from ui.kit.sheet_draft import Keep

translate = QCoreApplication.translate


def open_hand_over(page: Page, workspace: Workspace, colleague_id: UUID, messages: MessageBar) -> None:
    """Read what stands in somebody's name, then show the sheet; what was done is said in ``messages``, with a way
    back."""

    def show(view: HandOverView) -> None:
        sheet = HandOverSheet(page, workspace, view)
        sheet.saved.connect(lambda done: _say_done(page, workspace, messages, view, done))
        sheet.open()

    tasks.run(
        lambda: load_hand_over(workspace, colleague_id), owner=page, done=show, failed=page.errors.show_error
    )


def _say_done(
    page: Page, workspace: Workspace, messages: MessageBar, view: HandOverView, done: object
) -> None:
    if not isinstance(done, HandedOver):
        return
    page.mark_stale()
    words = say_outlook(done.outlook, view.names, done=True)

    def undo() -> int:
        with workspace.write() as tx:
            return take_back(tx, done)

    def say_back(stays: int) -> None:
        page.mark_stale()
        if stays:
            messages.say(_tr("Taken back. What was done since stays as it is."))

    def back() -> None:
        tasks.run(undo, owner=page, done=say_back, failed=page.errors.show_error)

    messages.say(words, translate("Undo", "Undo"), back)


class HandOverSheet(FormSheet):
    """``saved`` brings a `HandedOver`."""

    def __init__(self, over: QWidget, workspace: Workspace, view: HandOverView) -> None:
        name = view.person.name
        super().__init__(
            over,
            workspace,
            translate("HandOver", "Hand over from {name}").format(name=name),
            width=780,
            save=translate("HandOver", "Hand over"),
            keep=Keep("hand-over", view.person.id),
        )
        self._view = view
        self._asked = 0
        self.what = Label(self._owed_words(), wrap=True)
        self.body.insertWidget(0, self.what)
        nobody: list[tuple[UUID | None, str]] = [(None, self.tr("Nobody: only what is chosen below"))]
        heirs = [(one.id, heir_words(one)) for one in view.heirs]
        self.heir: Choice[UUID | None] = Choice([(None, self.tr("Please choose")), *heirs])
        if len(view.left.matters) > 1:
            self.heir.set_choices([*nobody, *heirs])
        self.share = ShareField()
        self.share.offer(view.left.matters, view.heirs)
        desk = view.desk
        self.on = DateWords(desk.parse_ahead, desk.say, placeholder=self.tr("today"))
        self.why = TextField(self.tr("leaves the firm, parental leave"))
        self.tells = Check(self.tr("The clients are to be told who looks after them"))
        self.tells.setChecked(True)
        self.outlook = Label("", wrap=True)
        self._place_fields()
        self.heir.currentIndexChanged.connect(self._on_changed)
        self.share.changed.connect(self._on_changed)
        self.tells.toggled.connect(self._on_changed)
        self.on.changed.connect(self._look_ahead)  # a day that is over is refused, or asks for a reason
        self.why.editingFinished.connect(self._look_ahead)
        self.accept_button.setEnabled(not view.left.nothing and bool(view.heirs))
        self._on_changed()

    def _place_fields(self) -> None:
        form = self.form
        form.add(self.tr("All to"), self.heir, "heir")
        form.add("", self.share, "share")
        self.share.setAccessibleName(self.tr("Who takes which matter"))
        form.add(
            self.tr("From"),
            self.on,
            "on",
            hint=self.tr(
                "The client reaches the other one from that day. Follow-ups and schedules go at once."
            ),
        )
        form.add(self.tr("Why"), self.why, "reason")
        form.add("", self.tells, "tells")
        self.tells.setAccessibleName(self.tr("The clients are to be told who looks after them"))
        form.add_wide(self.outlook)

    def _owed_words(self) -> str:
        view = self._view
        name, left = view.person.name, view.left
        if left.nothing:
            words = self.tr("Nothing open stands in {name}'s name, as far as you may see.")
            said = [words.format(name=name)]
        else:
            words = self.tr("In {name}'s name, as far as you may see: {what}.")
            said = [words.format(name=name, what=say_left(left))]
        if left.leads:
            words = self.tr("{name} leads the firm: choose somebody else under Letters and place.")
            said.append(words.format(name=name))
        if view.away is not None:
            words = self.tr(
                "Away until {day}: {by} stands in, and it all comes back. Hand over only what stays away."
            )
            by = view.names.get(view.away.by_id, "")
            said.append(words.format(day=view.desk.say(view.away.until), by=by))
        return " ".join(said)

    def wanted(self) -> NewHandOver:
        """As the fields have it. Raises `Invalid` for a day that is none."""
        wrong = self.tr("This is no day. Try “next Monday”, or leave it empty.")
        return NewHandOver(
            self._view.person.id,
            self.heir.value(),
            self.share.of_matter(),
            day_of(self.on, "on", wrong),
            self.why.text(),
            tells=self.tells.isChecked(),
        )

    def command(self) -> Command:
        new = self.wanted()
        if new.to_id is None and not new.of_matter:
            words = self.tr("Please say who takes over.")
            raise Invalid([Problem("heir", "no-heir", words)])
        return lambda tx: hand_over(tx, new)

    def _on_changed(self, *_: object) -> None:
        self.share.set_usual(self.heir.value())
        self._place()
        self._look_ahead()

    def _look_ahead(self, *_: object) -> None:
        """What would happen, asked of the same rules that do it."""
        self._asked += 1
        number, workspace = self._asked, self.workspace
        try:
            new = self.wanted()
        except LiaisonError:  # said by the field; of no day nothing is foreseen
            self._say("", number)
            return
        if new.to_id is None and not new.of_matter:
            self._say("", number)
            return
        tasks.run(
            lambda: look_ahead(workspace, new),
            owner=self,
            done=lambda outlook: self._foreseen(outlook, number),
            failed=lambda error: self._refused(error, number),
        )

    def _foreseen(self, outlook: Outlook, number: int) -> None:
        self._say(say_outlook(outlook, self._view.names), number)

    def _refused(self, error: Exception, number: int) -> None:
        if not isinstance(error, LiaisonError):
            raise error
        self._say(error.message, number)

    def _say(self, words: str, number: int) -> None:
        if number == self._asked:
            self.outlook.setText(words)
            self._place()


def _tr(words: str) -> str:
    return translate("HandOver", words)
