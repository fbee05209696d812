"""A played drill at any of its moments: the fold, the customer's eye, the picture of the first hour."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator import commands as c
from simulator import events as e
from simulator.drill import Drill
from simulator.incident import Incident
from simulator.vocabulary import Channel, Mode, Seat
from tests.scoring.plays import DATABASE, content, reference
from tui.eye import Eye, seen_view
from tui.film import CHECKPOINT_LINES, Film, branch
from tui.library import header_for
from tui.picture import MINUTES, picture_rows


@cache
def film() -> Film:
    """The reference run of a bundled scenario; nobody may change it."""
    drill = reference(DATABASE).drill
    return Film(drill.header, drill.entries, drill.scenario, drill.runbook)


def folded(n: int) -> Incident:
    incident = Incident()
    for entry in film().entries[:n]:
        incident.apply(entry)
    return incident


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_any_walk_through_a_film_shows_what_a_fold_from_the_start_would(data: st.DataObject) -> None:
    steps = st.integers(1, len(film().entries))
    for n in data.draw(st.lists(steps, min_size=1, max_size=4)):
        assert film().incident_at(n) == folded(n)


def test_a_step_back_folds_from_a_checkpoint_and_not_from_the_start() -> None:
    film().incident_at(len(film().entries))
    assert {line for line in film()._checkpoints if line} == set(
        range(CHECKPOINT_LINES, len(film().entries) + 1, CHECKPOINT_LINES)
    )


def test_a_branch_can_be_changed_alone() -> None:
    first = folded(60)
    other = branch(first)
    other.accounts["harbor"].history.append((1, 1))
    other.roles.clear()
    assert first == folded(60)


def test_the_timeline_of_a_moment_holds_nothing_from_later() -> None:
    n = film().line_at(900)
    shown = film().view(n, 900).timeline
    assert shown
    assert all(int(row.id.partition(":")[2]) <= n for row in shown)


@pytest.mark.parametrize("step", [1, -1])
def test_jumping_goes_to_the_nearest_line_of_a_kind(step: int) -> None:
    kinds = frozenset({e.UpdatePosted})
    lines = [entry.n for entry in film().entries if isinstance(entry.event, e.UpdatePosted)]
    start = lines[2]
    assert film().next_of(kinds, start, step) == lines[2 + step]
    assert film().next_of(kinds, lines[-1], 1) is None


def test_a_customer_sees_public_posts_their_own_mail_and_nothing_of_the_war_room() -> None:
    everything = len(film().entries)
    rows = {name: Eye(name, film().entries, film().names).rows(everything) for name in ("harbor", "quill")}
    texts = {name: "\n".join(row.plain for row in seen) for name, seen in rows.items()}
    assert "status page: We are aware of errors" in texts["harbor"]
    assert "status page: We are aware of errors" in texts["quill"]
    assert "customer mail: Dear" in texts["harbor"]
    assert "customer mail: Dear" not in texts["quill"]
    assert "Availability schedule" not in texts["quill"]
    for words in ("For everyone who talks to customers", "Executive brief", "Started:", "Decision"):
        assert words not in texts["harbor"] + texts["quill"]
    view = seen_view(film().view(100, 1_000), Eye("quill", film().entries, film().names), 100, film().incident_at(100))
    assert [row.id for row in view.accounts] == ["account:quill"]
    for hidden in ("channel", "tasks", "facts", "inbox", "signals", "roles", "promises", "due"):
        assert getattr(view, hidden) == ()


def test_the_picture_of_the_first_hour_marks_what_happened_in_its_minute() -> None:
    rows = {row.plain[:12].strip(): row.head[1][0] for row in picture_rows(film()) if len(row.head) == 2}
    declared = next(entry for entry in film().entries if isinstance(entry.event, e.IncidentDeclared))
    assert rows["milestones"][declared.at_s // 60] == "D"
    first = next(
        entry for entry in film().entries if isinstance(entry.event, e.UpdatePosted) and entry.event.channel.is_external
    )
    assert rows["said"][first.at_s // 60] in "UH"
    assert "✓" in rows["promises"]
    assert "✗" not in rows["promises"]
    assert {len(strip) for strip in rows.values()} == {MINUTES}


def test_the_picture_ends_with_the_drill_and_says_how_tall_its_bars_are() -> None:
    """Given an answer and an update in one minute and an early end, then the update shows and nothing follows."""
    material = content(DATABASE)
    drill = Drill(header_for(material, drill="short", seed=None, mode=Mode.SIMULATED), material.kit)
    drill.advance_to(430)

    def do(command: c.Command) -> None:
        drill.submit(command, who=drill.player, seat=Seat.IC, command_id=f"c{len(drill.entries)}")

    do(c.AcknowledgeCustomer(account="harbor", text="We see it and are on it."))
    do(c.PostUpdate(channel=Channel.STATUS_PAGE, text="We know that saves fail. Next update by 15:00 UTC."))
    drill.advance_to(1_500)
    do(c.FinishDrill())
    rows = picture_rows(Film(drill.header, drill.entries, drill.scenario, drill.runbook))
    strips = {row.plain[:12].strip(): row.head[1][0] for row in rows if len(row.head) == 2}
    assert strips["said"].strip() == "U"
    signal = next(strip for label, strip in strips.items() if label.startswith("Read lat"))
    assert len(signal.rstrip()) == 1_500 // 60 + 1
    assert len(signal) == MINUTES
    title = next(row.plain for row in rows if row.plain.startswith("HOW CUSTOMERS FELT"))
    assert f"█ {max(one.start_milli for one in drill.incident.accounts.values()) // 1_000}" in title
