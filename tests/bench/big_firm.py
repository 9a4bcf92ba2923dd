"""A vault of any size, written by SQL straight into the tables: for measuring, not for reading.

One matter in four is open; the log runs over four years up to now, each matter in its turn. One entry in ten is an
update; one in twenty asked for a reply and got it by the next entry of its matter, but for the last round.
"""

# ruff: noqa: S608 - the statements are put together from words of this file alone

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from app.bootstrap import Workspace, create_workspace
from app.kernel.clock import Clock
from app.settings.commands import FirmDetails
from app.storage.engine import writer
from app.vault.kdf import CHEAP

PASSWORD, USER = "correct horse", "Ann Aldous"
FIRM = FirmDetails("Aldous & Brant LLP", "US", "America/Los_Angeles", "CA")
ENTRIES_A_MATTER = 50
YEARS = 4

_SAID = (
    "Spoke about the hearing and what the other side asks for. She understands that the date may move, wants to "
    "know what it costs to oppose, and will look for the lease, the two letters of March and the photographs. We "
    "went through the options: oppose, agree to four weeks, or settle. She decides by the end of the week. Asked "
    "to be called in the mornings, not on the work number, and that her brother is told nothing of it."
)


def _id(kind: int, position: str) -> str:
    return f"printf('01900000%04x7000800%013x', {kind}, {position})"


_CLIENT, _MATTER, _ENTRY, _NEWS, _AGREED, _DATE = range(1, 7)
_MOMENT = "strftime('%Y-%m-%d %H:%M:%f000', :begin, printf('+%.3f seconds', i * :step))"
_CHANCE = "((i * 2654435761) >> 9)"

