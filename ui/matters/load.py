"""What the page of a matter shows, read in one go on the vault's worker."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.clients.queries import ClientSheet, client_sheet
from app.concerns.standing import Standing, standing_concerns
from app.contactlog.queries import (
    EntryRow,
    FollowUpRow,
    awaiting_reply,
    earlier_participants,
    follow_ups,
    untold_developments,
)
from app.contactlog.timeline import (
    News,
    Outline,
    Stretch,
    latest_updates,
    news_of,
    place_of,
    stretch,
    timeline,
)
from app.hours.queries import work_time
from app.matters.keepers import Change, keeper_history
from app.matters.key_date_queries import KeyDateRow, key_dates
from app.matters.parties import Party, parties
from app.matters.sheet import MatterSheet, matter_sheet
from app.matters.walls import Wall, may_restrict, wall_of
from app.owed.items import OwedState
from app.owed.news import DateToTell, NewsStanding, dates_to_tell, knows_of, news_standing
from app.owed.queries import Owed, owed
from app.promises.queries import terms_book
from app.promises.terms import PromiseTerms
from app.promises.words import say_short
from app.schedule.excuses import ExcuseRow, excuses
from app.schedule.queries import UpdateDue, update_dues
from app.schedule.silences import SilenceRow, silences
from app.workspace import Workspace
from ui.kit.timeline_model import BATCH
from ui.matters.fees_view import FeesView, read_fees
from ui.schedule.desk import Desk, load_desk

translate = partial(QCoreApplication.translate, "Clocks")
UPDATES, OTHERS = 100, 60
"""So many of the updates given, and of others who took part, are listed; the timeline has all."""


@dataclass(frozen=True, slots=True)
class MatterView:
    """A matter with what belongs to it; of its timeline what is looked at."""

    desk: Desk
    sheet: MatterSheet
    clients: tuple[ClientSheet, ...]
    outline: Outline
    stretches: Mapping[int, Stretch]
    """Of the outline, those that were asked for."""
    updates: tuple[EntryRow, ...]
    """The updates given last."""
    others: tuple[tuple[str, str], ...]
    """Names and roles of those who took part last."""
    untold: tuple[UUID, ...]
    """The developments that the client has not heard of, the newest first."""
    awaiting: frozenset[UUID]
    clocks: Mapping[UUID, tuple[str, bool]]
    """Where each that waits stands, in a few words, and whether it is late."""
    terms: PromiseTerms
    """What is promised in the matter."""
    follow_ups: tuple[FollowUpRow, ...]
    key_dates: tuple[KeyDateRow, ...]
    due: UpdateDue | None
    silences: Sequence[SilenceRow]
    excuses: tuple[ExcuseRow, ...]
    owed: Owed
    fees: FeesView
    news: tuple[NewsStanding, ...] = ()
    """Every development, the newest first; those withdrawn, too."""
    turned: tuple[DateToTell, ...] = ()
    """Key dates of which the client knows another day."""
    client_knows: frozenset[UUID] = frozenset()
    """The key dates of which the client knows, for all we know."""
    wall: Wall | None = None
    parties: tuple[Party, ...] = ()
    """Others in it: the other side, its counsel."""
    keepers: tuple[Change, ...] = ()
    """Who looked after it before, and who will: the newest change first."""
    concerns: tuple[Standing, ...] = ()
    """What the client is unhappy with, and is still open."""
    may_restrict: bool = False
    """Whether who looks may say for whom the matter exists."""

    @property
    def client(self) -> ClientSheet:
        """The client that letters go to."""
        return self.clients[0]

    @property
    def late(self) -> frozenset[UUID]:
        """What is owed since a day that passed."""
        return frozenset(item.source_id for item in self.owed.items if item.state is OwedState.OVERDUE)


def load_matter(workspace: Workspace, matter_id: UUID, around: Collection[UUID] = ()) -> MatterView:
    """Read the page, with the timeline's newest stretch and those that the things ``around`` lie in."""
    with workspace.read() as reader:
        desk = load_desk(reader)
        sheet = matter_sheet(reader, matter_id)
        outline = timeline(reader, matter_id, BATCH)
        places = [place_of(reader, matter_id, thing) for thing in around]
        wanted = {0, *(outline.stretch_of(place) for place in places if place is not None)}
        untold = untold_developments(reader, matter_id)
        waiting = awaiting_reply(reader, matter_id)
        where, book = work_time(reader), terms_book(reader)
        view = MatterView(
            desk=desk,
            sheet=sheet,
            clients=tuple(client_sheet(reader, client_id) for client_id, _ in sheet.clients),
            outline=outline,
            stretches={number: stretch(reader, matter_id, outline, number) for number in sorted(wanted)},
            updates=latest_updates(reader, matter_id, UPDATES),
            others=earlier_participants(reader, matter_id, None, OTHERS),
            untold=tuple(news.id for news in reversed(untold)),
            awaiting=frozenset(one.entry_id for one in waiting),
            clocks={one.entry_id: say_short(book.course(one, where), reader.now, where) for one in waiting},
            terms=book.of(sheet.row.client_id, matter_id),
            follow_ups=follow_ups(reader, matter_id=matter_id),
            key_dates=key_dates(reader, matter_id, withdrawn=True),
            due=update_dues(reader, desk.calendar, matter_id).get(matter_id),
            silences=silences(reader, matter_id),
            excuses=excuses(reader, matter_id),
            owed=owed(reader, matter_id=matter_id),
            fees=read_fees(reader, matter_id),
            news=news_standing(reader, matter_id),
            turned=dates_to_tell(reader, matter_id),
            client_knows=knows_of(reader, matter_id),
            wall=wall_of(reader, matter_id),
            parties=parties(reader, matter_id),
            keepers=keeper_history(reader, matter_id),
            concerns=standing_concerns(reader, matter_id=matter_id),
            may_restrict=may_restrict(reader, matter_id),
        )
    workspace.viewed(matter_id)
    return view


def load_stretch(workspace: Workspace, matter_id: UUID, outline: Outline, number: int) -> Stretch:
    """One more stretch of the timeline."""
    with workspace.read() as reader:
        return stretch(reader, matter_id, outline, number)


def load_news(workspace: Workspace, matter_id: UUID, development_id: UUID) -> News | None:
    """One development of the matter; None where it is not there."""
    with workspace.read() as reader:
        return news_of(reader, matter_id, development_id)
