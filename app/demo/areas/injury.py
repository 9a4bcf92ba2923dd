"""Personal injury: traffic, premises, products."""

from __future__ import annotations

from app.demo.stock import AreaStock, Asked, News, Talk
from app.matters.words import DevelopmentKind as D
from app.matters.words import KeyDateKind as K

INJURY = AreaStock(
    name="Personal injury",
    stages=("Treatment", "Demand", "Pleadings", "Discovery", "Pre-trial"),
    intake=(
        "First meeting about the accident in {month}. {name} brought photographs and the police report number. Still in treatment. Explained what the insurer will ask for and what not to sign.",
        "Consultation at the client's home. Went through the day of the fall, the shoes, the light, who helped. The manager of {other} took a statement; we have no copy.",
        "Took the history: rear-ended at a light, two weeks off work, shoulder still limited. {other}'s insurer has called twice; asked {obj} to pass all calls on to us.",
    ),
    progress=(
        "Treatment goes on; we wait with a demand until the doctors say how far the shoulder will recover.",
        "All medical records but those of the imaging center are in; we have asked a third time.",
        "The demand letter is with the insurer, which has until the end of the month to answer.",
        "The other side's doctor wants to examine {obj}; we are agreeing on a day and on who may be present.",
        "Photographs of the place and the maintenance log are now in our hands.",
        "Both sides are exchanging written questions; {her} answers are almost ready.",
        "Our expert has measured the steps and finds them an inch off the code.",
        "The lien of the health insurer is down to {amount}; we keep asking.",
    ),
    news=(
        News(D.OFFER, "Insurer of {other} offers {amount} in full settlement, open for 14 days", "The insurer of {other} offers {amount}, open for two weeks.", None, False, True),
        News(D.FILING, "ANSWER to Complaint filed by {other}", "{other} has answered: it says the accident was {her} own fault in part."),
        News(D.HEARING, "NOTICE OF HEARING: trial setting conference on {date}, Department 22", "The court will set the trial date on {date}; {she} need not come.", (K.HEARING, "Trial setting conference", False)),
        News(D.EVIDENCE, "Maintenance log of {other} received: last inspection eleven weeks before the accident", "The maintenance log is in: nobody had looked at the place for eleven weeks.", paper=False),
        News(D.HEARING, "DEMAND for Independent Medical Examination, {date}, 10:30 AM", "The other side's doctor wants to see {obj} on {date}; we told {obj} what to expect.", (K.APPOINTMENT, "Medical examination by the other side's doctor", True)),
        News(D.DEADLINE, "Responses to Special Interrogatories, Set One, due {date}", "Written questions of {other} must be answered by {date}.", (K.DEADLINE, "Answers to written questions", False)),
        News(D.RULING, "ORDER denying MOTION for Summary Judgment by {other}", "The judge refused to end the case early: a jury may hear it."),
        News(D.COSTS, "Statement of lien by health plan, {amount}", "The health plan claims {amount} back from any settlement.", paper=False),
    ),
    asked=(
        Asked("Asks whether {she} may post vacation pictures.", "Advised against: the other side reads along. Nothing is to be deleted either."),
        Asked("Asks who pays the bill of the physical therapist.", "Explained: the health plan first, and it is paid back from a settlement. Asked for the bill."),
        Asked("The insurer of {other} called {obj} again.", "Wrote to the insurer the same day; gave {obj} a sentence to say if they call once more."),
        Asked("Asks whether {she} has to go to the other side's doctor.", "Yes, once, for a stated purpose; somebody from us will come along if wanted."),
        Asked("Wants to know what the case is worth.", "Gave the parts that add up, a range, and what may pull it down; no promise."),
        Asked("Asks whether the car may be repaired now.", "Yes, after our photographs on {soon}; keep the old parts."),
    ),
    talks=(
        Talk("Discussed the offer of {amount}.", "It covers bills and wages, little for pain. A jury may give more, or less if it finds {obj} partly at fault; a year longer and about $9,000 in expert fees.", "Refuse, with a counter-offer.", "write the counter-offer"),
        Talk("Talked about an operation that the surgeon suggests.", "A medical choice, not a legal one. For the case: do what {she} would do without a case; tell us the date.", "{name} will take a second opinion first.", "ask for the surgeon's notes"),
        Talk("Explained the time limit and why we file before talks are over.", "Filing stops the clock and does not end talks; the court's fee is $435.", "File this month.", "file the complaint"),
        Talk("Prepared the answers to written questions; {name} remembered a witness in a green jacket.", "Say what {she} knew at the time; estimates marked as such.", "Correct the answer about speed.", "look for the witness"),
        Talk("Went through the expert's draft.", "Strong on the step, weak on the light. We could pay for a night measurement, about $600.", "Have the light measured.", "order the measurement"),
    ),
    owed=("photographs of the place", "bills of the physical therapist", "the police report number", "a list of days off work", "the health plan card", "the letter from the insurer", "pay stubs for {year}"),
    tasks=("ask the imaging center again", "send the demand", "visit the place with a camera", "call the witness", "check the lien", "answer the written questions"),
    outside=(
        "Adjuster of {other}'s insurer: file was given to a new person, wants two more weeks. Agreed in writing.",
        "Imaging center promises the records by {soon}.",
        "Call with {counsel} about the examination: two hours, no X-rays, our nurse may watch.",
        "Health plan: will look at the lien again if we send the settlement figures.",
        "Expert on stairs can visit on {soon}.",
    ),
    received=("the bill of the physical therapist", "nine photographs", "the discharge letter of the hospital", "a letter from the insurer of {other}", "the list of days off work"),
    closing=("Settled for {amount}; liens paid, the rest sent to {name}, account explained line by line.", "Verdict accepted by both sides and paid. File closed; originals returned."),
)  # fmt: skip
