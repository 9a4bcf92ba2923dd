"""Who of the firm a concern means: its handler, its supervisor, the person of a stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from app.concerns.rules import ConcernRules, rather_others
from app.concerns.settings import concern_rules
from app.concerns.words import Stage
from app.matters.able import first_able
from app.matters.keepers import names_of
from app.matters.models import Matter
from app.people.queries import colleagues
from app.people.words import Role
from app.settings.queries import firm
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class Meant:
    """Who would answer a concern where nobody is named, and whom it is about: who is responsible for the matter."""

    about_id: UUID | None
    about: str
    handler_id: UUID | None
    supervisor_id: UUID | None


def whom_it_means(reader: Reader, matter_id: UUID | None, *, formal: bool) -> Meant:
    """Of a concern about a matter, or about none; nobody of one that the reader may not know of."""
    matter = reader.session.get(Matter, matter_id) if matter_id is not None else None
    rules, about_id = concern_rules(reader), matter.responsible_id if matter else None
    return Meant(
        about_id,
        names_of(reader, [about_id]).get(about_id, ""),
        whom_a_stage_means(reader, Stage.CONTACT, matter, None, rules, formal=formal),
        supervisor_of(reader, matter, rules, formal=formal),
    )


def supervisor_of(
    reader: Reader, matter: Matter | None, rules: ConcernRules, *, formal: bool = False
) -> UUID | None:
    """The matter's, else the firm's lead; of a ``formal`` complaint rather not whom it is about."""
    lead = firm(reader).details.lead_id
    return _first(reader, (matter.supervisor_id if matter else None, lead), matter, rules, formal)


def whom_a_stage_means(
    reader: Reader,
    stage: Stage,
    matter: Matter | None,
    supervisor_id: UUID | None,
    rules: ConcernRules,
    *,
    formal: bool = False,
) -> UUID | None:
    """The person of a stage where nobody is named, of a ``formal`` complaint rather not whom it is about; None where
    nobody can be found."""
    lead = firm(reader).details.lead_id
    contact = (matter.point_of_contact_id, matter.responsible_id) if matter else ()
    meant = {
        Stage.CONTACT: contact,
        Stage.RESPONSIBLE: contact[1:],
        Stage.SUPERVISOR: (supervisor_id, matter.supervisor_id if matter else None, lead),
        Stage.PARTNER: (*rules.partner_ids, lead),
        Stage.OUTSIDE: (),
    }[stage]
    return _first(reader, meant, matter, rules, formal)


def _first(
    reader: Reader, usual: Sequence[UUID | None], matter: Matter | None, rules: ConcernRules, formal: bool
) -> UUID | None:
    about = matter.responsible_id if matter is not None and formal else None
    matter_id = matter.id if matter is not None else None
    if about is None or about not in usual:
        return first_able(reader, matter_id, usual)
    partners = (one.id for one in colleagues(reader) if one.role is Role.PARTNER)
    others = (*rules.partner_ids, firm(reader).details.lead_id, *partners)
    return first_able(reader, matter_id, rather_others(usual, others, about))
