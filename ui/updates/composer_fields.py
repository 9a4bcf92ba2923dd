"""The composer's fields and how they lie; what they do is in `ui.updates.composer`."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from app.channels.words import Channel
from app.contactlog.waiting import Waits
from app.contactlog.words import SPOKEN
from app.updates import FORM, Length, opening_of
from app.workspace import Workspace
from ui.kit import theme
from ui.kit.banner import Banner
from ui.kit.buttons import Button
from ui.kit.choice import Choice
from ui.kit.fields import GrowingText, Segmented, TextField
from ui.kit.formsheet import FormSheet
from ui.kit.plain_line import PlainLine
from ui.kit.sheet_draft import Keep
from ui.reports.preview import Preview
from ui.updates.answers import AnswerList
from ui.updates.draft_field import DraftField
from ui.updates.load import Begun
from ui.updates.piece_list import PieceList
from ui.updates.room import WIDE, Room, Ways

translate = QCoreApplication.translate


class ComposerFields(FormSheet):
    """Shows a draft; ``setting`` while it does, so that what is shown is not taken for what somebody typed."""

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
        self._begun, self._setting = begun, False
        self._waits: tuple[Waits, ...] = ()
        self.draft = DraftField(begun.draft)
        self._add_banners()
        self._add_fields()
        self._add_side()
        self._lay_out()

    def saved_words(self) -> str:
        return translate("Composer", "Update")

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
        self.add_button = Button(self.tr("Add a paragraph"))
        form.add("", self.draft, "draft")
        form.show_row("draft", False)
        form.add_together(self.tr("&By", "channel"), (self.channel, "channel", 0), (self.length, "length", 1))
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
        form.add(self.tr("Signed", "sign-off"), self.sign_off, "sign_off")
        self.answer_list = AnswerList()
        form.add(self.tr("Answers"), self.answer_list, "answers")
        form.show_row("answers", False)

    def _add_side(self) -> None:
        self.plain = PlainLine()
        self.preview = Preview(self.tr("The update as it will leave"), self)
        self.sealed = QCheckBox(self.tr("PDF with a password"))
        self.save_button = Button(self.tr("Save PDF…"))
        self.print_button = Button(self.tr("Print…"))
        self.mail_button = Button(self.tr("E-mail draft…"))
        self.script_button = Button(self.tr("Phone script…"))
        buttons = (self.save_button, self.print_button, self.mail_button, self.script_button, self.sealed)
        self.answers = QCheckBox(self.tr("This answers it"))
        self.answers.hide()
        row = self.foot.layout()
        if isinstance(row, QHBoxLayout) and self.box is not None:
            row.insertWidget(row.indexOf(self.box), self.answers)
        self.ways = Ways(buttons, row, self.pinned) if isinstance(row, QHBoxLayout) else None

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

    def _show_waiting(self, waits: tuple[Waits, ...]) -> None:
        """The client waits for an answer, and this may be it: one tick beside the log, or a list to choose from."""
        self._waits = waits
        self.answer_list.show_waiting(waits)
        several = len(waits) > 1
        self.answers.setVisible(len(waits) == 1)
        if self.answer_list.isHidden() is several:  # else what is said beneath it would go
            self.form.show_row("answers", several)

    def _chosen(self) -> tuple[UUID, ...]:
        """What it answers, of what waits."""
        if len(self._waits) == 1:
            return (self._waits[0].id,) if self.answers.isChecked() else ()
        return self.answer_list.chosen()

    def _name_ways(self, channel: Channel) -> None:
        """A call is logged and its script is the page; the other ways are sent."""
        names = {Channel.MEETING: self.tr("Log the meeting")}
        called = self.tr("Log the call") if channel in SPOKEN else self.tr("Log as sent")
        self.accept_button.setText(names.get(channel, called))
        self.script_button.setVisible(channel not in SPOKEN)
        for name in ("subject", "greeting", "sign_off"):  # nobody speaks these
            self.form.show_row(name, channel not in SPOKEN)

    def _show_draft(self) -> None:
        """Each field as the draft says; one that says so already keeps its caret."""
        draft, self._setting = self.draft.draft, True
        try:
            self.channel.set_value(draft.channel)
            self._name_ways(draft.channel)
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
