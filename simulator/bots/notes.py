# ruff: noqa: E501  # one wording per line reads better than a wrapped one
"""Phrase banks of the bots for longer texts: mails, briefs, the resolution note, confirmations."""

from __future__ import annotations

from simulator.bots.bank import Bank

SALUTATION: Bank = (
    "Dear {first}, this concerns you directly.",
    "{First}, I am writing to you in person because of an incident that touches {company}.",
    "Hello {first}, here is what {company} needs to know about the present incident.",
    "{First}, a direct word to {company} about an incident on our side.",
    "Good day {first}. {Company} is among those affected by an incident on our side.",
    "{First}, before you have to ask: there is an incident on our side, and {company} is affected.",
    "Dear {first}, we owe {company} clear information on an incident.",
    "{First}, this reaches you from us first, and in writing.",
)
SALUTATION_DOUBT: Bank = (
    "Dear {first}, this is about an alarm that may concern {company}.",
    "{First}, I am writing to you in person because of an alarm on our side.",
    "Hello {first}, here is what {company} can know about an alarm that we are checking.",
    "{First}, a direct word to {company} about an alarm on our side.",
    "Good day {first}. There is an alarm on our side, and {company} should hear of it from us.",
    "{First}, before you have to ask: there is an alarm on our side, and we do not know yet what it means.",
    "Dear {first}, we owe {company} clear information on an alarm.",
    "{First}, this reaches you from us first, and as a precaution.",
)
CONTACT: Bank = (
    "{person} is your contact throughout, and can be called at any time.",
    "Please call {person} with any question; that line is open for you until this is over.",
    "For everything that concerns {company}, {person} is there for you today.",
    "{person} stays with {company} for as long as this lasts.",
    "Questions go straight to {person}, who has nothing else to do today.",
    "If you would like to speak, {person} is reachable for you now.",
    "Your named person here is {person}.",
    "{person} looks after {company} during the incident and answers in person.",
)
GREETING: Bank = (
    "Here is where we stand.",
    "The present state, for your own planning.",
    "An update for all customers concerned.",
    "This is our report on the incident that you may be feeling.",
    "What we know at this hour.",
    "As promised, our report.",
    "Our report for this hour.",
    "A word on the incident in progress.",
)
FIRST_WORD: Bank = (
    "{First}, we have your report, and we see the same on our side: {clause} for {scope}. We are investigating. Next update by {next}.",
    "Thank you, {first}. Your report is with the people who handle this; since {since}, {clause} for {scope}. You hear from us by {next}.",
    "{First}, it is on our side and not yours: {clause} for {scope}. Engineers are on the case, and our next update comes by {next}.",
    "{First}, your report has arrived and has an owner. {Clause} for {scope} since {since}; we are examining it and write again by {next}.",
    "We see it too, {first}. Since {since}, {clause} for {scope}. We have opened an incident; next update by {next}.",
    "{First}, thank you for telling us. We can confirm that {clause} for {scope}, and a team is examining it. Next update by {next}.",
    "Received, {first}: {clause} for {scope}, beginning at {since}. We have taken it on and will write to you by {next}.",
    "{First}, you are right, and it is ours to mend: {clause} for {scope}. Our next update reaches you by {next}.",
)
FIRST_WORD_DOUBT: Bank = (
    "{First}, we have your message. There is an alarm since {since}, and nobody has reported a failure to us; we are examining it. Next update by {next}.",
    "Thank you, {first}. We have had an alarm since {since} and do not know whether anybody is affected; engineers are examining it. You hear from us by {next}.",
    "{First}, your message has arrived and has an owner. What we have is an alarm of {since} that nothing else supports so far; we are checking it and write again by {next}.",
    "Received, {first}. We are examining an alarm that was raised at {since}, which is not confirmed. Next update by {next}.",
    "{First}, what you see is an alarm of {since}, and no customer has reported an effect. We are examining it and will write to you by {next}.",
    "{First}, thank you for asking. One measurement has been out of range since {since}, and it may be the measurement. We are checking it; next update by {next}.",
    "{First}, we know of an alarm since {since}, and of no failure behind it. We are examining both; our next update comes by {next}.",
    "We see the same alarm, {first}, since {since}, and have no second sign of a fault. A team is examining it. Next update by {next}.",
)
BRIEF_IMPACT: Bank = (
    "{Inside}. Beginning: {since}.{figure}",
    "Since {since}: {inside}.{figure}",
    "{Inside}; first effect at {since}.{figure}",
    "What customers feel since {since}: {inside}.{figure}",
    "{Inside}, from {since} on.{figure}",
    "From {since}: {inside}.{figure}",
    "The effect began at {since}. {Inside}.{figure}",
    "{Inside}. It began at {since}.{figure}",
)
BRIEF_DECISION: Bank = (
    "{sponsor}: be ready to decide within minutes on any step that cannot be undone.",
    "Please let nobody offer credits or repair times before customer success has calculated and you have agreed.",
    "{sponsor}: take the conversation with the executives of {strategic}, so that the response team stays on the repair.",
    "We ask {sponsor} to back the higher severity until the close, and to move any debate about it to the post-mortem.",
    "{sponsor}: confirm that we keep containment ahead of diagnosis, at the price of some comfort for users.",
    "No decision by the board is needed now; {sponsor} decides on risk, customer success prepares the contracts.",
    "{sponsor}: agree that other releases are held until the monitoring window is over.",
    "Please decide who of you speaks to {strategic}; we suggest {sponsor}.",
)
RESOLVED: Bank = (
    "This incident is resolved. From {since} to {until}, {clause_past} for {scope}.",
    "We have resolved the incident of {day}. Between {since} and {until}, {clause_past} for {scope}.",
    "Resolved: from {since} until {until}, {clause_past} for {scope}.",
    "The incident is over. It lasted from {since} to {until}, and in that time {clause_past} for {scope}.",
    "The incident that began at {since} and ended at {until} is resolved. In between, {clause_past} for {scope}.",
    "We now call this incident resolved. Its effect, that {clause_past} for {scope}, lasted from {since} to {until}.",
    "This is our final note. {Clause_past} for {scope} between {since} and {until}; the incident is resolved.",
    "The incident is resolved after a full watch. {Clause_past} from {since} to {until}, for {scope}.",
)
FIXED: Bank = (
    "What ended it: {done}. The measurements have been normal for {window} minutes.",
    "{Done}; since then the values have stayed normal for {window} minutes.",
    "To end it, {done}, and we have watched normal values for {window} minutes.",
    "It ended after {done}. We then watched the service for {window} minutes without a further failure.",
    "The repair: {done}. A watch of {window} minutes found nothing out of range.",
    "After {done}, every measurement has been in its normal range for {window} minutes.",
    "{Done}, which ended the failures; {window} minutes of watching confirm it.",
    "{Done}. For {window} minutes afterwards no measurement left its normal range.",
)
AGAIN: Bank = (
    "If you see the same again, please contact support with the time and what you were doing.",
    "Should it return, call support and give the time; your report goes straight to the team that handled this.",
    "If an error of this kind comes back, tell support the time and the function, and we reopen the incident.",
    "Please repeat what had failed. If it fails again, report the time to support.",
    "In case of a recurrence, write to support with the exact time; we then treat it as the same incident.",
    "Please repeat failed steps now, and contact support with time and page if one of them does not go through.",
    "Should you notice anything similar, support takes it on at any hour; the time of the failure helps us most.",
    "If it recurs for you, support is the right place; please note the time, so that we can find it.",
)
SORRY: Bank = (
    "We are sorry. The fault was ours, you lost time by it, and we will make the changes that keep it from returning.",
    "We apologise: this was our responsibility, and it disturbed your work. The changes that follow are named in the written explanation.",
    "This should not happen to people who rely on us. We are sorry, we take the responsibility, and we are repairing the weak point.",
    "We apologise for the work that you could not do. The responsibility is ours, and so is the repair of what made it possible.",
    "We are sorry for what this cost you. It was caused on our side, and we are changing the way in which it could arise.",
    "Our apologies to everyone whose work stood still. We answer for it, and we are correcting the system behind it.",
    "For the disruption we apologise. We are responsible, and we have begun to build the safeguard that was missing.",
    "You had every right to a working service, and we did not give it to you. We are sorry, and we are making it right.",
)
RFO: Bank = (
    "The written explanation follows by {rfo}.",
    "You receive our written explanation by {rfo}.",
    "Our written account of cause and consequences comes by {rfo}.",
    "We send the written explanation to you by {rfo}.",
    "By {rfo} you have the written explanation.",
    "A written explanation, with the changes that we make, reaches you by {rfo}.",
    "The full written explanation is due by {rfo}.",
    "Expect the written explanation by {rfo}.",
)
ASK: Bank = (
    "{First}, our measurements have been normal for {window} minutes. Does it work for {company} as well? A yes or a no is enough.",
    "{First}, before we close the record: can you confirm that everything works again for {company}?",
    "Would you please try it once more, {first}, and tell me whether it works for {company}?",
    "{First}, we do not close this on our own word. Is it working for your people again?",
    "From our side it is repaired, {first}. Please let me know whether {company} sees the same.",
    "{First}, may I have your word on it: is {company} working normally again?",
    "Please check on your side, {first}, and write back whether it works. We keep the incident open until then.",
    "{First}, does it work for you again? If anything is left, we want to know before we close.",
)
CALL: Bank = (
    "Went through what happened and where it stands; {company} asked for the written explanation and named its open points.",
    "Explained times, effect and measures to {company}; questions on data were answered with what has been verified, no more.",
    "Reviewed the state with {company}. Agreed: next written update as announced, and one contact person on either side.",
    "Heard the concerns of {company}, answered what is verified, noted two questions to be answered in writing.",
    "Told {company} what is known and what is not; no repair time promised, next steps and next news agreed.",
    "Took {company} through the timeline; they want to see the measures against a repetition in the written explanation.",
    "State, measures and open points were covered with {company}; the contact person stays the same.",
    "Listened first, then went through measures and next news with {company}; no commercial promise was made.",
)
