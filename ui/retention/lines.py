"""Retention on the matter's tab "Terms & care": until when it is kept, its holds, the originals that the firm keeps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.kernel.rights import Right
from app.kernel.said import say_date
from app.matters.keepers import names_of
from app.matters.sheet import matter_sheet
from app.retention.queries import DocumentRow, HoldRow, closed_matter, holds, kept_documents
from app.storage.transaction import Reader
from app.workspace import Workspace
from ui.kit.row_model import Row
from ui.retention.forms import DocumentForm, HoldForm, LiftForm
from ui.retention.review_sheet import open_review
from ui.retention.words import document_word, kept_words, rule_words, since_words

if TYPE_CHECKING:
    from ui.matters.page import MatterPage

translate = QCoreApplication.translate


class RetentionLines:
    """The first row says until when; a hold or an original is begun there, too."""

    word = "retention"

    def __init__(self, page: MatterPage, workspace: Workspace) -> None:
        self._page, self._workspace = page, workspace
        self._holds: dict[UUID, HoldRow] = {}
        self._documents: dict[UUID, DocumentRow] = {}

    @property
    def heading(self) -> str:
        """What its rows stand under."""
        return translate("RetentionLines", "Retention")

    def rows(self, reader: Reader, matter_id: UUID) -> Sequence[Row]:
        """Until when, then what holds it, then what is kept."""
        self._holds = {one.id: one for one in holds(reader, matter_id=matter_id)}
        clients = matter_sheet(reader, matter_id).clients
        self._documents = {one.id: one for one in kept_documents(reader, [matter_id])}
        lift = translate("RetentionLines", "Lift") if Right.DESTROY in reader.rights else ""
        hold, whole = (
            translate("RetentionLines", "Held"),
            translate("RetentionLines", "All of {client} is held"),
        )
        titles = dict.fromkeys(self._holds, hold)
        for client_id, name in clients:
            for one in holds(reader, client_id=client_id):
                self._holds[one.id] = one
                titles[one.id] = whole.format(client=name)
        names = names_of(reader, [one.set_by for one in self._holds.values()])
        found = [self._first(reader, matter_id)]
        for one in self._holds.values():
            since = since_words(one, names, self._workspace.zone)
            key = ("retention", "hold", one.id)
            found.append(Row(key, titles[one.id], since, "lock", one.reason, action=lift))
        found += [self._document(one) for one in self._documents.values()]
        words = translate("RetentionLines", "Original kept for the client")
        action = translate("RetentionLines", "Note one")
        return [*found, Row(("retention", "keep", None), words, icon="file-text", action=action)]

    def _first(self, reader: Reader, matter_id: UUID) -> Row:
        closed = closed_matter(reader, matter_id)
        title = translate("RetentionLines", "Kept")
        if closed is None:
            said = translate("RetentionLines", "The time counts when the matter is closed.")
            action = translate("RetentionLines", "Hold", "button")
            return Row(("retention", "begin", None), title, said, icon="clock", action=action)
        rule = closed.retention.rule
        text = rule_words(rule) if rule is not None else ""
        may = closed.waits(reader.today) and Right.DESTROY in reader.rights
        word = translate("RetentionLines", "Review") if may else translate("RetentionLines", "Hold", "button")
        kind = "review" if may else "begin"
        said = kept_words(closed, reader.today)
        return Row(("retention", kind, None), title, said, icon="clock", text=text, action=word)

    def _document(self, one: DocumentRow) -> Row:
        if one.ended_on is None:
            action = translate("RetentionLines", "Ended")
            return Row(
                ("retention", "document", one.id),
                document_word(one.kind),
                one.title,
                "file-text",
                action=action,
            )
        said = f"{one.ended_how}, {say_date(one.ended_on)}"
        return Row(("retention", "document", one.id), document_word(one.kind), one.title, "file-text", said)

    def act(self, matter_id: UUID, key: tuple[object, ...]) -> None:
        """Do the one thing of a row."""
        what, one = key[1], key[2]
        page, workspace = self._page, self._workspace
        if what == "begin":
            page.forms.open(HoldForm(page, workspace, matter_id=matter_id))
        elif what == "review":
            open_review(page, workspace, matter_id)
        elif what == "keep":
            page.forms.open(DocumentForm(page, workspace, matter_id))
        elif what == "hold" and isinstance(one, UUID) and workspace.may(Right.DESTROY):
            page.forms.open(LiftForm(page, workspace, self._holds[one]))
        elif what == "document" and isinstance(one, UUID) and self._documents[one].ended_on is None:
            page.forms.open(DocumentForm(page, workspace, matter_id, self._documents[one]))

    def open(self, matter_id: UUID, key: tuple[object, ...]) -> None:
        """The same: there is nothing more to show."""
        if self._workspace.may(Right.WRITE):
            self.act(matter_id, key)

    def reopen(self, matter_id: UUID, form: str, thing: UUID | None) -> bool:
        """A form of these that was left unsaved."""
        page, workspace = self._page, self._workspace
        if form == "hold":
            page.forms.open(HoldForm(page, workspace, matter_id=matter_id))
        elif form == "kept-document" and thing in self._documents:
            page.forms.open(DocumentForm(page, workspace, matter_id, self._documents[thing]))
        elif form == "kept-document":
            page.forms.open(DocumentForm(page, workspace, matter_id))
        elif form == "lift-hold" and thing in self._holds:
            page.forms.open(LiftForm(page, workspace, self._holds[thing]))
        else:
            return False
        return True
