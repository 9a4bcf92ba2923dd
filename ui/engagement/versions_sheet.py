"""Every revision of a matter's engagement terms, what the client said of each, and what each changed (PRACTICE B2)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.engagement.said import parts, say_agreement, say_duty
from app.engagement.terms_queries import Revision, TermsSheet
from app.kernel.said import say_moment
from app.wording.lines import guarded
from app.workspace import Workspace
from ui.engagement.load import TermsNow, load_terms
from ui.kit import chips, tasks
from ui.kit.row_model import Row
from ui.policies.versions_sheet import Beside, VersionsBeside

translate = QCoreApplication.translate


def open_revisions(over: QWidget, workspace: Workspace, matter_id: UUID) -> None:
    """Read them, then show them."""
    tasks.run(
        lambda: load_terms(workspace, matter_id),
        owner=over,
        done=lambda found: TermsVersions(over, workspace, found).open(),
    )


class TermsVersions(VersionsBeside):
    """The newest revision is chosen, beside the one before it."""

    def __init__(self, over: QWidget, workspace: Workspace, found: TermsNow) -> None:
        super().__init__(over, translate("TermsVersions", "Revisions of the terms"))
        self._workspace = workspace
        self.show_versions([self._beside(one, found) for one in found.sheet.revisions])

    def _beside(self, one: Revision, found: TermsNow) -> Beside:
        zone = self._workspace.zone
        when = say_moment(one.made_at.astimezone(zone), self._workspace.local_now)
        name = translate("TermsVersions", "Revision {number}").format(number=one.number)
        sheet, today = found.sheet, found.begun.desk.today
        holds = sheet.agreed is not None and sheet.agreed.number == one.number
        chip = (chips.done(translate("TermsVersions", "holds")),) if holds else ()
        said = of_it(one, sheet)
        text = " · ".join(filter(None, (one.reason, *said)))
        row = Row(one.number, name, " · ".join(filter(None, (one.made_by, when))), "history", text, chip)
        return Beside(
            row, name, " ".join(said) or name, text_of(one, sheet.home, today), plain(one, sheet.home, today)
        )


def of_it(one: Revision, sheet: TermsSheet) -> list[str]:
    """What the client said of a revision, a sentence each, the first time first."""
    return [say_agreement(said) for said in reversed(sheet.agreements) if said.number == one.number]


def text_of(one: Revision, home: str, today: date) -> str:
    """The terms to read: a heading for each part."""
    said = [f"# {head}\n{guarded(words, fresh=True)}" for head, words in parts(one.form, home)]
    duties = [f"- {guarded(say_duty(duty, today), fresh=False)}" for duty in one.form.duties]
    if duties:
        said.append("\n".join([f"# {translate('TermsVersions', 'Who does what')}", *duties]))
    return "\n\n".join(said)


def plain(one: Revision, home: str, today: date) -> str:
    """The terms to compare: a line for each part and each duty."""
    said = [f"{head}: {words}" for head, words in parts(one.form, home)]
    return "\n".join([*said, *(say_duty(duty, today) for duty in one.form.duties)])
