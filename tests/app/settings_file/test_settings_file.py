"""Settings as a file: written, read and taken over whole; no secret, no person, no client in it; nonsense refused."""

from __future__ import annotations

import contextlib
import json
import os
from base64 import b64decode, b64encode
from dataclasses import replace
from datetime import date, time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from app.access.settings import access_rule, change_access_rule
from app.care.firm_rule import fee_rule
from app.care.rules import FeeRule
from app.care.ruling import set_fee_rule
from app.channels.commands import set_channel_rule
from app.channels.queries import channel_rule
from app.channels.rules import ChannelRule
from app.channels.words import Channel
from app.concerns.settings import change_concern_rules, concern_rules
from app.contactlog.kind_commands import retire_kind, save_kind
from app.contactlog.kind_queries import kind_rows
from app.contactlog.kinds import Kind, Question, supplied
from app.deeds.queries import Wanted, deeds
from app.engagement.missing import set_terms_rule
from app.feedback.firm_rules import change_feedback_rules
from app.feedback.rules import FeedbackRules
from app.feedback.words import Occasion
from app.hours.commands import NewFirmDay, add_firm_day, set_opening_hours
from app.hours.queries import firm_days
from app.kernel.errors import MachineTrouble, Refused
from app.letters.built_in import TemplateForm
from app.letters.commands import save_template
from app.letters.queries import find_template, template
from app.notices.commands import save_notice
from app.notices.queries import NoticeForm, notices
from app.notices.words import Outlet
from app.plain.commands import save_plain_word
from app.promises.commands import NewTerms, set_terms
from app.promises.terms import DEFAULT_STEPS, OwnTerms
from app.reports.press.pictures import take_logo
from app.retention.firm_rules import RetentionSettings, set_rule, set_settings
from app.retention.words import RetentionEvent
from app.reviews.checklist import change_checklist
from app.schedule.defaults import defaults, set_default, set_roll
from app.schedule.rhythm import Rhythm
from app.schedule.rules import Interval
from app.schedule.words import IntervalUnit, Roll, UpdateFormat
from app.settings.commands import change_firm, set_logo
from app.settings.queries import firm, logo
from app.settings_file.file import (
    FORMAT,
    MOST_VALUES,
    PART_OF,
    SettingsFile,
    changes,
    differing,
    read_settings,
    save_settings,
    settings_bytes,
    spell_settings,
    take_over_settings,
    unknown_groups,
)
from app.settings_file.groups import firm_settings
from app.storage.transaction import Transaction
from app.workdays.own_days import DayKind
from app.workdays.worktime import Promise, PromiseUnit
from app.workspace import Workspace
from tests.support import PASSWORD


