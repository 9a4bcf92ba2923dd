"""For whom a matter exists: everybody at the firm, or the people named here (PRACTICE J2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kernel.said import say_long
from app.kernel.text import fold
from app.matters.walls import change_wall, lift_wall, restrict_matter
from app.workspace import Workspace
from ui.kit.banner import Banner
from ui.kit.buttons import Button
from ui.kit.chips import Tone
from ui.kit.dialogs import confirm
from ui.kit.fields import GrowingText
from ui.kit.formsheet import Command, FormSheet
from ui.kit.labels import Label
from ui.kit.meant import meant, suggested
from ui.kit.people import PeopleEdit, Person
from ui.kit.sheet_draft import Keep
from ui.kit.typeahead import Suggestion
from ui.matters.load import MatterView

translate = QCoreApplication.translate


def _at_work(view: MatterView) -> tuple[tuple[UUID, str], ...]:
    """Whom one names at first: oneself, the lawyer who answers for the matter, and the point of contact."""
    row, here = view.sheet.row, {person.id for person in view.desk.people}
    ids = dict.fromkeys((view.desk.me, row.responsible_id, row.point_of_contact_id))
    return tuple((one, view.desk.name_of(one)) for one in ids if one in here)


class WallForm(FormSheet):
    """Restricts the matter; says anew for whom it exists; lifts the restriction."""

    def __init__(self, over: QWidget, workspace: Workspace, view: MatterView) -> None:
        wall = view.wall
        super().__init__(
            over,
            workspace,
            translate("WallForm", "Restrict this matter")
            if wall is None
            else translate("WallForm", "Who sees this matter"),
            width=560,
            save=translate("WallForm", "Restrict") if wall is None else translate("WallForm", "Save"),
            keep=Keep("wall", view.sheet.row.id),
        )
        self._matter_id, self._restricted = view.sheet.row.id, wall is not None
        self._colleagues = {person.id: person.name for person in view.desk.people}
        said = self.tr(
            "An ethical wall: for everybody not named here this matter does not exist in Liaison. Each look at it "
            "is put into the audit trail. Its client stays visible under Clients."
        )
        plain = self.tr(
            "The wall is kept by the program: it does not stop a technical expert who has a password."
        )
        self.body.insertWidget(0, Label(said, wrap=True))
        self.body.insertWidget(1, Label(plain, wrap=True, tone=Tone.DIM))
        self._duties = tuple(self._duties_of(view))
        self.people = PeopleEdit(
            self._suggest, name=self.tr("Who may see it"), placeholder=self.tr("type a name"), now=True
        )
        named = wall.people if wall is not None else _at_work(view)
        self.people.set_people([Person(*one) for one in named])
        self.reason = GrowingText(self.tr("conflict of interest"), least=2)
        self.form.add(self.tr("Who may see it"), self.people, "people", term="wall")
        self.left_out = Banner(kind="soon")
        self.form.add_wide(self.left_out)
        self.people.changed.connect(self._say_who_is_left_out)
        self._say_who_is_left_out()
        self.form.add(self.tr("Why"), self.reason, "reason")
        if wall is not None:
            self.reason.setText(wall.reason)
            since = self.tr("Since {day}, by {name}.")
            by = view.desk.name_of(wall.restricted_by) or self.tr("somebody who has left")
            day = say_long(wall.since.astimezone(view.desk.now.tzinfo).date(), view.desk.today)
            self.body.insertWidget(2, Label(since.format(day=day, name=by), tone=Tone.DIM))
            self.lift_button = Button(self.tr("Lift the restriction…"), self.lift)
            row = self.foot.layout()
            if isinstance(row, QHBoxLayout):
                row.insertWidget(0, self.lift_button)

    def command(self) -> Command:
        people = meant(self.people.people(), self._colleagues, "people")
        matter_id, reason = self._matter_id, self.reason.text()
        act = change_wall if self._restricted else restrict_matter
        return lambda tx: act(tx, matter_id, people, reason)

    def _say_who_is_left_out(self) -> None:
        """Whoever has a duty in the matter loses sight of it only knowingly."""
        named = self.people.people()
        said = [
            words.format(name=name)
            for key, name, words in self._duties
            if not any(
                one.key == key if one.key is not None else fold(one.text) == fold(name) for one in named
            )
        ]
        self.left_out.say("", " ".join(said))
        self._place()

    def _duties_of(self, view: MatterView) -> Iterator[tuple[UUID, str, str]]:
        """Who has which, and what it means for it where they see nothing; who was named after hours by a text, where a
        colleague's name stands in it."""
        row, after_hours = view.sheet.row, fold(view.sheet.emergency)
        keepers = (
            (
                row.responsible_id,
                row.responsible,
                self.tr("{name} answers for this matter and would not see it any more."),
            ),
            (
                row.point_of_contact_id,
                row.point_of_contact,
                self.tr(
                    "{name} is the client’s point of contact and would not see it any more: what is owed to the "
                    "client would come to others."
                ),
            ),
            (
                row.supervisor_id,
                row.supervisor,
                self.tr(
                    "{name} supervises this matter and would not see it any more: what runs late would not reach "
                    "them, and they could not review the file."
                ),
            ),
        )
        yield from ((key, name, words) for key, name, words in keepers if key is not None)
        for key, name in self._colleagues.items():
            if re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", after_hours):
                yield (
                    key,
                    name,
                    self.tr(
                        "{name} is called while the firm is closed, and would find nothing of this matter."
                    ),
                )

    def lift(self) -> None:
        """Ask, then let the matter exist for everybody again."""
        confirm(
            self,
            self.tr("Lift the restriction?"),
            self.tr(
                "Everybody at the firm sees the matter again, with all that was written in it meanwhile."
            ),
            self.tr("Lift the restriction"),
            self._lift,
        )

    def _lift(self) -> None:
        matter_id = self._matter_id
        self.do_other(lambda: lambda tx: lift_wall(tx, matter_id))

    def _suggest(self, words: str) -> list[Suggestion]:
        return suggested(self._colleagues, words)
