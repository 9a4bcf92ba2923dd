"""Family: dissolution, custody, support."""

from __future__ import annotations

from app.demo.stock import AreaStock, Asked, News, Talk
from app.matters.words import DevelopmentKind as D
from app.matters.words import KeyDateKind as K

FAMILY = AreaStock(
    name="Family",
    stages=("Petition", "Disclosure", "Negotiation", "Hearing", "Judgment"),
    intake=(
        "First meeting. {name} wants a calm separation; two children, nine and twelve. Explained the stages, the waiting time of six months and what disclosure means.",
        "Consultation about custody. {other} moved out in {month} and wants alternate weeks. Talked about school, travel and what a mediator does.",
        "Took the history and a list of what is owned and owed. {She} asked above all that the children keep their school.",
    ),
    progress=(
        "Financial papers are exchanged; we miss two bank statements from {other} and have asked for them.",
        "The mediator has seen both parents once; a second meeting is being fixed.",
        "The proposal on vacations is with {counsel}; we expect an answer within ten days.",
        "The appraiser has been in the house, and the figure should come next week.",
        "The temporary order on support works; payments came on time for the third month.",
        "We drafted the settlement. Open points: the pension and the dog.",
        "Nothing new from the court. The six months run until {date}.",
    ),
    news=(
        News(D.FILING, "RESPONSE to Petition filed by {other}", "{other} has answered the petition and asks for equal time with the children."),
        News(D.HEARING, "NOTICE OF HEARING: request for order re custody and visitation, {date}, 9:00 AM, Department 104", "The hearing about the children's schedule is on {date} at nine; {she} has to be there.", (K.HEARING, "Hearing on custody and visitation", True)),
        News(D.HEARING, "Family court services: mediation appointment on {date}", "The court's mediator will see both parents on {date}.", (K.APPOINTMENT, "Mediation at family court services", True)),
        News(D.RULING, "FINDINGS AND ORDER AFTER HEARING: temporary support of {amount} a month", "The judge set temporary support at {amount} a month, from the first."),
        News(D.EVIDENCE, "Preliminary declaration of disclosure of {other} received", "{other}'s list of property is here; we compared it with our own.", paper=False),
        News(D.OFFER, "{counsel} proposes: house to {other}, equalizing payment of {amount}", "{other} offers {amount} for the half of the house.", None, False, True),
        News(D.DEADLINE, "Final declaration of disclosure due {date}", "The last lists of property are due on {date}.", (K.DEADLINE, "Final declaration of disclosure", False)),
    ),
    asked=(
        Asked("Asks whether {she} may take the children to their grandparents over the break.", "Yes, within the order; wrote to {counsel} to give the dates and flight numbers."),
        Asked("{other} came an hour late for the third time. What to do?", "Note date and time, no argument at the door. We mention it in the next letter."),
        Asked("Asks whether the new apartment changes support.", "Only if costs of the children change; explained with figures."),
        Asked("Asks if {she} may read {other}'s mail that still comes to the house.", "No. Forward it unopened; explained why."),
        Asked("Asks how to tell the children about the hearing.", "Gave the leaflet of family court services and the counselor's number; the children need not come."),
    ),
    talks=(
        Talk("Talked through the vacation schedule that {counsel} sent.", "Fair in summer, lopsided in winter. A judge would likely split winter in halves.", "Accept summer, ask for half of winter.", "send the counter-proposal"),
        Talk("Discussed selling the house or keeping it.", "Keeping needs a new loan; the bank wants two salaries. Selling before the judgment shares costs.", "Ask the bank first.", "get the appraisal"),
        Talk("Explained what the judge can and cannot do at the first hearing.", "Short, on paper mainly. Likely alternate weekends at first, looked at again in three months.", "Offer three weekends of four.", "write the declaration"),
        Talk("Spoke about the messages at night.", "Answer once a day, in one mail, about the children only; an order is possible but weak now.", "Use the parenting app.", "tell {counsel} about the app"),
        Talk("Went through the settlement draft, section by section.", "The pension needs an expert, about $700. Without one the share is a guess.", "Order the pension report.", "hire the pension expert"),
    ),
    owed=("bank statements for {year}", "the lease of the new apartment", "school calendar", "tax returns for {year}", "list of furniture", "pension statement"),
    tasks=("send the counter-proposal", "file the declaration", "order the pension report", "write to {counsel} about vacations", "prepare the hearing folder"),
    outside=(
        "{counsel}: client agrees on the school, not on Wednesdays.",
        "Mediator's office offers {soon}; accepted.",
        "Appraiser needs access in the afternoon; arranged.",
        "Clerk: stipulation came back for a missing signature, sent again.",
    ),
    received=("bank statements, 36 pages", "the school calendar", "a printout of messages", "the pension statement", "photographs of the furniture"),
    closing=("Judgment entered; settlement in force. Told {obj} what to do with the pension order and the title.", "Agreement signed, judgment entered. {name} asked us to keep the file for the children's papers."),
)  # fmt: skip
