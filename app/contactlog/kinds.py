"""Kinds of contact: what the form presets, and the questions that a good note answers (PRACTICE C1).

Those that come with the program are data (``resources/kinds.toml``); the firm's own stand in the vault. An answer goes
into the text it belongs to, as a line that begins with the question's lead ("Risks: …"): it is read, searched, printed
and compared like every other word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from app.contactlog.words import Channel, Direction, Outcome
from app.kernel.errors import Invalid, Problem
from app.kernel.language import spoken, tr
from app.kernel.text import clean, fold
from app.kernel.typed import Typed, plain
from app.languages.resources import tables_in

FILE = Path(__file__).resolve().parents[2] / "resources" / "kinds.toml"
FIELDS = ("summary", "received", "advice", "decision", "costs", "advice_declined")
"""The texts that answers may go into."""
MOST_QUESTIONS = 20


class Question(NamedTuple):
    """One thing to ask. ``lead`` is the word before the answer, ``field`` the text that it goes into."""

    field: str
    lead: str
    ask: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of contact. ``key`` names one that comes with the program; the firm's own have none."""

    key: str
    name: str
    channel: Channel | None = None
    direction: Direction | None = None
    outcome: Outcome | None = None
    summary: str = ""
    tags: tuple[str, ...] = ()
    confidentiality: str = ""
    update: bool = False
    identity: bool = False
    """Whether it matters who is at the other end: the form shows where to say that it was checked."""
    billable: bool = False
    follow_ups: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()


@cache
def supplied(language: str = "en") -> tuple[Kind, ...]:
    """The kinds that come with the program, in their order, with their words in a ``language`` (BCP 47)."""
    return tuple(kind_from({**one, "key": key}) for key, one in tables_in(FILE, language).items())


def kind_from(body: Mapping[str, Any]) -> Kind:
    """A kind out of its data; what it lacks has its default."""
    return Kind(
        key=body.get("key", ""),
        name=body["name"],
        channel=Channel(body["channel"]) if body.get("channel") else None,
        direction=Direction(body["direction"]) if body.get("direction") else None,
        outcome=Outcome(body["outcome"]) if body.get("outcome") else None,
        summary=body.get("summary", ""),
        tags=tuple(body.get("tags", ())),
        confidentiality=body.get("confidentiality", ""),
        update=body.get("update", False),
        identity=body.get("identity", False),
        billable=body.get("billable", False),
        follow_ups=tuple(body.get("follow_ups", ())),
        questions=tuple(Question(*one) for one in body.get("questions", ())),
    )


def body_of(kind: Kind) -> dict[str, Any]:
    """The data of a kind, without key and name: these have columns of their own."""
    said = {name: getattr(kind, name) for name in Kind.__slots__ if name not in {"key", "name"}}
    said["questions"] = [list(one) for one in kind.questions]
    return {name: list(value) if isinstance(value, tuple) else value for name, value in said.items() if value}


def checked_kind(kind: Kind) -> Kind:
    """The kind with its words cleaned. Raises Invalid with all that is wrong, each by its field."""
    problems = []
    name = clean(kind.name, lines=False)
    if not name or len(name) > 80:
        problems.append(
            Problem("name", "no-name", tr("Give the kind of contact a name of up to 80 letters."))
        )
    questions = tuple(
        Question(one.field, lead, clean(one.ask, lines=False))
        for one in kind.questions
        if (lead := clean(one.lead, lines=False).rstrip(":?").strip())
    )
    if len(questions) > MOST_QUESTIONS or any(
        len(one.lead) > 40 or one.field not in FIELDS for one in questions
    ):
        message = tr(
            "At most {most_questions} questions; the word before an answer has up to 40 letters."
        ).format(most_questions=MOST_QUESTIONS)
        problems.append(Problem("questions", "bad-questions", message))
    if len({(one.field, fold(one.lead)) for one in questions}) < len(questions):
        message = tr("Two questions have the same word before the answer. Give each its own.")
        problems.append(Problem("questions", "same-lead", message))
    if problems:
        raise Invalid(problems)
    return Kind(
        key=kind.key,
        name=name,
        channel=kind.channel,
        direction=kind.direction,
        outcome=kind.outcome,
        summary=clean(kind.summary),
        tags=tuple(tag for one in kind.tags if (tag := clean(one, lines=False))),
        confidentiality=clean(kind.confidentiality, lines=False),
        update=kind.update,
        identity=kind.identity,
        billable=kind.billable,
        follow_ups=tuple(line for one in kind.follow_ups if (line := clean(one, lines=False))),
        questions=questions,
    )


