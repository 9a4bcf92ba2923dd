"""Settings as a file: written, read and taken over whole; no secret, no person, no client in it; nonsense refused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.care.firm_rule import fee_rule
from app.care.rules import FeeRule
from app.care.ruling import set_fee_rule
from app.channels.commands import set_channel_rule
from app.channels.queries import channel_rule
from app.channels.rules import ChannelRule
from app.channels.words import Channel
from app.deeds.queries import Wanted, deeds
from app.engagement.missing import set_terms_rule
from app.exchange.settings_file import (
    FORMAT,
    PART_OF,
    differing,
    firm_settings,
    read_settings,
    save_settings,
    spell_settings,
    take_over_settings,
)
from app.hours.commands import set_opening_hours
from app.kernel.errors import Refused
from app.plain.commands import save_plain_word
from app.promises.commands import NewTerms, set_terms
from app.promises.terms import DEFAULT_STEPS, OwnTerms
from app.settings.commands import change_firm
from app.settings.queries import firm
from app.storage.transaction import Transaction
from app.workdays.worktime import Promise, PromiseUnit
from app.workspace import Workspace
from tests.support import PASSWORD


def _set_everything(tx: Transaction) -> None:
    details = firm(tx.reader()).details
    change_firm(tx, replace(details, tagline="Ἀττικοί δικηγόροι", duplex=True, notices="One\nTwo"))
    set_opening_hours(tx, {0: [(time(8), time(12)), (time(13), time(18))], 4: [(time(9), time(15))]})
    hours = Promise(12, PromiseUnit.WORKING_DAY_HOURS)
    set_terms(tx, NewTerms(OwnTerms(acknowledge=hours), steps=DEFAULT_STEPS[:2]))
    set_terms_rule(tx, 30, reason="Longer")
    set_fee_rule(tx, FeeRule(60, 90, with_tax=False, update_months=3, currency="CHF"), "Earlier")
    set_channel_rule(tx, ChannelRule(Channel.PORTAL, for_urgent=True, note="upload, then call"))
    save_plain_word(tx, "lien", "claim on the house", "Shorter")


@pytest.fixture
def saved(workspace: Workspace) -> bytes:
    """The file of a firm that set everything; in the vault all is as it was before."""
    with workspace.rehearse() as tx:
        _set_everything(tx)
        return spell_settings({"zoom": "125"}, firm_settings(tx.reader()))


def test_what_was_set_there_holds_here_and_a_second_time_nothing_changes(
    workspace: Workspace, saved: bytes
) -> None:
    read = read_settings(saved)
    assert read.computer == {"zoom": "125"}
    assert read.firm is not None
    with workspace.read() as reader:
        assert differing(reader, read.firm) == tuple(PART_OF)
    with workspace.write() as tx:
        assert take_over_settings(tx, read.firm) == tuple(PART_OF)
    with workspace.read() as reader:
        assert differing(reader, read.firm) == ()
        assert json.loads(spell_settings(read.computer, firm_settings(reader))) == json.loads(saved)
        assert fee_rule(reader) == FeeRule(60, 90, with_tax=False, update_months=3, currency="CHF")
        assert channel_rule(reader, Channel.PORTAL).note == "upload, then call"
        assert firm(reader).details.notices == "One\nTwo"
    with workspace.write() as tx:
        assert take_over_settings(tx, read.firm) == ()


def test_what_a_file_does_not_name_stays(workspace: Workspace) -> None:
    with workspace.write() as tx:
        save_plain_word(tx, "estoppel", "", "Fine with us")
        said = {"fees": {"amber": 50}, "plain_words": {"lien": "claim"}, "a later room": {"x": 1}}
        assert take_over_settings(tx, said) == ("fees", "plain_words")
    with workspace.read() as reader:
        assert fee_rule(reader) == FeeRule(amber=50)
        assert firm_settings(reader)["plain_words"] == {"estoppel": "", "lien": "claim"}


def test_no_secret_no_person_and_nothing_of_a_client_is_in_it(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    save_settings(workspace, file, {"scheme": "dark"})
    said = file.read_text(encoding="utf-8")
    assert PASSWORD not in said
    assert str(workspace.vault.folder) not in said
    assert "lead_id" not in said
    with workspace.read() as reader:
        assert str(workspace.actor) not in said
        assert str(firm(reader).id) not in said
        told = deeds(reader, Wanted()).rows[0]
    assert (told.event.action, told.event.kind) == ("settings saved", "firm")
    assert json.loads(said)["format"] == FORMAT


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"format": "liaison-settings"}',
        b'{"format": "liaison-settings", "version": "1"}',
        b'{"format": "liaison-settings", "version": 1, "computer": {"zoom": 125}}',
        b'{"format": "liaison-settings", "version": 1, "firm": {"fees": 3}}',
        b"[" * 100_000,
        b" " * 3_000_000,
    ],
)
def test_what_is_no_file_of_settings_is_refused(content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_settings(content)
    assert refused.value.code == "no-settings"


def test_a_newer_one_says_what_to_do() -> None:
    with pytest.raises(Refused) as refused:
        read_settings(b'{"format": "liaison-settings", "version": 2}')
    assert refused.value.code == "settings-too-new"


@pytest.mark.parametrize(
    "group",
    [
        {"fees": {"amber": "many"}},
        {"fees": {"amber": 300}},
        {"fees": {"with_tax": 0}},
        {"letters": {"country": "Narnia"}},
        {"letters": {"lead_id": "somebody"}},
        {"letters": {"paper": None}},
        {"opening_hours": {"week": {"0": [["nine", "five"]]}}},
        {"opening_hours": {"week": {"9": [["09:00", "17:00"]]}}},
        {"opening_hours": {"days": 1}},
        {"response_times": {"answer": "soon"}},
        {"response_times": {"answer": "-5 clock_hours"}},
        {"response_times": {"escalation": "nobody 3"}},
        {"engagement_terms": {"days": "x"}},
        {"channels": {"pigeon": {"secure": False}}},
        {"channels": {"email": 3}},
        {"plain_words": {"lien": 3}},
        {"plain_words": {"": "claim"}},
    ],
    ids=str,
)
def test_what_is_no_value_is_refused_and_nothing_is_changed(
    workspace: Workspace, group: dict[str, Any]
) -> None:
    with workspace.read() as reader:
        before = firm_settings(reader)
    good = {"plain_words": {"easement": "right of way", **group.get("plain_words", {})}}
    with pytest.raises(Refused), workspace.write() as tx:
        take_over_settings(tx, {**group, **good})
    with workspace.read() as reader:
        assert firm_settings(reader) == before


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(_json)
def test_nothing_that_is_written_there_breaks_the_reading(said: object) -> None:
    content = json.dumps({"format": FORMAT, "version": 1, "computer": {}, "firm": said}).encode()
    if said is None or (isinstance(said, dict) and all(isinstance(group, dict) for group in said.values())):
        assert read_settings(content).firm == said
    else:
        with pytest.raises(Refused):
            read_settings(content)