_FILL = (
    f"""INSERT INTO clients (id, kind, name, name_key, salutation, first_name, last_name, company, job_title,
        preferred_channel, preferred_times, never_channels, language, interpreter, accessibility,
        technology_limits, vulnerability, may_decide, do_not_tell, notes, external_id, archived, added_at)
    SELECT {_id(_CLIENT, "i")}, 'person', 'Client ' || i, 'client ' || i, '', 'Client', i, '', '', 'phone', '', '',
        '', 0, '', '', '', '', '', '', NULL, 0, :begin FROM numbers WHERE i < :matters""",
    f"""INSERT INTO matters (id, number, number_key, title, title_key, practice_area, stage, status, court,
        court_number, opened_on, closed_on, responsible_id, point_of_contact_id, emergency_contact, priorities,
        key_point, options, decision_asked, notes, external_id, added_at)
    SELECT {_id(_MATTER, "i")}, printf('M-%06d', i), printf('m-%06d', i), 'Client ' || i || ' v. Tern',
        'client ' || i || ' v. tern', 'Housing', '', CASE WHEN i % 4 = 0 THEN 'open' ELSE 'closed' END, 'cand',
        printf('3:24-cv-%05d', i), date(:begin), CASE WHEN i % 4 = 0 THEN NULL ELSE date(:now) END, :actor,
        :actor, '', 'To stay in her home.', '', '', '', '', NULL, :begin FROM numbers WHERE i < :matters""",
    f"""INSERT INTO matter_clients (matter_id, client_id, position)
    SELECT {_id(_MATTER, "i")}, {_id(_CLIENT, "i")}, 0 FROM numbers WHERE i < :matters""",
    f"""INSERT INTO update_plans (matter_id, version, count, unit, counted_from, at_most_days, format, by_id, set_at,
        set_by)
    SELECT {_id(_MATTER, "i")}, 1, 1, 'month', date(:begin), 45, 'report', :actor, :begin, :actor
        FROM numbers WHERE i < :matters AND i % 12 <> 0""",
    f"""INSERT INTO contact_entries (id, matter_id, client_id, occurred_at, written_at, author_id, channel, direction,
        outcome, duration_minutes, reached_at, summary, advice, advice_declined, decision, costs, identity_checked,
        interpreter, confidentiality, billable, with_client, is_update, needs_reply, urgent, acknowledges_id,
        promised_by, answers_id, message_key, version, withdrawn_at)
    SELECT {_id(_ENTRY, "i")}, {_id(_MATTER, "i % :matters")}, {_id(_CLIENT, "i % :matters")}, {_MOMENT}, {_MOMENT},
        :actor, CASE i % 3 WHEN 0 THEN 'phone' WHEN 1 THEN 'email' ELSE 'letter' END,
        CASE i % 2 WHEN 0 THEN 'in' ELSE 'out' END, 'spoke', 12, '', :said, '', '', '', '', 0, '', '', 1, i % 5 <> 0,
        {_CHANCE} % 10 = 0, {_CHANCE} % 20 = 1, 0, NULL, NULL,
        CASE WHEN i >= :matters AND (((i - :matters) * 2654435761) >> 9) % 20 = 1
            THEN {_id(_ENTRY, "i - :matters")} END, NULL, 1, NULL FROM numbers WHERE i < :entries""",
    f"""INSERT INTO entry_versions (entry_id, version, written_at, author_id, reason, content)
    SELECT {_id(_ENTRY, "i")}, 1, {_MOMENT}, :actor, '', json_object('summary', :said, 'channel', 'phone')
        FROM numbers WHERE i < :entries""",
    f"""INSERT INTO participants (entry_id, position, name, role)
    SELECT {_id(_ENTRY, "i")}, 0, 'Client ' || (i % :matters), 'client' FROM numbers WHERE i < :entries""",
    f"""INSERT INTO developments (id, matter_id, kind, occurred_at, text, whole_text, document_number, essential,
        urgent, origin, written_at, author_id)
    SELECT {_id(_NEWS, "i")}, {_id(_MATTER, "i % :matters")}, 'filing', {_MOMENT},
        'ORDER on the motion to extend time.', '', '', 1, 0, NULL, {_MOMENT}, :actor
        FROM numbers WHERE i < :entries AND i % 10 = 3""",
    f"""INSERT INTO entry_developments (entry_id, development_id, telling)
    SELECT {_id(_ENTRY, "i + :matters")}, {_id(_NEWS, "i")}, 'told'
        FROM numbers WHERE i < :entries - :matters AND i % 10 = 3""",
    f"""INSERT INTO follow_ups (id, matter_id, entry_id, who, side, colleague_id, text, due_on, agreed_at, written_at,
        done_at, done_by)
    SELECT {_id(_AGREED, "i")}, {_id(_MATTER, "i % :matters")}, {_id(_ENTRY, "i")}, '', 'firm', :actor,
        'Send the two letters of March', date({_MOMENT}, '+14 days'), {_MOMENT}, {_MOMENT},
        CASE WHEN i < :entries - :matters * 2 THEN {_MOMENT} END, NULL
        FROM numbers WHERE i < :entries AND i % 10 = 5""",
    f"""INSERT INTO key_dates (id, matter_id, kind, "on", at, title, place, client_attends, who_acts, done_at,
        written_at, author_id)
    SELECT {_id(_DATE, "i")}, {_id(_MATTER, "i % :matters")}, 'hearing', date({_MOMENT}, '+40 days'), NULL,
        'Hearing on the motion', '', 1, '', NULL, {_MOMENT}, :actor FROM numbers WHERE i < :entries AND i % 25 = 7""",
    f"""INSERT INTO audit_events (seq, at, actor_id, action, object_kind, object_id, body_hash, previous, mac)
    SELECT i + 1 + :events, {_MOMENT}, :actor, 'added', 'entry', {_id(_ENTRY, "i")}, zeroblob(32), zeroblob(32),
        zeroblob(32) FROM numbers WHERE i < :entries""",
    """INSERT INTO audit_bodies (seq, body)
    SELECT i + 1 + :events, json_object('summary', :said, 'channel', 'phone') FROM numbers WHERE i < :entries""",
)


def make_big_firm(folder: Path, clock: Clock, entries: int) -> Workspace:
    """A vault with so many entries in ``folder``, open; its audit chain has no true seals."""
    workspace, _ = create_workspace(folder, PASSWORD, firm=FIRM, user=USER, clock=clock, cost=CHEAP)
    now = clock.now().astimezone(UTC).replace(tzinfo=None)
    span = timedelta(days=365 * YEARS)
    values = {
        "entries": entries,
        "matters": max(4, entries // ENTRIES_A_MATTER),
        "actor": workspace.actor.hex,
        "begin": _spelled(now - span),
        "now": _spelled(now),
        "step": span.total_seconds() / entries,
        "said": _SAID,
    }
    with writer(workspace.vault.engine).begin() as connection:
        values["events"] = connection.scalar(text("SELECT MAX(seq) FROM audit_events"))
        connection.execute(text("CREATE TEMP TABLE numbers (i INTEGER PRIMARY KEY)"))
        connection.execute(
            text(
                "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < :entries - 1) "
                "INSERT INTO numbers SELECT i FROM n"
            ),
            values,
        )
        for statement in _FILL:
            connection.execute(text(statement), values)
        connection.execute(text("DROP TABLE numbers"))
    return workspace


def a_matter(position: int) -> str:
    """The id of the matter made at that position."""
    return f"01900000{_MATTER:04x}7000800{position:013x}"


def _spelled(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")
