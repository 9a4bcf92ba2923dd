"""Business: contracts, leases of shops, disputes between companies."""

from __future__ import annotations

from app.demo.stock import AreaStock, Asked, News, Talk
from app.matters.words import DevelopmentKind as D
from app.matters.words import KeyDateKind as K

BUSINESS = AreaStock(
    name="Business",
    stages=("Review", "Negotiation", "Pleadings", "Discovery", "Closing"),
    out_of_court=("Review", "Terms", "Drafting", "Negotiation", "Closing"),
    intake=(
        "First meeting with {name}. The supplier contract with {other} ends this year and the price clause is unclear. Went through the three amendments and who signed them.",
        "Consultation: {other} owes four invoices, the last one disputed. {name} wants to keep the business if possible. Explained letter, mediation, suit, with time and cost of each.",
        "Kick-off by video: {name} plans a second location; lease draft of {other} has 61 pages. Agreed on what matters: term, exit, sign on the roof.",
    ),
    progress=(
        "Our changes to the draft are with {counsel}; we expect a marked copy this week.",
        "Three of five points are agreed; open are the guarantee and the end date.",
        "The demand letter is out; {other} has asked for a copy of the delivery notes and has them.",
        "The landlord's bank has to consent, which takes about ten working days.",
        "Interrogatories are answered; we now look at their e-mails of {month}.",
        "The board has our memo and votes on {soon}.",
        "Quiet week: the other side's general counsel is away until {soon}.",
    ),
    news=(
        News(D.OTHER, "Marked draft received from {counsel}, version 4", "{other} sent a marked draft; two of our five changes are in.", paper=False),
        News(D.FILING, "COMPLAINT for breach of contract filed by {other}", "{other} has sued over the last two invoices; we have 30 days to answer.", None, True, True),
        News(D.FILING, "ANSWER and COUNTERCLAIM filed", "Our answer is filed, with a claim of our own for the late deliveries."),
        News(D.HEARING, "CLERK'S NOTICE: initial case management conference by video on {date}, 10:00 AM", "The first conference is on {date} by video; {name} may listen.", (K.HEARING, "Case management conference, by video", False)),
        News(D.OFFER, "{counsel} offers {amount} in two installments against mutual release", "{other} offers {amount} in two parts, and both sides let go.", None, False, True),
        News(D.DEADLINE, "Option to renew must be exercised by {date}", "The option has to be used by {date}, in writing.", (K.DEADLINE, "Last day to renew the lease", False)),
        News(D.RULING, "ORDER granting MOTION for leave to amend", "We may add the second contract to our claim."),
        News(D.PROCEDURE, "NOTICE of Settlement Conference before {judge}, {date}", "A judge will sit down with both sides on {date}; somebody who may decide has to come.", (K.HEARING, "Settlement conference, decision-maker present", True)),
    ),
    asked=(
        Asked("Asks whether they may stop deliveries to {other} until the invoices are paid.", "Not yet: notice first, ten days, wording attached. Then yes."),
        Asked("Wants to know who has to sign: one member or both.", "Both for leases over three years, by the operating agreement; page marked."),
        Asked("Asks whether an e-mail saying “fine with us” binds them.", "It may; asked {name} to route such mails through us until signed."),
        Asked("Asks what insurance the new lease asks for.", "Listed the four items; the broker can give the certificate in two days."),
        Asked("A customer asks for a copy of the contract.", "Confidential by clause 12; gave two sentences to answer with."),
    ),
    talks=(
        Talk("Talked through the personal guarantee.", "Usual for a young company, but it should end after two years and have a ceiling.", "Offer a guarantee limited to twelve months' rent.", "draft the clause"),
        Talk("Discussed suing for the open {amount} or taking installments.", "A suit costs about $12,000 until trial; the other side's money looks thin. Installments with a judgment in the drawer are safer.", "Installments, secured.", "draft the stipulated judgment"),
        Talk("Went through the indemnity, in plain words.", "As drafted the company pays for things it cannot control.", "Strike the second sentence or walk away.", "call {counsel}"),
        Talk("Explained what must be kept now that a suit is likely.", "Nothing may be deleted, phones included; a lost mail hurts more than a bad one.", "{name} tells the staff today.", "send the hold notice"),
        Talk("Prepared for the settlement conference: floor, target, walk-away.", "The judge will push both sides. Range given; a trial in the fall may bring more, or nothing.", "Floor agreed; only {name} speaks numbers.", "write the conference brief"),
    ),
    owed=("the signed amendments", "delivery notes for {year}", "the operating agreement", "the insurance certificate", "e-mails with the buyer", "the balance sheet of {year}"),
    tasks=("send the marked draft", "draft the clause", "write the conference brief", "check the register", "ask the broker for the certificate", "prepare the list of exhibits"),
    outside=(
        "Call with {counsel}: end date is possible, ceiling must go to their board.",
        "Broker will send the certificate on {soon}.",
        "Landlord's bank asks for two years of accounts; passed on.",
        "{counsel} confirms receipt of the delivery notes.",
        "Court clerk: video link comes the day before.",
    ),
    received=("the signed amendments", "delivery notes, 212 pages", "the balance sheet", "the minutes of the board", "photographs of the shop front"),
    closing=("Lease signed; dates for renewal and insurance are in {her} calendar and ours.", "Paid in full, release signed, suit dismissed. {name} keeps the supplier."),
)  # fmt: skip
