# ruff: noqa: E501  # one wording per line reads better than a wrapped one
"""Phrase banks for answers, by what was asked: customers first, then colleagues and executives."""

from __future__ import annotations

from simulator.bots.bank import Bank

THANKS: Bank = (
    "{First}, thank you for asking plainly; I answer the same way.",
    "{First}, your question deserves a straight answer.",
    "{First}, I lead the response at {home} and answer you myself.",
    "Thank you for writing, {first}. Here is what I can tell you with certainty.",
    "{First}, I have read your message and will not talk around it.",
    "{First}, an answer from the person who commands the response.",
    "I understand why you press for this, {first}.",
    "{First}, you need something you can rely on, so I keep to what is verified.",
    "{First}, this has reached me, and I answer for {home}.",
)
STATE: Bank = (
    "What is known: since {since}, {clause} for {scope}.",
    "Verified so far: {clause} for {scope}, beginning at {since}.",
    "On our side, {clause} for {scope} since {since}.",
    "It is our fault and not yours that {clause}; it concerns {scope} since {since}.",
    "The facts: from {since} on, {clause} for {scope}.",
    "We have confirmed that {clause} for {scope}; it began at {since}.",
    "Your observation is right. Since {since}, {clause} for {scope}.",
    "This is what we see: {clause} for {scope}, first at {since}.",
)
STATE_CALM: Bank = (
    "What is known: from {since} to {calm}, {clause_past} for {scope}; our measurements are normal now, and we keep watching.",
    "Verified so far: {clause_past} for {scope} from {since} until {calm}. The values are normal now.",
    "Our measurements came back into their normal range at {calm}; before that, from {since}, {clause_past} for {scope}.",
    "From {since} until {calm}, {clause_past} for {scope}. We are watching it, and have not closed it.",
    "The values returned to normal at {calm}. The effect before, from {since}: {clause_past} for {scope}.",
    "The measurements turned normal at {calm}; from {since} on, {clause_past} for {scope}. The watch goes on.",
    "Between {since} and {calm}, {clause_past} for {scope}. Nothing is out of range now, and we are checking further.",
    "At {calm} our measurements returned to normal; from {since} until then, {clause_past} for {scope}.",
)
ON_DATA: Bank = (
    "On your data: this is not verified yet. We compare what was confirmed to you with what is stored, and you get the result in writing.",
    "About your data I do not know enough yet, and I will not guess. The comparison with what is stored is on our list, and its result goes to you.",
    "Whether any of your data is affected is being checked. Until there is a result I neither calm nor alarm you.",
    "Your question on data has no verified answer at this hour. The check is planned, and you are among the first to have its outcome.",
    "I cannot yet say whether records are affected. We check it record by record, and tell you what we find, good or bad.",
    "Data: open. A check against what was confirmed to you follows, and we report its result to you by name.",
    "As to the data, we have neither found damage nor ruled it out; the check decides, and you hear its result from us.",
    "The honest answer on data is: not known yet. Please hold what must not happen twice until we have the result.",
)
ON_DATA_KNOWN: Bank = (
    "On your data the check is finished: {data}",
    "As to your data, we now have a result. {data}",
    "Your data has been checked. {data}",
    "The result of the data check: {data}",
    "On data I can answer now. {data}",
    "We have compared what was confirmed with what is stored. {data}",
    "Regarding your records: {data}",
    "Data, verified: {data}",
)
ON_ATTACK: Bank = (
    "Whether somebody attacked us: we have no finding that says so, and the examination is not finished. You hear the result.",
    "As to an attack, nothing of the kind has been found so far; we keep looking and report what we find.",
    "An attack is neither established nor ruled out; our security people are examining it and will state the result.",
    "We have not found signs of an intrusion so far. That is the state of the examination, not yet its result.",
    "Attack: no such finding at this hour. The examination continues, and its result is shared with you.",
    "Our security colleagues are examining that question. Up to now there is no finding of an attack.",
    "I can tell you that no attack has been found up to now; I cannot yet tell you that there was none.",
    "That point is with our security team. So far it has found nothing that speaks for an attack.",
)
ON_ATTACK_KNOWN: Bank = (
    "On the question of an attack: {security}",
    "As to security, this has been established: {security}",
    "Our security people have looked at it. {security}",
    "Security, verified: {security}",
    "About an intrusion we know this: {security}",
    "The examination says: {security}",
    "Regarding an attack: {security}",
    "The answer on security is known: {security}",
)
ON_TIME: Bank = (
    "I give no time for the repair, because a wrong one would harm you more than none.",
    "A repair time that I could stand by does not exist yet, so I name none.",
    "You ask for an end time. I have none that has been verified, and a guess would not help you plan.",
    "For the end I do not have a time that I would plan with in your place.",
    "I will not invent an end time. What I can give you is the time of our next news.",
    "When it ends I cannot say yet; please plan without us until we report it stable.",
    "No end time from me until there is one that holds.",
    "The end time is open. As soon as a repair has been proved, you have it in writing.",
)
ON_CALL: Bank = (
    "{sponsor} speaks with you at {call}; the invitation is in your mailbox.",
    "You can speak with somebody who decides: {sponsor} calls you at {call}.",
    "I have arranged a call with {sponsor} for {call}.",
    "{sponsor} takes the call with you at {call}, with all that is known by then.",
    "Let us speak: {sponsor} is available for you at {call}.",
    "A call is set for {call}; on our side it is {sponsor}, who decides here.",
    "At {call} you have {sponsor} on the line for your questions.",
    "{sponsor} would like to explain this in person, at {call}.",
)
ON_CREDIT: Bank = (
    "On compensation: your contract decides, and customer success is calculating it. You get the result in writing once it is approved, and no figure before.",
    "What is due under your contract is being calculated now. I name no amount that nobody has approved; you have it in writing afterwards.",
    "The commercial side is handled properly: calculation from the contract, approval, then a written statement to you.",
    "I make no offer by mail in the middle of an incident. {person} goes through the contract with you, on the basis of the written explanation.",
    "Your question on money is justified. It is answered from the contract and after approval, by {person}, in writing.",
    "As for a credit, I neither refuse nor promise it here: {person} examines the contract and answers in writing.",
    "Contract matters are with {person}, who checks what applies to {company} and comes back to you in writing.",
    "What we owe you follows from your agreement. {person} establishes it and writes to you, once it has been approved.",
)
ON_REPORT: Bank = (
    "You receive our written explanation by {rfo}, in a form that your auditors can file.",
    "The written explanation of cause, effect and measures is yours by {rfo}.",
    "For your files: our written explanation comes by {rfo}.",
    "A written account, with times and measures, reaches you by {rfo}.",
    "By {rfo} you have the explanation in writing from us.",
    "We owe you that in writing, and you have it by {rfo}.",
    "The document that you ask for comes by {rfo}; {person} answers questions on it.",
    "Our written explanation goes to you by {rfo}, with what we change and by when.",
)
ON_ANGER: Bank = (
    "You have reason to be angry, and I apologise; we should have reached you first.",
    "Your criticism is justified. I am sorry, and from now on you hear from us at the times that I name.",
    "I am sorry that you had to ask. That is ours to do better, and it starts with this answer.",
    "I apologise. You were owed news from us, and did not get it in time.",
    "That you had to chase us is our failing, and I am sorry for it.",
    "You are right to be disappointed. I take responsibility for it and stay in touch with you in person.",
    "I am sorry for the trouble that this makes for {company}; it is our responsibility.",
    "I will not defend this. We caused it, we are sorry, and we are repairing it.",
)
DOING: Bank = (
    "We are {doing}.",
    "Our engineers are {doing} at this moment.",
    "The work in hand: {doing}.",
    "As I write, we are {doing}.",
    "Our people are {doing}.",
    "What happens about it: we are {doing}.",
    "To end it, we are {doing}.",
    "The team is {doing} right now.",
)
PERSON: Bank = (
    "Your contact is {person}, who can be called at any time.",
    "{person} stays with you until this is over.",
    "For anything further, {person} is there for you.",
    "{person} is your named contact here.",
    "Please call {person} if you need more.",
    "You can reach {person} directly at any hour today.",
    "{person} looks after {company} throughout.",
    "If something changes on your side, please tell {person}.",
)
TO_COLLEAGUE: Bank = (
    "{first}, one answer for everybody: use the current holding line word for word and point people to the status page.",
    "Please stay with the holding line, {first}: it says what we know, and nothing that we would have to take back.",
    "{first}, no times, no causes, no credits. The holding line is what we say, and the status page is where people look.",
    "{first}, take the holding line for all of them. Hard cases go to {person} by name, and I want their number in the half-hourly count.",
    "Thanks for asking first, {first}. The line is out; please use it as it is, and send me whatever it does not cover.",
    "{first}, one story from all of us: the holding line. Whoever needs more is passed on to {person}.",
    "Use the line that went to all teams, {first}. If somebody has been told something else, tell me whom, and we correct it today.",
    "{first}, please say what the holding line says. Questions of strategic customers come to {person} and me.",
)
INSIDE_STATE: Bank = (
    "State: {clause} for {scope} since {since}.",
    "Where we are: since {since}, {clause} for {scope}.",
    "Known: {clause} for {scope}, from {since} on.",
    "In one line: {clause} for {scope}, since {since}.",
    "The facts we share: {clause} for {scope}; start {since}.",
    "For your own picture: since {since}, {clause} for {scope}.",
    "What stands: {clause} for {scope} since {since}.",
    "The common state: {clause} for {scope}, beginning {since}.",
)
OVERRIDE: Bank = (
    "{first}, do you wish to take command? If so, say it here and I hand over with the full state. If not, the plan stands and I need the team undisturbed.",
    "One commander at a time, {first}. If you want it to be you, tell me and I brief you now; otherwise please send your ideas to me, not to the engineers.",
    "{first}, I can hand you command within two minutes, in the open channel. Is that what you want? Until then the responders work to the present plan.",
    "Are you taking over, {first}? A yes in this channel is enough, and you get the hand-over note. Without it I go on as planned.",
    "{first}, the people who repair this take direction from one place. Do you want to be that place? Then say so; if not, please come to me with everything.",
    "If you would like to command this, {first}, it is yours on your word, with a hand-over. If not, I ask you to leave the engineers to their work.",
    "{first}, I keep the engineers shielded. Should you wish to take command, I hand it over formally; otherwise I bring you what you need in the brief.",
    "I hear the urgency, {first}. Do you want command of this incident? Yes means a hand-over here and now; no means that decisions run through me.",
)
WANTS_LIST: Bank = (
    "{first}, not from the people who are repairing. {person} prepares the list for the next brief at {brief}; the accounts that matter most are in the brief already.",
    "You get that list, {first}, from {person} and with the brief at {brief}. I do not take anybody off the repair for it.",
    "{first}, {person} compiles it outside the response team and attaches it to the brief that comes by {brief}.",
    "A list costs us hands just now, {first}. {person} has it on the desk and delivers it with the brief by {brief}.",
    "Later, and by somebody else, {first}: {person}, with the brief by {brief}. The responders stay on the repair.",
    "I have passed it to {person}, {first}; expect it as an annex to the brief by {brief}. Please do not ask the engineers for it.",
    "{first}, the figures exist in parts. {person} puts them together and they reach you with the brief, by {brief}.",
    "For now the brief has to do, {first}. {person} draws up the full list, and it comes to you by {brief}.",
)
SEVERITY_DEBATE: Bank = (
    "{first}, we do not settle the severity during the incident. We stay with the higher level, and the classification is on the agenda of the post-mortem; you are invited.",
    "Let us argue about the level afterwards, {first}. Until the close we keep the higher one; it costs little and brings the people we need.",
    "{first}, when in doubt we take the higher level and review it in the post-mortem. I have noted your point for it.",
    "That discussion belongs into the post-mortem, {first}, and it has a place there. Up to then the higher level stays.",
    "I will not lower it while customers are affected, {first}. Your argument is noted and comes up in the post-mortem.",
    "{first}, the level stays as declared until the close. If it was too high, the post-mortem will say so, and that would be cheap.",
    "Noted, {first}, for the post-mortem. During the incident the rule is the higher of two plausible levels.",
    "We can be wrong on the high side, {first}. The review of the level is part of the post-mortem; now it stands.",
)
DEMORALISE: Bank = (
    "{first}, I take the point and leave the verdict to the post-mortem. The team works to a plan, and the next facts reach you with the brief by {brief}.",
    "That is hard to hear in a room that works well, {first}. What helps us now is quiet and decisions; the brief by {brief} tells you which.",
    "{first}, I keep that from the engineers, because they need their heads. You get facts with the brief by {brief}.",
    "We look at what went wrong afterwards and without names, {first}. For now you have the state here and the brief by {brief}.",
    "I understand the disappointment, {first}. The people in the room are doing the right things; the brief by {brief} shows it in figures.",
    "{first}, the judgement can wait until the post-mortem. The state is below, and the next brief comes by {brief}.",
    "Please give that to me and not to the channel, {first}. The facts: see below; the next brief comes by {brief}.",
    "{first}, what the team needs from you is a word of support, and decisions when I ask for them. Next brief by {brief}.",
)
DEMANDS_ETA: Bank = (
    "{first}, I have no repair time that you could repeat, and a wrong one costs more than none. Customers get their next update by {next}, you the brief by {brief}.",
    "No end time, {first}; nobody could stand by it. What you may repeat is the time of our next update: {next}. The brief reaches you by {brief}.",
    "{first}, whoever gives you an end time now is guessing. Firm is this: next customer update by {next}, next brief by {brief}.",
    "The only time that I can promise is that of the next news, {first}: {next} for customers, {brief} for you.",
    "{first}, please say: we report again by {next}. An end time follows when a repair has been proved, and not before.",
    "An end time would be a promise, {first}, and I do not make it without proof. Next update by {next}; next brief by {brief}.",
    "I would rather disappoint you now than twice, {first}: no end time. The next update is due by {next}, the brief by {brief}.",
    "{first}, a time that holds needs a repair that works, and we are testing that. Until then: update by {next}, brief by {brief}.",
)
PRESS: Bank = (
    "Thank you for asking before you publish. We confirm an incident: {clause} for {scope} since {since}. Its state is on our public status page; next update by {next}.",
    "On the record: since {since}, {clause} for {scope}. We are working on it and report on our status page, next by {next}. We do not comment on causes before they are verified.",
    "We can confirm that {clause} for {scope} since {since}. Causes are not confirmed, so we name none. The status page has our next update by {next}.",
    "Our statement: {clause} for {scope}, beginning at {since}. Customers are informed directly and on the status page, next by {next}.",
    "You may quote this: since {since}, {clause} for {scope}. Everything verified is on our status page, and the next entry follows by {next}.",
    "There is an incident: {clause} for {scope} since {since}. We speak about causes when they are proved. Next public update by {next}.",
    "We answer questions on the record only with what is verified: {clause} for {scope} since {since}. Next public update by {next}.",
    "Since {since}, {clause} for {scope}; that is confirmed. Everything else is being examined, and the next public update comes by {next}.",
)
SHRUG: Bank = (
    "Thanks for your message. We are aware and working on it. We will update you soon.",
    "We are looking into it and will get back to you as soon as possible.",
    "Our team is on it. Please bear with us.",
    "Thank you for your patience. More information will follow.",
    "We understand the inconvenience and are doing our best.",
    "It should be fixed soon. We will let you know.",
    "We have passed this on to the team.",
    "Noted, someone will come back to you shortly.",
)
HAVE_IT: Bank = (
    "{first}, I have it. I command the response, and the record, the roles and the holding line come through this channel.",
    "Yes, {first}: I am in command of this, and you find everything in the war room.",
    "It has an owner, {first}, and that is me. Please send whatever you hear from customers to the war room.",
    "{first}, I lead this. Please join the war room in your role, and bring what customers tell you.",
    "I am on it as commander, {first}. Your place is in the war room, and your input comes to me.",
    "Command is with me, {first}. Please take up your role in the war room now.",
    "{first}, thank you for stepping forward: yes, please, in your usual role. Command is with me.",
    "The incident is mine to lead, {first}. Your help is welcome in the war room.",
)
LEGAL: Bank = (
    "{first}, circulation is restricted to the war room, evidence is secured before anything is rebuilt, and nothing goes out without your reading.",
    "Agreed, {first}. Please hold the table of deadlines, counted from the moment we became aware; I decide on your proposal within the hour.",
    "{first}, we keep the circle small and the evidence untouched. Please draft what the deadline requires, and I release it with the sponsor.",
    "Understood, {first}: the clock runs from our first awareness. Your draft goes to the sponsor and me, and then out in time.",
    "{first}, every outward text passes you first. Please tell us which notification is due and by when; we keep that time.",
    "Noted, {first}. We say what is verified and no more, we keep the evidence, and we meet the deadline that you name.",
    "Please lead on the notification, {first}: your draft, my release with the sponsor, and a row in the timeline.",
    "{first}, thank you. No technical detail leaves the room, and the notification goes out inside its deadline.",
)
ON_SECURITY: Bank = (
    "We treat this as a security incident. The examination decides what was reached, and you have its result in writing.",
    "It is being examined as a security matter; whether anything of {company} was reached, I can say when that is finished.",
    "Our security people lead the examination. What concerns {company} reaches you first and in writing.",
    "On that I may state only what is proved, and the examination is still running. You hear the result from us, not from others.",
    "A security examination is under way. Its finding on {company} goes to you by name, whatever it is.",
    "I ask for your understanding that details stay within a small circle for now; the finding on {company} is yours once it stands.",
    "Whether somebody reached what they had no right to is the question we are examining; {person} passes the finding on to you.",
    "The evidence is being examined. Until there is a finding I neither confirm nor deny what it may show for {company}.",
)
