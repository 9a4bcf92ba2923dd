"""Changing templates, and what is recorded of letters that leave."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from app.contactlog.waiting import may_go
from app.kernel.errors import Invalid, NotFound, Problem
from app.kernel.language import tr
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.kernel.text import clean, plain_name
from app.letters.built_in import TemplateForm
from app.letters.fields import KNOWN
from app.letters.models import LetterVersion
from app.letters.queries import TemplateRow, template_versions
from app.notices.words import Outlet
from app.storage.transaction import Transaction
from app.storage.versions import write_version
from app.wording.checking import problems_in

if TYPE_CHECKING:
    from app.letters.composing import Letter

LONGEST_SUBJECT = 300


def save_template(tx: Transaction, key: str | None, form: TemplateForm, reason: str) -> str:
    """Write the next version of a template, or without a key a new one; what is the same writes nothing. Its key.

    Needs `Right.FIRM` and a reason. Raises `Refused` ("no-reason", "too-long"), Invalid where a field is not known or
    a block not closed, each by its place, and NotFound for a template that is not there.
    """
    tx.need(Right.FIRM)
    form = check_template(form)
    versions: tuple[TemplateRow, ...] = template_versions(tx.reader(), key) if key is not None else ()
    if versions and versions[0].form == form:
        return versions[0].key
    reason = given_reason(reason, "Please say in a few words what is changed, and why.")
    of = key or str(tx.new_id())
    number = versions[0].number + 1 if versions else 1
    says = {
        "name": form.name,
        "outlet": form.outlet,
        "is_update": form.is_update,
        "subject": form.subject,
        "text": form.text,
        "in_use": form.in_use,
    }
    version_id = write_version(tx, LetterVersion, {"key": of}, says, number=number, reason=reason)
    tx.record("written", "letter_template", version_id, key=of, version=number, reason=reason, **says)
    return of


def restore_template(tx: Transaction, key: str, number: int, reason: str) -> str:
    """Go back to an earlier version, 0 for the one that comes with the program: it becomes the next version."""
    tx.need(Right.FIRM)
    versions = template_versions(tx.reader(), key)
    found = next((row for row in versions if row.number == number), None)
    if found is None:
        raise NotFound("no-version", tr("There is no such version of this template."), field="version")
    return save_template(tx, key, found.form, reason)


def check_template(form: TemplateForm) -> TemplateForm:
    """The form cleaned. Raises Invalid; of mistakes in the words the first ones, each with its place."""
    form = replace(
        form,
        name=plain_name(form.name, "name"),
        text=clean(form.text).replace("\t", " "),
        subject=clean(form.subject, lines=False),
    )
    problems = []
    if not form.name:
        problems.append(Problem("name", "no-name", tr("Please give the template a name.")))
    if not form.text:
        problems.append(Problem("text", "no-text", tr("Please write what the letter says.")))
    if len(form.subject) > LONGEST_SUBJECT:
        message = tr("A subject has at most {longest_subject} letters. Please shorten it.").format(
            longest_subject=LONGEST_SUBJECT
        )
        problems.append(Problem("subject", "subject-too-long", message))
    if form.outlet not in {Outlet.LETTER, Outlet.EMAIL}:
        problems.append(Problem("outlet", "no-outlet", tr("A template is for letters or for e-mails.")))
    for name in ("subject", "text"):
        problems += problems_in(name, getattr(form, name), KNOWN)
    if problems:
        raise Invalid(problems)
    return form


def may_leave(tx: Transaction, letter: Letter, although: Collection[UUID]) -> None:
    """Whether a letter that counts as an update may go now: ``although`` is what was known to stay unanswered when
    somebody said that it goes. Between that and the file lies its setting in type, and a dialog that asks where to.

    Raises `Refused` as `may_go`.
    """
    if letter.is_update:
        may_go(tx.reader(), letter.matter_id, tells=letter.tells, although=although)


def record_letter_printed(tx: Transaction, matter_id: UUID, name: str, pages: int) -> None:
    """A letter left the vault on paper (PRACTICE J3)."""
    tx.record("printed", "letter", matter_id, name=name, pages=pages)


def record_letter_saved(tx: Transaction, matter_id: UUID, name: str, pages: int, file: Path) -> None:
    """A letter left the vault as a file; its name is kept, not where it lies."""
    tx.record("exported", "letter", matter_id, name=name, pages=pages, file=file.name)
