"""Everything that a trainee can do, each thing once: its key, its words, its form and its command.

The key bindings, the palette, the footer, the help screen and the menu of all actions are made from `ACTIONS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from simulator import commands as c
from simulator.clock import hhmm
from simulator.vocabulary import Channel, Seat

AHEAD_S, ROUND_S = 1_800, 300
"""Examples of times to come lie so far ahead, on a round time."""


class Group(StrEnum):
    """Headings of the help screen, in the order of the escalation flow."""

    DECLARE = "Declare"
    ROLES = "Roles"
    TRACK = "Contain, fix & track"
    COMMUNICATE = "Communicate"
    ACCOUNT = "Protect the account"
    CLOSE = "Close & learn"
    TIME = "Time"
    ROOM = "The room"


class Kind(StrEnum):
    """What a field of a form takes."""

    LINE = "line"
    TEXT = "text"
    LINES = "lines"
    """One item a line."""
    CHOICE = "choice"
    MANY = "many"
    FLAG = "flag"
    SPAN = "span"
    """A length of time such as `15m`."""
    PAST = "past"
    """A UTC clock time that has been, such as `14:05`; may be empty."""
    MOMENT = "moment"
    """A UTC clock time to come, or `+30m`."""
    MONEY = "money"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form; `name` is the command's own field."""

    name: str
    label: str
    kind: Kind = Kind.LINE
    options: str = ""
    """For choices: which list, see `tui.choices`."""
    hint: str = ""
    """What belongs here, or an example; `{past}` and `{ahead}` are clock times that fit the moment."""
    preset: str = ""
    optional: bool = False
    when: str = ""
    """Shown only while another field has a value (`channel=customer_mail`) or has not (`credit!=goodwill`)."""
    reads: str = ""
    """For texts: how the reader judges it live (`update`, `brief` or `postmortem`)."""

    def at(self, utc_s: int) -> Field:
        """The field as it is shown at a moment."""
        ahead = hhmm((utc_s + AHEAD_S) // ROUND_S * ROUND_S)
        return replace(self, hint=self.hint.replace("{past}", hhmm(utc_s)).replace("{ahead}", ahead))

    def applies(self, values: Mapping[str, str | list[str]]) -> bool:
        """Whether the field is asked for, given the others."""
        if not self.when:
            return True
        name, _, wanted = self.when.partition("=")
        return (values.get(name.rstrip("!")) == wanted) is not name.endswith("!")


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a trainee can do."""

    id: str
    key: str
    title: str
    help: str
    group: Group
    command: type[c.Base] | None = None
    """The command that it gives; None for what concerns the room or the clock."""
    fields: tuple[Field, ...] = ()
    seat: Seat | None = None
    """The seat that it is done for when the trainee holds it."""
    footer: str = ""
    """A short word for the bottom line; empty = not shown there."""
    template: str = ""
    """Which template fills its text at first, see `tui.templates`."""

    @property
    def shown_key(self) -> str:
        """The key as it stands on a keyboard."""
        return SHOWN_KEYS.get(self.key, self.key)


SHOWN_KEYS = {
    "question_mark": "?",
    "slash": "/",
    "plus": "+",
    "minus": "-",
    "greater_than_sign": ">",
    "full_stop": ".",
}

L, T, G = Field, Kind, Group
_ACCOUNT = L("account", "Customer", T.CHOICE, options="accounts")
_WHO = "Who does it: a name or a seat"

_DECLARE = (
    Action("acknowledge_page", "k", "Acknowledge the page", "Tell the pager that you have it.", G.DECLARE,
           c.AcknowledgePage, footer="ack"),
    Action("acknowledge_customer", "K", "Acknowledge a customer", "One line to a customer: seen, and who has it.",
           G.DECLARE, c.AcknowledgeCustomer, (
               _ACCOUNT,
               L("text", "Your line", T.TEXT, reads="update", hint="We see it, are on it, next news by {ahead} UTC."),
           ), seat=Seat.SUPPORT, template="acknowledge"),
    Action("declare", "d", "Declare the incident", "Open the incident record. When unsure, take the higher severity.",
           G.DECLARE, c.Declare, (
               L("severity", "Severity", T.CHOICE, options="severities"),
               L("incident_class", "Kind", T.CHOICE, options="classes"),
               L("scope", "Scope", T.LINE, hint="Who and what is affected, in customer terms"),
               L("status", "Status", T.LINE, preset="investigating"),
               L("impact_start_s", "Impact since", T.PAST, hint="UTC, e.g. {past}", optional=True),
           ), seat=Seat.IC, footer="declare"),
    Action("update_record", "i", "Update the incident record", "Correct scope, status or the start of the impact.",
           G.DECLARE, c.UpdateRecord, (
               L("scope", "Scope", T.LINE, optional=True, hint="Empty = as it is"),
               L("status", "Status", T.LINE, optional=True, hint="Empty = as it is"),
               L("impact_start_s", "Impact since", T.PAST, optional=True, hint="UTC, e.g. {past}"),
           ), seat=Seat.IC),
    Action("change_severity", "D", "Change the severity", "Raise or lower it, with the reason.", G.DECLARE,
           c.ChangeSeverity, (
               L("severity", "Severity", T.CHOICE, options="severities"),
               L("reason", "Reason", T.LINE),
           ), seat=Seat.IC),
    Action("stand_down", "Z", "Stand down", "There is no incident; say what was checked.", G.DECLARE, c.StandDown, (
        L("reason", "What was checked", T.TEXT),
    ), seat=Seat.IC),
)  # fmt: skip
_ROLES = (
    Action("assign_role", "a", "Assign a role", "Name who holds a seat.", G.ROLES, c.AssignRole, (
        L("seat", "Seat", T.CHOICE, options="seats"),
        L("holder", "Person", T.CHOICE, options="people"),
    ), seat=Seat.IC, footer="assign"),
    Action("hand_over", "A", "Hand a role over", "Pass a seat on, with what the next person must know.", G.ROLES,
           c.HandOver, (
               L("seat", "Seat", T.CHOICE, options="held_seats"),
               L("holder", "To", T.CHOICE, options="people"),
               L("note", "What they must know", T.TEXT),
           ), seat=Seat.IC, template="handover"),
    Action("page_team", "p", "Page a team", "Call a team's on-call person into the war room.", G.ROLES, c.PageTeam, (
        L("team", "Team", T.CHOICE, options="teams"),
    ), seat=Seat.IC, footer="page"),
)  # fmt: skip
_TRACK = (
    Action("start_task", "t", "Start a task", "Give technical work to one owner, with a time-box.", G.TRACK,
           c.StartTask, (
               L("task", "Task", T.CHOICE, options="startable_tasks"),
               L("owner", "Owner", T.CHOICE, options="seats", preset="tech_lead"),
               L("time_box_s", "Time-box", T.SPAN, preset="15m", hint="e.g. 15m or 1h30m"),
           ), seat=Seat.IC, footer="task"),
    Action("stop_task", "T", "Stop a task", "Call running work off.", G.TRACK, c.StopTask, (
        L("task", "Task", T.CHOICE, options="running_tasks"),
        L("reason", "Reason", T.LINE),
    ), seat=Seat.IC),
    Action("log_entry", "l", "Log a timeline row", "What was done, by whom, with what result; UTC is added.", G.TRACK,
           c.LogEntry, (
               L("action", "Action", T.LINE, hint="What happened or was done"),
               L("owner", "Owner", T.LINE, hint=_WHO),
               L("result", "Result", T.LINE, optional=True),
               L("happened_at_s", "When", T.PAST, optional=True, hint="UTC, e.g. {past}; empty = now"),
           ), seat=Seat.SCRIBE, footer="log"),
    Action("log_decision", "x", "Log a decision", "Options, choice, why, and who approved it.", G.TRACK,
           c.LogDecision, (
               L("question", "Question", T.LINE, hint="What is to be decided"),
               L("options", "Options", T.LINES, hint="One a line"),
               L("choice", "Choice", T.LINE),
               L("why", "Why", T.LINE),
               L("approver", "Approved by", T.CHOICE, options="approvers"),
           ), seat=Seat.IC, footer="decision"),
    Action("record_hypothesis", "y", "Record a hypothesis", "Open one, or mark it confirmed or refuted.", G.TRACK,
           c.RecordHypothesis, (
               L("hypothesis", "Hypothesis", T.LINE, hint="The same words again move it to another state"),
               L("state", "State", T.CHOICE, options="hypothesis_states", preset="open"),
               L("why", "Why", T.LINE, optional=True),
           ), seat=Seat.TECH_LEAD),
    Action("attach_evidence", "e", "Attach evidence", "A signal, a finished task's output, or a document.", G.TRACK,
           c.AttachEvidence, (
               L("title", "Proves", T.LINE),
               L("source", "Source", T.CHOICE, options="sources"),
               L("note", "Note", T.LINE, optional=True),
           ), seat=Seat.SCRIBE, footer="evidence"),
    Action("mark_mitigated", "m", "Mark as mitigated", "Customers no longer feel it, though the cause may stand.",
           G.TRACK, c.MarkMitigated, (L("note", "What shows it", T.LINE),), seat=Seat.IC),
    Action("mark_resolved", "M", "Mark as resolved", "Fixed, and quiet over a monitoring window.", G.TRACK,
           c.MarkResolved, (L("note", "Evidence", T.LINE),), seat=Seat.IC),
    Action("reopen", "O", "Reopen", "It was marked as over too early, or it came back.", G.TRACK, c.Reopen,
           (L("reason", "What shows it", T.LINE),), seat=Seat.IC),
)  # fmt: skip
_COMMUNICATE = (
    Action("post_update", "u", "Post a customer update", "Status page or customer mail: acknowledge, impact, action, "
           "next update.", G.COMMUNICATE, c.PostUpdate, (
               L("channel", "Channel", T.CHOICE, options="external_channels", preset=Channel.STATUS_PAGE.value),
               L("accounts", "To (none: all)", T.MANY, options="accounts", optional=True, when="channel=customer_mail"),
               L("text", "Text", T.TEXT, reads="update"),
               L("final", "Resolution", T.FLAG, optional=True, hint="this is the closing note"),
           ), seat=Seat.COMMS_LEAD, footer="update", template="update"),
    Action("holding_line", "h", "Post the holding line", "What Sales, CS and Support may say, word for word.",
           G.COMMUNICATE, c.PostUpdate, (
               L("channel", "Channel", T.CHOICE, options="holding_channel", preset=Channel.HOLDING_LINE.value),
               L("text", "Line", T.TEXT, reads="update"),
           ), seat=Seat.COMMS_LEAD, template="holding"),
    Action("say", "w", "Say it in the war room",
           "A line for the war room. Simulated people hear it and do not answer.",
           G.COMMUNICATE, c.PostUpdate, (
               L("channel", "Channel", T.CHOICE, options="room_channel", preset=Channel.WAR_ROOM.value),
               L("text", "Line", T.TEXT),
           )),
    Action("reply", "r", "Answer a message", "A customer or an executive waits for a named person's answer.",
           G.COMMUNICATE, c.Reply, (
               L("message", "Message", T.CHOICE, options="messages"),
               L("text", "Answer", T.TEXT, reads="update"),
           ), footer="reply"),
    Action("post_brief", "b", "Post the executive brief", "One page: impact, status, confidence, decisions, next.",
           G.COMMUNICATE, c.PostBrief, (
               L("text", "Brief", T.TEXT, reads="brief"),
           ), seat=Seat.COMMS_LEAD, footer="brief", template="brief"),
    Action("schedule_call", "s", "Schedule a call", "Offer a call to a customer; then it must take place.",
           G.COMMUNICATE, c.ScheduleCall, (
               _ACCOUNT,
               L("at_s", "When", T.MOMENT, hint="UTC, e.g. {ahead}, or +30m"),
               L("purpose", "Purpose", T.LINE),
           ), seat=Seat.CS),
    Action("hold_call", "S", "Hold a call", "From ten minutes before to ten minutes after its time.", G.COMMUNICATE,
           c.HoldCall, (
               L("call", "Call", T.CHOICE, options="calls"),
               L("notes", "What was said and agreed", T.TEXT),
           ), seat=Seat.EXEC_SPONSOR),
    Action("notify_authority", "N", "Notify an authority", "A regulator or data-protection authority, where law asks.",
           G.COMMUNICATE, c.NotifyAuthority, (
               L("authority", "Authority", T.LINE, hint="e.g. dpa"),
               L("text", "Notification", T.TEXT),
           ), seat=Seat.LEGAL),
)  # fmt: skip
_PROTECT = (
    Action("propose_credit", "c", "Propose a credit", "Ask the right approver; promise nothing before the answer.",
           G.ACCOUNT, c.ProposeCredit, (
               _ACCOUNT,
               L("credit", "Kind", T.CHOICE, options="credit_kinds"),
               L("amount_cents", "Amount", T.MONEY, hint="e.g. 4,000.50", optional=True, when="credit!=term_extension"),
               L("days", "Days", T.DAYS, optional=True, when="credit=term_extension"),
               L("basis", "Basis", T.LINE, hint="Contract, down minutes, tier; or why goodwill"),
               L("approver", "Approver", T.CHOICE, options="credit_approvers"),
           ), seat=Seat.CS, footer="credit"),
    Action("approve_credit", "V", "Approve a credit", "In the approver's place, when that seat is yours.", G.ACCOUNT,
           c.ApproveCredit, (L("proposal", "Proposal", T.CHOICE, options="proposals"),), seat=Seat.EXEC_SPONSOR),
    Action("grant_credit", "C", "Tell the customer of a credit", "This is the promise.", G.ACCOUNT, c.GrantCredit, (
        L("proposal", "Proposal", T.CHOICE, options="proposals"),
        L("text", "What you write", T.TEXT),
    ), seat=Seat.CS),
    Action("plan_milestone", "j", "Add to the joint plan", "A milestone of the Mutual Action Plan with a customer.",
           G.ACCOUNT, c.PlanMilestone, (
               _ACCOUNT,
               L("milestone", "Milestone", T.LINE),
               L("owner", "Our owner", T.LINE),
               L("customer_owner", "Their owner", T.LINE),
               L("due_in_days", "Due in days", T.DAYS),
           ), seat=Seat.CS),
)  # fmt: skip
_CLOSE = (
    Action("ask_confirmation", "v", "Ask a customer to confirm", "Does it work for them again?", G.CLOSE,
           c.AskConfirmation, (_ACCOUNT, L("text", "Question", T.TEXT)), seat=Seat.CS, template="confirm"),
    Action("record_confirmation", "B", "Record a confirmation", "Name the message that holds the customer's yes.",
           G.CLOSE, c.RecordConfirmation, (
               _ACCOUNT,
               L("message", "Message", T.CHOICE, options="customer_messages"),
           ), seat=Seat.CS),
    Action("close_incident", "Q", "Close the incident", "After evidence and a customer's yes.", G.CLOSE,
           c.CloseIncident, (L("note", "Note", T.LINE),), seat=Seat.IC),
    Action("schedule_postmortem", "g", "Schedule the post-mortem", "Within five days, with the right people.", G.CLOSE,
           c.SchedulePostmortem, (
               L("in_days", "In days", T.DAYS, preset="3"),
               L("invitees", "Invited", T.MANY, options="seats"),
           ), seat=Seat.IC),
    Action("submit_postmortem", "P", "Write the post-mortem", "Blameless, with factors, actions, owners and dates.",
           G.CLOSE, c.SubmitPostmortem, (
               L("text", "Post-mortem (Markdown)", T.TEXT, reads="postmortem"),
           ), seat=Seat.IC, template="postmortem"),
    Action("add_remediation", "R", "Add a remediation action", "Owner, date, tracker, and how one knows it is done.",
           G.CLOSE, c.AddRemediation, (
               L("action", "Action", T.LINE, hint="What will be changed"),
               L("owner", "Owner", T.LINE, hint="One named person"),
               L("due_in_days", "Due in days", T.DAYS, preset="14"),
               L("tracker", "Tracker", T.LINE, optional=True, hint="e.g. OPS-123"),
               L("done_test", "Done when", T.LINE, optional=True, hint="What can be checked"),
               L("addresses", "Removes", T.LINE, optional=True, hint="The contributing factor"),
           ), seat=Seat.IC),
    Action("finish_drill", "F", "Finish the drill", "End it here; then comes the debrief.", G.CLOSE, c.FinishDrill),
)  # fmt: skip
_TIME = (
    Action("pause", "space", "Pause or go on", "Drill time stands still; no scored clock runs.", G.TIME,
           footer="pause"),
    Action("faster", "plus", "Faster", "The next speed up, to ×600.", G.TIME),
    Action("slower", "minus", "Slower", "The next speed down, to ×1.", G.TIME),
    Action("skip", "greater_than_sign", "Until something needs me",
           "Run on to the next message, result or due time; at most a shift.", G.TIME, footer="skip"),
)  # fmt: skip
_ROOM = (
    Action("needs", "n", "What is due now", "Everything that waits for you, soonest first; Enter goes there.", G.ROOM,
           footer="due"),
    Action("hint", "H", "A hint", "What to do next, and how the runbook wants it; counted, and not in exams.",
           G.ROOM),
    Action("offers", "G", "What the crew offers", "Drafts and proposals of the other seats; your go makes them yours.",
           G.ROOM, footer="crew"),
    Action("menu", "o", "All actions", "A list of everything that you can do.", G.ROOM, footer="all"),
    Action("find", "slash", "Find", "Search messages, timeline, channel, tasks and facts.", G.ROOM),
    Action("briefing", "f", "Read the briefing again", "Who you are, and who you can reach.", G.ROOM),
    Action("theme", "L", "Light or dark", "Change the colours of the screen.", G.ROOM),
    Action("help", "question_mark", "All keys", "This list.", G.ROOM, footer="keys"),
    Action("leave", "q", "Leave", "Your drill is saved; go on another time.", G.ROOM),
)  # fmt: skip

ACTIONS: tuple[Action, ...] = (
    *_DECLARE, *_ROLES, *_TRACK, *_COMMUNICATE, *_PROTECT, *_CLOSE, *_TIME, *_ROOM,
)  # fmt: skip
"""Every action, grouped in the order of the escalation flow."""
BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}
NO_ACTION = (c.ChangePace, c.NoteAbsence, c.RecordAccommodation, c.TakeHint, c.BeginFocus)
"""Commands that the clock's keys and the session give."""


def named(words: str) -> tuple[Action, ...]:
    """Actions that are meant by a word or two: by key, id, title or the footer's word; else as `matching`.

    Of several, those whose titles have words that begin so: `ack` is in `back` too.
    """
    lower = words.lower()
    exact = [one for one in ACTIONS if words in (one.shown_key, one.id) or lower in (one.title.lower(), one.footer)]
    found = exact or list(matching(words))
    begun = [one for one in found if all(f" {word}" in f" {one.title.lower()}" for word in lower.split())]
    return tuple(begun if len(found) > 1 and begun else found)


def matching(words: str) -> tuple[Action, ...]:
    """Actions whose title, help or group holds every word."""
    wanted = words.lower().split()
    return tuple(
        action
        for action in ACTIONS
        if all(word in f"{action.title} {action.help} {action.group} {action.key}".lower() for word in wanted)
    )