def find_kind(kinds: Iterable[Kind], name: str) -> Kind | None:
    """The kind of that name, however it is written."""
    key = fold(name)
    return next((one for one in kinds if fold(one.name) == key), None)


def with_answers(text: str, answers: Iterable[tuple[str, str]]) -> str:
    """A text with the (lead, answer) that go into it after what stands there; an empty answer adds nothing."""
    lines = [f"{lead}: {answer.strip()}" for lead, answer in answers if answer.strip()]
    return "\n".join(part for part in (text.rstrip(), *lines) if part)


def split_answers(text: str, leads: Sequence[str]) -> tuple[str, dict[str, str]]:
    """Take a text apart again: what is no answer, and the answers by lead. An answer goes on to the next lead."""
    if not leads:
        return text, {}
    names = {fold(lead): lead for lead in leads}
    rest: list[str] = []
    found: dict[str, list[str]] = {}
    lines = rest
    for line in text.split("\n"):
        head, colon, tail = line.partition(":")
        lead = names.get(fold(head)) if colon and len(head) <= 80 else None
        if lead is not None and lead not in found:
            lines = found[lead] = [tail.strip()]
        else:
            lines.append(line)
    return "\n".join(rest).rstrip(), {lead: "\n".join(said).strip() for lead, said in found.items()}


def unanswered(kind: Kind, texts: Mapping[str, str]) -> tuple[Question, ...]:
    """The questions of a kind that no line of ``texts`` (by field) answers."""
    answered = {
        (field, lead)
        for field in FIELDS
        for lead, said in split_answers(
            texts.get(field, ""), [one.lead for one in kind.questions if one.field == field]
        )[1].items()
        if said
    }
    return tuple(one for one in kind.questions if (one.field, one.lead) not in answered)


def say_unanswered(leads: Sequence[str]) -> Problem | None:
    """The sentence for questions that were not answered; it never blocks."""
    if not leads:
        return None
    named = ", ".join(" ".join(lead.split()) for lead in leads[:4])
    more = tr(" and {count} more").format(count=len(leads) - 4) if len(leads) > 4 else ""
    return Problem(
        "kind",
        "unanswered",
        tr("Not answered yet: {named}{more}.").format(named=named, more=more),
        {"leads": list(leads)},
    )


SPOKEN_FIELDS = {
    "said": "summary",
    "received": "received",
    "advice": "advice",
    "decided": "decision",
    "costs": "costs",
    "declined": "advice_declined",
}
"""The texts as a firm names them where it writes its questions."""


@cache
def _line(typed: Typed) -> re.Pattern[str]:
    own = (one for word in SPOKEN_FIELDS for one in typed.written("texts", word))
    words = "|".join(map(re.escape, (*SPOKEN_FIELDS, *own)))
    return re.compile(rf"(?:({words})\s*[-–—]\s*)?([^:\n]+?)\s*:\s*(.*)", re.IGNORECASE)


def questions_text(questions: Iterable[Question]) -> str:
    """Questions as a firm writes them, one in a line: "Advice – Risks: What can go wrong?"."""
    typed = spoken().typed
    names = {
        field: next(iter(typed.written("texts", word)), word[:1].upper() + word[1:])
        for word, field in SPOKEN_FIELDS.items()
    }
    return "\n".join(f"{names[one.field]} – {one.lead}: {one.ask}" for one in questions)


def read_questions(text: str) -> tuple[Question, ...]:
    """The questions of such lines; one that names no text goes to what was said. Raises Invalid for other lines."""
    found, typed = [], spoken().typed
    for line in clean(text).splitlines():
        if not line.strip():
            continue
        match = _line(typed).fullmatch(line.strip())
        if match is None:
            message = tr("“{line}” is no question. Write: Advice – Risks: What can go wrong?").format(
                line=line.strip()[:40]
            )
            raise Invalid([Problem("questions", "no-question", message)])
        word = plain(match[1] or "said")
        field = SPOKEN_FIELDS[typed.spelled("texts").get(word, word)]
        found.append(Question(field, match[2].strip(), match[3].strip()))
    return tuple(found)
