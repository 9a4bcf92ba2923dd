"""A new concern, or what one says put right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.concerns.commands import change_concern, raise_concern
from app.concerns.forms import ConcernFacts, NewConcern
from app.concerns.naming import Meant, whom_it_means
from app.concerns.rules import about_themselves
from app.concerns.settings import concern_rules
from app.concerns.sheet import ConcernSheet
from app.concerns.words import Cause
from app.kernel.errors import Invalid, Problem
from app.workspace import Workspace
from ui.concerns.desk import no_day, people_choice
from ui.concerns.whom import ConcernOf, read_whom
from ui.concerns.words import tr, word
from ui.kit import tasks
from ui.kit.banner import Banner
from ui.kit.check import Check
from ui.kit.choice import Choice
from ui.kit.fields import DateWords, GrowingText, TextField
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.sheet_draft import Keep
from ui.schedule.desk import Desk, load_desk

CAUSES = tuple(Cause)


def open_raise(
    over: QWidget, workspace: Workspace, new: NewConcern, saved: Callable[[UUID], object] | None = None
) -> None:
    """Show the form for a new concern, filled in as far as whoever opens it knows. ``saved`` hears its id."""

    def read() -> tuple[Desk, str, bool]:
        with workspace.read() as reader:
            return load_desk(reader), read_whom(reader, new), concern_rules(reader).keeps_apart

    def show(found: tuple[Desk, str, bool]) -> None:
        form = RaiseForm(over, workspace, *found, new)
        if saved is not None:
            form.saved.connect(lambda one: saved(one) if isinstance(one, UUID) else None)
        form.open()

    tasks.run(read, owner=over, done=show)


class FactsForm(FormSheet):
    """What a concern says, new or not."""

    def __init__(self, over: QWidget, workspace: Workspace, desk: Desk, title: str, keep: Keep) -> None:
        super().__init__(over, workspace, title, width=620, keep=keep, label_width=130)
        self.desk = desk
        self.how = GrowingText(tr("what was said, as it was said"), least=3)
        self.cause: Choice[Cause] = Choice([(one, word(one)) for one in CAUSES], name=tr("Cause"))
        self.raised_by = TextField(tr("the client"))
        self.raised_on = DateWords(desk.parse_back, desk.say, placeholder=tr("today, Fri, 6 Nov"))
        self.formal_on = DateWords(desk.parse_back, desk.say, placeholder=tr("no formal complaint"))
        self.apart = Check(tr("Kept apart from the matter's file"))
        self.apart.setToolTip(apart_said())
        self.doubt = Banner(kind="soon")
        self._meant: dict[bool, Meant] = {}
        self._looked: tuple[UUID | None] | None = None

    def add_facts(self, handler: Choice[UUID | None], supervisor: Choice[UUID | None]) -> None:
        """The lines below whose concern it is."""
        self.handler, self.supervisor = handler, supervisor
        form = self.form
        form.add(tr("&What"), self.how, "how")
        form.add(tr("&Cause"), self.cause, "cause")
        form.add(tr("Raised &by"), self.raised_by, "raised_by")
        form.add(tr("Raised &on"), self.raised_on, "raised_on")
        form.add(tr("&Formal since"), self.formal_on, "formal_on", hint=formal_said(), term="final-response")
        form.add(tr("&Handled by"), handler, "handler")
        form.add(tr("&Supervisor"), supervisor, "supervisor")
        form.add_wide(self.doubt)
        form.add("", self.apart, "apart", hint=apart_said())
        for choice in (handler, supervisor):
            choice.currentIndexChanged.connect(self.show_doubt)
        self.formal_on.changed.connect(self.show_doubt)

    def look_who(self, matter_id: UUID | None) -> None:
        """Read whom a concern about this matter is about, and who would answer it."""
        if self._looked == (matter_id,):
            return
        self._looked, workspace = (matter_id,), self.workspace

        def read() -> dict[bool, Meant]:
            with workspace.read() as reader:
                return {formal: whom_it_means(reader, matter_id, formal=formal) for formal in (False, True)}

        def show(found: dict[bool, Meant]) -> None:
            self._meant = found
            self.show_doubt()

        tasks.run(read, owner=self, done=show)

    def answerers(self, meant: Meant) -> tuple[UUID | None, UUID | None]:
        """Who would handle and who would supervise it, as the form stands."""
        return self.handler.value() or meant.handler_id, self.supervisor.value() or meant.supervisor_id

    def show_doubt(self, *_: object) -> None:
        """Say where whom it is about would answer it, or one person would watch over themselves. It never blocks."""
        meant = self._meant.get(self.formal_on.value() is not None)
        if meant is None:
            self.doubt.say("", "")
            return
        handler, supervisor = self.answerers(meant)
        roles = about_themselves(meant.about_id, handler, supervisor)
        alone = handler is not None and handler == supervisor and len(self.desk.people) > 1
        said = doubt_said(meant.about, roles) if roles else ""
        if not said and alone:
            said = unwatched_said(self.desk.name_of(handler))
        self.doubt.say("", said)

    def day(self, field: DateWords, name: str) -> date | None:
        """A day in one of the fields."""
        return day_of(field, name, no_day())


def apart_said() -> str:
    """Who sees it then."""
    return tr(
        "Only who handles it, who wrote it down, its supervisor, the firm's lead and the complaints partners see it; "
        "it is in no history, report or export of the matter."
    )


def doubt_said(name: str, roles: Sequence[str]) -> str:
    """That a concern stands with whom it is about."""
    words: dict[tuple[str, ...], str] = {
        ("handler",): tr("would handle it"),
        ("supervisor",): tr("would supervise it"),
    }
    does = words.get(tuple(roles), tr("would handle and supervise it"))
    said = tr(
        "{name} is responsible for the matter that it is about, and {does}. Better it is somebody else."
    )
    return said.format(name=name, does=does)


def unwatched_said(name: str) -> str:
    """That whoever handles a concern would supervise that, too."""
    said = tr("{name} would handle it and supervise it: nobody else would see that it runs late.")
    return said.format(name=name)


def formal_said() -> str:
    """What follows from a formal complaint."""
    return tr("From that day the weeks of the final response count.")


class RaiseForm(FactsForm):
    """``whom``: whose it is, in words, where that is known; else it is asked."""

    def __init__(
        self, over: QWidget, workspace: Workspace, desk: Desk, whom: str, keeps_apart: bool, new: NewConcern
    ) -> None:
        of = new.entry_id or new.matter_id or new.client_id
        super().__init__(over, workspace, desk, tr("New concern"), Keep("concern", of))
        self._new = new
        self.whom = ConcernOf(workspace, whom)
        self.form.add(tr("&Matter or client"), self.whom.field, "client")
        first = tr("Whoever is the point of contact")
        watched = tr("The matter's, or the firm's lead")
        self.add_facts(
            people_choice(desk, tr("Handled by"), nobody=first, chosen=new.handler_id),
            people_choice(desk, tr("Supervisor"), nobody=watched, chosen=new.supervisor_id),
        )
        self.how.setText(new.how)
        self.cause.set_value(new.cause)
        self.raised_by.setText(new.raised_by)
        self.raised_on.set_value(new.raised_on or desk.today)
        self.formal_on.set_value(new.formal_on)
        self.apart.setChecked(keeps_apart if new.apart is None else new.apart)
        self.look_who(new.matter_id)
        self.whom.on_chosen(self.look_who)

    def command(self) -> Command:
        matter_id, client_id = self.whom.chosen() or (self._new.matter_id, self._new.client_id)
        if matter_id is None and client_id is None:
            message = tr("Please say whose concern it is: type a client or a matter.")
            raise Invalid([Problem("client", "no-client", message)])
        new = replace(  # what it was opened for stays: the entry
            self._new,
            how=self.how.text(),
            cause=self.cause.value(),
            matter_id=matter_id,
            client_id=client_id,
            raised_on=self.day(self.raised_on, "raised_on"),
            raised_by=self.raised_by.text(),
            formal_on=self.day(self.formal_on, "formal_on"),
            handler_id=self.handler.value(),
            supervisor_id=self.supervisor.value(),
            apart=self.apart.isChecked(),
        )
        return lambda tx: raise_concern(tx, new)


class ChangeForm(FactsForm):
    """What it says, with the reason for the change."""

    def __init__(self, over: QWidget, workspace: Workspace, desk: Desk, sheet: ConcernSheet) -> None:
        row = sheet.row
        super().__init__(over, workspace, desk, tr("Edit the concern"), Keep("concern-change", row.id))
        self._id, self._facts = row.id, row.facts
        facts = row.facts
        supervisor = [(facts.supervisor_id, row.supervisor)] if facts.supervisor_id else []
        self.add_facts(
            people_choice(
                desk, tr("Handled by"), chosen=facts.handler_id, also=[(facts.handler_id, row.handler)]
            ),
            people_choice(
                desk, tr("Supervisor"), nobody=tr("Nobody"), chosen=facts.supervisor_id, also=supervisor
            ),
        )
        self.reason = TextField(tr("her letter of Friday, it was misheard"))
        self.form.add(tr("&Reason"), self.reason, "reason")
        self.how.setText(facts.how)
        self.cause.set_value(facts.cause)
        self.raised_by.setText(facts.raised_by)
        self.raised_on.set_value(facts.raised_on)
        self.formal_on.set_value(facts.formal_on)
        self.apart.setChecked(facts.apart)
        self.look_who(facts.matter_id)

    def answerers(self, meant: Meant) -> tuple[UUID | None, UUID | None]:
        return self.handler.value(), self.supervisor.value()  # nobody is nobody here

    def command(self) -> Command:
        before = self._facts
        facts = ConcernFacts(
            before.matter_id,
            before.entry_id,
            self.day(self.raised_on, "raised_on") or before.raised_on,
            self.raised_by.text() or before.raised_by,
            self.how.text(),
            self.cause.value(),
            self.day(self.formal_on, "formal_on"),
            self.handler.value() or before.handler_id,
            self.supervisor.value(),
            self.apart.isChecked(),
        )
        concern_id, reason = self._id, self.reason.text()
        return lambda tx: change_concern(tx, concern_id, facts, reason)
