"""What is to be known when a client rings: the concerns of theirs that are open, and who has them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import event

from app.concerns.commands import raise_concern
from app.concerns.course import close_concern, reopen_concern
from app.concerns.forms import NewConcern
from app.concerns.standing import Standing, say_standing, standing_concerns
from app.concerns.words import Ending
from app.kernel.ids import read_id
from app.matters.walls import restrict_matter
from app.workspace import Workspace
from tests.app.concerns.conftest import Office
from tests.support import MONDAY, Cli

TODAY = MONDAY.date()


def said(workspace: Workspace, *, matter: UUID | None = None, client: UUID | None = None) -> list[str]:
    with workspace.read() as reader:
        found = standing_concerns(reader, matter_id=matter, client_id=client)
        return [words for words, _ in say_standing(found)]


def test_what_is_open_is_said_the_formal_one_first(office: Office) -> None:
    assert said(office.workspace, matter=office.matter) == []
    with office.workspace.write() as tx:
        raise_concern(tx, NewConcern("Slow", matter_id=office.matter))
        formal = NewConcern("The bill", matter_id=office.matter, formal_on=TODAY, handler_id=office.paul)
        raise_concern(tx, formal)
    wanted = ["Formal complaint, with Paul Finch", "Concern, with Tom Bell"]
    assert said(office.workspace, matter=office.matter) == wanted
    assert said(office.workspace, client=office.client) == wanted
    assert said(office.workspace, matter=office.others) == []
    assert said(office.workspace, client=office.other_client) == []


def test_what_is_about_no_matter_is_said_in_each_of_the_clients(office: Office) -> None:
    with office.workspace.write() as tx:
        raise_concern(tx, NewConcern("Slow", client_id=office.client))
    assert said(office.workspace, matter=office.matter) == ["Concern, with Maria Ortega"]
    assert said(office.workspace, matter=office.others) == []


def test_what_is_closed_is_silent_until_it_is_brought_up_again(office: Office) -> None:
    with office.workspace.write() as tx:
        concern = raise_concern(tx, NewConcern("Slow", matter_id=office.matter))
        before = tx.now
        close_concern(tx, concern, Ending.NONE, "A slip of the tongue")
    assert said(office.workspace, matter=office.matter) == []
    with office.workspace.write() as tx:
        reopen_concern(tx, concern, "She called again")
    assert said(office.workspace, matter=office.matter) == ["Concern, with Tom Bell"]
    with office.workspace.read(known_by=before) as reader:
        assert len(standing_concerns(reader, matter_id=office.matter)) == 1


def test_one_that_is_kept_apart_is_said_to_nobody(office: Office) -> None:
    with office.workspace.write() as tx:
        raise_concern(tx, NewConcern("About Ann", matter_id=office.matter, apart=True))
    for who in (office.workspace.actor, office.tom, office.paul, office.ann, office.olive):
        assert said(office.seen_by(who), matter=office.matter, client=office.client) == []


def test_one_of_a_restricted_matter_is_said_inside_its_wall_alone(office: Office) -> None:
    with office.workspace.write() as tx:
        raise_concern(tx, NewConcern("Slow", matter_id=office.matter, handler_id=office.ann))
        restrict_matter(tx, office.matter, [tx.actor, office.ann], "A partner's own case")
    assert said(office.seen_by(office.ann), client=office.client) == ["Concern, with Ann Lee"]
    assert said(office.seen_by(office.olive), client=office.client) == []
    assert said(office.seen_by(office.olive), matter=office.matter) == []


def test_it_is_one_statement_however_many_there_are(office: Office) -> None:
    with office.workspace.write() as tx:
        for _ in range(3):
            raise_concern(tx, NewConcern("Slow", matter_id=office.matter))
    asked: list[str] = []
    with office.workspace.read() as reader:
        engine = reader.session.get_bind()

        def ask(*args: object) -> None:
            asked.append(str(args[2]))

        event.listen(engine, "before_cursor_execute", ask)
        found = standing_concerns(reader, matter_id=office.matter)
        event.remove(engine, "before_cursor_execute", ask)
    assert len(found) == 3
    assert len(asked) == 1


def test_several_are_counted_and_each_handler_is_named_once() -> None:
    one, two = (Standing(UUID(int=number), is_formal=False, handler="Tom Bell") for number in (1, 2))
    three = Standing(UUID(int=3), is_formal=False, handler="Ann Lee")
    assert say_standing([one, two, three]) == (("3 concerns, with Tom Bell, Ann Lee", False),)


def test_the_command_line_says_it_of_a_matter(cli: Cli) -> None:
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")
    number = cli("matter", "add", "--title", "Whitcombe", "--client", "Nora Whitcombe").json["number"]
    assert cli("matter", number).json["concerns"] == []
    made = cli("concern", "raise", "--matter", number, "--how", "Slow", "--formal", "2026-11-23").json["id"]
    (found,) = cli("matter", number).json["concerns"]
    assert read_id(found["id"]) == read_id(made)
    assert found["is_formal"] is True
    assert f"Formal complaint, with {found['handler']}" in cli("matter", number, as_json=False).out
