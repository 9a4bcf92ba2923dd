"""What a client was told of the use of their data, what they agreed to, declined, took back (PRACTICE A4)."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.channels.rules import ChannelRules
from app.channels.words import Channel
from app.clients.consents import NewConsent, take_consent, withdraw_consent
from app.clients.profile import ConsentRow, Profile
from app.clients.words import ConsentHow, ConsentKind
from app.workspace import Workspace
from ui.kit.choice import Choice
from ui.kit.fields import DateWords, GrowingText, Segmented, TextField
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.labels import Label
from ui.kit.sheet_draft import Keep
from ui.schedule.desk import Desk

translate = QCoreApplication.translate


class ConsentForm(FormSheet):
    """One thing that was asked or told; the words that were used are kept."""

    def __init__(
        self, over: QWidget, workspace: Workspace, desk: Desk, known: Profile, rules: ChannelRules
    ) -> None:
        super().__init__(
            over,
            workspace,
            translate("ConsentForm", "Consent"),
            width=600,
            keep=Keep("client-consent", known.sheet.id),
        )
        self._client_id = known.sheet.id
        self._make_fields(desk, rules)
        form = self.form
        form.add(self.tr("What for"), self.kind, "kind", term="consent")
        form.add(self.tr("Channel"), self.channel, "channel")
        form.add(self.tr("Answer"), self.given, "given")
        form.add(self.tr("Words used"), self.wording, "wording")
        form.add(self.tr("How"), self.how, "how")
        form.add(self.tr("Given by"), self.given_by, "given_by")
        form.add(self.tr("Day"), self.on, "on")
        form.add(self.tr("Taken by"), self.by, "taken_by")
        self.kind.currentIndexChanged.connect(self._show_needed)
        self._show_needed()

    def _make_fields(self, desk: Desk, rules: ChannelRules) -> None:
        self.kind: Choice[ConsentKind | Channel] = Choice(
            [
                (ConsentKind.PRIVACY, self.tr("Was told how we use their data")),
                (ConsentKind.CHANNEL, self.tr("A channel that is not secure")),
                (Channel.TEXT, self.tr("Text messages")),
                (ConsentKind.THIRD_PARTY, self.tr("Talking with a family member or other person")),
                (ConsentKind.WAIVER, self.tr("Conflict waiver (informed consent)")),
                (ConsentKind.SETTLEMENT, self.tr("Settlement authority")),
                (ConsentKind.MARKETING, self.tr("News from the firm")),
                (ConsentKind.SURVEY, self.tr("Being asked for feedback")),
            ],
            name=self.tr("What for"),
        )
        open_ = [(one.channel, one.channel.label) for one in rules.values() if not one.secure]
        every = [(one.channel, one.channel.label) for one in rules.values() if one.secure]
        self.channel: Choice[Channel] = Choice([*open_, *every], name=self.tr("Channel"))
        self.given = Segmented(
            [(True, self.tr("Agreed", "consent")), (False, self.tr("Declined"))],
            value=True,
            name=self.tr("Answer"),
        )
        self.wording = GrowingText(self._asks_for(ConsentKind.PRIVACY), least=3)
        self.how: Choice[ConsentHow] = Choice(
            [
                (ConsentHow.SIGNED, self.tr("Signed")),
                (ConsentHow.EMAIL, self.tr("By e-mail")),
                (ConsentHow.SPOKEN, self.tr("Spoken")),
                (ConsentHow.FORM, self.tr("On a form")),
            ],
            name=self.tr("How"),
        )
        self.given_by = TextField(self.tr("only if it was not the client"))
        self.on = DateWords(desk.parse_back, desk.say, placeholder=self.tr("today, Fri, 6 Nov"))
        self.on.setText(self.tr("today"))
        self.by: Choice[UUID | None] = Choice(desk.choices("")[1:], name=self.tr("Taken by"))
        self.by.set_value(desk.me)

    def command(self) -> Command:
        day = day_of(self.on, "on", self.tr("This is no date. Try “today” or “6 Nov”."))
        kind = self.kind.value()
        new = NewConsent(
            ConsentKind.CHANNEL if isinstance(kind, Channel) else kind,
            kind if isinstance(kind, Channel) else self.channel.value(),
            given=self.given.value() is True,
            wording=self.wording.text(),
            how=self.how.value(),
            given_by=self.given_by.text(),
            on=day,
            taken_by=self.by.value(),
        )
        client_id = self._client_id
        return lambda tx: take_consent(tx, client_id, new)

    def _show_needed(self, *_: object) -> None:
        self.form.show_row("channel", self.kind.value() is ConsentKind.CHANNEL)
        self.form.show_row("given", self.kind.value() is not ConsentKind.PRIVACY)
        self.wording.setPlaceholderText(self._asks_for(self.kind.value()))

    def _asks_for(self, kind: ConsentKind | Channel) -> str:
        particular: dict[ConsentKind | Channel, str] = {
            ConsentKind.THIRD_PARTY: self.tr(
                "with whom, about what, until when; in the words that were used"
            ),
            ConsentKind.WAIVER: self.tr("which conflict, what it may mean, what was explained"),
            ConsentKind.SETTLEMENT: self.tr("up to or from what amount, on which terms, until when"),
        }
        return particular.get(kind, self.tr("what was told or asked, in the words that were used"))


class WithdrawConsentForm(FormSheet):
    """What was agreed to, and the day it was taken back."""

    def __init__(
        self, over: QWidget, workspace: Workspace, desk: Desk, consent: ConsentRow, words: str
    ) -> None:
        super().__init__(
            over,
            workspace,
            translate("ConsentForm", "Consent"),
            width=600,
            save=translate("ConsentForm", "Taken back", "consent"),
            keep=Keep("client-consent-off", consent.id),
        )
        self._id = consent.id
        self.words = Label(words, wrap=True, selectable=True)
        self.how = TextField(self.tr("e.g. in a call to Maria"))
        self.on = DateWords(desk.parse_back, desk.say, placeholder=self.tr("today, Fri, 6 Nov"))
        self.on.setText(self.tr("today"))
        self.form.add_wide(self.words)
        self.form.add(self.tr("Taken back on"), self.on, "on")
        self.form.add(self.tr("How"), self.how, "how")

    def command(self) -> Command:
        day = day_of(self.on, "on", self.tr("This is no date. Try “today” or “6 Nov”."))
        consent_id, how = self._id, self.how.text()
        return lambda tx: withdraw_consent(tx, consent_id, how, day)
