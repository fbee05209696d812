# ruff: noqa: E501  # one wording per line reads better than a wrapped one
"""Phrase banks of the bots, for updates: many wordings for each slot of a text that customers or colleagues read.

A wording holds `{names}` that `simulator.bots.phrase` fills in. The `VAGUE_…` banks are what the same slot sounds
like when a writer does not know, or does not say, anything that could be checked.
"""

from __future__ import annotations

Bank = tuple[str, ...]

OPENING: Bank = (
    "We are aware that {clause} for {scope} since {since}.",
    "Since {since}, {clause} for {scope}; we have confirmed this on our side.",
    "We have identified a fault on our side: {clause} for {scope}, beginning at {since}.",
    "Our monitoring and your reports agree: {clause} for {scope}, and has done so since {since}.",
    "A fault in our service means that {clause} for {scope}. It began at {since}.",
    "We can confirm an incident. Since {since}, {clause} for {scope}.",
    "This concerns an incident that began at {since}: {clause} for {scope}.",
    "We are dealing with an incident in which {clause} for {scope}; the first failure was seen at {since}.",
    "We see the same as many of you: since {since}, {clause} for {scope}.",
)
DOUBT: Bank = (
    "We are checking an alarm that reached us at {since}. So far no customer has reported an effect, and we do not know whether there is one.",
    "At {since} one of our measurements left its normal range. We are holding it against a second source; no customer has reported a failure.",
    "An alarm of {since} is being examined. It is not confirmed, and no report of a customer supports it up to now.",
    "One measurement has been out of range from {since} on. Whether anybody is affected is open; a comparison with a second source is under way.",
    "We have taken up an alarm from {since} as a precaution. No effect on customers is known to us.",
    "Since {since} a single measurement has looked wrong. It may be the measurement; we are comparing it with an independent one.",
    "We are examining an alarm raised at {since}. Nobody has reported a failure so far.",
    "There is an alarm from {since}, and no confirmation of it yet. A second measurement will tell.",
)
CHECKING: Bank = (
    "Our engineers are reading the systems concerned and looking for any sign that somebody is affected.",
    "We are checking the systems behind the alarm and the alarm itself.",
    "Engineers are examining how the alarm came about, and whether anything stands behind it.",
    "We are checking whether the alarm is right.",
    "A team is examining what the alarm measures, and who would feel it.",
    "We are examining the systems that the alarm speaks of.",
    "Our people are checking the measurement and what it measures.",
    "We are looking for a second sign of a fault, and checking the measurement meanwhile.",
)
STILL: Bank = (
    "The incident goes on: {clause} for {scope}. It began at {since}.",
    "As before, {clause} for {scope}, counted from {since}.",
    "We are still dealing with this incident. Since {since}, {clause} for {scope}.",
    "Where it stands now: {clause} for {scope}, as it has since {since}.",
    "Nothing has changed in what you see yet: {clause} for {scope}. The start was {since}.",
    "The effect on you is the same as in our last note; {clause} for {scope}, first seen at {since}.",
    "There is no change yet for {scope}: {clause}. The incident began at {since}.",
    "This is the present picture: since {since}, {clause} for {scope}.",
    "{Clause} for {scope}; that is how it has been since {since}.",
)
BETTER: Bank = (
    "Fewer of you are affected than at the start, when {clause_past} for {scope}. {figure}",
    "The situation is improving. At its height {clause_past} for {scope}. {figure}",
    "We see a clear drop in errors. {figure} At the start, at {since}, {clause_past} for {scope}.",
    "The trend is in the right direction, though it is not over. {figure} Before, {clause_past} for {scope}.",
    "{figure} That is better than at {since}, when {clause_past} for {scope}, and not yet normal.",
    "Part of the effect is gone. {figure} Remaining errors concern the same group as before: {scope}.",
    "Compared with the start of the incident, when {clause_past} for {scope}, less is failing now. {figure}",
    "We have regained ground since our last note. {figure} At its worst, {clause_past} for {scope}.",
)
RECOVERED: Bank = (
    "Our monitoring returned to normal values at {calm}. Before that, from {since}, {clause_past} for {scope}.",
    "At {calm} all measurements came back into their normal range. From {since} until then {clause_past} for {scope}.",
    "The service turned back to normal at {calm}, after a period from {since} in which {clause_past} for {scope}.",
    "Errors returned to their usual level at {calm}. The incident had begun at {since}; {clause_past} for {scope}.",
    "We have measured normal operation from {calm} on. Between {since} and then, {clause_past} for {scope}.",
    "What you saw from {since} on, that {clause_past} for {scope}, ended in our measurements at {calm}.",
    "Our figures became normal at {calm}. The effect had lasted from {since}: {clause_past} for {scope}.",
    "Monitoring turned normal at {calm}. It had been out of range from {since}, while {clause_past} for {scope}.",
)
ACTION: Bank = (
    "We are {doing}.",
    "Right now we are {doing}.",
    "Our engineers are {doing}.",
    "At this moment the team is {doing}.",
    "The step in hand: we are {doing}.",
    "The engineers in charge are {doing}.",
    "A team of engineers is {doing}.",
    "Our people are {doing}.",
    "What we are doing about it: {doing}.",
)
DONE: Bank = (
    "At {at}, {done}.",
    "{Done} at {at}.",
    "One step is finished: at {at}, {done}.",
    "Since our last note, {done} (at {at}).",
    "We have completed a step. At {at}, {done}.",
    "{Done}; that was finished at {at}.",
    "The previous step is behind us: {done} at {at}.",
    "By {at}, {done}.",
)
PREPARING: Bank = (
    "We are preparing {noun}, and examining the failing part at the same time.",
    "Engineers are preparing {noun}; others are examining what fails, and where.",
    "The first measure is being prepared: {noun}. The search for the cause runs beside it.",
    "We are getting ready for {noun} and examining the systems involved.",
    "Our engineers are preparing {noun} while a second group examines the failures.",
    "We are preparing {noun}, which can be undone, and go on examining.",
    "The team is setting up {noun} and examining the failing part in parallel.",
    "As a first measure we are preparing {noun}; the examination goes on.",
)
LOOKING: Bank = (
    "We are examining what changed before {since} and comparing it with what fails.",
    "Our engineers are tracing failures from end to end to find where they begin.",
    "We are comparing what works with what fails, and checking each change made before {since}.",
    "Two teams of engineers are examining the systems involved, starting with what changed before {since}.",
    "Engineers are checking the affected systems one by one, the most likely first.",
    "We are reviewing the changes made before {since} and preparing to reverse them where needed.",
    "We are isolating the failing part and examining it in detail.",
    "Engineers are examining the failing part together with those who know its history.",
)
WATCHING: Bank = (
    "We are watching the measurements for {window} minutes and checking the stored data before we call this resolved.",
    "For {window} minutes we observe every measurement; we are also checking the data.",
    "We are monitoring the service closely over {window} minutes and testing each function that had failed.",
    "A watch of {window} minutes is running, and we are verifying the stored records in the same time.",
    "We are checking stored data and keeping watch over {window} minutes; until then we do not call it resolved.",
    "Engineers are verifying each function that had failed, and we observe the values for {window} minutes.",
    "The fix is in place and we are testing it. The watch lasts {window} minutes.",
    "We are confirming the result with tests and a watch of {window} minutes.",
)
NEXT: Bank = (
    "Next update by {next}.",
    "You will hear from us again by {next}.",
    "Our next update follows by {next}, earlier if something changes.",
    "We will post the next update by {next}.",
    "Expect our next update by {next}.",
    "The next update comes by {next}, with or without a change.",
    "We write again by {next}.",
    "By {next} you will have our next update.",
    "Next news by {next}, and at once if the situation changes.",
)
WORKAROUND: dict[str, Bank] = {
    "availability": (
        "There is no workaround yet; please repeat later what ended in an error.",
        "No workaround exists so far. Please keep a note of what could not be completed.",
        "If a step ended in an error, please keep a copy of your work and repeat it later.",
        "We have no workaround to offer yet; keeping your input in a second place avoids double work.",
        "For the time being, please hold whatever must not be done twice.",
        "Please note what failed and at what time; a workaround is not available yet.",
        "Please wait with further attempts until our next update; there is no workaround yet.",
        "A workaround does not exist yet. Please do not repeat payments or orders blindly; keep a list.",
    ),
    "security": (
        "There is nothing you need to change in your own systems now; should that be different, we will write to you.",
        "You need not act yet. If your account is concerned, a named person will contact you directly.",
        "Please treat any unexpected request for a password as suspicious and report it to our support.",
        "If you notice activity in your account that is not yours, please tell support the time and the user.",
        "Please review recent activity in your account, and send anything unfamiliar to our support.",
        "We will contact concerned customers one by one; no action is needed from others at this time.",
        "Using a second factor for all users is sensible in any case; other steps are not needed now.",
        "Your administrators may be asked to sign in again; that is part of our protective steps.",
    ),
    "integration": (
        "Until then, please keep the manual import ready; we help you with the file if you need it.",
        "There is no automatic workaround yet; our support can load urgent records by hand.",
        "Please do not start the transfer by hand, so that no record arrives twice.",
        "Urgent records can be handed to your customer success contact, who has them loaded by hand.",
        "No workaround yet beyond loading single records by hand; we do that for you on request.",
        "Please hold steps that depend on complete data; we name the moment at which they are complete.",
        "For work that cannot wait, tell us which records you need first and we load those first.",
        "Please leave the source records as they are; we will bring them over in full.",
    ),
    "data": (
        "Please do not correct records by hand yet; a correction could be overwritten.",
        "Please hold decisions that rest on the records concerned until we confirm them.",
        "A workaround does not exist yet. Please keep your own exports from before {since}.",
        "If you need a figure today, ask support, who can check the single record against its source.",
        "Please pause automatic exports of the records concerned on your side.",
        "Please keep what you have exported; it helps us to compare.",
        "Until we confirm the values, please treat records changed since {since} as unverified.",
        "We ask you not to delete or re-enter records; we will correct them from the source.",
    ),
}
DATA_OPEN: Bank = (
    "Whether stored data is affected is still being checked; you get the result in writing.",
    "We make no statement about your data before the check is finished, and then a plain one.",
    "A check of the stored data is part of our plan; its outcome will be in one of the next updates.",
    "About the stored data we do not know enough yet to make a statement.",
    "We have not finished checking the stored data; we report what we find, whatever it is.",
    "The data check has still to be done, and we will not guess at its result.",
    "Your data: not verified yet. We will say so when it is.",
    "The comparison of stored data is outstanding, and its result will be shared here.",
)
HOLDING: Bank = (
    "For everyone who talks to customers. {impact} {action} We have not confirmed a cause: please name none, and give no end time.",
    "One line for Sales, Support and CS. {impact} {action} No cause, no end time and nothing about data from anyone, please.",
    "What you may tell customers: {impact} {action} What you may not: causes, repair times, credits.",
    "Please use this wording and no other. {impact} {action} Questions that go beyond it come to the Comms Lead.",
    "Common line for all customer-facing teams. {impact} {action} If asked for a cause or a time, say that we will not guess.",
    "Line to take: {impact} {action} Credits and contracts are not discussed before customer success has been heard.",
    "To all who speak with customers: {impact} {action} Everything else, please pass on to the Comms Lead with the customer's name.",
    "You can say the following. {impact} {action} Point people to the status page; promise neither a time nor money.",
)
RENEWAL: Bank = (
    "This line is renewed by {next}.",
    "You get the next version by {next}.",
    "Valid until {next}, when a new line follows.",
    "The next version comes by {next}.",
    "We renew this by {next}.",
    "Please use it until {next}; by then you have a new one.",
    "Next internal line by {next}.",
    "A new line reaches you by {next}.",
)
VAGUE_OPENING: Bank = (
    "We are currently experiencing some issues.",
    "Some users may see problems at the moment.",
    "There is an intermittent problem with our service.",
    "You may have noticed that things are not working as expected.",
    "We are looking into reports of a problem.",
    "A small number of users could be affected by an issue.",
    "Our platform has a technical issue at present.",
    "We have received reports and are checking them.",
)
VAGUE_ACTION: Bank = (
    "Our team is working on it.",
    "We are investigating.",
    "The relevant teams have been informed.",
    "We are doing everything we can.",
    "Our engineers are on it with full force.",
    "All hands are on deck.",
    "We are working hard to sort this out.",
    "It is being looked at with the highest priority.",
)
VAGUE_NEXT: Bank = (
    "We will keep you posted.",
    "More information soon.",
    "We will update you as soon as possible.",
    "Further updates will follow shortly.",
    "We will be in touch when we know more.",
    "Thank you for bearing with us.",
    "Stay tuned for news.",
    "An update will follow in due course.",
)
