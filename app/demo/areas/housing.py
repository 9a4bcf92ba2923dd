"""Landlord and tenant."""

from __future__ import annotations

from app.demo.stock import AreaStock, Asked, News, Talk
from app.matters.words import DevelopmentKind as D
from app.matters.words import KeyDateKind as K

HOUSING = AreaStock(
    name="Landlord and tenant",
    stages=("Letter", "Inspection", "Pleadings", "Negotiation", "Trial"),
    intake=(
        "First meeting about the apartment: no heating since {month}, three letters unanswered. {name} pays in full and has receipts. Talked about repair and deduct, and why not to stop paying.",
        "Consultation. Notice to quit taped to the door; {she} was ill that week. Checked the dates: the notice is two days short.",
        "Took the history of the lease since {year}, the leak, the mold, the child's asthma. Photographs with dates are on {her} phone.",
    ),
    progress=(
        "The city inspector has seen the apartment; the report should be out within two weeks.",
        "The repair list is with {other}; the boiler is promised for {soon}.",
        "Rent is paid into the separate account, as agreed, so that nothing can be said.",
        "{counsel} asks for a week to speak with the manager.",
        "We have filed the complaint; the court sets a first conference about four months after that.",
        "The plumber's report supports {obj}: the leak comes from above.",
        "We compare two offers: stay with a lower rent, or leave with money for the move.",
    ),
    news=(
        News(D.EVIDENCE, "Inspection report of the city: nine violations, four of them serious", "The city found nine violations; {other} has 30 days to fix them.", paper=False),
        News(D.FILING, "CROSS-COMPLAINT for unpaid rent filed by {other}", "{other} has sued back, over rent; we have 30 days to answer that.", None, True, True),
        News(D.HEARING, "NOTICE OF TRIAL, {date}, 8:30 AM, Department 511", "The trial is on {date} at half past eight; {she} has to be there.", (K.HEARING, "Trial", True)),
        News(D.OFFER, "{counsel} offers waiver of two months' rent and {amount} for leaving by the end of the month", "{other} offers {amount} and two months free if {she} leaves.", None, False, True),
        News(D.RULING, "MINUTE ORDER: motion for preliminary injunction granted in part", "The judge orders {other} to make the urgent repairs now, before any trial."),
        News(D.DEADLINE, "Responses to Form Interrogatories, Set One, due {date}", "Our answers to the written questions of {other} have to be in by {date}.", (K.DEADLINE, "Discovery responses", False)),
        News(D.OTHER, "{other} announces new management as of the first", "The house gets a new manager on the first; rent goes to the same account.", paper=False),
    ),
    asked=(
        Asked("The heating is off again since last night. What may {she} do?", "Told {obj} to write one message with the time, take the temperature twice a day; we wrote to the manager at once."),
        Asked("Asks whether the manager may come in without notice.", "Only in an emergency; 24 hours in writing otherwise. Sent a sheet for the door."),
        Asked("Asks whether to pay this month.", "Yes, as agreed, with the note we drafted; keep the receipt."),
        Asked("A man measured the kitchen and would not say why.", "Asked {counsel}: an appraiser. Told {obj} the same day."),
        Asked("Wants to know if the deposit is safe.", "It is owed within 21 days of leaving, less damage; photographs on the last day help."),
    ),
    talks=(
        Talk("Talked about the offer of {amount} for leaving.", "Comparable apartments cost a third more; staying means a year of dispute. Trial risk on the repairs is small, on the amount larger.", "Stay; ask for the repairs and a lower rent.", "write the counter-offer"),
        Talk("Explained the trial: half a day, a judge, no jury unless asked.", "Our best points are the city's report and the photographs. If we lose, the other side's costs may be added.", "Go to trial, no jury.", "prepare the witness from the second floor"),
        Talk("Discussed repair and deduct for the boiler.", "Allowed up to one month's rent, twice a year, after notice. Risk: dispute on price.", "Wait ten more days for the landlord's plumber.", "write the last notice"),
        Talk("Went through the settlement draft.", "It lacks a date for the mold and a neutral reference.", "Ask for both, otherwise accept.", "send the changes"),
    ),
    owed=("the lease", "rent receipts for {year}", "photographs of the mold", "the doctor's note", "the letters to the manager", "the notice"),
    tasks=("write to the manager", "ask the city for the report", "send the discovery responses", "call the neighbor", "prepare the exhibits"),
    outside=(
        "City inspector: report goes out on {soon}.",
        "{counsel}: the boiler is ordered, fitter comes between 9 and 12.",
        "Neighbor from the second floor will testify about the leak.",
        "Plumber sends the report without charge.",
        "Manager confirms the account number for the rent.",
    ),
    received=("the lease, 14 pages", "fourteen photographs", "rent receipts", "the doctor's note", "a recording of the dripping, with date"),
    closing=("Settled: repairs done, rent lowered for a year, no entry on {her} record.", "{name} has moved; deposit and {amount} received. File closed."),
)  # fmt: skip
