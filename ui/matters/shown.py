"""What the page of a matter shows, made ready on the worker: of a matter that ran for years the lists beside the
timeline have thousands of lines, too."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.workspace import Workspace
from ui.kit.row_model import Group
from ui.kit.timeline_model import TimelineItem
from ui.matters.fees_view import fee_groups
from ui.matters.load import MatterView, load_matter
from ui.matters.news_tab import news_groups
from ui.matters.tab_rows import follow_up_groups, key_date_groups, people_groups, schedule_groups
from ui.matters.timeline_items import stretch_items


@dataclass(frozen=True, slots=True)
class Shown:
    """The matter, and the lines of its lists."""

    view: MatterView
    items: Mapping[int, Sequence[TimelineItem]]
    """Of the timeline's stretches, by their numbers."""
    schedule: Sequence[Group]
    news: Sequence[Group]
    key_dates: Sequence[Group]
    follow_ups: Sequence[Group]
    fees: Sequence[Group]
    people: Sequence[Group]


def read_matter(workspace: Workspace, matter_id: UUID, around: Collection[UUID] = ()) -> Shown:
    """Read the page, with the timeline's newest stretch and those that the things ``around`` lie in."""
    view = load_matter(workspace, matter_id, around)
    return Shown(
        view,
        {number: stretch_items(view, one) for number, one in view.stretches.items()},
        schedule_groups(view),
        news_groups(view),
        key_date_groups(view),
        follow_up_groups(view),
        fee_groups(view.fees, view.desk),
        people_groups(view),
    )
