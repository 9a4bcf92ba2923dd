"""Estates and probate."""

from __future__ import annotations

from app.demo.stock import AreaStock, Asked, News, Talk
from app.matters.words import DevelopmentKind as D
from app.matters.words import KeyDateKind as K

ESTATES = AreaStock(
    name="Estates and probate",
    stages=("Petition", "Inventory", "Creditors", "Accounting", "Distribution"),
    intake=(
        "First meeting after the funeral. {name} is named as executor. Went through the will, the accounts known so far and who has to be told. Nothing is to be moved from the house.",
        "Consultation about the estate. Original will is with {name}; {other} has hinted at a later one. Explained probate, its length and its costs.",
        "Meeting on planning: two properties, one heir abroad. Talked about a trust and what it would and would not do.",
    ),
    progress=(
        "The petition is filed and published; letters to the heirs have gone out.",
        "The bank has released the balance of the day of death; the second bank still wants a form.",
        "The inventory is almost complete; the referee has to value the house.",
        "The time for creditors runs until {date}; so far three small claims came in.",
        "The house is sold subject to court confirmation; the price is {amount} above the first offer.",
        "The accounting is drafted; please look at pages four and five, where we guessed.",
        "The tax clearance is asked for; it takes six to ten weeks.",
    ),
    news=(
        News(D.HEARING, "NOTICE OF PETITION TO ADMINISTER ESTATE: hearing {date}, 9:45, Department 202", "The court will look at the petition on {date}; if nobody objects it takes five minutes.", (K.HEARING, "Hearing on the petition", False)),
        News(D.RULING, "ORDER FOR PROBATE; Letters issued", "The court has appointed {obj}; the letters that banks want to see are here."),
        News(D.FILING, "CREDITOR'S CLAIM filed, {amount}", "Somebody claims {amount} from the estate; we have to accept or reject it."),
        News(D.FILING, "OBJECTION to Petition by {other}", "{other} objects and says there was a later will; we have asked to see it."),
        News(D.DEADLINE, "Inventory and appraisal due {date}", "The list of all property is due on {date}.", (K.DEADLINE, "Inventory and appraisal", False)),
        News(D.EVIDENCE, "Bank confirms a safe deposit box in the name of the deceased", "There is a safe deposit box; it can be opened with the letters.", paper=False),
        News(D.OFFER, "Offer for the house of {amount}, open until Friday", "There is an offer of {amount} for the house, open until Friday.", None, False, True),
        News(D.HEARING, "NOTICE OF HEARING: report of sale and petition for order confirming sale, {date}", "The sale has to be confirmed on {date}; others may bid higher that day.", (K.HEARING, "Confirmation of the sale", True)),
    ),
    asked=(
        Asked("Asks whether {she} may pay the gardener from the estate account.", "Yes, with a receipt; sent the sheet on which to write such payments."),
        Asked("{other} wants the piano now. What to answer?", "Nothing leaves the house before the inventory; gave {obj} the sentence to write."),
        Asked("Asks when the heirs will get money.", "Not before the creditors' time is over and taxes are clear; likely spring. Nobody can promise."),
        Asked("Asks if {she} must answer the call of the debt collector.", "No; asked {obj} to send us the letter, claims go through the court."),
        Asked("Found letters in the desk, in another language.", "Keep all together, unsorted; a translator comes on {soon}."),
    ),
    talks=(
        Talk("Talked about the claim of {amount}.", "Looks out of time; rejecting starts a clock of 90 days for a suit. Risk is small, cost if sued about $5,000.", "Reject the claim.", "file the rejection"),
        Talk("Discussed selling the house now or renting until spring.", "Empty houses cost and insurers ask; the market is flat. The heirs must be told either way.", "Sell now, through a broker of the list.", "write to the heirs"),
        Talk("Went through the draft accounting.", "Two payments lack receipts; the court may ask. Fees are set by law.", "{name} looks for the receipts.", "finish the accounting"),
        Talk("Explained the objection and what mediation could do.", "A contest takes a year and up to 40,000; a share for {other} may cost less than winning.", "Hear what {other} wants first.", "call {counsel}"),
    ),
    owed=("the original will", "bank statements at the day of death", "list of the furniture", "receipts of the funeral", "addresses of the heirs", "the insurance policy", "keys of the second house"),
    tasks=("file the inventory", "write to the heirs", "publish the notice", "ask the bank for the form", "order the valuation", "prepare the accounting"),
    outside=(
        "Bank: needs certified letters not older than 60 days; ordered two.",
        "Probate referee will see the house on {soon}.",
        "{counsel} has not found the later will yet; wants three weeks.",
        "Heir abroad signs before the consul; papers go by courier.",
        "County: property tax bill goes to us from now on.",
    ),
    received=("the original will, against receipt", "bank statements", "a box of letters", "the receipts of the funeral", "keys, labelled"),
    closing=("Final distribution made, receipts filed, letters discharged. Papers of the family returned.", "Trust signed and funded; originals handed over, copies kept."),
)  # fmt: skip
