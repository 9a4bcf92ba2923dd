"""Every event that the program can write into the trail has a sentence for people, and is found by a filter."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from app.audit.queries import FOLDED
from app.audit.saying import Telling, field_word, say
from app.audit.sentences import SENTENCES
from app.audit.words import GROUPS, NOUNS, in_group
from app.kernel.language import speaking
from app.languages.written import WrittenCatalogue
from tests.support import ROOT

WRITERS = {"record", "vouch", "note", "as_one"}
_MAY_WRITE = re.compile(rf"\b(?:{'|'.join(sorted(WRITERS))}|Recorded)\b")
"""Stands in each file in which an event is written: the others need not be taken apart."""


def _taken_apart(file: Path, words: re.Pattern[str] = _MAY_WRITE) -> Iterator[ast.AST]:
    """Everything that stands in a file, if any of ``words`` does."""
    source = file.read_text(encoding="utf-8")
    return ast.walk(ast.parse(source)) if words.search(source) else iter(())


def _recorded() -> Iterator[tuple[str, str, str]]:
    """Where, action and kind of each event that some line of the program writes."""
    for folder in ("app", "ui"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            name = file.relative_to(ROOT).as_posix()
            for node in _taken_apart(file):
                if isinstance(node, ast.Call):
                    found = _event(node)
                    if found is not None and name != "app/storage/transaction.py":
                        yield f"{name}:{node.lineno}", *found


def _event(call: ast.Call) -> tuple[str, str] | None:
    is_method = isinstance(call.func, ast.Attribute) and call.func.attr in WRITERS and len(call.args) >= 3
    is_made = isinstance(call.func, ast.Name) and call.func.id == "Recorded"
    if not (is_method or is_made):
        return None
    action, kind = call.args[:2]
    handed_on = isinstance(action, ast.Name) and isinstance(kind, ast.Name)
    if handed_on or ast.unparse(call.func).endswith("trail.record"):
        return None  # somebody else has the words
    assert isinstance(action, ast.Constant), f"{ast.unparse(call)}: write the action as a word"
    kinds = (kind.body, kind.orelse) if isinstance(kind, ast.IfExp) else (kind,)
    assert all(isinstance(one, ast.Constant) for one in kinds), (
        f"{ast.unparse(call)}: write the kind as a word"
    )
    first = kinds[0]
    assert isinstance(first, ast.Constant)
    return str(action.value), str(first.value)


def test_whatever_is_recorded_has_words() -> None:
    recorded = list(_recorded())
    assert len(recorded) > 40, "the places where events are written are not found any more"
    without = [
        f"{where}: {action} {kind}" for where, action, kind in recorded if (action, kind) not in SENTENCES
    ]
    assert not without, "say in app/audit/sentences.py what these are to a partner"


def test_every_kind_has_a_name_where_its_own_is_not_known() -> None:
    assert {kind for _, kind in SENTENCES} <= set(NOUNS)


@pytest.mark.parametrize("pair", SENTENCES)
def test_a_sentence_is_one_whatever_is_known(pair: tuple[str, str]) -> None:
    bare = say(Telling(*pair, who="Maria Ortega"))
    assert "{" not in bare
    assert "  " not in bare
    assert "None" not in bare
    assert not bare.endswith((":", ",", " "))


def test_the_pieces_of_all_sentences_are_known() -> None:
    body = {"version": 2, "reason": "the amount was misheard"}
    told = Telling(
        "amended", "entry", "Maria Ortega", "", "Whitcombe v. Larkspur", day="12 November", body=body
    )
    assert say(told) == (
        "Maria Ortega amended an entry of 12 November in Whitcombe v. Larkspur: version 2, because: "
        "the amount was misheard"
    )
    named = {field for text in SENTENCES.values() for _, field, _, _ in Formatter().parse(text) if field}
    assert {"who", "what", "in_place", "because"} <= named


def test_words_are_said_in_the_language_that_is_spoken() -> None:
    loud = {(text, ""): (text.replace("withdrew", "WITHDREW"),) for text in SENTENCES.values()}
    with speaking(WrittenCatalogue("loud", loud)):
        assert say(Telling("withdrawn", "entry", "Maria", place="Iyer")) == "Maria WITHDREW an entry in Iyer"


def test_an_event_of_a_newer_program_is_shown_all_the_same() -> None:
    assert say(Telling("teleported", "matter", "Maria", "Iyer")) == "Maria: teleported, Iyer"


def test_each_action_is_in_one_group() -> None:
    actions = {action for action, _ in SENTENCES}
    for action in actions:
        inside = [
            group.key
            for group in GROUPS
            if (action in in_group(group)[0] if group.actions else action not in in_group(group)[1])
        ]
        assert len(inside) == 1, action
    listed = {action for group in GROUPS for action in group.actions}
    assert listed <= actions, "a group of what is never recorded"


def test_fields_are_said_as_people_call_them() -> None:
    assert field_word("do_not_tell") == "who must not be told"
    assert field_word("by_id") == "by whom"
    assert field_word("preferred_channel") == "preferred channel"


def test_whatever_folds_others_is_opened_when_a_matter_is_looked_for() -> None:
    folding = {
        ast.literal_eval(node.args[0])
        for file in (ROOT / "app").rglob("*.py")
        for node in _taken_apart(file, re.compile("as_one"))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "as_one"
    }
    assert folding == FOLDED
