"""Random play: any command, sensible or not, with pauses between."""

from __future__ import annotations

from hypothesis import strategies as st

from simulator import commands as c
from simulator.vocabulary import Channel, IncidentClass, Seat, Severity

TEXT = st.sampled_from(
    ["All saves fail. Next update 14:40 UTC.", "it works again", "", "ok", "fixed by 14:20. \U0001f6a8"]
)
SEAT = st.sampled_from(list(Seat))
COMMANDS = st.one_of(
    st.builds(c.AcknowledgePage),
    st.builds(c.AcknowledgeCustomer, account=st.sampled_from(["alpha", "beta", "gamma"]), text=TEXT),
    st.builds(c.Declare, severity=st.sampled_from(list(Severity)), incident_class=st.sampled_from(list(IncidentClass)),
              scope=TEXT, impact_start_s=st.none() | st.integers(0, 10_000)),
    st.builds(c.ChangeSeverity, severity=st.sampled_from(list(Severity)), reason=TEXT),
    st.builds(c.StandDown, reason=TEXT),
    st.builds(c.AssignRole, seat=SEAT, holder=st.sampled_from(["you", "engineer", "comms", "nobody"])),
    st.builds(c.HandOver, seat=SEAT, holder=st.sampled_from(["you", "engineer"]), note=TEXT),
    st.builds(c.PageTeam, team=st.sampled_from(["platform", "moon"])),
    st.builds(c.StartTask, task=st.sampled_from(["roll-back", "restart", "look", "pray"]), owner=SEAT,
              time_box_s=st.integers(0, 3_600)),
    st.builds(c.StopTask, task=st.sampled_from(["roll-back", "look"]), reason=TEXT),
    st.builds(c.LogEntry, action=TEXT, owner=TEXT, result=TEXT),
    st.builds(c.AttachEvidence, title=TEXT, source=st.sampled_from(["error_pct", "look", "document", "air"])),
    st.builds(c.MarkMitigated, note=TEXT),
    st.builds(c.MarkResolved, note=TEXT),
    st.builds(c.Reopen, reason=TEXT),
    st.builds(c.PostUpdate, channel=st.sampled_from(list(Channel)), text=TEXT, final=st.booleans()),
    st.builds(c.Reply, message=st.sampled_from(["m1", "m2", "m3", "m9"]), text=TEXT),
    st.builds(c.PostBrief, text=TEXT),
    st.builds(c.ScheduleCall, account=st.just("alpha"), at_s=st.integers(0, 10_000), purpose=TEXT),
    st.builds(c.HoldCall, call=st.sampled_from(["call1", "call2"]), notes=TEXT),
    st.builds(c.AskConfirmation, account=st.sampled_from(["alpha", "beta"]), text=TEXT),
    st.builds(c.RecordConfirmation, account=st.just("alpha"), message=st.sampled_from(["m1", "m4"])),
    st.builds(c.CloseIncident, note=TEXT),
    st.builds(c.SubmitPostmortem, text=TEXT),
    st.builds(c.AddRemediation, action=TEXT, owner=TEXT, due_in_days=st.integers(-1, 10**25)),
    st.builds(c.ChangePace, multiplier=st.integers(-1, 700)),
    st.builds(c.NoteAbsence, wall_s=st.integers(-1, 10**9)),
)  # fmt: skip
PLAYS = st.lists(st.tuples(st.integers(0, 400), COMMANDS, SEAT), max_size=30)
"""Each step: how long to wait, what to ask, and for which seat."""
