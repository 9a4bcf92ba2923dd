"""What the demo firm agreed with its clients at the beginning, with one of them in full, and since when it asks itself
for terms."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from app.contactlog.words import FollowUpSide
from app.demo.ledger import Ledger
from app.demo.parts import DemoMatter
from app.engagement.agreeing import agree_terms
from app.engagement.forms import AgreedDuty, IntakeForm, NewAgreement, NewDocument
from app.engagement.intake import add_document, save_intake
from app.engagement.measured import terms_to_begin_with
from app.engagement.missing import set_terms_rule
from app.engagement.terms_commands import draft_terms, reaffirm_terms
from app.engagement.words import AgreedHow
from app.storage.transaction import Transaction

AGREED: Final = "00003"
"""Whitcombe v. Larkspur Catering."""
_FACTS = (
    "She worked in the kitchen for eleven years, with a clean record, until her shifts were changed a week after she "
    "complained about unpaid overtime. She has the shift schedules and her pay stubs at home. She wants her record to "
    "stay clean."
)
_SCOPE = (
    "We act for you in your claim against Larkspur Catering about your termination and your unpaid overtime, up to and "
    "including a trial."
)
_HOURLY = "By the hour, billed every month"
_FIXED = "A fixed fee, half of it at the beginning"
_USUAL: Final = {
    "Bankruptcy": (
        "The petition, the schedules, the meeting of creditors, and what follows up to the discharge.",
        _FIXED,
    ),
    "Business": (
        "The agreements and letters of this business that we spoke of, drafted and negotiated.",
        _HOURLY,
    ),
    "Employment": ("Your claim against your employer, up to and including a trial.", _HOURLY),
    "Estates and probate": (
        "The estate: the inventory, the court, the debts, and the accounts to those who inherit.",
        _HOURLY,
    ),
    "Family": ("The agreement or the judgment, and what it says of children, home and support.", _HOURLY),
    "Landlord and tenant": ("Your home and its lease, up to and including a trial.", _HOURLY),
    "Immigration": (
        "The application, its papers, and the interview, until there is a decision.",
        _FIXED,
    ),
    "Personal injury": (
        "Your claim for what the accident cost you, with the insurer and up to a verdict.",
        "A third of what is paid to you, and nothing if nothing is",
    ),
}
"""Practice area → what is done, and how it is reckoned."""


def agree(tx: Transaction, ledger: Ledger, matter: DemoMatter) -> None:
    """The firm's usual terms, which came back signed: what counts for the matter, and what is done."""
    scope, arrangement = _USUAL[matter.practice_area]
    key = ledger.matters[matter.number]
    begun = terms_to_begin_with(tx.reader(), key)
    draft_terms(tx, key, replace(begun, scope=scope, arrangement=arrangement))
    agree_terms(tx, NewAgreement(key, tx.today, AgreedHow.SIGNED))


def begin(tx: Transaction, ledger: Ledger) -> None:
    """The consultation, two papers, and the terms, signed a day after."""
    matter = ledger.matters[AGREED]
    held = tx.today - timedelta(days=1)
    save_intake(tx, matter, IntakeForm(held, "Ms. Whitcombe", tx.actor, _FACTS))
    add_document(tx, matter, NewDocument("Pay stubs of two years", received_on=held))
    add_document(tx, matter, NewDocument("Termination letter", received_on=held, original=True))
    form = replace(
        terms_to_begin_with(tx.reader(), matter),
        scope=_SCOPE,
        out_of_scope="Taxes on what you may be paid, and an appeal. We tell you when either comes near.",
        timeline="Nine to fifteen months. Most such claims are settled in the first six.",
        arrangement="By the hour, billed every month. A third of what is owed is asked for in advance.",
        rates="Attorneys $340 an hour, paralegals $140",
        decides="You alone. We ask you before we make or accept any offer.",
        channels="Phone after 3 PM, never at work. Letters to your home.",
        duties=(
            AgreedDuty(FollowUpSide.FIRM, "Ask you before anything is filed or offered"),
            AgreedDuty(
                FollowUpSide.CLIENT,
                "Keep a journal of what happens at work, and tell nobody there of the claim",
            ),
        ),
    )
    draft_terms(tx, matter, form)
    agree_terms(tx, NewAgreement(matter, tx.today, AgreedHow.SIGNED, "Nora Whitcombe"))


def reaffirm(tx: Transaction, ledger: Ledger) -> None:
    """Said again when the claim was filed."""
    note = "After the complaint was filed: everything as agreed."
    reaffirm_terms(
        tx, NewAgreement(ledger.matters[AGREED], tx.today, AgreedHow.PHONE, "Nora Whitcombe", note)
    )


def ask_for_terms(tx: Transaction) -> None:
    """From that day on; what was opened before stays as it is."""
    set_terms_rule(tx, 14, tx.today, "Our insurer asks for terms in every new matter")
