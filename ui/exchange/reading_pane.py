"""One waiting message, in plain text whatever it was written in, and where it belongs."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.exchange.queries import TrayCase, TrayMessage, asks_there
from app.exchange.suggestions import Suggestion
from app.kernel.said import say_long, say_time
from app.workspace import Workspace
from ui.contactlog.about import Whom
from ui.contactlog.whom import WhomField
from ui.kit import paint, tasks, theme
from ui.kit.banner import Banner
from ui.kit.buttons import Button
from ui.kit.chips import Tone
from ui.kit.ends import Ends
from ui.kit.labels import Label
from ui.kit.reader import PlainReader
from ui.kit.showing import show_if
from ui.kit.sides import set_margins

translate = QCoreApplication.translate
_ON_BUTTON = 24
LEAST_LINES = 5
"""Of the words of a message that stands under the list: a low window scrolls."""


class ReadingPane(QWidget):
    """`place_requested(item id, Whom, key of the case or None, whether it needs a reply or None)` and
    `dismiss_requested(item id)`."""

    place_requested = Signal(object, object, object, object)
    dismiss_requested = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._message: TrayMessage | None = None
        self._beside = True
        self._busy = False
        self._first_words = self.tr("Place in")
        self.subject = Label("", "large", wrap=True)
        self._facts = QWidget()
        self._grid = QGridLayout(self._facts)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._values: dict[str, tuple[Label, Label]] = {}
        for name in ("from", "to", "sent", "case", "files"):
            self._add_fact(name)
        self.reason = Banner(kind="soon")
        self.suggested = Label("", wrap=True, selectable=True)
        self.suggested.hide()
        self._client_only = False
        self.place = WhomField(workspace)
        self.place.setAccessibleName(self.tr("Place in"))
        self.place.setPlaceholderText(self.tr("Type the client, the matter or its number"))
        self.place.chosen.connect(self._on_place_chosen)
        self.place.textEdited.connect(self._on_place_edited)
        self.place.returnPressed.connect(self._on_place_clicked)
        self.place_button = Button(self.tr("Place", "button"), self._on_place_clicked, primary=True)
        self.dismiss_button = Button(self.tr("Set aside"), self._on_dismiss_clicked)
        self.dismiss_button.setToolTip(self.tr("It belongs to no client; it does not come in again"))
        self.place_label = Label(self.tr("Place in"), tone=Tone.DIM)
        self.place_label.setBuddy(self.place)
        named = QWidget()
        self._where = QHBoxLayout(named)
        self._where.setContentsMargins(0, 0, 0, 0)
        self._where.addWidget(self.place_label)
        self._where.addWidget(self.place, 1)
        self.needs_reply = QCheckBox(self.tr("&Needs a reply"))
        self.needs_reply.toggled.connect(self._on_reply_toggled)
        self._says_reply = False  # whether somebody set the tick
        self._asked: Whom | None = None  # where it is being looked up whether it needs one there
        self.needs_reply.setToolTip(self.tr("Then Today lists it until it is answered"))
        self.text = PlainReader(self.tr("Message"))
        theme.set_ground(self.text, "page")
        self.text.viewport().setAutoFillBackground(False)
        self.text.document().setDocumentMargin(0)
        self._column = QVBoxLayout(self)
        for widget in (self.subject, self._facts, self.reason, self.suggested):
            self._column.addWidget(widget)
        self._column.addWidget(Ends(named, self.place_button, self.dismiss_button))
        self._column.addWidget(self.needs_reply)
        self._column.addWidget(self.text, 1)
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def _add_fact(self, name: str) -> None:
        said = {
            "from": self.tr("From", "sender"),
            "to": self.tr("To", "recipient"),
            "sent": self.tr("Sent"),
            "case": self.tr("Case"),
            "files": self.tr("Files", "attachments"),
        }[name]
        row = self._grid.rowCount()
        label, value = Label(said, "small", tone=Tone.DIM), Label("", wrap=True, selectable=True)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 1)
        self._values[name] = (label, value)

    def show_message(self, message: TrayMessage) -> None:
        """Show this one; where it belongs is asked anew."""
        self._message = message
        row = message.row
        self.subject.setText(row.subject or self.tr("No subject"))
        sent = row.sent_at.astimezone(self._workspace.zone) if row.sent_at else None
        arrived = row.arrived_at.astimezone(self._workspace.zone)
        facts = {
            "from": row.sender,
            "to": row.recipients,
            "sent": f"{say_long(sent, arrived.date())}, {say_time(sent)}" if sent else "",
            "case": "\n".join(_case_words(case) for case in message.cases),
            "files": ", ".join(message.files),
        }
        for name, words in facts.items():
            label, value = self._values[name]
            value.setText(words)
            value.setAccessibleName(f"{label.text()}: {words}")
        self._show_facts()
        first = self.tr("Place {case} in").format(case=message.cases[0].court_number) if message.cases else ""
        words = first if len(message.cases) > 1 else self.tr("Place in")
        self._first_words = words
        self._name_place(words)
        self.suggested.setText(_suggested(message))
        show_if(self.suggested, bool(self.suggested.text()))
        self.text.setText(_whole(message))
        self.place.set_key(None, "")
        self._says_reply, self._asked = False, None
        self._preset_reply(message.needs_reply)
        show_if(self.needs_reply, message.may_need_reply)
        self.set_busy(busy=False)

    def ask(self, *, client_only: bool = False) -> None:
        """The keyboard goes to where it is said; ``client_only``: with the client, without a matter."""
        self._name_place(self.tr("With the client") if client_only else self._first_words)
        self._client_only = client_only
        self._offer()
        self.place.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _name_place(self, words: str) -> None:
        self._client_only = False
        self.place_label.setText(words)
        self.place.setAccessibleName(words)

    def _show_facts(self) -> None:
        """Those that are known; under the list only what does not stand there already."""
        for name, (label, value) in self._values.items():
            shown = bool(value.text()) and (self._beside or name in {"case", "files"})
            show_if(label, shown)
            show_if(value, shown)
        row = self._message.row if self._message else None
        # One sentence: why, or where to.
        reason = row.reason if row is not None and row.suggestion is None else ""
        self.reason.say(reason if self._beside else "", "")

    def set_busy(self, *, busy: bool) -> None:
        """While it is placed or set aside."""
        self.dismiss_button.setEnabled(not busy)
        self._busy = busy
        self._offer()

    @property
    def reply(self) -> bool | None:
        """What the tick says; None where that is no question, or where the rule of the place has to say it still."""
        looked_up = self._asked is not None and not self._says_reply
        return None if self.needs_reply.isHidden() or looked_up else self.needs_reply.isChecked()

    def _on_reply_toggled(self, _: bool) -> None:
        self._says_reply = True

    def _preset_reply(self, needs: bool) -> None:
        with QSignalBlocker(self.needs_reply):
            self.needs_reply.setChecked(needs)

    def _ask_of_reply(self) -> None:
        """Who writes from an address that nobody knows is somebody's client once it is said whose: the tick follows."""
        message, whom, workspace = self._message, self.place.whom(), self._workspace
        if message is None or whom is None or self._says_reply or self.needs_reply.isHidden():
            return
        self._asked = whom
        item_id = message.row.id

        def look() -> bool:
            with workspace.read() as reader:
                return asks_there(reader, item_id, whom.matter_id, whom.client_id)

        def show(needs: bool) -> None:
            if self.shown != item_id or self._asked != whom:
                return
            self._asked = None
            if not self._says_reply:
                self._preset_reply(needs)

        tasks.run(look, owner=self, done=show)

    def _offer(self) -> None:
        """The button places what was chosen; while nothing is typed, where it is suggested."""
        found = self._suggested()
        self.place_button.setText(
            self.tr("Place in {matter}").format(matter=_short(found.title))
            if found
            else self.tr("Place", "button")
        )
        self.place_button.setToolTip(f"{found.number} {found.title}" if found else "")
        self.place_button.updateGeometry()
        self.place_button.setEnabled(not self._busy and (self.place.whom() is not None or found is not None))

    def _suggested(self) -> Suggestion | None:
        if self._message is None or self._client_only or self.place.text().strip():
            return None
        return self._message.row.suggestion

    def _on_place_chosen(self, _item: object) -> None:
        self._offer()
        self._ask_of_reply()

    def _on_place_edited(self, _words: str) -> None:
        self._offer()

    def _on_place_clicked(self) -> None:
        found = self._suggested()
        whom = Whom(found.matter_id, None) if found is not None else self.place.whom()
        if whom is not None and self._client_only:
            whom = Whom(None, whom.client_id)
        if self._message is not None and whom is not None and self.dismiss_button.isEnabled():
            self.set_busy(busy=True)
            first = self._message.cases[0].key if self._message.cases else None
            self.place_requested.emit(self._message.row.id, whom, first, self.reply)

    def _on_dismiss_clicked(self) -> None:
        if self._message is not None:
            self.set_busy(busy=True)
            self.dismiss_requested.emit(self._message.row.id)

    @property
    def shown(self) -> UUID | None:
        """The message that is shown."""
        return self._message.row.id if self._message else None

    def set_beside(self, *, beside: bool) -> None:
        """Whether it stands beside the list, with a line between, or under it."""
        self._beside = beside
        self._show_facts()
        self._restyle()

    def _restyle(self) -> None:
        self.text.setMinimumHeight(0 if self._beside else theme.line_height() * LEAST_LINES)
        self._column.setSpacing(theme.px(10 if self._beside else 6))
        set_margins(self._column, theme.px(20 if self._beside else 0), theme.px(4), 0, theme.px(12))
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnMinimumWidth(0, theme.px(44))
        self._grid.setColumnStretch(1, 1)
        self._where.setSpacing(theme.px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        if self._beside:
            painter.fillRect(0, 0, 1, self.height(), theme.colors().line)
        painter.end()


def _case_words(case: TrayCase) -> str:
    return " · ".join(part for part in (case.court_number, case.case_name, case.court) if part)


def _short(title: str) -> str:
    """A matter's title as a button has room for it: the first of the names."""
    first = title.partition(" v. ")[0].strip()
    return f"{first[:_ON_BUTTON].rstrip()} …" if len(first) > _ON_BUTTON else first


def _suggested(message: TrayMessage) -> str:
    """Where it may belong, and why."""
    found = message.row.suggestion
    if found is None:
        return ""
    if found.why == "client":
        why = translate("Tray", "{client}’s latest contact was in this matter").format(client=found.client)
    elif found.count == 1:
        why = translate("Tray", "the same sender’s last message went there")
    else:
        why = translate("Tray", "the same sender’s last {count} messages went there").format(
            count=found.count
        )
    words = translate("Tray", "Suggested: {number} {title} – {why}. Enter places it there.")
    return words.format(number=found.number, title=found.title, why=why)


def _whole(message: TrayMessage) -> str:
    """The docket texts of a notice first, as the court wrote them, then the message."""
    texts = [text for case in message.cases for text in case.texts if text]
    rule = translate("Tray", "The message as it came:")
    return "\n\n".join([*dict.fromkeys(texts), rule, message.row.text]) if texts else message.row.text
