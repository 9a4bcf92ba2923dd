"""Business cards (.vcf, vCard 2.1 to 4.0) read into the same values as the contacts of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.exchange.csv_records import ContactKind, ContactRecord, Labelled, PostalAddress, RefusedRow
from app.exchange.mail_headers import decode
from app.kernel import text as words
from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.numbers import say_number

MOST_CARDS = 50_000
MOST_CARD_BYTES = 2_000_000
_BEGIN = re.compile(rb"^BEGIN:VCARD[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_PICTURES = re.compile(
    rb"^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:][^\n]*\n(?:[ \t][^\n]*\n)*", re.MULTILINE | re.IGNORECASE
)
_LABELS = {"cell": "mobile", "mobile": "mobile", "work": "work", "home": "home", "fax": "fax", "main": "main"}
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class CardsContent:
    """The cards of one file; ``row`` is the number of the card."""

    contacts: tuple[ContactRecord, ...]
    refused: tuple[RefusedRow, ...]


def parse_cards(raw: bytes) -> CardsContent:
    """Each card by itself, so that a damaged one loses only itself. Raises `Refused` where there is none."""
    contacts: list[ContactRecord] = []
    refused: list[RefusedRow] = []
    for number, card in enumerate(_split(raw), start=1):
        if number > MOST_CARDS:
            refused.append(
                RefusedRow(
                    number,
                    tr("Only the first {most} cards of a file are read.").format(most=say_number(MOST_CARDS)),
                    "",
                )
            )
            break
        try:
            contacts.append(_contact(card, number))
        except Refused as refusal:
            refused.append(RefusedRow(number, refusal.message, ""))
        except MemoryError:
            raise
        except Exception:  # the library raises whatever a damaged card brings it to
            refused.append(
                RefusedRow(number, tr("This card is damaged in a way that Liaison does not know."), "")
            )
    if not contacts and not refused:
        raise Refused("unreadable-cards", tr("There is no card in this file."), field="file")
    return CardsContent(tuple(contacts), tuple(refused))


def _split(raw: bytes) -> Iterator[bytes]:
    starts = [found.start() for found in _BEGIN.finditer(raw)]
    for start, end in zip(starts, [*starts[1:], len(raw)], strict=True):
        yield raw[start:end]


def _contact(card: bytes, number: int) -> ContactRecord:
    import vobject

    if len(card) > MOST_CARD_BYTES:
        card = _PICTURES.sub(b"", card)
    if len(card) > MOST_CARD_BYTES:
        raise Refused("card-too-large", tr("This card is larger than 2 MB."), field="file")
    read = vobject.readOne(decode(_PICTURES.sub(b"", card), None), allowQP=True)
    name = _first(read, "n")
    family, given, more = (_said(getattr(name, part, "")) for part in ("family", "given", "additional"))
    company = _said(_first(read, "org"))
    full = _said(_first(read, "fn"))
    if not (family or given):
        family, given = _of_full_name(full) if full != company else ("", "")
    is_firm = not (family or given) or _said(_first(read, "kind")).casefold() in {"org", "organization"}
    if not (family or given or company):
        raise Refused("no-name", tr("This card names neither a person nor an organisation."), field="file")
    kind: ContactKind = "organisation" if is_firm else "person"
    return ContactRecord(
        row=number,
        kind=kind,
        title=_said(getattr(name, "prefix", "")),
        first_name="" if is_firm else given,
        middle_name="" if is_firm else more,
        last_name="" if is_firm else family,
        suffix=_said(getattr(name, "suffix", "")),
        company=company or (full if is_firm else ""),
        job_title=_said(_first(read, "title")),
        emails=_labelled(read, "email"),
        phones=_labelled(read, "tel"),
        addresses=_addresses(read),
        language=_said(_first(read, "lang"))[:50],
        notes=words.clean(str(_first(read, "note") or ""))[:_LONGEST],
        birthday=None,
        external_id=_said(_first(read, "uid"))[:200] or None,
        archived=False,
        tags=(),
    )


def _of_full_name(full: str) -> tuple[str, str]:
    given, _, family = full.rpartition(" ")
    return family, given


def _first(read: Any, name: str) -> Any:
    lines = read.contents.get(name)
    return lines[0].value if lines else ""


def _said(value: Any) -> str:
    """One line of what the library made a text, or a list of texts of."""
    if isinstance(value, list | tuple):
        value = ", ".join(filter(None, (str(one).strip() for one in value)))
    return words.clean(str(value or ""), lines=False)[:500]


def _label(line: Any) -> str:
    given = [str(one).casefold() for one in line.params.get("TYPE", [])]
    given += [str(one).casefold() for one in getattr(line, "singletonparams", [])]
    if "fax" in given:
        return "fax"
    return next((_LABELS[one] for one in given if one in _LABELS), "")


def _labelled(read: Any, name: str) -> tuple[Labelled, ...]:
    found: dict[str, Labelled] = {}
    for line in read.contents.get(name, [])[:50]:
        value = _said(line.value).removeprefix("tel:").removeprefix("mailto:")
        if value:
            found.setdefault(value.casefold(), Labelled(_label(line), value))
    return tuple(found.values())


def _addresses(read: Any) -> tuple[PostalAddress, ...]:
    found = []
    for line in read.contents.get("adr", [])[:20]:
        one = line.value
        parts = [_said(getattr(one, part, "")) for part in ("city", "region", "code", "country")]
        lines = [_said(getattr(one, part, "")) for part in ("box", "extended", "street")]
        if any(parts) or any(lines):
            street = "\n".join(filter(None, lines))
            found.append(PostalAddress(_label(line), street, *parts))
    return tuple(found)
