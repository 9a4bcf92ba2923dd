"""What can be done in the tabs of a client's profile: each button and each row, with the form it opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.clients.words import ConsentKind
from app.kernel.rights import Right
from ui.clients.adjustment_form import AdjustmentForm, EndAdjustmentForm
from ui.clients.consent_form import ConsentForm, WithdrawConsentForm
from ui.clients.identity_form import IdentityForm, WithdrawCheckForm
from ui.clients.person_form import PersonAroundForm
from ui.clients.point_form import PointForm, say_history
from ui.clients.profile_rows import say_adjustment, say_check, say_consent
from ui.clients.read_sheet import ReadSheet

if TYPE_CHECKING:
    from app.clients.people_queries import PersonRow
    from app.clients.profile import AdjustmentRow, CheckRow, ConsentRow, KnownPoint
    from app.workspace import Workspace
    from ui.clients.load import ClientView

translate = QCoreApplication.translate


class ProfileDoings:
    """``view`` is what the page shows; None while it reads."""

    def __init__(self, page: QWidget, workspace: Workspace) -> None:
        self._page, self._workspace = page, workspace
        self.view: ClientView | None = None

    def add_person(self) -> None:
        """Somebody around the client."""
        if self.view is not None:
            PersonAroundForm(self._page, self._workspace, self.view.sheet.id).open()

    def check_identity(self) -> None:
        """How it is known who this is."""
        if self.view is not None:
            IdentityForm(self._page, self._workspace, self.view.desk, self.view.known).open()

    def take_consent(self) -> None:
        """What was told or agreed to."""
        if self.view is not None:
            view = self.view
            ConsentForm(self._page, self._workspace, view.desk, view.known, view.rules).open()

    def make_adjustment(self) -> None:
        """What is done for their needs."""
        if self.view is not None:
            AdjustmentForm(self._page, self._workspace, self.view.desk, self.view.sheet.id).open()

    def open(self, key: object) -> bool:
        """Open what a row shows; whether it is a row of the profile."""
        if self.view is None or not isinstance(key, tuple):
            return False
        kind, thing = key
        known = self.view.known
        things: dict[str, tuple[Sequence[Any], Callable[[Any], None]]] = {
            "around": (known.sheet.people, self._open_person),
            "point": (known.points, self._open_point),
            "check": (known.checks, self._open_check),
            "consent": (known.consents, self._open_consent),
            "adjustment": (known.adjustments, self._open_adjustment),
        }
        if kind not in things:
            return False
        rows, show = things[kind]
        found = next((row for row in rows if row.id == thing), None)
        if found is not None:
            show(found)
        return True

    def reopen(self, form: str, thing: UUID | None) -> bool:
        """Open a form again that was left unsaved."""
        if self.view is None:
            return False
        new = {
            "client-person-new": self.add_person,
            "client-identity": self.check_identity,
            "client-consent": self.take_consent,
            "client-adjustment": self.make_adjustment,
        }
        if form in new and thing == self.view.sheet.id:
            new[form]()
            return True
        rows = {
            "client-person": "around",
            "client-point": "point",
            "client-identity-off": "check",
            "client-consent-off": "consent",
            "client-adjustment-end": "adjustment",
        }
        return form in rows and self.open((rows[form], thing))

    @property
    def _writes(self) -> bool:
        return self._workspace.may(Right.WRITE)

    def _open_person(self, row: PersonRow) -> None:
        if self._writes and self.view is not None:
            PersonAroundForm(self._page, self._workspace, self.view.sheet.id, row).open()

    def _open_point(self, point: KnownPoint) -> None:
        view = self.view
        if view is None:
            return
        if self._writes and point.retired_at is None:
            PointForm(self._page, self._workspace, view.desk, point).open()
        else:
            self._read(" ".join(point.value.split()), say_history(point, view.desk))

    def _open_check(self, check: CheckRow) -> None:
        view = self.view
        if view is None:
            return
        words = say_check(check, view.known, view.desk)
        if self._writes and check.withdrawn_at is None:
            WithdrawCheckForm(self._page, self._workspace, check, words).open()
        else:
            self._read(translate("IdentityForm", "Identity check"), words)

    def _open_consent(self, consent: ConsentRow) -> None:
        view = self.view
        if view is None:
            return
        words = say_consent(consent, view.desk)
        takes_back = consent.given and consent.withdrawn_on is None and consent.is_newest
        if self._writes and takes_back and consent.kind is not ConsentKind.PRIVACY:
            WithdrawConsentForm(self._page, self._workspace, view.desk, consent, words).open()
        else:
            self._read(translate("ConsentForm", "Consent"), words)

    def _open_adjustment(self, adjustment: AdjustmentRow) -> None:
        view = self.view
        if view is None:
            return
        words = say_adjustment(adjustment, view.desk)
        if self._writes and adjustment.ended_on is None:
            EndAdjustmentForm(self._page, self._workspace, view.desk, adjustment, words).open()
        else:
            self._read(translate("AdjustmentForm", "Accommodation"), words)

    def _read(self, title: str, words: str) -> None:
        ReadSheet(self._page, title, words).open()
