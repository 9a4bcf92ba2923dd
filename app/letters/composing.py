"""A letter for one matter: a template filled, with the notices that apply."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.contactlog.waiting import say_waiting, waiting
from app.kernel.language import tr
from app.letters.built_in import TemplateForm
from app.letters.facts import letter_facts
from app.letters.fields import KNOWN
from app.matters.development_queries import developments
from app.notices.words import Outlet
from app.reports.content import StatusReport
from app.reports.files import firms_name
from app.reports.stationery import on_paper
from app.reports.status.lines import short_day
from app.reports.status.report import notices_on
from app.settings.queries import firm
from app.storage.transaction import Reader
from app.wording.filling import fill
from app.wording.lines import Shape, as_plain, bare, lines_of
from app.wording.template import Each, If, Node, read_template

FOOT = "This letter is for you alone."
"""In the foot of each page, but of a form that the client fills in and sends back; what the firm says at the end of
everything and the report has in its foot is left out."""


UNWRITTEN = "What stands in square brackets is still to be written."
_TO_WRITE = re.compile(r"\[(?:Please write|Bitte schreiben Sie|Escriba) [^\]\n]*\]")
"""As the templates of the program say it in each of their languages."""
NOT_TOLD = "There is news that the client has not been told, and this letter does not tell it."


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter before it is set: words may still be changed. ``frame`` has letterhead, address and paper; ``tells``
    the developments that the client had not been told of and that stand in it."""

    matter_id: UUID
    name: str
    outlet: Outlet
    is_update: bool
    subject: str
    text: str
    notices: tuple[str, ...]
    foot: str
    tells: tuple[UUID, ...]
    frame: StatusReport
    email: str = ""
    warning: str = ""
    """What speaks against the template for this matter now, in a sentence."""
    file: str = "letter"
    """What a file of it is called by the firm's pattern, without ending."""
    untold: tuple[str, ...] = ()
    """The news that an update, or a letter that says what comes next, leaves out: the client stays untold of it."""

    @property
    def complaint(self) -> str:
        """What speaks against sending it as it is now; "" where nothing does."""
        unwritten = tr(UNWRITTEN) if _TO_WRITE.search(self.text) else ""
        return " ".join(filter(None, (self.warning, unwritten, self.frame.complaint)))

    def as_email(self) -> str:
        """The words as an e-mail says them, with the notices at the end."""
        return "\n".join((as_plain(self.text), *(f"{notice}\n" for notice in self.notices)))


def compose_letter(
    reader: Reader, matter_id: UUID, form: TemplateForm, *, since: date | None = None
) -> Letter:
    """The letter of a template for a matter, at the reader's moment; its words need not be saved. Raises NotFound, and
    Refused ("template-wrong") where they have a mistake."""
    text, subject = read_template(form.text, KNOWN), read_template(form.subject, KNOWN)
    known = letter_facts(reader, matter_id, since=since, is_update=form.is_update)
    notices = notices_on(reader, firm(reader).details, known.sheet.details.practice_area, form.outlet)
    tells = known.report.tells if form.is_update and _goes_through(text.nodes, "progress") else ()
    says_dates = _goes_through(text.nodes, "coming")  # which what was not told may have changed
    left_out = known.report.tells if (form.is_update or says_dates) and not tells else ()
    news = developments(reader, matter_id, ids=left_out) if left_out else ()
    waits = waiting(reader, matter_id) if form.is_update else ()
    filled = fill(text, known.facts)
    goes_back = any(line.shape is Shape.WRITE for line in lines_of(filled))
    return Letter(
        matter_id,
        form.name,
        form.outlet,
        form.is_update,
        bare(" ".join(fill(subject, known.facts).split())),
        filled,
        tuple(notice for notice in notices if notice.strip() != known.report.words.footer),
        "" if goes_back else _foot(reader),
        tells,
        known.report,
        known.facts.texts.get("client.email", ""),
        " ".join(filter(None, (tr(NOT_TOLD) if left_out else "", say_waiting(waits) if waits else ""))),
        firms_name(reader, form.name, matter=known.sheet.row.number, client=known.sheet.row.client),
        tuple(
            f"{short_day(reader.local(one.occurred_at).date(), reader.today)}, {one.for_client}"
            for one in news
        ),
    )


@on_paper
def _foot(_: Reader) -> str:
    return tr(FOOT)


def _goes_through(nodes: list[Node] | tuple[Node, ...], name: str) -> bool:
    return any(
        (isinstance(node, Each) and (node.name == name or _goes_through(node.body, name)))
        or (isinstance(node, If) and (_goes_through(node.then, name) or _goes_through(node.otherwise, name)))
        for node in nodes
    )
