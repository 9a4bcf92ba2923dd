"""A form over the window that writes one command: problems by their field, closed when it is written.

class KeyDateForm(FormSheet):
    def __init__(self, over, workspace, …): super().__init__(over, workspace, "Key date"); self.form.add(…)
    def command(self):                 # main thread: read the fields, raise Invalid for what makes no sense
        new = NewKeyDate(…)
        return lambda tx: add_key_date(tx, new)      # the vault's worker

With ``keep`` what is typed is kept as a draft, encrypted, and stands there again when the same form is opened for the
same thing: after a crash, after a lock.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from app.kernel.errors import Invalid, LiaisonError, Problem
from app.kernel.said import say_time
from app.storage.undoing import noting
from ui.kit import tasks
from ui.kit.buttons import Button
from ui.kit.day_picker import DayPicker
from ui.kit.dialogs import confirm
from ui.kit.fields import DateWords, TextField
from ui.kit.form import Form
from ui.kit.keeper import DraftKeeper
from ui.kit.kept import show_in, values_of
from ui.kit.sheet import Sheet, sheets_in
from ui.kit.sheet_draft import Keep, KeptSheet, SheetDraft
from ui.kit.undo import Undoable, history_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from app.storage.transaction import Transaction
    from app.storage.undoing import Step, Way
    from app.workspace import Workspace

Command = Callable[["Transaction"], object]


class FormSheet(Sheet):
    """``saved(result)`` comes after the commit, before ``finished(True)``.

    Escape asks first once something was typed.
    """

    saved = Signal(object)

    def __init__(
        self,
        over: QWidget,
        workspace: Workspace,
        title: str,
        *,
        width: int = 560,
        save: str = "",
        label_width: int = 120,
        keep: Keep | None = None,
    ) -> None:
        super().__init__(over, title, width=width)
        self.workspace = workspace
        self._opened_with: dict[str, object] = {}
        self._left = False
        self.form = Form(label_width=label_width)
        self.body.addWidget(self.form)
        self.add_buttons(save or self.tr("Save"), keys="Ctrl+Return")
        self.kept_as = keep
        self.noted: Step | None = None
        """What saving did, once it is done: it can be taken back."""
        self._undoable: Undoable | None = None
        self._here: tuple[str, object] = ("", None)
        self._draft: SheetDraft | None = None
        self.keeper: DraftKeeper[KeptSheet] | None = None
        if keep is not None:
            self._draft = SheetDraft(workspace, keep)
            self.keeper = DraftKeeper(self._draft, self._worth_keeping, self)
            self.keeper.kept.connect(self._on_keeper_kept)
            self.keeper.trouble.connect(self._on_keeper_trouble)

    @property
    def is_touched(self) -> bool:
        """Whether something else stands there than when it was opened."""
        if self.isHidden():
            return False
        return values_of(self.form) != self._opened_with or any(line.text() for line in self._secrets())

    def _secrets(self) -> list[QLineEdit]:
        return [line for line in self.findChildren(QLineEdit) if getattr(line, "secret", False)]

    def about_ids(self) -> frozenset[UUID]:
        """The thing under which it keeps what was typed."""
        thing = self.kept_as.thing if self.kept_as is not None else None
        return frozenset({thing} if thing is not None else ())

    def may_close(self) -> bool:
        if not super().may_close():
            return False
        if self._left or not self.is_touched:
            return True
        confirm(
            self,
            self.tr("Leave without saving?"),
            self.tr("What you typed here is not saved yet."),
            self.tr("Leave"),
            self._leave,
        )
        return False

    def _leave(self) -> None:
        self._left = True
        self.reject()

    def _finish(self, *, accepted: bool) -> None:
        if not self.isHidden():
            self._give_up()
        self._close(accepted=accepted)

    def _close(self, *, accepted: bool) -> None:
        """Nothing typed stays in fields of passwords, nor in what undo would bring back."""
        for line in self._secrets():
            line.clear()
        super()._finish(accepted=accepted)

    def leave_kept(self) -> None:
        """Close for what comes first: what was typed stays kept, and is there when the same form is opened again."""
        if self.keeper is not None:
            self.keeper.keep_now()
            self.keeper.stop()
        self._close(accepted=False)

    def open(self) -> None:
        """Where the same form of the same thing stands open already, in another window or in this one, where somebody
        clicked twice while it was looked up, that one comes forward instead: written in two, one would take over what
        the other keeps."""
        if self.is_left:
            self.drop()
            return
        twin = self._twin()
        if twin is not None:
            self.drop()
            window = twin.window()
            window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
            window.raise_()
            window.activateWindow()
            return
        for field in self.form.findChildren(DateWords):
            DayPicker(field, self.workspace)
        super().open()
        self._opened_with = values_of(self.form)
        self._here = getattr(getattr(self._over, "workbench", None), "here", ("", None))
        if self._draft is not None and self.keeper is not None:
            tasks.run(self._draft.look, owner=self, done=self._on_looked, failed=self._on_keeper_trouble)
            self.keeper.watch()

    def _twin(self) -> FormSheet | None:
        windows = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not self._over]
        if getattr(self._over, "workbench", None) is not None:  # a window of the vault: another click in it
            windows.append(self._over)
        sheets = (sheet for window in windows for sheet in sheets_in(window))
        # One over the same window that is held still is being saved, and this one comes after it.
        return next(
            (
                one
                for one in sheets
                if isinstance(one, FormSheet)
                and self.kept_as is not None
                and one.kept_as == self.kept_as
                and not (one.window() is self._over and one.is_held)
            ),
            None,
        )

    def drop(self) -> None:
        try:
            if self.keeper is not None and not self.isHidden():
                self.keeper.keep_last()
        finally:
            if self.keeper is not None:
                self.keeper.stop()
            for line in self._secrets():
                line.clear()
            super().drop()

    def _on_looked(self, kept: KeptSheet | None) -> None:
        """The form was left unsaved: it goes on as it was, unless somebody types already."""
        if kept is None or self.keeper is None or self._draft is None or self.is_touched:
            return
        self._draft.take_up()
        show_in(self.form, kept.fields)
        self.keeper.took_over(self._worth_keeping() or kept)
        self.note.setText(self.tr("You were writing this – go on"))

    def _worth_keeping(self) -> KeptSheet | None:
        if self.kept_as is None or not self.is_touched:
            return None
        page, of = self._here
        return KeptSheet(self.kept_as, values_of(self.form), page, of if isinstance(of, UUID) else None)

    def _give_up(self) -> None:
        """It was given up, or saved in more than one commit: nothing of it is kept."""
        if self.keeper is None or self._draft is None:
            return
        self.keeper.stop()
        if self._draft.ended:
            return
        ending = self.keeper.ending()

        def drop() -> None:
            with ending:
                pass  # nothing is done but what ends the draft

        # a draft that could not be forgotten comes back once more, which harms nobody
        tasks.run(drop, owner=self._over, failed=tasks.let_be)

    def _on_keeper_kept(self, moment: datetime) -> None:
        time = say_time(moment.astimezone(self.workspace.zone))
        self.note.setText(self.tr("Draft kept {time}").format(time=time))

    def _on_keeper_trouble(self, error: Exception) -> None:
        if not isinstance(error, LiaisonError):
            raise error
        self.note.setText(self.tr("Draft not kept: {why}").format(why=error.message))

    def command(self) -> Command:
        """What saving does. Override."""
        raise NotImplementedError

    def errand(self) -> Callable[[], object]:
        """What the vault's worker does: the command, in one transaction. Override for what is more than one."""
        return self.in_one_commit(self.command())

    def way_back(self) -> Way | None:
        """How what is saved can be taken back; None where it stays. Override."""
        return None

    def why_it_stays(self) -> str:
        """What is said to who wants to undo it, where it stays. Override."""
        said = self.tr(
            "“{form}” was saved and is not undone by a key. Change or withdraw it where it stands."
        )
        return said.format(form=self.saved_words())

    def saved_words(self) -> str:
        """What was done, for the message that offers to take it back. Override with `way_back`, and where the title
        names a client."""
        return self.title.text()

    def in_one_commit(self, command: Command) -> Callable[[], object]:
        """The command, and the end of the draft that was kept."""
        workspace, way = self.workspace, self.way_back()
        ending = self.keeper.ending() if self.keeper is not None else workspace.write()

        def work() -> object:
            with ending as tx:  # what is saved is a draft no more, in one commit
                if way is None:
                    return command(tx)
                result, self.noted = noting(tx, way, command)
                return result

        return work

    def says_by(self, undoable: Undoable) -> None:
        """The page's own bar says what was done."""
        self._undoable = undoable

    def _offer_way_back(self) -> None:
        if self.noted is None:
            if self.way_back() is None:
                history_of(self).stays(self.saved_words(), self.why_it_stays())
            return
        if self._undoable is not None:
            self._undoable.offer(self.noted, self.saved_words())
        else:
            history_of(self).offer(self.workspace, self.saved_words(), self.noted)

    def add_other(self, text: str, command: Callable[[], Command]) -> Button:
        """One more button, at the left, for what else can be done with it, such as to remove it."""

        button = Button(text, lambda: self.do_other(command))
        layout = self.foot.layout()
        if isinstance(layout, QHBoxLayout):
            layout.insertWidget(0, button)
        return button

    def do_other(self, command: Callable[[], Command]) -> None:
        """Something else than to save it, in one transaction; nothing while something is under way."""
        if not self.is_held:
            self._set_to_work(lambda: self.in_one_commit(command()))

    def apply(self, button: str) -> None:
        self._set_to_work(self.errand)

    def _set_to_work(self, errand: Callable[[], Callable[[], object]]) -> None:
        """Have the worker do it; while it is under way, nothing more."""
        self.form.clear_problems()
        try:
            work = errand()
        except LiaisonError as error:
            self.form.show_error(error)
            return
        self.hold_still()
        tasks.run(work, owner=self, done=self._on_written, failed=self._on_failed)

    def _on_written(self, result: object) -> None:
        self._offer_way_back()
        self.saved.emit(result)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self.let_go()
        self.form.show_error(error)


def day_of(field: DateWords, name: str, message: str) -> date | None:
    """The date in a field; Invalid, by the field's ``name``, where the words are no date."""
    if field.is_nonsense():
        raise Invalid([Problem(name, "no-date", message)])
    return field.value()


def whole_of(field: TextField, name: str, message: str) -> int:
    """The number in a field, "75 %" among them; Invalid, by the field's ``name``, where it is none."""
    words = field.text().strip().removesuffix("%").strip()
    if not (words.isascii() and words.isdigit() and len(words) < 6):
        raise Invalid([Problem(name, "no-number", message)])
    return int(words)
