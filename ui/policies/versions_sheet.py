"""Every version of a policy, and what each changed, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.kernel.said import say_moment
from app.policies.book import Policy
from app.policies.queries import Words
from app.policies.words import PolicyState
from app.reports.policy_page import standing
from app.wording.differences import line_pairs
from app.workspace import Workspace
from ui.kit import tasks, theme
from ui.kit.fields import Segmented
from ui.kit.labels import Label
from ui.kit.row_model import Row
from ui.kit.rows import RowList
from ui.kit.sheet import Sheet
from ui.policies import load
from ui.policies.text_view import PolicyText

translate = QCoreApplication.translate
_MOST_SHOWN = 4
"""Versions in sight; the others scroll."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One version: its row, what stands over it, its text with marks, and the words that are compared."""

    row: Row
    name: str
    head: str
    said: str
    words: str


class VersionsBeside(Sheet):
    """A list of versions, the newest first; under it the chosen one beside the one before it, or its whole text."""

    def __init__(self, over: QWidget, title: str) -> None:
        super().__init__(over, title, width=960)
        self._versions: Sequence[Beside] = ()
        self.rows = RowList(translate("Versions", "Versions"), name_share=0.4)
        self.rows.stand_whole(_MOST_SHOWN)
        self.rows.chosen.connect(lambda _: self._show_chosen())
        self.how = Segmented(
            [
                (True, translate("Versions", "What it changed")),
                (False, translate("Versions", "The whole text")),
            ],
            True,
            name=translate("Versions", "Shown"),
        )
        self.how.changed.connect(lambda _: self._show_chosen())
        self.what = Label("", "bold", wrap=True)
        self.text = PolicyText(translate("Versions", "The version"))
        self.text.setMinimumHeight(theme.px(320))
        for widget in (self.rows, self.how, self.what, self.text):
            self.body.addWidget(widget)
        self.add_buttons(translate("Versions", "Close"), cancel="")

    def show_versions(self, versions: Sequence[Beside]) -> None:
        """Show these; the newest is chosen."""
        self._versions = versions
        self.rows.set_rows([one.row for one in versions])
        self.rows.select_first()
        self._show_chosen()

    def _show_chosen(self) -> None:
        key = self.rows.current_key()
        place = next((at for at, one in enumerate(self._versions) if one.row.key == key), None)
        if place is None:
            return
        chosen = self._versions[place]
        before = self._versions[place + 1] if place + 1 < len(self._versions) else None
        if before is None or self.how.value() is False:
            self.what.setText(chosen.head)
            self.text.show_text(chosen.said)
            return
        pairs = line_pairs(before.words, chosen.words)
        same = all(pair.same for pair in pairs)
        self.what.setText(translate("Versions", "Both say the same.") if same else chosen.head)
        self.text.show_pairs(() if same else pairs, before.name, chosen.name)


class PolicyVersions(VersionsBeside):
    """The versions of a policy."""

    def __init__(self, over: QWidget, workspace: Workspace, found: Policy) -> None:
        super().__init__(over, translate("Policies", "Versions: {title}").format(title=found.title))
        self._workspace = workspace
        tasks.run(lambda: load.past(workspace, found.id), owner=self, done=self._show)

    def _show(self, read: tuple[Policy, tuple[Words, ...], Mapping[UUID, str]]) -> None:
        found, words, names = read
        zone = self._workspace.zone
        now = self._workspace.local_now
        versions = []
        for one in words:
            head = one.head
            when = say_moment(head.made_at.astimezone(zone), now)
            by = names.get(head.made_by, "")
            name = translate("Versions", "Version {number}").format(number=head.number)
            stands = standing(found, head).partition(", ")[2]
            text = " · ".join(filter(None, (stands, head.reason)))
            row = Row(head.number, name, " · ".join(filter(None, (by, when))), "history", text)
            versions.append(Beside(row, name, head.title, one.said, one.said))
        self.show_versions(versions)


def state_words(state: PolicyState) -> str:
    """How a policy stands, as people read it."""
    return {
        PolicyState.DRAFT: translate("Policies", "draft"),
        PolicyState.COMING: translate("Policies", "to come"),
        PolicyState.IN_FORCE: translate("Policies", "in force"),
        PolicyState.REPEALED: translate("Policies", "ended"),
    }[state]
