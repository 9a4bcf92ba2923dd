"""Templates, read: which there are, and every version of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.kernel.errors import NotFound, Refused
from app.kernel.language import tr
from app.kernel.text import fold
from app.letters.built_in import TemplateForm, built_in
from app.letters.models import LetterVersion
from app.settings.queries import firm
from app.storage.transaction import Reader
from app.storage.versions import newest, read_versions


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One version of a template. Number 0 comes with the program: nobody made it."""

    key: str
    number: int
    form: TemplateForm
    reason: str = ""
    made_at: datetime | None = None
    made_by: UUID | None = None

    @property
    def own(self) -> bool:
        """Whether the firm wrote it."""
        return self.number > 0


def templates(reader: Reader) -> tuple[TemplateRow, ...]:
    """Each template as it is now (as it was known): those that come with the program in their order, in the language of
    the firm, then the firm's own by name. What was put away is among them."""
    written = newest(_stored(reader), lambda row: row.key)
    ours = (written.pop(key, TemplateRow(key, 0, form)) for key, form in _built_in(reader).items())
    return (*ours, *sorted(written.values(), key=lambda row: (fold(row.form.name), row.key)))


def template(reader: Reader, key: str) -> TemplateRow:
    """One template as it is now. Raises NotFound."""
    return template_versions(reader, key)[0]


def template_versions(reader: Reader, key: str) -> tuple[TemplateRow, ...]:
    """Every version of a template, the newest first, with the one that comes with the program last. Raises NotFound."""
    found = _stored(reader, key)
    if key in built_in():
        found = (*found, TemplateRow(key, 0, _built_in(reader)[key]))
    if not found:
        raise NotFound("no-template", tr("There is no such template."), field="template")
    return found


def find_template(reader: Reader, words: str) -> TemplateRow:
    """A template by its key, its name or how that begins. Raises NotFound, and Refused where several match."""
    rows = templates(reader)
    wanted = fold(words)
    exact = [row for row in rows if wanted in {fold(row.key), fold(row.form.name)}]
    found = exact or [row for row in rows if wanted and fold(row.form.name).startswith(wanted)]
    if not found:
        names = _listed(rows)
        raise NotFound(
            "no-template",
            tr("There is no such template. There are: {names}.").format(names=names),
            field="template",
        )
    if len(found) > 1:
        raise Refused(
            "several-templates",
            tr("Several match: {listed}.").format(listed=_listed(found)),
            field="template",
        )
    return found[0]


def _listed(rows: Iterable[TemplateRow]) -> str:
    return ", ".join(row.key if row.key in built_in() else row.form.name for row in rows)


def _built_in(reader: Reader) -> Mapping[str, TemplateForm]:
    return built_in(firm(reader).details.written_in)


def _stored(reader: Reader, key: str | None = None) -> tuple[TemplateRow, ...]:
    return read_versions(reader, LetterVersion, _row, None if key is None else LetterVersion.key == key)


def _row(made: LetterVersion) -> TemplateRow:
    form = TemplateForm(made.name, made.text, made.subject, made.outlet, made.is_update, made.in_use)
    return TemplateRow(made.key, made.number, form, made.reason, made.made_at, made.made_by)
