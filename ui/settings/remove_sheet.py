"""Removing somebody: first what it means and who takes over, then the new key with its progress, then what came of
it."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.backups.routine import Outcome
from app.kernel.errors import LiaisonError
from app.kernel.rights import Right
from app.owed.handover import leaving
from app.owed.handover.handing_over import NewHandOver, Outlook
from app.owed.handover.heirs import heirs
from app.owed.handover.left_said import say_outlook
from app.owed.handover.left_with import left_with
from app.owed.handover.to_come import to_come, without
from app.people.queries import ColleagueRow, colleagues
from app.settings.commands import change_firm
from app.settings.queries import firm
from app.workspace import Workspace
from ui.handover.load import look_ahead
from ui.handover.share_field import ShareField, heir_words
from ui.kit import tasks
from ui.kit.banner import Banner
from ui.kit.buttons import Button
from ui.kit.choice import Choice
from ui.kit.form import Form
from ui.kit.labels import Label
from ui.kit.rights import allowed, reason
from ui.kit.showing import show_if
from ui.settings.backup_job import job_of
from ui.settings.new_key_sheet import NewKeySheet
from ui.settings.removal import LeaverOutlook, Removal, give_after_removal, open_words, say_to_come


class Unnamed(Enum):
    """Where nobody takes over: not said yet, or said."""

    NOT_SAID = "not said"
    NOBODY = "nobody"


class RemoveSheet(NewKeySheet):
    """`removed()` when it is done. While it works, Cancel takes everything back."""

    def __init__(self, over: QWidget, workspace: Workspace, row: ColleagueRow, *, signs_in: bool) -> None:
        super().__init__(over, over.tr("Remove {name}").format(name=row.name), width=720)
        self._workspace, self._row, self._signs_in = workspace, row, signs_in
        self._outlook: LeaverOutlook | None = None
        self._unseen = False
        self._removed = False
        self.words = [Label(sentence, wrap=True) for sentence in self._sentences()]
        for words in self.words:
            self.body.addWidget(words)
        self.copies = Banner(kind="soon")
        if signs_in:
            self.copies.say(
                self.tr("Not undone by this:"),
                self.tr(
                    "backups and copies of the vault made before today still open with the old password. "
                    "Keep them where {name} cannot reach them."
                ).format(name=row.name),
            )
        self.body.addWidget(self.copies)
        self.form = Form(label_width=96)
        self.open_work, self.outlook = Label("", wrap=True), Label("", wrap=True)
        self.heir: Choice[UUID | Unnamed] = Choice(
            [(Unnamed.NOT_SAID, self.tr("Please choose"))], name=self.tr("Takes over")
        )
        self.lead: Choice[UUID | Unnamed] = Choice(
            [(Unnamed.NOT_SAID, self.tr("Please choose"))], name=self.tr("Leads the firm")
        )
        self.share = ShareField()
        self.form.add(self.tr("Leads the firm"), self.lead, "lead")
        self.form.show_row("lead", False)
        self.form.add(self.tr("Takes over"), self.heir, "heir")
        self.form.add("", self.share, "share")
        self.share.setAccessibleName(self.tr("Who takes which matter"))
        self.form.add_wide(self.outlook)
        self.heir.currentIndexChanged.connect(self._look_ahead)
        self.share.changed.connect(self._look_ahead)
        self.body.addWidget(self.open_work)
        self.body.addWidget(self.form)
        self.form.hide()
        self.open_work.hide()
        self._add_long_part()
        self.add_buttons(self.tr("Remove"), cancel=self.tr("Cancel"))
        self.lead.currentIndexChanged.connect(self._allow)
        self.heir.currentIndexChanged.connect(self._allow)
        self._allow()
        self.accept_button.set_danger(True)
        self.backup_button = Button(self.tr("Back up now"), self.back_up, primary=True)
        self.backup_button.hide()
        foot = self.foot.layout()
        if isinstance(foot, QHBoxLayout):
            foot.insertWidget(foot.count() - 1, self.backup_button)
        self._begin_to_look()

    def _begin_to_look(self) -> None:
        self._unseen = False
        self.trouble.say("", "")
        self.accept_button.setText(self.tr("Remove"))
        self._allow()
        tasks.run(self._look, owner=self, done=self._show_outlook, failed=self._on_look_failed)

    def _on_look_failed(self, error: Exception) -> None:
        self._unseen = True
        self._on_failed(error)

    def _sentences(self) -> list[str]:
        name = self._row.name
        stays = self.tr("What {name} wrote stays, under this name.").format(name=name)
        if not self._signs_in:
            return [self.tr("{name} goes off the list of people. {stays}").format(name=name, stays=stays)]
        return [
            self.tr(
                "The vault gets a new key. From then on {name}'s password opens nothing of it; everybody else signs in "
                "as before."
            ).format(name=name),
            stays,
            self.tr(
                "First close every other Liaison window, and every command, that has this vault open. In a large vault "
                "the new key takes some minutes."
            ),
        ]

    def _look(self) -> LeaverOutlook:
        with self._workspace.read() as reader:
            vault, leaver = self._workspace.vault, self._row.id
            walled = leaving.needs_successor(reader, vault, leaver)
            may = {one.id for one in leaving.successors(reader, vault, leaver)} if walled else None
            coming = to_come(reader, leaver)
            return LeaverOutlook(
                without(left_with(reader, leaver), coming),
                walled,
                tuple(
                    one for one in heirs(reader, leaver, away_too=walled > 0) if may is None or one.id in may
                ),
                {one.id: one.name for one in colleagues(reader)},
                coming,
            )

    def _show_outlook(self, outlook: LeaverOutlook) -> None:
        self._outlook = outlook
        to_come = say_to_come(outlook.to_come)
        opened = open_words(self._row.name, outlook.left, outlook.walled)
        self.open_work.setText("\n".join(part for part in (opened, to_come) if part))
        self.open_work.show()
        asks_lead = outlook.left.leads and self._workspace.may(Right.FIRM)
        if asks_lead:
            leads: list[tuple[UUID | Unnamed, str]] = [(Unnamed.NOT_SAID, self.tr("Please choose"))]
            leads += [(one, name) for one, name in outlook.names.items() if one != self._row.id]
            self.lead.set_choices([*leads, (Unnamed.NOBODY, self.tr("Nobody for now"))])
            self.form.show()
        self.form.show_row("lead", asks_lead)
        for row in ("heir", "share"):
            self.form.show_row(row, outlook.needs_heir)
        if outlook.needs_heir:
            may = outlook.walled > 0 or self._workspace.may(Right.WRITE)
            self.heir.set_choices(self._choices(outlook))
            self.share.offer(outlook.left.matters, outlook.heirs if may else ())
            if not may:
                self.heir.set_value(Unnamed.NOBODY)
            allowed(self.heir, may, reason(Right.WRITE))
            self.form.show()
        self._allow()
        self._place()

    def _choices(self, outlook: LeaverOutlook) -> list[tuple[UUID | Unnamed, str]]:
        """Who takes over is said, or that nobody does for now; a restricted matter needs somebody."""
        left = outlook.left
        offered: list[tuple[UUID | Unnamed, str]] = [(Unnamed.NOT_SAID, self.tr("Please choose"))]
        offered += [(one.id, heir_words(one)) for one in outlook.heirs]
        if not outlook.walled:
            unlooked = self.tr("Leave them without a lawyer for now")
            undone = self.tr("Leave them in the old name for now")
            offered.append((Unnamed.NOBODY, unlooked if left.matters else undone))
        return offered

    def _missing(self) -> str:
        """What is still to be said before anybody is removed; "" where nothing is."""
        outlook = self._outlook
        if outlook is None and self._unseen:
            return ""  # to look once more is all that the button does
        if outlook is None:
            return self.tr("Looking at what stands in this name…")
        leads = outlook.left.leads and self._workspace.may(Right.FIRM)
        if leads and self.lead.value() is Unnamed.NOT_SAID:
            words = self.tr(
                "{name} leads the firm, and hears of what is late. Please say who does from now on."
            )
            return words.format(name=self._row.name)
        if not outlook.needs_heir or self.heir.value() is not Unnamed.NOT_SAID:
            return ""
        if outlook.walled:
            return self.tr("Please say who takes over.")
        return self.tr("Please say who takes over, or that nobody does for now.")

    def _allow(self) -> None:
        """Nobody is removed before it is said who takes over; what is missing stands beside the button."""
        missing = self._missing()
        self.accept_button.setEnabled(not missing)
        self.accept_button.setToolTip(missing)
        self.accept_button.setAccessibleDescription(missing)
        self.note.setText(missing)

    def apply(self, button: str) -> None:
        if self._done:
            self.accept()
            return
        if self._task is not None or self._missing():
            return
        if self._outlook is None:
            self._begin_to_look()
            return
        self.show_working()
        workspace, row, new, lead = self._workspace, self._row, self._wanted(), self.lead.value()

        def work(task: tasks.Task) -> Removal:
            leaving.remove_user(workspace, row.id, successor=new.to_id, progress=task.tell)
            task.settle()
            self._removed = True
            leads = (
                _lead(workspace, lead if isinstance(lead, UUID) else None)
                if lead is not Unnamed.NOT_SAID
                else ""
            )
            given = give_after_removal(workspace, new)
            return replace(given, trouble=" ".join(filter(None, (leads, given.trouble))))

        self._start(work, done=self._on_removed, failed=self._on_failed)

    def _wanted(self) -> NewHandOver:
        chosen = self.heir.value()
        return NewHandOver(
            self._row.id,
            chosen if isinstance(chosen, UUID) else None,
            self.share.of_matter(),
            reason=self.tr("{name} has left").format(name=self._row.name),
        )

    def _look_ahead(self, *_: object) -> None:
        """What will go to whom, and who will be told, asked of the same rules that do it."""
        new, workspace = self._wanted(), self._workspace
        self.share.set_usual(new.to_id)
        self._place()
        if new.to_id is None and not new.of_matter:
            self.outlook.setText("")
            return

        def show(outlook: Outlook) -> None:
            if new == self._wanted():
                names = self._outlook.names if self._outlook is not None else {}
                self.outlook.setText(say_outlook(outlook, names))
                self._place()

        tasks.run(
            lambda: look_ahead(workspace, new, leaves=True), owner=self, done=show, failed=self._not_foreseen
        )

    def _not_foreseen(self, error: Exception) -> None:
        if not isinstance(error, LiaisonError):
            raise error
        self.outlook.setText(error.message)

    def show_working(self) -> None:
        """While the new key is made."""
        for widget in (*self.words, self.copies, self.open_work, self.form):
            widget.hide()
        self._show_long_part(
            self.tr(
                "Making a new key, and copying the vault under it. You can still cancel: nothing has changed yet."
            )
        )
        self._place()

    def _on_removed(self, result: Removal) -> None:
        self._done = True
        self._show_long_part("")
        done = self.tr("{name} is removed.").format(name=self._row.name)
        said = [self.tr("The vault has a new key.")] if self._signs_in else []
        if result.given is not None:
            names = self._outlook.names if self._outlook is not None else {}
            said.append(say_outlook(result.given, names, done=True))
        elif self._outlook is not None and not self._outlook.left.nothing:
            said.append(self.tr("What was open stands in the old name until somebody takes it over."))
        if self._signs_in:
            said.append(self.tr("Make a backup now: the older ones have the old key."))
            self.backup_button.setVisible(self._workspace.may(Right.BACKUP))
        self.result.say(done, " ".join(said))
        self.trouble.say("", result.trouble)
        self._offer_close()

    def _offer_close(self) -> None:
        self.accept_button.setText(self.tr("Close"))
        self.accept_button.set_danger(False)
        self.accept_button.set_primary(self.backup_button.isHidden())
        self.accept_button.setDefault(self.backup_button.isHidden())
        self.accept_button.setEnabled(True)
        (self.accept_button if self.backup_button.isHidden() else self.backup_button).setFocus()
        if self.box is not None:
            for button in self.box.buttons():
                show_if(button, button is self.accept_button)
        self._place()

    def back_up(self) -> None:
        """The first backup under the new key."""
        job = job_of(self._workspace)
        job.ended.connect(self._on_backup_ended)
        self.backup_button.setEnabled(False)
        self.step.setText(self.tr("Backing up. You can close this: it goes on."))
        self.bar.setRange(0, 0)
        self.step.show()
        self.bar.show()
        self._place()
        job.start_now()

    def _on_backup_ended(self, ended: object) -> None:
        self._show_long_part("")
        problem = ended if isinstance(ended, LiaisonError) else None
        if isinstance(ended, Outcome):
            problem = ended.problem or ended.second_problem
        if problem is not None:
            self.trouble.say("", problem.message)
        made = isinstance(ended, Outcome) and ended.made is not None
        if made:
            self.result.say(self.tr("{name} is removed.").format(name=self._row.name), self.tr("Backed up."))
            self.accept_button.set_primary(True)
            self.accept_button.setFocus()
        self.backup_button.setVisible(not made)
        self.backup_button.setEnabled(True)
        self._place()

    def _on_failed(self, error: Exception) -> None:
        if self._removed:  # what follows of it broke off
            self._on_removed(Removal(None, error.message if isinstance(error, LiaisonError) else ""))
        elif isinstance(error, LiaisonError):
            self.show_trouble(error)
        if not isinstance(error, LiaisonError):
            raise error

    def show_trouble(self, error: LiaisonError) -> None:
        """It was refused; what it means stands there again, and it can be tried again."""
        self._show_long_part("")
        for widget in (*self.words, self.copies, self.open_work):
            widget.show()
        asks = self._outlook is not None and (self._outlook.needs_heir or self._outlook.left.leads)
        self.form.setVisible(asks)
        self.trouble.say(self.tr("Nothing was changed."), error.message)
        self.accept_button.setText(self.tr("Try again"))
        self._allow()
        self._place()

    def _focus_first(self) -> None:
        """Not on the button that removes."""
        if self.box is not None:
            self.box.buttons()[-1].setFocus()


def _lead(workspace: Workspace, lead_id: UUID | None) -> str:
    """Somebody else leads the firm. What stood in the way: by now the removal cannot be cancelled any more."""
    try:
        with workspace.write() as tx:
            change_firm(tx, replace(firm(tx.reader()).details, lead_id=lead_id))
    except LiaisonError as error:
        return error.message
    return ""
