"""Saved searches are one's own, and shared where their owner says so."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.clients.commands import ClientDetails, add_client
from app.contactlog.forms import NewParticipant
from app.kernel.errors import NotFound, Refused
from app.kernel.text import clean, fold
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.search.completing import complete
from app.search.saved import remove_search, rename_search, save_search, saved_searches, share_search
from app.storage.transaction import Transaction
from app.workspace import Workspace


def names(workspace: Workspace) -> list[tuple[str, str, bool]]:
    with workspace.read() as reader:
        return [(one.name, one.query, one.is_shared) for one in saved_searches(reader)]


def test_saved_renamed_shared_removed(workspace: Workspace) -> None:
    with workspace.write() as tx:
        leases = save_search(tx, " Leases ", "lease -draft")
        save_search(tx, "LEASES", "lease", shared=True)
        other = save_search(tx, "Bills", "tag:bill")
    assert names(workspace) == [("Bills", "tag:bill", False), ("LEASES", "lease", True)]
    with workspace.write() as tx, pytest.raises(Refused, match="of that name"):
        rename_search(tx, other, "leases")
    with workspace.write() as tx:
        rename_search(tx, leases, "Rents")
        share_search(tx, leases, shared=False)
        remove_search(tx, other)
    assert names(workspace) == [("Rents", "lease", False)]
    for name, query in (("", "x"), ("x", " "), ("x" * 101, "x"), ("x", "y" * 1_001)):
        with workspace.write() as tx, pytest.raises(Refused):
            save_search(tx, name, query)


def test_anothers_is_seen_if_shared_and_never_changed(workspace: Workspace) -> None:
    with workspace.write() as tx:
        ann = add_colleague(tx, NewColleague("Ann", Role.LAWYER))
        mine = save_search(tx, "Mine", "x")
        shared = save_search(tx, "Ours", "y", shared=True)
    workspace.actor = ann
    with workspace.read() as reader:
        (one,) = saved_searches(reader)
    assert (one.name, one.is_mine, one.saved_by) == ("Ours", False, "Maria Ortega")
    for search_id in (mine, shared, UUID(int=1)):
        for do in (remove_search, lambda tx, one: rename_search(tx, one, "z")):
            with workspace.write() as tx:
                _not_there(tx, do, search_id)


def _not_there(tx: Transaction, do: Callable[[Transaction, UUID], None], search_id: UUID) -> None:
    with pytest.raises(NotFound):
        do(tx, search_id)


@given(name=st.text(max_size=50), query=st.text(max_size=50))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_any_words_are_saved_or_refused(workspace: Workspace, name: str, query: str) -> None:
    with workspace.write() as tx:
        kept = None
        with suppress(Refused):
            kept = save_search(tx, name, query)
    assert (kept is not None) is bool(fold(name) and clean(query, lines=False))
    names(workspace)


def test_completion(workspace: Workspace, log: Callable[..., UUID]) -> None:
    with workspace.write() as tx:
        add_client(tx, ClientDetails(first_name="Zoë", last_name="Müller"))
    log("x", tags=("first visit", "bill"), participants=(NewParticipant("Ivo Lang", ""),))
    for text, wanted in {
        "cl": "client:",
        "-ta": "-tag:",
        "matter:larks": "matter:26-00412 ",
        "lease matter:26": "matter:26-00412 ",
        "client:mull": 'client:"Zoë Müller" ',
        'client:"Zoe': 'client:"Zoë Müller" ',
        "whit": 'client:"Nora Whitcombe" ',
        "by:mar": 'by:"Maria Ortega" ',
        "from:iv": 'from:"Ivo Lang" ',
        "tag:": "tag:bill ",
        "tag:vis": 'tag:"first visit" ',
        "channel:e": "channel:email ",
        "has:": "has:attachment ",
        "after:yes": "after:yesterday ",
    }.items():
        with workspace.read() as reader:
            found = complete(reader, f"{text} behind", len(text))
        assert wanted in [one.text for one in found], (text, found)
        one = next(one for one in found if one.text == wanted)
        assert f"{text} behind"[one.start : one.start + one.length] == text.rpartition(" ")[2] or '"' in text
    with workspace.read() as reader:
        for text in ("", " ", "lease ", "zzz", '"phrase', "channel:zz"):
            assert complete(reader, text, len(text)) == (), text
