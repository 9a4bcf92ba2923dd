"""Bankruptcy of persons and small companies."""

from __future__ import annotations

from app.demo.stock import AreaStock, Asked, News, Talk
from app.matters.words import DevelopmentKind as D
from app.matters.words import KeyDateKind as K

BANKRUPTCY = AreaStock(
    name="Bankruptcy",
    stages=("Preparation", "Petition", "Meeting of creditors", "Plan", "Discharge"),
    intake=(
        "First meeting. {name} brought two bags of letters; we sorted them by creditor. Explained the two chapters, what can be kept, and that the calls stop with the filing.",
        "Consultation on debts of about {amount}. Wage garnishment since {month}. Went through income, rent, car; no property. Course on budgeting explained.",
        "Took the list of creditors and of all that is owned. {She} is ashamed and we took time for that: the law is made for this.",
    ),
    progress=(
        "Schedules are drafted; please read the list of creditors once more, one missing name costs much.",
        "The petition is filed and the calls should stop; tell us if one comes.",
        "The trustee has asked for two bank statements and has them.",
        "The plan is with the trustee; payments run and the first three came on time.",
        "The time to object runs until {date}; so far nobody has.",
        "The lender of the car wants a reaffirmation; we look at the numbers.",
        "No news is good news here: the discharge usually comes about two months after the meeting.",
    ),
    news=(
        News(D.FILING, "Voluntary Petition filed", "The petition is filed; from now on creditors must leave {obj} alone."),
        News(D.HEARING, "Meeting of Creditors. 341(a) meeting to be held on {date} by video", "The trustee will ask questions on {date}, by video, about ten minutes; {she} has to take part.", (K.APPOINTMENT, "Meeting of creditors, by video", True)),
        News(D.FILING, "Motion for Relief from Stay filed by {other}", "{other} asks the court to be let at the car in spite of the case.", None, True, True),
        News(D.RULING, "Order Confirming Chapter 13 Plan", "The plan is confirmed: payments stay as they are."),
        News(D.DEADLINE, "Certificate of financial management course due {date}", "The second course has to be done by {date}.", (K.DEADLINE, "Certificate of the second course", True)),
        News(D.FILING, "Proof of Claim by {other}, {amount}", "{other} claims {amount}; our list has less and we check."),
        News(D.PROCEDURE, "Trustee's request for documents: tax return {year}, two bank statements", "The trustee wants the tax return and two statements.", paper=False),
        News(D.RULING, "Order Discharging Debtor", "The discharge is there: the listed debts are gone."),
    ),
    asked=(
        Asked("A collector called {obj} at work in spite of the filing.", "Wrote to the collector with the case number the same hour; asked {obj} to note name and time."),
        Asked("Asks whether {she} may keep the car.", "Yes if payments go on; explained reaffirmation and the risk."),
        Asked("Asks if the employer is told.", "Not by us; only if wages were garnished, and then the payroll office alone."),
        Asked("May {she} lend {her} cousin money now?", "Better not before the discharge; explained why the trustee asks."),
        Asked("Did not find the link for the course.", "Sent it again, with the price and the hours; Tom can help by phone."),
    ),
    talks=(
        Talk("Compared chapter 7 and chapter 13 for {obj}.", "Seven is faster but the car may be at risk; thirteen keeps it for three to five years of payments. Median income rule explained.", "Chapter 13.", "draft the plan"),
        Talk("Spoke about the reaffirmation for the car.", "It makes the debt survive. The car is worth less than is owed.", "Not reaffirm; go on paying.", "tell the lender"),
        Talk("Prepared {obj} for the trustee's questions.", "Short, true answers. A forgotten account is better named now than found later.", "{name} names the old savings account.", "amend the schedules"),
        Talk("Talked about the claim of {other}.", "About {amount} too high. An objection costs about $800 and usually works.", "Object.", "file the objection"),
    ),
    owed=("tax return for {year}", "bank statements of six months", "pay stubs of two months", "the certificate of the course", "letters of the collectors", "the title of the car"),
    tasks=("amend the schedules", "send the statements to the trustee", "object to the claim", "check the list of creditors", "remind about the course"),
    outside=(
        "Trustee's office: statements received, nothing more for now.",
        "Collector apologized and noted the case number.",
        "Lender of the car sends the payoff figure by {soon}.",
        "Clerk: filing fee can be paid in four parts.",
    ),
    received=("two bags of letters", "pay stubs", "the certificate of the first course", "tax return of {year}", "the title of the car"),
    closing=("Discharge entered; letter on what it covers and what not is with {name}.", "Plan completed and discharge entered. {name} came by to say thank you."),
)  # fmt: skip
