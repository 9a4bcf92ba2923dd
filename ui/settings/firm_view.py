"""What the Firm page shows, read in one go."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID

from app.channels.queries import channel_rules
from app.channels.rules import ChannelRules
from app.contactlog.kind_queries import KindRow, kind_rows
from app.kernel.rights import Right
from app.people.queries import ColleagueRow, colleagues
from app.people.users import signing_in
from app.plain.queries import PlainWordRow, language_of, plain_words
from app.settings.commands import FirmDetails
from app.settings.queries import firm, logo
from app.workspace import Workspace
from ui.schedule.desk import Desk, load_desk
from ui.settings.firm_draft import FirmValues, kept_firm
from ui.settings.hours_view import HoursView, hours_view
from ui.settings.schedules_part import SchedulesView, load_schedules


class FirmView(NamedTuple):
    """The firm's records; ``unsaved`` is what who is signed in typed and did not save."""

    details: FirmDetails
    logo: bytes | None
    unsaved: FirmValues | None
    people: tuple[ColleagueRow, ...]
    signing_in: frozenset[UUID]
    today: date
    rules: ChannelRules
    kinds: tuple[KindRow, ...]
    hours: HoursView
    desk: Desk
    schedules: SchedulesView
    plain: tuple[PlainWordRow, ...]
    plain_language: str


def load_firm(workspace: Workspace) -> FirmView:
    """Read it, on the worker."""
    with workspace.read() as reader:
        details = firm(reader).details
        return FirmView(
            details,
            logo(reader),
            kept_firm(reader, details) if workspace.may(Right.FIRM) else None,
            colleagues(reader, active_only=False),
            signing_in(workspace.vault),
            reader.today,
            channel_rules(reader),
            kind_rows(reader),
            hours_view(reader),
            load_desk(reader),
            load_schedules(reader),
            plain_words(reader),
            language_of(reader),
        )