def _set_everything(tx: Transaction) -> None:
    details = firm(tx.reader()).details
    change_firm(tx, replace(details, tagline="Ἀττικοί δικηγόροι", duplex=True, notices="One\nTwo"))
    set_opening_hours(tx, {0: [(time(8), time(12)), (time(13), time(18))], 4: [(time(9), time(15))]})
    hours = Promise(12, PromiseUnit.WORKING_DAY_HOURS)
    set_terms(tx, NewTerms(OwnTerms(acknowledge=hours), steps=DEFAULT_STEPS[:2]))
    for one in (RETREAT, replace(RETREAT, kind=DayKind.OPENED, opens=time(10), closes=time(14)), BASTILLE):
        add_firm_day(tx, one)
    closing = template(tx.reader(), "closing").form
    save_template(tx, "closing", replace(closing, subject="Goodbye"), "Warmer")
    save_template(tx, None, TemplateForm("Ours", "Dear {{client.name}}", in_use=False), "New")
    save_notice(tx, NoticeForm("Phishing", "We never ask for money by e-mail.", ("Tax",), (Outlet.EMAIL,)))
    set_terms_rule(tx, 30, reason="Longer")
    set_fee_rule(tx, FeeRule(60, 90, with_tax=False, update_months=3, currency="CHF"), "Earlier")
    set_channel_rule(tx, ChannelRule(Channel.PORTAL, for_urgent=True, note="upload, then call"))
    save_plain_word(tx, "lien", "claim on the house", "Shorter")
    set_logo(tx, take_logo(LOGO))
    set_roll(tx, Roll.AFTER)
    quarterly = Rhythm(
        Interval(1, IntervalUnit.QUARTER), 31, at_stages=True, roll=Roll.NONE, at_most_days=120
    )
    set_default(tx, "Familie", "", quarterly, UpdateFormat.LETTER)
    set_default(tx, "", "discovery", Rhythm(Interval(2, IntervalUnit.WEEK)))
    court = next(one for one in supplied() if one.questions)
    save_kind(tx, replace(court, name="Gerichtstermin", tags=("Termin",)))
    save_kind(
        tx, Kind("", "Jour fixe", Channel.PHONE, questions=(Question("summary", "Next", "What next?"),))
    )
    retire_kind(tx, save_kind(tx, Kind("", "Telegram")))
    set_rule(tx, "Estates", RetentionEvent.CLOSING, 240, "Wills")
    set_settings(tx, RetentionSettings(21, keep_name=True), "Here")
    change_access_rule(tx, replace(access_rule(tx.reader()), allowed=20), "Sooner")
    change_feedback_rules(tx, FeedbackRules(frozenset({Occasion.CLOSING}), every_days=30), "Oftener")
    change_checklist(tx, ["Is the client told?", "Is it plain?"], "Ours")
    apart = replace(
        concern_rules(tx.reader()), keeps_apart=True, partner_ids=(tx.actor,), outside_body="Ombud"
    )
    change_concern_rules(tx, apart, "Kept apart")


def _picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (60, 20), "navy").save(made, "JPEG")
    return made.getvalue()


LOGO = _picture()
RETREAT = NewFirmDay(DayKind.CLOSED, date(2027, 3, 4), date(2027, 3, 5), "Retreat")
BASTILLE = NewFirmDay(
    DayKind.HALF, date(2026, 7, 14), None, "Prise de la Bastille", yearly=True, closes=time(12)
)
SCHEDULE = {
    "practice_area": "Family",
    "stage": "",
    "count": 1,
    "unit": "month",
    "anchor_day": None,
    "at_stages": False,
    "at_dates": False,
    "roll": None,
    "at_most_days": None,
    "format": None,
}
DAY = {
    "kind": "closed",
    "first": "2027-03-04",
    "last": "2027-03-05",
    "name": "Retreat",
    "yearly": False,
    "opens": None,
    "closes": None,
}
TEMPLATE = {
    "key": "",
    "name": "Ours",
    "outlet": "letter",
    "is_update": False,
    "subject": "",
    "text": "Dear {{client.name}}",
    "in_use": True,
}
NOTICE = {"title": "Phishing", "text": "Ask us.", "areas": [], "outlets": [], "in_force": True}


def _read(content: bytes) -> SettingsFile:
    return read_settings(content, take_logo)


@pytest.fixture
def saved(workspace: Workspace) -> bytes:
    """The file of a firm that set everything; in the vault all is as it was before."""
    with workspace.rehearse() as tx:
        _set_everything(tx)
        return spell_settings({"zoom": "125"}, firm_settings(tx.reader()))


