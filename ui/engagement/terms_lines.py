"""Where the engagement terms of a matter stand, what differs from them, and their two letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.engagement.said import HEADS, part_of, say_part, say_standing
from app.engagement.terms_queries import TermsSheet, terms_sheet
from app.engagement.words import TermsState
from app.kernel.said import say_date
from app.storage.transaction import Reader
from ui.engagement import agree_form, terms_form
from ui.engagement.letters import ENGAGEMENT, PROTOCOL, open_letter
from ui.engagement.lines import EngagementLines, Key, Opener
from ui.engagement.settling import settle_terms
from ui.engagement.versions_sheet import open_revisions
from ui.kit import chips
from ui.kit.row_model import Row

translate = QCoreApplication.translate


class TermsLines(EngagementLines):
    """Where the terms stand, what differs from them, and their two letters."""

    word = "terms"

    @property
    def forms(self) -> Mapping[str, Opener]:
        """Its forms."""
        return {
            terms_form.FORM: terms_form.open_terms_form,
            agree_form.FORM: agree_form.open_agree_form,
        }

    @property
    def heading(self) -> str:
        """What its rows stand under."""
        return translate("Engagement", "Engagement terms")

    def rows(self, reader: Reader, matter_id: UUID) -> Sequence[Row]:
        """Its rows. Runs on the vault's worker."""
        sheet = terms_sheet(reader, matter_id)
        found = [self._standing(sheet)]
        if sheet.revisions:
            found.append(self._newest(sheet))
        if len(sheet.revisions) > 1 or len(sheet.agreements) > 1:
            found.append(self._versions(sheet))
        found += self._differences(sheet)
        letters = (
            (ENGAGEMENT, translate("Engagement", "Letter with the terms"), self._newest_said(sheet)),
            (PROTOCOL, translate("Engagement", "How we will communicate"), self._protocol_said(sheet)),
        )
        for key, title, said in letters:
            found.append(
                Row(
                    (self.word, key),
                    title,
                    "",
                    "file-text",
                    said,
                    action=translate("Engagement", "Open", "button"),
                )
            )
        return found

    def _standing(self, sheet: TermsSheet) -> Row:
        action = {
            TermsState.MISSING: translate("Engagement", "Write…"),
            TermsState.AGREED: translate("Engagement", "Reaffirm…"),
        }.get(sheet.state, translate("Engagement", "Agreed…"))
        words = {
            TermsState.MISSING: translate("Engagement", "not written"),
            TermsState.DRAFT: translate("Engagement", "draft"),
            TermsState.AGREED: translate("Engagement", "agreed"),
            TermsState.REVISED: translate("Engagement", "revision not agreed"),
        }[sheet.state]
        chip = chips.done(words) if sheet.state is TermsState.AGREED else chips.todo(words)
        return Row(
            (self.word, "standing"),
            translate("Engagement", "Terms"),
            "",
            "handshake",
            say_standing(sheet),
            (chip,),
            action,
        )

    def _newest(self, sheet: TermsSheet) -> Row:
        newest = sheet.revisions[0]
        title = translate("Engagement", "Revision {number}").format(number=newest.number)
        action = (
            translate("Engagement", "Revise…") if sheet.draft is None else translate("Engagement", "Go on…")
        )
        return Row(
            (self.word, "form"),
            title,
            newest.reason,
            "pencil",
            newest.form.scope.partition("\n")[0],
            action=action,
        )

    def _versions(self, sheet: TermsSheet) -> Row:
        words = translate("Engagement", "{count} revisions, the first one of {day}")
        one = translate("Engagement", "one revision, of {day}")
        zone, count = self._workspace.zone, len(sheet.revisions)
        day = say_date(sheet.revisions[-1].made_at.astimezone(zone).date())
        said = (words if count > 1 else one).format(count=count, day=day)
        action = translate("Engagement", "Compare")
        title = translate("Engagement", "What was agreed and when")
        return Row((self.word, "versions"), title, "", "history", said, action=action)

    def _differences(self, sheet: TermsSheet) -> list[Row]:
        """What is measured otherwise than it was agreed: somebody set it by hand since."""
        if sheet.agreed is None:
            return []
        words = translate("Engagement", "agreed {agreed}, now {now}")
        nothing = translate("Engagement", "nothing")
        return [
            Row(
                (self.word, "differs", name),
                translate("Engagement", HEADS[name]),
                translate("Engagement", "differs from the agreed terms"),
                "triangle-alert",
                words.format(
                    agreed=say_part(part_of(sheet.agreed.form, name), sheet.home),
                    now=say_part(part_of(sheet.counts, name), sheet.home) or nothing,
                ),
                (chips.clock(translate("Engagement", "differs")),),
                translate("Engagement", "Revise…"),
            )
            for name in sheet.differs
        ]

    def _newest_said(self, sheet: TermsSheet) -> str:
        if not sheet.revisions:
            return translate("Engagement", "as far as it is known")
        return translate("Engagement", "from revision {number}").format(number=sheet.revisions[0].number)

    def _protocol_said(self, sheet: TermsSheet) -> str:
        if sheet.agreed is None:
            return translate("Engagement", "nothing is agreed: from what counts now")
        return translate("Engagement", "from what was agreed, revision {number}").format(
            number=sheet.agreed.number
        )

    def act(self, matter_id: UUID, key: Key) -> None:
        """Write, have agreed, revise; or open a letter."""
        what = key[1]
        if what in {ENGAGEMENT, PROTOCOL}:
            open_letter(self._page, self._workspace, matter_id, str(what))
        elif what == "versions":
            open_revisions(self._page, self._workspace, matter_id)
        elif what == "standing":
            settle_terms(self._page, self._workspace, matter_id)
        else:
            terms_form.open_terms_form(self._page, self._workspace, matter_id)
