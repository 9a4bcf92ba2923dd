"""An event of the trail as a sentence, made of `app.audit.sentences` and `app.audit.words`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.audit.sentences import SENTENCES
from app.audit.words import FIELDS, NOT_FIELDS, NOUNS
from app.kernel.language import tr


@dataclass(frozen=True, slots=True)
class Telling:
    """What a sentence is made of: an event, and the names of what it speaks of."""

    action: str
    kind: str
    who: str
    what: str = ""
    place: str = ""
    """The matter it belongs to, or the client where it belongs to none."""
    with_client: bool = False
    """Whether ``place`` is a client."""
    day: str = ""
    """The day of the thing itself, in words."""
    body: Mapping[str, Any] | None = None
    days: Callable[[str], str] = str
    """Says a date that stands in a body as ISO 8601."""


def say(event: Telling) -> str:
    """The event as a sentence, without a full stop."""
    template = SENTENCES.get((event.action, event.kind))
    if template is None:  # recorded by a newer program
        template = "{who}: {action}, {what}"
    return tr(template).format_map(_parts(event))


def field_word(name: str) -> str:
    """A field of a form as people call it."""
    return tr(FIELDS.get(name, name.removesuffix("_id").replace("_", " ")))


def changed_fields(body: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields that a change of something speaks of."""
    return tuple(name for name in body if name not in NOT_FIELDS and name not in {"reason", "since"})


def _parts(event: Telling) -> dict[str, str]:
    body = event.body or {}
    what = event.what or tr(NOUNS.get(event.kind, event.kind.replace("_", " ")))

    def part(words: str, *needed: object, **values: object) -> str:
        return tr(words).format(**values) if all(needed) else ""

    place = part(" with {place}" if event.with_client else " in {place}", event.place, place=event.place)
    role = str(body.get("role", "")) if isinstance(body.get("role"), str) else ""
    return {
        "who": event.who,
        "what": what,
        "action": event.action,
        "place": event.place or tr(NOUNS["matter"]),
        "in_place": place,
        "of_day": part(" of {day}", event.day, day=event.day),
        "on_day": part(", {day}", event.day, day=event.day),
        "version": part(": version {number}", body.get("version"), number=body.get("version")),
        "because": part(
            ", because: {reason}", body.get("reason"), reason=str(body.get("reason")).rstrip(".")
        ),
        "pages": _pages(body, part),
        "fields": _changed(body, part),
        "from_to": _from_to(event, body, part),
        "due_on": part(" due on {day}", body.get("due_on"), day=event.days(str(body.get("due_on", "")))),
        "until": part(", until {day}", body.get("until"), day=event.days(str(body.get("until", "")))),
        "files": _counted(body.get("files"), tr("a file"), tr("{count} files")),
        "count": _records(body, part),
        "as_role": part(" as {role}", role, role=tr(role)),
        "on_days": _on_days(event, body, part),
        "day_kind": part(" ({kind})", body.get("kind"), kind=tr(str(body.get("kind", "")))),
        "away": event.what or tr(NOUNS["colleague"]),
        "called": part(": {name}", body.get("name"), name=body.get("name")),
        "channel": tr(str(body.get("rule", NOUNS["channel_rule"]))),
        "step": _word(body.get("kind"), part),
        "stage": _word(body.get("stage"), part),
        "query": part(": {query}", body.get("query"), query=body.get("query")),
        "to_file": part(" ({file})", body.get("file"), file=body.get("file")),
        "on_machine": part(" on the computer {machine}", body.get("machine"), machine=body.get("machine")),
        "through": part(", {via}", body.get("via") in _VIA, via=tr(_VIA.get(str(body.get("via")), ""))),
        "times": part(", {times} times", _number(body.get("times")) > 1, times=body.get("times")),
        "outcome": _outcome(body, part),
    }


_VIA = {"command line": "from the command line"}
"""The window is not worth a word."""


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _records(body: Mapping[str, Any], part: Callable[..., str]) -> str:
    count = _number(body.get("count"))
    return part(": 1 record") if count == 1 else part(": {count} records", count, count=count)


def _pages(body: Mapping[str, Any], part: Callable[..., str]) -> str:
    pages = _number(body.get("pages"))
    return part(", 1 page") if pages == 1 else part(", {pages} pages", pages, pages=pages)


def _changed(body: Mapping[str, Any], part: Callable[..., str]) -> str:
    names = [field_word(name) for name in changed_fields(body)]
    if len(names) > 3:
        return part(": {fields} and {count} more", True, fields=", ".join(names[:2]), count=len(names) - 2)
    return part(": {fields}", names, fields=", ".join(names))


def _from_to(event: Telling, body: Mapping[str, Any], part: Callable[..., str]) -> str:
    before = body.get("before") or body.get("was_on")
    after = body.get("after") or body.get("on")
    said = {
        "before": event.days(before) if isinstance(before, str) else "",
        "after": event.days(after) if isinstance(after, str) else "",
    }
    if said["before"] and said["after"]:
        return part(", from {before} to {after}", **said)
    return part(", to {after}", said["after"], **said)


def _on_days(event: Telling, body: Mapping[str, Any], part: Callable[..., str]) -> str:
    first, last = body.get("first"), body.get("last")
    if not isinstance(first, str):
        return ""
    if not isinstance(last, str) or last == first:
        return part(", {day}", event.days(first), day=event.days(first))
    return part(", from {first} to {last}", first, first=event.days(first), last=event.days(last))


def _word(value: object, part: Callable[..., str]) -> str:
    """A word of a list, as people read it."""
    said = value.replace("_", " ") if isinstance(value, str) else ""
    return part(": {word}", said, word=tr(said))


def _outcome(body: Mapping[str, Any], part: Callable[..., str]) -> str:
    if body.get("ok") is False:
        return part(": something is wrong with it")
    return part(": all is well") if body.get("ok") is True else ""


def _counted(count: object, one: str, many: str) -> str:
    number = _number(count)
    return many.format(count=number) if number > 1 else one
