"""The same person writes the update of a matter at two desks: neither writes over the other's words, and what one sends
or gives up is not taken from the other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from app.contactlog.queries import entries
from app.drafts.queries import drafts
from app.updates.keeping import FORM
from tests.ui.busy_firm import Busy
from tests.ui.updates.conftest import Open, Ready
from ui.kit.sheet_draft import Keep, KeptSheet, SheetDraft, kept_sheet
from ui.updates import load
from ui.updates.composer import Composer

Settled = Callable[[], None]


def _write(composer: Composer, words: str, settled: Settled) -> None:
    composer.closing.setText(words)
    assert composer.keeper is not None
    composer.keeper.keep_now()
    settled()


def _kept(busy: Busy) -> set[str]:
    """The last sentences of what is kept."""
    found: set[str] = set()
    with busy.workspace.read() as reader:
        for row in drafts(reader, f"sheet:{FORM}"):
            kept = kept_sheet(row)
            assert kept is not None
            draft = kept.fields["draft"]
            assert isinstance(draft, dict)
            found.add(draft["closing"])
    return found


@pytest.fixture
def desks(compose: Open, busy: Busy, settled: Settled) -> tuple[Composer, Composer]:
    """Both were opened before anything was written."""
    one, other = compose("whitcombe"), compose("whitcombe")
    _write(one, "From the office.", settled)
    _write(other, "From home.", settled)
    return one, other


def test_neither_is_written_over(desks: tuple[Composer, Composer], busy: Busy, settled: Settled) -> None:
    one, other = desks
    assert _kept(busy) == {"From the office.", "From home."}
    _write(one, "From the office, once more.", settled)
    _write(other, "From home, once more.", settled)
    assert _kept(busy) == {"From the office, once more.", "From home, once more."}


def test_what_one_gives_up_or_sends_stays_with_the_other(
    desks: tuple[Composer, Composer], busy: Busy, settled: Settled
) -> None:
    one, other = desks
    one.reason.setText("She asked for it")
    one.apply("")
    settled()
    with busy.workspace.read() as reader:
        logged = entries(reader, matter_id=busy.matters["whitcombe"])[0]
    assert "From the office." in logged.summary
    assert _kept(busy) == {"From home."}
    other.drop()  # the vault is locked
    settled()
    assert _kept(busy) == {"From home."}


def test_a_lock_keeps_what_another_desk_gave_up(
    desks: tuple[Composer, Composer], compose: Open, busy: Busy, settled: Settled
) -> None:
    both = {"From the office.", "From home."}
    again = compose("whitcombe")  # shows one of them, which is this desk's from now on
    shown = again.closing.text()
    assert shown in both
    again._leave()
    settled()
    assert _kept(busy) == both - {shown}
    for desk in desks:
        desk.drop()
    settled()
    assert _kept(busy) == both


def test_what_was_kept_is_not_written_over_by_who_types_before_it_is_read(
    compose: Open, busy: Busy, window: QWidget, settled: Settled, ready: Ready
) -> None:
    first = compose("whitcombe")
    _write(first, "Begun yesterday.", settled)
    first.drop()
    settled()
    quick = Composer(window, busy.workspace, load.begin(busy.workspace, busy.matters["whitcombe"]))
    quick.open()
    _write(quick, "Typed at once.", settled)
    ready(quick)
    assert quick.closing.text() == "Typed at once."
    assert _kept(busy) == {"Begun yesterday.", "Typed at once."}


def test_the_row_of_one_desk_is_its_own(busy: Busy) -> None:
    keep = Keep("key-date", busy.matters["whitcombe"])
    one, other = SheetDraft(busy.workspace, keep), SheetDraft(busy.workspace, keep)
    one.write(KeptSheet(keep, {"what": "a"}))
    assert other.look() == KeptSheet(keep, {"what": "a"})
    other.take_up()
    other.write(KeptSheet(keep, {"what": "b"}))
    with busy.workspace.read() as reader:
        assert len(drafts(reader, "sheet:key-date")) == 1
    one.write(KeptSheet(keep, {"what": "c"}))
    with busy.workspace.read() as reader:
        assert {str(row.values["fields"]) for row in drafts(reader, "sheet:key-date")} == {
            "{'what': 'b'}",
            "{'what': 'c'}",
        }
    for desk in (one, other):
        desk.write(None)
    with busy.workspace.read() as reader:
        assert drafts(reader, "sheet:key-date") == ()


def test_a_row_that_was_found_and_not_shown_stays_as_it_is(busy: Busy) -> None:
    keep = Keep("key-date", busy.matters["whitcombe"])
    one, other = SheetDraft(busy.workspace, keep), SheetDraft(busy.workspace, keep)
    one.write(KeptSheet(keep, {"what": "a"}))
    assert other.look() is not None
    other.write(KeptSheet(keep, {"what": "typed before that was shown"}))
    with busy.workspace.read() as reader:
        kept = [kept_sheet(row) for row in drafts(reader, "sheet:key-date")]
    assert {one.fields["what"] for one in kept if one} == {"a", "typed before that was shown"}
