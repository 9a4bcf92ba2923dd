"""The composer: what happened since the last update as pieces, the page beside them as it will leave, and one key that
logs it as sent (PRACTICE D5, D6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from app.channels.words import Channel
from app.contactlog.commands import withdraw_contact
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
    log_sent,
    move,
    opening_of,
    reword,
    take_in,
    tick,
    with_length,
)
from app.workspace import Workspace
from ui.kit import tasks, theme
from ui.kit.banner import Banner
from ui.kit.buttons import Button
from ui.kit.choice import Choice
from ui.kit.dialogs import confirm
from ui.kit.fields import GrowingText, Segmented, TextField
from ui.kit.formsheet import Command, FormSheet
from ui.kit.page import Page as WindowPage
from ui.kit.plain_line import PlainLine
from ui.kit.plain_marks import PlainMarks, marks_of
from ui.kit.rights import needs
from ui.kit.sheet_draft import Keep
from ui.kit.undo import Undoable
from ui.reports.preview import Preview
from ui.shell.change_bridge import ChangeBridge
from ui.updates import load
from ui.updates.draft_field import DraftField
from ui.updates.leaving import Leaving, script_sheet
from ui.updates.load import Begun, Looked, Page
from ui.updates.piece_list import PieceList
from ui.updates.room import WIDE, Room, Ways

translate = QCoreApplication.translate
TYPING_PAUSE = 450
"""Milliseconds without a key after which the page is made anew."""
FORM = "update"
"""What its draft is called; `app.updates.forget` drops it, too."""


class Composer(FormSheet):
    """``begun``: the update as it is drafted now; one that was kept takes its place when it has been read."""

    room: Room | None = None
    ways: Ways | None = None

    def __init__(self, over: QWidget, workspace: Workspace, begun: Begun) -> None:
        super().__init__(
            over,
            workspace,
            translate("Composer", "Update for {client}").format(client=begun.matter.client),
            width=1220,
            label_width=70,
            save=translate("Composer", "Log as sent"),
            keep=Keep(FORM, begun.draft.matter_id),
        )
        self._begun = begun
        self._looked: Looked | None = None
        self._page: Page | None = None
        self._setting = self._again = False
        self.draft = DraftField(begun.draft)
        self.leaving = Leaving(self, workspace)
        self._add_banners()
        self._add_fields()
        self._add_side()
        self._lay_out()
        self._typing = self._after(TYPING_PAUSE, self._show_page)
        self._asking = self._after(TYPING_PAUSE, self._look)
        self._bridge = ChangeBridge(workspace.announcer, self)
        self._connect()
        needs(self.accept_button, workspace, Right.WRITE)
        self._show_draft()

    # What stands in it.

    def _add_banners(self) -> None:
        self.news, self.warned = Banner(kind="accent"), Banner(kind="soon")
        for place, banner in enumerate((self.news, self.warned)):
            self.body.insertWidget(place, banner)

    def _add_fields(self) -> None:
        form = self.form
        self.channel: Choice[Channel] = Choice(
            [(one, one.label) for one in Channel if one is not Channel.NOTE]
        )
        lengths = [
            (Length.SHORT, self.tr("Short")),
            (Length.USUAL, self.tr("Usual")),
            (Length.FULL, self.tr("Full")),
        ]
        self.length = Segmented(lengths, Length.USUAL, name=self.tr("Length"))
        self.subject, self.greeting = TextField(), TextField()
        self.opening, self.closing = GrowingText(least=1), GrowingText(least=1)
        self.sign_off, self.reason = TextField(), TextField(self.tr("why it was done all the same"))
        self.pieces = PieceList()
        self.add_button = Button(self.tr("Add a paragraph"), self.add_paragraph)
        form.add("", self.draft, "draft")
        form.show_row("draft", False)
        form.add_together(self.tr("&By"), (self.channel, "channel", 0), (self.length, "length", 1))
        form.add(self.tr("Reason"), self.reason, "wish_reason")
        form.show_row("wish_reason", False)
        form.add(self.tr("&Subject"), self.subject, "subject")
        form.add(self.tr("&Greeting"), self.greeting, "greeting")
        form.add(self.tr("&Opening"), self.opening, "opening")
        form.add_wide(self.pieces, labels_too=True)
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.add_button)
        across.addStretch(1)
        form.add_wide(row, labels_too=True)
        form.add(self.tr("&Closing"), self.closing, "closing")
        form.add(self.tr("Signed"), self.sign_off, "sign_off")
        for field in (self.opening, self.closing):
            marks = PlainMarks(field)
            marks.looked.connect(self._say_plain)
            marks.moved.connect(self._say_plain)
        self.pieces.read.connect(self._say_plain)

    def _add_side(self) -> None:
        self.plain = PlainLine()
        self.preview = Preview(self.tr("The update as it will leave"), self)
        self.sealed = QCheckBox(self.tr("PDF with a password"))
        self.save_button = Button(self.tr("Save PDF…"), lambda: self._leave_by(Way.PDF))
        self.print_button = Button(self.tr("Print…"), self._print)
        self.mail_button = Button(self.tr("E-mail draft…"), lambda: self._leave_by(Way.EML))
        self.script_button = Button(self.tr("Phone script…"), self._open_script)
        buttons = (self.save_button, self.print_button, self.mail_button, self.script_button, self.sealed)
        row = self.foot.layout()
        self.ways = Ways(buttons, row, self.pinned) if isinstance(row, QHBoxLayout) else None
        self._allow(made=False)

    def _lay_out(self) -> None:
        self.body.removeWidget(self.form)
        self.room = Room(self.form, self.plain, self.preview)
        self.body.addWidget(self.room, 1)

    def _place(self) -> None:
        """As high as the window lets it be, whatever stands in it."""
        if self.room is not None and self.ways is not None:
            width, high = self._over.width() - theme.px(40), self._over.height() - theme.px(52)
            wide = min(width, theme.px(self._width)) >= theme.px(WIDE)
            self.ways.fit(wide=wide)
            inner = min(width, theme.px(self._width)) - theme.px(44)
            high -= self._head.sizeHint().height() + self.foot.sizeHint().height()
            high -= self._pinned_height(inner) + theme.px(16)
            for banner in (self.news, self.warned):
                if not banner.isHidden():
                    high -= banner.heightForWidth(inner) + self.body.spacing()
            self.room.fit(high, wide=wide)
        super()._place()

    def _after(self, pause: int, do: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(do)
        return timer

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
        self._again = False
        self._show_draft()
        self._allow(made=False)
        self._typing.start()
        self._asking.start()

    def _on_put_back(self) -> None:
        self._on_draft_changed(self.draft.draft)

    def _show_draft(self) -> None:
        """Each field as the draft says; one that says so already keeps its caret."""
        draft, self._setting = self.draft.draft, True
        try:
            self.channel.set_value(draft.channel)
            self.length.set_value(draft.length)
            lines = ((self.subject, draft.subject), (self.greeting, draft.greeting))
            for line, words in (*lines, (self.sign_off, draft.sign_off)):
                if line.text() != words:
                    line.setText(words)
            for field, words in ((self.opening, opening_of(draft)), (self.closing, draft.closing)):
                if field.text() != words:
                    field.setText(words)
            self.pieces.show_pieces(draft.pieces)
        finally:
            self._setting = False

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
        self.warned.say("", " ".join(one.message for one in looked.warnings))
        against = any(one.code in AGAINST for one in looked.warnings)
        self.form.show_row("wish_reason", against or bool(self.reason.text()))
        if first:
            self._show_page()

    def _show_news(self, looked: Looked) -> None:
        news = looked.news
        if not news:
            self.news.say("", "")
            return
        said = [" ".join(one.text.split())[:80] for one in news.new[:2]]
        lead = self.tr("Since you began:")
        if news.given_at is not None:
            said.insert(0, self.tr("the client was given an update by somebody else"))
        changed = len(news.changed) + len(news.gone) + len(news.told) + max(0, len(news.new) - 2)
        if changed:
            said.append(self.tr("{count} more changes").format(count=changed))
        self.news.say(lead, "; ".join(said))
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
                lambda _task: load.set_in_type(looked.letter, written, words),
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
        self._allow(made=True)

    def _say_plain(self, *_: object) -> None:
        """How all of it reads; first what the key would do where the caret is."""
        if self._page is not None:
            marks = marks_of(self.focusWidget())
            offered = marks.next_term() if marks is not None else None
            self.plain.show_plainness(self._page.plainness, offered[1] if offered is not None else None)

    def _on_vault_changed(self, changes: Sequence[Changed]) -> None:
        if any(self.draft.draft.matter_id in one.ids for one in changes):
            self._asking.start()

    # How it leaves.

    def _allow(self, *, made: bool) -> None:
        """What leaves is what is seen: not before the page shows the words as they are."""
        for button in (self.save_button, self.print_button, self.mail_button):
            button.setEnabled(made)

    def _leave_by(self, way: Way) -> None:
        if self._page is not None:
            self.leaving.save(self._page, way, sealed=self.sealed.isChecked())

    def _print(self) -> None:
        if self._page is not None:
            self.leaving.print(self._page)

    def _open_script(self) -> None:
        name = self.tr("Phone script {number}").format(number=self._begun.matter.number)
        script_sheet(self, self.workspace, self.draft.draft, name).open()

    def command(self) -> Command:
        written, reason, again = self.draft.draft, self.reason.text(), self._again
        return lambda tx: log_sent(tx, written, wish_reason=reason, again=again)

    def _on_failed(self, error: Exception) -> None:
        super()._on_failed(error)
        if isinstance(error, LiaisonError) and error.code == "sent-already":
            title, action = self.tr("Sent already"), self.tr("Log it once more")
            confirm(self, title, error.message, action, self._log_again)

    def _log_again(self) -> None:
        self._again = True
        self.apply("")

    def drop(self) -> None:
        self._bridge.stop()
        super().drop()

    def _finish(self, *, accepted: bool) -> None:
        self._bridge.stop()
        super()._finish(accepted=accepted)


def open_composer(over: QWidget, workspace: Workspace, matter_id: UUID) -> None:
    """Draft the update of a matter and show it over ``over``'s window; nothing where the person may not write."""
    if not workspace.may(Right.WRITE):
        return

    def opened(begun: Begun) -> None:
        composer = Composer(over, workspace, begun)
        if isinstance(over, WindowPage):
            undo = over.findChild(Undoable) or Undoable(over, workspace)
            words = translate("Composer", "Logged as sent")
            why = translate("Composer", "Logged by mistake")
            composer.saved.connect(
                lambda entry_id: undo.offer(entry_id, lambda tx, one: withdraw_contact(tx, one, why), words)
            )
        composer.open()

    failed = over.errors.show_error if isinstance(over, WindowPage) else None
    tasks.run(lambda: load.begin(workspace, matter_id), owner=over, done=opened, failed=failed)
