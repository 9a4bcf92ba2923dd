"""What each step asks, and why."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication

from app.drafts.first_hour import Step

translate = partial(QCoreApplication.translate, "FirstHour")


def question_of(step: Step, *, is_left: bool) -> tuple[str, str]:
    """The question, and a sentence or two under it. A key that was read back is asked for no more."""
    if step is Step.KEY and not is_left:
        return translate("The recovery key is printed and was read back."), translate(
            "Keep the sheet apart from this computer, where the firm keeps its wills. Another can be made at any "
            "time under Firm, People."
        )
    return {
        Step.KEY: (
            translate("Nobody has the recovery key yet."),
            translate(
                "The one that was shown when the vault was made was never typed back. If everybody forgets their "
                "password, the vault stays closed for ever. Make a key now, print it, and type back two of its "
                "groups."
            ),
        ),
        Step.HOURS: (
            translate("When is the firm open?"),
            translate(
                "To begin with, response times count all 24 hours of each working day, and urgent ones run by the "
                "clock, nights and weekends too. Public holidays of the firm's place are known and are no working "
                "days."
            ),
        ),
        Step.PROMISES: (
            translate("How soon does a client hear from you?"),
            translate(
                "When a client calls or writes and you are not there, these clocks start. Clients read them in "
                "their engagement terms; Today shows what runs out."
            ),
        ),
        Step.PEOPLE: (
            translate("Who else works here?"),
            translate(
                "Each person has a name and a password of their own, so that the record shows who spoke with whom. "
                "They sign in at this computer, one after the other."
            ),
        ),
        Step.IMPORT: (
            translate("Where are your clients and matters now?"),
            translate(
                "Tables (CSV) of Clio, MyCase, PracticePanther, Outlook or Google are known by their headers; for "
                "any other you say which column is what. Mailboxes, address cards, calendars and the court's "
                "e-mails come in, too. First you see what would happen. Files can be dropped on the window at any "
                "time."
            ),
        ),
    }[step]
