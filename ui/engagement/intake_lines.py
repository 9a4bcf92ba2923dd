"""How a matter began: the consultation, the conflict check, the documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.engagement.intake import receive_document, return_document
from app.engagement.intake_queries import DocumentRow, IntakeSheet, intake_sheet
from app.engagement.words import DocumentState
from app.kernel.said import say_day
from app.storage.transaction import Reader, Transaction
from ui.engagement import intake_form
from ui.engagement.lines import EngagementLines, Key, Opener
from ui.kit import chips, tasks
from ui.kit.row_model import Row

translate = QCoreApplication.translate


class IntakeLines(EngagementLines):
    """The consultation, the conflict check, the documents."""

    word = "intake"

    @property
    def forms(self) -> Mapping[str, Opener]:
        """Its forms."""
        return {
            intake_form.FORM: intake_form.open_intake_form,
            intake_form.DOCUMENT: intake_form.open_document_form,
        }

    @property
    def heading(self) -> str:
        """What its rows stand under."""
        return translate("Engagement", "How it began")

    def rows(self, reader: Reader, matter_id: UUID) -> Sequence[Row]:
        """Its rows. Runs on the vault's worker."""
        sheet = intake_sheet(reader, matter_id)
        rows = [self._consultation(reader, sheet), self._check(reader, sheet)]
        rows += [self._document(reader, one) for one in sheet.documents]
        add = translate("Engagement", "Document received or owed")
        rows.append(Row((self.word, "add"), add, "", "plus", "", action=translate("Engagement", "Add…")))
        return rows

    def _consultation(self, reader: Reader, sheet: IntakeSheet) -> Row:
        form = sheet.form
        with_whom = (
            translate("Engagement", "with {names}").format(names=form.with_whom) if form.with_whom else ""
        )
        day = say_day(form.held_on, reader.today) if form.held_on else ""
        said = ", ".join(filter(None, (day, with_whom, sheet.held_by)))
        return Row(
            (self.word, "form"),
            translate("Engagement", "Consultation"),
            said,
            "message-square",
            " ".join(form.facts.split())[:300]
            or (said and "")
            or translate("Engagement", "nothing written yet"),
            action=translate("Engagement", "Change…")
            if sheet.versions
            else translate("Engagement", "Write…"),
        )

    def _check(self, reader: Reader, sheet: IntakeSheet) -> Row:
        check, shown = sheet.check, tuple[chips.Chip, ...]()
        if check is None:
            said = translate("Engagement", "none was made for this matter")
        else:
            day = say_day(reader.local(check.asked_at).date(), reader.today)
            said = f"{day}: {check.asked}"
            concluded = translate("Engagement", check.conclusion.value)
            shown = (
                (chips.done(concluded),) if check.conclusion.value == "clear" else (chips.todo(concluded),)
            )
        action = translate("Engagement", "Open", "button") if check else translate("Engagement", "Check…")
        title = translate("Engagement", "Conflict check")
        key = (self.word, "check", check.id if check else None)
        return Row(key, title, "", "scale", said, shown, action)

    def _document(self, reader: Reader, one: DocumentRow) -> Row:
        words = {
            DocumentState.OWED: translate("Engagement", "owed"),
            DocumentState.RECEIVED: translate("Engagement", "here"),
            DocumentState.RETURNED: translate("Engagement", "given back"),
            DocumentState.WITHDRAWN: translate("Engagement", "not needed"),
        }[one.state]
        day = {
            DocumentState.OWED: one.due_on,
            DocumentState.RECEIVED: one.received_on,
            DocumentState.RETURNED: one.returned_on,
        }.get(one.state)
        late = one.state is DocumentState.OWED and day is not None and day < reader.today
        chip = chips.late(words) if late else chips.todo(words) if one.state is DocumentState.OWED else None
        action = {DocumentState.OWED: translate("Engagement", "Received")}.get(one.state, "")
        if one.state is DocumentState.RECEIVED and one.original:
            action = translate("Engagement", "Give back")
        original = translate("Engagement", "original") if one.original else ""
        return Row(
            (self.word, "document", one.id, one.state),
            one.title,
            ", ".join(filter(None, (one.owner, original))),
            "file",
            say_day(day, reader.today) if day else "",
            (chip or chips.plain(words),),
            action,
        )

    def act(self, matter_id: UUID, key: Key) -> None:
        """Write, check, take in, give back."""
        what, page, workspace = key[1], self._page, self._workspace
        if what == "form":
            intake_form.open_intake_form(page, workspace, matter_id)
        elif what == "add":
            intake_form.open_document_form(page, workspace, matter_id)
        elif what == "check":
            self._open_check(matter_id, key[2])
        elif what == "document" and isinstance(key[2], UUID):
            self._mark(key[2], key[3])

    def _open_check(self, matter_id: UUID, check_id: object) -> None:
        from app.conflicts.commands import NewCheck
        from ui.conflicts.check_form import open_check
        from ui.conflicts.check_sheet import open_check_sheet

        if isinstance(check_id, UUID):
            open_check_sheet(self._page, self._workspace, check_id)
            return
        view = self._page.view
        title = view.sheet.row.title if view else ""
        open_check(self._page, self._workspace, NewCheck((title,) if title else (), matter_id=matter_id))

    def _mark(self, document_id: UUID, state: object) -> None:
        commands: dict[object, Callable[[Transaction, UUID], None]] = {
            DocumentState.OWED: receive_document,
            DocumentState.RECEIVED: return_document,
        }
        command = commands.get(state)
        if command is None:
            return

        def write() -> None:
            with self._workspace.write() as tx:
                command(tx, document_id)

        tasks.run(write, owner=self, failed=self._page.errors.show_error)
