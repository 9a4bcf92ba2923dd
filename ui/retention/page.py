"""Retention: what is due for review with all that speaks against it, what is held, what was destroyed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from app.clients.queries import client_names
from app.destruction.queries import Certificate, certificates
from app.destruction.review import Review, reviews_due
from app.kernel.days import add_months
from app.kernel.rights import Right
from app.kernel.said import say_date
from app.matters.keepers import names_of
from app.matters.queries import MatterRow, list_matters
from app.retention.firm_rules import rules
from app.retention.queries import ClosedMatter, HoldRow, closed_matters, holds
from app.retention.rules import YEAR, RuleRow
from app.storage.transaction import Reader
from app.workspace import Workspace
from ui.kit import chips, tasks
from ui.kit.buttons import Button
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.page import Page
from ui.kit.rights import needs
from ui.kit.row_model import Group, Row
from ui.kit.rows import RowList
from ui.retention.certificate_sheet import open_certificate
from ui.retention.forms import LiftForm
from ui.retention.review_sheet import open_review
from ui.retention.rule_forms import RuleForm, open_rule, reopen_rule
from ui.retention.words import kept_words, rule_line, since_words

translate = QCoreApplication.translate


class _Seen(NamedTuple):
    due: tuple[Review, ...]
    coming: tuple[tuple[ClosedMatter, MatterRow], ...]
    """Closed matters whose time ends within a year, those that end first at the head."""
    holds: tuple[tuple[HoldRow, str], ...]
    people: Mapping[UUID | None, str]
    """Who put the holds on."""
    rules: tuple[RuleRow, ...]
    certificates: tuple[Certificate, ...]


class RetentionPage(Page):
    """Enter does the one thing about a row."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(translate("RetentionPage", "Retention"))
        self._workspace = workspace
        self._holds: dict[object, tuple[HoldRow, str]] = {}
        """With whose it is."""
        self._certificates: dict[object, Certificate] = {}
        self.rule = Button(self.tr("Set a rule…"), self._on_rule_clicked)
        needs(self.rule, workspace, Right.FIRM)
        self.add_to_head(self.rule)
        self.rows = RowList(self.tr("Retention"), name_share=0.42)
        self.rows.acted.connect(self._on_rows_acted)
        self.rows.opened.connect(self._on_rows_acted)
        may = workspace.may(Right.FIRM)
        empty = EmptyState(
            self.tr("Nothing is held, and no rule says yet how long a closed file is kept."),
            self.tr("Set a rule…") if may else "",
            self._on_rule_clicked if may else None,
        )
        self._either = OrEmpty(self.rows, empty)
        self.body.addWidget(self._either, 1)

    def reload(self) -> None:
        workspace = self._workspace

        def read() -> _Seen:
            with workspace.read() as reader:
                return _read(reader)

        tasks.run(read, owner=self, done=self._show, failed=self.errors.show_error)

    def _show(self, seen: _Seen) -> None:
        self.errors.clear()
        self._holds = {("hold", one.id): (one, whose) for one, whose in seen.holds}
        self._certificates = {("certificate", one.number): one for one in seen.certificates}
        today = self._workspace.today
        groups = [
            Group(
                self.tr("Due for review"),
                tuple(_due(one, today) for one in seen.due),
            ),
            Group(
                self.tr("Due next year"),
                tuple(_coming(one, matter, today) for one, matter in seen.coming),
            ),
            Group(
                self.tr("Held"),
                tuple(_held(one, whose, seen.people, self._workspace) for one, whose in seen.holds),
            ),
            Group(self.tr("Rules"), tuple(map(rule_line, seen.rules))),
            Group(
                self.tr("Destroyed"),
                tuple(_certificate(one, self._workspace.zone) for one in seen.certificates),
            ),
        ]
        self.rows.set_groups(groups)
        self._either.show_full(any(group.rows for group in groups))
        if self.rows.current_key() is None:
            self.rows.select_first()

    def _on_rows_acted(self, key: object) -> None:
        if not isinstance(key, tuple):
            return
        if key[0] in {"due", "coming"}:
            open_review(self, self._workspace, key[1])
        elif key[0] == "certificate":
            open_certificate(self, self._workspace, self._certificates[key])
        elif key[0] == "hold" and self._workspace.may(Right.DESTROY):
            hold, whose = self._holds[key]
            form = LiftForm(self, self._workspace, hold)
            form.say_whose(whose)
            form.open()
        elif key[0] == "rule" and self._workspace.may(Right.FIRM):
            open_rule(self, self._workspace, key[2], key[1])

    def _on_rule_clicked(self) -> None:
        RuleForm(self, self._workspace).open()

    def reopen(self, form: str, thing: object) -> bool:
        return reopen_rule(self, self._workspace, form)


