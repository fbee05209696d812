"""The rules of the lint: for each its id, why it matters to those who play, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.lint.reference_rule import ABOUT_THE_REFERENCE


@dataclass(frozen=True, slots=True)
class Rule:
    """What a finding stands for."""

    id: str
    why: str
    """What goes wrong in a drill when it is left so."""
    mend: str
    """What to do, in one sentence."""


_TABLE = (
    # what keeps a file from loading
    (
        "unreadable",
        "A file that does not load cannot be played.",
        "Correct the place; the message says what was expected.",
    ),
    (
        "condition",
        "A condition that cannot be read is never asked.",
        "Correct it at the column named; docs/authoring.md lists every name.",
    ),
    (
        "unknown-reference",
        "It points at nothing, so what it should name never takes part.",
        "Write the id as it is defined, or define it.",
    ),
    (
        "placeholder",
        "A trainee would read the bare braces.",
        "Write {home}, or an id of the file with underscores: {ID} is an account or a person, {ID.first} a first name; "
        "a reference run also knows {now}, {incident}, {in_60m} and {moment.ID}.",
    ),
    (
        "double-id",
        "The second one would hide the first.",
        "Give each its own id.",
    ),
    (
        "id-reserved",
        "One word would stand for two things, and texts would name the wrong one.",
        "Give it an id that is no account's and no word of ours (home, you, now, incident, in_60m ...).",
    ),
    (
        "id-taken",
        "A drill names its files by id: it would be judged by the bundled one, or by none.",
        "Give the file an id of its own, unless it replaces the bundled one.",
    ),
    (
        "circle",
        "What waits for itself, straight or through others, never comes.",
        "Let one of them begin by itself.",
    ),
    (
        "sampling",
        "Too many samples make a journal that nobody can open; too few show nothing.",
        "Choose sample_every from 10s to 10m, and at least a twenty-thousandth of the horizon; 60s suits most drills.",
    ),
    (
        "signal-missing",
        "Scored clocks start at the first credible signal; without one nothing is measured rightly.",
        "Mark the first page of each variant with credible_signal: true, at a time that always comes.",
    ),
    # injects
    (
        "question-unsigned",
        "Monitoring reads no answers, so the question is nobody's.",
        "Let somebody of the cast send it, or take asks out.",
    ),
    (
        "question-unasked",
        "Only a question has a time to answer, so this one runs for nothing.",
        "Add asks: true, or take answer_within out.",
    ),
    (
        "inject-late",
        "The drill is over before it could come.",
        "Bring it forward, or set a longer horizon.",
    ),
    (
        "inject-orphan",
        "It waits for something that cannot happen, so nobody ever sees it.",
        "Anchor it to something that can happen in its variants, or put it into the bank.",
    ),
    (
        "inject-impossible",
        "Its condition and its exceptions leave no moment at which it could come.",
        "Loosen the condition, or take the exception out.",
    ),
    (
        "inject-overload",
        "People under a pile of messages skim; the drill then measures typing, not command.",
        "Spread them out, or put some into the bank.",
    ),
    (
        "question-without-time",
        "A question without a time to answer is never overdue, so ignoring it costs nothing.",
        "Give answer_within, for example 30m, or take asks out.",
    ),
    (
        "question-late",
        "Its answer falls due after the end.",
        "Ask earlier, or ask for less time.",
    ),
    (
        "question-rushed",
        "Nobody reads, thinks and writes so fast, so the points are lost for everybody.",
        "Give at least 2m; 30m is the runbook's time for a strategic account.",
    ),
    (
        "addressee-missing",
        "Nobody in the cast is trained for the seat it is addressed to, so it reaches no one.",
        "Address it to a seat that the cast can hold, or give somebody that seat.",
    ),
    (
        "sender-mismatch",
        "A customer would write in another customer's name, and the answer would calm the wrong one.",
        "Let a contact of that account send it, or name the sender's account.",
    ),
    (
        "text-twice",
        "Who reads the same words twice in a drill notices the script.",
        "Say it differently, or give one of them other variants.",
    ),
    (
        "spoiler",
        "A trainee who knows the cause beforehand practises nothing.",
        "Leave at least one of the cause's concepts out of what is read beforehand, and out of the first page.",
    ),
    (
        "title-twice",
        "On the screen nobody can tell the two apart.",
        "Give each a title of its own.",
    ),
    (
        "title-lines",
        "It stands in lists and on one line of the screen, and would break them.",
        "Write it on one line.",
    ),
    (
        "briefing-clock",
        "The trainee reads another day or hour than the clock on the screen shows.",
        "Correct the briefing, or start_utc.",
    ),
    # the failing system and its tasks
    (
        "fault-unused",
        "It is in no variant, so it never happens.",
        "Name it under a variant's faults, or delete it.",
    ),
    (
        "fault-late",
        "It begins when nobody can feel it any more, or after the truth says that customers felt it.",
        "Let it start by impact_start, or give a task or an inject an effect that raises it.",
    ),
    (
        "fault-silent",
        "It moves no signal and hurts no account, and nothing asks for it: nobody can notice it.",
        "Give it signals or impact_pct, ask for it with active(...), or take it out.",
    ),
    (
        "quiet-variant",
        "No signal passes its warning threshold, so nobody can see that anything is wrong.",
        "Let a fault of the variant move a signal beyond `warn`.",
    ),
    (
        "signal-beyond",
        "A share above 100 % cannot be, and whoever sees it stops believing the screen.",
        "Lower what the faults add, say with `most: 100` where the gauge ends, or give the signal another unit.",
    ),
    (
        "noise-negative",
        "Noise is how far the curve wobbles to either side; there is no less than none.",
        "Write 0 or more.",
    ),
    (
        "signal-early",
        "Scored clocks would run before anything has failed, and the first check finds nothing.",
        "Let the page come after the fault has started.",
    ),
    (
        "task-idle",
        "A check that proves nothing and that no fact waits for teaches a team that looking is in vain.",
        "Give it evidence, or a fact that waits for it, or take it out.",
    ),
    (
        "always-red",
        "The signal shows a warning before anything has happened.",
        "Move warn away from baseline by more than the noise.",
    ),
    (
        "signal-backwards",
        "The curve would look better the worse it gets, and a trainee would read it as recovery.",
        "Write critical on the far side of warn, and let the fault move the signal towards them.",
    ),
    (
        "unit-long",
        "The end of the unit does not fit beside the value, and what is left reads as another word.",
        "Write at most five letters (`per ` counts as one), and say the rest in the title.",
    ),
    (
        "never-restored",
        "Nothing brings the service back, so gate G-2 holds for every team.",
        "Give a task an effect that moves the fault to 0, or let the fault fade.",
    ),
    (
        "no-way-back",
        "A team that gives its tasks in another order can do no right any more, and the gate blames it for that.",
        "Let the task that would help be `repeatable`, or give it an effect for that case.",
    ),
    (
        "task-unowned",
        "Nobody in the cast is trained for the seat that should own it.",
        "Name another owner, or give somebody that seat.",
    ),
    (
        "task-without-hands",
        "Nobody at home belongs to the team, so the task can never be started.",
        "Put a person of that team into the cast, with organisation home.",
    ),
    (
        "task-unreachable",
        "What it requires, or holds by, never comes: often two tasks that wait for each other. No team can ever do it.",
        "Change `requires` or `holds`, or make possible what they ask for.",
    ),
    (
        "task-too-long",
        "It cannot end before the drill does.",
        "Shorten the median, or set a longer horizon.",
    ),
    (
        "effect-impossible",
        "Its condition never holds, so the task does nothing where you meant it to.",
        "Correct `when`, or take the effect out.",
    ),
    # people, contracts, rubric
    (
        "seat-unfilled",
        "The runbook scores this seat in this class, and nobody can be named for it.",
        "Give somebody in the cast that seat.",
    ),
    (
        "role-idle",
        "Somebody who plays it would sit and watch.",
        "Give it an inject, a task or a step of the reference run, or take it out.",
    ),
    (
        "account-idle",
        "No fault touches it and nobody writes for it: it only fills the screen.",
        "Give it an impact or an inject, or take it out.",
    ),
    (
        "nobody-confirms",
        "The runbook wants a customer's yes before the close, and nobody there can give it.",
        "Put a contact of that account into the cast (organisation: its id).",
    ),
    (
        "approver-absent",
        "The right credit or decision can never be approved.",
        "Name the title that the runbook's approval matrix gives, a seat of the cast, or a person's id.",
    ),
    (
        "credit-mismatch",
        "The calculator and the truth disagree, so the right answer loses points.",
        "Name under `credit` what `warroom credit` calculates, or correct down_minutes or sla.",
    ),
    (
        "schedule-unknown",
        "Under this runbook the account's contract owes nothing; another runbook may know the schedule.",
        "Write a schedule of the runbook, or lint with --runbook and the one that has it.",
    ),
    (
        "account-figures",
        "Credits, shares of revenue and renewals are told from these figures, and would look absurd.",
        "Let twelve monthly fees be at most the account's ARR, and the briefing tell the account's own figures.",
    ),
    (
        "unknown-criterion",
        "The runbook has no such criterion, so nothing is measured.",
        "Name criteria of the runbook; `warroom runbook show` lists them.",
    ),
    (
        "points-unreachable",
        "The rubric counts these points in every drill, and nobody can earn them.",
        "Add what the criterion judges, or excuse it under not_reached.",
    ),
    (
        "pace-plan",
        "An exam would jump, stop, or be cut off after its ninety minutes.",
        "List `until` in rising order, up to the horizon, and let time run faster where little happens.",
    ),
    # truth
    (
        "truth-without-evidence",
        "Nobody can learn or prove what is held against them.",
        "Add a fact or a task with evidence that shows it.",
    ),
    (
        "fact-unreachable",
        "It never becomes known, so claims about it are always premature.",
        "Correct `when`, or make it possible in this variant.",
    ),
    (
        "fact-mismatch",
        "A team that says what the room knows would be called a liar.",
        "Write a value that docs/authoring.md lists, and let it agree with the truth: impact_start, scope, data_lost.",
    ),
    (
        "moment-unreachable",
        "The log is judged for a moment that never comes.",
        "Name an event, task or inject that comes about in this variant.",
    ),
    (
        "moment-unlogged",
        "The reference run does not log it in its own words, so the words are wrong or the row is missing.",
        "Log it in the reference run, or widen `words`.",
    ),
    (
        "truth-late",
        "The drill is over before it becomes true.",
        "Bring it forward, or set a longer horizon.",
    ),
    (
        "truth-contradiction",
        "Two parts of the truth exclude each other; no team can be right.",
        "Decide which one holds and correct the other.",
    ),
    (
        "par-impossible",
        "A par that nobody can reach makes every team look slow.",
        "Take `restored` from the reference run on seed 0, or shorten the tasks that restore.",
    ),
    (
        "par-lax",
        "Points that everybody gets measure nothing.",
        "Take monitoring and sentiment_drop from the reference run on seed 0.",
    ),
    (
        "containment-idle",
        "None of the tasks called right changes anything.",
        "Give one of them an effect on a fault of this variant.",
    ),
    (
        "harmful-harmless",
        "Nothing becomes worse by it, so D1 blames nobody for it, or somebody for nothing.",
        "Give it an effect that raises a fault of this variant, or take it out of `harmful`.",
    ),
    (
        "security-duty",
        "The runbook scores evidence, confidentiality and notices in this class; here there is nothing to do.",
        "Fill in evidence_tasks, restricted and legal.",
    ),
    (
        "restricted-short",
        "So short a word is one of everyday speech, and whoever says it there opens gate G-3 as well.",
        "Write it with the word beside it (`service key`, not `key`), or take it out; a name keeps its capitals.",
    ),
    (
        "variant-undrawn",
        "Its weight is 0, so no seed ever draws it.",
        "Give it a weight of at least 1.",
    ),
    (
        "variant-twin",
        "Who plays again for another story gets the same one.",
        "Give it a fault or a cause of its own, or take it out.",
    ),
    *ABOUT_THE_REFERENCE,
)
RULES = {name: Rule(name, why, mend) for name, why, mend in _TABLE}
"""Every rule by its id."""
