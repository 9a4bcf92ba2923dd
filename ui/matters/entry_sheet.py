"""One entry whole, with every version of it: nothing is overwritten (PRACTICE C2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.bootstrap import Workspace
from app.contactlog.commands import withdraw_contact
from app.contactlog.queries import EntryRow, VersionRow, entry, versions
from app.contactlog.words import Channel, Direction
from ui.kit import tasks
from ui.kit.chips import Tone
from ui.kit.fields import GrowingText
from ui.kit.formsheet import Command, FormSheet
from ui.kit.labels import Label, head
from ui.kit.sheet import Sheet
from ui.matters.heads import entry_head
from ui.schedule.desk import Desk, load_desk

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class WholeEntry:
    """What the sheet shows."""

    desk: Desk
    entry: EntryRow
    versions: tuple[VersionRow, ...]


def open_entry(
    over: QWidget, workspace: Workspace, entry_id: UUID, *, on_amend: Callable[[], object] | None = None
) -> None:
    """Read the entry, then show it; ``on_amend`` is called when somebody wants to write it anew."""

    def read() -> WholeEntry:
        with workspace.read() as reader:
            return WholeEntry(load_desk(reader), entry(reader, entry_id), versions(reader, entry_id))

    tasks.run(read, owner=over, done=lambda found: EntrySheet(over, workspace, found, on_amend).open())


class EntrySheet(Sheet):
    """Reads only; "Amend" and "Withdraw" lead on."""

    def __init__(
        self, over: QWidget, workspace: Workspace, found: WholeEntry, on_amend: Callable[[], object] | None
    ) -> None:
        super().__init__(over, entry_head(found.entry), width=640)
        self._found, self._on_amend, self._workspace = found, on_amend, workspace
        self._over_page = over
        self._amend, self._withdraw = self.tr("Amend…"), self.tr("Withdraw…")
        for number, version in enumerate(reversed(found.versions)):
            self._add_version(version, newest=number == 0)
        gone = found.entry.withdrawn_at is not None
        extra = () if gone else ((self._amend, self._withdraw) if on_amend else (self._withdraw,))
        self.add_buttons(self.tr("Close"), extra=extra, cancel="", keys="Ctrl+Return")

    def apply(self, button: str) -> None:
        self.accept()
        if button == self._amend and self._on_amend is not None:
            self._on_amend()
        elif button == self._withdraw:
            WithdrawForm(self._over_page, self._workspace, self._found.entry.id).open()

    def _add_version(self, version: VersionRow, *, newest: bool) -> None:
        desk = self._found.desk
        stamp = self.tr("Version {number}, written {moment} by {author}").format(
            number=version.version, moment=desk.say_moment(version.written_at), author=version.author
        )
        self.body.addWidget(head(stamp))
        withdrawn = self._found.entry.withdrawn_at
        if newest and withdrawn is not None:
            words = self.tr("Withdrawn {moment}. It stays readable and counts for nothing.")
            self.body.addWidget(
                Label(words.format(moment=desk.say_moment(withdrawn)), tone=Tone.SOON, wrap=True)
            )
        if version.reason:
            words = self.tr("Why it was amended: {reason}").format(reason=version.reason)
            self.body.addWidget(Label(words, wrap=True, selectable=True))
        for label, value in version_lines(version, desk):
            self.body.addWidget(Label(f"{label}: {value}" if label else value, wrap=True, selectable=True))


class WithdrawForm(FormSheet):
    """An entry that was a mistake stays readable and counts for nothing."""

    def __init__(self, over: QWidget, workspace: Workspace, entry_id: UUID) -> None:
        super().__init__(over, workspace, "Withdraw this entry", width=480, save="Withdraw")
        self._entry_id = entry_id
        words = self.tr("It stays readable, marked as withdrawn, and no longer counts as contact or update.")
        self.body.insertWidget(0, Label(words, wrap=True))
        self.reason = GrowingText(self.tr("logged in the wrong matter"), least=2)
        self.form.add(self.tr("Why"), self.reason, "reason")

    def command(self) -> Command:
        entry_id, reason = self._entry_id, self.reason.text()
        return lambda tx: withdraw_contact(tx, entry_id, reason)


def version_lines(version: VersionRow, desk: Desk) -> list[tuple[str, str]]:
    """What a version says, in the order of the form; an empty label for the summary."""
    content = version.content
    how = [Channel(content["channel"]).label, Direction(content["direction"]).label.lower()]
    if content.get("outcome"):
        how.append(str(content["outcome"]).replace("_", " "))
    if content.get("duration_minutes"):
        how.append(translate("Entry", "{minutes} min").format(minutes=content["duration_minutes"]))
    lines = [(translate("Entry", "How"), ", ".join(how))]
    people = [f"{name}, {role}" if role else name for name, role in content.get("participants", ())]
    if people:
        lines.append((translate("Entry", "With"), "; ".join(people)))
    named = (
        ("reached_at", translate("Entry", "Reached at")),
        ("summary", ""),
        ("advice", translate("Entry", "Advised")),
        ("advice_declined", translate("Entry", "Declined")),
        ("decision", translate("Entry", "Decided")),
        ("costs", translate("Entry", "Costs")),
        ("interpreter", translate("Entry", "Interpreter")),
        ("confidentiality", translate("Entry", "Confidentiality")),
    )
    lines += [(label, str(content[name])) for name, label in named if content.get(name)]
    flags = (
        ("is_update", translate("Entry", "a client update")),
        ("identity_checked", translate("Entry", "identity checked")),
        ("needs_reply", translate("Entry", "needs a reply")),
        ("urgent", translate("Entry", "urgent")),
        ("billable", translate("Entry", "billable")),
    )
    marked = [words for name, words in flags if content.get(name)]
    if marked:
        lines.append((translate("Entry", "Marked"), ", ".join(marked)))
    if content.get("tags"):
        lines.append((translate("Entry", "Tags"), ", ".join(content["tags"])))
    files = [str(one[0]) for one in content.get("attachments", ())]
    if files:
        lines.append((translate("Entry", "Attached"), ", ".join(files)))
    return lines