def test_what_was_set_there_holds_here_and_a_second_time_nothing_changes(
    workspace: Workspace, saved: bytes
) -> None:
    read = _read(saved)
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
        assert logo(reader) == take_logo(LOGO)
        assert {row.name for row in defaults(reader).rows} == {"Familie", "discovery"}
        offered = {row.kind.name: not row.retired for row in kind_rows(reader) if row.own}
        assert offered == {"Gerichtstermin": True, "Jour fixe": True, "Telegram": False}
        assert concern_rules(reader).partner_ids == (), "people do not go along"
        assert template(reader, "closing").form.subject == "Goodbye"
        assert not find_template(reader, "Ours").form.in_use
        assert [row.form.areas for row in notices(reader)] == [("Tax",)]
        assert [row.day.name for row in firm_days(reader)] == ["Prise de la Bastille", "Retreat", "Retreat"]
    with workspace.write() as tx:
        assert take_over_settings(tx, read.firm) == ()
    with workspace.read() as reader:
        told = deeds(reader, Wanted()).rows[0].event
    assert (told.action, told.kind) == ("settings taken over", "firm")


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


def test_rules_that_a_file_does_not_name_stay(workspace: Workspace) -> None:
    with workspace.write() as tx:
        _set_everything(tx)
        before = firm_settings(tx.reader())
        schedule = {**before["schedules"]["defaults"][0], "practice_area": "Tax"}
        said = {
            "schedules": {"defaults": [schedule]},
            "contact_kinds": {"kinds": [{"name": "JOUR  FIXE", "key": "", "offered": True, "update": True}]},
            "own_days": {"days": [{**DAY, "name": "Team days"}, {**DAY, "yearly": True}]},
            "letter_templates": {"templates": [{**TEMPLATE, "name": "OURS"}]},
            "notices": {"notices": [{**NOTICE, "title": "Costs"}, {**NOTICE, "in_force": False}]},
            "retention": {"rules": [{"practice_area": "Tax", "event": "closing", "months": 12}]},
            "channels": {"portal": {"note": "new"}},
            "concerns": {"stage_days": {}},
        }
        texts = ("letter_templates", "notices", "own_days")
        assert take_over_settings(tx, said) == (*texts, "channels", "schedules", "contact_kinds", "retention")
        now = firm_settings(tx.reader())
        assert concern_rules(tx.reader()).partner_ids == (tx.actor,)
    assert len(now["schedules"]["defaults"]) == len(before["schedules"]["defaults"]) + 1
    assert len(now["contact_kinds"]["kinds"]) == len(before["contact_kinds"]["kinds"])
    names = sorted(one["name"] for one in now["own_days"]["days"])
    assert names == ["Prise de la Bastille", "Retreat", "Retreat", "Team days"]
    assert [one["name"] for one in now["letter_templates"]["templates"]] == ["Closing letter", "OURS"]
    assert {one["title"]: one["in_force"] for one in now["notices"]["notices"]} == {
        "Costs": True,
        "Phishing": False,
    }
    assert len(now["retention"]["rules"]) == len(before["retention"]["rules"]) + 1
    assert now["channels"]["portal"] == {**before["channels"]["portal"], "note": "new"}


def test_what_would_change_is_said_value_by_value(workspace: Workspace) -> None:
    says = {"fees": {"amber": 50, "red": 100}, "plain_words": {"lien": "claim"}, "a later room": {"x": 1}}
    with workspace.read() as reader:
        found = changes(reader, says)
    assert [tuple(one) for one in found] == [
        ("fees", "amber", 75, 50),
        ("plain_words", "lien", None, "claim"),
    ]
    assert unknown_groups(says) == ("a later room",)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'{"format": "liaison-settings", "version": 1, "version": 1}',
        b'{"format": "liaison-settings", "version": 1, "firm": {"fees": {"amber": 1, "amber": 2}}}',
        b'{"format": "liaison-settings", "version": true}',
        b'{"format": "liaison-settings", "version": 0}',
        b'{"format": "liaison-settings", "version": 1.0}',
        b'{"format": "liaison-settings", "version": 1, "firm": {"fees": {"amber": NaN}}}',
        b'{"format": "liaison-settings", "version": 1, "firm": {"fees": {"currency": "\\ud800"}}}',
        b'{"format": "liaison-settings", "version": 1, "firm": {"fees": {"amber": 75}',
        b'{"format": "liaison-settings", "version": 1, "firm": {"fees": {"amber": ' + b"9" * 9_000 + b"}}}",
        b'{"format": "liaison-settings", "version": 1, "firm": {"logo": {"picture": "no base64"}}}',
        b'{"format": "liaison-settings", "version": 1, "firm": {"logo": {"picture": 3}}}',
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
        _read(content)
    assert refused.value.code == "no-settings"