def _read(reader: Reader) -> _Seen:
    held = holds(reader)
    numbers = {
        row.id: f"{row.number} · {row.title}"
        for row in list_matters(reader, ids=[one.matter_id for one in held if one.matter_id])
    }
    names = client_names(reader, [one.client_id for one in held if one.client_id])
    may = not reader.rights.isdisjoint({Right.DESTROY, Right.AUDIT})
    return _Seen(
        reviews_due(reader),
        _within_a_year(reader),
        tuple((one, _whose(one, numbers, names)) for one in held),
        names_of(reader, [one.set_by for one in held]),
        rules(reader),
        certificates(reader) if may else (),
    )


def _within_a_year(reader: Reader) -> tuple[tuple[ClosedMatter, MatterRow], ...]:
    """What is due in the twelve months to come, so that nobody is surprised by it."""
    by = add_months(reader.today, YEAR)
    found = [
        one
        for one in closed_matters(reader, due_by=by)
        if one.due_on is not None and one.due_on > reader.today
    ]
    matters = {row.id: row for row in list_matters(reader, ids=[one.matter_id for one in found])}
    return tuple((one, matters[one.matter_id]) for one in found)


def _whose(one: HoldRow, numbers: Mapping[UUID, str], names: Mapping[UUID, str]) -> str:
    if one.client_id is not None:
        return names.get(one.client_id, "")
    return numbers.get(one.matter_id, "") if one.matter_id is not None else ""


def _due(one: Review, today: date) -> Row:
    stops = sum(each.stops for each in one.objections)
    words = translate("RetentionPage", "{count} against it").format(count=stops)
    return Row(
        ("due", one.matter.id),
        f"{one.matter.number} · {one.matter.title}",
        one.matter.client,
        icon="folder",
        text=kept_words(one.closed, today),
        chips=(chips.todo(words),) if stops else (),
        action=translate("RetentionPage", "Review"),
    )


def _coming(one: ClosedMatter, matter: MatterRow, today: date) -> Row:
    """Enter shows what speaks against it: there is time to settle that."""
    held = (chips.locked(translate("RetentionPage", "held")),) if one.holds else ()
    name, said = f"{matter.number} · {matter.title}", kept_words(one, today)
    action = translate("RetentionPage", "Look")
    return Row(("coming", matter.id), name, matter.client, "folder", said, held, action)


def _held(one: HoldRow, whose: str, people: Mapping[UUID | None, str], workspace: Workspace) -> Row:
    action = translate("RetentionPage", "Lift") if workspace.may(Right.DESTROY) else ""
    since = since_words(one, people, workspace.zone)
    return Row(("hold", one.id), whose, since, "lock", one.reason, action=action)


def _certificate(one: Certificate, zone: ZoneInfo) -> Row:
    title = translate("RetentionPage", "Certificate {number}").format(number=one.number)
    matter = one.says.matter or translate("RetentionPage", "number not kept")
    return Row(
        ("certificate", one.number),
        title,
        matter,
        icon="file-text",
        text=say_date(one.destroyed_at.astimezone(zone).date()),
        action=translate("RetentionPage", "Show"),
    )
