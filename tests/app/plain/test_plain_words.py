"""The firm's own words in the vault."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.audit.queries import EventFilter, events
from app.kernel.errors import LiaisonError
from app.plain.commands import remove_plain_word, save_plain_word
from app.plain.jargon import jargon_in
from app.plain.queries import plain_words, word_list
from app.workspace import Workspace
from tests.support import Cli


def test_a_word_is_added_changed_and_removed(workspace: Workspace) -> None:
    with workspace.write() as tx:
        assert save_plain_word(tx, " Limitation  Period ", "time limit", "Asked for") == "limitation period"
        save_plain_word(tx, "lien", "", "Known here")
    with workspace.write() as tx:
        save_plain_word(tx, "limitation period", "time limit", "")  # the same: nothing, and no reason asked
        save_plain_word(tx, "limitation period", "time to go to court", "Clearer")
    with workspace.read() as reader:
        assert [(one.word, one.say, one.reason) for one in plain_words(reader)] == [
            ("lien", "", "Known here"),
            ("limitation period", "time to go to court", "Clearer"),
        ]
        found = jargon_in("The Limitation Period and the lien.", word_list(reader))
    assert [one.instead for one in found] == ["Time to go to court"]
    with workspace.write() as tx:
        remove_plain_word(tx, "LIEN", "It was not known")
    with workspace.read() as reader:
        assert [one.word for one in jargon_in("The lien.", word_list(reader))] == ["lien"]


@pytest.mark.parametrize(
    ("word", "say", "reason", "code"),
    [
        ("", "x", "why", "no-word"),
        ("\u202e", "x", "why", "no-word"),
        ("“lien”", "x", "why", "word-with-marks"),
        ("nowhere listed", "", "why", "nothing-to-say"),
        ("lien", "Lien", "why", "same-word"),
        ("lien", "claim", " ", "no-reason"),
        ("l" * 81, "claim", "why", "name-too-long"),
    ],
)
def test_what_is_refused(workspace: Workspace, word: str, say: str, reason: str, code: str) -> None:
    with pytest.raises(LiaisonError) as caught, workspace.write() as tx:
        save_plain_word(tx, word, say, reason)
    assert caught.value.code == code or [one.code for one in getattr(caught.value, "problems", ())] == [code]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(max_size=90), st.text(max_size=90))
def test_any_text_is_kept_whole_or_refused(workspace: Workspace, word: str, say: str) -> None:
    try:
        with workspace.write() as tx:
            kept = save_plain_word(tx, word, say, "why")
    except LiaisonError:
        return
    with workspace.read() as reader:
        found = {one.word: one.say for one in plain_words(reader)}
        assert kept in found
        jargon_in(f"It is {kept} and {word}.", word_list(reader))
    with workspace.write() as tx:
        remove_plain_word(tx, kept, "why")


def test_by_command(cli: Cli, tmp_path: Path) -> None:
    assert cli("plain", "words").json == {"words": []}
    added = cli("plain", "words", "add", "Limitation period", "--say", " time  limit", "--reason", "Clearer")
    assert added.json == {"word": "limitation period", "say": "time limit"}
    assert cli("plain", "words", "add", "lien", "--fine", "--reason", "Known").json["say"] is None
    assert cli("plain", "words", "add", "lien", "--reason", "Known").json["error"]["code"] == "nothing-to-say"
    rows = cli("plain", "words", "list", "--all").json["words"]
    assert rows[0] == {"word": "lien", "say": None, "reason": "Known", "own": True}
    assert len(rows) > 200
    text = tmp_path / "letter.txt"
    text.write_text("The limitation period, the lien and the writ.", "utf-8")
    checked = cli("plain", "check", str(text)).json
    assert [one["say"] for one in checked["jargon"]] == ["time limit", "written court order"]
    assert {"words", "sentences", "score", "ease", "long_sentences", "jargon"} == checked.keys()
    assert cli("plain", "words", "remove", "lien", "--reason", "Not known").json == {"word": "lien"}
    assert cli("plain", "words", "remove", "lien", "--reason", "x").json["error"]["code"] == "no-plain-word"
    assert cli("plain", "words", "remove").json["error"]["code"] == "no-word"


def test_the_trail_has_word_and_reason(workspace: Workspace) -> None:
    with workspace.write() as tx:
        save_plain_word(tx, "lien", "claim", "Shorter")
    with workspace.read() as reader:
        event = events(reader, EventFilter()).rows[0]
    assert (event.action, event.kind) == ("added", "plain_word")
    assert event.body is not None
    assert event.body["reason"] == "Shorter"