def test_a_newer_one_says_what_to_do() -> None:
    with pytest.raises(Refused) as refused:
        _read(b'{"format": "liaison-settings", "version": 2}')
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
        {"fees": {"amber": 10**30}},
        {"response_times": {"colour": "red"}},
        {"engagement_terms": {"days": "30"}},
        {"engagement_terms": {"days": True}},
        {"engagement_terms": {"days": 30, "nights": 3}},
        {"logo": {"picture": None}},
        {"logo": {"picture": "AAAA"}},
        {"logo": {"drawing": ""}},
        {"schedules": {"roll": "sideways"}},
        {"schedules": {"defaults": [3]}},
        {"schedules": {"defaults": [{"practice_area": "Family"}]}},
        {"schedules": {"defaults": [{**SCHEDULE, "count": 0}]}},
        {"schedules": {"defaults": [{**SCHEDULE, "count": 10**30}]}},
        {"schedules": {"defaults": [{**SCHEDULE, "count": True}]}},
        {"schedules": {"defaults": [{**SCHEDULE, "anchor_day": 32}]}},
        {"schedules": {"defaults": [{**SCHEDULE, "practice_area": "x" * 500}]}},
        {"schedules": {"defaults": [{**SCHEDULE, "practice_area": None}]}},
        {"schedules": {"defaults": [{**SCHEDULE, "by": "me"}]}},
        {"contact_kinds": {"kinds": [{"name": 3, "offered": True}]}},
        {"contact_kinds": {"kinds": [{"name": "", "offered": True}]}},
        {"contact_kinds": {"kinds": [{"name": "Call"}]}},
        {"contact_kinds": {"kinds": [{"name": "Mine", "key": "nobodys", "offered": True}]}},
        {"contact_kinds": {"kinds": [{"name": "Mine", "offered": True, "tags": "abc"}]}},
        {"contact_kinds": {"kinds": [{"name": "Mine", "offered": True, "update": 1}]}},
        {"contact_kinds": {"kinds": [{"name": "Mine", "offered": True, "channel": "pigeon"}]}},
        {"contact_kinds": {"kinds": [{"name": "Mine", "offered": True, "questions": [["summary", "x"]]}]}},
        {"contact_kinds": {"kinds": [{"name": "Mine", "offered": True, "questions": [["id", "x", "y"]]}]}},
        {"own_days": {"days": [{**DAY, "kind": "holy"}]}},
        {"own_days": {"days": [{**DAY, "first": "2027-13-04"}]}},
        {"own_days": {"days": [{**DAY, "last": "2027-03-01"}]}},
        {"own_days": {"days": [{**DAY, "last": None}]}},
        {"own_days": {"days": [{**DAY, "closes": "25:00"}]}},
        {"own_days": {"days": [{**DAY, "until": "12:00"}]}},
        {"letter_templates": {"templates": [{**TEMPLATE, "key": "nobodys"}]}},
        {"letter_templates": {"templates": [{**TEMPLATE, "key": "closing"}, {**TEMPLATE, "key": "closing"}]}},
        {"letter_templates": {"templates": [{**TEMPLATE, "text": "{{client.shoes}}"}]}},
        {"letter_templates": {"templates": [{**TEMPLATE, "outlet": "report"}]}},
        {"letter_templates": {"templates": [{**TEMPLATE, "in_use": 1}]}},
        {"notices": {"notices": [{**NOTICE, "text": ""}]}},
        {"notices": {"notices": [{**NOTICE, "outlets": ["pigeon"]}]}},
        {"notices": {"notices": [{**NOTICE, "areas": "Tax"}]}},
        {"notices": {"notices": [{"title": "Phishing"}]}},
        {"retention": {"rules": [{"practice_area": "", "event": "never", "months": 1}]}},
        {"retention": {"rules": [{"practice_area": "", "event": "closing", "months": -1}]}},
        {"retention": {"rules": [{"practice_area": "", "event": "closing"}]}},
        {"retention": {"majority_age": 300}},
        {"retention": {"keep_name": 1}},
        {"access_rules": {"the law": {"allowed": 1}}},
        {"access_rules": {"gdpr": {"allowed": -1}}},
        {"access_rules": {"gdpr": {"source": "https://elsewhere.example"}}},
        {"access_rules": {"gdpr": 3}},
        {"feedback": {"occasions": ["never"]}},
        {"feedback": {"occasions": "closing"}},
        {"feedback": {"every_days": 0}},
        {"reviews": {"checklist": []}},
        {"reviews": {"checklist": ["x" * 400]}},
        {"reviews": {"checklist": "x"}},
        {"access_rules": {"own": {"identity": "by smell"}}},
        {"concerns": {"partner_ids": []}},
        {"concerns": {"stage_days": {"never": 1}}},
        {"concerns": {"stage_days": {"handler": -1}}},
        {"concerns": {"final_weeks": 10**9}},
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
        assert _read(content).firm == said
    else:
        with pytest.raises(Refused):
            _read(content)


