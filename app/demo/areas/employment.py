"""Employment: dismissals, wages, harassment, agreements."""

from __future__ import annotations

from app.demo.stock import AreaStock, Asked, News, Talk
from app.matters.words import DevelopmentKind as D
from app.matters.words import KeyDateKind as K

EMPLOYMENT = AreaStock(
    name="Employment",
    stages=("Pleadings", "Discovery", "Mediation", "Pre-trial"),
    intake=(
        "First meeting. {name} told how the job with {other} ended and brought the termination letter and two years of e-mails. Asked about witnesses: two colleagues may talk.",
        "Consultation. {She} described unpaid overtime since {month} and a warning {she} got for asking about it. {other} has its own HR attorney. Went through what has to be shown.",
        "Took the history: hired in {year}, promoted once, then shifts cut after a complaint about safety. {name} has kept a journal of dates.",
    ),
    progress=(
        "Both sides are exchanging documents; we have read about half of what {other} sent and found the schedules we were looking for.",
        "The other side has asked for more time; we expect to agree on new dates this week.",
        "The witness list is ready, and two former colleagues have confirmed that they will testify.",
        "We finished the answers to the written questions of {other} and will send them with {her} corrections.",
        "Settlement talks are open but slow: {counsel} waits for instructions from the insurer.",
        "No news from the court. The motion is under submission, which often takes two months.",
        "The expert on lost wages has the pay records and will give figures in about three weeks.",
        "The mediator is agreed; we are looking for a day that suits everybody.",
    ),
    news=(
        News(D.PROCEDURE, "NOTICE by {other} re MOTION for Extension of Time to File Answer", "{other} asks the court for two more weeks to answer."),
        News(D.FILING, "ANSWER to Complaint by {other}", "{other} has answered the complaint: it denies most of it and says the job was to end anyway."),
        News(D.HEARING, "ORDER SETTING INITIAL CASE MANAGEMENT CONFERENCE for {date}. Signed by {judge}", "The judge set a first conference for {date}; attorneys only, {she} need not come.", (K.HEARING, "Case management conference", False)),
        News(D.RULING, "ORDER by {judge} granting in part and denying in part MOTION to Dismiss", "The judge kept the main claims and dropped one; we can go on with what matters most to {obj}."),
        News(D.DEADLINE, "STIPULATION AND ORDER: discovery closes {date}", "Documents and questions must be finished by {date}.", (K.DEADLINE, "Discovery closes", False)),
        News(D.EVIDENCE, "{other} produced 1,140 pages of schedules and payroll records", "{other} handed over schedules and pay records; the overtime hours are in them.", paper=False),
        News(D.HEARING, "NOTICE of Deposition of Plaintiff, {date}, at the offices of Harbour & Finch LLP", "{other} wants to question {obj} under oath on {date}, at our office.", (K.APPOINTMENT, "Deposition of the client, at our office", True)),
        News(D.PROCEDURE, "ORDER referring case to mediation, to be completed by {date}", "The court wants both sides to try mediation before {date}.", (K.DEADLINE, "Mediation to be completed", True)),
        News(D.FILING, "MOTION to Compel Further Responses by {other}", "{other} complains about two of our answers; we think one complaint is fair."),
    ),
    asked=(
        Asked("Asks whether {she} may speak to a former colleague who called {obj}.", "Told {obj}: may listen, should not discuss the case or ask for papers; gave the reasons and asked for the colleague's number."),
        Asked("Asks whether the deposition moves now that the other side has asked for more time.", "Explained that the deposition stays where it is until the judge signs; we would call the same day."),
        Asked("Wants to know if taking a new job harms the case.", "No: looking for work is expected, and pay at a new job is set against lost wages. Asked for the offer letter."),
        Asked("Asks what to say when a new employer checks references.", "Suggested three plain sentences, true and short; sent them in writing."),
        Asked("Asks why the other side may see {her} medical notes.", "Explained what is put at issue and what stays private; we object to everything before {year}."),
        Asked("Sends a message from {other} about returning the laptop.", "Answered: return it against receipt, change nothing on it, copy nothing more."),
        Asked("Asks how long until there is a trial date.", "Realistically nine to twelve months; nobody can promise. Said what could shorten it."),
    ),
    talks=(
        Talk("Spoke about the offer of {amount} that {counsel} mentioned by phone.", "Too low against lost wages of about nine months; risk is that a jury believes the reorganization. Likely range given, with no promise.", "Not accept; come back with a figure at mediation.", "write to {counsel} with our figures"),
        Talk("Explained options on the extension: agree or oppose.", "Opposing likely fails and costs about $900; agreeing lets us ask for a firm date in return.", "Agree to the extension, on condition of a firm date.", "send the stipulation"),
        Talk("Prepared {obj} for questions under oath: answer what is asked, pause, say so if {she} did not know.", "Main risk is guessing at dates. A calm witness helps more than a perfect memory.", "{name} will read the journal again and mark what {she} saw with {her} own eyes.", "send the outline of questions"),
        Talk("Discussed whether to add the supervisor as a defendant.", "Adds pressure but also delay and a second attorney on the other side; the law here is unsettled.", "Leave it for now; look again after the first depositions.", "note the last day to amend"),
        Talk("Went through the draft complaint line by line; {name} corrected two dates.", "Once filed it is public. A claim for slander was considered and is weak.", "File without the slander claim.", "file the complaint"),
        Talk("Talked about what a clean reference is worth to {obj}.", "It can be part of a settlement; a court cannot order it.", "Put the reference first, money second.", "draft the reference letter"),
    ),
    owed=("pay stubs for {year}", "the employee handbook", "the journal of dates", "names of two colleagues", "the messages on {her} old phone", "tax returns for {year}", "the termination letter"),
    tasks=("send the stipulation", "answer the written questions", "call the two witnesses", "write to {counsel} about missing schedules", "book the court reporter", "prepare the timeline"),
    outside=(
        "Call with {counsel}: agreed to exchange documents in two parts and to use one search list.",
        "{counsel} asks whether we would take a mediator from the court's list. Said yes, with two names.",
        "Witness called back: will talk, but not at work. Meeting set for {soon}.",
        "Wage expert: needs the shift schedules for {year}; sent what we have.",
        "Court clerk confirms that the proposed order reached chambers.",
    ),
    received=("pay stubs, eleven pages", "the handbook, 64 pages", "screenshots of messages with the shift leader", "a letter from {other} about final pay", "{her} notes on the meeting with HR"),
    closing=("Settled at mediation; the agreement is signed and {amount} has been paid. Reference letter received.", "The case is dismissed by agreement. {name} has the signed papers and the payment."),
)  # fmt: skip
