"""The composer: what happened since the last update as pieces, the page beside them as it will leave, and one key that
logs it as sent (PRACTICE D5, D6)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from app.contactlog.warnings import AGAINST
from app.kernel.errors import LiaisonError
from app.kernel.events import Changed
from app.kernel.rights import Right
from app.updates import (
    Length,
    UpdateDraft,
    Way,
    add_words,
    drop,
    gone_of,
    move,
    opening_of,
    reword,
    take_in,
    tick,
    with_length,
)
from app.updates.warnings import UNTIMELY
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.dialogs import confirm
from ui.kit.pausing import after_typing
from ui.kit.plain_marks import PlainMarks, marks_of
from ui.kit.rights import needs
from ui.kit.undo import evidence_words
from ui.shell.change_bridge import ChangeBridge
from ui.updates import load
from ui.updates.composer_fields import ComposerFields
from ui.updates.leaving import UpdateLeaving, script_sheet
from ui.updates.load import Begun, Looked, Page
from ui.updates.saying import news_said, untold_said
from ui.updates.sending import Sending

translate = QCoreApplication.translate
TYPING_PAUSE = 450
"""Milliseconds without a key after which the page is made anew."""


class Composer(ComposerFields):
    """``begun``: the update as it is drafted now; one that was kept takes its place when it has been read."""

    def __init__(self, over: QWidget, workspace: Workspace, begun: Begun) -> None:
        super().__init__(over, workspace, begun)
        self._looked: Looked | None = None
        self._page: Page | None = None
        self._again = self._hour_is_said = self._made = False
        self._agreed: frozenset[UUID] = frozenset()  # what was known to stay untold when somebody went on
        self.leaving = UpdateLeaving(self, workspace)
        self._typing = after_typing(self, TYPING_PAUSE, self._show_page)
        self._asking = after_typing(self, TYPING_PAUSE, self._look)
        self._bridge = ChangeBridge(workspace.announcer, self)
        self._connect()
        needs(self.accept_button, workspace, Right.WRITE)
        self._show_draft()
        self._allow()

    def _connect(self) -> None:
        change = self._change
        self.draft.changed.connect(self._on_draft_changed)
        self.draft.put_back.connect(self._on_put_back)
        self.channel.currentIndexChanged.connect(
            lambda _: change(lambda d: replace(d, channel=self.channel.value()))
        )
        self.length.changed.connect(lambda one: change(lambda d: with_length(d, Length(str(one)))))
        self.subject.textChanged.connect(lambda text: change(lambda d: replace(d, subject=text)))
        self.greeting.textChanged.connect(lambda text: change(lambda d: replace(d, greeting=text)))
        self.sign_off.textChanged.connect(lambda text: change(lambda d: replace(d, sign_off=text)))
        self.opening.textChanged.connect(self._on_opening_typed)
        self.closing.textChanged.connect(lambda: change(lambda d: replace(d, closing=self.closing.text())))
        self.pieces.ticked.connect(lambda key, on: change(lambda d: tick(d, key, on=on)))
        self.pieces.reworded.connect(lambda key, text, when: change(lambda d: reword(d, key, text, when)))
        self.pieces.removed.connect(lambda key: change(lambda d: drop(d, key)))
        self.pieces.moved.connect(lambda key, by: change(lambda d: move(d, key, by)))
        self._bridge.changed.connect(self._on_vault_changed)
        self.add_button.clicked.connect(self.add_paragraph)
        self.save_button.clicked.connect(lambda: self._leave_by(None))
        self.print_button.clicked.connect(self._print)
        self.mail_button.clicked.connect(lambda: self._leave_by(Way.EML))
        self.script_button.clicked.connect(self._open_script)
        for field in (self.opening, self.closing):
            marks = PlainMarks(field)
            marks.looked.connect(self._say_plain)
            marks.moved.connect(self._say_plain)
        self.pieces.read.connect(self._say_plain)

    @property
    def page(self) -> Page | None:
        """The pages that are shown."""
        return self._page

    @property
    def is_shown(self) -> bool:
        """Whether the page shows the words as they are, and nothing is still being asked."""
        return self._made and not self._asking.isActive()

    # The draft and its fields.

    def _change(self, how: Callable[[UpdateDraft], UpdateDraft]) -> None:
        """What somebody did; not what is shown of a draft that was put back."""
        if not self._setting:
            self.draft.change(how)

    def _on_opening_typed(self) -> None:
        text = self.opening.text()
        if text != opening_of(self.draft.draft):
            self._change(lambda d: replace(d, opening=text))

    def _on_draft_changed(self, _draft: UpdateDraft) -> None:
        self._again = self._made = False
        self._show_draft()
        self._allow()
        self._typing.start()
        self._asking.start()

    def _on_put_back(self) -> None:
        self._on_draft_changed(self.draft.draft)

    def add_paragraph(self) -> None:
        """A piece of the writer's own, at the end; the keyboard goes there."""
        before = set(self.pieces.keys())
        self._change(lambda d: add_words(d, ""))
        for key in self.pieces.keys():  # noqa: SIM118 # no mapping
            if key not in before:
                self.pieces.row(key).words.setFocus(Qt.FocusReason.OtherFocusReason)

    # What only the vault knows, and the page.

    def open(self) -> None:
        super().open()
        self._look()

    def _look(self) -> None:
        self._asking.stop()
        workspace, written = self.workspace, self.draft.draft
        tasks.run(
            lambda: load.look(workspace, written),
            owner=self,
            done=self._show_looked,
            failed=self.form.show_error,
        )

    def _show_looked(self, looked: Looked) -> None:
        first, self._looked = self._looked is None, looked
        self._show_news(looked)
        self.warned.say("", "\n".join(one.message for one in looked.warnings if one.code not in AGAINST))
        against = " ".join(one.message for one in looked.warnings if one.code in AGAINST)
        self.form.show_row("wish_reason", bool(against or self._hour_is_said or self.reason.text()))
        self.form.say_why("wish_reason", against)
        self._show_waiting(looked.waiting)
        self._allow()
        if first:
            self._show_page()

    def _show_news(self, looked: Looked) -> None:
        news = looked.news
        if not news:
            self.news.say("", "")
            return
        gone = gone_of(self.draft.draft, news)
        self.news.say(*news_said(news, gone))
        self.news.set_link(self.tr("Take it in"), self.take_in)

    def take_in(self) -> None:
        """What came in since the draft began, into the draft."""
        looked = self._looked
        if looked is not None and looked.news:
            self._change(lambda d: take_in(d, looked.news))

    def _show_page(self) -> None:
        self._typing.stop()
        looked, written, words = self._looked, self.draft.draft, self._begun.words
        if looked is not None:
            tasks.run_pool(
                lambda _task: load.set_in_type(looked.letter, written, words, looked.script),
                owner=self,
                done=lambda page: self._on_page_made(page, written),
                failed=self.form.show_error,
            )

    def _on_page_made(self, page: Page, written: UpdateDraft) -> None:
        if written is not self.draft.draft:  # typed on meanwhile: the next one comes
            return
        self._page = page
        self.preview.show_pdf(page.made.pdf)
        self._say_plain()
        self._made = True
        self._allow()

    def _say_plain(self, *_: object) -> None:
        """How all of it reads; first what the key would do where the caret is."""
        if self._page is not None:
            marks = marks_of(self.focusWidget())
            offered = marks.next_term() if marks is not None else None
            self.plain.show_plainness(self._page.plainness, offered[1] if offered is not None else None)

    def _on_vault_changed(self, changes: Sequence[Changed]) -> None:
        if any(one.names(self.draft.draft.matter_id) for one in changes):
            self._asking.start()

    # How it leaves.

    def _allow(self) -> None:
        """What leaves is what is seen, not before the page shows the words as they are; and nothing leaves that tells
        what holds no more."""
        gone = self._looked is not None and gone_of(self.draft.draft, self._looked.news)
        for button in (self.save_button, self.print_button, self.mail_button, self.script_button):
            button.setEnabled(not gone and (self._made or button is self.script_button))
            button.setToolTip(self.tr("Take in the news, or untick what holds no more") if gone else "")

    def _with_care(self, go_on: Callable[[], object]) -> None:
        """Ask where it passes over what the client has to hear first, once for the same."""
        told = set(self.draft.draft.tells)
        untold = [one for one in (self._looked.untold if self._looked else ()) if one.id not in told]
        ids = frozenset(one.id for one in untold)
        if ids <= self._agreed:
            go_on()
            return

        def all_the_same() -> None:
            self._agreed = ids
            go_on()

        title, action = self.tr("The client has not been told"), self.tr("Leave it out all the same")
        other = (self.tr("Tell it"), lambda: self._tell(ids))
        confirm(self, title, untold_said(untold), action, all_the_same, other)

    def _tell(self, ids: Collection[UUID]) -> None:
        """Into the draft, what came in since it began with the rest of that."""

        def with_it(written: UpdateDraft) -> UpdateDraft:
            if self._looked is not None and self._looked.news:
                written = take_in(written, self._looked.news)
            for key in [one.key for one in written.pieces if not set(ids).isdisjoint(one.tells)]:
                written = tick(written, key)
            return written

        self._change(with_it)

    def _leave_by(self, way: Way | None) -> None:
        """``way`` None: as what is shown."""
        if (page := self._page) is not None:
            sealed = self.sealed.isChecked()
            self._with_care(lambda: self.leaving.save_as(page, way or page.way, sealed=sealed))

    def _print(self) -> None:
        if (page := self._page) is not None:
            self._with_care(lambda: self.leaving.print(self.leaving.paper(page, page.way)))

    def _open_script(self) -> None:
        name = self.tr("Phone script {number}").format(number=self._begun.matter.number)
        self._with_care(lambda: script_sheet(self, self.workspace, self.draft.draft, name).open())

    def apply(self, button: str) -> None:
        self._with_care(partial(super().apply, button))

    def errand(self) -> Callable[[], object]:
        """What goes with it is made first: while it is set in type, other desks can write."""
        workspace = self.workspace
        sending = Sending(
            written=self.draft.draft,
            words=self._begun.words,
            shown=self._page if self.is_shown else None,
            reason=self.reason.text(),
            answers=self._chosen(),
            again=self._again,
            ask_hour=not (self._hour_is_said or self.reason.text().strip()),
        )
        log = self.in_one_commit(sending.log)

        def work() -> object:
            sending.prepare(workspace)
            return log()

        return work

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, LiaisonError) and error.code == UNTIMELY:
            self._hour_is_said = True  # once: it warns and never blocks
            self.form.show_row("wish_reason", True)
        super()._on_failed(error)
        if isinstance(error, LiaisonError) and error.code == "sent-already":
            title, action = self.tr("Sent already"), self.tr("Log it once more")
            confirm(self, title, error.message, action, self._log_again)

    def _log_again(self) -> None:
        self._again = True
        self.apply("")

    def why_it_stays(self) -> str:
        return evidence_words()

    def drop(self) -> None:
        self._bridge.stop()
        super().drop()

    def _finish(self, *, accepted: bool) -> None:
        self._bridge.stop()
        super()._finish(accepted=accepted)