def test_more_than_any_firm_has_is_refused() -> None:
    words = {f"word {n}": "x" for n in range(MOST_VALUES + 1)}
    for group in ({"plain_words": words}, {"reviews": {"checklist": list(words)}}):
        with pytest.raises(Refused) as refused:
            _read(spell_settings({}, group))
        assert refused.value.code == "too-much"


def test_a_strangers_picture_is_read_apart_and_kept_as_dots(workspace: Workspace) -> None:
    said = {"logo": {"picture": b64encode(LOGO).decode()}}
    read = _read(spell_settings({}, said)).firm
    assert read is not None
    assert b64decode(read["logo"]["picture"]) == take_logo(LOGO) != LOGO
    bad = b64encode(LOGO[:40]).decode()
    with pytest.raises(Refused) as refused:
        _read(spell_settings({}, {"logo": {"picture": bad}}))
    assert refused.value.code == "logo-unreadable"


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    places = [tmp_path, tmp_path / "none", tmp_path / ("x" * 400), Path("with\0nought")]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        places.append(tmp_path / "pipe")
    for place in places:
        with pytest.raises(MachineTrouble):
            settings_bytes(place)


@given(group=st.sampled_from(list(PART_OF)), data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_no_value_that_is_written_there_breaks_the_taking_over(
    workspace: Workspace, group: str, data: st.DataObject
) -> None:
    """One value of the file is another, of any type; it is taken over or refused in a sentence."""
    with workspace.rehearse() as tx:
        now = firm_settings(tx.reader())[group]
        name = data.draw(st.sampled_from([*now, "x"]))
        says = {group: {**now, name: data.draw(_like(now.get(name)))}}
        with contextlib.suppress(Refused):
            take_over_settings(tx, says)


def _like(value: Any) -> st.SearchStrategy[Any]:
    """Any JSON, and the value with something in it changed."""
    if isinstance(value, dict) and value:
        changed = st.sampled_from(list(value)).flatmap(
            lambda key: _like(value[key]).map(lambda new: {**value, key: new})
        )
        return changed | _json
    if isinstance(value, list) and value:
        return _like(value[0]).map(lambda new: [new, *value[1:]]) | _json
    if type(value) is int:
        return st.integers() | _json
    return (st.text(max_size=30) if isinstance(value, str) else st.none()) | _json
