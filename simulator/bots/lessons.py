# ruff: noqa: E501  # one wording per line reads better than a wrapped one
"""What bots learn: actions by class of incident, conditions behind a fault, and phrases for the post-mortem."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.bots.bank import Bank
from simulator.vocabulary import IncidentClass


@dataclass(frozen=True, slots=True)
class Lesson:
    """One kind of action in several wordings; `{cause}` is what the incident was about."""

    actions: tuple[str, ...]
    vague: str
    """What the same lesson sounds like when nobody thought it through."""
    done_test: str
    addresses: str
    days: int
    tracker: str
    kind: str
    strength: str
    priority: str


_DETECT = Lesson(
    ("Page within 60 seconds on the raw rate of failures that customers feel", "Alert on failed customer actions within one minute, measured from outside",
     "Run a probe each minute that does what a customer does, and page when two in a row fail",
     "Replace the averaged alarm by one on the raw count of failures, paging within 60 seconds"),
    "Improve monitoring", "A planted fault pages within 60 seconds in two drills", "The alarm came after the first customers had felt it", 7, "OBS",
    "detect", "medium", "P1",
)  # fmt: skip
_PROCESS = Lesson(
    ("Name one owning team for {cause} in the service register, with its safe range", "Enter owner, safe range and fallback for {cause} in the register",
     "Give {cause} one owning team in the service register, and list what may be changed without a second reader",
     "Record in the service register which team owns {cause} and which values were tested"),
    "Discuss ownership", "The register shows one team and a tested range for each entry", "Ownership of {cause} was not written down", 28, "OPS",
    "process", "medium", "P2",
)  # fmt: skip
_LIMIT = Lesson(
    ("Undo a change of {cause} with one command that needs no release", "Build a switch that returns {cause} to its last good state within five minutes",
     "Script the recovery that was done by hand, so that one command carries it out and checks the result",
     "Automate the fallback for {cause}, with a stop as soon as errors rise"),
    "Review the recovery procedure", "A drill restores a planted fault within ten minutes with the new command",
    "Recovery needed several steps by hand", 21, "REL", "mitigate", "strong", "P1",
)  # fmt: skip

ACTIONS: dict[IncidentClass, tuple[Lesson, ...]] = {
    IncidentClass.AVAILABILITY: (
        Lesson(("Reject values for {cause} outside the tested range automatically before they reach production",
                "Enforce limits on {cause} in the deployment path, so that an untested value is refused by the system",
                "Block changes of {cause} that have not passed the load test, by an automatic check in the pipeline",
                "Validate {cause} against the tested range on every change, and refuse what lies outside"),
               "Be more careful with changes", "A planted bad value is refused in the staging test", "Nothing compared {cause} with its tested range", 2,
               "PLAT", "prevent", "strong", "P0"),
        Lesson(("Roll out every change that touches {cause} in stages of 1, 10 and 100 % with an automatic stop on errors",
                "Stage changes of {cause} over three groups of servers, each with an automatic stop when failures rise",
                "Introduce a staged rollout for {cause} that halts by itself when customer errors pass one percent",
                "Send changes of {cause} to one percent first, with an automatic halt"),
               "Consider staged rollouts", "A planted bad value stops at the 1 % stage", "Changes reach all servers at once", 14, "PLAT",
               "prevent", "strong", "P1"),
        _LIMIT, _DETECT, _PROCESS,
    ),
    IncidentClass.SECURITY: (
        Lesson(("Enforce short-lived access with automatic rotation every 24 hours for everything that {cause} concerned",
                "Replace long-lived access by credentials that expire by themselves within a day",
                "Bind each access to its device and network, so that a copy is refused by the system",
                "Refuse access from places that an account has never used until a second factor was given"),
               "Remind everybody of good security habits", "A copied credential is refused in the test environment within one minute",
               "Access remained valid after it had left its owner", 5, "SEC", "prevent", "strong", "P0"),
        Lesson(("Scan every repository, build log and ticket for secrets automatically, and block the upload",
                "Block commits that hold a secret by an automatic check on the server",
                "Remove secrets from build logs by a filter that refuses to write them",
                "Store secrets in the vault alone, enforced by a check that refuses others"),
               "Review how secrets are handled", "A planted secret is blocked in three places", "Secrets could leave their store unnoticed", 14, "SEC",
               "prevent", "strong", "P1"),
        Lesson(("Page security within five minutes on sign-ins from two distant places by one account",
                "Alert on access that does not fit an account's pattern within five minutes",
                "Page on the first use of an access from a new country, with the session held until it is checked",
                "Raise an alarm on parallel sessions from different regions within five minutes"),
               "Improve monitoring", "A staged sign-in from a second region pages within five minutes", "The unusual access was noticed late", 10, "SEC",
               "detect", "medium", "P1"),
        Lesson(("End all sessions of an account and rotate its access with one command that keeps the evidence",
                "Script containment so that evidence is secured before access is rotated",
                "Automate the isolation of an account, evidence included, as one command",
                "Build one command that secures logs, ends sessions and rotates access in this order"),
               "Update the playbook", "A drill contains a staged takeover within ten minutes with evidence intact", "Containment was done by hand", 21, "SEC",
               "mitigate", "strong", "P1"),
        Lesson(("Add the notification table and the order of steps of this incident to the security playbook, with owners",
                "Enter deadlines, addressees and templates for notifications into the security playbook",
                "Put the sequence evidence, isolation, rotation, notification into the playbook and rehearse it each quarter",
                "Extend the security playbook by the decisions of this incident, with the person who takes each"),
               "Discuss the playbook", "A tabletop uses the new page without outside help", "The playbook did not cover this course", 28, "SEC",
               "process", "medium", "P2"),
    ),
    IncidentClass.INTEGRATION: (
        Lesson(("Stop a release of {cause} automatically when a transfer with the largest customer's volume does not pass",
                "Test each release of {cause} with the volume of a month-end, enforced in the pipeline",
                "Block releases of {cause} that have not completed a full-size transfer in the test environment",
                "Enforce a full-size transfer as a condition of every release of {cause}"),
               "Test more thoroughly", "A planted fault with 50,000 records stops the release", "Releases were tested with small volumes", 7, "INT",
               "prevent", "strong", "P0"),
        Lesson(("Make each transfer repeatable without double records, by a key that the receiver checks automatically",
                "Resume a broken transfer where it stopped, with an automatic check that no record arrives twice",
                "Give each record a fixed key, so that a repetition is refused by the system",
                "Split large transfers into parts that can be repeated one by one without doubles"),
               "Consider retries", "A transfer cut at half its length completes with no record twice", "A repetition could create double records", 21, "INT",
               "mitigate", "strong", "P1"),
        Lesson(("Page when a transfer has not delivered its expected count 30 minutes after its start",
                "Alert within 30 minutes when the count of delivered records falls short of the source",
                "Compare counts at both ends after each transfer, and page on a difference",
                "Page on a missing completion mark 30 minutes after the planned end"),
               "Improve monitoring", "A transfer held back in the test pages within 30 minutes", "A missing transfer was noticed late", 10, "INT",
               "detect", "medium", "P1"),
        Lesson(("Agree a reliability plan with the customer: owners on both sides, monthly test, hardening milestones",
                "Set up a monthly joint test of the transfer with the customer before each month-end",
                "Fix with the customer who tests what before each month-end, and record it in the plan",
                "Enter hardening milestones with owners on both sides into the mutual action plan"),
               "Stay in touch with the customer", "Two month-ends in a row complete with the joint test on record", "No joint test existed", 30, "CSM",
               "process", "medium", "P1"),
        _PROCESS,
    ),
    IncidentClass.DATA: (
        Lesson(("Reject results of {cause} that fail an automatic comparison with their source before they are published",
                "Block a run of {cause} whose totals differ from the source, by an automatic check",
                "Enforce a comparison of old and new results for {cause} in the pipeline, with a stop above 0.1 %",
                "Validate each run of {cause} against control totals and refuse what does not agree"),
               "Check data more carefully", "A planted wrong record stops the run in staging", "Nothing compared results with their source", 5, "DATA",
               "prevent", "strong", "P0"),
        Lesson(("Keep a point to return to before each run of {cause}, restored by one command",
                "Write results of {cause} beside the old ones and switch over only after the check has passed",
                "Automate the return to the last verified state of {cause}",
                "Store each run of {cause} as a version that can be withdrawn with one command"),
               "Review backups", "A drill withdraws a wrong run within 15 minutes", "Correction had to be done record by record", 21, "DATA",
               "mitigate", "strong", "P1"),
        Lesson(("Compare a sample of records with the source every ten minutes, and page on the first difference",
                "Page within ten minutes when totals of {cause} leave their usual range",
                "Alert on differences between stored and source totals within ten minutes",
                "Run the control totals each ten minutes and page on a difference"),
               "Improve monitoring", "A planted difference pages within ten minutes", "Wrong values were noticed by customers", 10, "DATA",
               "detect", "medium", "P1"),
        _LIMIT, _PROCESS,
    ),
}  # fmt: skip
"""Actions by class: prevent, mitigate, detect, process."""

FALSE_ALARM: tuple[Lesson, ...] = (
    Lesson(("Compare this alarm with a second measurement automatically before it pages",
            "Require two independent sources for this alarm, enforced in its definition",
            "Refuse to page on this alarm unless the outside probe agrees"),
           "Review the alarm", "A planted fault in one source alone does not page; in both it does", "The alarm rests on one measurement", 10, "OBS",
           "detect", "strong", "P1"),
    Lesson(("Name one owner for each paging alarm in the register, with the date of its last test",
            "Enter owner and last test of every paging alarm into the register",
            "Give each alarm that pages one owner who tests it every quarter"),
           "Discuss alarm ownership", "Each paging alarm shows an owner and a test within 90 days", "No owner for an alarm that was wrong", 28, "OBS",
           "process", "medium", "P2"),
)  # fmt: skip

CONDITIONS: dict[IncidentClass, Bank] = {
    IncidentClass.AVAILABILITY: (
        "the path to production has no automatic comparison of {cause} with the range that was tested.",
        "a change of {cause} reaches every server within a minute, without a stage at which errors would halt it.",
        "the systems behind it keep the damage for a time after the trigger is gone, so that reversing it was not enough.",
        "the safety margin around {cause} was sized for last year's load.",
    ),
    IncidentClass.SECURITY: (
        "access stays valid for a long time and from any place, so that a copy is as good as the original.",
        "sign-ins are recorded, but nothing compares them with the usual pattern of an account.",
        "the same kind of access opens more than the task behind it needs.",
        "rotation of access is a manual procedure that nobody starts without a reason.",
    ),
    IncidentClass.INTEGRATION: (
        "the tests of {cause} use small volumes, while a month-end is many times larger.",
        "a broken transfer starts from the beginning, and repeats its own load.",
        "the receiving system is shared with people's daily work, and repeated attempts slow it down.",
        "nothing compares the count of records at both ends after a transfer.",
    ),
    IncidentClass.DATA: (
        "results of {cause} are published without a comparison with control totals.",
        "a wrong result overwrites the right one, and the earlier state is not kept.",
        "two systems calculate the same value, and nothing notices when they differ.",
        "rules change on a date, and no test runs across that date.",
    ),
}  # fmt: skip
ORGANISATION: Bank = (
    "our change process asks for a second reader for code, and for none when a change of the same reach arrives by another way.",
    "responsibility for {cause} is split between two teams, and no document says which of them decides.",
    "the review of risks before a change looks at the change itself, and not at what depends on it.",
    "planning gave the known weakness around {cause} a low priority three quarters in a row, because no incident had come of it.",
    "the on-call handbook describes each system by itself, and no page covers the case in which two of them disturb each other.",
    "the schedule puts such changes into hours of high load, since the process has no rule about their timing.",
    "tests for this case need an environment that teams share, and the booking rules make them rare.",
    "the process has no step in which customer-facing teams learn of a change with this reach in advance.",
)
WELL: Bank = (
    "Containment began while the diagnosis was still running.", "Customer-facing teams worked from one line.",
    "Command, communication and technical lead were in different hands from the beginning.",
    "Risky steps were decided with the sponsor, and with the warning on the table.",
    "The timeline was written as things happened, which made this document short work.",
    "Questions of strategic customers had a named person who answered.",
    "Each task had one owner and a time-box.", "Nobody named a cause in public before it was confirmed.",
)  # fmt: skip
POORLY: Bank = (
    "The alarm spoke to us in terms of one system, and it took time to see what customers felt.",
    "Finding the people for the second shift took longer than the first page.",
    "The task board held no estimate for two of the steps, so that planning was guesswork.",
    "The list of accounts with their contracts had to be put together by hand.",
    "Two tools show the same measurement with different averages, which cost some minutes of discussion.",
    "The check of the data began late, because nobody had prepared a comparison.",
    "The first hour went by without a view of the queue of tickets.",
    "The status page needs four steps for one update.",
)
LUCKY: Bank = (
    "It began in hours in which the right people were close to their desks.",
    "The last change was easy to find, because there were few others that day.",
    "The load was below its weekly peak.",
    "The colleague who had built the part was on call.",
    "A check that was meant for another purpose showed what was wrong.",
    "No other incident ran at the same time.",
    "The standby resources were free.",
    "Customers noticed quickly, and wrote precisely what they saw.",
)
AMENDS: Bank = (
    "We are sorry. You rely on us for your daily work, and for that time we did not give you what you pay for. The responsibility is ours.",
    "We apologise for it. The fault lay with us, it cost you time, and we answer for it.",
    "For this we apologise. It was our fault, and we know what a standstill means for you.",
    "We regret the disturbance of your work. It was caused on our side, and we take responsibility for it.",
    "We are sorry for what happened and for the work that it cost you. The cause lay with us.",
    "Please accept our apology. We were responsible for it, and you had to bear the effect.",
    "We owe you an apology, and we mean it: our fault, your lost time.",
    "We apologise to everyone who had to wait for us. We own this failure.",
)
CHANGES: Bank = (
    "What we are changing: our systems now refuse the kind of change that led to this, and by {due} every such change passes through stages with an automatic stop.",
    "What changes: by {due} an automatic check stands between such a fault and you, and an alarm reaches us within a minute.",
    "We are making three changes by {due}: a check that refuses the fault, an alarm within a minute, and a recovery by one command.",
    "By {due} the weak point is closed by a check that works without people, and recovery is rehearsed.",
    "So that it does not return, we are building a safeguard that refuses such a fault by itself; it is in place by {due}.",
    "Our next steps, all dated: the safeguard at once, the faster alarm within a week, the automatic recovery by {due}.",
    "We are changing the system and not the people: an automatic refusal, a faster alarm and a one-step recovery, complete by {due}.",
    "From now on such a change is refused by the system; the remaining measures are complete by {due}.",
)
