"""Writing the firm's notices: nothing is overwritten."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from app.kernel.errors import Invalid, NotFound, Problem
from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.kernel.text import clean, plain_name
from app.notices.models import NoticeVersion
from app.notices.queries import NoticeForm, notice_versions
from app.notices.words import Outlet
from app.storage.transaction import Transaction
from app.storage.versions import write_version

MOST_LETTERS = 5_000
"""Of a notice: what is longer belongs into the terms of the engagement."""


def save_notice(tx: Transaction, form: NoticeForm, reason: str = "", notice_id: UUID | None = None) -> UUID:
    """Write a notice, or its next version, which needs a reason; the same again writes nothing. Needs `Right.FIRM`.

    Raises Invalid, `Refused` ("no-reason", "too-long"), and NotFound for a notice that is not there.
    """
    tx.need(Right.FIRM)
    form = _checked(form)
    versions = notice_versions(tx.reader(), notice_id) if notice_id is not None else ()
    if notice_id is not None and not versions:
        raise NotFound("no-notice", tr("That notice is not in the vault."), field="notice")
    if versions:
        newest = versions[0]
        if newest.form == form:
            return newest.notice_id
    reason = given_reason(reason, "Please say why the notice is changed.", needed=bool(versions))
    of = notice_id or tx.new_id()
    number = versions[0].number + 1 if versions else 1
    says = {
        "text": form.text,
        "areas": list(form.areas),
        "outlets": [one.value for one in form.outlets],
        "in_force": form.in_force,
    }
    named = {"notice_id": of, "title": form.title}
    write_version(tx, NoticeVersion, named, says, number=number, reason=reason)
    tx.record("written", "notice", of, name=form.title, version=number, reason=reason, **says)
    return of


def _checked(form: NoticeForm) -> NoticeForm:
    areas = tuple(dict.fromkeys(name for one in form.areas if (name := plain_name(one, "areas"))))
    form = replace(
        form,
        title=plain_name(form.title, "title"),
        text=clean(form.text),
        areas=areas,
        outlets=tuple(one for one in Outlet if one in form.outlets),
    )
    problems = []
    if not form.title:
        problems.append(Problem("title", "no-title", tr("Please give the notice a name.")))
    if not form.text:
        problems.append(Problem("text", "no-text", tr("Please write what the notice says.")))
    if len(form.text) > MOST_LETTERS:
        message = tr("A notice has at most {most_letters} letters. Please shorten it.").format(
            most_letters=say_number(MOST_LETTERS)
        )
        problems.append(Problem("text", "text-too-long", message))
    if problems:
        raise Invalid(problems)
    return form
