"""What the composer lets leave, what it answers, and what others wait for while it logs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import get_ident

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.channels.words import Channel
from app.contactlog.commands import log_contact
from app.contactlog.corrections import withdraw_development
from app.contactlog.forms import NewContact
from app.contactlog.queries import awaiting_reply, entries
from app.contactlog.words import Direction
from app.reports.press.house import Made
from app.storage.transaction import Transaction
from app.updates import PieceKind, UpdateLetter, page
from app.workspace import Workspace
from tests.ui.busy_firm import Busy
from tests.ui.updates.conftest import Open, Ready
from ui.kit.sheet import sheets_in
from ui.reports.paper_sheet import PaperSheet
from ui.updates.composer import Composer
from ui.updates.leaving import script_sheet
from ui.updates.piece_row import PrivateNote


def _withdrawn(composer: Composer, busy: Busy, qtbot: QtBot) -> str:
    """The key of news that the draft tells and somebody withdraws."""
    news = composer.draft.draft.tells[0]
    with busy.workspace.write() as tx:
        withdraw_development(tx, news, "It was another case")
    qtbot.waitUntil(lambda: "This cannot leave" in composer.news.accessibleName(), timeout=20_000)
    return str(news)


def _ways(composer: Composer) -> set[bool]:
    buttons = (composer.save_button, composer.print_button, composer.mail_button, composer.script_button)
    return {one.isEnabled() for one in buttons}


def test_what_holds_no_more_leaves_by_no_button_until_it_is_unticked_or_taken_out(
    compose: Open, ready: Ready, busy: Busy, qtbot: QtBot
) -> None:
    composer = compose("whitcombe")
    composer.channel.set_value(Channel.LETTER)
    ready(composer)
    assert _ways(composer) == {True}
    key = _withdrawn(composer, busy, qtbot)
    assert _ways(composer) == {False}
    assert composer.accept_button.isEnabled(), "what was sent is logged as it was"
    said = composer.news.accessibleName()
    assert "Take in the news, or untick it" in said
    assert composer.save_button.toolTip() == "Take in the news, or untick what holds no more"
    composer.pieces.row(key).tick.setChecked(False)
    ready(composer)
    assert _ways(composer) == {True}
    assert composer.save_button.toolTip() == ""
    composer.pieces.row(key).tick.setChecked(True)
    ready(composer)
    assert _ways(composer) == {False}
    composer.take_in()
    ready(composer)
    assert _ways(composer) == {True}
    assert composer.news.isHidden()


def test_who_is_quicker_than_the_news_is_refused_all_the_same(
    compose: Open,
    busy: Busy,
    window: QWidget,
    qtbot: QtBot,
    tmp_path: Path,
    settled: Callable[[], None],
) -> None:
    composer = compose("whitcombe")
    shown, draft = composer.page, composer.draft.draft
    assert shown is not None
    _withdrawn(composer, busy, qtbot)
    paper = composer.leaving.paper(shown, shown.way)
    composer.leaving.save_to(tmp_path / "update.pdf", paper)
    settled()
    assert not (tmp_path / "update.pdf").exists()
    assert "withdrawn" in composer.form._general.text()
    sheet = script_sheet(window, busy.workspace, draft, "Phone script")
    sheet.open()
    settled()
    assert isinstance(sheets_in(window)[-1], PaperSheet)
    assert not sheet.errors.isHidden()
    assert not sheet.accept_button.isEnabled()


def test_no_page_is_set_while_others_wait_to_write(
    compose: Open, busy: Busy, settled: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody logs before the page was made: the letter for the log is set before its transaction begins."""
    set_in: list[bool] = []
    writing: set[int] = set()  # threads: the preview is set meanwhile by another, which holds nobody up
    write, render = Workspace.write, page.render

    @contextmanager
    def watched(workspace: Workspace) -> Iterator[Transaction]:
        with write(workspace) as tx:
            writing.add(get_ident())
            try:
                yield tx
            finally:
                writing.discard(get_ident())

    def rendered(letter: UpdateLetter) -> Made:
        set_in.append(get_ident() in writing)
        return render(letter)

    composer = compose("whitcombe")
    composer.channel.set_value(Channel.LETTER)
    composer.reason.setText("She asked for it")
    monkeypatch.setattr(Workspace, "write", watched)
    monkeypatch.setattr(page, "render", rendered)
    assert not composer.is_shown
    composer.apply("")
    settled()
    assert set_in
    assert not any(set_in)
    with busy.workspace.read() as reader:
        assert entries(reader, matter_id=busy.matters["whitcombe"])[0].attachments


def _ask(busy: Busy, words: str) -> str:
    matter = busy.matters["whitcombe"]
    with busy.workspace.write() as tx:
        new = NewContact(Channel.EMAIL, Direction.IN, busy.clock.now(), words, matter, needs_reply=True)
        return str(log_contact(tx, new))


def test_of_several_questions_the_writer_says_which_are_answered(
    compose: Open, ready: Ready, busy: Busy, settled: Callable[[], None]
) -> None:
    matter = busy.matters["whitcombe"]
    first, second = _ask(busy, "Asks when it ends."), _ask(busy, "Asks for R&D costs.")
    composer = compose("whitcombe")
    assert composer.answers.isHidden()
    assert not composer.answer_list.isHidden()
    box = composer.answer_list.box(second)
    assert box.text() == "E-mail of 23 Nov: Asks for R&&D costs."
    assert box.accessibleName() == "E-mail of 23 Nov: Asks for R&D costs."
    assert composer.answer_list.chosen() == (), "nothing is answered by itself"
    box.setChecked(True)
    assert composer.keeper is not None
    composer.keeper.keep_now()
    settled()
    composer.drop()
    again = compose("whitcombe")
    assert [str(one) for one in again.answer_list.chosen()] == [second]
    again.reason.setText("She asked for it")
    again.apply("")
    settled()
    with busy.workspace.read() as reader:
        left = {str(one.entry_id) for one in awaiting_reply(reader, matter)}
        assert first in left
        assert second not in left


def test_what_was_told_meanwhile_stands_in_a_row_that_says_so(
    compose: Open, ready: Ready, busy: Busy, qtbot: QtBot
) -> None:
    composer = compose("whitcombe")
    key = composer.draft.draft.tells[0]
    with busy.workspace.write() as tx:
        new = NewContact(
            Channel.EMAIL,
            Direction.OUT,
            busy.clock.now(),
            "Told them.",
            busy.matters["whitcombe"],
            tells=(key,),
        )
        log_contact(tx, new)
    qtbot.waitUntil(lambda: "Since you began" in composer.news.accessibleName(), timeout=20_000)
    assert _ways(composer) == {True}, "what was told may be told again"
    composer.take_in()
    row = composer.pieces.row(str(key))
    assert row.tick.text() == "Happened"
    assert not row.tick.isChecked()
    (note,) = row.findChildren(PrivateNote)
    assert "Told already on 23 Nov by" in note.words.text()
    assert [one.kind for one in composer.draft.draft.pieces if one.key == str(key)] == [PieceKind.HAPPENED]
